import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectProject, readJsonProject } from '../../scripts/layouts/detect.ts';
import type { LoadedManifest } from '../../scripts/layouts/loaded.ts';
import { listed } from '../manifest/support/explain.ts';
import { projectOf } from './support/project.ts';

type Files = Readonly<Record<string, string>>;

async function read(files: Files, below = '.'): Promise<LoadedManifest> {
  const project = await detectProject(join(projectOf(files), below));
  if (project.kind === 'descriptors') throw new Error('no descriptors here');
  return readJsonProject(project);
}

const URL = '{ "url": "/ships" }';

describe('a folder somebody laid out by hand', () => {
  test.each<[string, Files]>([
    [
      'names of the API, in .json',
      { 'base.imljson': '{}', 'modules/getShip/api.json': URL, 'modules/getShip/expect.json': '[{ "name": "id" }]' },
    ],
    [
      'names of codeFiles',
      {
        'base.iml.json': '{}',
        'modules/getShip/communication.imljson': URL,
        'modules/getShip/mappableParams.json': '[{ "name": "id" }]',
      },
    ],
    [
      'names of the local layout',
      {
        'general/base.iml.json': '{}',
        'modules/get-ship/get-ship.communication.iml.json': URL,
        'modules/get-ship/get-ship.mappable-params.iml.json': '[{ "name": "id" }]',
      },
    ],
    [
      'kebab case and comments',
      {
        'app/base.imljson': '{}',
        'modules/getShip/communication.jsonc': `// all\n${URL}`,
        'modules/getShip/mappable-params.jsonc': '[{ "name": "id" }]',
      },
    ],
    [
      'folders in the singular',
      {
        'base.imljson': '{}',
        'module/getShip/api.imljson': URL,
        'module/getShip/expect.imljson': '[{ "name": "id" }]',
      },
    ],
    [
      'modules sorted into folders',
      {
        'base.imljson': '{}',
        'modules/ships/read/getShip/api.imljson': URL,
        'modules/ships/read/getShip/expect.imljson': '[{ "name": "id" }]',
      },
    ],
    [
      'all modules in one folder',
      {
        'base.imljson': '{}',
        'modules/getShip.api.imljson': URL,
        'modules/getShip.expect.imljson': '[{ "name": "id" }]',
      },
    ],
    ['no Base', { 'modules/getShip/api.imljson': URL, 'modules/getShip/expect.imljson': '[{ "name": "id" }]' }],
    [
      'the app below src',
      {
        'README.md': '# Harbour',
        'src/base.imljson': '{}',
        'src/modules/getShip/api.imljson': URL,
        'src/modules/getShip/expect.imljson': '[{ "name": "id" }]',
        'docs/a.md': '',
      },
    ],
    [
      'the only app below apps',
      {
        'apps/harbour/base.imljson': '{}',
        'apps/harbour/modules/getShip/api.imljson': URL,
        'apps/harbour/modules/getShip/expect.imljson': '[{ "name": "id" }]',
      },
    ],
  ])('is read with %s', async (_, files) => {
    const { manifest } = await read(files);

    expect(Object.values(manifest.modules)).toEqual([
      expect.objectContaining({
        name: 'getShip',
        moduleType: 'action',
        sections: { communication: { url: '/ships' }, mappableParams: [{ name: 'id' }] },
      }),
    ]);
  });

  test('has sections of every component and of the app found by any of their names', async () => {
    const { manifest, problems } = await read({
      'general/base.iml.json': '{ "baseUrl": "https://api.harbour.test" }',
      'general/common.json': '{ "clientId": "x" }',
      'modules/groups.json': '[{ "label": "All", "modules": ["findAShip"] }]',
      'modules/find-aship/find-aship.communication.iml.json': URL,
      'modules/find-aship/metadata.json': '{ "type": "search", "connection": null }',
      'README.md': '# Harbour',
      'connections/harbour/harbour.oauth-communication.iml.json': '{ "token": { "url": "https://id.harbour.test" } }',
      'connections/harbour/harbour.scope-list.iml.json': '{ "a": "All" }',
      'connections/harbour/harbour.default-scope.iml.json': '["a"]',
      'connections/harbour/metadata.json': '{ "label": "Harbour", "connectionType": "oauth" }',
      'webhooks/arrivals/metadata.json': '{ "label": "Arrivals", "type": "web-shared", "connection": "harbour" }',
      'webhooks/arrivals/arrivals.required-scope.iml.json': '["hooks"]',
      'functions/shout/shout.js': 'function shout() {}',
      'functions/shout/shout.test.js': '// none',
      'functions/hum.js': 'function hum() {}',
      'endpoints/find-ship/find-ship.input.iml.json': '[]',
      'endpoints/find-ship/find-ship.context.md': 'Finds.',
      'rpcs/list/parameters.json': '[]',
      'rpcs/list/list.communication.iml.json': '{}',
    });

    expect(manifest.sections).toEqual({
      base: { baseUrl: 'https://api.harbour.test' },
      common: { clientId: 'x' },
      groups: [{ label: 'All', modules: ['findAShip'] }],
      readme: '# Harbour',
    });
    expect(manifest.connections.harbour).toMatchObject({
      connectionType: 'oauth',
      sections: { communication: { token: {} }, scopeList: { a: 'All' }, defaultScope: ['a'] },
    });
    expect(manifest.webhooks.arrivals).toMatchObject({
      webhookType: 'web-shared',
      connection: 'harbour',
      sections: { requiredScope: ['hooks'] },
    });
    expect(manifest.functions.shout?.sections).toEqual({ code: 'function shout() {}', test: '// none' });
    expect(manifest.functions.hum?.sections).toEqual({ code: 'function hum() {}' });
    expect(manifest.endpoints.findShip?.sections).toEqual({ inputParameters: [], context: 'Finds.' });
    expect(manifest.rpcs.list?.sections).toEqual({ communication: {}, params: [] });
    expect(listed(problems)).toBe(
      [
        'endpoints.findShip: warning MAN056 The files do not say it, so this is a guess: the ID "findShip". → compare it with the app at Make.',
        'rpcs.list: warning MAN056 The files do not say it, so this is a guess: connection "harbour". → compare it with the app at Make.',
      ].join('\n'),
    );
  });

  test('has files told that are no section, and components that are there twice', async () => {
    const { problems } = await read({
      'base.imljson': '{}',
      'modules/getShip/api.imljson': URL,
      'modules/getShip/communication.json': '{}',
      'modules/getShip/params.json': '[]',
      'modules/getShip/notes.txt': '',
      'modules/getShip/metadata.json': '{ "type": "action", "connection": null, "webhook": null }',
      'modules/get-ship/api.imljson': URL,
      'modules/get-ship/metadata.json': '{ "type": "action", "connection": null }',
      'rpcs/list/api.imljson': '{}',
      'rpcs/list/metadata.json': '{ "connection": null, ',
    });

    expect(listed(problems)).toMatchInlineSnapshot(`
      "modules.getShip › name: error MAN054 "modules/get-ship/" holds another module called "getShip"; only the first one is read. → rename one of them.
      modules.getShip: warning MAN030 "communication.json" is no section of this module, or one that another file holds already; it is not read. → call it by its section, such as api.imljson, or remove it.
      modules.getShip: warning MAN030 "params.json" is no section of this module, or one that another file holds already; it is not read. → call it by its section, such as api.imljson, or remove it.
      rpcs.list: error MAN051 A key in double quotes is expected here. → quote the key, or remove what stands here."
    `);
  });

  test('reads the notes of an endpoint where an unpacked archive has them, and tells keys nobody knows', async () => {
    const { manifest, problems } = await read({
      'base.imljson': '{}',
      'endpoints/findShip/metadata.json': '{ "name": "findShip", "context": "Finds.",\n  "colour": "blue" }',
      'endpoints/findShip/api.imljson': URL,
    });

    expect(manifest.endpoints.findShip?.sections).toEqual({ context: 'Finds.', communication: { url: '/ships' } });
    expect(listed(problems)).toBe(
      'endpoints.findShip › colour: warning MAN002 "colour" is not known here; it is not read. → remove it.',
    );
  });

  test('states what a metadata file states, of the app too', async () => {
    const { manifest, assumed, guessed } = await read({
      'metadata.json':
        '{ "name": "harbour", "label": "Harbour", "version": 3, "theme": "#112233", "language": "cs", "countries": ["cz"] }',
      'base.imljson': '{}',
      'modules/getShip/api.imljson': URL,
      'modules/getShip/metadata.json': '{ "label": "Get", "type": "search", "connection": null }',
    });

    expect(manifest.app).toMatchObject({
      name: 'harbour',
      version: 3,
      theme: '#112233',
      audience: 'countries',
      countries: ['cz'],
    });
    expect(assumed).toEqual(['description']);
    expect([...guessed]).toEqual(['modules.getShip/description', 'modules.getShip/altConnection']);
  });
});
