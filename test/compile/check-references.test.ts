import { describe, expect, test } from 'vitest';
import { checkManifest } from '../../scripts/compile/check-manifest.ts';
import { checkReferences } from '../../scripts/compile/check-references.ts';
import type { Component, Manifest } from '../../scripts/manifest/manifest.ts';
import { component, manifestOf } from './support/manifest.ts';

/** Codes and places of what is reported, the places as `section.path`. */
function reported(manifest: Manifest): string[] {
  return checkReferences(manifest).map(({ code, section, path }) => `${code} ${[section, ...(path ?? [])].join('.')}`);
}

const one = (each: Component, ...others: Component[]): string[] => reported(manifestOf([each, ...others]));
const module = (moduleType: string, communication: unknown, parts: object = {}): Component =>
  component('module', 'tested', { moduleType, sections: { communication }, ...parts });
const rpc = (name: string, communication: unknown, params: unknown = []): Component =>
  component('rpc', name, { sections: { communication, params } });
const text = (name: string) => ({ name, type: 'text' });

describe('roots', () => {
  test.each<[string, Component, readonly string[]]>([
    [
      'an answer before it is there',
      module('action', {
        url: '/{{body.id}}',
        qs: { a: '{{statusCode}}' },
        temp: { b: '{{headers.x}}' },
        condition: '{{body}}',
      }),
      ['url', 'qs.a', 'temp.b', 'condition'],
    ],
    ['no answer of an earlier request', module('action', [{ url: '/a' }, { url: '/{{body.id}}' }]), []],
    [
      'no answer before a request that is repeated',
      module('action', { url: '/a', temp: { n: '{{body.n}}' }, repeat: { condition: '{{body.again}}', limit: 3 } }),
      [],
    ],
    [
      'an item without iterate',
      module('action', { url: '/a', response: { output: { id: '{{item.id}}' }, limit: '{{item.n}}' } }),
      ['response.output.id', 'response.limit'],
    ],
    [
      'no item beside an iterate',
      module('search', {
        url: '/a',
        response: { iterate: { container: '{{body.a}}', condition: '{{item.ok}}' }, output: { id: '{{item.id}}' } },
      }),
      [],
    ],
    [
      'an item in the container',
      module('search', { url: '/a', response: { iterate: '{{item.a}}', output: '{{item}}' } }),
      ['response.iterate'],
    ],
    [
      'an output outside a wrapper',
      module('search', { url: '/a', response: { output: '{{output}}', wrapper: '{{output}}' } }),
      ['response.output'],
    ],
    [
      'the ends of a list in a request',
      module('search', {
        url: '/a',
        qs: { a: '{{iterate.container.last.id}}' },
        pagination: { qs: { a: '{{iterate.container.last.id}}', b: '{{pagination.page}}' } },
        response: { iterate: '{{body.a}}' },
      }),
      ['qs.a'],
    ],
    [
      'what only a trigger has',
      module('action', {
        url: '/a',
        qs: {
          a: '{{trigger.matchEqual}}',
          b: '{{payload.id}}',
          c: '{{webhook.id}}',
          d: '{{oauth.scope}}',
          e: '{{query.code}}',
        },
      }),
      ['qs.a', 'qs.b', 'qs.c', 'qs.d', 'qs.e'],
    ],
    [
      'nothing a trigger has',
      module('trigger', {
        url: '/a',
        qs: { a: '{{trigger.matchEqual}}', b: '{{data.lastDate}}' },
        response: { iterate: '{{body}}', trigger: { id: '{{item.id}}' } },
      }),
      [],
    ],
    [
      'nothing an instant trigger has',
      module('instant_trigger', {
        url: '/{{payload.id}}',
        qs: { a: '{{webhook.id}}' },
        response: { output: '{{body}}' },
      }),
      [],
    ],
    [
      'no system variables and keywords',
      module('action', {
        url: '/a',
        qs: { a: '{{now}}', b: '{{uuid}}', c: '{{null}}', d: '{{emptystring}}', e: '{{true}}' },
      }),
      [],
    ],
    [
      'a root in a body field with a name of its own',
      module('action', { url: '/a', body: { endpoint: '{{item}}' } }),
      ['body.endpoint'],
    ],
    ['no paths of the log', module('action', { url: '/a', log: { sanitize: ['request.body<parameters.x>'] } }), []],
    [
      'an answer in a webhook',
      component('webhook', 'hook', {
        sections: {
          communication: {
            output: '{{statusCode}}',
            verification: { condition: '{{query.a}}', respond: { body: '{{body.a}}', headers: { b: '{{method}}' } } },
          },
        },
      }),
      ['output'],
    ],
    [
      'connections in a webhook',
      component('webhook', 'hook', { sections: { communication: { condition: '{{connection.a}}' } } }),
      ['condition'],
    ],
    [
      'an item in a handshake',
      component('webhook', 'hook', {
        sections: {
          communication: { iterate: '{{body.a}}', uid: '{{item.a}}', verification: { condition: '{{item.b}}' } },
        },
      }),
      ['verification.condition'],
    ],
    [
      'nothing of a callback',
      component('connection', 'login', {
        connectionType: 'oauth',
        sections: {
          communication: {
            authorize: {
              url: 'https://a.example',
              qs: { s: "{{join(oauth.scope, ' ')}}" },
              response: { temp: { code: '{{query.code}}' } },
            },
            token: { url: 'https://a.example', body: { c: '{{temp.code}}' } },
          },
        },
      }),
      [],
    ],
    [
      'oauth in a basic connection',
      component('connection', 'login', {
        sections: { communication: { url: 'https://a.example', qs: { s: '{{oauth.scope}}' } } },
      }),
      ['qs.s'],
    ],
  ])('reports %s', (_, each, places) => {
    expect(one(each)).toEqual(places.map((place) => `REF002 communication.${place}`));
  });

  test('takes the iterate of the trigger for its epoch', () => {
    const epoch = { response: { output: { label: '{{item.name}}', date: '{{item.date}}' } } };

    expect(
      one(
        component('module', 'tested', {
          moduleType: 'trigger',
          sections: { communication: { url: '/a', response: { iterate: '{{body}}' } }, epoch },
        }),
      ),
    ).toEqual([]);
    expect(
      one(component('module', 'tested', { moduleType: 'trigger', sections: { communication: { url: '/a' }, epoch } })),
    ).toEqual(['REF002 epoch.response.output.label', 'REF002 epoch.response.output.date']);
  });

  test('reports roots that exist nowhere', () => {
    expect(one(module('action', { url: '/{{params.id}}' }))).toEqual(['REF010 communication.url']);
  });
});

