import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { OutputFile } from '../../../scripts/layouts/output-file.ts';

/** Writes files into a new folder, which the end of the test removes. */
export function projectOf(files: Readonly<Record<string, string>>): string {
  const dir = newFolder();
  onTestFinished(() => removeFolder(dir));
  for (const [path, text] of Object.entries(files)) write(dir, path, text);
  return dir;
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'layout-'));
export const removeFolder = (dir: string): void => rmSync(dir, { recursive: true, force: true });

export function writeAll(dir: string, files: readonly OutputFile[]): void {
  for (const { path, bytes } of files) write(dir, path, bytes);
}

function write(dir: string, path: string, content: string | Uint8Array): void {
  const file = join(dir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** A project file with nothing in it but what is given. */
export function projectFile(
  given: Readonly<Record<string, unknown>> = {},
  components: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({
    fileVersion: 1,
    generalCodeFiles: { base: null, common: null, readme: null, groups: null },
    components: { connection: {}, webhook: {}, module: {}, rpc: {}, function: {}, endpoint: {}, ...components },
    origins: [],
    ...given,
  });
}
