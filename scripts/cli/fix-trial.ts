import type { Problem } from '../core/problems.ts';
import { isSameJson } from '../core/same-json.ts';
import { applyEdits } from '../lint/edit.ts';
import type { CheckedProject } from './check-project.ts';
import type { WorkingCopy } from './fix-copy.ts';
import { type PlannedFix, textsWith } from './fix-plan.ts';
import type { FixSource } from './fix-source.ts';

/** One state of the working copy: what it is, and all that can be said of it. */
export interface State {
  readonly checked: CheckedProject;
  readonly findings: readonly Problem[];
}

export interface RefusedFix {
  readonly problem: Problem;
  readonly reason: string;
}

/** One round of fixes; what is found to be right replaces what is here. */
export interface Trial {
  readonly copy: WorkingCopy;
  readonly check: () => Promise<State>;
  /** The files and the state the round began with: offsets of changes count in these. */
  readonly base: ReadonlyMap<string, FixSource>;
  readonly before: State;
  kept: readonly PlannedFix[];
  refused: readonly RefusedFix[];
  texts: ReadonlyMap<string, string>;
  state: State;
}

/** Makes all of some fixes when they go together; else halves of them, down to single ones. */
export async function tryFixes(fixes: readonly PlannedFix[], trial: Trial): Promise<void> {
  if (fixes.length === 0) return;
  const wanted = [...trial.kept, ...fixes];
  const texts = textsWith(trial.base, wanted);
  await rewrite(trial, texts);
  const state = await trial.check().catch(() => undefined); // a change that leaves no app behind is none to make
  const fault = state ? faultOf(trial.before, state, wanted) : 'the app could not be read any more';
  if (fault === undefined) {
    Object.assign(trial, { kept: wanted, texts, state });
    return;
  }
  await rewrite(trial, trial.texts, texts);
  if (fixes.length === 1) {
    const problems = fixes.flatMap((fix) => fix.problems);
    trial.refused = [...trial.refused, ...problems.map((problem) => ({ problem, reason: fault }))];
    return;
  }
  const middle = Math.ceil(fixes.length / 2);
  await tryFixes(fixes.slice(0, middle), trial);
  await tryFixes(fixes.slice(middle), trial);
}

/** Writes texts into the copy; files that only `instead` had changed get back what they said. */
async function rewrite(
  { copy, base }: Trial,
  texts: ReadonlyMap<string, string>,
  instead?: ReadonlyMap<string, string>,
): Promise<void> {
  for (const file of new Set([...texts.keys(), ...(instead?.keys() ?? [])])) {
    await copy.write(file, texts.get(file) ?? base.get(file)?.text ?? '');
  }
}

/** What speaks against fixes: the app must read as the edits want it, each problem be gone, and none have come up. */
function faultOf(before: State, after: State, fixes: readonly PlannedFix[]): string | undefined {
  const { manifest } = before.checked.project;
  const edits = fixes.flatMap((fix) => fix.edits);
  if (!manifest || !isSameJson(applyEdits(manifest, edits), after.checked.project.manifest)) {
    return 'more than this place would change';
  }
  const allowed = counts(before.findings);
  for (const problem of fixes.flatMap(({ problems }) => problems)) add(allowed, keyOf(problem), -1);
  const [news] = [...counts(after.findings)].find(([key, count]) => count > (allowed.get(key) ?? 0)) ?? [];
  if (news !== undefined) return `${news.split(' ')[0]} would be reported then`;
  return unusedExceptions(after) > unusedExceptions(before) ? 'an exception would excuse nothing then' : undefined;
}

const keyOf = ({ code, component = '' }: Problem): string => `${code} ${component}`;

function counts(problems: readonly Problem[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const problem of problems) add(found, keyOf(problem), 1);
  return found;
}

const add = (map: Map<string, number>, key: string, by: number): unknown => map.set(key, (map.get(key) ?? 0) + by);

const unusedExceptions = ({ checked }: State): number =>
  checked.problems.filter(({ code }) => code === 'LINT001').length;
