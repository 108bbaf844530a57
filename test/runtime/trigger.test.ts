import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/core/json.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import type { RunOptions } from '../../scripts/runtime/options.ts';
import { answer, manifestOf, runSteps, stubbed } from './support.ts';

interface Row {
  readonly rule: string;
  readonly basis: 'documented' | 'assumed';
  readonly title: string;
  readonly pages: readonly (readonly (readonly [id: unknown, at?: string])[])[];
  readonly trigger: JsonObject;
  readonly state?: unknown;
  readonly limit?: Json;
  readonly options?: RunOptions;
  readonly ids: readonly unknown[];
  readonly next?: unknown;
  readonly requests?: number;
}

const dated = (order: string): JsonObject => ({ type: 'date', order, id: '{{item.id}}', date: '{{item.at}}' });
const byId = (order: string): JsonObject => ({ type: 'id', order, id: '{{item.id}}' });
const iso = (day: number): string => `2026-02-0${day}T00:00:00.000Z`;
const days = (...list: readonly number[]): (readonly [number, string])[] => list.map((day) => [day, `2026-02-0${day}`]);
const ids = (...list: readonly unknown[]): (readonly [unknown])[] => list.map((id) => [id]);

const ROWS: readonly Row[] = [
  {
    rule: 'RT-56 A18',
    basis: 'assumed',
    title: 'gives the oldest new item when nothing limits it',
    pages: [days(3, 2, 1)],
    trigger: dated('desc'),
    state: { lastDate: '2026-02-01', sameDateIds: [1] },
    ids: [2],
    next: { lastDate: iso(2), sameDateIds: [2] },
  },
  {
    rule: 'RT-56',
    basis: 'assumed',
    title: 'gives the next item next time',
    pages: [days(3, 2, 1)],
    trigger: dated('desc'),
    state: { lastDate: iso(2), sameDateIds: [2] },
    ids: [3],
    next: { lastDate: iso(3), sameDateIds: [3] },
  },
  {
    rule: 'RT-57',
    basis: 'assumed',
    title: 'tells items of the same moment by id',
    pages: [
      [
        ['b', iso(4)],
        ['a', iso(4)],
      ],
    ],
    trigger: dated('desc'),
    state: { lastDate: iso(4), sameDateIds: ['a'] },
    ids: ['b'],
    next: { lastDate: iso(4), sameDateIds: ['a', 'b'] },
  },
  {
    rule: 'RT-59',
    basis: 'documented',
    title: 'puts out ids oldest first',
    pages: [ids(9, 8, 7)],
    trigger: byId('desc'),
    limit: 10,
    state: { lastId: 7 },
    ids: [8, 9],
    next: { lastId: 9 },
  },
  {
    rule: 'B33',
    basis: 'documented',
    title: 'stops where it knows an item',
    pages: [days(5, 4), days(3, 2), days(1)],
    trigger: dated('desc'),
    state: { lastDate: iso(3), sameDateIds: [3] },
    limit: 9,
    ids: [4, 5],
    requests: 2,
  },
  {
    rule: '§4.16',
    basis: 'documented',
    title: 'stops at an empty page',
    pages: [days(5), []],
    trigger: dated('desc'),
    limit: 9,
    ids: [5],
    requests: 2,
  },
  {
    rule: '§4.16',
    basis: 'documented',
    title: 'reads ascending lists until the limit is met',
    pages: [days(1, 2), days(3, 4), days(5)],
    trigger: dated('asc'),
    state: { lastDate: iso(1), sameDateIds: [1] },
    limit: 2,
    ids: [2, 3],
    requests: 2,
  },
  {
    rule: '§4.16',
    basis: 'documented',
    title: 'reads unordered lists to the end',
    pages: [days(4, 1), days(3, 2), []],
    trigger: dated('unordered'),
    state: { lastDate: iso(1), sameDateIds: [1] },
    limit: 2,
    ids: [2, 3],
    requests: 3,
  },
  {
    rule: 'A17',
    basis: 'assumed',
    title: 'compares numeric ids as numbers',
    pages: [ids('10', '9')],
    trigger: byId('desc'),
    limit: 5,
    state: { lastId: '9' },
    ids: ['10'],
  },
  {
    rule: 'A17',
    basis: 'assumed',
    title: 'compares other ids as text',
    pages: [ids('b', 'a')],
    trigger: byId('desc'),
    limit: 5,
    state: { lastId: 'a' },
    ids: ['b'],
  },
  {
    rule: '§5.2',
    basis: 'assumed',
    title: 'gives an item that comes on two pages once',
    pages: [days(3, 2), days(2, 1), []],
    trigger: dated('unordered'),
    limit: 9,
    ids: [1, 2, 3],
  },
  {
    rule: '§4.16',
    basis: 'documented',
    title: 'keeps its state when nothing is new',
    pages: [days(1)],
    trigger: dated('desc'),
    state: { lastDate: iso(1), sameDateIds: [1] },
    ids: [],
    next: { lastDate: iso(1), sameDateIds: [1] },
  },
  {
    rule: '§4.16',
    basis: 'documented',
    title: 'has no state before the first item',
    pages: [[]],
    trigger: byId('desc'),
    ids: [],
    next: {},
  },
  {
    rule: '§5.3',
    basis: 'documented',
    title: 'begins from now',
    pages: [days(2, 1)],
    trigger: dated('desc'),
    options: { start: { type: 'now' }, now: '2026-02-01T12:00:00Z' },
    limit: 9,
    ids: [2],
  },
  {
    rule: '§5.3',
    basis: 'documented',
    title: 'begins at a date',
    pages: [days(4, 3, 2)],
    trigger: dated('desc'),
    options: { start: { type: 'since', date: '2026-02-02T08:00' } },
    limit: 9,
    ids: [3, 4],
  },
  {
    rule: '§5.3',
    basis: 'documented',
    title: 'begins with a picked item',
    pages: [days(4, 3, 2)],
    trigger: dated('desc'),
    options: { start: { type: 'item', id: 3, date: iso(3) } },
    limit: 9,
    ids: [3, 4],
  },
  {
    rule: '§4.16',
    basis: 'documented',
    title: 'reads a start choice from its store',
    pages: [ids(4, 3, 2)],
    trigger: byId('desc'),
    state: { epoch: { type: 'select', id: 3 } },
    limit: 9,
    ids: [3, 4],
  },
  {
    rule: 'CLI',
    basis: 'documented',
    title: 'takes more than one when the run says so',
    pages: [days(2, 1)],
    trigger: dated('desc'),
    options: { limit: 5 },
    ids: [1, 2],
  },
];

