import { locateProblems, type Problem } from '../core/problems.ts';
import { fixFor, partOf } from '../lint/edit.ts';
import type { Edit, LintProblem } from '../lint/rule.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { CheckedProject } from './check-project.ts';
import { type FileChange, type FixSource, offsetOf, writeStep } from './fix-source.ts';
import { stepsOf } from './fix-steps.ts';
import { applyChanges, overlap, type TextChange } from './fix-text.ts';

/** A problem that a rule knows how to put right. */
export type Fixable = LintProblem & { readonly edit: Edit };

/** Changes of one or more files that put problems right. */
export interface PlannedFix {
  readonly problems: readonly Fixable[];
  readonly edits: readonly Edit[];
  readonly changes: readonly FileChange[];
}

export interface Plan {
  readonly fixes: readonly PlannedFix[];
  /** What has a fix that the source gives no place for. */
  readonly unwritable: readonly Fixable[];
}

/** The problems among those found that have a fix: each place in the app, also where several share a line of the source. */
export function fixableProblems(found: readonly Problem[], shown: readonly Problem[], manifest: Manifest): Fixable[] {
  const wanted = new Set(shown.map(keyOf));
  return found.flatMap((problem) => {
    if (!wanted.has(keyOf(problem))) return [];
    const edit = fixFor(problem, manifest);
    return edit ? [{ ...problem, edit }] : [];
  });
}

const keyOf = ({ code, message, file, line, column, component, path }: Problem): string =>
  JSON.stringify(line === undefined ? [code, message, component, path] : [code, message, file, line, column]);

type SourceOf = (file: string) => FixSource | undefined;

/** Works out the changes of text. Fixes that come to the same change are one. */
export function planFixes(fixable: readonly Fixable[], { project }: CheckedProject, sourceOf: SourceOf): Plan {
  const fixes = new Map<string, PlannedFix>();
  const unwritable: Fixable[] = [];
  for (const problem of fixable) {
    const { edit } = problem;
    const changes = writeEdit(edit, project, sourceOf);
    if (changes.length === 0) {
      unwritable.push(problem);
      continue;
    }
    const key = JSON.stringify(changes);
    const { problems = [], edits = [] } = fixes.get(key) ?? {};
    const isNew = !edits.some((other) => JSON.stringify(other) === JSON.stringify(edit));
    fixes.set(key, { problems: [...problems, problem], edits: isNew ? [...edits, edit] : edits, changes });
  }
  return { fixes: [...fixes.values()], unwritable };
}

/** The changes that make one edit; none where the source gives no place for it. */
function writeEdit(edit: Edit, { manifest, locate }: CheckedProject['project'], sourceOf: SourceOf): FileChange[] {
  const { component, section } = edit;
  const steps = (manifest && stepsOf(edit, partOf(manifest, edit))) ?? [];
  const written = steps.map((step) =>
    writeStep(step, (path) => {
      const position = locate({ component, ...(section !== undefined && { section }), path });
      const source = position && sourceOf(position.file);
      return source && { source, offset: offsetOf(source.text, position, source.dialect) };
    }),
  );
  const changes = written.filter((change) => change !== undefined);
  return changes.length < written.length || hasClash(changes) ? [] : changes;
}

/** Picks fixes that can be made in one go; the rest waits for the next. */
export function compatible(fixes: readonly PlannedFix[]): PlannedFix[] {
  const chosen: PlannedFix[] = [];
  for (const fix of fixes) {
    const isInTheWay = isClash(
      fix.changes,
      chosen.flatMap(({ changes }) => changes),
    );
    const isNested = chosen.some(({ edits }) => edits.some((a) => fix.edits.some((b) => isSamePlace(a, b))));
    if (!isInTheWay && !isNested) chosen.push(fix);
  }
  return chosen;
}

/** The texts of the files that fixes change. */
export function textsWith(base: ReadonlyMap<string, FixSource>, fixes: readonly PlannedFix[]): Map<string, string> {
  const all = fixes.flatMap(({ changes }) => changes);
  const files = [...new Set(all.map(({ file }) => file))];
  return new Map(
    files.map((file) => {
      const changes = all.flatMap((change) => (change.file === file ? change.changes : []));
      return [file, applyChanges(base.get(file)?.text ?? '', changes)];
    }),
  );
}

interface PlacedChange extends TextChange {
  readonly file: string;
}

const placed = (list: readonly FileChange[]): PlacedChange[] =>
  list.flatMap(({ file, changes }) => changes.map((change) => ({ ...change, file })));

const isPair = (a: PlacedChange, b: PlacedChange): boolean => a.file === b.file && overlap(a, b);

const isClash = (changes: readonly FileChange[], others: readonly FileChange[]): boolean =>
  placed(changes).some((a) => placed(others).some((b) => isPair(a, b)));

/** Steps of one edit may be in each other's way, too. */
function hasClash(changes: readonly FileChange[]): boolean {
  const all = placed(changes);
  return changes.length > 1 && all.some((a, index) => all.slice(index + 1).some((b) => isPair(a, b)));
}

/** Claims edits one of which is at, or above, the place of the other. */
function isSamePlace(a: Edit, b: Edit): boolean {
  if (a.component !== b.component || a.section !== b.section) return false;
  const length = Math.min(a.path.length, b.path.length);
  return a.path.slice(0, length).every((key, index) => key === b.path[index]);
}

/** Everything the checks and rules say of a project, also what its authors excuse. */
export async function allFindings(checked: CheckedProject, advice: boolean): Promise<readonly Problem[]> {
  const { manifest, problems, locate, folder } = checked.project;
  if (!manifest) return problems;
  const [{ lintManifest }, { readLintConfig }, { readConfig }] = await Promise.all([
    import('../lint/lint-manifest.ts'),
    import('../lint/lint-config.ts'),
    import('./config.ts'),
  ]);
  const { rules } = readLintConfig((await readConfig(folder)).lint, folder);
  return [...problems, ...locateProblems(lintManifest(manifest, { rules, advice, known: problems }), locate)];
}
