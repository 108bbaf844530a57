import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findAppFolder } from '../../scripts/layouts/app-folder.ts';
import { readOnline } from '../../scripts/layouts/online.ts';
import { listed } from '../manifest/support/explain.ts';
import { projectOf } from './support/project.ts';

const FILES = {
  'harbour-log/2/base.imljson': '{ "baseUrl": "https://api.harbour.test" /* v2 */ }',
  'harbour-log/2/common.imljson': '{ "key": "x" }',
  'harbour-log/2/groups.json': '[{ "label": "All", "modules": ["getShip"] }]',
  'harbour-log/2/readme.md': '# Harbour\n',
  'harbour-log/1/base.imljson': '{}',
  'harbour-log/connections/harbour-log/api-oauth.imljson': '{ "token": { "url": "https://id.harbour.test" } }',
  'harbour-log/connections/harbour-log/scopes.imljson': '{ "a": "All" }',
  'harbour-log/webhooks/arrivals/attach.imljson': '{ "url": "/hooks" }',
  'harbour-log/2/modules/getShip/api.imljson': '{ "url": "/ships/1" }',
  'harbour-log/2/modules/getShip/expect.imljson': '[]',
  'harbour-log/2/modules/listShips/api.imljson': '{ "url": "/ships", "response": { "iterate": "{{body}}" } }',
  'harbour-log/2/modules/watchShips/api.imljson': '{ "url": "/ships",\n "response": { "trigger": {} } }',
  'harbour-log/2/modules/watchShips/epoch.imljson': '{}',
  'harbour-log/2/modules/watchArrivals/api.imljson': '{}',
  'harbour-log/2/modules/answer/api.imljson': '{ "response": { "status": 200, "body": "ok" } }',
  'harbour-log/2/modules/makeApiCall/api.imljson': '{ "url": "/{{parameters.url}}" }',
  'harbour-log/2/modules/stated/metadata.json':
    '{ "name": "stated", "label": "Said", "type": "search", "connection": null }',
  'harbour-log/2/modules/stated/api.imljson': '{ "url": 3 ',
  'harbour-log/2/rpcs/fields/api.imljson': '[]',
  'harbour-log/2/functions/shout/code.js': 'function shout() {}',
  'harbour-log/2/endpoints/findShip/inputParameters.imljson': '[]',
  'harbour-log/2/endpoints/findShip/context.md': 'Finds.',
};

describe('readOnline', () => {
  test('reads the newest version, and guesses what the layout does not say', async () => {
    const { manifest, problems, assumed } = await readOnline(join(projectOf(FILES), 'harbour-log'));

    expect(manifest.app).toMatchObject({ name: 'harbour-log', version: 2, label: 'Harbour' });
    expect(assumed).toEqual(['label', 'description', 'theme', 'language', 'audience', 'countries']);
    expect(Object.keys(manifest.sections).sort()).toEqual(['base', 'common', 'groups', 'readme']);
    expect(manifest.connections['harbour-log']).toMatchObject({
      connectionType: 'oauth',
      sections: { scopeList: { a: 'All' } },
    });
    expect(Object.values(manifest.modules).map(({ name, moduleType }) => `${name} ${moduleType}`)).toEqual([
      'answer responder',
      'getShip action',
      'listShips search',
      'makeApiCall universal',
      'stated search',
      'watchArrivals instant_trigger',
      'watchShips trigger',
    ]);
    expect(manifest.modules.watchArrivals).toMatchObject({ webhook: 'arrivals', label: 'Watch Arrivals' });
    expect(manifest.modules.stated).toMatchObject({ label: 'Said', connection: null });
    expect(manifest.endpoints.findShip?.sections).toEqual({ inputParameters: [], context: 'Finds.' });
    expect(listed(problems)).toMatchInlineSnapshot(`
      "modules.answer: warning MAN056 The files do not say it, so this is a guess: connection "harbour-log" and moduleType "responder". → compare it with the app at Make.
      modules.getShip: warning MAN056 The files do not say it, so this is a guess: connection "harbour-log" and moduleType "action". → compare it with the app at Make.
      modules.listShips: warning MAN056 The files do not say it, so this is a guess: connection "harbour-log" and moduleType "search". → compare it with the app at Make.
      modules.makeApiCall: warning MAN056 The files do not say it, so this is a guess: connection "harbour-log" and moduleType "universal". → compare it with the app at Make.
      modules.stated › communication: error MAN051 A closing "}" is expected here. → close the collection.
      modules.watchArrivals: warning MAN056 The files do not say it, so this is a guess: webhook "arrivals" and moduleType "instant_trigger". → compare it with the app at Make.
      modules.watchShips: warning MAN056 The files do not say it, so this is a guess: connection "harbour-log" and moduleType "trigger". → compare it with the app at Make.
      rpcs.fields: warning MAN056 The files do not say it, so this is a guess: connection "harbour-log". → compare it with the app at Make.
      connections.harbour-log: warning MAN056 The files do not say it, so this is a guess: connectionType "oauth". → compare it with the app at Make.
      webhooks.arrivals: warning MAN056 The files do not say it, so this is a guess: webhookType "web" and connection "harbour-log". → compare it with the app at Make."
    `);
  });

  test('finds places in the files', async () => {
    const dir = projectOf(FILES);
    const { locate } = await readOnline(dir);

    const found = locate({ component: 'modules.watchShips', section: 'communication', path: ['response', 'trigger'] });

    expect(found).toEqual({ file: join(dir, 'harbour-log', '2/modules/watchShips/api.imljson'), line: 2, column: 27 });
  });

  test('refuses a folder of anything else', async () => {
    await expect(readOnline(projectOf({ 'package.json': '{}' }))).rejects.toThrow(/holds no app/);
  });
});

describe('findAppFolder', () => {
  test.each([
    ['.', 2],
    ['harbour-log', 2],
    ['harbour-log/1', 1],
  ])('finds the app at %s', async (path, version) => {
    const dir = projectOf(FILES);

    expect(await findAppFolder(join(dir, path))).toMatchObject({
      name: 'harbour-log',
      version,
      versioned: `${version}/`,
    });
  });

  test('takes an unpacked archive', async () => {
    const dir = projectOf({ 'old/metadata.json': '{ "name": "old-app", "label": "Old" }', 'old/base.imljson': '{}' });

    const { manifest } = await readOnline(join(dir, 'old'));

    expect(manifest.app).toMatchObject({ name: 'old-app', label: 'Old', version: 1 });
  });
});
