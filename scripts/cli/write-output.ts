import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { InputError } from '../core/problems.ts';
import type { OutputFile } from '../layouts/output-file.ts';

/** Folders of the output that hold nothing but generated files, so a file there that is no longer generated is removed. */
const OWNED = ['app', 'online', 'types'];
const MARK = join('app', 'makecomapp.json');

/** Writes the files below a folder and removes what an earlier build left there; files that are equal are not touched. */
export async function writeOutput(out: string, files: readonly OutputFile[]): Promise<void> {
  try {
    await removeStale(out, new Set(files.map(({ path }) => path.split('/').join(sep))));
    await Promise.all(files.map(({ path, bytes }) => writeIfChanged(join(out, path), bytes)));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new InputError(`cannot write to ${out}: ${code ?? message}.`, {
      cause,
      fix: 'name another folder with --out.',
    });
  }
}

async function writeIfChanged(file: string, bytes: Uint8Array): Promise<void> {
  const known = await readFile(file).catch(() => undefined);
  if (known?.equals(bytes)) return;
  await makeFolder(dirname(file));
  await writeFile(file, bytes);
}

/** Not by `recursive: true`: where a parent exists but takes no folders (/proc), Node tries again for ever. */
export async function makeFolder(folder: string): Promise<void> {
  if (await tryMakeFolder(folder)) return;
  const parent = dirname(folder);
  if (!(await exists(parent))) await makeFolder(parent);
  if (!(await tryMakeFolder(folder)))
    throw Object.assign(new Error(`no folder can be made in ${parent}`), { code: 'ENOENT' });
}

/** Gives false when the parent is missing. */
async function tryMakeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && dirname(folder) !== folder) return false;
    if (code === 'EEXIST') return true;
    throw error;
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Removes nothing unless the folder is one of ours: an earlier build left its mark there. */
async function removeStale(out: string, wanted: ReadonlySet<string>): Promise<void> {
  const known = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = known
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
  if (!paths.includes(MARK)) return;
  const stale = paths.filter((path) => OWNED.includes(path.split(sep)[0] ?? '') && !wanted.has(path));
  await Promise.all(stale.map((path) => rm(join(out, path))));
}
