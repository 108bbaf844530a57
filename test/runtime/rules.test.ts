import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import { filterResult } from '../../scripts/runtime/filter.ts';
import { mergeInto } from '../../scripts/runtime/temp.ts';
import type { Case } from './support.ts';
import { answer, BASE, manifestOf, paths, runSteps, stubbed } from './support.ts';

interface Row extends Case {
  readonly rule: string;
  readonly basis: 'documented' | 'assumed';
  readonly title: string;
  readonly bundles?: readonly unknown[];
  /** Type and message. */
  readonly error?: string;
  readonly sends?: readonly string[];
}

const first: Json = { url: '/a', response: { output: { kept: 1 } } };
const later = (output: Json): Json => [first, { response: { output } }];
const page = (ids: readonly number[], more = {}) => answer({ rows: ids.map((id) => ({ id })), ...more });

const RESULTS: readonly Row[] = [
  {
    rule: 'B1',
    basis: 'documented',
    title: 'one expression keeps its type',
    steps: { response: { output: { n: '{{parameters.n}}' } } },
    input: { n: 5 },
    bundles: [{ n: 5 }],
  },
  {
    rule: 'B2',
    basis: 'documented',
    title: 'text around it makes text',
    steps: { response: { output: { n: 'no-{{parameters.n}}' } } },
    input: { n: 5 },
    bundles: [{ n: 'no-5' }],
  },
  ...(['{{false}}', '{{null}}', '{{undefined}}', '{{0}}', ''] as const).map(
    (output): Row => ({
      rule: '§4.1',
      basis: 'documented',
      title: `a later ${JSON.stringify(output)} leaves the result before`,
      steps: later(output),
      bundles: [{ kept: 1 }],
    }),
  ),
  {
    rule: '§4.1',
    basis: 'documented',
    title: 'a later collection replaces it',
    steps: later({ b: 2 }),
    bundles: [{ b: 2 }],
  },
  { rule: '§4.1', basis: 'documented', title: 'an empty collection does too', steps: later({}), bundles: [{}] },
  {
    rule: 'A22',
    basis: 'assumed',
    title: 'a wrapper wraps the result of its own step',
    steps: [first, { url: '/b', response: { output: { b: 1 }, wrapper: { w: '{{output}}' } } }],
    bundles: [{ w: { b: 1 } }],
  },
  {
    rule: '§4.12',
    basis: 'documented',
    title: 'a wrapper sees the last answer alone',
    type: 'search',
    steps: {
      url: '/l',
      response: { iterate: '{{body.rows}}', wrapper: { ids: "{{map(output, 'id')}}", at: '{{body.at}}' } },
      pagination: { condition: '{{body.at < 2}}' },
    },
    answers: [page([1], { at: 1 }), page([2], { at: 2 })],
    bundles: [{ ids: [1, 2], at: 2, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: 'A10',
    basis: 'assumed',
    title: 'first and last are those before the condition of iterate',
    type: 'search',
    steps: {
      url: '/l',
      response: {
        iterate: { container: '{{body.rows}}', condition: '{{item.id = 2}}' },
        wrapper: {
          id: "{{join(map(output, 'id'), '')}}",
          f: '{{iterate.container.first.id}}',
          l: '{{iterate.container.last.id}}',
        },
      },
    },
    answers: [page([1, 2, 3])],
    bundles: [{ id: '2', f: 1, l: 3, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: '§4.9',
    basis: 'documented',
    title: 'without output items pass as they are',
    type: 'search',
    steps: { url: '/l', response: { iterate: '{{body.rows}}' } },
    answers: [page([7])],
    bundles: [{ id: 7, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: '§4.9',
    basis: 'documented',
    title: 'item is undefined outside an iteration',
    steps: { url: '/x', response: { output: { i: '{{item.id}}', a: 1 } } },
    bundles: [{ a: 1 }],
  },
  {
    rule: '§4.10',
    basis: 'documented',
    title: 'literals of output keep their types',
    steps: { response: { output: { a: 1, b: true, c: null, d: ['1'] } } },
    bundles: [{ a: 1, b: true, c: null, d: ['1'] }],
  },
  {
    rule: '§4.3',
    basis: 'documented',
    title: 'temp2 does nothing',
    steps: { temp2: { a: 1 }, response: { output: { t: '{{temp}}' } } },
    bundles: [{ t: {} }],
  },
  {
    rule: '§3.7.1',
    basis: 'documented',
    title: 'temp may be one expression',
    steps: { temp: '{{parameters}}', response: { output: '{{temp}}' } },
    input: { a: 1 },
    bundles: [{ a: 1 }],
  },
  {
    rule: '§4.11',
    basis: 'documented',
    title: 'response.temp of a later page wins',
    type: 'search',
    steps: {
      url: '/l',
      response: {
        temp: { any: '{{length(body.rows) > 1}}' },
        iterate: '{{body.rows}}',
        wrapper: { any: '{{temp.any}}' },
      },
      pagination: { condition: '{{body.more}}' },
    },
    answers: [page([1, 2], { more: true }), page([3])],
    bundles: [{ any: false, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: '§4.10',
    basis: 'documented',
    title: '{{undefined}} does not keep pages from being read',
    type: 'search',
    steps: {
      url: '/l',
      qs: { p: '{{pagination.page}}' },
      response: { output: '{{undefined}}', temp: { a: 1 } },
      pagination: { condition: '{{pagination.page < 3}}' },
    },
    sends: ['/l?p=1'],
    bundles: [{ __IMTLENGTH__: 0 }],
  },
];

const ERRORS: readonly Row[] = [
  {
    rule: '§4.7',
    basis: 'documented',
    title: 'an error that is text is its message',
    steps: { url: '/x', response: { error: 'no {{body.what}}' } },
    answers: [answer({ what: 'oar' }, 404)],
    error: 'RuntimeError no oar',
  },
  {
    rule: '§4.7',
    basis: 'documented',
    title: 'error may stand beside response',
    steps: { url: '/x', error: { '404': { message: 'gone', type: 'DataError' } } },
    base: { baseUrl: 'https://shop.example' },
    answers: [answer({}, 404)],
    error: 'DataError gone',
  },
  {
    rule: '§4.7',
    basis: 'documented',
    title: 'a message reads headers, temp, parameters and connection',
    steps: {
      url: '/x',
      temp: { t: 't' },
      response: { error: '{{headers.`retry-after`}} {{temp.t}} {{parameters.p}} {{connection.key}}' },
    },
    input: { p: 'p' },
    answers: [{ body: {}, status: 429, headers: { 'retry-after': '9' } }],
    error: 'RateLimitError 9 t p k-1',
  },
  {
    rule: '§4.7',
    basis: 'documented',
    title: 'a status below 400 needs valid to be an error',
    steps: { url: '/x', response: { error: { '200': { message: 'never' } }, output: { a: 1 } } },
    bundles: [{ a: 1 }],
  },
  {
    rule: 'A8',
    basis: 'assumed',
    title: 'words of valid come before those of the status',
    steps: {
      url: '/x',
      response: {
        valid: { condition: '{{false}}', message: 'v', type: 'DataError' },
        error: { '200': { message: 's', type: 'ConnectionError' } },
      },
    },
    error: 'DataError v',
  },
  {
    rule: 'A8',
    basis: 'assumed',
    title: 'those of the status before the generic ones',
    steps: {
      url: '/x',
      response: { valid: '{{false}}', error: { '200': { message: 's', type: 'DataError' }, message: 'g' } },
    },
    error: 'DataError s',
  },
  {
    rule: '§3.6.3',
    basis: 'documented',
    title: 'a literal false in valid refuses every answer',
    steps: { url: '/x', response: { valid: false } },
    base: { baseUrl: 'https://shop.example' },
    error: 'RuntimeError Response marked as invalid.',
  },
  {
    rule: '§4.8',
    basis: 'documented',
    title: 'valid is asked on every page',
    type: 'search',
    steps: {
      url: '/l',
      response: {
        iterate: '{{body.rows}}',
        valid: { condition: '{{!body.bad}}', message: 'page {{pagination.page}}' },
      },
      pagination: { condition: '{{true}}' },
    },
    answers: [page([1]), page([2], { bad: true })],
    error: 'RuntimeError page',
  },
  {
    rule: '§4.13',
    basis: 'documented',
    title: 'an error ends the steps after it',
    steps: [{ url: '/a' }, { url: '/b' }],
    answers: [answer({}, 500)],
    sends: ['/a'],
    error: 'ConnectionError (500)',
  },
  {
    rule: '§9.3',
    basis: 'documented',
    title: 'internal is nothing without a grant',
    steps: { response: { output: { i: '{{internal.secret}}', z: '{{environment.timezone}}' } } },
    bundles: [{ z: 'UTC' }],
  },
];

const PAGES: readonly Row[] = [
  {
    rule: 'B25',
    basis: 'documented',
    title: 'the query of a page merges over that of the first',
    type: 'search',
    steps: {
      url: '/l',
      qs: { a: 1, page: 1 },
      response: { iterate: '{{body.rows}}' },
      pagination: { qs: { page: 2 }, condition: '{{pagination.page < 3}}' },
    },
    answers: [page([1])],
    sends: ['/l?a=1&page=1', '/l?a=1&page=2'],
  },
  {
    rule: '§4.11',
    basis: 'documented',
    title: 'url and method replace the original without merging too',
    type: 'search',
    steps: {
      url: '/l',
      response: { iterate: '{{body.rows}}' },
      pagination: { mergeWithParent: false, url: '/more', method: 'POST', condition: '{{pagination.page < 3}}' },
    },
    answers: [page([1])],
    sends: ['/l', 'POST /more'],
  },
  {
    rule: '§4.2',
    basis: 'documented',
    title: 'repeat ends at 1000 rounds whatever its limit',
    steps: {
      temp: { n: '{{ifempty(temp.n, 0) + 1}}' },
      repeat: { condition: '{{true}}', limit: 5000 },
      response: { output: { n: '{{temp.n}}' } },
    },
    bundles: [{ n: 1000 }],
  },
  {
    rule: '§4.2',
    basis: 'assumed',
    title: 'every round of repeat counts as a request',
    steps: { url: '/x', repeat: { condition: '{{true}}' }, response: { output: { a: 1 } } },
    parts: { common: { maxRequestCount: 3 } },
    sends: ['/x', '/x', '/x'],
  },
  {
    rule: '§4.11',
    basis: 'documented',
    title: 'all requests of a run have a cap of 100',
    type: 'search',
    steps: { url: '/l', response: { iterate: '{{body.rows}}' }, pagination: { condition: '{{true}}' } },
    parts: { common: { maxPaginationRequestCount: 500 } },
    answers: [page([1])],
    sends: Array(100).fill('/l'),
  },
  {
    rule: 'RT-11 (§4.5 before B5, B6)',
    basis: 'documented',
    title: 'qs is appended to the query of the url',
    steps: { url: '/s?foo=bar&baz=qux', qs: { foo: 'foobar' } },
    sends: ['/s?foo=bar&baz=qux&foo=foobar'],
  },
  {
    rule: 'RT-11 (§4.5 before B6)',
    basis: 'documented',
    title: 'an empty qs erases nothing',
    steps: { url: '/s?foo=bar', qs: {} },
    sends: ['/s?foo=bar'],
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'port 21 goes too',
    steps: { url: 'https://h.example:21/x' },
    sends: ['https://h.example/x'],
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'keys of qs are sent literally',
    steps: { url: '/x', qs: { 'filter[from]': 1, 'a.b': true } },
    sends: ['/x?filter%5Bfrom%5D=1&a.b=true'],
  },
  {
    rule: '§3.2',
    basis: 'documented',
    title: 'without url the request directives are ignored',
    type: 'search',
    steps: {
      qs: { a: '{{errorFactory("DataError", "x")}}' },
      pagination: { condition: '{{true}}' },
      response: { output: [{ a: 1 }] },
    },
    sends: [],
    bundles: [{ a: 1, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
];

describe.each([
  ['a result', RESULTS],
  ['an error', ERRORS],
  ['a request', PAGES],
])('%s', (_title, rows) => {
  test.each(rows)(
    '$rule ($basis): $title',
    async ({ rule: _rule, basis: _basis, title: _name, bundles, error, sends, ...spec }) => {
      const { report, sent } = await runSteps(spec);

      expect(report.error && `${report.error.type} ${report.error.message}`.trim()).toBe(error);
      if (bundles) expect(report.bundles).toEqual(bundles);
      if (sends) expect(paths(sent)).toEqual(sends);
    },
  );
});

test('B28 (documented): the names of headers have no case', async () => {
  const { sent } = await runSteps({ steps: { url: '/x', headers: { 'tESt-wiTh-dAsh': 'a', Accept: 'b' } } });

  expect(sent[0]?.headers).toMatchObject({ 'test-with-dash': 'a', accept: 'b' });
});

describe('§4.1 (documented): a step before that of the trigger', () => {
  const trigger = { type: 'id', order: 'desc', id: '{{item.id}}' };
  const last = { url: '/l', response: { iterate: '{{body.rows}}', trigger, limit: 5 } };

  test.each<[string, Json, unknown]>([
    ['may give a list of other things', { url: '/fields' }, ['name', 'port']],
    [
      'may iterate over them',
      { url: '/fields', response: { iterate: '{{body}}', output: { f: '{{item}}' } } },
      ['name'],
    ],
    ['may give one collection', { url: '/fields', response: { temp: { a: 1 } } }, { id: 99 }],
  ])('%s', async (_title, step, body) => {
    const { report } = await runSteps({ type: 'trigger', steps: [step, last], answers: [answer(body), page([2, 1])] });

    expect([report.error, report.bundles, report.state, report.warnings]).toEqual([
      undefined,
      [{ id: 1 }, { id: 2 }],
      { lastId: 2 },
      [],
    ]);
  });
});

describe('headers in expressions', () => {
  const output = {
    upper: '{{headers.`X-Rate`}}',
    lower: '{{headers.`x-rate`}}',
    all: '{{headers}}',
    none: '{{headers.`X-No`}}',
  };
  const found = { upper: '7', lower: '7', all: { 'x-rate': '7' } };

  test('iml.md §4.2 (assumed): of an answer are found in any case, and listed in lower case', async () => {
    const { report } = await runSteps({
      steps: { url: '/x', response: { type: 'text', output } },
      answers: [{ raw: '', headers: { 'X-RATE': '7' } }],
    });

    expect(report.bundles).toEqual([found]);
  });

  test('iml.md §4.2 (assumed): of an incoming request too', async () => {
    const app = loadApp(manifestOf({ webhooks: { hook: { sections: { communication: { output } } } } }));

    const { bundles } = await app.run('webhooks.hook.receive', { headers: { 'X-Rate': 7 }, body: {} });

    expect(bundles).toEqual([found]);
  });

  test('never reach a prototype', async () => {
    const { report } = await runSteps({
      steps: { url: '/x', response: { output: { a: '{{headers.constructor}}', b: '{{headers.toString}}' } } },
    });

    expect(report.bundles).toEqual([{}]);
  });
});

describe('§4.13 (documented): the shape of a result', () => {
  const refused = (found: string) => `Invalid item in module output. Expected Object, but found ${found}.`;

  test.each<[value: unknown, action: unknown, search: unknown, rpc: unknown]>([
    [{ a: 1 }, [{ a: 1 }], [{ a: 1 }], [{ a: 1 }]],
    [[{ a: 1 }], refused('Array'), [{ a: 1 }], [{ a: 1 }]],
    [[{ a: 1 }, 'b'], refused('Array'), refused('String'), [{ a: 1 }, 'b']],
    [[1], refused('Array'), refused('Number'), refused('Number')],
    [[null], refused('Array'), refused('Null'), refused('Null')],
    ['text', refused('String'), refused('String'), ['text']],
    [5, refused('Number'), refused('Number'), refused('Number')],
    [true, refused('Boolean'), refused('Boolean'), refused('Boolean')],
    [[], refused('Array'), [], []],
    [false, [], [], []],
    [null, [], [], []],
    [undefined, [], [], []],
    ['', [], [], []],
    [0, [], [], []],
  ])('%j', (value, ...expected) => {
    const results = (['action', 'search', 'rpc'] as const).map((shape) => {
      try {
        return filterResult(shape, value);
      } catch (error) {
        return error instanceof Error ? error.message : error;
      }
    });

    expect(results).toEqual(expected);
  });
});

describe('§4.3 (documented): merging a key of temp', () => {
  const day = new Date('2026-01-01T00:00:00Z');
  const bytes = Buffer.from('x');

  test.each<[title: string, old: unknown, update: unknown, result: unknown]>([
    ['undefined keeps the old value', [1], undefined, [1]],
    ['null replaces', { a: 1 }, null, null],
    ['empty text replaces', 'a', '', ''],
    ['a primitive replaces a collection', { a: 1 }, 2, 2],
    ['a collection replaces a primitive', 2, { a: 1 }, { a: 1 }],
    ['collections merge', { a: 1, b: { c: 1 } }, { b: { d: 2 } }, { a: 1, b: { c: 1, d: 2 } }],
    ['arrays merge by position', [1, 2, 3], [9], [9, 2, 3]],
    ['an array grows', [1], [1, 2], [1, 2]],
    ['undefined in an array keeps the old element', [1, 2], [undefined, 3], [1, 3]],
    ['an array replaces a collection', { a: 1 }, [1], [1]],
    ['a collection replaces an array', [1], { a: 1 }, { a: 1 }],
    ['a date replaces', { a: 1 }, day, day],
    ['a date is replaced', day, { a: 1 }, { a: 1 }],
    ['bytes replace bytes', Buffer.from('abc'), bytes, bytes],
    ['an empty array changes nothing', [1], [], [1]],
    ['an empty collection changes nothing', { a: 1 }, {}, { a: 1 }],
  ])('%s', (_title, old, update, result) => {
    const temp: Record<string, unknown> = { key: old };

    mergeInto(temp, { key: update });

    expect(temp).toEqual({ key: result });
  });

  test('undefined makes no key', () => {
    const temp: Record<string, unknown> = {};

    mergeInto(temp, { key: undefined });

    expect(Object.keys(temp)).toEqual([]);
  });
});

describe('parameters', () => {
  const app = (fields: Json) => {
    const { transport, sent } = stubbed([answer({ id: 1 })]);
    const loaded = loadApp(
      manifestOf({
        base: BASE,
        modules: {
          probe: {
            sections: { communication: { url: '/x', response: { output: '{{parameters}}' } }, mappableParams: fields },
          },
        },
        connections: { shop: { sections: { params: fields, communication: {} } } },
        webhooks: { hook: { sections: { params: fields, attach: { url: '/hooks' }, communication: {} } } },
      }),
      { transport, hookUrl: 'https://hooks.example/1' },
    );
    return { loaded, sent };
  };

  test('B36 (documented): values of a chosen option lie flat beside the select', async () => {
    const kind = {
      name: 'kind',
      type: 'select',
      options: [{ value: 'boat', nested: [{ name: 'oars', type: 'uinteger' }] }, { value: 'car' }],
    };

    const { bundles } = await app([kind]).loaded.run('probe', { kind: 'boat', oars: '4' });

    expect(bundles).toEqual([{ kind: 'boat', oars: 4 }]);
  });

  test('B37 (documented): a required one that is empty ends the run before any request, by label and path', async () => {
    const { loaded, sent } = app([
      {
        name: 'crew',
        type: 'collection',
        label: 'Crew',
        spec: [{ name: 'cox', type: 'text', label: 'Cox', required: true }],
      },
    ]);

    const { error } = await loaded.run('probe', { crew: { cox: '' } });

    expect([error?.type, sent]).toEqual(['BundleValidationError', []]);
    expect(error?.message).toContain("'crew.cox' (Crew › Cox)");
  });

  test.each(['connections.shop', 'webhooks.hook.attach'])(
    '§4.4 (documented): those of %s take no IML',
    async (component) => {
      const { loaded, sent } = app([{ name: 'host', type: 'text', label: 'Host' }]);

      const { error } = await loaded.run(component, { host: '{{1.host}}' });

      expect([error?.type, sent]).toEqual(['BundleValidationError', []]);
      expect(error?.message).toContain("Parameter 'host' (Host): Value contains prohibited IML expression.");
    },
  );
});
