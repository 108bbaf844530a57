import { relative } from 'node:path';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { type Imported, importProject } from './import-project.ts';
import { printImport } from './import-report.ts';
import { problemDocument } from './problem-list.ts';
import type { Terminal } from './terminal.ts';

interface ImportOptions {
  readonly out: string;
  readonly tidy?: true;
  readonly json?: true;
}

/** `makeapp import SOURCE --out DIR`: writes a Make app as a descriptor project that builds back to the same manifest. */
export async function importApp(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const [source, options] = args as [string, ImportOptions]; // commander hands over the arguments this command declares.
  const target = { out: options.out, isTidy: options.tidy === true };
  const imported = await importProject(source, target, terminal.cwd);
  if (options.json) terminal.out(`${JSON.stringify(importDocument(imported, terminal.cwd))}\n`);
  else printImport(imported, terminal);
  return EXIT.done;
}

/** What the app itself is said to have wrong does not make the import fail: it is there, as it was. */
function importDocument({ out, files, counts, problems, assumed, raw, ms }: Imported, cwd: string): object {
  const { typed, respelt, asWritten, unchecked, reasons } = counts;
  const folder = relative(cwd, out);
  return {
    ok: true,
    problems: problems.map((problem) => problemDocument(problem, cwd)),
    files: files.map(({ path, bytes }) => ({ path: folder === '' ? path : `${folder}/${path}`, bytes })),
    counts: { typed, respelt, raw: asWritten, unchecked, reasons: Object.fromEntries(reasons) },
    rawComponents: raw,
    assumed,
    ms,
  };
}
