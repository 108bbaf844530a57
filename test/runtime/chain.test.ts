import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import type { Case } from './support.ts';
import { answer, paths, runSteps } from './support.ts';

interface Row extends Case {
  readonly rule: string;
  readonly basis: 'documented' | 'assumed';
  readonly title: string;
  readonly sends?: readonly string[];
  readonly bundles?: readonly unknown[];
  readonly error?: Readonly<Record<string, unknown>>;
}

const list: Json = { iterate: '{{body.rows}}', output: '{{item}}' };
/** Writes `first`, then `second` under the same key, and outputs it. */
const rewritten = (first: Json, second: Json): Json => [
  { temp: { kept: first } },
  { response: { temp: { kept: second }, output: { kept: '{{temp.kept}}' } } },
];

const ROWS: readonly Row[] = [
  {
    rule: 'RT-22',
    basis: 'documented',
    title: 'keys of one temp block do not see each other',
    steps: { temp: { a: 'one', b: '{{temp.a}}two' }, response: { output: { v: '{{temp.b}}' } } },
    sends: [],
    bundles: [{ v: 'two' }],
  },
  {
    rule: 'RT-23',
    basis: 'documented',
    title: 'response.temp sees what temp wrote',
    steps: { temp: { a: 'one' }, response: { temp: { b: '{{temp.a}}two' }, output: { v: '{{temp.b}}' } } },
    bundles: [{ v: 'onetwo' }],
  },
  {
    rule: 'RT-24',
    basis: 'documented',
    title: 'a skipped step still writes temp',
    steps: [
      { temp: { mark: 5 }, condition: '{{false}}', url: '/no' },
      { url: '/yes', response: { output: { m: '{{temp.mark}}' } } },
    ],
    sends: ['/yes'],
    bundles: [{ m: 5 }],
  },
  {
    rule: 'RT-25',
    basis: 'documented',
    title: 'a condition sees the temp of its step',
    steps: { temp: { go: '{{parameters.id}}' }, condition: '{{temp.go}}', url: '/x' },
    input: { id: 1 },
    sends: ['/x'],
  },
  {
    rule: 'RT-25',
    basis: 'documented',
    title: 'nothing is sent when that temp is empty',
    steps: { temp: { go: '{{parameters.id}}' }, condition: '{{temp.go}}', url: '/x' },
    sends: [],
    bundles: [],
  },
  {
    rule: 'RT-26 B19',
    basis: 'documented',
    title: 'the default of a condition becomes data',
    steps: { condition: { condition: '{{parameters.id}}', default: { state: 'none' } }, url: '/x' },
    sends: [],
    bundles: [{ state: 'none' }],
  },
  {
    rule: 'RT-26',
    basis: 'assumed',
    title: 'that default is evaluated',
    steps: { condition: { condition: false, default: { who: '{{parameters.who}}' } }, url: '/x' },
    input: { who: 'Ilse' },
    bundles: [{ who: 'Ilse' }],
  },
  {
    rule: 'RT-27',
    basis: 'documented',
    title: 'a skipped second step keeps the first result',
    steps: [
      { url: '/a', response: { output: '{{body}}' } },
      { condition: '{{false}}', url: '/b' },
    ],
    answers: [answer({ id: 1 })],
    sends: ['/a'],
    bundles: [{ id: 1 }],
  },
  {
    rule: 'RT-28',
    basis: 'documented',
    title: 'an empty list wipes an earlier result',
    type: 'search',
    steps: [
      { url: '/a', response: list },
      { url: '/b', response: list },
    ],
    answers: [answer({ rows: [{ id: 1 }] }), answer({ rows: [] })],
    bundles: [{ __IMTLENGTH__: 0 }],
  },
  {
    rule: 'RT-29',
    basis: 'documented',
    title: 'output null does not',
    type: 'search',
    steps: [
      { url: '/a', response: list },
      { url: '/b', response: { output: null } },
    ],
    answers: [answer({ rows: [{ id: 1 }] })],
    sends: ['/a', '/b'],
    bundles: [{ id: 1, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: 'RT-30',
    basis: 'documented',
    title: 'an array in temp never shrinks',
    steps: rewritten([4, 5, 6], '{{slice(temp.kept,0,1)}}'),
    bundles: [{ kept: [4, 5, 6] }],
  },
  {
    rule: 'RT-30',
    basis: 'documented',
    title: 'its elements are replaced by position',
    steps: rewritten([4, 5, 6], [9]),
    bundles: [{ kept: [9, 5, 6] }],
  },
  {
    rule: 'RT-31',
    basis: 'documented',
    title: 'records shift into each other',
    steps: rewritten(
      [
        { n: 1, red: true },
        { n: 2, blue: true },
      ],
      '{{slice(temp.kept,1)}}',
    ),
    bundles: [
      {
        kept: [
          { n: 2, red: true, blue: true },
          { n: 2, blue: true },
        ],
      },
    ],
  },
  {
    rule: 'RT-32',
    basis: 'documented',
    title: 'undefined erases nothing',
    steps: rewritten('old', '{{body.missing}}'),
    bundles: [{ kept: 'old' }],
  },
  {
    rule: 'RT-32',
    basis: 'documented',
    title: 'null erases',
    steps: rewritten('old', '{{null}}'),
    bundles: [{ kept: null }],
  },
  {
    rule: 'RT-33',
    basis: 'documented',
    title: 'objects merge and keep what is not rewritten',
    steps: rewritten({ x: 1, y: 2 }, { x: 7 }),
    bundles: [{ kept: { x: 7, y: 2 } }],
  },
  {
    rule: 'ASM-30',
    basis: 'assumed',
    title: 'the last answer stays visible in a later step',
    steps: [{ url: '/a', response: { output: null } }, { url: '/b/{{body.id}}' }],
    answers: [answer({ id: 3 })],
    sends: ['/a', '/b/3'],
  },
  {
    rule: 'B18',
    basis: 'documented',
    title: 'of two static steps the one that runs gives the output',
    steps: [
      { condition: '{{parameters.on}}', response: { output: { side: 'left' } } },
      { condition: '{{!parameters.on}}', response: { output: { side: 'right' } } },
    ],
    input: { on: true },
    bundles: [{ side: 'left' }],
  },
  {
    rule: 'B9',
    basis: 'documented',
    title: 'temp lives on from step to step',
    steps: [
      { temp: { f: 'x' }, response: { temp: { f: 'y', g: 'z' } } },
      { temp: { h: 'p-{{temp.f}}' }, response: { output: '{{temp}}' } },
    ],
    bundles: [{ f: 'y', g: 'z', h: 'p-y' }],
  },
  {
    rule: 'RT-66 B32',
    basis: 'documented',
    title: 'repeat sends again until its condition is false',
    steps: { url: '/job', repeat: { condition: "{{body.s = 'busy'}}", delay: 90_000, limit: 8 } },
    answers: [answer({ s: 'busy' }), answer({ s: 'busy' }), answer({ s: 'ok' })],
    sends: ['/job', '/job', '/job'],
    bundles: [{ s: 'ok' }],
  },
  {
    rule: 'ASM-51 A2',
    basis: 'assumed',
    title: 'repeat ends quietly at its limit',
    steps: { url: '/job', repeat: { condition: '{{true}}', limit: 2 } },
    answers: [answer({ s: 1 }), answer({ s: 2 })],
    sends: ['/job', '/job'],
    bundles: [{ s: 2 }],
  },
  {
    rule: '§4.2',
    basis: 'documented',
    title: 'while is another name of repeat, and temp runs every round',
    steps: { temp: { n: '{{ifempty(temp.n, 0) + 1}}' }, url: '/{{temp.n}}', while: { condition: '{{temp.n < 3}}' } },
    sends: ['/1', '/2', '/3'],
  },
  {
    rule: '§4.2',
    basis: 'documented',
    title: 'a delay moves the clock of the run',
    steps: { url: '/{{formatDate(now, "HH:mm")}}', repeat: { condition: '{{true}}', delay: 3_600_000, limit: 3 } },
    sends: ['/12:00', '/13:00', '/14:00'],
  },
  {
    rule: '§4.4',
    basis: 'documented',
    title: 'the text false is true',
    steps: { condition: 'false', url: '/x' },
    sends: ['/x'],
  },
  {
    rule: '§4.4',
    basis: 'documented',
    title: 'empty collections are true',
    steps: { condition: '{{emptyarray}}', url: '/x' },
    sends: ['/x'],
  },
  {
    rule: '§3.7.2',
    basis: 'documented',
    title: 'a condition object without a condition runs',
    steps: { condition: { default: { n: 1 } }, url: '/x' },
    sends: ['/x'],
  },
];

describe('a chain of steps', () => {
  test.each(ROWS)(
    '$rule ($basis): $title',
    async ({ rule: _r, basis: _b, title: _t, sends, bundles, error, ...spec }) => {
      const { report, sent } = await runSteps(spec);

      expect(report.error).toEqual(error);
      if (sends) expect(paths(sent)).toEqual(sends);
      if (bundles) expect(report.bundles).toEqual(bundles);
    },
  );

  test('a base temp is written under that of the step', async () => {
    const { report } = await runSteps({
      base: { baseUrl: 'https://shop.example', temp: { zone: 'eu', kind: 'base' } },
      steps: { temp: { kind: 'step' }, response: { output: '{{temp}}' } },
    });

    expect(report.bundles).toEqual([{ zone: 'eu', kind: 'step' }]);
  });

  test('a step without url ignores a url of Base', async () => {
    const { sent } = await runSteps({
      base: { baseUrl: 'https://shop.example', url: '/never' },
      steps: { response: { output: { a: 1 } } },
    });

    expect(sent).toEqual([]);
  });

  test('runs of one app share nothing', async () => {
    const spec: Case = {
      steps: {
        url: '/{{parameters.n}}',
        response: { temp: { n: '{{parameters.n}}' }, output: { n: '{{temp.n}}', all: '{{temp}}' } },
      },
    };

    const reports = await Promise.all([1, 2, 3].map((n) => runSteps({ ...spec, input: { n } })));

    expect(reports.map(({ report }) => report.bundles)).toEqual([1, 2, 3].map((n) => [{ n, all: { n } }]));
  });
});
