import { describe, expect, test } from 'vitest';
import { inputsOf, moduleOf, type Part, play } from './support.ts';

const list: Part = () => [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const moor =
  (type: string): Part =>
  ({ id }) =>
    id === 'b' ? { type, message: 'no berth' } : [{ berth: id }];
const log: Part = () => [{}];

const flow = (handler: object = {}) => [
  { id: 1, module: 'tide:list' },
  { id: 2, module: 'tide:moor', mapper: { id: '{{1.id}}' }, ...handler },
  { id: 3, module: 'tide:log', mapper: { berth: '{{2.berth}}' } },
];
const handledBy = (module: string, mapper: object = {}) => ({ onerror: [{ id: 7, module, mapper: { ...mapper } }] });

interface Case {
  readonly title: string;
  readonly type?: string;
  readonly handler?: object;
  readonly dlq?: true;
  readonly status: string;
  /** What reaches the module behind. */
  readonly reached: readonly unknown[];
  readonly consequence: string;
}

const CASES: readonly Case[] = [
  { title: 'RuntimeError', type: 'RuntimeError', status: 'error', reached: ['a'], consequence: 'rolled back' },
  { title: 'DataError', type: 'DataError', status: 'error', reached: ['a'], consequence: 'rolled back' },
  {
    title: 'DataError where incomplete executions are stored',
    type: 'DataError',
    dlq: true,
    status: 'warning',
    reached: ['a', 'c'],
    consequence: 'stored as an incomplete execution',
  },
  {
    title: 'RuntimeError where incomplete executions are stored',
    type: 'RuntimeError',
    dlq: true,
    status: 'error',
    reached: ['a'],
    consequence: 'rolled back',
  },
  {
    title: 'DuplicateDataError',
    type: 'DuplicateDataError',
    status: 'warning',
    reached: ['a', 'c'],
    consequence: 'reported as a warning',
  },
  {
    title: 'RateLimitError',
    type: 'RateLimitError',
    status: 'warning',
    reached: ['a'],
    consequence: 'tries again later',
  },
  {
    title: 'ConnectionError',
    type: 'ConnectionError',
    status: 'warning',
    reached: ['a'],
    consequence: 'tries again later',
  },
  {
    title: 'ModuleTimeoutError',
    type: 'ModuleTimeoutError',
    status: 'error',
    reached: ['a'],
    consequence: 'rolled back',
  },
  {
    title: 'InvalidAccessTokenError',
    type: 'InvalidAccessTokenError',
    status: 'error',
    reached: ['a'],
    consequence: 'switched off at once',
  },
  {
    title: 'Ignore',
    handler: handledBy('builtin:Ignore'),
    status: 'success',
    reached: ['a', 'c'],
    consequence: 'ignored',
  },
  {
    title: 'Resume',
    handler: handledBy('builtin:Resume', { berth: 'spare for {{1.id}}' }),
    status: 'success',
    reached: ['a', 'spare for b', 'c'],
    consequence: 'resumed',
  },
  {
    title: 'Commit',
    handler: handledBy('builtin:Commit'),
    status: 'success',
    reached: ['a'],
    consequence: 'counts as succeeded',
  },
  {
    title: 'Rollback',
    handler: handledBy('builtin:Rollback'),
    status: 'error',
    reached: ['a'],
    consequence: 'rolled back',
  },
  {
    title: 'Break',
    handler: handledBy('builtin:Break', { retry: true, count: 3 }),
    status: 'warning',
    reached: ['a', 'c'],
    consequence: 'stored as an incomplete execution',
  },
  {
    title: 'a handler without a directive',
    handler: handledBy('tide:note'),
    status: 'success',
    reached: ['a', 'c'],
    consequence: 'ignored',
  },
];

describe('a failure', () => {
  test.each(CASES)('$title', async ({ type = 'RuntimeError', handler, dlq, status, reached, consequence }) => {
    const metadata = { scenario: { ...(dlq && { dlq }) } };

    const played = await play({ flow: flow(handler), metadata }, { list, moor: moor(type), log, note: log });

    expect(inputsOf(played, 'log')).toEqual(reached.map((berth) => ({ berth })));
    expect(played.report).toMatchObject({ status, ok: status !== 'error' });
    expect(moduleOf(played, 2).errors).toEqual([
      { type, message: 'no berth', consequence: expect.stringContaining(consequence) },
    ]);
  });

  test('that stops the run is the error of the report', async () => {
    const { report } = await play(flow(), { list, moor: moor('RuntimeError'), log });

    expect(report.error).toMatchObject({ module: 2, type: 'RuntimeError', message: 'no berth' });
  });

  test('shows itself to its handler by the number of the module', async () => {
    const handler = {
      onerror: [{ id: 7, module: 'tide:note', mapper: { text: '{{2.error.type}}: {{2.error.message}}' } }],
    };

    const played = await play(flow(handler), { list, moor: moor('DataError'), log, note: log });

    expect(inputsOf(played, 'note')).toEqual([{ text: 'DataError: no berth' }]);
  });

  test('may be routed by its kind; the first directive reached decides', async () => {
    const only = (type: string) => ({ conditions: [[{ a: '{{2.error.type}}', o: 'text:equal', b: type }]] });
    const routes = [
      { flow: [{ id: 8, module: 'builtin:Rollback', filter: only('DataError') }] },
      { flow: [{ id: 9, module: 'builtin:Resume', mapper: { berth: 'spare' }, filter: only('RuntimeError') }] },
      { flow: [{ id: 10, module: 'builtin:Commit' }] },
    ];
    const handler = { onerror: [{ id: 7, module: 'builtin:BasicRouter', routes }] };

    const played = await play(flow(handler), { list, moor: moor('RuntimeError'), log });

    expect(inputsOf(played, 'log')).toEqual([{ berth: 'a' }, { berth: 'spare' }, { berth: 'c' }]);
  });

  test('inside an error handler stops the run', async () => {
    const note: Part = () => ({ type: 'RuntimeError', message: 'no ink' });

    const { report } = await play(flow(handledBy('tide:note')), { list, moor: moor('DataError'), log, note });

    expect(report).toMatchObject({ status: 'error', error: { module: 7, message: 'no ink' } });
  });

  test('of a mapping is a DataError that names the field', async () => {
    const broken = [
      { id: 1, module: 'tide:list' },
      { id: 2, module: 'tide:moor', mapper: { id: '{{nope(1.id)}}' } },
    ];

    const { report } = await play(broken, { list });

    expect(report.error).toMatchObject({
      module: 2,
      type: 'DataError',
      message: "Failed to map 'id': Function 'nope' not found!",
    });
  });

  test.each([
    ['filter', { filter: { conditions: [[{ a: '{{nope(1.id)}}', o: 'exist' }]] } }, 'filter'],
    ['pattern', { filter: { conditions: [[{ a: 'x', o: 'text:pattern', b: '(' }]] } }, 'filter'],
    [
      'aggregated field',
      { module: 'builtin:BasicAggregator', parameters: { feeder: 1 }, mapper: { id: '{{nope(1.id)}}' } },
      'aggregated fields',
    ],
  ])('of a %s is a DataError of its module', async (_what, more, field) => {
    const { report } = await play(
      [
        { id: 1, module: 'tide:list' },
        { id: 2, module: 'tide:moor', ...more },
      ],
      { list },
    );

    expect(report.error).toMatchObject({
      module: 2,
      type: 'DataError',
      message: expect.stringContaining(`Failed to map '${field}': `),
    });
  });

  test('of a filter is handled like any other', async () => {
    const filter = { conditions: [[{ a: '{{nope(1.id)}}', o: 'exist' }]] };

    const played = await play(flow({ filter, ...handledBy('builtin:Ignore') }), { list, moor: moor('DataError'), log });

    expect(played.report).toMatchObject({ status: 'success', operations: 1 });
    expect(moduleOf(played, 2).errors).toHaveLength(3);
  });

  test('of a directive stops the run', async () => {
    const handler = handledBy('builtin:Resume', { berth: '{{nope(1.id)}}' });

    const { report } = await play(flow(handler), { list, moor: moor('RuntimeError'), log });

    expect(report).toMatchObject({ status: 'error', error: { module: 7, type: 'DataError' } });
  });

  test('leaves the state of a trigger as it was', async () => {
    const states: unknown[] = [];
    const trigger: Part = (_input, { state }) => {
      states.push(state);
      return { outcome: { bundles: [{ id: 'b' }], state: { last: 1 } } };
    };

    await play({ flow: flow(), metadata: { scenario: { roundtrips: 3 } } }, { list: trigger, moor: moor('DataError') });

    expect(states).toEqual([undefined]);
  });
});
