import { describe, expect, test } from 'vitest';
import { inputsOf, moduleOf, type Part, play } from './support.ts';

const BOATS = [
  { id: 'b1', tons: 3, crew: ['Ada', 'Bo'] },
  { id: 'b2', tons: 9, crew: ['Cy'] },
  { id: 'b3', tons: 9, crew: [] },
];
const listBoats: Part = () => BOATS;
const moor: Part = ({ id }) => [{ berth: `berth of ${id}` }];
const boats = { id: 1, module: 'tide:listBoats' };

describe('a flow', () => {
  test('takes each bundle to its end before the next one starts', async () => {
    const played = await play(
      [
        boats,
        { id: 2, module: 'tide:moor', mapper: { id: '{{1.id}}' } },
        { id: 3, module: 'tide:log', mapper: { text: '{{1.id}} at {{2.berth}}' } },
      ],
      { listBoats, moor, log: () => [{}] },
    );

    expect(played.asked.map(({ module }) => module)).toEqual([
      'listBoats',
      'moor',
      'log',
      'moor',
      'log',
      'moor',
      'log',
    ]);
    expect(inputsOf(played, 'log')).toEqual(BOATS.map(({ id }) => ({ text: `${id} at berth of ${id}` })));
    expect(played.report).toMatchObject({ ok: true, name: 'Tide', status: 'success', cycles: 1, operations: 7 });
  });

  test('gives modules their static parameters, mapped ones over them, and no pickers', async () => {
    const played = await play(
      [
        boats,
        {
          id: 2,
          module: 'tide:moor',
          parameters: { __IMTCONN__: 7, side: 'port', id: 'none' },
          mapper: { id: '{{1.id}}', crew: '{{1.crew}}', gone: '{{ignore}}', emptied: '{{erase}}' },
        },
      ],
      { listBoats: () => BOATS.slice(0, 1), moor },
    );

    expect(inputsOf(played, 'moor')).toEqual([{ side: 'port', id: 'b1', crew: ['Ada', 'Bo'], emptied: null }]);
  });

  test('ends where a module gives nothing', async () => {
    const played = await play([boats, { id: 2, module: 'tide:moor' }], { listBoats: () => [], moor });

    expect(inputsOf(played, 'moor')).toEqual([]);
    expect(moduleOf(played, 2)).toMatchObject({ operations: 0, bundles: [] });
  });

  test('evaluates in the dialect, the clock and the zone of the scenario', async () => {
    const played = await play([boats, { id: 2, module: 'tide:moor', mapper: { at: '{{formatDate(now; "HH:mm")}}' } }], {
      listBoats: () => BOATS.slice(0, 1),
      moor,
    });

    expect(inputsOf(played, 'moor')).toEqual([{ at: '09:00' }]);
  });

  test('keeps the types of mapped values', async () => {
    const at = new Date('2026-02-02T02:02:02.000Z');

    const played = await play([boats, { id: 2, module: 'tide:moor', mapper: { at: '{{1.at}}', n: '{{1.n}}' } }], {
      listBoats: () => [{ at, n: 4 }],
      moor,
    });

    expect(inputsOf(played, 'moor')).toEqual([{ at, n: 4 }]);
  });
});

describe('a filter', () => {
  test('stops bundles, and costs no operation', async () => {
    const filter = { conditions: [[{ a: '{{1.tons}}', o: 'number:greater', b: '5' }]] };

    const played = await play([boats, { id: 2, module: 'tide:moor', mapper: { id: '{{1.id}}' }, filter }], {
      listBoats,
      moor,
    });

    expect(inputsOf(played, 'moor')).toEqual([{ id: 'b2' }, { id: 'b3' }]);
    expect(moduleOf(played, 2)).toMatchObject({ operations: 2, filteredOut: 1 });
  });
});

