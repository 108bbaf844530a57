import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../core/problems.ts';
import { fileNameOf } from '../layouts/local-paths.ts';
import { PROJECT_FILE } from '../layouts/project-file.ts';
import { filedRowsOf } from '../manifest/sections.ts';
import type { GeneralCodeFiles, MakecomappFile, OriginEntry } from '../manifest/types.generated.ts';
import type { PullProject } from '../origin/pull-session.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { PullOptions, Surroundings } from './origin-command.ts';
import { announceWait, chooseOrigin, withSurroundings } from './origin-command.ts';
import { fileExists, findApiKey, readerOf, replaceFile, writeProjectFile } from './origin-files.ts';
import { originsOf, printDocument, readDocument, refuseLayout, withOrigin } from './origin-project.ts';
import { printPull, pullDocument } from './pull-output.ts';
import type { Terminal } from './terminal.ts';

/** `makeapp pull`: brings what Make has into a local-development folder. */
export async function pull(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as PullOptions; // commander hands over the options this command declares.
  return withSurroundings(terminal, (surroundings) => pullProject(options, terminal, surroundings));
}

export async function pullProject(
  options: PullOptions,
  terminal: Terminal,
  { transport, sleep, signal, show, clock }: Surroundings,
): Promise<ExitStatus> {
  const begun = clock();
  const { dir, document, from } = await openFolder(options, terminal.cwd);
  const origin = chooseOrigin(from.origins, options);
  const apiKey = await findApiKey(from.dir, origin, terminal);
  const { pull: fetch } = await import('../origin/pull.ts');
  const report = await fetch(await projectAt(dir, document, options), origin, {
    ...{ transport, apiKey, sleep, signal, fileNameOf: startOfFiles },
    dryRun: options.dryRun === true,
    adoptPairs: options.out !== undefined,
    onWait: (ms) => {
      show?.('');
      announceWait(terminal)(ms);
    },
    onProgress: ({ path }) => show?.(path),
  });
  show?.('');
  const problems = report.problems.map((problem) =>
    problem.file === undefined ? problem : { ...problem, file: join(dir, problem.file) },
  );
  const printing = { origin, options, terminal, ms: clock() - begun };
  if (options.json) terminal.out(`${JSON.stringify(pullDocument({ ...report, problems }, printing))}\n`);
  else printPull({ ...report, problems }, printing);
  return report.ok ? EXIT.done : EXIT.failed;
}

/** A folder and its files are called the same whatever the kind of component. */
const startOfFiles = (name: string): string => fileNameOf({ kind: 'function', name, sections: {} });

interface Folder {
  /** What is written to. */
  readonly dir: string;
  readonly document: MakecomappFile;
  /** Where origins and key files are. */
  readonly from: { readonly dir: string; readonly origins: readonly OriginEntry[] };
}

/** A local-development project, or an empty folder that is to become one. */
async function openFolder(options: PullOptions, cwd: string): Promise<Folder> {
  const { project: path, withCommon, out } = options;
  if (out !== undefined) return openOutside({ ...options, out }, cwd);
  const dir = resolve(cwd, path);
  if (await isVacant(dir)) return { dir, document: freshDocument(withCommon === true), from: { dir, origins: [] } };
  const { detectProject } = await import('../layouts/detect.ts');
  const project = await detectProject(dir);
  switch (project.kind) {
    case 'local': {
      const document = await readDocument(project.dir);
      return { dir: project.dir, document, from: { dir: project.dir, origins: document.origins } };
    }
    case 'online':
    case 'archive':
      throw refuseLayout(project);
    case 'descriptors':
      throw new InputError(`${path} is written as descriptors, which cannot be pulled into.`, {
        fix: 'pull into an empty folder (--out DIR) and compare ("makeapp diff DIR ."), or "makeapp import DIR --out NEW".',
      });
  }
}

/**
 * An empty folder beside a project, whose origins and IDs are used: a picture of what Make has, to compare with. It
 * remembers no origin itself, or the ID of the app at Make would look like another app.
 */
async function openOutside(
  { project: path, withCommon, out }: PullOptions & { readonly out: string },
  cwd: string,
): Promise<Folder> {
  const dir = resolve(cwd, out);
  if (!(await isVacant(dir))) {
    throw new InputError(`${out} is not empty.`, { fix: 'give --out a folder that is empty or does not exist.' });
  }
  const { detectProject } = await import('../layouts/detect.ts');
  const project = await detectProject(resolve(cwd, path));
  if (project.kind === 'online' || project.kind === 'archive') throw refuseLayout(project);
  const origins = await originsOf(project);
  return { dir, document: freshDocument(withCommon === true), from: { dir: project.dir, origins } };
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

async function projectAt(dir: string, document: MakecomappFile, { out }: PullOptions): Promise<PullProject> {
  const isNew = !(await fileExists(join(dir, PROJECT_FILE)));
  const reading = isNew ? undefined : await readerOf(dir);
  return {
    document,
    read: async (path) => reading?.(path),
    write: (path, bytes) => writeProjectFile(dir, path, bytes),
    exists: (path) => fileExists(join(dir, path)),
    save: async (changed, origin) => {
      const kept = out === undefined ? withOrigin(changed, origin) : changed;
      await writeProjectFile(dir, PROJECT_FILE, new TextEncoder().encode(printDocument(kept)));
      if (isNew && out === undefined) await ignoreKey(dir, origin);
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
