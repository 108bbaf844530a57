import fc from 'fast-check';
import moment from 'moment-timezone';
import { describe, expect, test } from 'vitest';
import { instantOf, isZone, offsetAt, wallOf, zoneOf } from '../../../scripts/iml/functions/zone.ts';
import { anyInstant, anyZone, MODERN } from './dates.ts';

const HOUR = 3_600_000;

describe('zoneOf', () => {
  test.each([
    [['Europe/Prague', 'UTC'], 'Europe/Prague'],
    [['europe/prague', 'UTC'], 'europe/prague'],
    [['utc', 'Asia/Tokyo'], 'utc'],
    [['Mars/Olympus', 'Asia/Tokyo'], 'Asia/Tokyo'],
    [['+02:00', 'Asia/Tokyo'], 'Asia/Tokyo'],
    [['', 'Asia/Tokyo'], 'Asia/Tokyo'],
    [[undefined, 'Asia/Tokyo'], 'Asia/Tokyo'],
    [[null, 'nowhere'], 'UTC'],
    [[{}, '__proto__'], 'UTC'],
    [[' Asia/Tokyo '], 'Asia/Tokyo'],
  ])('%j is %s', (names, zone) => {
    expect(zoneOf(...names)).toBe(zone);
  });
});

describe('isZone', () => {
  test('remembers nothing wrong about names tried before', () => {
    expect([isZone('No/Where'), isZone('America/Lima'), isZone('No/Where'), isZone('America/Lima')]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  test('stays right when thousands of names are tried', () => {
    for (let at = 0; at < 2500; at++) isZone(`Made/Up${at}`);

    expect(isZone('Asia/Tokyo')).toBe(true);
  });
});

describe('offsetAt', () => {
  test.each([
    ['UTC', '2024-07-01T00:00:00Z', 0],
    ['Europe/Prague', '2024-01-01T00:00:00Z', 1],
    ['Europe/Prague', '2024-07-01T00:00:00Z', 2],
    ['Asia/Kathmandu', '2024-07-01T00:00:00Z', 5.75],
    ['America/St_Johns', '2024-01-01T00:00:00Z', -3.5],
    ['Pacific/Kiritimati', '2024-01-01T00:00:00Z', 14],
    ['Europe/Prague', '2024-03-31T00:59:59.999Z', 1],
    ['Europe/Prague', '2024-03-31T01:00:00Z', 2],
    // Rules go on after 2037, where packed zone data ends.
    ['Europe/Prague', '2060-07-01T00:00:00Z', 2],
  ])('in %s at %s is %d hours', (zone, instant, hours) => {
    expect(offsetAt(Date.parse(instant), zone)).toBe(hours * HOUR);
  });

  test('agrees with moment', () => {
    fc.assert(
      fc.property(anyInstant(), anyZone(), (instant, zone) => {
        expect(offsetAt(instant, zone) / 60_000).toBe(moment.tz(instant, zone).utcOffset());
      }),
    );
  });
});

describe('instantOf', () => {
  test.each([
    ['a usual time', '2024-03-09T10:00:00Z', '2024-03-09T15:00:00Z'],
    ['a skipped time moves on', '2024-03-10T02:30:00Z', '2024-03-10T07:30:00Z'],
    ['a repeated time is the first', '2024-11-03T01:30:00Z', '2024-11-03T05:30:00Z'],
  ])('%s', (_, wall, instant) => {
    expect(new Date(instantOf(Date.parse(wall), 'America/New_York'))).toEqual(new Date(instant));
  });

  test('keeps a preferred offset where the clocks allow it', () => {
    const wall = Date.parse('2024-11-03T01:30:00Z');

    expect(new Date(instantOf(wall, 'America/New_York', -5 * HOUR))).toEqual(new Date('2024-11-03T06:30:00Z'));
    expect(new Date(instantOf(wall, 'America/New_York', -9 * HOUR))).toEqual(new Date('2024-11-03T05:30:00Z'));
  });

  test('undoes wallOf, given the offset', () => {
    fc.assert(
      fc.property(anyInstant(), anyZone(), (instant, zone) => {
        expect(instantOf(wallOf(instant, zone), zone, offsetAt(instant, zone))).toBe(instant);
      }),
    );
  });

  test('agrees with moment about times that clocks skip and repeat', () => {
    fc.assert(
      fc.property(anyInstant(), anyZone(), (wall, zone) => {
        const minute = Math.floor(wall / 60_000) * 60_000;
        const text = new Date(minute).toISOString().slice(0, 16);

        expect(instantOf(minute, zone)).toBe(moment.tz(text, 'YYYY-MM-DDTHH:mm', zone).valueOf());
      }),
    );
  });

  test('reaches the ends of time', () => {
    expect(Number.isFinite(instantOf(MODERN.max * 5000, 'Asia/Tokyo'))).toBe(true);
    expect(Number.isFinite(instantOf(-8.64e15, 'America/Lima'))).toBe(true);
  });
});
