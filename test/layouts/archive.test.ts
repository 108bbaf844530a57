import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { ManifestError } from '../../scripts/core/problems.ts';
import { archiveName, readArchive, renderArchive } from '../../scripts/layouts/archive.ts';
import { checkArchive } from '../../scripts/layouts/check-archive.ts';
import { appOf, connection, customFunction, endpoint, module, rpc, webhook } from '../manifest/support/app.ts';
import { listed } from '../manifest/support/explain.ts';
import { manifests } from './support/arbitraries.ts';
import { carried } from './support/carried.ts';

/** A PNG header of the given size; no more of an icon is looked at. */
function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}

const app = appOf([
  connection({ name: 'harbour', sections: { communication: { url: 'https://api.harbour.test/me' } } }),
  webhook({ name: 'arrivals', connection: 'harbour' }),
  module({ name: 'getShip', connection: 'harbour', sections: { samples: 'rpc://sample' } }),
  module({ name: 'watchShips', moduleType: 'trigger' }),
  module({ name: 'watchArrivals', moduleType: 'instant_trigger', webhook: 'arrivals' }),
  module({ name: 'answer', moduleType: 'responder' }),
  rpc({ name: 'sample' }),
  customFunction('shout'),
  endpoint({ name: 'findShip', attachedAccounts: ['harbour'], sections: { context: 'Finds ships.' } }),
]);

const filesOf = (zip: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));

