import { compareText } from './compare-text.ts';
import type { JsonPath } from './paths.ts';
import { printPath } from './paths.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Where in the app a problem sits, before anyone knows the file: "modules.searchUser", "communication", ["qs", "limit"]. */
export interface Place {
  readonly component?: string;
  readonly section?: string;
  readonly path?: JsonPath;
  /** Offset inside the string at `path`, in UTF-16 units. */
  readonly offset?: number;
}

/** A position in an author's file; line and column are 1-based, column in UTF-16 units. */
export interface Position {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One finding. `code` is stable and greppable; see `CLI` contract "a problem" for the printed form. */
export interface Problem extends Place, Partial<Position> {
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence, with the offending value quoted. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** What of a place is meant: the value there, or the key it has. */
export type Part = 'key' | 'value';

/** Finds where a place is written in the author's source; undefined when the source has no such place. */
export type Locate = (place: Place, part?: Part) => Position | undefined;

export const isError = (problem: Problem): boolean => problem.severity === 'error';

/** Adds file, line and column to problems that have none. */
export function locateProblems(problems: readonly Problem[], locate: Locate): Problem[] {
  return problems.map((problem) =>
    problem.file === undefined ? { ...problem, ...locate(problem, partOf(problem)) } : problem,
  );
}

/** Of an unknown key it is the key that is wrong. */
const partOf = ({ code }: Problem): Part => (code === 'MAN002' ? 'key' : 'value');

/** Orders problems by file, line, column, code, and drops exact repeats. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const sorted = [...problems].sort(compareProblems);
  return sorted.filter(
    (problem, index) => index === 0 || JSON.stringify(problem) !== JSON.stringify(sorted[index - 1]),
  );
}

function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.code, b.code)
  );
}

/** Prints a problem for a person: place, then code and message, then the fix. */
export function formatProblem(problem: Problem): string {
  const place = [formatPosition(problem), problem.component, problem.section, printPath(problem.path ?? [])];
  const heading = place.filter(Boolean).join(' › ');
  const lines = [`${problem.code} ${problem.message}`, ...(problem.fix ? [`fix: ${problem.fix}`] : [])];
  return [...(heading ? [heading] : []), ...lines.map((line) => `  ${line}`)].join('\n');
}

function formatPosition({ file, line, column }: Problem): string {
  if (file === undefined) return '';
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

/** "1 problem", "2 problems". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Thrown once per run, after every check has had its say. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`${counted(problems.length, 'problem')} in the app\n\n${problems.map(formatProblem).join('\n\n')}`);
    this.problems = problems;
  }
}

/** The command line or an input file is wrong (exit status 2); the message says which and what to do. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly fix: string | undefined;

  constructor(message: string, options: { readonly fix?: string; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.fix = options.fix;
  }
}
