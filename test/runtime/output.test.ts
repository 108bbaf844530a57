import { describe, expect, test } from 'vitest';
import type { Case } from './support.ts';
import { answer, runSteps } from './support.ts';

interface Row extends Case {
  readonly rule: string;
  readonly basis: 'documented' | 'assumed';
  readonly title: string;
  readonly bundles?: readonly unknown[];
  readonly error?: Readonly<Record<string, unknown>>;
}

const wrong = (found: string) => ({
  type: 'DataError',
  message: `Invalid item in module output. Expected Object, but found ${found}.`,
});
const one = (response: Case['steps']): Case['steps'] => ({ url: '/x', response });
const each = { iterate: '{{body.rows}}', output: '{{item}}' };
const rows = (...ids: readonly number[]) => answer({ rows: ids.map((id) => ({ id })), total: ids.length });

const ROWS: readonly Row[] = [
  {
    rule: 'RT-35',
    basis: 'documented',
    title: 'an absent output is the raw body',
    steps: { url: '/x' },
    answers: [answer({ id: 1 })],
    bundles: [{ id: 1 }],
  },
  {
    rule: 'RT-36',
    basis: 'documented',
    title: '{{undefined}} is no bundle',
    steps: { url: '/x', method: 'DELETE', response: { output: '{{undefined}}' } },
    answers: [{ status: 204 }],
    bundles: [],
  },
  {
    rule: 'RT-37',
    basis: 'documented',
    title: 'a text answer leaks into a search',
    type: 'search',
    steps: [
      { url: '/ping', response: { type: 'text' } },
      { condition: '{{false}}', url: '/x' },
    ],
    answers: [{ raw: 'up' }],
    error: wrong('String'),
  },
  {
    rule: 'RT-38 B23',
    basis: 'documented',
    title: 'the condition of iterate sees the raw item',
    type: 'search',
    steps: one({ iterate: { container: '{{body.rows}}', condition: '{{item.open}}' }, output: { key: '{{item.id}}' } }),
    answers: [answer({ rows: [{ id: 7, open: true }, { id: 8 }] })],
    bundles: [{ key: 7, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: 'RT-39',
    basis: 'documented',
    title: 'bundles of a search carry count and position',
    type: 'search',
    steps: one(each),
    answers: [rows(1, 2)],
    bundles: [
      { id: 1, __IMTLENGTH__: 2, __IMTINDEX__: 1 },
      { id: 2, __IMTLENGTH__: 2, __IMTINDEX__: 2 },
    ],
  },
  {
    rule: 'RT-40',
    basis: 'documented',
    title: 'equal objects are not identical',
    type: 'search',
    steps: one(each),
    answers: [rows(1, 1)],
    bundles: [
      { id: 1, __IMTLENGTH__: 2, __IMTINDEX__: 1 },
      { id: 1, __IMTLENGTH__: 2, __IMTINDEX__: 2 },
    ],
  },
  {
    rule: 'RT-40',
    basis: 'documented',
    title: 'the same object twice counts once',
    type: 'search',
    steps: one({ iterate: '{{merge(body.rows, body.rows)}}' }),
    answers: [rows(4)],
    bundles: [{ id: 4, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: 'RT-41',
    basis: 'documented',
    title: 'no results are one empty bundle',
    type: 'search',
    steps: one(each),
    answers: [rows()],
    bundles: [{ __IMTLENGTH__: 0 }],
  },
  {
    rule: 'RT-41 A16',
    basis: 'assumed',
    title: 'or none, when the module is told so',
    type: 'search',
    steps: one(each),
    answers: [rows()],
    input: { continueWhenNoRes: false },
    bundles: [],
  },
  {
    rule: 'RT-42',
    basis: 'documented',
    title: 'an action that iterates keeps the last item',
    steps: one(each),
    answers: [rows(1, 2)],
    bundles: [{ id: 2 }],
  },
  {
    rule: 'RT-43 B24',
    basis: 'documented',
    title: 'a wrapper keeps them all',
    steps: one({ ...each, wrapper: { all: '{{output}}', total: '{{body.total}}' } }),
    answers: [rows(1, 2)],
    bundles: [{ all: [{ id: 1 }, { id: 2 }], total: 2 }],
  },
  {
    rule: 'RT-44',
    basis: 'documented',
    title: 'an action may not output a list',
    steps: one({ output: '{{body}}' }),
    answers: [answer([{ id: 1 }])],
    error: wrong('Array'),
  },
  {
    rule: 'RT-45',
    basis: 'documented',
    title: 'an empty position is the first',
    steps: one({ output: { a: '{{body.r[].v}}', b: '{{body.r[2].v}}', c: '{{body.r[0].v}}' } }),
    answers: [answer({ r: [{ v: 'p' }, { v: 'q' }] })],
    bundles: [{ a: 'p', b: 'q' }],
  },
  {
    rule: 'RT-46',
    basis: 'documented',
    title: 'limit works without iterate',
    type: 'search',
    steps: one({ output: '{{body}}', limit: '{{parameters.limit}}' }),
    answers: [answer([{ id: 1 }, { id: 2 }])],
    input: { limit: 1 },
    bundles: [{ id: 1, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: 'RT-46',
    basis: 'documented',
    title: 'limit 0 is refused',
    type: 'search',
    steps: one({ output: '{{body}}', limit: '{{parameters.limit}}' }),
    answers: [answer([])],
    input: { limit: 0 },
    error: { type: 'InvalidConfigurationError', message: 'The limit is "0"; it must be a number greater than 0.' },
  },
  {
    rule: 'ASM-44',
    basis: 'assumed',
    title: 'a limit that is no number is refused',
    type: 'search',
    steps: one({ limit: 'many' }),
    answers: [answer([])],
    error: { type: 'InvalidConfigurationError', message: 'The limit is "many"; it must be a number greater than 0.' },
  },
  {
    rule: '§3.6.7',
    basis: 'documented',
    title: 'an empty limit is none',
    type: 'search',
    steps: one({ ...each, limit: '{{parameters.limit}}' }),
    answers: [rows(1, 2, 3)],
    bundles: [1, 2, 3].map((id) => ({ id, __IMTLENGTH__: 3, __IMTINDEX__: id })),
  },
  {
    rule: '§4.13',
    basis: 'documented',
    title: 'a search passes one object',
    type: 'search',
    steps: { url: '/x' },
    answers: [answer({ id: 9 })],
    bundles: [{ id: 9, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: 'A15',
    basis: 'assumed',
    title: 'a search refuses a list with text in it',
    type: 'search',
    steps: { url: '/x' },
    answers: [answer([{ id: 1 }, 'x'])],
    error: wrong('String'),
  },
  {
    rule: '§4.13',
    basis: 'documented',
    title: 'an action refuses a number',
    steps: one({ output: '{{5}}' }),
    error: wrong('Number'),
  },
  {
    rule: '§4.13',
    basis: 'documented',
    title: 'an action refuses true',
    steps: one({ output: true }),
    error: wrong('Boolean'),
  },
  {
    rule: '§4.10',
    basis: 'documented',
    title: 'output false ends the step',
    steps: one({ output: false }),
    bundles: [],
  },
  {
    rule: 'A9',
    basis: 'assumed',
    title: 'iterating over nothing gives nothing',
    type: 'search',
    steps: one(each),
    answers: [answer({})],
    bundles: [{ __IMTLENGTH__: 0 }],
  },
  {
    rule: 'A9',
    basis: 'assumed',
    title: 'iterating over one object gives one item',
    type: 'search',
    steps: one(each),
    answers: [answer({ rows: { id: 3 } })],
    bundles: [{ id: 3, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: 'A9',
    basis: 'assumed',
    title: 'iterating over text is refused',
    type: 'search',
    steps: one(each),
    answers: [answer({ rows: 'abc' })],
    error: { type: 'DataError', message: 'The value to iterate over is "abc", which is no array.' },
  },
  {
    rule: 'ASM-22',
    basis: 'assumed',
    title: 'a path without mustaches is read as one',
    type: 'search',
    steps: one({ iterate: 'body.rows' }),
    answers: [rows(5)],
    bundles: [{ id: 5, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
  {
    rule: 'B22',
    basis: 'documented',
    title: 'a limit of an earlier step does not count',
    type: 'search',
    steps: [
      { url: '/a', response: { limit: 1 } },
      { url: '/b', response: each },
    ],
    answers: [answer([]), rows(1, 2)],
    bundles: [1, 2].map((id) => ({ id, __IMTLENGTH__: 2, __IMTINDEX__: id })),
  },
  {
    rule: '§4.9',
    basis: 'documented',
    title: 'item is gone after the iteration',
    type: 'search',
    steps: one({
      iterate: '{{body.rows}}',
      output: '{{item}}',
      wrapper: { item: '{{item}}', n: '{{length(output)}}' },
    }),
    answers: [rows(1)],
    bundles: [{ n: 1, __IMTLENGTH__: 1, __IMTINDEX__: 1 }],
  },
];

describe('a result', () => {
  test.each(ROWS)('$rule ($basis): $title', async ({ rule: _r, basis: _b, title: _t, bundles, error, ...spec }) => {
    const { report } = await runSteps(spec);

    expect(report.error).toEqual(error);
    if (bundles) expect(report.bundles).toEqual(bundles);
  });

  test('shows dates as ISO text and binary data described', async () => {
    const { report, outcome } = await runSteps({
      steps: one({ output: { at: '{{now}}', file: "{{toBinary('ab')}}", none: '{{null}}', inf: '{{emptystring}}' } }),
    });

    expect(report.bundles).toEqual([
      { at: '2026-03-01T12:00:00.000Z', file: { bytes: 2, base64: 'YWI=' }, none: null, inf: '' },
    ]);
    expect(outcome?.bundles).toEqual([expect.objectContaining({ at: new Date('2026-03-01T12:00:00Z') })]);
  });
});
