import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** The least a project needs; `files` of a test go over it. */
const LEAST: Readonly<Record<string, string>> = {
  'app/app.ts': `import { defineApp } from '#dsl';
export default defineApp({ name: 'library', label: 'Library', base: { baseUrl: 'https://api.example.com' }, groups: [] });
`,
};

/** Writes a descriptor project into a folder of its own, which goes when the test ends. */
export async function projectOf(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await writeProject(files);
  onTestFinished(() => remove(dir));
  return dir;
}

/** As `projectOf`, for the tests of one file together. */
export async function keptProjectOf(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await writeProject(files);
  afterAll(() => remove(dir));
  return dir;
}

async function writeProject(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'makeapp-compile-'));
  for (const [file, text] of Object.entries({ ...LEAST, ...files })) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), text);
  }
  return dir;
}

const remove = (dir: string): Promise<void> => rm(dir, { recursive: true, force: true });

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

/** The library app with some texts replaced, each `[file, text, replacement]`; a file without a text gets it at its end. */
export async function libraryWith(changes: readonly (readonly [string, string, string])[]): Promise<string> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(join(FIXTURES, 'library'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(join(FIXTURES, 'library'), path)] = await readFile(path, 'utf8');
  }
  for (const [file, text, replacement] of changes) {
    const before = files[file] ?? '';
    if (!before.includes(text)) throw new Error(`${file} does not hold ${text}`);
    files[file] = text === '' ? before + replacement : before.replace(text, () => replacement);
  }
  return projectOf(files);
}
