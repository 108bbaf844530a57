import { copyFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Project } from '../layouts/detect.ts';

/** A copy of a project to try changes on; the project itself is not touched. */
export interface WorkingCopy {
  readonly dir: string;
  /** The file of the project a file of the copy stands for. */
  readonly original: (file: string) => string;
  /** The text of a file of the copy, with its byte order mark; undefined when it is no UTF-8 text. */
  readonly read: (file: string) => Promise<string | undefined>;
  readonly write: (file: string, text: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const LARGEST = 5 * 1024 * 1024;
const ASIDE = /^(?:\.|node_modules$)/;
/** What a descriptor project is compiled from; the rest of its folder may be anything. */
const DESCRIPTOR_PARTS =
  /^(?:app|modules|connections|rpcs|webhooks|functions|endpoints|tsconfig[^/]*\.json|package\.json|makeapp\.config\.yaml)$/;

/** Copies what a project is read from. Links that lead out of it are left out, as reading leaves them out. */
export async function copyProject({
  dir: folder,
  kind,
}: Exclude<Project, { readonly kind: 'archive' }>): Promise<WorkingCopy> {
  const parent = await mkdtemp(join(tmpdir(), 'makeapp-fix-'));
  // Some apps are called after their folder.
  const dir = join(parent, basename(folder) || 'app');
  const root = await realpath(folder);
  const extra = kind === 'descriptors' ? await importedFiles(folder) : [];
  await copyBelow({ root, wanted: (name) => kind !== 'descriptors' || DESCRIPTOR_PARTS.test(name) }, folder, dir);
  for (const path of extra) await copyOne(join(folder, path), join(dir, path));
  return {
    dir,
    original: (file) => join(folder, relative(dir, file)),
    read: (file) => readUtf8(file),
    write: (file, text) => writeFile(file, text),
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}

interface Tree {
  readonly root: string;
  readonly wanted: (name: string) => boolean;
}

async function copyBelow({ root, wanted }: Tree, from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      if (ASIDE.test(entry.name) || !wanted(entry.name)) return;
      const path = join(from, entry.name);
      const target = join(to, entry.name);
      if (entry.isSymbolicLink()) return copyLinked(root, path, target);
      if (entry.isDirectory()) return copyBelow({ root, wanted: () => true }, path, target);
      if (entry.isFile()) await copySmall(path, target);
    }),
  );
}

/** Of links, those to files of the project are followed. */
async function copyLinked(root: string, path: string, target: string): Promise<void> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined && isBelow(root, real) && (await stat(real)).isFile()) await copySmall(real, target);
}

async function copySmall(path: string, target: string): Promise<void> {
  if ((await stat(path)).size <= LARGEST) await copyFile(path, target);
}

/** Claims a path inside a folder. */
export function isBelow(folder: string, path: string): boolean {
  const inner = relative(folder, path);
  return inner !== '' && inner !== '..' && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}

async function copyOne(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to).catch(() => undefined); // what cannot be read is no part of the bundle
}

/** Files outside the component folders that descriptors import; the bundler knows them. */
async function importedFiles(folder: string): Promise<string[]> {
  const { openProject } = await import('../compile/open-project.ts');
  const { bundle } = await openProject(folder);
  const found = await bundle;
  if (!('code' in found)) return [];
  const { sources = [] } = JSON.parse(found.map) as { sources?: readonly string[] }; // esbuild's own source map
  return sources
    .map(decodeURI)
    .filter((path) => /^[^.<:][^<:]*\//.test(path) && !DESCRIPTOR_PARTS.test(path.split('/')[0] ?? ''));
}

async function readUtf8(file: string): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch {
    return undefined;
  }
}
