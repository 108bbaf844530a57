import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../core/problems.ts';
import { COMPONENT_KINDS, type ComponentKind, PLURALS } from '../manifest/manifest.ts';
import { AS_IS } from './as-is.ts';

/** A file that must hold one component, or the app itself. `file` is relative to the project, with forward slashes. */
export interface SourceFile {
  readonly kind: ComponentKind | 'app';
  readonly name: string;
  readonly file: string;
  /** A custom function that is sent as it is: text, never run here. */
  readonly isText?: true;
}

export const APP_FILE = 'app/app.ts';

/** Lists the component files of a descriptor project, kind by kind, by name. */
export async function findSourceFiles(dir: string): Promise<SourceFile[]> {
  const appFolder = await filesIn(join(dir, 'app'));
  if (!appFolder.includes('app.ts')) {
    throw new InputError(`${dir} is no descriptor project: it has no ${APP_FILE}.`, {
      fix: `create ${APP_FILE} with "export default defineApp({ ... })", or name the project's folder with --project.`,
    });
  }
  const components = await Promise.all(COMPONENT_KINDS.map((kind) => findComponents(dir, kind)));
  return [{ kind: 'app', name: 'app', file: APP_FILE }, ...components.flat()];
}

async function findComponents(dir: string, kind: ComponentKind): Promise<SourceFile[]> {
  const folder = PLURALS[kind];
  const files = (await filesIn(join(dir, folder))).filter(isComponentFile).sort();
  const found = files.map((file) => ({ kind, name: file.slice(0, -'.ts'.length), file: `${folder}/${file}` }));
  return kind === 'function' ? Promise.all(found.map((source) => withText(dir, source))) : found;
}

async function withText(dir: string, source: SourceFile): Promise<SourceFile> {
  return AS_IS.test(await readFile(join(dir, source.file), 'utf8')) ? { ...source, isText: true } : source;
}

const isComponentFile = (file: string): boolean => file.endsWith('.ts') && !/\.(?:d|test)\.ts$/.test(file);

/** The plain files of a folder; none when the folder does not exist. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') {
      return []; // an app without webhooks has no webhooks folder
    }
    throw error;
  }
}
