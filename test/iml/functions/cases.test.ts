import { describe, expect, test } from 'vitest';
import { library, undocumentedFunctions } from '../../../scripts/iml/functions/library.ts';
import { absentCalls } from './absent-functions.ts';
import { arrayCases } from './array-cases.ts';
import { dateCases } from './date-cases.ts';
import { generalCases } from './general-cases.ts';
import { mathCases } from './math-cases.ts';
import { type Case, evaluated } from './support.ts';
import { textCases } from './text-cases.ts';
import { formattingCases, parsingCases } from './token-cases.ts';

const families: readonly (readonly [family: string, cases: readonly Case[]])[] = [
  ['general', generalCases],
  ['text', textCases],
  ['math', mathCases],
  ['array', arrayCases],
  ['date', dateCases],
];

describe.each(families)('%s functions', (_, cases) => {
  test.each(cases.map(([expression, value, situation]) => ({ expression, value, situation })))('$expression', (row) => {
    const { expression, value, situation } = row;

    expect(evaluated(expression, situation)).toEqual(value);
  });
});

describe('tokens', () => {
  const formatted = formattingCases.map(([token, instant, text, timezone = 'UTC']) => ({
    token,
    instant,
    text,
    timezone,
  }));

  test.each(formatted)('$token formats $instant as $text', ({ token, instant, text, timezone }) => {
    expect(evaluated(`formatDate(d, "${token}")`, { variables: { d: new Date(instant) }, timezone })).toBe(text);
  });

  test.each(parsingCases)('%s is read by %s', (text, format, shownBy, shown) => {
    expect(evaluated(`formatDate(parseDate("${text}", "${format}"), "${shownBy}")`)).toBe(shown);
  });
});

describe('functions the platform lacks', () => {
  test.each(absentCalls)('%s fails', (call) => {
    const name = call.slice(0, call.indexOf('('));

    expect(() => evaluated(call, { variables: { arr: [10, 20, 30] } })).toThrow(`Function '${name}' not found!`);
  });

  test.each(['coalesce', 'set', 'hmac', 'toUpper', 'startsWith', 'startOfDay', 'ifEmpty', 'constructor', '__proto__'])(
    '%s is not in the library',
    (name) => {
      expect(library.has(name)).toBe(false);
    },
  );

  test('those of the vendor alone are known by name, so that checks can tell them from misspelt ones', () => {
    expect([...undocumentedFunctions].filter((name) => library.has(name))).toEqual([]);
    expect(undocumentedFunctions.has('safeSerialize')).toBe(true);
  });
});
