import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { library } from '../../../scripts/iml/functions/library.ts';
import { type Case, evaluated, hostAt } from './support.ts';

const d1 = new Date('2024-01-01');
const d2 = new Date('2024-02-01');

const cases: readonly Case[] = [
  ['add(list, other)', [1, [2]], { variables: { list: [1], other: [2] } }],
  ['merge(list, other)', [1, [2], 3], { variables: { list: [1, [2]], other: [3] } }],
  ["join(list, '')", '12{"a":1}true', { variables: { list: [1, 2, { a: 1 }, true] } }],
  ["slice(list, '1')", [2, 3], { variables: { list: [1, 2, 3] } }],
  ['slice(list, 0, -1)', [1, 2], { variables: { list: [1, 2, 3] } }],
  ['slice(list, 5)', [], { variables: { list: [1, 2, 3] } }],
  ['flatten(list, 0)', [1, [2]], { variables: { list: [1, [2]] } }],
  ['flatten(list, 100000)', [1, 2], { variables: { list: [[[[1]]], 2] } }],
  ['keys(o)', ['2', 'b', 'a'], { variables: { o: { b: 1, a: 2, 2: 3 } } }],
  ['map(list, 1)', ['a', 'c'], { variables: { list: [['a', 'b'], ['c']] } }],
  ["map(list, 'a.b')", [1, null], { variables: { list: [{ a: { b: 1 } }, { a: 1 }, { a: { b: null } }, null, 5] } }],
  ["map(list, 'x y')", [1], { variables: { list: [{ 'x y': 1 }] } }],
  ["map(list, 'a.b')", [2], { variables: { list: [{ 'a.b': 2, a: { b: 1 } }] } }],
  ["map(list, 'a[2]')", ['y'], { variables: { list: [{ a: ['x', 'y'] }] } }],
  [
    "map(list, 'v', 'k', wanted)",
    [1],
    {
      variables: {
        list: [
          { k: 'a,b', v: 1 },
          { k: 'a', v: 2 },
        ],
        wanted: ['a,b'],
      },
    },
  ],
  [
    "map(list, 'v', 'k', '1')",
    [1],
    {
      variables: {
        list: [
          { k: 1, v: 1 },
          { k: 'I', v: 2 },
        ],
      },
    },
  ],
  ["map(list, 'v', 'k', 'A')", [], { variables: { list: [{ k: 'a', v: 1 }] } }],
  ["map(list, 'v', 'k.n', 1)", [1], { variables: { list: [{ k: { n: 1 }, v: 1 }, { v: 2 }] } }],
  ["map(list, 'v', 'k', missing)", [], { variables: { list: [{ k: '', v: 1 }, { v: 2 }] } }],
  ["map(list, 'v', 'k', '')", [1], { variables: { list: [{ k: '', v: 1 }, { v: 2 }] } }],
  [
    'sort(list)',
    [1, 2, 10, d1, d2, 'B', 'a', null, undefined],
    { variables: { list: ['a', null, 10, d2, undefined, 2, 'B', d1, 1] } },
  ],
  ["sort(list, 'desc')", ['b', 'a', 2, 1, null], { variables: { list: [1, null, 'a', 2, 'b'] } }],
  ["sort(list, 'asc ci')", ['a', 'A', 'B', 'b'], { variables: { list: ['a', 'B', 'A', 'b'] } }],
  ["sort(list, 'desc ci')", ['B', 'b', 'a', 'A'], { variables: { list: ['a', 'B', 'A', 'b'] } }],
  [
    "sort(list, 'asc', 'a.b')",
    [{ a: { b: 1 } }, { a: { b: 2 } }, {}],
    { variables: { list: [{ a: { b: 2 } }, {}, { a: { b: 1 } }] } },
  ],
  [
    "sort(list, 'desc', 'n')",
    [
      { n: 1, i: 1 },
      { n: 1, i: 2 },
    ],
    {
      variables: {
        list: [
          { n: 1, i: 1 },
          { n: 1, i: 2 },
        ],
      },
    },
  ],
  [
    'sort(list, 2)',
    [
      ['b', 1],
      ['a', 2],
    ],
    {
      variables: {
        list: [
          ['a', 2],
          ['b', 1],
        ],
      },
    },
  ],
  ["sort(list, '')", ['a', 'b'], { variables: { list: ['b', 'a'] } }],
  [
    'distinct(list)',
    [1, null, '', d1, { a: 1, b: 2 }, [1]],
    {
      variables: { list: [1, '1', null, undefined, '', d1, new Date(d1), { a: 1, b: 2 }, { b: 2, a: 1 }, [1], [1]] },
    },
  ],
  ['distinct(list)', [{ a: 1 }, { a: '1' }], { variables: { list: [{ a: 1 }, { a: '1' }, { a: 1 }] } }],
  [
    'distinct(list)',
    [{ a: Buffer.from('x') }],
    { variables: { list: [{ a: Buffer.from('x') }, { a: Buffer.from('x') }] } },
  ],
  [
    "distinct(list, 'a.b')",
    [{ a: { b: 1 } }, {}],
    { variables: { list: [{ a: { b: 1 } }, { a: { b: '1' } }, {}, { a: 5 }] } },
  ],
  ['remove(list, 1)', ['2', true], { variables: { list: [1, '1', '2', true] } }],
  ['remove(list, o)', [{ a: 1 }], { variables: { list: [{ a: 1 }], o: { a: 1 } } }],
  ['remove(list, null)', ['', 0], { variables: { list: [null, '', 0, undefined] } }],
  ['arrayDiff(a, b)', [3], { variables: { a: [{ x: 1 }, 3], b: [{ x: 1 }] } }],
  ['arrayIntersect(a, b)', [1, 1], { variables: { a: [1, 2, 1], b: [1] } }],
  [
    'toArray(list)',
    [
      { key: 0, value: 'a' },
      { key: 1, value: 'b' },
    ],
    { variables: { list: ['a', 'b'] } },
  ],
  [
    "toCollection(list, 'k.id', 'v')",
    { 1: 'a', x: undefined },
    { variables: { list: [{ k: { id: 1 }, v: 'a' }, { v: 'b' }, { k: { id: 'x' } }] } },
  ],
];

