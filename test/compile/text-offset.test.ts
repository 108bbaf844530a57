import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offsetInLiteral } from '../../scripts/compile/text-offset.ts';

const UNFOLLOWED: readonly (readonly [string, string])[] = [
  ['a name', 'path, next'],
  ['a sum', "'a' + 'b'"],
  ['a template with a value in it', '`/a/${b}/c`'],
  ['a tagged template', 'iml`/a/${b}`'],
  ['a method call on a text', "'a'.repeat(3)"],
  ['a text that never ends', "'abc"],
];

describe('offsetInLiteral', () => {
  test.each([
    ['single quotes', "'/users/{{x}}'", 7, 8],
    ['double quotes', '"/users/{{x}}"', 7, 8],
    ['a template without values', '`/users/{{x}}`', 7, 8],
    ['an escaped quote', String.raw`'it\'s {{x}}'`, 5, 7],
    ['escapes of every length', String.raw`'\n\x41\u0042\u{43}{{x}}'`, 4, 19],
    ['a code point of two units', String.raw`'\u{1F600}{{x}}'`, 2, 10],
    ['a continued line', "'a\\\nb{{x}}'", 2, 5],
    ['an emoji as it is', "'😀{{x}}'", 2, 3],
    ['the end of the text', "'ab'", 2, 3],
    ['what follows in TypeScript', "'ab{{x}}' as const,", 2, 3],
    ['a comment behind', "'ab' /* why */, next", 1, 2],
  ])('follows %s', (_, source, offset, expected) => {
    expect(offsetInLiteral(source, 0, offset)).toBe(expected);
  });

  test.each(UNFOLLOWED)('does not follow %s', (_, source) => {
    expect(offsetInLiteral(source, 0, 1)).toBeUndefined();
  });

  test('finds the source of every prefix of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, at) => {
        const literal = JSON.stringify(text);
        const offset = at % (text.length + 1);

        const found = offsetInLiteral(literal, 0, offset);

        expect(JSON.parse(`${literal.slice(0, found)}"`)).toBe(text.slice(0, offset));
      }),
      { numRuns: 50 },
    );
  });
});
