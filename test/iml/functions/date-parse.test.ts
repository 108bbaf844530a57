import fc from 'fast-check';
import moment from 'moment-timezone';
import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../../scripts/iml/functions/date-format.ts';
import { parseLeniently } from '../../../scripts/iml/functions/date-lenient.ts';
import { parseByFormat } from '../../../scripts/iml/functions/date-parse.ts';
import { anyFormat, anyInstant, anyReadableFormat, anyZone } from './dates.ts';

const NOW = Date.parse('2024-05-06T22:30:00Z');

const isoOf = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString().replace('.000Z', 'Z');

const read = (text: string, format: string, zone = 'UTC'): string | undefined =>
  isoOf(parseByFormat(text, format, { zone, now: NOW }));

describe('parseByFormat', () => {
  test.each([
    ['2024-03-09', 'YYYY-MM-DD', '2024-03-09T00:00:00Z'],
    ['2024-03-09 10:11:12', 'YYYY-MM-DD HH:mm:ss', '2024-03-09T10:11:12Z'],
    ['2024-03-09T10:11:12.130+02:00', 'YYYY-MM-DDTHH:mm:ss.SSSZ', '2024-03-09T08:11:12.130Z'],
    ['2024-03-09T10:11:12Z', 'YYYY-MM-DDTHH:mm:ssZ', '2024-03-09T10:11:12Z'],
    ['2024-03-09T10:11:12-0130', 'YYYY-MM-DDTHH:mm:ssZZ', '2024-03-09T11:41:12Z'],
    ['2024-03-09T10:11:12Z', 'YYYY-MM-DDTHH:mm:ss[Z]', '2024-03-09T10:11:12Z'],
    ['20240309', 'YYYYMMDD', '2024-03-09T00:00:00Z'],
    ['2024', 'YYYY', '2024-01-01T00:00:00Z'],
    ['2024-3-9', 'YYYY-MM-DD', '2024-03-09T00:00:00Z'],
    ['2024/03/09', 'YYYY-MM-DD', '2024-03-09T00:00:00Z'],
    ['2024-03-09 and more', 'YYYY-MM-DD', '2024-03-09T00:00:00Z'],
    ['14', 'YY', '2014-01-01T00:00:00Z'],
    ['14', 'YYYY', '2014-01-01T00:00:00Z'],
    ['68', 'YY', '2068-01-01T00:00:00Z'],
    ['69', 'YY', '1969-01-01T00:00:00Z'],
    ['-25', 'Y', '-000025-01-01T00:00:00Z'],
    ['9 mar 2024', 'D MMM YYYY', '2024-03-09T00:00:00Z'],
    ['MARCH 9th 2024', 'MMMM Do YYYY', '2024-03-09T00:00:00Z'],
    ['Sat, 09 Mar 2024 10:11', 'ddd, DD MMM YYYY HH:mm', '2024-03-09T10:11:00Z'],
    ['2024 60', 'YYYY DDD', '2024-02-29T00:00:00Z'],
    ['2024-W10-6', 'GGGG-[W]WW-E', '2024-03-09T00:00:00Z'],
    ['2024-03-09 11:05 P', 'YYYY-MM-DD h:mm A', '2024-03-09T23:05:00Z'],
    ['2024-03-09 12:05 am', 'YYYY-MM-DD hh:mm a', '2024-03-09T00:05:00Z'],
    ['2024-03-09 24:00', 'YYYY-MM-DD kk:mm', '2024-03-09T00:00:00Z'],
    ['1710027000', 'X', '2024-03-09T23:30:00Z'],
    ['1410715640.579', 'X', '2014-09-14T17:27:20.579Z'],
    ['1410715640579', 'x', '2014-09-14T17:27:20.579Z'],
    ['-1', 'x', '1969-12-31T23:59:59.999Z'],
    ['at 1710027000', '[at] X', '2024-03-09T23:30:00Z'],
    ['X 2024-03-09 10', '[X] YYYY-MM-DD HH', '2024-03-09T10:00:00Z'],
    ['10:11', 'HH:mm', '2024-05-06T10:11:00Z'],
    ['12', 'DD', '2024-05-12T00:00:00Z'],
    ['03-09', 'MM-DD', '2024-03-09T00:00:00Z'],
    ['', 'YYYY', undefined],
    ['2024-13-01', 'YYYY-MM-DD', undefined],
    ['2024-02-30', 'YYYY-MM-DD', undefined],
    ['2024-03-09 25:00', 'YYYY-MM-DD HH:mm', undefined],
    ['soon', 'YYYY-MM-DD', undefined],
    ['soon', 'X', undefined],
    ['soon', 'MMMM', undefined],
  ])('%s by %s is %s', (text, format, iso) => {
    expect(read(text, format)).toBe(iso);
  });

  test.each([
    ['2024-07-01 10:00', 'YYYY-MM-DD HH:mm', 'Europe/Prague', '2024-07-01T08:00:00Z'],
    ['1 July 2024', 'D MMMM YYYY', 'Europe/Prague', '2024-06-30T22:00:00Z'],
    ['1 July 2024 10:00 +00:00', 'D MMMM YYYY HH:mm Z', 'Europe/Prague', '2024-07-01T10:00:00Z'],
    ['1710027000', 'X', 'Europe/Prague', '2024-03-09T23:30:00Z'],
    // In Prague it is past midnight already: the day that fills in is the 7th.
    ['01:00', 'H:mm', 'Europe/Prague', '2024-05-06T23:00:00Z'],
    ['2024-03-10 02:30', 'YYYY-MM-DD H:mm', 'America/New_York', '2024-03-10T07:30:00Z'],
  ])('%s by %s in %s is %s', (text, format, zone, iso) => {
    expect(read(text, format, zone)).toBe(iso);
  });

  test('agrees with moment on what the usual formats write', () => {
    fc.assert(
      fc.property(anyInstant(), anyZone(), anyReadableFormat(), (instant, zone, format) => {
        const text = formatInstant(instant, format, zone);
        const expected = moment.tz(text, format, zone);

        expect(parseByFormat(text, format, { zone, now: NOW }) ?? Number.NaN).toBe(expected.valueOf());
      }),
      { numRuns: 500 },
    );
  });

  test('reads back what it wrote', () => {
    const FORMAT = 'YYYY-MM-DDTHH:mm:ss.SSSZ';
    fc.assert(
      fc.property(anyInstant(), anyZone(), (instant, zone) => {
        expect(parseByFormat(formatInstant(instant, FORMAT, zone), FORMAT, { zone, now: NOW })).toBe(instant);
      }),
    );
  });

  test('makes of any text and any format an instant or nothing', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('2024-05-06', 'January', '12 pm', '+02:00', '__proto__'));
    const format = fc.oneof(
      anyFormat(),
      fc.string({ minLength: 1 }),
      fc.constantFrom('constructor', '__proto__', '[', '\\'),
    );
    fc.assert(
      fc.property(text, format, anyZone(), (written, by, zone) => {
        fc.pre(by !== '');
        expect(Number.isFinite(parseByFormat(written, by, { zone, now: NOW }) ?? 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('leaves moment’s own clock as it was', () => {
    const clock = moment.now;

    read('10:11', 'H:mm');

    expect(moment.now).toBe(clock);
  });
});

describe('parseLeniently', () => {
  test.each([
    ['2016-06-20T17:26:44.356Z', '2016-06-20T17:26:44.356Z'],
    ['2016-06-20t17:26:44z', '2016-06-20T17:26:44Z'],
    ['2016-06-20 19:26:44 GMT+02:00', '2016-06-20T17:26:44Z'],
    ['2016-06-20 19:26+0200', '2016-06-20T17:26:00Z'],
    ['2016-06-20 19:26 +02', '2016-06-20T17:26:00Z'],
    ['2016-06-20 17:26:44', '2016-06-20T15:26:44Z'],
    ['2016-06-20 17:26:44 UTC', '2016-06-20T17:26:44Z'],
    ['2016-06-20', '2016-06-19T22:00:00Z'],
    ['  2016-06-20  ', '2016-06-19T22:00:00Z'],
    ['2016/6/2', '2016-06-01T22:00:00Z'],
    ['2016/06/20 5:26 PM', '2016-06-20T15:26:00Z'],
    ['2016/06/20 12:26am', '2016-06-19T22:26:00Z'],
    ['06/20/2016 17:26:44.5', '2016-06-20T15:26:44.500Z'],
    ['06/20/2016, 5:26:44 p.m.', '2016-06-20T15:26:44Z'],
    ['20.6.2016 19:26:44+02:00', '2016-06-20T17:26:44Z'],
    ['20. 6. 2016 17:26', '2016-06-20T15:26:00Z'],
    ['+012345-06-20T17:26:44.000Z', '+012345-06-20T17:26:44Z'],
    ['0044-03-15T00:00:00Z', '0044-03-15T00:00:00Z'],
  ])('%s is %s', (text, iso) => {
    expect(isoOf(parseLeniently(text, 'Europe/Prague'))).toBe(iso);
  });

  test.each([
    '',
    'today',
    '1482940986000',
    '20160620',
    '2016-06',
    '2016-13-01',
    '2016-02-30',
    '2016-06/20',
    '20/06/2016',
    '6.20.2016',
    '20-06-2016',
    '2016-06-20 25:00',
    '2016-06-20 13:00 PM',
    '2016-06-20 0:30 AM',
    '2016-06-20 17:61',
    '2016-06-20 17:26 +25:00',
    '2016-06-20 17:26 please',
    'on 2016-06-20',
    '-000000-01-01T00:00:00Z',
  ])('%s is no date', (text) => {
    expect(parseLeniently(text, 'UTC')).toBeUndefined();
  });

  test('reads every date’s own text', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), anyZone(), (date, zone) => {
        expect(parseLeniently(date.toISOString(), zone)).toBe(date.getTime());
      }),
    );
  });
});
