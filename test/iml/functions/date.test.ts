import fc from 'fast-check';
import moment from 'moment-timezone';
import { describe, expect, test } from 'vitest';
import { anyInstant, anyZone } from './dates.ts';
import { type Case, evaluated } from './support.ts';

const at = (iso: string): Date => new Date(iso);
const NEW_YORK = 'America/New_York';

const cases: readonly Case[] = [
  ["formatDate(0, 'YYYY')", '1970'],
  ["formatDate('2024-05-06', 'HH:mm Z')", '00:00 +02:00', { timezone: 'Europe/Prague' }],
  ["formatDate('2024-05-06', 'HH:mm Z', 'Moon/Base')", '00:00 +02:00', { timezone: 'Europe/Prague' }],
  ["formatDate('2024-05-06T10:00:00Z', 'HH:mm', 'utc')", '10:00', { timezone: 'Europe/Prague' }],
  ["formatDate('2024-05-06T10:00:00Z', 'HH:mm', 'asia/tokyo')", '19:00'],
  ["formatDate('2024-05-06', '')", '2024-05-06T00:00:00.000+00:00'],
  ["formatDate('2024-05-06', 5)", '5'],
  ["parseDate('')", null],
  ["parseDate('', 'YYYY')", null],
  ['parseDate(d)', at('2024-05-06T01:02:03Z'), { variables: { d: at('2024-05-06T01:02:03Z') } }],
  ["parseDate(d, 'x')", at('2024-05-06T01:02:03Z'), { variables: { d: at('2024-05-06T01:02:03Z') } }],
  ['parseDate(1714957323000)', at('2024-05-06T01:02:03Z')],
  ["parseDate(1714957323000, 'x')", at('2024-05-06T01:02:03Z')],
  ["parseDate('1714957323', 'X', 'Asia/Tokyo')", at('2024-05-06T01:02:03Z')],
  ["parseDate(20240506, 'YYYYMMDD')", at('2024-05-06')],
  ["parseDate('2024-05-06')", at('2024-05-05T22:00:00Z'), { timezone: 'Europe/Prague' }],
  ["parseDate('2024-05-06', missing, 'Asia/Tokyo')", at('2024-05-05T15:00:00Z'), { timezone: 'Europe/Prague' }],
  ["parseDate('10:00', 'HH:mm')", at('2024-05-06T10:00:00Z')],
  ["parseDate('10:00', 'HH:mm')", at('2024-05-07T01:00:00Z'), { timezone: 'Asia/Tokyo', now: '2024-05-06T20:00:00Z' }],

  // The clocks of New York went forward on 10 March 2024 at 2:00 and back on 3 November at 2:00.
  ["addDays('2024-03-09 12:00', 1)", at('2024-03-10T16:00:00Z'), { timezone: NEW_YORK }],
  ["addHours('2024-03-09 12:00', 24)", at('2024-03-10T17:00:00Z'), { timezone: NEW_YORK }],
  ["addDays('2024-03-09 02:30', 1)", at('2024-03-10T07:30:00Z'), { timezone: NEW_YORK }],
  ["addDays('2024-11-02 01:30', 1)", at('2024-11-03T05:30:00Z'), { timezone: NEW_YORK }],
  ["addDays('2024-11-04 01:30', -1)", at('2024-11-03T06:30:00Z'), { timezone: NEW_YORK }],
  ["addMinutes('2024-11-03T05:30:00Z', 60)", at('2024-11-03T06:30:00Z'), { timezone: NEW_YORK }],
  ["setMinute('2024-11-03T06:30:00Z', 45)", at('2024-11-03T06:45:00Z'), { timezone: NEW_YORK }],
  ["setHour('2024-07-01T00:30:00Z', 1)", at('2024-06-30T05:30:00Z'), { timezone: NEW_YORK }],
  ["setDate('2024-07-01T00:30:00Z', 1)", at('2024-06-02T00:30:00Z'), { timezone: NEW_YORK }],
  [
    "setDay('2024-07-01T00:30:00Z', 'monday')",
    at('2024-07-02T00:30:00Z'),
    { timezone: 'Pacific/Honolulu', now: '2024-07-01T00:00:00Z' },
  ],
  ["setMinute('2024-05-06T00:10:00Z', 0)", at('2024-05-05T23:15:00Z'), { timezone: 'Asia/Kathmandu' }],

  ["addMonths('2024-03-31', -1)", at('2024-02-29')],
  ["addMonths('2024-10-31', 4)", at('2025-02-28')],
  ["addMonths('2024-01-31', 25)", at('2026-02-28')],
  ["addYears('2024-02-29', 4)", at('2028-02-29')],
  ["addDays('2024-01-01', 1.6)", at('2024-01-03')],
  ["addMonths('2024-01-01', - 1)", at('2023-12-01')],
  ["addSeconds('2024-01-01', 0.5)", at('2024-01-01T00:00:00.500Z')],
  ['addDays(0, 1)', at('1970-01-02')],
  ["addYears('0044-03-15', 1)", at('0045-03-15')],
  ["setSecond('2024-05-06T10:20:30.400Z', 5)", at('2024-05-06T10:20:05.400Z')],
  ["setDay('2024-05-06', '7')", at('2024-05-11')],
  ["setDay('2024-05-06', 8)", at('2024-05-12')],
  ["setDay('2024-05-06', ' SUN ')", at('2024-05-05')],
  ["setMonth('2024-05-31', 0)", at('2023-12-31')],
  ["setMonth('2024-05-31', 13)", at('2025-01-31')],
  ["setMonth('2024-05-31', 'Jun')", at('2024-06-30')],
  ["setYear('2024-05-06', '99')", at('0099-05-06')],

  ["dateDifference('2024-05-06', '2024-05-01', 'Days')", 5],
  ["dateDifference('2024-05-01', '2024-05-06', 'week')", 0],
  ["dateDifference('2024-05-20', '2024-05-06', 'weeks')", 2],
  ["dateDifference('2024-05-06 01:30', '2024-05-06', 'hours')", 1],
  ["dateDifference('2024-05-06', '2024-05-06 01:30', 'hours')", -1],
  ["dateDifference('2024-05-05', '2024-01-06', 'months')", 3],
  ["dateDifference('2024-01-06', '2024-05-05', 'months')", -3],
  ["dateDifference('2024-02-29', '2024-01-31', 'months')", 1],
  ["dateDifference('2028-02-28', '2024-02-29', 'years')", 3],
  ["dateDifference('2028-02-29', '2024-02-29', 'year')", 4],
  ["dateDifference('9999-01-01', '0001-01-01', 'months')", 119976],
  ["dateDiff('2024-05-06', '2024-05-06', 's')", 0],
  ["dateDiff(e, b, 'H')", 51, { variables: { e: at('2020-01-03T03:45:07Z'), b: at('2020-01-01') } }],
  ["dateDiff(e, b, 'RH')", 3, { variables: { e: at('2020-01-03T03:45:07Z'), b: at('2020-01-01') } }],
  ["dateDiff(e, b, 'Rs')", 7, { variables: { e: at('2020-01-03T03:45:07Z'), b: at('2020-01-01') } }],
];

