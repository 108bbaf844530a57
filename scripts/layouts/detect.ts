import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../core/problems.ts';
import { PROJECT_FILE } from './project-file.ts';

/** What a path given on the command line turned out to be. */
export type Project =
  | { readonly kind: 'descriptors'; readonly dir: string }
  | { readonly kind: 'local'; readonly dir: string }
  | { readonly kind: 'archive'; readonly file: string };

/**
 * Finds out what an app is written as: TypeScript descriptors, the editor's JSON project (at the folder's root or in
 * `src/`), or an import archive. A descriptor project may have been built into a folder inside it, so it wins.
 */
export async function detectProject(path: string): Promise<Project> {
  const status = await stat(path).catch(() => undefined);
  if (!status)
    throw new InputError(`There is nothing at ${path}.`, { fix: 'give the folder of an app, or its import archive.' });
  if (status.isFile()) return detectFile(path);
  if (await isFile(join(path, 'app', 'app.ts'))) return { kind: 'descriptors', dir: path };
  for (const dir of [path, join(path, 'src')]) {
    if (await isFile(join(dir, PROJECT_FILE))) return { kind: 'local', dir };
  }
  throw new InputError(`${path} holds no app.`, {
    fix: `looked for app/app.ts, ${PROJECT_FILE} and src/${PROJECT_FILE}; an import archive is given as a file ending in .zip.`,
  });
}

function detectFile(path: string): Project {
  if (/\.zip$/i.test(path)) return { kind: 'archive', file: path };
  if (path === PROJECT_FILE || /[\\/]makecomapp\.json$/.test(path)) return { kind: 'local', dir: join(path, '..') };
  throw new InputError(`${path} is no app.`, { fix: `give a folder, an import archive (.zip), or ${PROJECT_FILE}.` });
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isFile() ?? false;
