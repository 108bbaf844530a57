import { unzipSync, zipSync } from 'fflate';
import { InputError } from '../core/problems.ts';
import type { OutputFile } from './output-file.ts';
import { leavesFolder } from './project-folder.ts';

const MEGABYTE = 1024 * 1024;
/** Far above any real app, far below what would hurt. */
const LIMITS = { archive: 50 * MEGABYTE, entries: 10_000, entry: 10 * MEGABYTE, total: 100 * MEGABYTE } as const;

/** Packs files in the given order; the same files give the same bytes. */
export function packZip(files: readonly OutputFile[]): Uint8Array {
  const mtime = new Date(1980, 0, 1); // a zip file holds local time, and this is the first day there is
  return zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), { mtime, level: 9 });
}

/** Unpacks an archive in memory. Refuses one that would leave its folder, or be much larger than it looks. */
export function unpackZip(bytes: Uint8Array, name = 'The archive'): ReadonlyMap<string, Uint8Array> {
  if (bytes.length > LIMITS.archive) throw tooLarge(name);
  const refuse = { names: [] as string[], entries: 0, total: 0 };
  const wanted = new Map<string, number>();
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(bytes, {
      filter: (entry) => {
        refuse.entries++;
        refuse.total += entry.originalSize;
        if (refuse.entries > LIMITS.entries || refuse.total > LIMITS.total || entry.originalSize > LIMITS.entry)
          throw tooLarge(name);
        if (leavesFolder(entry.name)) throw leaving(name, entry.name);
        if (entry.name.endsWith('/') || isLitter(entry.name)) return false;
        if (wanted.has(entry.name)) throw ambiguous(name, entry.name);
        wanted.set(entry.name, entry.originalSize);
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw damaged(name, cause);
  }
  const unpacked = new Map<string, Uint8Array>();
  for (const [path, size] of wanted) {
    const content = Object.hasOwn(files, path) ? files[path] : undefined;
    if (content?.length !== size) throw damaged(name);
    unpacked.set(path, content);
  }
  return unpacked;
}

/** What macOS adds to archives; the importer skips it too (make-app-format.md §1.9.3). */
const isLitter = (path: string): boolean => path.startsWith('__MAC') || path.split('/').includes('.DS_Store');

const tooLarge = (name: string): InputError =>
  new InputError(
    `${name} is too large to be an app: more than ${LIMITS.total / MEGABYTE} MB in all, or ${LIMITS.entry / MEGABYTE} MB in one file.`,
    {
      fix: 'export the app again.',
    },
  );
const leaving = (name: string, path: string): InputError =>
  new InputError(`${name} holds ${JSON.stringify(path)}, which would be written outside of its folder.`, {
    fix: 'do not use this archive.',
  });
const ambiguous = (name: string, path: string): InputError =>
  new InputError(`${name} holds ${JSON.stringify(path)} twice.`, { fix: 'export the app again.' });
const damaged = (name: string, cause?: unknown): InputError =>
  new InputError(`${name} is no zip archive, or a damaged one.`, {
    fix: 'export the app again.',
    ...(cause !== undefined && { cause }),
  });
