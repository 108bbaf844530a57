import { crc32, inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { InputError } from '../core/problems.ts';
import type { OutputFile } from './output-file.ts';
import { leavesFolder } from './project-folder.ts';
import { type DirectoryFault, packedBytes, readZipDirectory, type ZipEntry } from './zip-directory.ts';

const MEGABYTE = 1024 * 1024;
/** Far above any real app, far below what would hurt. */
export const ZIP_LIMITS = {
  archive: 50 * MEGABYTE,
  entries: 10_000,
  entry: 10 * MEGABYTE,
  total: 100 * MEGABYTE,
} as const;

/** Packs files in the given order; the same files give the same bytes. */
export function packZip(files: readonly OutputFile[]): Uint8Array {
  const mtime = new Date(1980, 0, 1); // a zip file holds local time, and this is the first day there is
  return zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), { mtime, level: 9 });
}

/**
 * Unpacks an archive in memory; archives inside it stay packed. Refuses one that would leave its folder, that cannot be
 * unpacked whole, or that is larger than it says.
 */
export function unpackZip(bytes: Uint8Array, name = 'The archive'): ReadonlyMap<string, Uint8Array> {
  if (bytes.length > ZIP_LIMITS.archive) throw tooLarge(name);
  const entries = readZipDirectory(bytes, ZIP_LIMITS.entries);
  if (typeof entries === 'string') throw faultOf(entries, name);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > ZIP_LIMITS.total || entries.some(({ size }) => size > ZIP_LIMITS.entry)) throw tooLarge(name);
  const unpacked = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (leavesFolder(entry.path)) throw leaving(name, entry.path);
    if (entry.path.endsWith('/') || isLitter(entry.path)) continue;
    if (unpacked.has(entry.path)) throw ambiguous(name, entry.path);
    unpacked.set(entry.path, unpackEntry(bytes, entry, name));
  }
  return unpacked;
}

function unpackEntry(bytes: Uint8Array, entry: ZipEntry, name: string): Uint8Array {
  if (entry.isLink) throw linked(name, entry.path);
  if (entry.isEncrypted) throw encrypted(name, entry.path);
  const packed = packedBytes(bytes, entry);
  if (!packed) throw damaged(name);
  const content = inflate(packed, entry, name);
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged(name, entry.path);
  return content;
}

/** Stops at the stated size, so that an entry cannot unpack to more than was counted. */
function inflate(packed: Uint8Array, { path, method, size }: ZipEntry, name: string): Uint8Array {
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw unknownMethod(name, path, method);
  try {
    return new Uint8Array(inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) }));
  } catch (cause) {
    throw damaged(name, path, cause);
  }
}

const STORED = 0;
const DEFLATED = 8;

/** What macOS adds to archives; the importer skips it too (make-app-format.md §1.9.3). */
const isLitter = (path: string): boolean => path.startsWith('__MAC') || path.split('/').includes('.DS_Store');

function faultOf(fault: DirectoryFault, name: string): InputError {
  switch (fault) {
    case 'damaged':
      return damaged(name);
    case 'crowded':
      return tooLarge(name);
    case 'zip64':
      return new InputError(`${name} is in the zip64 format, which is for archives far larger than an app.`, {
        fix: 'pack it with an ordinary zip tool, or export the app again.',
      });
  }
}

export const tooLarge = (name: string): InputError =>
  new InputError(
    `${name} is too large to be an app: more than ${ZIP_LIMITS.archive / MEGABYTE} MB, or unpacked ${ZIP_LIMITS.total / MEGABYTE} MB in all, ${ZIP_LIMITS.entry / MEGABYTE} MB in one file, or ${ZIP_LIMITS.entries} files.`,
    { fix: 'export the app again.' },
  );
const leaving = (name: string, path: string): InputError =>
  new InputError(`${name} holds ${JSON.stringify(path)}, which would be written outside of its folder.`, {
    fix: 'do not use this archive.',
  });
const ambiguous = (name: string, path: string): InputError =>
  new InputError(`${name} holds ${JSON.stringify(path)} twice.`, { fix: 'export the app again.' });
const linked = (name: string, path: string): InputError =>
  new InputError(`${name} holds ${JSON.stringify(path)} as a link, not as a file.`, {
    fix: 'pack the files themselves.',
  });
const encrypted = (name: string, path: string): InputError =>
  new InputError(`${name} is encrypted: ${JSON.stringify(path)} asks for a password.`, {
    fix: 'pack it again without a password.',
  });
const unknownMethod = (name: string, path: string, method: number): InputError =>
  new InputError(`${name} packs ${JSON.stringify(path)} by method ${method}; only deflate and stored are read.`, {
    fix: 'pack it with an ordinary zip tool.',
  });
const damaged = (name: string, path?: string, cause?: unknown): InputError =>
  new InputError(
    path === undefined
      ? `${name} is no zip archive, or a damaged one.`
      : `${name} is a damaged zip archive: ${JSON.stringify(path)} does not unpack to what it should.`,
    { fix: 'export the app again.', ...(cause !== undefined && { cause }) },
  );
