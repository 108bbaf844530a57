import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differences } from '../../scripts/decompile/differences.ts';
import { renderArchive } from '../../scripts/layouts/archive.ts';
import { detectProject, readJsonProject } from '../../scripts/layouts/detect.ts';
import { componentPath, componentsOf, type Manifest } from '../../scripts/manifest/manifest.ts';
import { manifests } from './support/arbitraries.ts';
import { FIXTURE_NAMES, filesOf, writeFixture } from './support/fixture.ts';
import { folderWithTool, formatErrors, importInto, textOf, typeErrors } from './support/imported.ts';

let work: Awaited<ReturnType<typeof folderWithTool>>;
const apps = new Map<string, Manifest>();

beforeAll(async () => {
  work = await folderWithTool();
  for (const name of FIXTURE_NAMES)
    apps.set(name, await read(await writeFixture(name, join(work.folder, 'sources', name))));
  apps.set('golden', await read('test/golden/app'));
});
afterAll(() => work.remove());

const read = async (path: string): Promise<Manifest> => {
  const project = await detectProject(path);
  if (project.kind === 'descriptors') throw new Error(`${path} is no app of JSON.`);
  return (await readJsonProject(project)).manifest;
};

async function writeZip(folder: string, zip: Uint8Array): Promise<string> {
  await writeFile(`${folder}.zip`, zip);
  return `${folder}.zip`;
}

/** Archives of version 1 have folders in the singular, and no file of their version. */
async function firstVersion(name: string): Promise<Record<string, Uint8Array>> {
  const files = [...(await filesOf(name))].map(([path, text]) => {
    const old = path.replace(/^3\//, '').replace(/^(\w+?)s\//, '$1/');
    return [`${name}/${old}`, strToU8(text)] as const;
  });
  return Object.fromEntries(files);
}

/** Names as people choose them: plain .json, folders in the singular, no version. */
const byHand = (path: string): string =>
  path
    .replace(/^3\//, '')
    .replace(/^modules\//, 'module/')
    .replace(/(parameters|interface|samples)\.imljson$/, '$1.json');

const appOf = (name: string): Manifest => apps.get(name) as Manifest; // read above

const everything = (manifest: Manifest): ReadonlySet<string> =>
  new Set(['app', ...componentsOf(manifest).map(componentPath)]);

/** The fixtures, and the app of this project as it is built. */
const NAMES = [...FIXTURE_NAMES, 'golden'] as const;

/** So many texts with mustaches come out as references; a change that loses some shows here. */
const TYPED: Readonly<Record<(typeof NAMES)[number], number>> = {
  orchard: 53,
  parcels: 41,
  attic: 15,
  tides: 58,
  golden: 150,
};

describe('an imported app', () => {
  test.each(NAMES)('builds back to what it was, typed as far as the DSL has words: %s', async (name) => {
    const { lost, counts } = await importInto(join(work.folder, name), appOf(name));

    expect(lost).toEqual([]);
    expect(counts.typed).toBeGreaterThanOrEqual(TYPED[name]);
  });

  test.each(FIXTURE_NAMES)('builds back when every part of it has to stay JSON: %s', async (name) => {
    const { lost, counts } = await importInto(join(work.folder, `${name}-raw`), appOf(name), {
      raw: everything(appOf(name)),
    });

    expect(lost).toEqual([]);
    expect(counts.typed).toBe(0);
  });

  test('has more typed when IML may change its blanks and quotes', async () => {
    const { lost, counts } = await importInto(join(work.folder, 'attic-tidy'), appOf('attic'), { isTidy: true });

    expect(lost).toEqual([]);
    expect(counts.respelt).toBeGreaterThan(0);
    expect(counts.typed).toBe(TYPED.attic + counts.respelt);
  });

  test.each<readonly [string, (folder: string) => Promise<string>, readonly string[]]>([
    ['an archive of today', async (folder) => writeZip(folder, renderArchive(appOf('tides'))), []],
    [
      'an archive of version 1',
      async (folder) => writeZip(folder, zipSync(await firstVersion('tides'))),
      ['endpoints.readLevel'],
    ],
    ['a folder somebody laid out by hand', async (folder) => writeFixture('tides', folder, byHand), []],
  ])('is the same from %s', async (title, write, unknown) => {
    const name = `tides-${title.replaceAll(' ', '-')}`;
    const manifest = await read(await write(join(work.folder, 'sources', name)));

    const { lost } = await importInto(join(work.folder, name), manifest);

    expect(lost).toEqual([]);
    // these hold less of the app itself, such as its groups
    expect(differences(appOf('tides'), manifest).filter((part) => !part.startsWith('app ›'))).toEqual(unknown);
  });

  test('builds back whatever people and their tools may have written', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(manifests, async (manifest) => {
        const isTidy = count % 2 === 1;
        const { lost, files } = await importInto(join(work.folder, `random-${count++}`), manifest, { isTidy });
        expect(lost).toEqual([]);
        expect(Reflect.get(globalThis, 'injected')).toBeUndefined();
        expect(textOf({ files }, 'app/app.ts')).toContain('defineApp');
      }),
      { numRuns: 8 },
    );
  });

  test('is formatted in the house style', async () => {
    expect(await formatErrors(work.folder, NAMES)).toBe('');
  });

  test('passes the type check, all of the above', async () => {
    expect(await typeErrors(work.folder)).toBe('');
  });
});