const watching = ({ pages, trigger, state, limit, options }: Row) =>
  runSteps({
    type: 'trigger',
    steps: {
      url: '/events',
      response: {
        iterate: '{{body.rows}}',
        output: { id: '{{item.id}}' },
        trigger,
        ...(limit !== undefined && { limit }),
      },
      pagination: { qs: { page: '{{pagination.page}}' }, condition: '{{body.more}}' },
    },
    answers: pages.map((rows, at) =>
      answer({ rows: rows.map(([id, day]) => ({ id, at: day })), more: at < pages.length - 1 }),
    ),
    options: { state, ...options },
  });

describe('a polling trigger', () => {
  test.each(ROWS)('$rule ($basis): $title', async (row) => {
    const { report, sent } = await watching(row);

    expect(report.error).toBeUndefined();
    expect(report.bundles).toEqual(row.ids.map((id) => ({ id })));
    if (row.next !== undefined) expect(report.state).toEqual(row.next);
    if (row.requests !== undefined) expect(sent).toHaveLength(row.requests);
  });

  test('RT-58 (documented): asks without a date on the first run, with it later', async () => {
    const steps = {
      url: '/events',
      qs: { since: '{{data.lastDate || undefined}}' },
      response: { iterate: '{{body}}', trigger: dated('desc') },
    };
    const ask = (state: unknown) => runSteps({ type: 'trigger', steps, answers: [answer([])], options: { state } });

    const urls = [await ask({}), await ask({ lastDate: iso(1), sameDateIds: [] })].map(({ sent }) => sent[0]?.url);

    expect(urls).toEqual([
      'https://shop.example/api/events',
      `https://shop.example/api/events?since=${encodeURIComponent(iso(1))}`,
    ]);
  });

  test('B34 (documented): "all" begins in 1970, and trigger.matchEqual tells a picked item', async () => {
    const steps = {
      url: '/{{formatDate(data.lastDate, "YYYY")}}/{{trigger.matchEqual}}',
      response: { iterate: '{{body}}', trigger: dated('desc') },
    };
    const ask = (start: NonNullable<RunOptions['start']>) =>
      runSteps({ type: 'trigger', steps, answers: [answer([])], options: { start } });

    const urls = [await ask({ type: 'all' }), await ask({ type: 'item', date: iso(1) })].map(
      ({ sent }) => sent[0]?.url,
    );

    expect(urls).toEqual(['https://shop.example/api/1970/false', 'https://shop.example/api/2026/true']);
  });

  test('RT-80 (documented): fails when its store grows beyond 64 KiB', async () => {
    const { report } = await watching({
      ...ROWS[0]!,
      trigger: byId('desc'),
      pages: [ids('x'.repeat(70_000))],
      state: {},
    });

    expect(report.error).toEqual({
      type: 'RuntimeError',
      message: 'The data of the module takes 70013 bytes; at most 65536 can be stored.',
    });
  });

  test('§13 (documented): reads at most 3200 past records of a descending list', async () => {
    const page = answer({ more: true, rows: Array.from({ length: 100 }, (_, at) => ({ id: at + 1 })) });
    const { report, sent } = await runSteps({
      type: 'trigger',
      steps: {
        url: '/e',
        response: { iterate: '{{body.rows}}', trigger: byId('desc') },
        pagination: { condition: '{{body.more}}' },
      },
      answers: [page],
    });

    expect([report.ok, sent.length]).toEqual([true, 32]);
  });

  test.each([
    ['has no url', { response: { trigger: byId('asc') } }, 'A polling trigger must have a url.'],
    ['has no trigger', { url: '/e' }, 'A polling trigger needs response.trigger with type, order and id.'],
  ])('is refused when it %s', async (_title, steps: Json, message) => {
    const { report } = await runSteps({ type: 'trigger', steps });

    expect(report.error).toEqual({ type: 'InvalidConfigurationError', message });
  });

  test('a date that is none is a DataError', async () => {
    const { report } = await watching({ ...ROWS[0]!, pages: [[[1, 'soon']]] });

    expect(report.error).toEqual({
      type: 'DataError',
      message: 'response.trigger.date gives "soon" for an item, which is no date.',
    });
  });
});

