import type { Problem, Severity } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { type LintContext, lintContext } from './context.ts';
import type { Finding, LintProblem, Rule } from './rule.ts';
import { rules } from './rules.ts';

export type RuleSetting = 'off' | Severity;

export interface LintOptions {
  /** Severity of rules in this app, by ID; `off` silences one, any other value also switches on an advisory rule. */
  readonly rules?: Readonly<Record<string, RuleSetting>> | undefined;
  /** Whether rules that only advise speak too. */
  readonly advice?: boolean | undefined;
  /** What other checks have reported; what a rule would only repeat is left out. */
  readonly known?: readonly Problem[] | undefined;
}

/** Applies the review rules to an app. Reports nothing that the checks of shape and references report. */
export function lintManifest(manifest: Manifest, options: LintOptions = {}): LintProblem[] {
  const context = lintContext(manifest);
  return rules.flatMap((rule) => {
    const setting = settingOf(rule, options);
    if (setting === 'off') return [];
    const problems = applyRule(rule, context, setting, options.known ?? []);
    const isWanted = setting !== undefined || options.advice === true;
    return isWanted ? problems : problems.filter(({ severity }) => severity !== 'info');
  });
}

type Settings = Pick<LintOptions, 'rules' | 'advice'>;

/** What an app says of a rule; advisory ones are off unless asked for. */
const settingOf = ({ id, severity }: Rule, { rules: settings, advice }: Settings): RuleSetting | undefined =>
  settings?.[id] ?? (severity === 'info' && !advice ? 'off' : undefined);

/** Whether the settings keep a rule silent. */
export function isSilent(id: string, settings: Settings): boolean {
  const rule = rules.find((known) => known.id === id);
  return rule !== undefined && settingOf(rule, settings) === 'off';
}

function applyRule(
  rule: Rule,
  context: LintContext,
  setting: Severity | undefined,
  known: readonly Problem[],
): LintProblem[] {
  return [...rule.check(context)]
    .filter((finding) => !isKnown(rule, finding, known))
    .map((finding) => problemOf(rule, finding, context, setting));
}

const isKnown = ({ sameAs = [] }: Rule, finding: Finding, known: readonly Problem[]): boolean =>
  known.some(({ code, component }) => sameAs.includes(code) && component === finding.component);

function problemOf(rule: Rule, finding: Finding, context: LintContext, setting: Severity | undefined): LintProblem {
  const { component, section, path, offset, message, advice, severity } = finding;
  const change = rule.fix?.(finding, context);
  return {
    code: rule.id,
    severity: setting ?? severity ?? rule.severity,
    message,
    fix: advice ?? rule.advice,
    component,
    ...(section !== undefined && { section }),
    path,
    ...(offset !== undefined && { offset }),
    ...(change && { edit: { component, ...(section !== undefined && { section }), path, ...change } }),
  };
}
