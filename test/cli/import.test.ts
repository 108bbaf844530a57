import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderArchive } from '../../scripts/layouts/archive.ts';
import { filesOf, writeFixture } from '../decompile/support/fixture.ts';
import { appOf, connection } from '../manifest/support/app.ts';
import { type Document, makeapp, makeappJson, temporaryFolder } from './support.ts';

async function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** A folder with an app in `source`. */
async function folderWith(fixture: string, at = 'source'): Promise<string> {
  const cwd = await temporaryFolder();
  await writeFixture(fixture, join(cwd, at));
  return cwd;
}

const PROJECT = JSON.stringify({ fileVersion: 1, generalCodeFiles: {}, components: {}, origins: [] });

const projectWith = (components: object, files: Readonly<Record<string, string>> = {}) => ({
  'source/makecomapp.json': JSON.stringify({ fileVersion: 1, generalCodeFiles: {}, components, origins: [] }),
  ...files,
});

const moduleEntry = (more: object = {}) => ({
  label: 'A',
  description: 'B.',
  moduleType: 'action',
  codeFiles: {},
  ...more,
});

describe('import', () => {
  test('prints one document that lists every file with its size', async () => {
    const cwd = await folderWith('tides');

    const { status, err, json } = await makeappJson(['import', 'source', '--out', 'made'], { cwd });

    expect([status, err]).toEqual([0, '']);
    expect(Object.keys(json)).toEqual(['ok', 'problems', 'files', 'counts', 'rawComponents', 'assumed', 'ms']);
    expect(json).toMatchObject({ ok: true, rawComponents: [], assumed: ['description', 'audience', 'countries'] });
    for (const { path, bytes } of json.files) expect([path, (await stat(join(cwd, path))).size]).toEqual([path, bytes]);
    const written = await readdir(join(cwd, 'made'), { recursive: true, withFileTypes: true });
    expect(json.files).toHaveLength(written.filter((entry) => entry.isFile()).length);
    expect(json.counts.typed).toBeGreaterThan(50);
    expect(Object.values(json.counts.reasons as Record<string, number>).every((times) => times > 0)).toBe(true);
  });

  test('tells a person what was imported, what stayed raw and why, and what to do next', async () => {
    const cwd = await folderWith('orchard');

    const { status, out, err } = await makeapp(['import', 'source', '--out', 'made'], { cwd });

    expect(status).toBe(0);
    expect(err).toBe(
      "The source does not say the app's label, description, theme, language, audience, countries; see app/app.ts.\n",
    );
    expect(out.replace(/\d+ ms/, 'N ms')).toMatchInlineSnapshot(`
      "imported Orchard: 3 modules, 1 connection, 1 RPC as 11 files in N ms

        53  expressions typed  references, checked as you type
         2  kept as IML        hand-written; a comment above each says why
         1  unchecked          JSON the DSL has no types for: unchecked() and extra() mark it

      why not typed:
        1×  nothing declares connection.accessToken
        1×  nothing declares data.refreshToken
        1×  The DSL does not know "unlisted" here

      It builds back to the same manifest. Next:
        cd made && npm install
        npx tsc --noEmit && npx makeapp build
      "
    `);
  });

  test('writes a project that is built like any other', async () => {
    const cwd = await folderWith('parcels');
    await makeapp(['import', 'source', '--out', 'made'], { cwd });

    const { json } = await makeappJson(['build', '--project', 'made', '--out', 'dist'], { cwd });

    expect(json.ok).toBe(true);
    const before = (await filesOf('parcels')).get('modules/getParcel/getParcel.communication.iml.json');
    const after = JSON.parse(await readFile(join(cwd, 'dist/manifest.json'), 'utf8'));
    expect(after.modules.getParcel.sections.communication).toEqual(JSON.parse(before ?? ''));
    const code = (await filesOf('parcels')).get('functions/weigh/weigh.code.js');
    expect(after.functions.weigh.sections.code).toBe(code);
  });

  test.each([
    ['the folder with the project file', 'source', '.', 'source'],
    ['a folder with the project in src', 'source/src', '.', 'source'],
    ['the project file itself', 'source', '.', 'source/makecomapp.json'],
    ['the only app of a repository', 'source/apps/orchard/src', '.', 'source'],
    ['an app of a repository', 'source/apps/orchard/src', '.', 'source/apps/orchard'],
    ['the current folder', 'source', 'source', '.'],
  ])('takes %s', async (_, at, inside, source) => {
    const cwd = await folderWith('orchard', at);

    const { json } = await makeappJson(['import', source, '--out', join(cwd, 'made')], { cwd: join(cwd, inside) });

    expect(json).toMatchObject({ ok: true });
    expect(await readdir(join(cwd, 'made', 'modules'))).toEqual(['listTrees.ts', 'plantTree.ts', 'watchTrees.ts']);
  });

  test('takes an import archive, and a folder that is empty', async () => {
    const cwd = await temporaryFolder();
    const app = appOf([connection({ name: 'key', sections: { communication: { url: 'https://harbour.test' } } })]);
    await write(cwd, { 'app.zip': renderArchive(app) });
    await mkdir(join(cwd, 'made'));

    const { status, json } = await makeappJson(['import', 'app.zip', '--out', 'made'], { cwd });

    expect([status, json.ok]).toEqual([0, true]);
    expect(await readFile(join(cwd, 'made/connections/key.ts'), 'utf8')).toContain("url: 'https://harbour.test'");
  });

  test('imports an app with dangling references, and reports them where they are now', async () => {
    const cwd = await temporaryFolder();
    const module = moduleEntry({
      connection: 'gone',
      codeFiles: { communication: 'a.iml.json', mappableParams: 'b.iml.json' },
    });
    const files = {
      'source/a.iml.json': '{ "url": "/{{parameters.ship}}" }',
      'source/b.iml.json': '[{ "name": "port", "type": "select", "label": "Port", "options": "rpc://nowhere" }]',
    };
    await write(cwd, projectWith({ module: { getShip: module } }, files));

    const { status, json } = await makeappJson(['import', 'source', '--out', 'made'], { cwd });

    expect([status, json.ok]).toEqual([0, true]);
    const found = (json.problems as Document[]).map(({ code, file, line }) => `${code} ${file} ${line > 0}`);
    expect(found.sort()).toMatchInlineSnapshot(`
      [
        "REF007 made/modules/getShip.ts true",
        "REF008 made/modules/getShip.ts true",
      ]
    `);
  });
});

