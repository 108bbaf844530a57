import { resolve } from 'node:path';
import { InputError } from '../core/problems.ts';
import { checkProject } from './check-project.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { CommonOptions } from './options.ts';
import { reportOf } from './report-data.ts';
import { printTextReport } from './report-text.ts';
import { paint, type Terminal } from './terminal.ts';
import { ProjectWatch, watchedFolder } from './watch-project.ts';

const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

interface WatchOptions extends CommonOptions {
  readonly info?: true;
}

/** Checks, then again after every change below the project, until interrupted. */
export async function watchCheck(options: WatchOptions, terminal: Terminal): Promise<ExitStatus> {
  const path = resolve(terminal.cwd, options.project);
  const root = watchedFolder(path);
  const watching = new ProjectWatch(root, {
    // What a build writes into the project is none of its sources.
    isAside: (file) => resolve(root, 'dist') === file,
    onChange: () => checkOnce(options, terminal),
  });
  await terminal.interrupted();
  await watching.close();
  return EXIT.done;
}

/** Whatever is wrong with the sources is shown and waited on. */
async function checkOnce(options: WatchOptions, terminal: Terminal): Promise<void> {
  const started = performance.now();
  let said: string;
  try {
    said = printTextReport(
      reportOf(await checkProject(options.project, terminal.cwd, options.info === true)),
      terminal,
    );
  } catch (error) {
    const fix = error instanceof InputError && error.fix ? `  fix: ${error.fix}\n` : '';
    said = `${paint(terminal, 'red', 'error')} ${(error as Error).message}\n${fix}`;
  }
  const took = `checked in ${Math.round(performance.now() - started)} ms; watching for changes, Ctrl-C stops`;
  // Only a screen can be cleared; in a log every report stays.
  if (terminal.columns !== undefined) terminal.out(CLEAR);
  terminal.out(said);
  terminal.err(`${paint(terminal, 'dim', took)}\n`);
}
