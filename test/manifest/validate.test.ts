import { describe, expect, test } from 'vitest';
import { validateManifest } from '../../scripts/manifest/validate.ts';
import { appOf, connection, customFunction, endpoint, module, rpc, webhook } from './support/app.ts';
import { listed } from './support/explain.ts';

const poll = {
  url: '/ships',
  response: { iterate: '{{body}}', trigger: { type: 'id', order: 'desc', id: '{{item.id}}' } },
};

describe('validateManifest', () => {
  test('finds nothing in a sound app', () => {
    const app = appOf([
      connection({ name: 'harbour', sections: { communication: { url: 'https://api.harbour.test/me' } } }),
      connection({
        name: 'harbour2',
        label: 'Harbour OAuth',
        connectionType: 'oauth',
        sections: { communication: { token: {} }, scopeList: {} },
      }),
      webhook({
        name: 'arrivals',
        webhookType: 'web-shared',
        connection: 'harbour',
        sections: { communication: { uid: '{{body.id}}' } },
      }),
      module({
        name: 'getShip',
        actionCrud: 'read',
        sections: { communication: { url: '/ships/1' }, interface: 'rpc://fields' },
      }),
      module({
        name: 'watchShips',
        moduleType: 'trigger',
        sections: { communication: poll, epoch: {}, mappableParams: [] },
      }),
      module({
        name: 'watchArrivals',
        moduleType: 'instant_trigger',
        webhook: 'arrivals',
        sections: { communication: {} },
      }),
      module({
        name: 'answer',
        moduleType: 'responder',
        sections: { communication: { response: { body: 'ok' } }, interface: [] },
      }),
      rpc({ name: 'fields', sections: { communication: [{ url: '/fields' }] } }),
      customFunction('shout'),
      endpoint({
        name: 'findShip',
        annotations: { readOnlyHint: true },
        attachedAccounts: ['harbour'],
        sections: {
          communication: { url: '/ships' },
          inputParameters: [{ name: 'inputSchema', type: 'json', help: 'All.' }],
          context: 'Finds.',
        },
      }),
    ]);

    const problems = validateManifest(app);

    expect(listed(problems)).toBe('');
  });

  test('checks the metadata of the app', () => {
    const text = [
      { name: 'Harbour', label: ' ', version: 0, theme: 'green', language: 'English' },
      { name: 'ab', audience: 'countries' as const, countries: [] },
      { name: 'a'.repeat(31), countries: ['cz'] },
    ]
      .map((app) => listed(validateManifest(appOf([], { app }))))
      .join('\n');

    expect(text).toMatchInlineSnapshot(`
      "app › name: error MAN024 "Harbour" cannot be the ID of an app. → it takes a lower-case letter, then lower-case letters, digits and dashes, 3 to 30 characters in all, no dash at the end.
      app › label: error MAN024 The app has no label. → say what users see as its name.
      app › version: error MAN024 0 is no major version. → give a whole number from 1.
      app › theme: error MAN024 "green" is no colour Make takes. → write it as # and six hexadecimal digits: #1F9D55.
      app › language: error MAN024 "English" is no language code. → give an ISO code such as en.
      app › name: error MAN024 "ab" cannot be the ID of an app. → it takes a lower-case letter, then lower-case letters, digits and dashes, 3 to 30 characters in all, no dash at the end.
      app › countries: error MAN024 An app for certain countries names none. → list them, or set audience to "global".
      app › name: error MAN024 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" cannot be the ID of an app. → it takes a lower-case letter, then lower-case letters, digits and dashes, 3 to 30 characters in all, no dash at the end.
      app › countries: error MAN024 A global app names countries. → remove them, or set audience to "countries"."
    `);
  });

  test('checks IDs', () => {
    const app = appOf([
      connection({ name: 'my_key', label: 'A' }),
      connection({ name: 'key-', label: 'B' }),
      webhook({ name: '1hook' }),
      module({ name: 'go' }),
      module({ name: 'get-ship' }),
      module({ name: 'delete' }),
      module({ name: 'g'.repeat(49) }),
      module({ name: 'g'.repeat(65) }),
      rpc({ name: 'static' }),
      customFunction('typeof'),
      endpoint({ name: 'e'.repeat(129), label: 'E' }),
    ]);

    const problems = validateManifest(app).filter(({ path }) => path?.[0] === 'name');

    expect(listed(problems)).toMatchInlineSnapshot(`
      "connections.my_key › name: error MAN020 "my_key" cannot be the ID of a connection. → it takes a letter, then letters, digits and dashes, 3 to 35 characters in all, no dash at the end.
      connections.key- › name: error MAN020 "key-" cannot be the ID of a connection. → it takes a letter, then letters, digits and dashes, 3 to 35 characters in all, no dash at the end.
      webhooks.1hook › name: error MAN020 "1hook" cannot be the ID of a webhook. → it takes a letter, then letters, digits and dashes, 3 to 35 characters in all, no dash at the end.
      modules.go › name: error MAN020 "go" cannot be the ID of a module. → it takes a letter, then letters and digits, 3 to 64 characters in all.
      modules.get-ship › name: error MAN020 "get-ship" cannot be the ID of a module. → it takes a letter, then letters and digits, 3 to 64 characters in all.
      modules.delete › name: error MAN021 "delete" is a reserved word of JavaScript and cannot be the ID of a module. → choose another ID.
      modules.ggggggggggggggggggggggggggggggggggggggggggggggggg › name: warning MAN020 The ID has 49 characters; Make takes at most 48 for a new one. → choose a shorter ID.
      modules.ggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg › name: error MAN020 "ggggggggggggggggggggggggggggggggggggggggggggggggggggggggg…" cannot be the ID of a module. → it takes a letter, then letters and digits, 3 to 64 characters in all.
      rpcs.static › name: error MAN021 "static" is a reserved word of JavaScript and cannot be the ID of an RPC. → choose another ID.
      functions.typeof › name: error MAN021 "typeof" is a reserved word of JavaScript and cannot be the ID of a function. → choose another ID.
      endpoints.eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee › name: error MAN020 "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee…" cannot be the ID of an endpoint. → it takes a letter, then letters and digits, 3 to 128 characters in all."
    `);
  });

  test('checks texts, and components only case tells apart', () => {
    const app = appOf([
      module({ name: 'getShip', label: 'Get a Ship' }),
      module({ name: 'getship', label: 'get a ship' }),
      module({ name: 'listShips', label: '', description: ' ' }),
      endpoint({ name: 'findShip', annotations: { readOnlyHnt: true } }),
    ]);

    const problems = validateManifest(app);

    expect(listed(problems)).toMatchInlineSnapshot(`
      "modules.listShips › label: warning MAN023 The module has no label. → say what users see as its name.
      modules.listShips › description: error MAN023 The module has no description. → say in a sentence what it does: Make creates no module without it.
      endpoints.findShip › annotations.readOnlyHnt: warning MAN002 "readOnlyHnt" is not known here; Make ignores it. → did you mean "readOnlyHint"?
      modules.getship › name: warning MAN022 The ID differs only in case from that of "getShip": "getship". → choose another ID.
      modules.getship › label: warning MAN022 The label is the same as that of "getShip": "get a ship". → give each its own label: users and the editor tell them apart by it."
    `);
  });

  test('checks which sections a component has', () => {
    const app = appOf(
      [
        connection({ name: 'harbour', sections: { scopeList: { a: 'b' }, comunication: {} } }),
        module({
          name: 'watchShips',
          moduleType: 'trigger',
          sections: { communication: poll, mappableParams: [{ name: 'a', type: 'text' }] },
        }),
        module({ name: 'getShip', sections: { epoch: { url: '/x' }, attach: {}, samples: 'x' } }),
        customFunction('shout'),
      ],
      { sections: { readme: 3, groups: {}, base: { baseUrl: '', respnse: {} } } },
    );

    const problems = validateManifest(app);

    expect(listed(problems)).toMatchInlineSnapshot(`
      "app › base › respnse: warning MAN002 "respnse" is not known here; Make ignores it. → did you mean "response"?
      app › base › baseUrl: error MAN005 "baseUrl" is empty. → fill it in, or remove the key.
      app › readme: error MAN001 The section must be text.
      app › groups: error MAN001 The section is a collection, but must be an array.
      connections.harbour › scopeList: warning MAN030 "scopeList" means nothing for a connection of type basic and has no place there. → empty it.
      connections.harbour › comunication: error MAN030 A connection has no section "comunication". → did you mean "communication"?
      modules.watchShips › mappableParams: warning MAN030 "mappableParams" means nothing for a module of type trigger. → empty it.
      modules.getShip › epoch: warning MAN030 "epoch" means nothing for a module of type action and has no place there. → empty it.
      modules.getShip › attach: error MAN030 A module has no section "attach". → remove it; there are: communication, epoch, staticParams, mappableParams, interface, samples, scope.
      modules.getShip › samples: error MAN007 "x" is not the address of an RPC such as rpc://listUsers."
    `);
  });

  test('checks what each type of component demands', () => {
    const app = appOf([
      module({
        name: 'watchShips',
        moduleType: 'trigger',
        sections: { communication: [{ temp: {} }, { response: {} }] },
      }),
      module({ name: 'watchNothing', moduleType: 'trigger', sections: { communication: { endpoint: 'findShip' } } }),
      module({
        name: 'watchArrivals',
        moduleType: 'instant_trigger',
        sections: { communication: { endpoint: 'findShip' } },
      }),
      module({ name: 'getShip', sections: { communication: { url: '/a', response: { limit: 1 } } } }),
      module({
        name: 'callTwice',
        moduleType: 'search',
        sections: { communication: [{ url: '/a' }, { endpoint: 'findShip' }] },
      }),
      webhook({ name: 'arrivals', webhookType: 'web-shared', sections: { attach: { endpoint: 'findShip' } } }),
      customFunction('shout', 'const shout = (a) => a;'),
      customFunction('whisper', ''),
      endpoint({ name: 'findShip', sections: { outputParameters: [{ name: 'all', type: 'json', help: 'All.' }] } }),
    ]);

    const problems = validateManifest(app);

    expect(listed(problems)).toMatchInlineSnapshot(`
      "webhooks.arrivals › attach › endpoint: error MAN008 "endpoint" cannot be used here: only actions, searches, universal modules and RPCs call endpoints. → remove it.
      webhooks.arrivals › connection: error MAN033 The shared webhook has no connection, so nobody can be told apart. → name the connection whose uid decides who gets an item.
      webhooks.arrivals › communication: error MAN033 The shared webhook does not say whose each item is. → add "uid", the account ID inside the item.
      modules.watchShips › communication › [1]: error MAN031 The trigger calls no address. → add "url": a trigger cannot do without a request.
      modules.watchShips › communication › [1]: error MAN031 The trigger does not say how to tell new items from old ones. → add "response.trigger" with type, order, id and, for type date, date.
      modules.watchNothing › communication: error MAN031 The trigger calls no address. → add "url": a trigger cannot do without a request.
      modules.watchNothing › communication: error MAN031 The trigger does not say how to tell new items from old ones. → add "response.trigger" with type, order, id and, for type date, date.
      modules.watchNothing › communication › endpoint: error MAN035 A trigger cannot call an endpoint. → make the request itself: give url and method.
      modules.watchArrivals › communication › endpoint: error MAN008 "endpoint" cannot be used here: only actions, searches, universal modules and RPCs call endpoints. → remove it.
      modules.watchArrivals › webhook: error MAN032 The instant trigger has no webhook. → name the webhook that feeds it.
      modules.getShip › communication › response.limit: warning MAN034 "limit" has no effect: an action gives one bundle. → remove it, or make the module a search.
      modules.callTwice › communication › [1].endpoint: error MAN035 An endpoint cannot be called from an array of requests. → make it the only request.
      functions.shout › code: error MAN036 The code declares no function called "shout". → declare it: function shout(…) { … }.
      functions.whisper › code: error MAN036 The function has no code. → declare it: function whisper(…) { … }.
      endpoints.findShip › outputParameters › [0].name: error MAN037 A parameter of type json at the top must be called "outputSchema". → rename it, or put it into a collection."
    `);
  });

  test('reports attributes that mean nothing for a type, at any depth', () => {
    const app = appOf([
      module({
        name: 'getShip',
        sections: {
          mappableParams: [
            { name: 'a', type: 'text', options: [], validate: { minItems: 1, pattern: '^a' } },
            { name: 'b', type: 'collection', spec: [{ name: 'c', type: 'number', multiline: true }] },
            {
              name: 'd',
              type: 'select',
              options: [
                { label: 'g', options: [{ value: 1, nested: [{ name: 'e', type: 'date', time: false, spec: [] }] }] },
              ],
            },
            {
              name: 'f',
              type: 'select',
              options: { store: 'rpc://x', nested: [{ name: 'g', type: 'url', time: true }] },
            },
            { name: 'h', type: 'boolean', nested: { true: [{ name: 'i', type: 'uuid', coder: true }] } },
            {
              name: 'j',
              type: 'text',
              rpc: { label: 'l', url: 'rpc://x', parameters: [{ name: 'k', type: 'port', sequence: true }] },
            },
            { name: 'l', type: 'hidden', spec: [], multiline: true },
          ],
        },
      }),
    ]);

    const problems = validateManifest(app);

    expect(listed(problems)).toMatchInlineSnapshot(`
      "modules.getShip › mappableParams › [0].options: warning MAN009 "options" means nothing for a parameter of type text; Make ignores it. → remove it; what there is: multiline, tags, coder.
      modules.getShip › mappableParams › [0].validate.minItems: warning MAN009 "minItems" means nothing for a parameter of type text; Make ignores it. → remove it; what there is: min, max, pattern, enum.
      modules.getShip › mappableParams › [1].spec[0].multiline: warning MAN009 "multiline" means nothing for a parameter of type number; Make ignores it. → remove it.
      modules.getShip › mappableParams › [2].options[0].options[0].nested[0].spec: warning MAN009 "spec" means nothing for a parameter of type date; Make ignores it. → remove it; what there is: time.
      modules.getShip › mappableParams › [3].options.nested[0].time: warning MAN009 "time" means nothing for a parameter of type url; Make ignores it. → remove it.
      modules.getShip › mappableParams › [4].nested.true[0].coder: warning MAN009 "coder" means nothing for a parameter of type uuid; Make ignores it. → remove it.
      modules.getShip › mappableParams › [5].rpc.parameters[0].sequence: warning MAN009 "sequence" means nothing for a parameter of type port; Make ignores it. → remove it."
    `);
  });

  test('reports a type no module can have', () => {
    // A descriptor that was not type-checked can hold anything.
    const app = appOf([module({ name: 'getShip', moduleType: 'serch' as never, sections: { communication: {} } })]);

    expect(listed(validateManifest(app))).toContain(
      'modules.getShip › type: error MAN004 "serch" is no type of module. → did you mean "search"?',
    );
  });
});
