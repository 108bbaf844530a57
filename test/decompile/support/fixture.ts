import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

/** Apps of different shapes, each a folder written as one text: a line "=== path" before every file. */
export const FIXTURE_NAMES = ['orchard', 'parcels', 'attic', 'tides'] as const;

/** The files of a fixture. */
export async function filesOf(name: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(FIXTURES, `${name}.txt`), 'utf8');
  const parts = text.split(/^=== (.+)\n/m).slice(1);
  const files = new Map<string, string>();
  for (let index = 0; index < parts.length; index += 2) files.set(parts[index] ?? '', parts[index + 1] ?? '');
  return files;
}

/** Writes a fixture as the folder it stands for, or with its files elsewhere. */
export async function writeFixture(name: string, folder: string, place = (path: string) => path): Promise<string> {
  for (const [path, text] of await filesOf(name)) {
    const file = join(folder, place(path));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}
