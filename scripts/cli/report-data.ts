import { readFileSync } from 'node:fs';
import type { Problem } from '../core/problems.ts';
import { fixFor } from '../lint/edit.ts';
import type { CheckedProject } from './check-project.ts';
import type { FixedFile } from './fix-write.ts';
import { secretTexts } from './report-secrets.ts';
import type { Terminal } from './terminal.ts';

/** What a check found, with what is needed to show it. */
export interface Report {
  readonly problems: readonly Problem[];
  /** The app, as people call it. */
  readonly label: string;
  /** How many of the problems `--fix` can put right, as far as is known without trying. */
  readonly fixable: number;
  /** The text of a file of the project; undefined when it cannot be read. */
  readonly textOf: (file: string) => string | undefined;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

/** Turns a report into the whole output of a check. */
export type PrintReport = (report: Report, terminal: Terminal) => string;

/** What a check found, ready to be printed; after fixes, files that were not written read as if they were. */
export function reportOf({ project, problems }: CheckedProject, fixed: readonly FixedFile[] = []): Report {
  const texts = new Map<string, string | undefined>(fixed.map(({ file, after }) => [file, after]));
  return {
    problems,
    label: project.manifest?.app.label ?? 'the app',
    fixable: problems.filter((problem) => fixFor(problem, project.manifest)).length,
    textOf: (file) => {
      if (!texts.has(file)) texts.set(file, readText(file));
      return texts.get(file);
    },
    secrets: secretTexts(project.manifest),
  };
}

/** A file of an archive, or one that is gone by now, cannot be read. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