describe('renderArchive', () => {
  test('writes exactly the files of format version 2', () => {
    const files = filesOf(renderArchive(app, { icon: png(512, 512) }));

    expect(Object.keys(files).join('\n')).toMatchInlineSnapshot(`
      "harbour-log/.sdk
      harbour-log/metadata.json
      harbour-log/base.imljson
      harbour-log/readme.md
      harbour-log/assets/icon.png
      harbour-log/connections/harbour/metadata.json
      harbour-log/connections/harbour/api.imljson
      harbour-log/connections/harbour/parameters.imljson
      harbour-log/connections/harbour/scopes.imljson
      harbour-log/connections/harbour/scope.imljson
      harbour-log/rpcs/sample/metadata.json
      harbour-log/rpcs/sample/api.imljson
      harbour-log/rpcs/sample/parameters.imljson
      harbour-log/webhooks/arrivals/metadata.json
      harbour-log/webhooks/arrivals/api.imljson
      harbour-log/webhooks/arrivals/parameters.imljson
      harbour-log/webhooks/arrivals/attach.imljson
      harbour-log/webhooks/arrivals/detach.imljson
      harbour-log/webhooks/arrivals/update.imljson
      harbour-log/webhooks/arrivals/scope.imljson
      harbour-log/modules/getShip/metadata.json
      harbour-log/modules/getShip/api.imljson
      harbour-log/modules/getShip/parameters.imljson
      harbour-log/modules/getShip/expect.imljson
      harbour-log/modules/getShip/interface.imljson
      harbour-log/modules/getShip/samples.imljson
      harbour-log/modules/getShip/scope.imljson
      harbour-log/modules/watchShips/metadata.json
      harbour-log/modules/watchShips/api.imljson
      harbour-log/modules/watchShips/epoch.imljson
      harbour-log/modules/watchShips/parameters.imljson
      harbour-log/modules/watchShips/interface.imljson
      harbour-log/modules/watchShips/samples.imljson
      harbour-log/modules/watchShips/scope.imljson
      harbour-log/modules/watchArrivals/metadata.json
      harbour-log/modules/watchArrivals/api.imljson
      harbour-log/modules/watchArrivals/parameters.imljson
      harbour-log/modules/watchArrivals/interface.imljson
      harbour-log/modules/watchArrivals/samples.imljson
      harbour-log/modules/answer/metadata.json
      harbour-log/modules/answer/api.imljson
      harbour-log/modules/answer/parameters.imljson
      harbour-log/modules/answer/expect.imljson
      harbour-log/functions/shout/code.js
      harbour-log/functions/shout/test.js
      harbour-log/endpoints/findShip/metadata.json
      harbour-log/endpoints/findShip/api.imljson
      harbour-log/endpoints/findShip/scope.imljson
      harbour-log/endpoints/findShip/inputParameters.imljson
      harbour-log/endpoints/findShip/outputParameters.imljson"
    `);
  });

  test('writes metadata as the importer reads it', () => {
    const files = filesOf(renderArchive(app));
    const metadata = Object.entries(files).filter(([path]) => /metadata\.json$|\.sdk$/.test(path));

    expect(
      metadata.map(([path, text]) => `${path} ${JSON.stringify(JSON.parse(text))}`).join('\n'),
    ).toMatchInlineSnapshot(`
      "harbour-log/.sdk {"version":2}
      harbour-log/metadata.json {"name":"harbour-log","label":"Harbour Log","version":1,"theme":"#1F9D55","language":"en","countries":null}
      harbour-log/connections/harbour/metadata.json {"name":"harbour","label":"Harbour","type":"basic"}
      harbour-log/rpcs/sample/metadata.json {"name":"sample","label":"sample","connection":null}
      harbour-log/webhooks/arrivals/metadata.json {"name":"arrivals","label":"New ships","connection":"harbour","type":"web"}
      harbour-log/modules/getShip/metadata.json {"name":"getShip","label":"getShip","description":"Does getShip.","connection":"harbour","webhook":null,"type":"action"}
      harbour-log/modules/watchShips/metadata.json {"name":"watchShips","label":"watchShips","description":"Does watchShips.","connection":null,"webhook":null,"type":"trigger"}
      harbour-log/modules/watchArrivals/metadata.json {"name":"watchArrivals","label":"watchArrivals","description":"Does watchArrivals.","connection":null,"webhook":"arrivals","type":"instant_trigger"}
      harbour-log/modules/answer/metadata.json {"name":"answer","label":"answer","description":"Does answer.","connection":null,"webhook":null,"type":"responder"}
      harbour-log/endpoints/findShip/metadata.json {"name":"findShip","label":"findShip","description":"","context":"Finds ships.","annotations":{},"attachedAccounts":["harbour"]}"
    `);
    for (const [, text] of metadata) expect(text).toBe(JSON.stringify(JSON.parse(text), null, 4));
  });

  test('gives the same bytes at any time and in any zone', () => {
    const before = renderArchive(app);
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    const after = renderArchive(structuredClone(app));
    process.env.TZ = zone;

    expect(Buffer.from(after).equals(Buffer.from(before))).toBe(true);
  });

  test('is called by app and version', () => {
    expect(archiveName(app)).toBe('harbour-log.v1.zip');
  });

  test('refuses an app the import would stumble over', () => {
    const broken = appOf([module({ name: 'getShip', connection: 'gone' })]);

    expect(() => renderArchive(broken)).toThrow(ManifestError);
  });
});

