import fc from 'fast-check';
import moment from 'moment-timezone';
import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../../scripts/iml/functions/date-format.ts';
import { anyFormat, anyInstant, anyPlainFormat, anyZone } from './dates.ts';

const at = (iso: string): number => Date.parse(iso);

describe('formatInstant', () => {
  test('agrees with moment on plain formats', () => {
    fc.assert(
      fc.property(anyInstant(), anyZone(), anyPlainFormat(), (instant, zone, format) => {
        fc.pre(format !== '');
        expect(formatInstant(instant, format, zone)).toBe(moment.tz(instant, zone).format(format));
      }),
      { numRuns: 500 },
    );
  });

  test('agrees with moment on all other formats', () => {
    fc.assert(
      fc.property(anyInstant(), anyZone(), anyFormat(), (instant, zone, format) => {
        fc.pre(format !== '');
        expect(formatInstant(instant, format, zone)).toBe(moment.tz(instant, zone).format(format));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['YY', '30'],
    ['Y', '2030'],
    ['Qo', '2nd'],
    ['MMMM', 'June'],
    ['DDDD', '153'],
    ['do', '0th'],
    ['w wo ww', '23 23rd 23'],
    ['W Wo WW', '22 22nd 22'],
    ['GGGG-[W]WW-E', '2030-W22-7'],
    ['gggg', '2030'],
    ['H k h', '0 24 12'],
    ['kk', '24'],
    ['hh:mm A', '12:04 AM'],
    ['a', 'am'],
    ['S SS SSS SSSS SSSSSSSSS', '6 60 607 6070 607000000'],
    ['[Day] D', 'Day 2'],
    ['\\Y\\M YYYY', 'YM 2030'],
    ['YYYYMM01', '20300601'],
    ['YYYY-MM-DDTHH:mm:ss[Z]', '2030-06-02T00:04:05Z'],
    ['L', '06/02/2030'],
    ['LLLL', 'Sunday, June 2, 2030 12:04 AM'],
    ['Zzz', '+00:00UTC'],
    ['é — ?', 'é — ?'],
  ])('%s gives %s', (format, text) => {
    expect(formatInstant(at('2030-06-02T00:04:05.607Z'), format, 'UTC')).toBe(text);
  });

  test.each([
    ['z', 'Europe/Prague', '2024-07-01T00:00:00Z', 'CEST'],
    ['z', 'America/New_York', '2024-01-01T00:00:00Z', 'EST'],
    ['Z z', 'europe/london', '2024-01-01T00:00:00Z', '+00:00 GMT'],
    ['HH:mm ZZ', 'Asia/Kathmandu', '2024-01-01T00:00:00Z', '05:45 +0545'],
    ['H:mm Z', 'Africa/Monrovia', '1971-01-01T00:00:00Z', '23:16 -00:44'],
    ['dddd', 'Pacific/Kiritimati', '2024-01-01T12:00:00Z', 'Tuesday'],
    ['YYYY', 'UTC', '0044-03-15T00:00:00Z', '0044'],
    ['YYYY-MM-DD', 'UTC', '+012345-01-01T00:00:00Z', '12345-01-01'],
    ['Y', 'UTC', '+012345-01-01T00:00:00Z', '+12345'],
    ['YYYY', 'UTC', '-000044-03-15T00:00:00Z', '-0044'],
  ])('%s in %s at %s gives %s', (format, zone, instant, text) => {
    expect(formatInstant(at(instant), format, zone)).toBe(text);
  });

  test.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])(
    'takes %s for a format like any other',
    (format) => {
      expect(formatInstant(0, format, 'UTC')).toBe(moment.utc(0).format(`${format} `).slice(0, -1));
    },
  );

  test('does not follow a locale that someone set for moment', () => {
    moment.defineLocale('upside-down', { months: 'J_F_M_A_M_J_J_A_S_O_N_D'.split('_') });
    const inThatLocale = moment.utc(0).format('MMMM');
    const text = formatInstant(0, 'MMMM', 'UTC');
    moment.locale('en');

    expect([inThatLocale, text]).toEqual(['J', 'January']);
  });
});
