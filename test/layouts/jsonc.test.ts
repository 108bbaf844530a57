import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonc } from '../../scripts/layouts/jsonc.ts';
import { createLineIndex } from '../../scripts/layouts/text-position.ts';

describe('parseJsonc', () => {
  test('reads any JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.stringify(parseJsonc(text).value)).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 60 },
    );
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\/*tn1 \n') }), (text) => {
        const { value, failure } = parseJsonc(text);
        expect(value === undefined).toBe(failure !== undefined);
      }),
    );
  });

  test('points at the unit of a text that a decoded offset means', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', '"', '\\', '\n', '\u0001', 'é', '😀', '\u2028', '\ud800'),
          minLength: 1,
        }),
        fc.nat(),
        (text, seed) => {
          const source = `{ "a": ${JSON.stringify(text)} }`;
          const inside = seed % text.length;
          const document = parseJsonc(source);
          const [offset, end] = [document.offsetOf(['a'], inside), document.offsetOf(['a'], inside + 1)];
          expect(JSON.parse(`"${source.slice(offset, end)}"`)).toBe(text[inside]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('takes the last of two keys, tells both places, and points at the one that counts', () => {
    const text = '{ "a": { "b": 1 }, "a": { "b": 2, "b": 3 } }';
    const { value, repeated, offsetOf, keyOffsetOf } = parseJsonc(text);

    expect(value).toEqual({ a: { b: 3 } });
    expect(repeated).toEqual([
      { path: ['a'], offset: 19, earlier: 2 },
      { path: ['a', 'b'], offset: 34, earlier: 26 },
    ]);
    expect(text.slice(offsetOf(['a', 'b']))).toBe('3 } }');
    expect(text.slice(keyOffsetOf(['a', 'b']))).toBe('"b": 3 } }');
    expect(keyOffsetOf(['a', 'c'])).toBe(offsetOf(['a', 'c']));
    expect(keyOffsetOf([])).toBe(0);
  });

  test('keeps __proto__ a key', () => {
    const { value } = parseJsonc('{ "__proto__": { "a": 1 } }');

    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  test('takes comments and trailing commas, and tells where they are', () => {
    const { value, extensions } = parseJsonc('{ // one\n "a": [1, /* two */ ], }');

    expect(value).toEqual({ a: [1] });
    expect(extensions.map(({ offset }) => offset)).toEqual([2, 19, 17, 30]);
  });

  test.each([
    ['{ "a": 1 "b": 2 }', 9, 'A comma is expected here.'],
    ['{ a: 1 }', 2, 'This is no JSON value.'],
    ['["a', 1, 'A text is not closed.'],
    ['["\\x"]', 1, 'A backslash stands before a character that takes none.'],
    ['{ "a": [1 }', 10, 'A comma is expected here.'],
    ['{} {}', 3, 'The file should end here.'],
    ['{} x', 3, 'The file should end here.'],
    ['[1e400]', 1, 'The number is too large.'],
    ['{ "a": -1e999 }', 7, 'The number is too large.'],
    ['', 0, 'The file is empty.'],
    ['  // only a comment', 19, 'A value is expected here.'],
  ])('says what is wrong with %s', (text, offset, message) => {
    expect(parseJsonc(text).failure).toMatchObject({ offset, message });
  });
});

describe('createLineIndex', () => {
  test('counts lines of every kind of ending', () => {
    const text = 'a\nb\r\nc\rd';
    const lines = createLineIndex(text);

    const places = [...text].map((_, offset) => lines.at(offset)).map(({ line, column }) => `${line}:${column}`);

    expect(places.join(' ')).toBe('1:1 1:2 2:1 2:2 2:3 3:1 3:2 4:1');
  });
});