describe('a router', () => {
  test('runs its routes in order for each bundle, and is no operation', async () => {
    const small = { conditions: [[{ a: '{{1.tons}}', o: 'number:less', b: '5' }]] };
    const router = {
      id: 2,
      module: 'builtin:BasicRouter',
      mapper: null,
      routes: [
        { flow: [{ id: 3, module: 'tide:moor', mapper: { id: '{{1.id}}' }, filter: small }] },
        { flow: [{ id: 4, module: 'tide:log', mapper: { id: '{{1.id}}' } }] },
        { flow: [] },
      ],
    };

    const played = await play([boats, router], { listBoats, moor, log: () => [{}] });

    expect(played.asked.map(({ module }) => module)).toEqual(['listBoats', 'moor', 'log', 'log', 'log']);
    expect(played.report.operations).toBe(5);
    expect(played.report.modules.map(({ id }) => id)).toEqual([1, 3, 4]);
  });
});

describe('an iterator', () => {
  test('gives a bundle for each item, with its position', async () => {
    const played = await play([boats, { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.items}}' } }], {
      listBoats: () => [{ items: [{ id: 1 }, 'x'] }],
    });

    expect(moduleOf(played, 2).bundles).toEqual([
      { id: 1, __IMTINDEX__: 1, __IMTLENGTH__: 2 },
      { value: 'x', __IMTINDEX__: 2, __IMTLENGTH__: 2 },
    ]);
  });

  test.each([[[]], [undefined], [null], ['']])('gives nothing for %j', async (items) => {
    const played = await play([boats, { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.items}}' } }], {
      listBoats: () => [{ items }],
    });

    expect(moduleOf(played, 2)).toMatchObject({ operations: 1, bundles: [] });
    expect(played.report.ok).toBe(true);
  });

  test('refuses what is no array', async () => {
    const played = await play([boats, { id: 2, module: 'builtin:BasicFeeder', mapper: { array: 'text' } }], {
      listBoats,
    });

    expect(played.report).toMatchObject({ ok: false, error: { module: 2, type: 'BundleValidationError' } });
  });
});

describe('a repeater', () => {
  test('counts', async () => {
    const played = await play([
      { id: 1, module: 'builtin:BasicRepeater', mapper: { start: 5, repeats: '{{1 + 2}}', step: 10 } },
    ]);

    expect(moduleOf(played, 1).bundles).toEqual([{ i: 5 }, { i: 15 }, { i: 25 }]);
  });
});

describe('variables', () => {
  test('are bundles of those who set them', async () => {
    const played = await play(
      [
        { id: 1, module: 'util:SetVariable2', mapper: { name: 'boat', value: 'b9' } },
        { id: 2, module: 'util:SetVariables', mapper: { variables: [{ name: 'a', value: '{{1.boat}}' }] } },
        { id: 3, module: 'tide:moor', mapper: { id: '{{2.a}}' } },
      ],
      { moor },
    );

    expect(inputsOf(played, 'moor')).toEqual([{ id: 'b9' }]);
  });
});