describe('checkArchive', () => {
  test('finds nothing in an app an archive can carry whole', () => {
    expect(checkArchive(app, { icon: png(512, 512) })).toEqual([]);
  });

  test('tells what an import would refuse or get wrong', () => {
    const broken = appOf(
      [
        module({ name: 'getShip', connection: 'gone', webhook: 'lost' }),
        customFunction('shout', '// function of (old)\nfunction shout(a) {\n  return a;\n}\n'),
        customFunction('whisper', 'function whisper(a) { return String(a); }'),
        customFunction('hum', 'const hum = 1;'),
      ],
      { app: { name: 'Harbour' } },
    );

    expect(listed(checkArchive(broken, { icon: png(64, 512) }))).toMatchInlineSnapshot(`
      "app › name: error MAN061 "Harbour" cannot be the root folder of an archive. → as the ID of an app it takes a lower-case letter, then lower-case letters, digits and dashes, 3 to 30 characters in all, no dash at the end.
      modules.getShip › connection: error REF008 "gone" names no connection of this app. → add the connection, or remove the reference.
      modules.getShip › webhook: error REF008 "lost" names no webhook of this app. → add the webhook, or remove the reference.
      functions.shout › code: error MAN062 The editor's import would call the function "of ". → put "function shout(…) {" on a line of its own, with nothing like a declaration above it and one parenthesis pair in it.
      functions.whisper › code: error MAN062 The editor's import would call the function "whisper(a) { return String". → put "function whisper(…) {" on a line of its own, with nothing like a declaration above it and one parenthesis pair in it.
      functions.hum › code: error MAN062 The editor's import would find no name for the function. → put "function hum(…) {" on a line of its own, with nothing like a declaration above it and one parenthesis pair in it.
      app › icon: error MAN063 The icon has 64 × 512 pixels. → give a PNG of 512 × 512 pixels."
    `);
    expect(listed(checkArchive(app, { icon: new Uint8Array(40) }))).toContain('The icon is no PNG.');
  });

  test('tells what an archive cannot carry', () => {
    const rich = appOf(
      [
        connection({
          name: 'harbour',
          connectionType: 'oauth',
          sections: { common: { clientId: 'x' }, installSpec: [{ name: 'a', type: 'text' }] },
        }),
        module({ name: 'getShip', actionCrud: 'read', connection: 'harbour', altConnection: 'harbour' }),
      ],
      { app: { description: 'Ships.' }, sections: { groups: [{ label: 'All', modules: ['getShip'] }] } },
    );

    expect(listed(checkArchive(rich))).toMatchInlineSnapshot(
      `"app: info MAN064 An import archive cannot carry common data, groups, the app's description, alternative connections, what actions do (CRUD) and install sections. → set them in the editor after the import, or deploy the app instead."`,
    );
  });
});

