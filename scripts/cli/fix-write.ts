import { randomBytes } from 'node:crypto';
import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../core/problems.ts';
import { isBelow } from './fix-copy.ts';

/** A file of the project and what it shall say. */
export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

interface Prepared {
  readonly target: string;
  readonly partial: string;
}

/** Replaces files whole, or none: each text is complete on the disk before it takes the place of the old one. */
export async function writeFixedFiles(folder: string, files: readonly FixedFile[]): Promise<void> {
  const prepared: Prepared[] = [];
  try {
    for (const file of files) prepared.push(await prepare(await realpath(folder), file));
    for (const { partial, target } of prepared) await rename(partial, target);
  } catch (cause) {
    await Promise.all(prepared.map(({ partial }) => rm(partial, { force: true })));
    if (cause instanceof InputError) throw cause;
    const { code, path } = cause as NodeJS.ErrnoException; // what fs throws
    throw new InputError(`Cannot write ${path ?? folder}: ${code ?? 'unknown reason'}.`, {
      cause,
      fix: 'check the permissions of the file and of its folder.',
    });
  }
}

async function prepare(root: string, { file, before, after }: FixedFile): Promise<Prepared> {
  const target = await realpath(file);
  if (!isBelow(root, target)) {
    throw new InputError(`${file} leads out of the project.`, { fix: 'put the file itself there instead of a link.' });
  }
  if ((await readFile(target)).compare(Buffer.from(before)) !== 0) {
    throw new InputError(`${file} was changed meanwhile; nothing was written.`, { fix: 'run the command again.' });
  }
  const partial = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  await writeFile(partial, after, { flag: 'wx' });
  await chmod(partial, (await stat(target)).mode);
  return { target, partial };
}
