import { describe, expect, test } from 'vitest';
import { fn, kw } from '#dsl';
import { expressionOf } from '../../scripts/dsl/iml-value.ts';
import { library } from '../../scripts/iml/functions/library.ts';
import { KEYWORDS, SYSTEM_VARIABLES } from '../../scripts/iml/keywords.ts';

const sorted = (names: Iterable<string>): string[] => [...names].sort();

describe('fn', () => {
  test('offers the functions of the language, no more and no less', () => {
    expect(sorted(Object.keys(fn))).toEqual(sorted(library.keys()));
  });

  test.each(Object.keys(fn))('writes a call of %s', (name) => {
    const call = Reflect.get(fn, name) as (...args: readonly string[]) => never;

    expect(expressionOf(call('a'))).toBe(`${name}('a')`);
  });
});

describe('kw', () => {
  test('offers the words of the language that need no root, but for true and false, which are literals', () => {
    const words = [...KEYWORDS, ...SYSTEM_VARIABLES].filter((word) => word !== 'true' && word !== 'false');

    expect(sorted(Object.keys(kw))).toEqual(sorted(words));
  });

  test.each(Object.entries(kw))('writes %s as it is', (name, value) => {
    expect(expressionOf(value)).toBe(name);
  });
});
