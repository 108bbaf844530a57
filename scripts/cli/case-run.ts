import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { InputError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Difference } from './case-differences.ts';
import { CASE_ENDING, type RecordedCase, readCase, writeCase } from './case-file.ts';
import { openReplayer, type Replayer, replayDifferences, settled } from './case-replay.ts';

/** What became of one case. */
export interface CaseReport {
  /** Relative to the current folder. */
  readonly file: string;
  readonly component: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly differences: readonly Difference[];
  /** Its expectations were rewritten; the differences say how. */
  readonly isUpdated?: true;
}

export interface CaseRun {
  readonly manifest: Manifest;
  readonly folder: string;
  readonly cwd: string;
  /** Text that the file or the component of a case must hold. */
  readonly filter?: string;
  readonly isUpdate: boolean;
}

interface Found {
  readonly file: string;
  readonly shown: string;
  readonly recorded: RecordedCase;
}

/** Runs every case of a folder again, without any network; a case that cannot be read ends it before the first runs. */
export async function runCases({ manifest, folder, cwd, filter, isUpdate }: CaseRun): Promise<CaseReport[]> {
  const found: Found[] = [];
  for (const file of await caseFiles(folder)) {
    const recorded = await readCase(file);
    const shown = relative(cwd, file);
    if (matches(`${shown} ${recorded.component}`, filter)) found.push({ file, shown, recorded });
  }
  if (found.length === 0) return [];
  const replayer = await openReplayer(manifest);
  try {
    const reports: CaseReport[] = [];
    for (const one of found) reports.push(await runCase(replayer, one, isUpdate));
    return reports;
  } finally {
    replayer.close();
  }
}

/** Claims a name that a filter asks for; capitals do not count. */
export const matches = (name: string, filter: string | undefined): boolean =>
  filter === undefined || name.toLowerCase().includes(filter.toLowerCase());

async function caseFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new InputError(`The cases in ${folder} cannot be read.`, { cause: error, fix: 'check the folder.' });
  });
  return names
    .filter((name) => name.endsWith(CASE_ENDING))
    .toSorted()
    .map((name) => join(folder, name));
}

async function runCase(replayer: Replayer, { file, shown, recorded }: Found, isUpdate: boolean): Promise<CaseReport> {
  const begun = performance.now();
  const { component } = recorded;
  const report = (found: readonly Difference[], isUpdated = false): CaseReport => ({
    file: shown,
    component,
    ok: found.length === 0 || isUpdated,
    ms: Math.round((performance.now() - begun) * 10) / 10,
    differences: found,
    ...(isUpdated && { isUpdated }),
  });
  try {
    const made = await replayer.replay(recorded);
    const found = replayDifferences(recorded, made);
    const isUpdated = isUpdate && found.length > 0 && made.stray === undefined;
    if (isUpdated) await writeCase(file, settled(recorded, made));
    return report(found, isUpdated);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // The app no longer takes what the case gives it, such as a component that has another name now.
    return report([{ path: 'component', expected: component, actual: error.message }]);
  }
}
