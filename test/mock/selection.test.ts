import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIdentifiers } from '../../scripts/mock/identifiers.ts';
import { select } from '../../scripts/mock/selection.ts';
import { merge, type StoredRecord } from '../../scripts/mock/store.ts';

const boats = fc.uniqueArray(
  fc.record({ id: fc.stringMatching(/^[a-f0-9]{4}$/), size: fc.integer({ min: 0, max: 3 }), open: fc.boolean() }),
  { selector: (boat) => boat.id, maxLength: 30 },
);

const operation = {
  list: 'boats',
  where: [{ member: 'open', equals: '${query.open}' }],
  sort: { by: 'size', order: '${query.order}' },
  page: { limit: '${query.limit}', after: '${query.after}' },
};

function page(records: readonly StoredRecord[], query: Record<string, unknown>) {
  const selected = select(records, 'id', operation, { query });
  if ('unknownCursor' in selected) throw new Error('lost');
  return selected;
}

describe('select', () => {
  test('gives every wanted record once over all pages, in order', () => {
    fc.assert(
      fc.property(
        boats,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('asc', 'desc'),
        fc.option(fc.boolean(), { nil: undefined }),
        (records, limit, order, open) => {
          const walked: StoredRecord[] = [];
          for (let after: unknown; ; after = walked.at(-1)?.id) {
            const { records: found, total } = page(records, { limit, order, open, after });
            walked.push(...found);
            expect(total).toBe(records.filter((boat) => open === undefined || boat.open === open).length);
            if (found.length < limit) break;
          }

          const sizes = walked.map((boat) => Number(boat.size));
          const ascending = [...sizes].sort((a, b) => a - b);
          expect(sizes).toEqual(order === 'asc' ? ascending : ascending.reverse());
          expect(new Set(walked.map((boat) => boat.id)).size).toBe(walked.length);
          expect(walked).toHaveLength(records.filter((boat) => open === undefined || boat.open === open).length);
        },
      ),
    );
  });

  test.each<[unknown, unknown, unknown[]]>([
    ['2021-01-02 00:00:00.000Z', undefined, [2, 3]],
    ['2021-01-02T00:00:00Z', '2021-01-02T00:00:00+00:00', [2]],
    [undefined, '2021-01-01', [1]],
    [undefined, undefined, [1, 2, 3, 4]],
  ])('compares dates by time, however they are written: %s to %s', (from, to, ids) => {
    const records = [
      { id: 1, at: '2021-01-01 00:00:00.000Z' },
      { id: 2, at: '2021-01-02T00:00:00.000Z' },
      { id: 3, at: '2021-01-02 01:00:00.000+00:00' },
      { id: 4 },
    ];
    const where = [{ member: 'at', from: '${from}', to: '${to}' }];

    const selected = select(records, 'id', { list: 'x', where }, { from, to });

    expect('records' in selected && selected.records.map((record) => record.id)).toEqual(ids);
  });
});

describe('merge', () => {
  test('changes what is named and nothing else, without touching its input', () => {
    const base = { a: 1, deep: { x: 1, y: { z: 1 } }, list: [1, 2] };

    const merged = merge(base, { deep: { y: { w: null } }, list: [3], b: undefined });

    expect(merged).toEqual({ a: 1, deep: { x: 1, y: { z: 1, w: null } }, list: [3], b: undefined });
    expect(base).toEqual({ a: 1, deep: { x: 1, y: { z: 1 } }, list: [1, 2] });
  });

  test('of a record into itself changes nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        expect(merge(record, record)).toEqual(record);
      }),
    );
  });
});

describe('identifiers', () => {
  const now = () => new Date('2021-02-01T09:00:00.000Z');

  test('are the same for the same seed and purpose, and others for others', () => {
    const make = (seed: number, purpose: string) => {
      const ids = createIdentifiers(seed, purpose, now);
      return [ids.objectId(), ids.uuid(), ids.nonce()];
    };

    expect(make(1, 'a')).toEqual(make(1, 'a'));
    expect(new Set([...make(1, 'a'), ...make(1, 'b'), ...make(2, 'a')]).size).toBe(9);
  });

  test('have their forms, and do not repeat', () => {
    const ids = createIdentifiers(5, 'many', now);
    const made = Array.from({ length: 2000 }, () => [ids.objectId(), ids.uuid()]);

    expect(made.every(([id]) => /^6017c310[0-9a-f]{16}$/.test(id ?? ''))).toBe(true);
    expect(
      made.every(([, id]) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id ?? '')),
    ).toBe(true);
    expect(new Set(made.flat()).size).toBe(4000);
  });
});
