import { describe, expect, test } from 'vitest';
import { arityOf, type Family, type ImlFunction } from '../../../scripts/iml/functions/function.ts';
import { library } from '../../../scripts/iml/functions/library.ts';
import { evaluated } from './support.ts';

const rows = [...library.values()];

const examples = rows.flatMap((row) =>
  row.examples.map(([expression, value, variables = {}]) => [expression, value, variables, row] as const),
);

/** The documented functions, family by family (iml.md §8-§13). */
const NAMES: Readonly<Record<Family, string>> = {
  general: 'if ifempty switch get pick omit equal mergeCollections',
  text:
    'ascii base64 capitalize contains decodeURL encodeURL escapeHTML escapeMarkdown indexOf length lower upper md5 ' +
    'sha1 sha256 sha512 replace replaceEmojiCharacters split startcase stripHTML substring toBinary toString trim',
  math: 'abs average sum min max median stdevP stdevS ceil floor round trunc parseNumber formatNumber',
  date:
    'formatDate parseDate addSeconds addMinutes addHours addDays addMonths addYears setSecond setMinute setHour ' +
    'setDay setDate setMonth setYear dateDifference dateDiff',
  array:
    'add remove merge join first last slice reverse shuffle flatten distinct deduplicate keys map sort toArray ' +
    'toCollection arrayDiff arrayIntersect arrayDifference',
  app:
    'parseJSON createJSON parseXML createXML jwt generateJwtWithKeyId cryptoSign mime toDataStructure isArray pop ' +
    'shift errorFactory',
};

describe('the examples of the library', () => {
  test.each(examples)('%s', (expression, value, variables) => {
    expect(evaluated(expression, { variables })).toEqual(value);
  });
});

describe('a row of the library', () => {
  test.each(rows)('$name says what it does, in one sentence', ({ name, summary, examples: shown }) => {
    expect(summary).toMatch(/^[A-Z].*[^.]\.$/s);
    expect(shown.length).toBeGreaterThanOrEqual(2);
    expect(shown.some(([expression]) => expression.includes(`${name}(`))).toBe(true);
  });

  test.each(rows)('$name has parameters in the order required, optional, repeated', ({ parameters }: ImlFunction) => {
    const ranks = parameters.map(({ optional, variadic }) => (variadic ? 2 : optional ? 1 : 0));

    expect(ranks).toEqual(ranks.toSorted());
    expect(ranks.filter((rank) => rank === 2).length).toBeLessThanOrEqual(1);
  });

  test('is found under its own name', () => {
    expect([...library].filter(([name, row]) => name !== row.name)).toEqual([]);
  });

  test.each(Object.entries(NAMES))('of the family %s is there under every documented name', (family, names) => {
    const found = rows.filter((row) => row.family === family).map(({ name }) => name);

    expect(found.toSorted()).toEqual(names.split(' ').toSorted());
  });

  test('belongs to custom apps alone exactly when it is of the family app', () => {
    expect(rows.filter((row) => (row.family === 'app') !== (row.appsOnly ?? false))).toEqual([]);
  });

  test('counts its arguments by its parameters', () => {
    expect(arityOf(library.get('replace')!)).toEqual([3, 3]);
    expect(arityOf(library.get('round')!)).toEqual([1, 1]);
    expect(arityOf(library.get('switch')!)).toEqual([3, Number.POSITIVE_INFINITY]);
  });
});
