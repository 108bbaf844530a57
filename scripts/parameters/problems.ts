import type { JsonPath } from '../core/paths.ts';
import { printPath } from '../core/paths.ts';
import type { Place, Problem, Severity } from '../core/problems.ts';

/** Code and usual severity of every kind of parameter problem; only errors keep a component from running. */
export const PARAMETER_PROBLEMS = {
  mandatory: { code: 'RUN101', severity: 'error', about: 'A required parameter is empty.' },
  type: { code: 'RUN102', severity: 'error', about: "A value cannot become the parameter's type." },
  format: { code: 'RUN103', severity: 'error', about: 'A text is no e-mail address, URL, time zone, …' },
  range: { code: 'RUN104', severity: 'error', about: 'A number or date is outside its limits.' },
  length: { code: 'RUN105', severity: 'error', about: 'A text is too short or too long.' },
  pattern: { code: 'RUN106', severity: 'error', about: "A text does not match the parameter's pattern." },
  enum: { code: 'RUN107', severity: 'error', about: 'A value is not among the allowed ones.' },
  items: { code: 'RUN108', severity: 'error', about: 'A list has too few, too many or repeated items.' },
  option: { code: 'RUN109', severity: 'error', about: 'A value is no option of its select or filter.' },
  path: { code: 'RUN110', severity: 'error', about: 'A file or folder path is wrong.' },
  iml: { code: 'RUN111', severity: 'error', about: 'A mustache where the platform lets nobody map values.' },
  unknown: { code: 'RUN112', severity: 'warning', about: 'A value for a parameter the section does not declare.' },
  inactive: { code: 'RUN113', severity: 'warning', about: 'A value for a nested parameter that does not show.' },
  withheld: { code: 'RUN114', severity: 'warning', about: 'A value for a parameter that is never submitted.' },
  reading: { code: 'RUN115', severity: 'warning', about: 'A value the platform reads otherwise than it looks.' },
  definition: { code: 'RUN116', severity: 'warning', about: 'The definition of a parameter is faulty.' },
  remote: { code: 'RUN117', severity: 'warning', about: 'An RPC gave no fields or options.' },
  unchecked: { code: 'RUN118', severity: 'info', about: 'A value only an RPC could check.' },
} as const satisfies Record<string, { code: string; severity: Severity; about: string }>;

export type ParameterProblemKind = keyof typeof PARAMETER_PROBLEMS;

/** One thing wrong with a value somebody gave. */
export interface ParameterProblem {
  readonly kind: ParameterProblemKind;
  readonly severity: Severity;
  /** The platform's text where it has one (make-app-format.md §4.4); never holds the value of a secret. */
  readonly message: string;
  /** Where in the input. */
  readonly path: JsonPath;
  readonly name: string;
  /** What the person sees, outer fields first: `Filters › 2 › Type`. */
  readonly label: string;
  readonly fix?: string;
}

export const isParameterError = ({ severity }: ParameterProblem): boolean => severity === 'error';

/** Turns parameter problems into problems of a component's run. */
export function problemsOfParameters(problems: readonly ParameterProblem[], place: Place): Problem[] {
  return problems.map((problem) => ({
    ...place,
    code: PARAMETER_PROBLEMS[problem.kind].code,
    severity: problem.severity,
    message: sentenceOf(problem),
    path: problem.path,
    ...(problem.fix !== undefined && { fix: problem.fix }),
  }));
}

/** The message of the BundleValidationError that keeps a component from running; undefined when nothing does. */
export function bundleValidationMessage(problems: readonly ParameterProblem[]): string | undefined {
  const errors = problems.filter(isParameterError);
  if (errors.length === 0) return undefined;
  const lines = errors.map(
    (problem) => `${sentenceOf(problem)}${problem.fix === undefined ? '' : ` Fix: ${problem.fix}`}`,
  );
  const heading = `Validation failed for ${errors.length} parameter(s):`;
  return lines.length === 1 ? `${heading} ${lines[0]}` : [heading, ...lines.map((line) => `- ${line}`)].join('\n');
}

/** Says what is wrong and where, in a sentence that stands alone. */
export function sentenceOf({ kind, message, path, label, name }: ParameterProblem): string {
  const shown = printPath(path) || name;
  const where = `'${shown}'${label === '' || label === shown ? '' : ` (${label})`}`;
  if (kind === 'mandatory') return `Missing value of required parameter ${where}.`;
  return `Parameter ${where}: ${message}`;
}
