import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../scripts/core/problems.ts';
import type { Manifest, ModuleType } from '../../scripts/manifest/manifest.ts';
import { isOwnApp, readBlueprint, type Supplies, type WrittenBlueprint } from '../../scripts/scenario/blueprint.ts';
import { checkBlueprint } from '../../scripts/scenario/check-blueprint.ts';
import { SCENARIO_CODES } from '../../scripts/scenario/codes.ts';

const types: Readonly<Record<string, ModuleType>> = {
  listBoats: 'search',
  moor: 'action',
  watchTide: 'instant_trigger',
};
// The check asks for the app's name and the types of its modules alone.
const manifest = {
  app: { name: 'tide' },
  modules: Object.fromEntries(Object.entries(types).map(([name, moduleType]) => [name, { moduleType }])),
} as unknown as Manifest;

const check = (flow: WrittenBlueprint['flow'], supplies: Partial<Supplies> = {}) =>
  checkBlueprint(readBlueprint({ flow }), { manifest, supplies: { bundles: {}, payloads: {}, ...supplies } });

const boats = { id: 1, module: 'tide:listBoats' };
const moor = (id: number, more: object = {}) => ({ id, module: 'tide:moor', ...more });

interface Wrong {
  readonly code: string;
  readonly title: string;
  readonly flow: WrittenBlueprint['flow'];
  readonly supplies?: Partial<Supplies>;
  readonly message: string;
}

const WRONG: readonly Wrong[] = [
  {
    code: 'SCN002',
    title: 'a misspelt module',
    flow: [{ id: 1, module: 'app#tide-k2x9qz:listBoat' }],
    message: 'flow[0].module\n  SCN002 Module 1: the app has no module "listBoat".\n  fix: did you mean "listBoats"?',
  },
  {
    code: 'SCN003',
    title: 'a module of another app',
    flow: [{ id: 1, module: 'mail:watch' }],
    message: `SCN003 Module 1 (mail:watch) belongs to another app, which cannot be run here.\n  fix: say what it gives: --bundles '1=[{…}]'`,
  },
  {
    code: 'SCN003',
    title: 'a module that the app has, under another ID',
    flow: [{ id: 1, module: 'app#harbour-9:moor' }],
    message: "or, if it is this app under its ID at Make: --app 'app#harbour-9', or app: in a scenario file.",
  },
  {
    code: 'SCN003',
    title: 'a module of the platform that is not known here',
    flow: [boats, { id: 2, module: 'builtin:BasicMerge' }],
    message: 'Module 2 (builtin:BasicMerge) belongs to another app',
  },
  {
    code: 'SCN004',
    title: 'an aggregator without a source',
    flow: [boats, { id: 2, module: 'builtin:BasicAggregator' }],
    message: 'The aggregator 2 names no source module.',
  },
  {
    code: 'SCN004',
    title: 'an aggregator before its source',
    flow: [boats, { id: 2, module: 'builtin:BasicAggregator', parameters: { feeder: 3 } }, moor(3)],
    message: 'The aggregator 2 collects bundles of module 3, which does not come before it.',
  },
  {
    code: 'SCN005',
    title: 'an operator that is none',
    flow: [boats, moor(2, { filter: { conditions: [[{ a: 'x', o: 'text:equals' }]] } })],
    message:
      'flow[1].filter.conditions[0][0].o\n  SCN005 "text:equals" is no operator of a filter.\n  fix: did you mean "text:equal"?',
  },
  {
    code: 'SCN006',
    title: 'a value from a later module',
    flow: [boats, moor(2, { mapper: { id: '{{3.id}}' } }), moor(3)],
    message: 'flow[1].mapper.id\n  SCN006 Module 3 does not come before this one',
  },
  {
    code: 'SCN006',
    title: 'a value an aggregator has swallowed',
    flow: [
      boats,
      moor(2),
      { id: 3, module: 'builtin:BasicAggregator', parameters: { feeder: 1 }, mapper: { id: '{{2.id}}' } },
      moor(4, { mapper: { id: '{{2.id}}', all: '{{3.array}}' } }),
    ],
    message: 'flow[3].mapper.id\n  SCN006 Module 2 does not come before',
  },
  {
    code: 'SCN006',
    title: 'a value from another route',
    flow: [
      boats,
      {
        id: 2,
        module: 'builtin:BasicRouter',
        routes: [{ flow: [moor(3)] }, { flow: [moor(4, { mapper: { id: '{{3.id}}' } })] }],
      },
    ],
    message: 'flow[1].routes[1].flow[0].mapper.id\n  SCN006 Module 3',
  },
  {
    code: 'SCN007',
    title: 'a number used twice',
    flow: [boats, moor(1)],
    message: 'SCN007 1 is the number of an earlier',
  },
  {
    code: 'SCN008',
    title: 'bundles for nobody',
    flow: [boats],
    supplies: { bundles: { 7: [] } },
    message: 'bundles["7"]\n  SCN008 There is no module 7 to give bundles to.\n  fix: the modules are 1.',
  },
  {
    code: 'SCN008',
    title: 'payloads for an action',
    flow: [moor(1)],
    supplies: { payloads: { 1: [{}] } },
    message: 'Module 1 is no instant trigger, so it takes no payloads.',
  },
  {
    code: 'SCN009',
    title: 'an instant trigger without a request',
    flow: [{ id: 1, module: 'tide:watchTide' }],
    message: 'Module 1 (watchTide) is an instant trigger: it runs on an incoming request.',
  },
  {
    code: 'SCN010',
    title: 'a directive in the flow',
    flow: [boats, { id: 2, module: 'builtin:Ignore' }],
    message: 'Module 2 is an error handling directive, but no error handler leads to it.',
  },
  {
    code: 'SCN010',
    title: 'modules behind a router',
    flow: [{ id: 1, module: 'builtin:BasicRouter', routes: [{ flow: [moor(2)] }] }, moor(3)],
    message: 'Behind the router 1 there are more modules.',
  },
  {
    code: 'IML002',
    title: 'an expression that does not parse',
    flow: [boats, moor(2, { mapper: { id: '{{1.id' } })],
    message: 'flow[1].mapper.id',
  },
];

