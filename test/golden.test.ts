import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProject } from '../scripts/cli/build.ts';

/**
 * What Make receives of the app, file by file, so that a review of a change shows it.
 * After a change that is meant: UPDATE_GOLDEN=1 npx vitest run test/golden.test.ts, then read the diff.
 */
const GOLDEN = join('test', 'golden');
const ZIP = 'chatbot.zip';
/** Compared as the files that are in it: its bytes would show nothing in a review. */
const UNPACKED = `${ZIP}.unpacked`;

type Files = ReadonlyMap<string, Uint8Array>;

let folder: string;
let built: Files;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'makeapp-golden-'));
  built = await build('first');
  if (process.env.UPDATE_GOLDEN) await update(unpacked(built));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function build(name: string): Promise<Files> {
  const out = join(folder, name);
  const { problems } = await buildProject({ project: '.', out }, process.cwd());
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return readFiles(out);
}

async function readFiles(root: string): Promise<Files> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths
    .sort()
    .map(async (path) => [path.slice(root.length + 1).replaceAll(sep, '/'), await readFile(path)] as const);
  return new Map(await Promise.all(files));
}

function unpacked(files: Files): Files {
  const archive = Object.entries(unzipSync(files.get(ZIP) ?? new Uint8Array()));
  const entries = archive.map(([path, bytes]) => [`${UNPACKED}/${path}`, bytes] as const);
  return new Map([...[...files].filter(([path]) => path !== ZIP), ...entries]);
}

async function update(files: Files): Promise<void> {
  await rm(GOLDEN, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(GOLDEN, path)), { recursive: true });
    await writeFile(join(GOLDEN, path), bytes);
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b));

describe('the built app', () => {
  test('has the files of the golden folder, no more and no fewer', async () => {
    const golden = await readFiles(GOLDEN);

    expect([...unpacked(built).keys()].sort()).toEqual([...golden.keys()].sort());
  });

  test('is the golden folder, byte by byte (UPDATE_GOLDEN=1 takes it over)', async () => {
    const golden = await readFiles(GOLDEN);
    const files = [...unpacked(built)].filter(([path]) => golden.has(path));

    const changed = files.filter(([path, bytes]) => !sameBytes(bytes, golden.get(path)!));

    for (const [path, bytes] of changed) expect.soft(textOf(bytes), path).toBe(textOf(golden.get(path)!));
    expect(changed.map(([path]) => path)).toEqual([]);
  });

  test('comes out the same each time, its archive included', async () => {
    const again = await build('second');

    const different = [...again].filter(([path, bytes]) => !sameBytes(bytes, built.get(path)!)).map(([path]) => path);
    expect(different).toEqual([]);
    expect([...again.keys()]).toEqual([...built.keys()]);
  });

  test('does not depend on what an earlier build left', async () => {
    await cp(join(folder, 'first'), join(folder, 'third'), { recursive: true });
    await writeFile(join(folder, 'third', 'app', 'makecomapp.json'), '{}');

    const again = await build('third');

    expect(sameBytes(again.get('app/makecomapp.json')!, built.get('app/makecomapp.json')!)).toBe(true);
  });
});

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
