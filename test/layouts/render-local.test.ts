import { describe, expect, test } from 'vitest';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { camelToKebab } from '../../scripts/layouts/local-paths.ts';
import { validateSection } from '../../scripts/manifest/validate-section.ts';
import { appOf, connection, customFunction, endpoint, module, rpc, webhook } from '../manifest/support/app.ts';

const app = appOf(
  [
    connection({ name: 'harbour', sections: { communication: { url: 'https://api.harbour.test/me' } } }),
    connection({ name: 'harbourLogin', connectionType: 'oauth' }),
    webhook({ name: 'arrivals', connection: 'harbour' }),
    module({
      name: 'makeAPICall',
      moduleType: 'universal',
      label: 'Make an API Call',
      description: 'Any call.',
      connection: 'harbour',
    }),
    module({ name: 'getShip', actionCrud: null, sections: { samples: 'rpc://sample', communication: [] } }),
    module({ name: 'watchShips', moduleType: 'trigger' }),
    module({ name: 'watchArrivals', moduleType: 'instant_trigger', webhook: 'arrivals' }),
    rpc({ name: 'sample' }),
    customFunction('shout'),
    endpoint({ name: 'findShip', annotations: { readOnlyHint: true }, attachedAccounts: ['harbour'] }),
  ],
  { sections: { groups: [{ label: 'All', modules: ['getShip'] }] } },
);

const textOf = (path: string): string | undefined => {
  const file = renderLocal(app).find((each) => each.path === path);
  return file && new TextDecoder().decode(file.bytes);
};

