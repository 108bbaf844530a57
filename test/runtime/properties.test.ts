import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainObject } from '../../scripts/core/json.ts';
import { mergeBase } from '../../scripts/runtime/base.ts';
import { toInstant } from '../../scripts/runtime/instant.ts';
import { jsonReady } from '../../scripts/runtime/json-ready.ts';
import { parsePairs, printPairs, queryPairs } from '../../scripts/runtime/query.ts';
import { mergeInto } from '../../scripts/runtime/temp.ts';
import { advanceState, isNew, readState } from '../../scripts/runtime/trigger-state.ts';
import { assembleUrl } from '../../scripts/runtime/url.ts';

const json = fc.jsonValue({ maxDepth: 3 });
const store = fc.dictionary(fc.constantFrom('a', 'b', 'c'), json);

describe('a merge into temp', () => {
  test('into nothing gives an equal copy that shares nothing', () => {
    fc.assert(
      fc.property(store, (update) => {
        const target: Record<string, unknown> = {};
        mergeInto(target, update);
        expect(target).toEqual(update);
        for (const key of Object.keys(update))
          if (isPlainObject(update[key])) expect(target[key]).not.toBe(update[key]);
      }),
    );
  });

  test('twice with the same block changes nothing more', () => {
    fc.assert(
      fc.property(store, store, (before, update) => {
        const once = structuredClone(before) as Record<string, unknown>;
        mergeInto(once, update);
        const twice = structuredClone(once);
        mergeInto(twice, structuredClone(update));
        expect(twice).toEqual(once);
      }),
    );
  });

  test('never removes a key or shortens an array', () => {
    fc.assert(
      fc.property(store, store, (before, update) => {
        const target = structuredClone(before) as Record<string, unknown>;
        mergeInto(target, update);
        for (const [key, old] of Object.entries(before)) {
          expect(Object.hasOwn(target, key)).toBe(true);
          const now = target[key];
          if (Array.isArray(old) && Array.isArray(now) && Array.isArray(update[key]))
            expect(now.length).toBeGreaterThanOrEqual(old.length);
        }
      }),
    );
  });

  test('into itself ends, and cannot reach a prototype', () => {
    const temp: Record<string, unknown> = { a: { b: 1 } };

    mergeInto(temp, { self: temp, ...JSON.parse('{"__proto__":{"polluted":true}}') });
    mergeInto(temp, { self: temp });

    expect(temp).toMatchObject({ a: { b: 1 }, self: { a: { b: 1 } } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('Base', () => {
  test('gives way to the step wherever the step says something', () => {
    fc.assert(
      fc.property(store, store, (base, step) => {
        const merged = mergeBase({ body: base }, { body: step }).body as Record<string, unknown>;
        for (const [key, value] of Object.entries(step)) if (!isPlainObject(value)) expect(merged[key]).toEqual(value);
        for (const [key, value] of Object.entries(base))
          if (!Object.hasOwn(step, key)) expect(merged[key]).toEqual(value);
      }),
    );
  });

  test('adds its sanitized paths to those of the step (A1)', () => {
    expect(mergeBase({ log: { sanitize: ['a', 'b'] } }, { log: { sanitize: ['b', 'c'] } }).log).toEqual({
      sanitize: ['a', 'b', 'c'],
    });
  });
});

describe('a query', () => {
  test('is read back as it was written', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text !== '__proto__');
    fc.assert(
      fc.property(
        fc.dictionary(
          name,
          fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2 })),
        ),
        (qs) => {
          expect(parsePairs(printPairs(queryPairs(qs)))).toEqual({ ...qs });
        },
      ),
    );
  });
});

describe('an address', () => {
  test('keeps the host of the app whatever a value in its path is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const url = assembleUrl({
          url: `/v1/${value}`,
          baseUrl: 'https://shop.example',
          query: '',
          encode: true,
          mode: 'legacy',
        });
        expect(new URL(url).host).toBe('shop.example');
        expect(url.slice('https://'.length).split('?')[0]).not.toContain('//');
      }),
    );
  });
});

describe('the state of a trigger', () => {
  const item = fc.record({
    id: fc.integer({ min: 0, max: 9 }),
    date: fc.integer({ min: 0, max: 5 }).map((day) => new Date(day * 86_400_000)),
  });

  test('makes what was given out old, and nothing later', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), (items) => {
        const sorted = [...items].sort((a, b) => a.date.getTime() - b.date.getTime());
        const state = readState(
          jsonReady(advanceState(readState({}, { start: undefined, isDated: true, now: new Date(0) }), sorted)),
          { start: undefined, isDated: true, now: new Date(0) },
        );
        const last = sorted.at(-1)!;
        for (const given of sorted) expect(isNew(given, state)).toBe(false);
        expect(isNew({ id: 99, date: last.date }, state)).toBe(true);
        expect(isNew({ id: last.id, date: new Date(last.date.getTime() + 1) }, state)).toBe(true);
      }),
    );
  });
});

test.each([
  ['2026-02-01', '2026-02-01T00:00:00.000Z'],
  ['2026-02-01 10:30', '2026-02-01T10:30:00.000Z'],
  ['2026-02-01T10:30:00+02:00', '2026-02-01T08:30:00.000Z'],
  [1_770_000_000, '2026-02-02T02:40:00.000Z'],
  [1_770_000_000_000, '2026-02-02T02:40:00.000Z'],
  ['1770000000', '2026-02-02T02:40:00.000Z'],
  ['Sun, 01 Feb 2026 10:30:00 GMT', '2026-02-01T10:30:00.000Z'],
  ['soon', undefined],
  [null, undefined],
  ['', undefined],
])('%j is the instant %s', (value, iso) => {
  expect(toInstant(value)?.toISOString()).toBe(iso);
});