describe('date functions', () => {
  test.each(cases.map(([expression, value, situation]) => ({ expression, value, situation })))('$expression', (row) => {
    const { expression, value, situation } = row;

    expect(evaluated(expression, situation)).toEqual(value);
  });

  const shifted = (expression: string, d: Date, n: number, timezone: string): unknown =>
    evaluated(expression, { variables: { d, n }, timezone });

  test.each([
    ['addDays(d, n)', 'day'],
    ['addMonths(d, n)', 'month'],
    ['addYears(d, n)', 'year'],
    ['addHours(d, n)', 'hour'],
  ] as const)('%s agrees with moment', (expression, unit) => {
    fc.assert(
      fc.property(anyInstant(), anyZone(), fc.integer({ min: -30, max: 30 }), (instant, zone, n) => {
        const expected = moment.tz(instant, zone).add(n, unit).toDate();

        fc.pre(expected.getTime() < Date.UTC(2037, 0, 1) && expected.getTime() > Date.UTC(1972, 0, 1));
        expect(shifted(expression, new Date(instant), n, zone)).toEqual(expected);
      }),
    );
  });

  test.each(['addDays', 'addMonths', 'addYears'])('%s by nothing changes nothing', (name) => {
    fc.assert(
      fc.property(anyInstant(), anyZone(), (instant, zone) => {
        expect(shifted(`${name}(d, n)`, new Date(instant), 0, zone)).toEqual(new Date(instant));
      }),
    );
  });

  test('dateDifference in months agrees with moment', () => {
    fc.assert(
      fc.property(anyInstant(), anyInstant(), (first, second) => {
        const found = evaluated("dateDifference(a, b, 'months')", {
          variables: { a: new Date(first), b: new Date(second) },
        });

        expect(found).toBe(moment.utc(first).diff(moment.utc(second), 'months') + 0);
      }),
    );
  });

  test('dateDifference turns its sign with its dates', () => {
    fc.assert(
      fc.property(
        anyInstant(),
        anyInstant(),
        fc.constantFrom('months', 'years', 'days', 'weeks'),
        (first, second, unit) => {
          const variables = { a: new Date(first), b: new Date(second), unit };
          const forth = evaluated('dateDifference(a, b, unit)', { variables }) as number;

          expect(evaluated('dateDifference(b, a, unit)', { variables })).toBe(-forth + 0);
        },
      ),
    );
  });
});