describe('renderLocal', () => {
  test('writes every section file the editor would have', () => {
    const paths = renderLocal(app, { icon: new Uint8Array([1]) }).map(({ path }) => path);

    expect(paths.join('\n')).toMatchInlineSnapshot(`
      "makecomapp.json
      general/base.iml.json
      general/common.json
      README.md
      modules/groups.json
      connections/harbour/harbour.communication.iml.json
      connections/harbour/harbour.params.iml.json
      connections/harbour/harbour.common.json
      connections/harbour-login/harbour-login.oauth-communication.iml.json
      connections/harbour-login/harbour-login.params.iml.json
      connections/harbour-login/harbour-login.common.json
      connections/harbour-login/harbour-login.scope-list.iml.json
      connections/harbour-login/harbour-login.default-scope.iml.json
      connections/harbour-login/harbour-login.install-spec.iml.json
      connections/harbour-login/harbour-login.install-directives.iml.json
      webhooks/arrivals/arrivals.communication.iml.json
      webhooks/arrivals/arrivals.params.iml.json
      webhooks/arrivals/arrivals.attach.iml.json
      webhooks/arrivals/arrivals.detach.iml.json
      webhooks/arrivals/arrivals.update.iml.json
      webhooks/arrivals/arrivals.required-scope.iml.json
      modules/make-apicall/make-apicall.communication.iml.json
      modules/make-apicall/make-apicall.static-params.iml.json
      modules/make-apicall/make-apicall.mappable-params.iml.json
      modules/make-apicall/make-apicall.interface.iml.json
      modules/make-apicall/make-apicall.samples.iml.json
      modules/make-apicall/make-apicall.scope.iml.json
      modules/get-ship/get-ship.communication.iml.json
      modules/get-ship/get-ship.static-params.iml.json
      modules/get-ship/get-ship.mappable-params.iml.json
      modules/get-ship/get-ship.interface.iml.json
      modules/get-ship/get-ship.samples.iml.json
      modules/get-ship/get-ship.scope.iml.json
      modules/watch-ships/watch-ships.communication.iml.json
      modules/watch-ships/watch-ships.epoch.iml.json
      modules/watch-ships/watch-ships.static-params.iml.json
      modules/watch-ships/watch-ships.mappable-params.iml.json
      modules/watch-ships/watch-ships.interface.iml.json
      modules/watch-ships/watch-ships.samples.iml.json
      modules/watch-ships/watch-ships.scope.iml.json
      modules/watch-arrivals/watch-arrivals.communication.iml.json
      modules/watch-arrivals/watch-arrivals.static-params.iml.json
      modules/watch-arrivals/watch-arrivals.mappable-params.iml.json
      modules/watch-arrivals/watch-arrivals.interface.iml.json
      modules/watch-arrivals/watch-arrivals.samples.iml.json
      modules/watch-arrivals/watch-arrivals.scope.iml.json
      rpcs/sample/sample.communication.iml.json
      rpcs/sample/sample.params.iml.json
      functions/shout/shout.code.js
      functions/shout/shout.test.js
      endpoints/find-ship/find-ship.communication.iml.json
      endpoints/find-ship/find-ship.required-scope.iml.json
      endpoints/find-ship/find-ship.input.iml.json
      endpoints/find-ship/find-ship.output.iml.json
      endpoints/find-ship/find-ship.context.md
      assets/icon.png"
    `);
  });

  test('lists them in makecomapp.json, with explicit nulls', () => {
    const project = JSON.parse(textOf('makecomapp.json') ?? '');

    expect(textOf('makecomapp.json')).toBe(JSON.stringify(project, null, 4));
    expect(validateSection('makecomapp', project, {})).toEqual([]);
    expect(Object.keys(project.components)).toEqual(['connection', 'webhook', 'module', 'rpc', 'function', 'endpoint']);
    expect(project.generalCodeFiles).toMatchInlineSnapshot(`
      {
        "base": "general/base.iml.json",
        "common": "general/common.json",
        "groups": "modules/groups.json",
        "readme": "README.md",
      }
    `);
    expect(project.components.module).toMatchInlineSnapshot(`
      {
        "getShip": {
          "actionCrud": null,
          "altConnection": null,
          "codeFiles": {
            "communication": "modules/get-ship/get-ship.communication.iml.json",
            "interface": "modules/get-ship/get-ship.interface.iml.json",
            "mappableParams": "modules/get-ship/get-ship.mappable-params.iml.json",
            "samples": "modules/get-ship/get-ship.samples.iml.json",
            "scope": "modules/get-ship/get-ship.scope.iml.json",
            "staticParams": "modules/get-ship/get-ship.static-params.iml.json",
          },
          "connection": null,
          "description": "Does getShip.",
          "label": "getShip",
          "moduleType": "action",
        },
        "makeAPICall": {
          "altConnection": null,
          "codeFiles": {
            "communication": "modules/make-apicall/make-apicall.communication.iml.json",
            "interface": "modules/make-apicall/make-apicall.interface.iml.json",
            "mappableParams": "modules/make-apicall/make-apicall.mappable-params.iml.json",
            "samples": "modules/make-apicall/make-apicall.samples.iml.json",
            "scope": "modules/make-apicall/make-apicall.scope.iml.json",
            "staticParams": "modules/make-apicall/make-apicall.static-params.iml.json",
          },
          "connection": "harbour",
          "description": "Any call.",
          "label": "Make an API Call",
          "moduleType": "universal",
        },
        "watchArrivals": {
          "altConnection": null,
          "codeFiles": {
            "communication": "modules/watch-arrivals/watch-arrivals.communication.iml.json",
            "interface": "modules/watch-arrivals/watch-arrivals.interface.iml.json",
            "mappableParams": "modules/watch-arrivals/watch-arrivals.mappable-params.iml.json",
            "samples": "modules/watch-arrivals/watch-arrivals.samples.iml.json",
            "scope": "modules/watch-arrivals/watch-arrivals.scope.iml.json",
            "staticParams": "modules/watch-arrivals/watch-arrivals.static-params.iml.json",
          },
          "connection": null,
          "description": "Does watchArrivals.",
          "label": "watchArrivals",
          "moduleType": "instant_trigger",
          "webhook": "arrivals",
        },
        "watchShips": {
          "altConnection": null,
          "codeFiles": {
            "communication": "modules/watch-ships/watch-ships.communication.iml.json",
            "epoch": "modules/watch-ships/watch-ships.epoch.iml.json",
            "interface": "modules/watch-ships/watch-ships.interface.iml.json",
            "mappableParams": "modules/watch-ships/watch-ships.mappable-params.iml.json",
            "samples": "modules/watch-ships/watch-ships.samples.iml.json",
            "scope": "modules/watch-ships/watch-ships.scope.iml.json",
            "staticParams": "modules/watch-ships/watch-ships.static-params.iml.json",
          },
          "connection": null,
          "description": "Does watchShips.",
          "label": "watchShips",
          "moduleType": "trigger",
        },
      }
    `);
    expect([
      project.components.webhook.arrivals,
      project.components.rpc.sample,
      project.components.endpoint.findShip,
    ]).toMatchObject([
      { label: 'New ships', webhookType: 'web', connection: 'harbour', altConnection: null },
      { label: 'sample', connection: null, altConnection: null },
      { annotations: { readOnlyHint: true }, attachedAccounts: ['harbour'] },
    ]);
  });

  test.each([
    ['general/base.iml.json', '{\n    "baseUrl": "https://api.harbour.test"\n}\n'],
    ['general/common.json', '{ }\n'],
    ['README.md', '# Harbour Log\n'],
    ['modules/get-ship/get-ship.samples.iml.json', '"rpc://sample"\n'],
    ['modules/get-ship/get-ship.communication.iml.json', '[]\n'],
    ['modules/watch-ships/watch-ships.epoch.iml.json', '{ }\n'],
    ['modules/watch-ships/watch-ships.interface.iml.json', '[]\n'],
    ['functions/shout/shout.code.js', 'function shout(a) {\n  return a;\n}\n'],
    ['functions/shout/shout.test.js', '// No tests yet.\n'],
    ['endpoints/find-ship/find-ship.context.md', ''],
  ])('writes %s as the editor does', (path, expected) => {
    expect(textOf(path)).toBe(expected);
  });

  test('gives components of one folder name a folder each', () => {
    const twins = appOf([module({ name: 'getAUser' }), module({ name: 'getAuser' }), rpc({ name: 'getAuser' })]);

    const paths = renderLocal(twins)
      .map(({ path }) => path)
      .filter((path) => path.endsWith('.communication.iml.json'));

    expect(paths).toEqual([
      'modules/get-auser/get-auser.communication.iml.json',
      'modules/get-auser2/get-auser.communication.iml.json',
      'rpcs/get-auser/get-auser.communication.iml.json',
    ]);
  });

  test('avoids names a Windows disk cannot hold', () => {
    const paths = renderLocal(appOf([module({ name: 'con' })])).map(({ path }) => path);

    expect(paths).toContain('modules/con-component/con-component.communication.iml.json');
  });
});

describe('camelToKebab', () => {
  test.each([
    ['createAChat', 'create-achat'],
    ['makeAPICall', 'make-apicall'],
    ['getUser2', 'get-user2'],
    ['get2Users', 'get2-users'],
    ['open-router-4ur2vj', 'open-router-4ur2vj'],
  ])('turns %s into %s', (name, expected) => {
    expect(camelToKebab(name)).toBe(expected);
  });
});