describe('an epoch', () => {
  test('§5.3 (documented): overrides the last step, inherits the rest, and shows the newest first', async () => {
    const { transport, sent } = stubbed([
      answer({ token: 't' }),
      answer({
        rows: [
          { id: 1, at: iso(1), name: 'one' },
          { id: 2, at: iso(2), name: 'two' },
        ],
      }),
    ]);
    const communication: Json = [
      { url: '/session', response: { temp: { token: '{{body.token}}' }, output: null } },
      {
        url: '/events',
        headers: { 'x-session': '{{temp.token}}' },
        qs: { n: 5 },
        response: { iterate: '{{body.rows}}', output: '{{item}}', limit: 1, trigger: dated('asc') },
      },
    ];
    const epoch: Json = {
      qs: { n: 100 },
      response: { limit: 10, output: { label: '{{item.name}}', date: '{{item.at}}' } },
    };
    const app = loadApp(
      manifestOf({ modules: { watch: { moduleType: 'trigger', sections: { communication, epoch } } } }),
    );

    const report = await app.run('modules.watch.epoch', {}, { transport });

    expect(report.bundles).toEqual([
      { label: 'two', date: iso(2) },
      { label: 'one', date: iso(1) },
    ]);
    expect(sent.map(({ url, headers }) => [url, headers['x-session']])).toEqual([
      ['https://shop.example/api/session', undefined],
      ['https://shop.example/api/events?n=100', 't'],
    ]);
  });
});
