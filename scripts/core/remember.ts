import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isPlainObject } from './json.ts';

/** Raised when what is kept in the cache changes its meaning. */
const CACHE_VERSION = 2;

/**
 * Does a piece of work unless it was done before with the same texts; its result must be JSON. The cache is
 * `node_modules/.cache/makeapp` in the nearest folder that has packages; a project without any does the work again.
 */
export async function remembered<T>(near: string, texts: readonly string[], work: () => Promise<T>): Promise<T> {
  const folder = cacheFolder(near);
  const kept = folder && join(folder, `${hashOf(texts)}.json`);
  const known = kept && readKept(kept);
  if (known !== undefined) return known as T; // written below, by the same work on the same texts
  const result = await work();
  if (kept) keep(kept, result);
  return result;
}

/** As `remembered`, for work whose texts change often: only the latest result of a name is kept, and only when it is worth it. */
export async function rememberedLatest<T extends object>(
  { near, name, texts }: { readonly near: string; readonly name: string; readonly texts: readonly string[] },
  work: () => Promise<{ readonly result: T; readonly isWorthKeeping: boolean }>,
): Promise<T> {
  const folder = cacheFolder(near);
  const kept = folder && join(folder, `${name}-${hashOf([resolve(near)])}.json`);
  const hash = hashOf(texts);
  const known = kept && readKept(kept);
  if (isPlainObject(known) && known.hash === hash) return known.result as T; // written below, by the same work on the same texts
  const { result, isWorthKeeping } = await work();
  if (kept && isWorthKeeping) keep(kept, { hash, result });
  return result;
}

/** Claims that work done for this file is remembered. */
export const hasCache = (near: string): boolean => cacheFolder(near) !== undefined;

function cacheFolder(near: string): string | undefined {
  let folder = dirname(resolve(near));
  while (!existsSync(join(folder, 'node_modules'))) {
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
  return join(folder, 'node_modules', '.cache', 'makeapp');
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash('sha256').update(String(CACHE_VERSION));
  for (const text of texts) hash.update('\0').update(text);
  return hash.digest('hex').slice(0, 32);
}

function readKept(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // not there, or cut short: the work is done again
  }
}

/** A cache that cannot be written is no reason to fail. */
function keep(file: string, value: unknown): void {
  const partial = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(partial, JSON.stringify(value));
    renameSync(partial, file);
  } catch {}
}
