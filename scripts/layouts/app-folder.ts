import { basename, dirname, join, resolve } from 'node:path';
import type { ComponentKind } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, PLURALS } from '../manifest/manifest.ts';
import { SECTIONS } from '../manifest/sections.ts';
import type { ProjectFolder } from './project-folder.ts';
import { openProjectFolder } from './project-folder.ts';
import { distinctRows, sectionsAmong } from './section-names.ts';

/** Where an app without a project file keeps its parts, relative to `dir`. */
export interface AppFolder {
  readonly dir: string;
  /** Where the parts of one version are; ends with a slash, or is empty. */
  readonly versioned: string;
  readonly name: string;
  readonly version: number | undefined;
}

/** A folder of a component, or the files of one that lie beside those of others. */
export interface ComponentFiles {
  readonly kind: ComponentKind;
  readonly name: string;
  /** Relative to the app's folder; ends with a slash. */
  readonly dir: string;
  /** The files there that are its own. */
  readonly files: readonly string[];
}

/** Where sections of the app itself are found, of hand-made folders too. */
export const APP_PLACES = ['', 'general/', 'app/', 'base/', 'modules/'] as const;

/** Finds an app laid out in folders at a path: the app's, one of its versions, its `src`, or one that holds nothing but the app. */
export async function findAppFolder(path: string, depth = 2): Promise<AppFolder | undefined> {
  const folder = await openProjectFolder(path).catch(() => undefined);
  if (!folder) return undefined;
  const name = basename(resolve(path));
  if (await holdsBase(folder, '')) return appAt(path);
  const folders = (await folder.list('')).filter((entry) => entry.isFolder && !entry.name.startsWith('.'));
  const names = folders.map((entry) => entry.name).filter((each) => each !== 'node_modules');
  for (const version of names.flatMap((each) => versionOf(each) ?? []).sort((a, b) => b - a)) {
    const versioned = `${version}/`;
    const isApp = (await holdsBase(folder, versioned)) || (await holdsComponents(folder, versioned));
    if (isApp) return { dir: path, versioned, name, version };
  }
  if (await holdsComponents(folder, '')) return appAt(path);
  const inner = names.includes('src') ? 'src' : names.length === 1 ? names[0] : undefined;
  if (depth === 0 || inner === undefined) return undefined;
  const found = await findAppFolder(join(path, inner), depth - 1);
  return inner === 'src' && found?.name === 'src' ? { ...found, name } : found;
}

/** The app of a folder, which may be that of one version. */
function appAt(path: string): AppFolder {
  const dir = resolve(path);
  const version = versionOf(basename(dir));
  if (version === undefined) return { dir: path, versioned: '', name: basename(dir), version };
  return { dir: dirname(dir), versioned: `${version}/`, name: basename(dirname(dir)), version };
}

async function holdsBase(folder: ProjectFolder, dir: string): Promise<boolean> {
  const isBase = (name: string): boolean => /^base\.(?:imljson|iml\.json)$/i.test(name);
  for (const place of ['', 'general/', 'app/', 'base/']) {
    if ((await folder.list(dir + place)).some(({ name }) => isBase(name))) return true;
  }
  return false;
}

/** Claims that a folder holds components that call an API, whether or not there is a Base. */
async function holdsComponents(folder: ProjectFolder, dir: string): Promise<boolean> {
  return (await componentsIn(folder, [dir], ['module', 'rpc', 'connection'])).some(({ kind, files }) =>
    sectionsAmong(files, rowsOf(kind)).found.some(({ row }) => row.section === 'communication'),
  );
}

/** The files of every component below any of the folders, whether `modules` or `module`, in folders of their own or not. */
export async function componentsIn(
  folder: ProjectFolder,
  dirs: readonly string[],
  kinds: readonly ComponentKind[] = COMPONENT_KINDS,
): Promise<ComponentFiles[]> {
  const parents = kinds.flatMap((kind) =>
    [...new Set(dirs)].flatMap((dir) => [PLURALS[kind], kind].map((name) => ({ kind, dir: `${dir}${name}/` }))),
  );
  const found = await Promise.all(parents.map(({ kind, dir }) => componentsBelow(folder, kind, dir, DEEPEST)));
  return found.flat();
}

/** Hand-made apps sort components into folders, hardly ever into more than these. */
const DEEPEST = 3;

async function componentsBelow(
  folder: ProjectFolder,
  kind: ComponentKind,
  dir: string,
  depth: number,
): Promise<ComponentFiles[]> {
  const entries = (await folder.list(dir)).filter(({ name }) => !name.startsWith('.'));
  const rows = rowsOf(kind);
  const inner = await Promise.all(
    entries
      .filter(({ isFolder }) => isFolder)
      .map(async ({ name, isLink }): Promise<ComponentFiles[]> => {
        const own = `${dir}${name}/`;
        const listed = await folder.list(own);
        const files = listed.filter((entry) => !entry.isFolder).map((entry) => entry.name);
        const isComponent = files.includes('metadata.json') || sectionsAmong(files, rows).found.length > 0;
        if (isComponent || isLink || depth === 1) return isComponent ? [{ kind, name, dir: own, files }] : [];
        return componentsBelow(folder, kind, own, depth - 1);
      }),
  );
  const loose = entries.filter(({ isFolder }) => !isFolder).map(({ name }) => name);
  return [...inner.flat(), ...looseComponents(kind, dir, loose)];
}

/** Files such as `getShip.api.imljson` that lie beside those of other components. */
function looseComponents(kind: ComponentKind, dir: string, files: readonly string[]): ComponentFiles[] {
  const byName = new Map<string, string[]>();
  for (const file of files) {
    const [name = '', ...rest] = file.split('.');
    const isWhole = kind === 'function' && rest.join() === 'js';
    if (!isWhole && (rest.length < 2 || sectionsAmong([rest.join('.')], rowsOf(kind)).found.length === 0)) continue;
    byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  return [...byName].map(([name, own]) => ({ kind, name, dir, files: own }));
}

const rowsOf = (kind: ComponentKind) => distinctRows(SECTIONS.filter((row) => row.kind === kind));

const versionOf = (name: string): number | undefined => (/^[1-9]\d{0,3}$/.test(name) ? Number(name) : undefined);