describe('import of custom functions', () => {
  test.each([
    ['runs nothing', 'globalThis.injected = true;\nfunction own() {}\n'],
    ['keeps what does not parse', 'function own( {\n'],
    ['keeps what asks for packages', "function own() {\n  return require('crypto');\n}\n"],
    ['keeps what imports', "import fs from 'node:fs';\nfunction own() {}\n"],
    ['keeps what is no function', '// ${`later`} */\n'],
  ])('%s', async (_, code) => {
    const cwd = await temporaryFolder();
    const entry = { codeFiles: { code: 'own.js', test: 'own.test.js' } };
    await write(cwd, projectWith({ function: { own: entry } }, { 'source/own.js': code, 'source/own.test.js': code }));

    const { json } = await makeappJson(['import', 'source', '--out', 'made'], { cwd });

    expect(json.ok).toBe(true);
    expect(await readFile(join(cwd, 'made/functions/own.ts'), 'utf8')).toBe(`// @ts-nocheck: sent as it is\n${code}`);
    expect(Reflect.get(globalThis, 'injected')).toBeUndefined();
  });
});

describe('import of bad input', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, string, RegExp]>([
    ['nothing', {}, 'source', /^error There is nothing at .*source\.\n {2}fix: give the folder of an app/],
    [
      'a folder without an app',
      { 'source/notes.txt': 'x' },
      'source',
      /^error .*source holds no app\.\n {2}fix: looked for/,
    ],
    [
      'a file that is no app',
      { 'source.txt': 'x' },
      'source.txt',
      /^error .*source\.txt is no app\.\n {2}fix: give a folder/,
    ],
    [
      'a descriptor project',
      { 'source/app/app.ts': '' },
      'source',
      /is a descriptor project already\.\n {2}fix: import the JSON/,
    ],
    [
      'several apps',
      { 'source/apps/one/makecomapp.json': PROJECT, 'source/apps/two/makecomapp.json': PROJECT },
      'source',
      /holds 2 apps: one, two\.\n {2}fix: name the folder of one of them/,
    ],
    [
      'a project file with a syntax error',
      { 'source/makecomapp.json': '{\n  "fileVersion": 1,\n  oops\n}' },
      'source',
      /^error .*makecomapp\.json:3:3: /,
    ],
    [
      'a section with a syntax error',
      projectWith(
        { module: { a: moduleEntry({ codeFiles: { communication: 'a.iml.json' } }) } },
        {
          'source/a.iml.json': '{\n  "url": "/x" "y"\n}',
        },
      ),
      'source',
      /^source\/a\.iml\.json:2:\d+ › modules\.a › communication\n {2}error MAN051 /,
    ],
    [
      'a section that is missing',
      projectWith({ module: { a: moduleEntry({ codeFiles: { communication: 'a.iml.json' } }) } }),
      'source',
      /error MAN050 /,
    ],
    [
      'a section outside of the project',
      projectWith(
        { module: { a: moduleEntry({ codeFiles: { communication: '../secret.json' } }) } },
        {
          'secret.json': '{}',
        },
      ),
      'source',
      /error MAN052 /,
    ],
    [
      'a component that would leave the project',
      projectWith({ module: { '../../evil': moduleEntry() } }),
      'source',
      /"?\.\.\/\.\.\/evil/,
    ],
    [
      'a component whose name is no file name',
      projectWith({ module: { 'a b;c': moduleEntry() } }),
      'source',
      /"a b;c"/,
    ],
    ['an archive that is none', { 'source.zip': 'PK nonsense' }, 'source.zip', /source\.zip/],
  ])('refuses %s, and leaves nothing behind', async (_, files, source, message) => {
    const cwd = await temporaryFolder();
    await write(cwd, files);
    const before = await readdir(cwd);

    const { status, out, err } = await makeapp(['import', source, '--out', 'made'], { cwd });

    expect(status).toBeGreaterThan(0);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(await readdir(cwd)).toEqual(before);
  });

  test.each<readonly [string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a folder that is not empty',
      { 'made/mine.txt': 'mine' },
      /^error --out made is not empty; nothing was written\.\n {2}fix: name a new folder/,
    ],
    ['a file', { made: 'mine' }, /^error --out made is a file\.\n/],
  ])('does not write into %s', async (_, files, message) => {
    const cwd = await folderWith('orchard');
    await write(cwd, files);

    const { status, err } = await makeapp(['import', 'source', '--out', 'made'], { cwd });

    expect(status).toBe(2);
    expect(err).toMatch(message);
    const [path = ''] = Object.keys(files);
    expect(await readFile(join(cwd, path), 'utf8')).toBe('mine');
    expect((await readdir(cwd)).sort()).toEqual(['made', 'source']);
  });

  test('says so where nothing can be written', async () => {
    const cwd = await folderWith('orchard');
    await write(cwd, { mine: 'mine' });

    const { status, err } = await makeapp(['import', 'source', '--out', 'mine/made'], { cwd });

    expect(status).toBe(2);
    expect(err).toBe('error cannot write to mine/made: ENOTDIR.\n  fix: name another folder with --out.\n');
  });

  test('leaves no folder it made on the way behind', async () => {
    const cwd = await temporaryFolder();

    const { status } = await makeapp(['import', 'nowhere', '--out', 'a/b/c'], { cwd });

    expect(status).toBe(2);
    expect(await readdir(cwd)).toEqual([]);
  });

  test('fills the current folder', async () => {
    const cwd = await folderWith('orchard');
    await mkdir(join(cwd, 'made'));

    const { status, out } = await makeapp(['import', '../source', '--out', '.'], { cwd: join(cwd, 'made') });

    expect(status).toBe(0);
    expect(out).toContain('Next:\n  npm install\n');
    expect((await readdir(join(cwd, 'made'))).sort()).toEqual([
      '.gitignore',
      'app',
      'connections',
      'modules',
      'package.json',
      'rpcs',
      'tsconfig.json',
    ]);
  });

  test('asks for the folder to write', async () => {
    const { status, err } = await makeapp(['import', 'source']);

    expect(status).toBe(2);
    expect(err).toContain("required option '--out <dir>' not specified");
  });

  test('reports problems as JSON too', async () => {
    const cwd = await temporaryFolder();
    await write(cwd, projectWith({ module: { a: moduleEntry({ codeFiles: { communication: 'a.iml.json' } }) } }));

    const { status, json } = await makeappJson(['import', 'source', '--out', 'made'], { cwd });

    expect(status).toBe(1);
    expect(json).toMatchObject({ ok: false, problems: [{ code: 'MAN050', component: 'modules.a' }] });
  });
});
