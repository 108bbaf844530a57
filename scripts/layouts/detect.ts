import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../core/problems.ts';
import { findAppFolder } from './app-folder.ts';
import type { LoadedManifest } from './loaded.ts';
import { PROJECT_FILE } from './project-file.ts';

/** What a path given on the command line turned out to be. */
export type Project =
  | { readonly kind: 'descriptors'; readonly dir: string }
  | { readonly kind: 'local'; readonly dir: string }
  | { readonly kind: 'online'; readonly dir: string }
  | { readonly kind: 'archive'; readonly file: string };

/**
 * Finds out what an app is written as: TypeScript descriptors, the editor's JSON project (at the folder's root or in
 * `src/`), folders as the editor shows them online or as somebody laid them out by hand, or an import archive. A
 * descriptor project may have been built into a folder inside it, so it wins.
 */
export async function detectProject(path: string): Promise<Project> {
  const status = await stat(path).catch(() => undefined);
  if (!status)
    throw new InputError(`There is nothing at ${path}.`, { fix: 'give the folder of an app, or its import archive.' });
  if (status.isFile()) return detectFile(path);
  if (!status.isDirectory()) throw noApp(path);
  if (await isFile(join(path, 'app', 'app.ts'))) return { kind: 'descriptors', dir: path };
  for (const dir of [path, join(path, 'src')]) {
    if (await isFile(join(dir, PROJECT_FILE))) return { kind: 'local', dir };
  }
  const only = await onlyAppIn(path);
  if (only !== undefined) return detectProject(only);
  if (await findAppFolder(path)) return { kind: 'online', dir: path };
  throw new InputError(`${path} ${(await isEmpty(path)) ? 'is empty' : 'holds no app'}.`, {
    fix: `looked for app/app.ts, ${PROJECT_FILE}, src/${PROJECT_FILE} and base.imljson; an import archive is given as a file ending in .zip.`,
  });
}

/** A repository of several apps has them in `apps/`; the only one needs no name. */
async function onlyAppIn(path: string): Promise<string | undefined> {
  const entries = await readdir(join(path, 'apps'), { withFileTypes: true }).catch(() => []);
  const apps = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  const [only, ...others] = apps.sort();
  if (only === undefined || others.length === 0) return only === undefined ? undefined : join(path, 'apps', only);
  throw new InputError(`${path} holds ${apps.length} apps: ${apps.join(', ')}.`, {
    fix: `name the folder of one of them, such as ${join(path, 'apps', only)}.`,
  });
}

const isEmpty = async (path: string): Promise<boolean> => (await readdir(path)).length === 0;

function detectFile(path: string): Project {
  if (/\.zip$/i.test(path)) return { kind: 'archive', file: path };
  if (path === PROJECT_FILE || /[\\/]makecomapp\.json$/.test(path)) return { kind: 'local', dir: join(path, '..') };
  throw noApp(path);
}

const noApp = (path: string): InputError =>
  new InputError(`${path} is no app.`, { fix: `give a folder, an import archive (.zip), or ${PROJECT_FILE}.` });

/** An app written as JSON, in any layout. */
export type JsonProject = Exclude<Project, { readonly kind: 'descriptors' }>;

/** Reads an app written as JSON; each layout's reader is loaded when it is needed. */
export async function readJsonProject(project: JsonProject): Promise<LoadedManifest> {
  switch (project.kind) {
    case 'local': {
      const { readLocal } = await import('./read-local.ts');
      return readLocal(project.dir);
    }
    case 'online': {
      const { readOnline } = await import('./online.ts');
      return readOnline(project.dir);
    }
    case 'archive': {
      const { readArchiveFile } = await import('./read-archive.ts');
      return readArchiveFile(project.file);
    }
  }
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isFile() ?? false;
