import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Case, evaluated } from './support.ts';

const cases: readonly Case[] = [
  ["abs(' -1.5e2 ')", 150],
  ['round(-0.4)', 0],
  ['ceil(-0.5)', 0],
  ['round(1.5, 2)', 2],
  ['round(0.49999999999999994)', 0],
  ['trunc(-3.789, 2)', -3.78],
  ['trunc(8.7)', 8],
  ['trunc(1.005, 3)', 1.005],
  ['trunc(4.35, 2)', 4.35],
  ['trunc(1.2345678e-5, 7)', 0.0000123],
  ['trunc(99, -2)', 0],
  ['trunc(-150, -2)', -100],
  ['trunc(n, -20)', 1e22, { variables: { n: 1.23e22 - 0.23e22 } }],
  ['trunc(-0.001, 1)', 0],
  ["trunc('12.345', '1')", 12.3],
  ["parseNumber('1 756,456', ',')", 1756.456],
  ["parseNumber('1.756,456', '.')", 1.756456],
  ["parseNumber('-€ 12.50')", -12.5],
  ["parseNumber('+7')", 7],
  ["parseNumber('.5')", 0.5],
  ["parseNumber(',5', ',')", 0.5],
  ["parseNumber('1.5e3')", 1500],
  ["parseNumber('1,5e-3', ',')", 0.0015],
  ["parseNumber('apples 12 each')", 12],
  ["parseNumber('-')", null],
  ["parseNumber('')", null],
  ["parseNumber('1e999')", null],
  ['parseNumber(true)', null],
  ['parseNumber(12.5)', 12.5],
  ['parseNumber(n)', null, { variables: { n: Number.NaN } }],
  ['formatNumber(1.005, 2)', '1,01'],
  ['formatNumber(2.675, 2, ".")', '2.68'],
  ['formatNumber(0.5, 0)', '1'],
  ['formatNumber(-0.5, 0)', '0'],
  ['formatNumber(-1.5, 0)', '-1'],
  ['formatNumber(-1.51, 0)', '-2'],
  ['formatNumber(-0.001)', '0,00'],
  ['formatNumber(999.999, 2)', '1.000,00'],
  ['formatNumber(0)', '0,00'],
  ['formatNumber(100, 0)', '100'],
  ['formatNumber(-1000, 0)', '-1.000'],
  ['formatNumber(123456, 0, ",", "")', '123456'],
  ['formatNumber(n, 0)', '1.000.000.000.000.000.000.000', { variables: { n: 1e21 } }],
  ['formatNumber(0.0000001, 8, ".")', '0.00000010'],
  ["formatNumber('1234.5', '1')", '1.234,5'],
  ['sum(list, 1)', 7, { variables: { list: [1, 2, 3] } }],
  ['sum(list)', 6, { variables: { list: [1, [2, 3], '4', true, null] } }],
  ['sum(0.1, 0.2, 0.3)', 0.6],
  ["sum('1', '2')", 0],
  ['average(0.1, 0.2)', 0.15],
  ['average(list)', 2, { variables: { list: [1, 'x', 3, null] } }],
  ['min(list)', null, { variables: { list: ['a'] } }],
  ["min(100, '5')", 100],
  ['max(-1, -2)', -1],
  ['median(5)', 5],
  ['median(10, 9, 2)', 9],
  ['stdevP(3)', 0],
  ['stdevS()', null],
];

describe('math functions', () => {
  test.each(cases.map(([expression, value, situation]) => ({ expression, value, situation })))('$expression', (row) => {
    const { expression, value, situation } = row;

    expect(evaluated(expression, situation)).toEqual(value);
  });

  const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
  const of = (expression: string, n: number): unknown => evaluated(expression, { variables: { n } });

  test('formatNumber without decimals writes what round gives', () => {
    fc.assert(
      fc.property(anyNumber, (n) => {
        expect(of("formatNumber(n, 0, '.', '')", n)).toBe(of('toString(round(n))', n));
      }),
    );
  });

  test('trunc goes toward zero by less than one step', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: -3, max: 6 }), (n, digits) => {
        const cut = evaluated('trunc(n, digits)', { variables: { n, digits } }) as number;

        expect(Math.abs(cut)).toBeLessThanOrEqual(Math.abs(n));
        expect(Math.abs(n) - Math.abs(cut)).toBeLessThanOrEqual(10 ** -digits);
      }),
    );
  });

  test('parseNumber reads what formatNumber wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        const n = cents / 100;

        expect(of("parseNumber(formatNumber(n), ',')", n)).toBe(n + 0);
      }),
    );
  });

  test('average and median lie between min and max', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (list) => {
        const [min, average, median, max] = ['min', 'average', 'median', 'max'].map(
          (name) => evaluated(`${name}(list)`, { variables: { list } }) as number,
        );

        expect(average).toBeGreaterThanOrEqual(min!);
        expect(average).toBeLessThanOrEqual(max!);
        expect(median).toBeGreaterThanOrEqual(min!);
        expect(median).toBeLessThanOrEqual(max!);
      }),
    );
  });
});
