import { constants, open, readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { ManifestCode } from '../manifest/codes.ts';

const LARGEST = 5 * 1024 * 1024;
/** Windows has no such flag, and no pipes in folders. */
const NO_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Why a file was not read. */
export interface FileFailure {
  readonly code: ManifestCode;
  readonly message: string;
  readonly fix: string;
}

export type FileRead = { readonly bytes: Uint8Array } | { readonly failure: FileFailure };

/** Reads files of one folder and nothing outside it, whatever paths and links say. */
export interface ProjectFolder {
  readonly dir: string;
  /** `path` is relative to the folder, with forward slashes. */
  read(path: string): Promise<FileRead>;
  /** What a folder in it holds, by name; nothing where there is no folder, or one that lies outside. */
  list(path: string): Promise<readonly FolderEntry[]>;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

export async function openProjectFolder(dir: string): Promise<ProjectFolder> {
  const root = await realpath(dir);
  return {
    dir,
    async read(path) {
      if (leavesFolder(path)) return { failure: outside(path) };
      try {
        const file = await realpath(join(root, path));
        return isBelow(root, file) ? await readBounded(file, path) : { failure: outside(path) };
      } catch (error) {
        return { failure: missing(path, error) };
      }
    },
    async list(path) {
      const folder = await realpath(join(root, path)).catch(() => undefined);
      if (leavesFolder(path) || folder === undefined || (folder !== root && !isBelow(root, folder))) return [];
      return listFolder(folder);
    },
  };
}

function isBelow(root: string, path: string): boolean {
  const inner = relative(root, path);
  return inner !== '' && inner !== '..' && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}

/** Names in order, so that nothing depends on the file system. */
async function listFolder(folder: string): Promise<FolderEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const listed = await Promise.all(
    entries.map(async (entry) => {
      const isLink = entry.isSymbolicLink();
      const status = isLink ? await stat(join(folder, entry.name)).catch(() => undefined) : entry;
      return { name: entry.name, isFolder: status?.isDirectory() ?? false, isLink };
    }),
  );
  return listed.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Claims a path that is absolute or climbs, read as any system would read it. */
export function leavesFolder(path: string): boolean {
  return (
    path.startsWith('/') ||
    path.includes('\\') ||
    path.includes('\0') ||
    /^[A-Za-z]:/.test(path) ||
    path.split('/').includes('..')
  );
}

async function readBounded(file: string, path: string): Promise<FileRead> {
  // Opened before it is looked at, so that what is measured is what is read; without waiting, because a pipe would never open.
  const handle = await open(file, NO_WAITING);
  try {
    const status = await handle.stat();
    if (!status.isFile()) {
      return {
        failure: {
          code: 'MAN050',
          message: `"${path}" is not a regular file.`,
          fix: 'put the section there, or correct the path.',
        },
      };
    }
    if (status.size > LARGEST) {
      const message = `"${path}" is larger than ${LARGEST / 1024 / 1024} MB.`;
      return { failure: { code: 'MAN053', message, fix: 'no section is that large: correct the path.' } };
    }
    return { bytes: new Uint8Array(await handle.readFile()) };
  } finally {
    await handle.close();
  }
}

const outside = (path: string): FileFailure => ({
  code: 'MAN052',
  message: `"${path}" leads out of the project.`,
  fix: 'keep the file below makecomapp.json and give a relative path with forward slashes.',
});

function missing(path: string, error: unknown): FileFailure {
  const reason = (error as NodeJS.ErrnoException).code; // what fs throws
  if (reason === 'ENOENT' || reason === 'ENOTDIR') {
    return {
      code: 'MAN050',
      message: `There is no file "${path}".`,
      fix: 'create it, or correct the path; null means "not kept here".',
    };
  }
  return {
    code: 'MAN050',
    message: `"${path}" cannot be read (${reason ?? 'unknown reason'}).`,
    fix: 'check its permissions.',
  };
}
