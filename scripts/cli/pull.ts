import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { counted, InputError } from '../core/problems.ts';
import { fileNameOf } from '../layouts/local-paths.ts';
import { PROJECT_FILE } from '../layouts/project-file.ts';
import { filedRowsOf } from '../manifest/sections.ts';
import type { GeneralCodeFiles, MakecomappFile, OriginEntry } from '../manifest/types.generated.ts';
import type { PullProject, PullReport } from '../origin/pull-session.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { OriginOptions, Surroundings } from './origin-command.ts';
import { announceWait, chooseOrigin, describeOrigin, originDocument, withSurroundings } from './origin-command.ts';
import { fileExists, findApiKey, readerOf, replaceFile, writeProjectFile } from './origin-files.ts';
import { printDocument, readDocument, refuseArchive, withOrigin } from './origin-project.ts';
import { printProblems, problemDocument } from './problem-list.ts';
import { paint, type Terminal } from './terminal.ts';

export type PullOptions = OriginOptions;

/** `makeapp pull`: brings what Make has into a local-development folder. */
export async function pull(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as PullOptions; // commander hands over the options this command declares.
  return withSurroundings(terminal, (surroundings) => pullProject(options, terminal, surroundings));
}

export async function pullProject(
  options: PullOptions,
  terminal: Terminal,
  { transport, sleep, signal }: Surroundings,
): Promise<ExitStatus> {
  const { dir, document } = await openFolder(options, terminal.cwd);
  const origin = chooseOrigin(document.origins, options);
  const apiKey = await findApiKey(dir, origin, terminal);
  const { pull: fetch } = await import('../origin/pull.ts');
  const report = await fetch(await projectAt(dir, document), origin, {
    ...{ transport, apiKey, sleep, signal, fileNameOf: startOfFiles },
    dryRun: options.dryRun === true,
    onWait: announceWait(terminal),
  });
  const problems = report.problems.map((problem) =>
    problem.file === undefined ? problem : { ...problem, file: join(dir, problem.file) },
  );
  const printing = { origin, options, terminal };
  if (options.json) terminal.out(`${JSON.stringify(pullDocument({ ...report, problems }, printing))}\n`);
  else printPull({ ...report, problems }, printing);
  return report.ok ? EXIT.done : EXIT.failed;
}

/** A folder and its files are called the same whatever the kind of component. */
const startOfFiles = (name: string): string => fileNameOf({ kind: 'function', name, sections: {} });

interface Folder {
  readonly dir: string;
  readonly document: MakecomappFile;
}

/** A local-development project, or an empty folder that is to become one. */
async function openFolder({ project: path, withCommon }: PullOptions, cwd: string): Promise<Folder> {
  const dir = resolve(cwd, path);
  if (await isVacant(dir)) return { dir, document: freshDocument(withCommon === true) };
  const { detectProject } = await import('../layouts/detect.ts');
  const project = await detectProject(dir);
  switch (project.kind) {
    case 'local':
      return { dir: project.dir, document: await readDocument(project.dir) };
    case 'archive':
      throw refuseArchive(project);
    case 'descriptors':
      throw new InputError(`${path} is written as descriptors, which cannot be pulled into.`, {
        fix: 'pull into an empty folder (--project DIR), then "makeapp import DIR --out NEW" and compare, or "makeapp diff".',
      });
  }
}

/** Claims a folder that is missing or holds only dot files, such as a repository just made. */
async function isVacant(dir: string): Promise<boolean> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : ['?']));
  return names.every((name) => name.startsWith('.'));
}

/** The project file of a clone (make-app-format.md §2.9). */
export function freshDocument(withCommon: boolean): MakecomappFile {
  const files = filedRowsOf('app').map(({ section, suffix }) => [
    section,
    section === 'common' && !withCommon ? null : suffix,
  ]);
  return {
    fileVersion: 1,
    generalCodeFiles: Object.fromEntries(files) as GeneralCodeFiles, // the table lists these four
    components: { connection: {}, webhook: {}, module: {}, rpc: {}, function: {}, endpoint: {} },
    origins: [],
  };
}

async function projectAt(dir: string, document: MakecomappFile): Promise<PullProject> {
  const isNew = !(await fileExists(join(dir, PROJECT_FILE)));
  const reading = isNew ? undefined : await readerOf(dir);
  return {
    document,
    read: async (path) => reading?.(path),
    write: (path, bytes) => writeProjectFile(dir, path, bytes),
    exists: (path) => fileExists(join(dir, path)),
    save: async (changed, origin) => {
      await writeProjectFile(dir, PROJECT_FILE, new TextEncoder().encode(printDocument(withOrigin(changed, origin))));
      if (isNew) await ignoreKey(dir, origin);
    },
  };
}

/** Keeps the file of the API key out of version control. */
async function ignoreKey(dir: string, { apikeyFile }: OriginEntry): Promise<void> {
  const file = join(dir, '.gitignore');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.split(/\r?\n/).includes(apikeyFile)) return;
  await replaceFile(file, `${known}${known === '' || known.endsWith('\n') ? '' : '\n'}${apikeyFile}\n`);
}

interface Printing {
  readonly origin: OriginEntry;
  readonly options: PullOptions;
  readonly terminal: Terminal;
}

const countsOf = ({ files, added }: PullReport) => {
  const count = (outcome: (typeof files)[number]['outcome']): number =>
    files.filter((file) => file.outcome === outcome).length;
  return { added: added.length, new: count('new'), changed: count('changed'), unchanged: count('unchanged') };
};

function pullDocument(report: PullReport, { origin, options, terminal }: Printing): object {
  return {
    ok: report.ok,
    origin: originDocument(origin),
    dryRun: options.dryRun === true,
    counts: countsOf(report),
    added: report.added,
    files: report.files,
    problems: report.problems.map((problem) => problemDocument(problem, terminal.cwd)),
  };
}

function printPull(report: PullReport, { origin, options, terminal }: Printing): void {
  for (const { path, outcome } of report.files) {
    if (outcome !== 'unchanged')
      terminal.out(`  ${paint(terminal, outcome === 'new' ? 'green' : 'cyan', outcome.padEnd(7))}  ${path}\n`);
  }
  if (report.problems.length > 0) terminal.err(printProblems(report.problems, terminal));
  const { added, new: fresh, changed, unchanged } = countsOf(report);
  const verb = options.dryRun ? 'would pull' : report.ok ? 'pulled' : 'not all pulled';
  const heading = paint(terminal, report.ok ? 'green' : 'red', verb);
  const parts = [
    `${counted(added, 'component')} added`,
    `${counted(fresh, 'file')} new`,
    `${changed} changed`,
    `${unchanged} unchanged`,
  ];
  terminal.out(`${heading} ${describeOrigin(origin)}: ${parts.join(', ')}\n`);
}