describe('parameters', () => {
  const nested = [
    { name: 'mode', type: 'select', options: [{ value: 1, nested: [text('extra')] }] },
    { name: 'flag', type: 'boolean', nested: [text('why')] },
  ];
  const shaped = [
    { name: 'who', type: 'collection', spec: [text('first')] },
    { name: 'list', type: 'array', spec: [text('key')] },
    { name: 'tags', type: 'array', spec: { type: 'text' } },
    { name: 'free', type: 'collection' },
    { name: 'any', type: 'any' },
  ];
  const asking = (expression: string, mappableParams: unknown, ...others: Component[]): string[] =>
    one(
      component('module', 'tested', { sections: { communication: { url: `/{{${expression}}}` }, mappableParams } }),
      ...others,
    );

  test.each<[string, string, unknown]>([
    ['of a nested field', 'parameters.extra + parameters.why', nested],
    ['of a collection', 'parameters.who.first', shaped],
    ['of items', 'parameters.list[1].key + parameters.list[].key + parameters.tags[2]', shaped],
    ['of a collection without fields', 'parameters.free.anything', shaped],
    ['of any value', 'parameters.any.a.b', shaped],
    ['of an RPC', 'parameters.whatever', ['rpc://more']],
    [
      'beside options that bring fields',
      'parameters.whatever',
      [{ name: 'a', type: 'select', options: 'rpc://nesting' }],
    ],
    ['as a whole', "omit(parameters, 'a')", []],
  ])('are known: %s', (_, expression, section) => {
    const more = rpc('more', { response: { output: { name: 'x', type: 'text' } } });
    const nesting = rpc('nesting', { response: { output: { label: 'x', value: 1, nested: '{{body.fields}}' } } });

    expect(asking(expression, section, more, nesting)).toEqual([]);
  });

  test.each<[string, string, unknown]>([
    ['not declared', 'parameters.missing', nested],
    ['no member of a collection', 'parameters.who.last', shaped],
    ['no member of the items', 'parameters.list[1].value', shaped],
    ['beside options without fields', 'parameters.whatever', [{ name: 'a', type: 'select', options: 'rpc://plain' }]],
  ])('are reported: %s', (_, expression, section) => {
    const plain = rpc('plain', { response: { output: { label: 'x', value: 1 } } });

    expect(asking(expression, section, plain)).toEqual(['REF001 communication.url']);
  });

  test('of an RPC are those of the forms that call it, and of its queries', () => {
    const calls = component('module', 'caller', {
      sections: {
        mappableParams: [
          text('kind'),
          {
            name: 'who',
            type: 'collection',
            spec: [{ name: 'deep', type: 'select', options: 'rpc://list?from=caller' }],
          },
        ],
      },
    });
    const list = rpc(
      'list',
      {
        url: '/{{parameters.kind}}/{{parameters.deep}}/{{parameters.from}}/{{parameters.own}}/{{parameters.missing}}',
        response: { output: { label: 'x', value: 1 } },
      },
      [text('own')],
    );

    expect(one(list, calls)).toEqual(['REF001 communication.url']);
    expect(one(list)).toEqual([]);
  });

  test('of a connection include what it saves', () => {
    const communication = {
      url: 'https://a.example/{{parameters.host}}/{{data.token}}/{{connection.other}}',
      response: { data: { token: '{{body.t}}' } },
    };

    expect(one(component('connection', 'key', { sections: { communication, params: [text('host')] } }))).toEqual([
      'REF003 communication.url',
    ]);
  });
});

