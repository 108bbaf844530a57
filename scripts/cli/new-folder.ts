import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../core/problems.ts';

/**
 * Fills a folder that is empty or does not exist yet: works in one beside it, or in it when it is there, and moves that
 * to its place at the end. When anything fails, everything is as it was. `name` is what the user calls the folder.
 */
export async function fillNewFolder<T>(target: string, name: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const isThere = await isEmptyFolder(target, name);
  const folder = join(isThere ? target : dirname(target), `.${basename(target)}-${randomUUID()}`);
  let made: string | undefined;
  try {
    made = await makeFolders(folder);
    const result = await fill(folder);
    await (isThere ? moveContent(folder, target) : rename(folder, target));
    return result;
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    throw asInputError(error, name);
  }
}

/** Whether the folder is there; throws where it cannot be filled. */
async function isEmptyFolder(target: string, name: string): Promise<boolean> {
  const status = await stat(target).catch(() => undefined);
  if (!status) return false;
  const fix = 'name a new folder with --out.';
  if (!status.isDirectory()) throw new InputError(`--out ${name} is a file.`, { fix });
  if ((await readdir(target)).length > 0)
    throw new InputError(`--out ${name} is not empty; nothing was written.`, { fix });
  return true;
}

/** Gives the outermost folder it had to make. Not by `recursive`: where no folder can be made (/proc), Node tries for ever. */
async function makeFolders(folder: string): Promise<string> {
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const parent = dirname(folder);
    if (code !== 'ENOENT' || parent === folder || (await stat(parent).catch(() => undefined))) throw error;
    const outermost = await makeFolders(parent);
    await mkdir(folder);
    return outermost;
  }
}

/** The folder itself stays: a shell may be in it. */
async function moveContent(folder: string, target: string): Promise<void> {
  const moved: string[] = [];
  try {
    for (const name of await readdir(folder)) {
      await rename(join(folder, name), join(target, name));
      moved.push(join(target, name));
    }
    await rmdir(folder);
  } catch (error) {
    for (const path of moved) await rm(path, { recursive: true, force: true });
    throw error;
  }
}

/** A folder nobody may write to is a mistake in the command line. */
function asInputError(error: unknown, name: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new InputError(`cannot write to ${name}: ${code}.`, { cause: error, fix: 'name another folder with --out.' });
}