describe('readArchive', () => {
  test('gives back what an archive carries', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        const {
          manifest: read,
          problems,
          icon,
          assumed,
        } = readArchive(renderArchive(manifest, { icon: png(512, 512) }));
        expect(problems).toEqual([]);
        expect(read).toEqual(carried(manifest));
        expect(icon?.length).toBe(33);
        expect(assumed).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  const v1 = {
    'old/metadata.json': '{ "name": "old", "label": "Old" }',
    'old/base.imljson': '{}',
    'old/readme.md': '',
    'old/module/getShip/metadata.json': '{ "name": "getShip", "label": "Get", "type": "search", "connection": "key" }',
    'old/module/getShip/api.imljson': 'null',
    'old/module/getShip/samples.imljson': ' rpc://sample ',
    'old/connection/key/metadata.json': '{ "name": "key", "label": "Key", "type": "basic" }',
    'old/function/shout/code.js': 'function shout() {}',
    'old/endpoints/none/metadata.json': '{}',
    '__MACOSX/old/._x': 'x',
    'old/.DS_Store': 'x',
  };
  const zipOf = (files: Readonly<Record<string, string>>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));

  test('reads version 1, what is missing in it and what macOS adds', () => {
    const { manifest, problems, assumed } = readArchive(zipOf(v1));

    expect(listed(problems)).toBe(
      'app: warning MAN061 "old/endpoints/none/metadata.json" is no part of an app; it is not read, and an import ignores it. → remove it, or see whether it is in the right folder.',
    );
    expect(manifest.modules.getShip).toMatchObject({
      moduleType: 'search',
      connection: 'key',
      sections: { communication: {}, samples: 'rpc://sample', interface: [] },
    });
    expect(Object.keys(manifest.connections)).toEqual(['key']);
    expect(manifest.functions.shout?.sections.code).toBe('function shout() {}');
    expect(manifest.endpoints).toEqual({});
    expect(assumed).toEqual(['version', 'theme', 'language']);
  });

  test('reads countries as Make does', () => {
    const zip = zipOf({ ...v1, 'old/metadata.json': '{ "name": "old", "label": "Old", "countries": ["cz"] }' });

    expect(readArchive(zip).manifest.app).toMatchObject({
      audience: 'countries',
      countries: ['cz'],
      description: 'Imported app Old.',
    });
  });

  test('reports what is wrong with single parts, and finds places', () => {
    const zip = zipOf({
      'harbour/.sdk': '{"version": 2}',
      'harbour/metadata.json': '{ "name": "port", "label": "Harbour" }',
      'harbour/base.imljson': '{\n  "baseUrl" }',
      'harbour/modules/getShip/metadata.json': '{ "name": "getShip", "label": "Get",\n  "type": "actoin" }',
      'harbour/modules/getShip/api.imljson': '{\n  "url": 3 }',
      'harbour/modules/getDock/api.imljson': '{}',
      'harbour/rpcs/list/metadata.json': '{',
    });

    const { problems, locate } = readArchive(zip, { name: 'a.zip' });

    expect(
      problems
        .map(({ file, line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "a.zip:undefined:undefined MAN056 The module "getDock" has no metadata.json; an import would fail.
      a.zip:undefined:undefined MAN061 The archive has no readme.md; an import would fail.
      a.zip!/harbour/base.imljson:2:13 MAN051 A colon is expected here.
      a.zip!/harbour/metadata.json:undefined:undefined MAN061 The root folder is "harbour", but metadata.json calls the app "port"; an import would find nothing.
      a.zip!/harbour/modules/getShip/metadata.json:2:11 MAN004 "actoin" is not an allowed value.
      a.zip!/harbour/rpcs/list/metadata.json:1:2 MAN051 A closing "}" is expected here."
    `);
    expect(locate({ component: 'modules.getShip', section: 'communication', path: ['url'] })).toEqual({
      file: 'a.zip!/harbour/modules/getShip/api.imljson',
      line: 2,
      column: 10,
    });
    expect(locate({ component: 'modules.getShip', path: ['type'] })).toMatchObject({ line: 2, column: 11 });
  });

  test.each([
    ['../evil/metadata.json', /would be written outside/],
    ['/evil/metadata.json', /would be written outside/],
    ['old\\..\\..\\evil.js', /would be written outside/],
    ['C:/evil.js', /would be written outside/],
    ['old/modules/../../../evil', /would be written outside/],
    ['second/metadata.json', /must have one root folder/],
    ['loose.txt', /must have one root folder/],
  ])('refuses an archive that also holds %s', (path, message) => {
    expect(() => readArchive(zipOf({ ...v1, [path]: 'x' }))).toThrow(message);
  });

  test('refuses what is no archive of an app', () => {
    const whole = zipOf(v1);

    expect(() => readArchive(strToU8('not a zip'))).toThrow(/no zip archive, or a damaged one/);
    expect(() => readArchive(whole.slice(0, whole.length - 30))).toThrow(/no zip archive, or a damaged one/);
    expect(() => readArchive(zipSync({}))).toThrow(/must have one root folder/);
    expect(() => readArchive(zipOf({ 'old/base.imljson': '{}' }))).toThrow(/has no old\/metadata\.json/);
    expect(() => readArchive(zipOf({ ...v1, 'old/.sdk': '{"version": 9}' }))).toThrow(/format version 9/);
  });

  test('refuses an archive that unpacks to far more than an app', () => {
    const bomb = zipSync({ 'old/metadata.json': new Uint8Array(11 * 1024 * 1024) });
    const crowd = zipSync(
      Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`old/${index}`, new Uint8Array()])),
      { level: 0 },
    );

    expect(() => readArchive(bomb)).toThrow(/too large to be an app/);
    expect(() => readArchive(crowd)).toThrow(/too large to be an app/);
  });

  test('refuses an archive that lies about a size', () => {
    const zip = zipSync({ 'old/metadata.json': new Uint8Array(5000) });
    const view = new DataView(zip.buffer, zip.byteOffset);
    const central = view.getUint32(zip.length - 6, true);
    view.setUint32(central + 24, 10, true);

    expect(() => readArchive(zip)).toThrow(/"old\/metadata\.json" does not unpack to what it should/);
  });

  test('refuses a name that occurs twice', () => {
    const zip = zipSync({ 'old/aaaa': strToU8('x'), 'old/bbbb': strToU8('y') });
    const text = Buffer.from(zip).toString('latin1').replaceAll('old/bbbb', 'old/aaaa');

    expect(() => readArchive(new Uint8Array(Buffer.from(text, 'latin1')))).toThrow(/"old\/aaaa" twice/);
  });
});