describe('checkBlueprint', () => {
  test.each(WRONG)('reports $title', ({ code, flow, supplies, message }) => {
    const problems = check(flow, supplies);

    expect(problems.map((problem) => problem.code.replace(/^IML\d+/, 'IML002'))).toEqual([code]);
    expect(problems.map(formatProblem).join('\n')).toContain(message);
  });

  test('has a failing example of every code but that of the schema', () => {
    const shown = new Set([...WRONG.map(({ code }) => code), 'SCN001']);

    expect(Object.keys(SCENARIO_CODES).filter((code) => !shown.has(code))).toEqual([]);
  });

  test('is content with a blueprint of every kind of module', () => {
    const flow = [
      { id: 1, module: 'tide:watchTide' },
      { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.boats}}' } },
      moor(3, {
        mapper: { id: '{{2.id}}', at: '{{now}}', mail: '{{`1`.boats}}' },
        onerror: [{ id: 4, module: 'builtin:Resume', mapper: { berth: '{{3.error.message}}' } }],
      }),
      { id: 5, module: 'builtin:BasicAggregator', parameters: { feeder: 2 }, mapper: { berth: '{{3.berth}}' } },
      { id: 6, module: 'mail:send', mapper: { text: '{{5.array[1].berth}} {{1.boats}}' } },
      {
        id: 7,
        module: 'builtin:BasicRouter',
        routes: [{ flow: [moor(8, { mapper: { id: '{{6.id}}' } })] }, { flow: [] }],
      },
    ];

    expect(check(flow, { bundles: { 6: [{ id: 'm' }] }, payloads: { 1: [{}] } })).toEqual([]);
  });
});

describe('isOwnApp', () => {
  test.each<[module: string, app: string | undefined, expected: boolean]>([
    ['tide:moor', undefined, true],
    ['app#tide:moor', undefined, true],
    ['app#tide-k2x9qz:moor', undefined, true],
    ['tide-tables:moor', undefined, false],
    ['app#tidewater:moor', undefined, false],
    ['app#harbour-1:moor', 'harbour-1', true],
    ['app#harbour-1:moor', 'app#harbour-1', true],
    ['tide:moor', 'harbour-1', false],
  ])('of %s, known as %s, is %s', (module, app, expected) => {
    expect(isOwnApp(module, { name: 'tide', ...(app !== undefined && { app }) })).toBe(expected);
  });
});
