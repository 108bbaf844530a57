import { resolve } from 'node:path';
import type { Problem } from '../core/problems.ts';
import { InputError } from '../core/problems.ts';
import { detectProject } from '../layouts/detect.ts';
import { type CheckedProject, checkProject } from './check-project.ts';
import { copyProject, type WorkingCopy } from './fix-copy.ts';
import { allFindings, compatible, fixableProblems, planFixes } from './fix-plan.ts';
import type { FixSource } from './fix-source.ts';
import { type RefusedFix, type State, type Trial, tryFixes } from './fix-trial.ts';
import { type FixedFile, writeFixedFiles } from './fix-write.ts';
import { sourceTexts } from './source-texts.ts';

export interface FixOptions {
  readonly advice: boolean;
  /** Finds out what would be changed, and writes nothing. */
  readonly dryRun: boolean;
}

/** What `--fix` did. Files are those of the project. */
export interface FixResult {
  readonly files: readonly FixedFile[];
  /** What was put right. */
  readonly fixed: readonly Problem[];
  /** What has a fix that was not made, and why. */
  readonly refused: readonly RefusedFix[];
  readonly checked: CheckedProject;
}

const MOST_ROUNDS = 20;

/**
 * Puts right what can be put right without thinking. Every change is tried on a copy first: it stays only if the app
 * then reads exactly as the rules wanted it, the problem is gone, and no other has come up.
 */
export async function fixProject(path: string, cwd: string, options: FixOptions): Promise<FixResult> {
  const project = await detectProject(resolve(cwd, path));
  if (project.kind === 'archive') {
    throw new InputError(
      'An import archive cannot be fixed: it is what an app was exported as, not where it is written.',
      {
        fix: 'unpack the app with makeapp import, or fix the project it was built from.',
      },
    );
  }
  const copy = await copyProject(project);
  try {
    const result = await fixCopy(project.dir, copy, options);
    // The copy lacks what leads out of the project.
    const isAsWritten = !options.dryRun || result.files.length === 0;
    return isAsWritten ? { ...result, checked: await checkProject(path, cwd, options.advice) } : result;
  } finally {
    await copy.remove();
  }
}

async function fixCopy(folder: string, copy: WorkingCopy, { advice, dryRun }: FixOptions): Promise<FixResult> {
  const check = async (): Promise<State> => {
    const checked = await checkProject(copy.dir, copy.dir, advice);
    return { checked, findings: await allFindings(checked, advice) };
  };
  const files = new Map<string, FixedFile>();
  const fixed: Problem[] = [];
  let round = await fixRound(await check(), copy, check);
  // Only a round in which nothing could be done tells that nothing is left to do.
  for (let count = 1; round.kept.length > 0 && count < MOST_ROUNDS; count++) {
    fixed.push(...round.kept.flatMap(({ problems }) => problems));
    noteTexts(round, copy, files);
    round = await fixRound(round.state, copy, check);
  }
  const changed = [...files.values()].filter(({ before, after }) => before !== after);
  if (!dryRun) await writeFixedFiles(folder, changed);
  const original = (problem: Problem): Problem =>
    problem.file === undefined ? problem : { ...problem, file: copy.original(problem.file) };
  const { project, problems } = round.state.checked;
  return {
    files: changed,
    fixed: fixed.map(original),
    refused: round.refused.map(({ problem, reason }) => ({ problem: original(problem), reason })),
    checked: { project, problems: problems.map(original) },
  };
}

/** Makes every fix of one state that can be made at once. */
async function fixRound(state: State, copy: WorkingCopy, check: () => Promise<State>): Promise<Trial> {
  const base = await sourcesOf(state, copy);
  const { checked, findings } = state;
  const { manifest } = checked.project;
  const fixable = manifest ? fixableProblems(findings, checked.problems, manifest) : [];
  const plan = planFixes(fixable, checked, (file) => base.get(file));
  const refused = plan.unwritable.map((problem) => ({ problem, reason: UNWRITABLE }));
  const trial: Trial = { copy, check, base, before: state, state, kept: [], refused, texts: new Map() };
  await tryFixes(compatible(plan.fixes), trial);
  return trial;
}

const UNWRITABLE = 'the source says it in a way only a person can change';

/** Remembers what the files said first and say now. */
function noteTexts({ texts, base }: Trial, copy: WorkingCopy, files: Map<string, FixedFile>): void {
  for (const [file, after] of texts) {
    const name = copy.original(file);
    files.set(name, { file: name, before: files.get(name)?.before ?? base.get(file)?.text ?? '', after });
  }
}

async function sourcesOf({ checked }: State, copy: WorkingCopy): Promise<Map<string, FixSource>> {
  const sources = new Map<string, FixSource>();
  for (const { file } of sourceTexts(checked.project)) {
    const text = await copy.read(file);
    if (text !== undefined) sources.set(file, { file, text, dialect: file.endsWith('.ts') ? 'typescript' : 'json' });
  }
  return sources;
}
