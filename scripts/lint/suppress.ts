import { type JsonPath, printPath } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { ruleIds } from './rules.ts';

/** One exception from the rules, as an app's configuration or a comment states it. */
export interface Suppression {
  readonly rule: string;
  /** "modules.searchUser"; any component when absent. */
  readonly component?: string | undefined;
  /** A printed path, `response.output.id`: that place and all below it; any place when absent. */
  readonly path?: string | undefined;
  /** Why the rule does not hold here. */
  readonly reason: string;
  /** Of a comment: where it stands, and the line it excuses; without one, the whole file. */
  readonly at?: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly covers?: number;
  };
}

/** Whether a rule did not speak in this run, so that nobody knows whether an exception from it is needed. */
export type IsMute = (rule: string) => boolean;

/** Drops the problems an app has declared exceptions; one that excuses nothing is a problem itself (LINT001). */
export function applySuppressions(
  problems: readonly Problem[],
  suppressions: readonly Suppression[],
  isMute: IsMute = () => false,
): Problem[] {
  const used = new Set<Suppression>();
  const kept = problems.filter((problem) => {
    const excusing = suppressions.filter((suppression) => isReasoned(suppression) && excuses(suppression, problem));
    for (const suppression of excusing) used.add(suppression);
    return excusing.length === 0 || !isExcusable(problem);
  });
  const refused = new Set(kept.flatMap((problem) => [...used].filter((suppression) => excuses(suppression, problem))));
  const rest = suppressions.flatMap((suppression, index): Problem[] => {
    if (refused.has(suppression)) return [inexcusable(suppression, index)];
    const isIdle = !used.has(suppression) && !(isKnown(suppression.rule) && isMute(suppression.rule));
    return isIdle ? [unused(suppression, index)] : [];
  });
  return [...kept, ...rest];
}

const isReasoned = ({ reason }: Suppression): boolean => reason.trim() !== '';

/** Codes of the checks of shape, references and language. */
const CHECK = /^(?:MAN|REF|IML)\d{3}$/;

/** Claims the code of a check of shape, reference or language: its warnings can be excused, not switched off. */
export const isCheckCode = (rule: string): boolean => CHECK.test(rule);

const isKnown = (rule: string): boolean => ruleIds.includes(rule) || isCheckCode(rule);

/** An error of shape or reference fails on the platform, whatever the reason for it. */
const isExcusable = ({ code, severity }: Problem): boolean => !(CHECK.test(code) && severity === 'error');

function excuses({ rule, component, path, at }: Suppression, problem: Problem): boolean {
  if (problem.code !== rule) return false;
  if (at && (problem.file !== at.file || (at.covers !== undefined && problem.line !== at.covers))) return false;
  if (component !== undefined && component !== problem.component) return false;
  return path === undefined || isWithin(problem.path ?? [], path);
}

/** Whether a place is the one a printed path names, or inside it. */
function isWithin(place: JsonPath, path: string): boolean {
  return [...place.keys(), place.length].some((length) => printPath(place.slice(0, length)) === path);
}

function unused(suppression: Suppression, index: number): Problem {
  const name = nameOf(suppression, index);
  return {
    code: 'LINT001',
    severity: 'warning',
    message:
      suppression.rule === ''
        ? `${name} names no rule and has no effect.`
        : isReasoned(suppression)
          ? `${name} excuses nothing.`
          : `${name} gives no reason and has no effect.`,
    fix: adviceFor(suppression),
    ...positionOf(suppression),
  };
}

function inexcusable(suppression: Suppression, index: number): Problem {
  return {
    code: 'LINT001',
    severity: 'warning',
    message: `${nameOf(suppression, index)} has no effect: an error of this kind fails on Make and cannot be excused.`,
    fix: 'correct what is reported, and remove the exception.',
    ...positionOf(suppression),
  };
}

function nameOf({ rule, component, path, at }: Suppression, index: number): string {
  if (at) return `The lint-disable comment${rule === '' ? '' : ` for ${rule}`}`;
  const where = [component, path].filter((part) => part !== undefined).join(' › ');
  return `Suppression ${index + 1}, of ${rule}${where === '' ? '' : ` at ${where}`},`;
}

const positionOf = ({ at }: Suppression): Partial<Problem> =>
  at ? { file: at.file, line: at.line, column: at.column } : {};

function adviceFor(suppression: Suppression): string {
  const { rule, at } = suppression;
  if (rule === '')
    return 'write the ID of the rule and a reason behind it: lint-disable-next-line PAGE-006 one page only.';
  if (!isKnown(rule)) return didYouMean(rule, ruleIds, 'there is no rule with this ID; remove it.');
  if (!isReasoned(suppression)) {
    return at ? 'say behind the rule why it does not hold there.' : 'say in "reason" why the rule does not hold there.';
  }
  return 'remove it.';
}
