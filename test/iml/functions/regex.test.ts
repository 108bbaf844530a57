import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRegex, replaceByRegex } from '../../../scripts/iml/functions/regex.ts';

describe('readRegex', () => {
  test.each([
    ['/a+/', { pattern: 'a+', flags: '' }],
    ['/a/gi', { pattern: 'a', flags: 'gi' }],
    ['/a/b/', { pattern: 'a/b', flags: '' }],
    ['/https?:\\/\\//g', { pattern: 'https?:\\/\\/', flags: 'g' }],
    ['/\n/', { pattern: '\n', flags: '' }],
    ['//', undefined],
    ['/', undefined],
    ['', undefined],
    ['a/b/', undefined],
    ['/users/42', undefined],
    ['/a/x', undefined],
    ['/path', undefined],
  ])('%j is %j', (search, regex) => {
    expect(readRegex(search)).toEqual(regex);
  });
});

const replaced = (text: string, search: string, replacement: string): string =>
  replaceByRegex(text, { ...readRegex(search)!, replacement });

describe('replaceByRegex', () => {
  test.each([
    ['a1b22', '/\\d+/', '#', 'a#b22'],
    ['a1b22', '/\\d+/g', '#', 'a#b#'],
    ['a1b22', '/(\\d)(\\d)?/g', '<$1|$2>', 'a<1|>b<2|2>'],
    ['a1', '/\\d/', '[$&]', 'a[1]'],
    ['a1', '/\\d/', '$$', 'a$'],
    ['a1', '/\\d/', '$<digit>', 'a$<digit>'],
    ['A', '/a/i', 'x', 'x'],
    ['a\nb', '/^b/m', 'x', 'a\nx'],
    ['a\nb', '/a.b/s', 'x', 'x'],
    ['ab', '/b/y', 'x', 'ab'],
    ['😀', '/^.$/u', 'x', 'x'],
    ['aXbX', '/(?<=a)X/g', '', 'abX'],
    ['abcabc', '/(abc)\\1/', 'x', 'x'],
    ['(?<a>)', '/[(]\\?<a>[)]/', 'x', 'x'],
  ])('%j by %s and %j is %j', (text, search, replacement, result) => {
    expect(replaced(text, search, replacement)).toBe(result);
  });

  test.each([
    ['/(a/', /Invalid regular expression/],
    ['/a/gg', /flags/],
    ['/(?<year>\\d+)/', /named group/],
    [`/${'['.repeat(10_001)}/`, /may have 10000 characters; this one has 10001/],
  ])('%s is refused', (search, message) => {
    expect(() => replaced('text', search, '')).toThrow(message);
  });

  test.each([
    ['nested repetition', '/(a+)+$/', `${'a'.repeat(40)}!`],
    ['choices that overlap', '/(a|a)*$/', `${'a'.repeat(40)}!`],
    ['many repetitions in a row', `/${'a*'.repeat(25)}$/`, `${'a'.repeat(200)}!`],
  ])('is stopped at the limit: %s', (_, search, text) => {
    expect(() => replaceByRegex(text, { ...readRegex(search)!, replacement: '', timeLimit: 40 })).toThrow(
      /was stopped after 40 ms; repeat no group/,
    );
    expect(replaced('abc', '/(b|x)+/', '-')).toBe('a-c');
  });

  test('stops work that is merely quadratic when the text is long', () => {
    const text = 'a'.repeat(1_000_000);

    expect(() => replaceByRegex(text, { pattern: 'a+!', flags: 'g', replacement: '', timeLimit: 40 })).toThrow(
      /was stopped after 40 ms/,
    );
  });

  test('gives what JavaScript gives, on short text and on long', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '\\d',
      '\\w',
      '[ab]',
      '[^b]',
      '\\.',
      '(a)',
      '(?:ab)',
      '(a|b)',
      '^',
      '$',
      '|',
    );
    const quantified = fc
      .tuple(atom, fc.constantFrom('', '', '', '?', '*', '+', '{2}', '*?'))
      .map(([a, q]) => (/[\^$|]/.test(a) ? a : a + q));
    const pattern = fc.array(quantified, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '1', ' '), maxLength: 12 });
    fc.assert(
      fc.property(
        pattern,
        text,
        fc.constantFrom('', 'g', 'gi'),
        fc.constantFrom('x', '$&$&', ''),
        (source, subject, flags, put) => {
          const expected = subject.replace(new RegExp(source, flags), put);

          expect(replaceByRegex(subject, { pattern: source, flags, replacement: put })).toBe(expected);
        },
      ),
      { numRuns: 200 },
    );
  });
});