describe('an aggregator', () => {
  const aggregator = (feeder: number, mapper: object, more: object = {}) => ({
    id: 8,
    module: 'builtin:BasicAggregator',
    parameters: { feeder },
    mapper: { ...mapper },
    ...more,
  });
  const after = {
    id: 9,
    module: 'tide:log',
    mapper: { all: '{{8.array}}', count: '{{8.__IMTAGGLENGTH__}}', lost: '{{2.berth}}' },
  };
  const log: Part = () => [{}];

  test('collects what its source gave, from modules between, and goes on once', async () => {
    const played = await play(
      [boats, { id: 2, module: 'tide:moor', mapper: { id: '{{1.id}}' } }, aggregator(1, { at: '{{2.berth}}' }), after],
      { listBoats, moor, log },
    );

    expect(inputsOf(played, 'log')).toEqual([{ all: BOATS.map(({ id }) => ({ at: `berth of ${id}` })), count: 3 }]);
    expect(moduleOf(played, 8).operations).toBe(1);
  });

  test('collects once for each run of its source', async () => {
    const played = await play(
      [
        boats,
        { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.crew}}' } },
        aggregator(2, { name: '{{2.value}}' }),
        { id: 9, module: 'tide:log', mapper: { boat: '{{1.id}}', crew: '{{map(8.array; "name")}}' } },
      ],
      { listBoats, log },
    );

    expect(inputsOf(played, 'log')).toEqual([
      { boat: 'b1', crew: ['Ada', 'Bo'] },
      { boat: 'b2', crew: ['Cy'] },
      { boat: 'b3', crew: [] },
    ]);
  });

  test('leaves out what its filter stops', async () => {
    const filter = { conditions: [[{ a: '{{1.tons}}', o: 'number:equal', b: '9' }]] };

    const played = await play([boats, aggregator(1, { id: '{{1.id}}' }, { filter })], { listBoats });

    expect(moduleOf(played, 8)).toMatchObject({
      bundles: [{ array: [{ id: 'b2' }, { id: 'b3' }], __IMTAGGLENGTH__: 2 }],
      filteredOut: 1,
    });
  });

  test.each([
    [{}, [{ array: [], __IMTAGGLENGTH__: 0 }]],
    [{ flags: { stopIfEmpty: true } }, []],
  ])('of nothing, with %j, gives %j', async (more, bundles) => {
    const played = await play([boats, aggregator(1, {}, more)], { listBoats: () => [] });

    expect(moduleOf(played, 8).bundles).toEqual(bundles);
  });

  test('gives a bundle for each group', async () => {
    const flags = { groupBy: '{{1.tons}}' };

    const played = await play([boats, aggregator(1, { id: '{{1.id}}' }, { flags })], { listBoats });

    expect(moduleOf(played, 8).bundles).toEqual([
      { __IMTKEY__: '3', array: [{ id: 'b1' }], __IMTAGGLENGTH__: 1 },
      { __IMTKEY__: '9', array: [{ id: 'b2' }, { id: 'b3' }], __IMTAGGLENGTH__: 2 },
    ]);
  });

  test('may stand in a route behind its source', async () => {
    const routes = [{ flow: [aggregator(1, { id: '{{1.id}}' })] }, { flow: [{ id: 9, module: 'tide:log' }] }];

    const played = await play([boats, { id: 2, module: 'builtin:BasicRouter', routes }], { listBoats, log });

    expect(moduleOf(played, 8).bundles).toMatchObject([{ __IMTAGGLENGTH__: 3 }]);
    expect(inputsOf(played, 'log')).toHaveLength(3);
  });

  test.each([
    [{ rowSeparator: ', ' }, 'b1, b2, b3'],
    [{ rowSeparator: 'other', otherRowSeparator: '|' }, 'b1|b2|b3'],
    [{}, 'b1b2b3'],
  ])('of text joins with %j', async (parameters, text) => {
    const module = { id: 8, module: 'util:TextAggregator', parameters: { feeder: 1, ...parameters } };

    const played = await play([boats, { ...module, mapper: { value: '{{1.id}}' } }], { listBoats });

    expect(moduleOf(played, 8).bundles).toEqual([{ text, __IMTAGGLENGTH__: 3 }]);
  });
});

describe('fixed bundles', () => {
  test('stand in for a module of another app, each time it runs', async () => {
    const played = await play(
      [boats, { id: 2, module: 'mail:send' }, { id: 3, module: 'tide:moor', mapper: { id: '{{2.mail}}' } }],
      { listBoats, moor },
      { bundles: { 2: [{ mail: 'm1' }, { mail: 'm2' }] } },
    );

    expect(inputsOf(played, 'moor')).toHaveLength(6);
    expect(moduleOf(played, 2).operations).toBe(3);
  });

  test('stand in for an aggregator of another app, once for each run of its source', async () => {
    const played = await play(
      [boats, { id: 2, module: 'csv:aggregate', parameters: { feeder: 1 } }, { id: 3, module: 'tide:moor' }],
      { listBoats, moor },
      { bundles: { 2: [{ text: 'a;b' }] } },
    );

    expect(inputsOf(played, 'moor')).toHaveLength(1);
  });
});