describe('stored values', () => {
  const key = component('connection', 'key', {
    sections: {
      params: [text('token')],
      communication: { url: 'https://a.example', response: { data: { user: '{{body.id}}' } } },
    },
  });
  const open = component('connection', 'open', {
    sections: { communication: { url: 'https://a.example', response: { data: '{{body}}' } } },
  });

  test.each<[string, Component, readonly string[]]>([
    ['a parameter of the connection', module('action', { url: '/{{connection.token}}' }, { connection: 'key' }), []],
    [
      'a saved value of the other connection',
      module('action', { url: '/{{connection.user}}' }, { connection: null, altConnection: 'key' }),
      [],
    ],
    [
      'a value of a connection that saves anything',
      module('action', { url: '/{{connection.x}}' }, { connection: 'open' }),
      [],
    ],
    [
      'an unknown value',
      module('action', { url: '/{{connection.x}}' }, { connection: 'key' }),
      ['REF003 communication.url'],
    ],
    ['a value without a connection', module('action', { url: '/{{connection.x}}' }), ['REF003 communication.url']],
  ])('of %s', (_, each, expected) => {
    expect(one(each, key, open)).toEqual(expected);
  });

  test('of common data are checked where the project has any', () => {
    const asking = module('action', { url: '/{{common.b}}' });

    expect(reported(manifestOf([asking], { common: { a: 1 } }))).toEqual(['REF005 communication.url']);
    expect(reported(manifestOf([asking], { common: {} }))).toEqual([]);
  });

  test('of temp come from the same request, an earlier one, or Base', () => {
    const steps = [
      { url: '/{{temp.a}}{{temp.base}}{{temp.c}}', temp: { a: 1 } },
      { url: '/{{temp.b}}', response: { temp: { b: 1 } } },
      { url: '/{{temp.a}}{{temp.d}}', temp: { c: 1 } },
    ];

    expect(reported(manifestOf([module('action', steps)], { base: { temp: { base: 1 } } }))).toEqual([
      'REF004 communication.0.url',
      'REF004 communication.2.url',
    ]);
    expect(one(module('action', { url: '/{{temp.x}}', response: { temp: { '{{...}}': '{{body}}' } } }))).toEqual([]);
    expect(
      one(module('action', { url: '/{{temp.x}}', temp: '{{parse(now)}}' })).filter((text) => text.startsWith('REF')),
    ).toEqual([]);
  });

  test('of a webhook come from attach, and are unknown for a shared one', () => {
    const sections = {
      attach: { url: '/a', response: { data: { hookId: '{{body.id}}' } } },
      detach: { url: '/{{webhook.hookId}}{{webhook.url}}{{webhook.other}}' },
    };

    expect(one(component('webhook', 'hook', { sections }))).toEqual(['REF006 detach.url']);
    expect(one(component('webhook', 'hook', { webhookType: 'web-shared', sections }))).toEqual([]);
    expect(
      one(
        module('instant_trigger', { url: '/{{webhook.other}}' }, { webhook: 'hook' }),
        component('webhook', 'hook', { sections: { attach: sections.attach } }),
      ),
    ).toEqual(['REF006 communication.url']);
  });
});

describe('checkManifest', () => {
  test('judges shapes, IML and references together', () => {
    const broken = component('module', 'find', {
      connection: 'nobody',
      sections: {
        communication: { url: '/{{nothing(1)}}', methodd: 'GET', body: '{{a' },
        mappableParams: ['rpc://none'],
        interface: [],
      },
    });

    const codes = checkManifest(manifestOf([broken], { groups: [{ label: 'A', modules: ['found'] }] })).map(
      ({ code }) => code,
    );

    expect(new Set(codes)).toEqual(new Set(['MAN002', 'IML201', 'IML001', 'REF007', 'REF008', 'MAN231', 'MAN232']));
  });

  test('knows custom functions', () => {
    const shout = component('function', 'shout', { sections: { code: 'function shout(a) { return a; }', test: '' } });
    const use = module('action', { url: '/{{shout(1)}}' });

    expect(one(use, shout)).toEqual([]);
    expect(one(use)).toEqual(['IML201 communication.url']);
  });
});
