import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../core/problems.ts';
import { leavesFolder, openProjectFolder } from '../layouts/project-folder.ts';
import type { MakecomappFile, OriginEntry } from '../manifest/types.generated.ts';
import { readApiKey } from '../origin/api-key.ts';
import type { ReadFile } from '../origin/session.ts';
import type { Terminal } from './terminal.ts';

/** Reads files of a project, and nothing outside its folder. */
export async function readerOf(dir: string): Promise<ReadFile> {
  const folder = await openProjectFolder(dir);
  return async (path) => {
    const found = await folder.read(path);
    return 'bytes' in found ? found.bytes : undefined;
  };
}

/** Writes a file of a project whole or not at all, and never outside its folder, whatever links there are. */
export async function writeProjectFile(dir: string, path: string, bytes: Uint8Array): Promise<void> {
  const file = join(dir, path);
  if (leavesFolder(path) || !(await isBelow(dir, dirname(file)))) throw outside(path);
  await mkdir(dirname(file), { recursive: true });
  await replaceFile(file, bytes);
}

/** Puts a file into place with one step, so that an interruption leaves the old or the new one. */
export async function replaceFile(file: string, content: Uint8Array | string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, content);
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    const { code, message } = cause as NodeJS.ErrnoException; // what fs throws
    throw new InputError(`cannot write ${file}: ${code ?? message}.`, { cause, fix: 'check its permissions.' });
  }
}

/** Claims that a folder, or the nearest one there is above it, really lies in the project. */
async function isBelow(dir: string, folder: string): Promise<boolean> {
  const found = await realpath(folder).catch(() => undefined);
  if (found === undefined) return resolve(folder) === resolve(dir) || isBelow(dir, dirname(folder));
  const inner = relative(await realpath(dir), found);
  return inner !== '..' && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}

export const fileExists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;

/** Refuses a project whose sections are said to be elsewhere. */
export function refuseOutsidePaths({ generalCodeFiles, components }: MakecomappFile): void {
  const entries = Object.values(components).flatMap((map) => Object.values<Entry>(map));
  const lists = [generalCodeFiles, ...entries.map((entry) => entry?.codeFiles ?? {})];
  const outer = lists.flatMap((files) => Object.values<unknown>({ ...files })).find(isOutside);
  if (typeof outer === 'string') throw outside(outer);
}

type Entry = MakecomappFile['components']['module'][string];

const isOutside = (path: unknown): boolean => typeof path === 'string' && leavesFolder(path);
const outside = (path: string): InputError =>
  new InputError(`"${path}" leads out of the project.`, {
    fix: 'keep the file below makecomapp.json and give a relative path with forward slashes.',
  });

const KEY_VARIABLE = 'MAKE_API_KEY';

/** The API key of an origin: from its file, else from the environment. It is never shown. */
export async function findApiKey(dir: string, { apikeyFile }: OriginEntry, { env }: Terminal): Promise<string> {
  const file = resolve(dir, apikeyFile);
  try {
    return readApiKey(await readFile(file, 'utf8'), apikeyFile);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const given = env[KEY_VARIABLE];
    if (given !== undefined) return readApiKey(given, `the environment variable ${KEY_VARIABLE}`);
    throw new InputError(`There is no API key: ${apikeyFile} cannot be read.`, {
      cause,
      fix: `put the key into that file (and the file into .gitignore), or into the environment variable ${KEY_VARIABLE}.`,
    });
  }
}