describe('cycles', () => {
  const written = (roundtrips: number) => ({
    name: 'Tide',
    flow: [boats, { id: 2, module: 'tide:moor', mapper: { id: '{{1.id}}' } }],
    metadata: { scenario: { roundtrips } },
  });
  const trigger: Part = (_input, { state }) => {
    const { last = 0 } = (state ?? {}) as { last?: number };
    const bundles = BOATS.slice(last, last + 2);
    return { outcome: { bundles, state: { last: last + bundles.length } } };
  };

  test.each([
    [1, 1, 2],
    [2, 2, 3],
    [9, 3, 3],
  ])('at most %i: %i run, %i bundles', async (roundtrips, cycles, bundles) => {
    const played = await play(written(roundtrips), { listBoats: trigger, moor });

    expect(played.report.cycles).toBe(cycles);
    expect(inputsOf(played, 'moor')).toHaveLength(bundles);
  });

  test('are one for what remembers nothing', async () => {
    const searched = await play(written(5), { listBoats, moor });
    const fixed = await play(written(5), { moor }, { bundles: { 1: BOATS } });

    expect([searched.report.cycles, fixed.report.cycles]).toEqual([1, 1]);
    expect(inputsOf(fixed, 'moor')).toHaveLength(3);
  });

  test('are one for each payload of an instant trigger', async () => {
    const payloads = { 1: [{ body: { id: 'x' } }, { body: { id: 'y' } }] };

    const played = await play(
      [boats, { id: 2, module: 'tide:moor', mapper: { id: '{{1.id}}' } }],
      { listBoats: (_input, { payload }) => [payload?.body], moor },
      { payloads },
    );

    expect(inputsOf(played, 'moor')).toEqual([{ id: 'x' }, { id: 'y' }]);
    expect(played.report.cycles).toBe(2);
  });
});

describe('the report', () => {
  test('shows dates as text and no secret, also where a built-in module passed them on', async () => {
    const played = await play(
      [boats, { id: 2, module: 'util:SetVariable2', mapper: { name: 'a', value: '{{1.token}}' } }],
      {
        listBoats: () => ({
          outcome: { bundles: [{ token: 's3cr3t-tide' }] },
          report: { bundles: [{ token: '***' }] },
        }),
      },
    );

    expect(JSON.stringify(played.report)).not.toContain('s3cr3t-tide');
    expect(moduleOf(played, 2).bundles).toEqual([{ a: '***' }]);
  });

  test('shows no secret that a failed mapping quotes', async () => {
    const played = await play(
      [boats, { id: 2, module: 'tide:moor', mapper: { at: '{{formatDate(1.token; "YYYY")}}' } }],
      { listBoats: () => [{ token: 's3cr3t-tide' }], moor },
    );

    expect(played.report.error?.message).toContain('***');
    expect(JSON.stringify([played.report.error, moduleOf(played, 2)])).not.toContain('s3cr3t-tide');
  });

  test('holds the first answer to the webhook', async () => {
    const answer =
      (body: string): Part =>
      () => ({
        outcome: { bundles: [] },
        report: { respond: { status: 200, headers: {}, body } },
      });
    const routes = [{ flow: [{ id: 3, module: 'tide:one' }] }, { flow: [{ id: 4, module: 'tide:two' }] }];

    const played = await play([boats, { id: 2, module: 'builtin:BasicRouter', routes }], {
      listBoats: () => BOATS.slice(0, 1),
      one: answer('first'),
      two: answer('second'),
    });

    expect(played.report.respond?.body).toBe('first');
  });
});
