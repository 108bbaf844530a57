import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moduleOf, type Part, play } from './support.ts';

const runs = { numRuns: 100 };

describe('a flow', () => {
  test('runs each module once for every bundle of the one before', async () => {
    const counts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 5 });

    await fc.assert(
      fc.asyncProperty(counts, async (gives) => {
        const parts = Object.fromEntries(
          gives.map((count, index): [string, Part] => [`m${index}`, () => Array.from({ length: count }, () => ({}))]),
        );
        const flow = gives.map((_, index) => ({ id: index + 1, module: `tide:m${index}` }));

        const { report } = await play(flow, parts);

        const expected = gives.map((_, index) => gives.slice(0, index).reduce((product, count) => product * count, 1));
        expect(report.modules.map(({ operations }) => operations)).toEqual(expected);
        expect(report.operations).toBe(expected.reduce((sum, count) => sum + count, 0));
      }),
      runs,
    );
  });
});

describe('an iterator and an aggregator', () => {
  test('give back the list, whatever it holds', async () => {
    // What an expression cannot give back as it was: members without a value are left out.
    const items = fc.array(fc.record({ id: fc.integer(), name: fc.string(), tags: fc.array(fc.string()) }));

    await fc.assert(
      fc.asyncProperty(items, async (list) => {
        const played = await play(
          [
            { id: 1, module: 'tide:list' },
            { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.list}}' } },
            {
              id: 3,
              module: 'builtin:BasicAggregator',
              parameters: { feeder: 2 },
              mapper: { id: '{{2.id}}', name: '{{2.name}}', tags: '{{2.tags}}' },
            },
          ],
          { list: () => [{ list }] },
        );

        expect(moduleOf(played, 3).bundles).toEqual([{ array: list, __IMTAGGLENGTH__: list.length }]);
      }),
      runs,
    );
  });
});

describe('the groups of an aggregator', () => {
  test('hold every item once', async () => {
    const items = fc.array(fc.record({ id: fc.integer(), group: fc.constantFrom('a', 'b', 'c', '') }), {
      minLength: 1,
    });

    await fc.assert(
      fc.asyncProperty(items, async (list) => {
        const played = await play(
          [
            { id: 1, module: 'tide:list' },
            {
              id: 2,
              module: 'builtin:BasicAggregator',
              parameters: { feeder: 1 },
              mapper: { id: '{{1.id}}' },
              flags: { groupBy: '{{1.group}}' },
            },
          ],
          { list: () => list },
        );

        const bundles = moduleOf(played, 2).bundles as { readonly array: { readonly id: number }[] }[];
        const ids = bundles.flatMap(({ array }) => array.map(({ id }) => id));
        expect(ids.toSorted()).toEqual(list.map(({ id }) => id).toSorted());
        expect(bundles).toHaveLength(new Set(list.map(({ group }) => group)).size);
      }),
      runs,
    );
  });
});
