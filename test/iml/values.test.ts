import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDecimal, divideDecimal, multiplyDecimal, remainderDecimal } from '../../scripts/iml/decimal.ts';
import {
  deepEquals,
  EMPTY_STRING,
  isEmptyString,
  isTruthy,
  kindOf,
  looseEquals,
  readPath,
  toNumber,
  toText,
} from '../../scripts/iml/values.ts';

describe('toText', () => {
  test.each([
    ['x', 'x'],
    [EMPTY_STRING, ''],
    [null, ''],
    [undefined, ''],
    [true, 'true'],
    [12.5, '12.5'],
    [1e-10, '0.0000000001'],
    [-2.5e-8, '-0.000000025'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [[1, [2, null], 'x'], '1,2,,x'],
    [[], ''],
    [[{ a: 1 }, { b: [2] }], '{"a":1},{"b":[2]}'],
    [{ a: undefined, b: new Date(0), c: EMPTY_STRING }, '{"b":"1970-01-01T00:00:00.000Z","c":""}'],
    [Buffer.from('ž'), 'ž'],
    [new Uint8Array([104, 105]), 'hi'],
    [10n, '10'],
    [() => 1, ''],
    [Symbol('s'), ''],
  ])('of %o is %j', (value, text) => {
    expect(toText(value)).toBe(text);
  });

  test('reads back as the same number, without an exponent below 1e21', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        expect(Number(toText(value))).toBe(value + 0);
        expect(Math.abs(value) >= 1e21 || !toText(value).includes('e')).toBe(true);
      }),
    );
  });

  test('refuses what contains itself', () => {
    const list: unknown[] = [];
    list.push(list);
    const collection: { self?: unknown } = {};
    collection.self = collection;

    expect(() => toText(list)).toThrow('nested too deeply');
    expect(() => toText(collection)).toThrow('contains itself');

    const other: unknown[] = [];
    other.push(other);
    expect(() => looseEquals(list, other)).toThrow('nested too deeply');
  });
});

describe('toNumber', () => {
  test.each([
    [' 42 ', 42],
    ['-1.5e3', -1500],
    ['+7', 7],
    ['.5', 0.5],
    ['', 0],
    ['  ', 0],
    [EMPTY_STRING, 0],
    [null, 0],
    [undefined, 0],
    [false, 0],
    [new Date(9), 9],
    ['1,5', Number.NaN],
    ['1 000', Number.NaN],
    ['0x1f', Number.NaN],
    ['Infinity', Number.NaN],
    ['12px', Number.NaN],
    [[5], Number.NaN],
    [{}, Number.NaN],
  ])('of %o is %d', (value, number) => {
    expect(toNumber(value)).toBe(number);
  });
});

describe('isTruthy', () => {
  test.each([
    ['', false],
    [0, false],
    [Number.NaN, false],
    [null, false],
    [undefined, false],
    [false, false],
    ['false', true],
    ['0', true],
    [[], true],
    [{}, true],
    [EMPTY_STRING, true],
    [new Date(Number.NaN), true],
  ])('of %o is %s', (value, truthy) => {
    expect(isTruthy(value)).toBe(truthy);
  });
});

describe('equality', () => {
  test.each([
    [Buffer.from('a'), Buffer.from('a'), true, true],
    [Buffer.from('a'), Buffer.from('b'), false, false],
    [Buffer.from('a'), 'a', true, false],
    [[1, '2'], ['1', 2], true, false],
    [{ a: [1] }, { a: [1] }, true, true],
    [{ a: 1 }, { a: 1, b: undefined }, false, false],
    [{ a: undefined }, { b: undefined }, false, false],
    [new Date(1), new Date(1), true, true],
    [new Date(1), 1, true, false],
    [null, undefined, true, false],
    [{}, null, false, false],
    [{}, '[object Object]', false, false],
    [Number.NaN, Number.NaN, false, true],
    [EMPTY_STRING, '', true, false],
    [EMPTY_STRING, EMPTY_STRING, true, true],
    [true, 1, true, false],
  ])('of %o and %o is %s, strictly %s', (left, right, loose, strict) => {
    expect([looseEquals(left, right), looseEquals(right, left)]).toEqual([loose, loose]);
    expect([deepEquals(left, right), deepEquals(right, left)]).toEqual([strict, strict]);
  });

  test("is JavaScript's == for primitives", () => {
    const primitive = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
    );

    fc.assert(
      fc.property(primitive, primitive, (left, right) => {
        // biome-ignore lint/suspicious/noDoubleEquals: the operator under comparison
        expect(looseEquals(left, right)).toBe(left == right);
      }),
    );
  });
});

