import { describe, expect, test } from 'vitest';
import { ImlRuntimeError } from '../../../scripts/iml/errors.ts';
import { library } from '../../../scripts/iml/functions/library.ts';
import { nothingCases } from './nothing-cases.ts';
import { refusedCases } from './refused-cases.ts';
import { evaluated } from './support.ts';

/** Functions that give more than one answer to nothing, tested below. */
const ELSEWHERE = ['createJSON', 'errorFactory', 'jwt', 'generateJwtWithKeyId'];

describe('nothing as the argument', () => {
  test.each(Object.entries(nothingCases))('of %s gives %j', (name, value) => {
    expect(evaluated(`${name}(null)`)).toEqual(value);
    expect(evaluated(`${name}(missing)`)).toEqual(value);
    expect(evaluated(`${name}()`)).toEqual(value);
  });

  test('is settled for every function', () => {
    expect([...Object.keys(nothingCases), ...ELSEWHERE].toSorted()).toEqual([...library.keys()].toSorted());
  });

  test('of createJSON is written as null, and not at all when it is missing', () => {
    expect([evaluated('createJSON(null)'), evaluated('createJSON(missing)')]).toEqual(['null', undefined]);
  });

  test('of errorFactory makes an error without a message', () => {
    expect(evaluated('errorFactory(null)')).toMatchObject({ type: 'RuntimeError', message: '' });
  });

  test.each([
    ["substring('abc', null, 2)", 'ab'],
    ["substring('abc', 1, null)", 'bc'],
    ["indexOf('abcabc', 'c', null)", 2],
    ["split('a,b', null)", ['a', 'b']],
    ["split('a,,b', ',', null)", ['a', 'b']],
    ["replace('abc', null, 'x')", 'abc'],
    ["replace('abc', 'b', null)", 'ac'],
    ["contains('ABC', 'b', null)", false],
    ["contains('abc', null)", true],
    ["sha256('abc', null, null, null)", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ["toString('abc', null)", 'abc'],
    ['trunc(1.5, null)', 1],
    ["parseNumber('1.5', null)", 1.5],
    ['formatNumber(1234.5, null, null, null)', '1.234,50'],
    ["formatDate('2024-01-01', null, null)", '2024-01-01T00:00:00.000+00:00'],
    ["parseDate('2024-01-01', null, null)", new Date('2024-01-01')],
    ["addDays('2024-01-01', null)", new Date('2024-01-01')],
    ["setDay('2024-01-01', missing)", new Date('2024-01-01')],
    ["dateDifference('2024-01-01', null)", null],
    ["dateDiff('2024-01-01', missing, 'D')", null],
    ["join(split('a,b', ','), null)", 'a,b'],
    ["slice(split('a,b,c', ','), null, null)", ['a', 'b', 'c']],
    ["flatten(split('a,b', ','), null)", ['a', 'b']],
    ["sort(split('b,a', ','), null, null)", ['a', 'b']],
    ["distinct(split('b,b', ','), null)", ['b']],
    ["map(split('b,a', ','), null)", []],
    ["arrayDifference(split('a,b', ','), split('b', ','), null)", ['a']],
    ["toDataStructure('{}', null)", []],
  ])('left out as an option: %s', (expression, value) => {
    expect(evaluated(expression)).toEqual(value);
  });
});

describe('emptystring', () => {
  test.each([
    ["ifempty(emptystring, 'x') = ''", true],
    ["if(emptystring, 'yes', 'no')", 'yes'],
    ["switch(emptystring, '', 'same')", 'same'],
    ['length(emptystring)', 0],
    ['upper(emptystring)', ''],
    ['toString(emptystring)', ''],
    ["split('a b', emptystring)", ['a', 'b']],
    ["replace('abc', 'b', emptystring)", 'ac'],
    ['createJSON(emptystring)', '""'],
    ["join(add(emptyarray, 'a', emptystring, 'b'))", 'a,,b'],
    ['distinct(add(emptyarray, emptystring, emptystring))', ['']],
    ['isArray(emptystring)', false],
    ['parseNumber(emptystring)', null],
  ])('is empty text that counts as a value: %s', (expression, value) => {
    expect(JSON.parse(JSON.stringify(evaluated(expression)))).toEqual(value);
  });
});

describe('a wrong argument', () => {
  const cases = refusedCases.map(([expression, message, variables = {}]) => ({ expression, message, variables }));

  test.each(cases)('$expression is refused: $message', ({ expression, message, variables }) => {
    const name = expression.slice(0, expression.indexOf('('));

    const run = (): unknown => evaluated(expression, { variables });

    expect(run).toThrow(ImlRuntimeError);
    expect(run).toThrow(`Function '${name}' finished with error! `);
    expect(run).toThrow(message);
  });

  test('is shown shortened when it is long', () => {
    const run = (): unknown => evaluated('first(text)', { variables: { text: 'x'.repeat(5000) } });

    expect(run).toThrow(`'${'x'.repeat(200)}…' is not a valid array.`);
  });

  test('never shows a key', () => {
    const run = (): unknown => evaluated("cryptoSign('RSA-SHA256', 'x', key)", { variables: { key: 'top-secret' } });

    expect(run).toThrow(/^(?!.*top-secret)/s);
  });
});
