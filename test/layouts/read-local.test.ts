import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../scripts/core/problems.ts';
import { readLocal, renderLocal } from '../../scripts/layouts/local.ts';
import { withEmptySections } from '../../scripts/manifest/sections.ts';
import { listed } from '../manifest/support/explain.ts';
import { manifests } from './support/arbitraries.ts';
import { newFolder, projectFile, projectOf, removeFolder, writeAll } from './support/project.ts';

const positions = (problems: readonly Problem[], dir: string): string =>
  problems
    .map(
      ({ code, file, line, column, message }) => `${file?.slice(dir.length + 1)}:${line}:${column} ${code} ${message}`,
    )
    .join('\n');

const oneModule = (given: Record<string, unknown>) => ({
  module: { getShip: { label: 'Get', description: 'Gets.', moduleType: 'action', codeFiles: {}, ...given } },
});

describe('readLocal', () => {
  test('gives back what renderLocal wrote', async () => {
    await fc.assert(
      fc.asyncProperty(manifests, async (manifest) => {
        const dir = newFolder();
        try {
          writeAll(dir, renderLocal(manifest, { icon: new Uint8Array([7]) }));
          const { manifest: read, problems, icon } = await readLocal(dir);
          expect(problems).toEqual([]);
          expect({ ...read, app: manifest.app }).toEqual(withEmptySections(manifest));
          expect([...(icon ?? [])]).toEqual([7]);
        } finally {
          removeFolder(dir);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('takes a sparse and old project as the editor does', async () => {
    const dir = projectOf({
      'makecomapp.json': `{
        // an older project
        "generalCodeFiles": { "base": "general/base.imljson" },
        "components": {
          "connection": { "key": { "codeFiles": { "communication": "key/api-oauth.imljson" } }, "later": null },
          "module": {
            "getShip": { "label": "Get", "description": "Gets.", "moduleSubtype": "search", "codeFiles": { "communication": "anywhere/api.imljson", "scope": null } },
          },
        },
        "origins": [{ "label": "Mine", "baseUrl": "https://eu1.make.com/api", "appId": "harbour-x1y2", "appVersion": 3, "apikeyFile": ".secrets/key", "idMapping": { "module": [] } }],
      }`,
      'general/base.imljson': '\uFEFF{ "baseUrl": "https://api.harbour.test", /* why */ }',
      'key/api-oauth.imljson': '{ "token": {} }',
      'anywhere/api.imljson': 'rpc://sample\n',
    });

    const { manifest, problems, assumed } = await readLocal(dir);

    expect(problems).toEqual([]);
    expect(manifest.app).toMatchObject({ name: 'harbour-x1y2', version: 3, label: 'Harbour X1y2' });
    expect(assumed).toEqual(['label', 'description', 'theme', 'language', 'audience', 'countries']);
    expect(manifest.sections).toEqual({ base: { baseUrl: 'https://api.harbour.test' } });
    expect(manifest.connections).toEqual({
      key: {
        kind: 'connection',
        name: 'key',
        label: '',
        connectionType: 'oauth',
        sections: { communication: { token: {} } },
      },
    });
    expect(manifest.modules.getShip).toMatchObject({
      moduleType: 'search',
      connection: null,
      sections: { communication: 'rpc://sample' },
    });
    expect([manifest.webhooks, manifest.rpcs, manifest.functions, manifest.endpoints]).toEqual([{}, {}, {}, {}]);
  });

  test('names an app without origin after its README, else after its folder', async () => {
    const named = projectOf({
      'makecomapp.json': projectFile({ generalCodeFiles: { readme: 'README.md' } }),
      'README.md': 'Harbour\n=======\n',
    });
    const unnamed = projectOf({ 'makecomapp.json': projectFile() });

    const labels = [(await readLocal(named)).manifest.app.label, (await readLocal(unnamed)).manifest.app.name];

    expect(labels).toEqual([
      'Harbour',
      basename(unnamed)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 30)
        .replace(/-+$/, ''),
    ]);
  });

  test('says where files are missing, broken or not text', async () => {
    const codeFiles = {
      communication: 'a.json',
      interface: 'b.json',
      samples: 'c.json',
      scope: 'd.json',
      staticParams: 'e.json',
      mappableParams: 'f',
    };
    const dir = projectOf({
      'makecomapp.json': JSON.stringify(
        JSON.parse(projectFile({ generalCodeFiles: { common: 'g.json' } }, oneModule({ codeFiles }))),
        null,
        2,
      ),
      'a.json': '{\n  "url": "/ships"\n  "method": "GET"\n}\n',
      'b.json': '[\n  { "name": "a", "name": "b" }\n]',
      'c.json': '',
      'd.json': '[ "a",\r\n  tru ]',
      'f/readme': 'a folder',
      'g.json': '{\n  // secret\n  "a": 1,\n}',
    });
    writeFileSync(join(dir, 'e.json'), new Uint8Array([0x5b, 0xff, 0x5d]));

    const { problems, manifest } = await readLocal(dir);

    expect(positions(problems, dir)).toMatchInlineSnapshot(`
      "a.json:3:3 MAN051 A comma is expected here.
      b.json:2:18 MAN054 "name" is written twice, here and at 2:5; only this one counts.
      c.json:1:1 MAN051 The file is empty.
      d.json:2:3 MAN051 This is no JSON value.
      e.json:undefined:undefined MAN053 "e.json" is not UTF-8 text.
      g.json:2:3 MAN055 A comment is not possible in this file.
      g.json:3:9 MAN055 The last comma is one too many.
      makecomapp.json:20:29 MAN050 "f" is not a regular file."
    `);
    expect(manifest.modules.getShip?.sections).toEqual({ interface: [{ name: 'b' }] });
  });

  test.each([
    '../outside.json',
    '/etc/hostname',
    'a/../../outside.json',
    'C:\\outside.json',
    'a\\..\\..\\b',
    'link.json',
    'linked/inner.json',
  ])('does not read %s, which leads out of the project', async (path) => {
    const outside = projectOf({ 'inner.json': '{ "secret": 1 }' });
    const dir = projectOf({ 'makecomapp.json': projectFile({}, oneModule({ codeFiles: { communication: path } })) });
    symlinkSync(join(outside, 'inner.json'), join(dir, 'link.json'));
    symlinkSync(outside, join(dir, 'linked'));

    const { problems, manifest } = await readLocal(dir);

    expect(problems.map(({ code }) => code)).toEqual(['MAN052']);
    expect(manifest.modules.getShip?.sections).toEqual({});
  });

  test('reads through a link that stays inside', async () => {
    const dir = projectOf({
      'makecomapp.json': projectFile({}, oneModule({ codeFiles: { communication: 'link.json' } })),
      'real.json': '{ "url": "/a" }',
    });
    symlinkSync(join(dir, 'real.json'), join(dir, 'link.json'));

    const { problems, manifest } = await readLocal(dir);

    expect([problems, manifest.modules.getShip?.sections]).toEqual([[], { communication: { url: '/a' } }]);
  });

  test('refuses a section too large to be one, and one nested too deep', async () => {
    const dir = projectOf({
      'makecomapp.json': projectFile(
        {},
        oneModule({ codeFiles: { communication: 'large.json', samples: 'deep.json' } }),
      ),
      'large.json': `{ "a": "${'x'.repeat(5 * 1024 * 1024)}" }`,
      'deep.json': '['.repeat(100_000),
    });

    const { problems } = await readLocal(dir);

    expect(listed(problems)).toMatchInlineSnapshot(`
      "modules.getShip › samples: error MAN051 Collections and arrays are nested more than 200 deep. → flatten the section.
      modules.getShip › communication: error MAN053 "large.json" is larger than 5 MB. → no section is that large: correct the path."
    `);
  });

  test('reports what a project file may not hold, where it stands', async () => {
    const dir = projectOf({
      'makecomapp.json': JSON.stringify(
        JSON.parse(
          projectFile(
            { orgins: 1 },
            {
              module: {
                getShip: { codeFiles: { attach: 'x.json', commnication: 'y' }, moduleType: 'serach' },
                getDock: { codeFiles: {}, connection: 3 },
              },
              rpc: { list: 'list.json' },
            },
          ),
        ),
        null,
        2,
      ),
    });

    const { problems } = await readLocal(dir);

    expect(positions(problems, dir)).toMatchInlineSnapshot(`
      "makecomapp.json:14:22 MAN030 The module has no section "attach"; the file is not read.
      makecomapp.json:16:27 MAN002 "commnication" is not known here; Make ignores it.
      makecomapp.json:18:23 MAN004 "serach" is not an allowed value.
      makecomapp.json:20:18 MAN056 The module does not say its type; it is read as an action.
      makecomapp.json:22:23 MAN001 "connection" is 3, but must be the ID of a component, or null.
      makecomapp.json:26:15 MAN001 "list" is text, but must be a component, or null for an ID that is only reserved.
      makecomapp.json:32:13 MAN002 "orgins" is not known here; Make ignores it."
    `);
  });

  test.each([
    ['no project file', {}, /makecomapp\.json: There is no file "makecomapp.json"/],
    ['one that does not parse', { 'makecomapp.json': '{\n  "a": }' }, /makecomapp\.json:2:8: A value is expected here/],
    ['one that is no collection', { 'makecomapp.json': '[]' }, /holds no collection/],
    ['one without a list of origins', { 'makecomapp.json': '{ "origins": {} }' }, /"origins" is no array/],
  ])('ends at %s', async (_, files, message) => {
    await expect(readLocal(projectOf(files))).rejects.toThrow(message);
  });

  test('finds places in the files, down to a character of a text', async () => {
    const dir = projectOf({
      'makecomapp.json': JSON.stringify(
        JSON.parse(projectFile({}, oneModule({ codeFiles: { communication: 'api.json' } }))),
        null,
        2,
      ),
      'api.json': '{\n  // the ship\n  "url": "/\\u0041\\n{{x}}",\n  "qs": [1, 2]\n}\n',
    });
    const { locate } = await readLocal(dir);
    const at = (path: (string | number)[], offset?: number) => {
      const found = locate({
        component: 'modules.getShip',
        section: 'communication',
        path,
        ...(offset !== undefined && { offset }),
      });
      return `${found?.file?.slice(dir.length + 1)}:${found?.line}:${found?.column}`;
    };

    expect([at(['url']), at(['url'], 3), at(['url'], 0), at(['qs', 1]), at(['qs', 9]), at([])]).toEqual([
      'api.json:3:10',
      'api.json:3:20',
      'api.json:3:11',
      'api.json:4:13',
      'api.json:4:9',
      'api.json:1:1',
    ]);
    expect(locate({ component: 'modules.getShip', path: ['moduleType'] })).toMatchObject({
      file: join(dir, 'makecomapp.json'),
      line: 16,
    });
    expect(locate({ component: 'modules.nobody', section: 'communication' })).toBeUndefined();
    expect(locate({})).toBeUndefined();
  });

  test('does not wait for what never ends', async () => {
    const dir = projectOf({
      'makecomapp.json': projectFile({}, oneModule({ codeFiles: { communication: 'folder' } })),
    });
    mkdirSync(join(dir, 'folder'));

    const { problems } = await readLocal(dir);

    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'MAN050 "folder" is not a regular file.',
    ]);
  });
});
