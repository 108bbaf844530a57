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
    const setting = options.rules?.[rule.id] ?? (rule.severity === 'info' && !options.advice ? 'off' : undefined);
    if (setting === 'off') return [];
    const problems = applyRule(rule, context, setting, options.known ?? []);
    const isWanted = setting !== undefined || options.advice === true;
    return isWanted ? problems : problems.filter(({ severity }) => severity !== 'info');
  });
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
