import { type JsonPath, printPath } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { ruleIds } from './rules.ts';

/** One exception from the rules, as an app's configuration states it. */
export interface Suppression {
  readonly rule: string;
  /** "modules.searchUser"; any component when absent. */
  readonly component?: string | undefined;
  /** A printed path, `response.output.id`: that place and all below it; any place when absent. */
  readonly path?: string | undefined;
  /** Why the rule does not hold here. */
  readonly reason: string;
}

/** Drops the problems an app has declared exceptions; one that excuses nothing is a problem itself (LINT001). */
export function applySuppressions(problems: readonly Problem[], suppressions: readonly Suppression[]): Problem[] {
  const used = new Set<Suppression>();
  const kept = problems.filter((problem) => {
    const excusing = suppressions.filter((suppression) => isReasoned(suppression) && excuses(suppression, problem));
    for (const suppression of excusing) used.add(suppression);
    return excusing.length === 0;
  });
  const rest = suppressions.flatMap((suppression, index) =>
    used.has(suppression) ? [] : [unused(suppression, index)],
  );
  return [...kept, ...rest];
}

const isReasoned = ({ reason }: Suppression): boolean => reason.trim() !== '';

function excuses({ rule, component, path }: Suppression, problem: Problem): boolean {
  if (problem.code !== rule) return false;
  if (component !== undefined && component !== problem.component) return false;
  return path === undefined || isWithin(problem.path ?? [], path);
}

/** Whether a place is the one a printed path names, or inside it. */
function isWithin(place: JsonPath, path: string): boolean {
  return [...place.keys(), place.length].some((length) => printPath(place.slice(0, length)) === path);
}

function unused(suppression: Suppression, index: number): Problem {
  const { rule, component, path } = suppression;
  const where = [component, path].filter((part) => part !== undefined).join(' › ');
  return {
    code: 'LINT001',
    severity: 'warning',
    message: isReasoned(suppression)
      ? `Suppression ${index + 1}, of ${rule}${where === '' ? '' : ` at ${where}`}, excuses nothing.`
      : `Suppression ${index + 1}, of ${rule}, gives no reason and has no effect.`,
    fix: adviceFor(suppression),
  };
}

function adviceFor(suppression: Suppression): string {
  if (!isReasoned(suppression)) return 'say in "reason" why the rule does not hold there.';
  const { rule } = suppression;
  return ruleIds.includes(rule) ? 'remove it.' : didYouMean(rule, ruleIds, 'there is no rule with this ID; remove it.');
}