describe('array functions', () => {
  test.each(cases.map(([expression, value, situation]) => ({ expression, value, situation })))('$expression', (row) => {
    const { expression, value, situation } = row;

    expect(evaluated(expression, situation)).toEqual(value);
  });

  test('sort keeps the very items', () => {
    const [a, b] = [{ n: 2 }, { n: 1 }];
    const sorted = evaluated("sort(list, 'n')", { variables: { list: [a, b] } }) as unknown[];

    expect([sorted[0] === b, sorted[1] === a]).toEqual([true, true]);
  });

  const anyList = fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.date({ noInvalidDate: true })));
  const of = (expression: string, list: readonly unknown[]): unknown => evaluated(expression, { variables: { list } });

  test('sorting a sorted array changes nothing', () => {
    fc.assert(
      fc.property(anyList, fc.constantFrom('asc', 'desc', 'asc ci', 'desc ci'), (list, order) => {
        const once = of(`sort(list, '${order}')`, list) as unknown[];

        expect(of(`sort(list, '${order}')`, once)).toEqual(once);
        expect(once).toHaveLength(list.length);
      }),
    );
  });

  test('reversing twice, and taking a collection apart and together, change nothing', () => {
    fc.assert(
      fc.property(anyList, fc.dictionary(fc.string(), fc.integer()), (list, o) => {
        expect(of('reverse(reverse(list))', list)).toEqual(list);
        expect(evaluated("toCollection(toArray(o), 'key', 'value')", { variables: { o } })).toEqual({ ...o });
      }),
    );
  });

  test('two differences and the intersection make up both arrays', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.array(fc.nat(9)), (a, b) => {
        const variables = { a, b };
        const parts = evaluated('merge(arrayDiff(a, b), arrayIntersect(a, b))', { variables }) as number[];

        expect(parts.toSorted()).toEqual(a.toSorted());
        expect(evaluated('distinct(arrayIntersect(a, b))', { variables })).toEqual(
          [...new Set(a)].filter((n) => b.includes(n)),
        );
      }),
    );
  });

  test('shuffle takes its randomness from the host', () => {
    const shuffle = library.get('shuffle')!.run as (host: unknown, list: readonly number[]) => number[];
    const list = [1, 2, 3, 4, 5];
    const by = (random: number): number[] => shuffle({ ...hostAt(), random: () => random }, list);

    expect(by(0)).not.toEqual(by(0.999));
    expect(by(0.999)).toEqual(list);
    expect(by(1)).toEqual(list);
    expect(by(0).toSorted()).toEqual(list);
  });
});
