import { describe, expect, test } from 'vitest';
import { differences } from '../../scripts/decompile/differences.ts';
import { appOf, connection, customFunction, module, rpc } from '../manifest/support/app.ts';

const app = appOf([
  connection({ name: 'key', sections: { communication: { url: '/me', qs: { a: 1, b: [1, 2] } } } }),
  module({ name: 'getUser', connection: 'key', sections: { interface: [{ name: 'id', type: 'text' }] } }),
  customFunction('shout'),
]);

describe('differences', () => {
  test('finds none where keys are in another order, and empty sections are left out', () => {
    const same = appOf([
      connection({ name: 'key', sections: { communication: { qs: { b: [1, 2], a: 1 }, url: '/me' } } }),
      module({
        name: 'getUser',
        connection: 'key',
        sections: { interface: [{ type: 'text', name: 'id' }], samples: {}, staticParams: [] },
      }),
      { ...customFunction('shout'), sections: { ...customFunction('shout').sections, test: '' } },
    ]);

    expect(differences(app, same)).toEqual([]);
  });

  test.each([
    [
      'a list in another order',
      connection({ name: 'key', sections: { communication: { url: '/me', qs: { a: 1, b: [2, 1] } } } }),
      'connections.key › communication',
    ],
    [
      'metadata',
      module({ name: 'getUser', connection: null, sections: { interface: [{ name: 'id', type: 'text' }] } }),
      'modules.getUser › connection',
    ],
    [
      'a type',
      module({ name: 'getUser', connection: 'key', sections: { interface: [{ name: 'id', type: 1 }] } }),
      'modules.getUser › interface',
    ],
    ['code', customFunction('shout', 'function shout() {}\n'), 'functions.shout › code'],
  ])('names the part: %s', (_, changed, part) => {
    const components = [app.connections.key, app.modules.getUser, app.functions.shout];
    const others = components.filter((component) => component !== undefined && component.kind !== changed.kind);

    expect(differences(app, appOf([...(others as Parameters<typeof appOf>[0] & object[]), changed]))).toEqual([part]);
  });

  test('names components that are missing or new', () => {
    const other = appOf([
      connection({ name: 'key', sections: app.connections.key?.sections ?? {} }),
      rpc({ name: 'new' }),
    ]);

    expect(differences(app, other)).toEqual(['modules.getUser', 'functions.shout', 'rpcs.new']);
  });

  test('names sections of the app', () => {
    expect(differences(app, { ...app, sections: { ...app.sections, base: {} } })).toEqual(['app › base']);
  });
});