describe('kindOf', () => {
  test.each([
    ['', 'text'],
    [EMPTY_STRING, 'text'],
    [1, 'number'],
    [true, 'boolean'],
    [null, 'nothing'],
    [undefined, 'nothing'],
    [new Date(0), 'date'],
    [Buffer.alloc(0), 'buffer'],
    [[], 'array'],
    [{}, 'collection'],
    [Object.create(null), 'collection'],
    [() => 1, 'foreign'],
  ])('of %o is %s', (value, kind) => {
    expect(kindOf(value)).toBe(kind);
  });

  test('knows emptystring from empty text', () => {
    expect([isEmptyString(EMPTY_STRING), isEmptyString('')]).toEqual([true, false]);
    expect(JSON.stringify({ a: EMPTY_STRING })).toBe('{"a":""}');
  });
});

describe('readPath', () => {
  const value = { a: { b: [{ c: 1 }, { c: 2 }] }, 'x.y': 'whole', 'odd [name': 3, 'q r': { s: 4 }, '': 5, n: null };

  test.each([
    ['a.b.1.c', 1],
    ['a.b[2].c', 2],
    ['a.b[].c', 1],
    ['a.b[-1].c', 2],
    ['a.b.-1.c', 2],
    ['a.b.0.c', undefined],
    ['a.b[3].c', undefined],
    ['a.b.c', undefined],
    ['a.b.length', undefined],
    ['a[b][1]["c"]', 1],
    ["a['b'].2.c", 2],
    ['x.y', 'whole'],
    ['odd [name', 3],
    ['`q r`.s', 4],
    ['q r.s', 4],
    ['`q r', undefined],
    ['', 5],
    ['n.x', undefined],
    ['a.', undefined],
    ['.a', undefined],
    ['a..b', undefined],
  ])('%j gives %j', (path, expected) => {
    expect(readPath(value, path)).toEqual(expected);
  });

  test('takes a number as a position', () => {
    expect([1, 3, -1, 0].map((position) => readPath(['x', 'y', 'z'], position))).toEqual(['x', 'z', 'z', undefined]);
  });

  test('never throws for text, and gives nothing of nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '.', '[', ']', '`', "'", '1', '-', ' ') }), (path) => {
        readPath(value, path);
        expect(readPath(undefined, path)).toBeUndefined();
      }),
    );
  });
});

describe('decimal arithmetic', () => {
  /** Hundredths, so that the exact result is known from whole numbers. */
  const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 });

  test('is exact for what money is', () => {
    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        expect(addDecimal(a / 100, b / 100)).toBe((a + b) / 100 + 0);
        expect(multiplyDecimal(a / 100, b / 100)).toBe((a * b) / 10_000 + 0);
        if (b !== 0) expect(divideDecimal(a / 100, b / 100)).toBe(a / b + 0);
        if (b !== 0) expect(remainderDecimal(a / 100, b / 100)).toBe((a % b) / 100 + 0);
      }),
    );
  });

  test('stays close to floating point for any numbers', () => {
    const any = fc
      .double({ min: -1e100, max: 1e100, noNaN: true })
      .filter((value) => value === 0 || Math.abs(value) > 1e-100);

    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(addDecimal(a, b)).toBeCloseTo(a + b, -Math.log10(Math.abs(a) + Math.abs(b) + 1e-300) + 12);
        if (b !== 0) expect(Math.abs(divideDecimal(a, b) - a / b)).toBeLessThanOrEqual(Math.abs(a / b) * 1e-15);
      }),
    );
  });

  test.each([
    [addDecimal(1e308, 1e308), Number.POSITIVE_INFINITY],
    [addDecimal(1e-320, 1e308), 1e308],
    [addDecimal(2 ** 53, 0.1), 2 ** 53],
    [multiplyDecimal(1e200, 1e200), Number.POSITIVE_INFINITY],
    [multiplyDecimal(1e-200, 1e-200), 0],
    [multiplyDecimal(123456789.123, 1000), 123456789123],
    [divideDecimal(1, 0), Number.POSITIVE_INFINITY],
    [divideDecimal(0.5, Number.POSITIVE_INFINITY), 0],
    [divideDecimal(5e-324, 2), 0],
    [divideDecimal(1.21, 1.1), 1.1],
    [remainderDecimal(5.5, 0), Number.NaN],
    [remainderDecimal(-5.5, 2), -1.5],
    [remainderDecimal(1.5, Number.POSITIVE_INFINITY), 1.5],
    [remainderDecimal(1e300, 0.7), 1e300 % 0.7],
  ])('edge %#: %d is %d', (actual, expected) => {
    expect(Number.isNaN(expected) ? Number.isNaN(actual) : Math.abs(actual - expected) < 1 || actual === expected).toBe(
      true,
    );
  });
});
