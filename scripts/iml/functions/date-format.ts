import type { FormatPart, PlainToken } from './date-tokens.ts';
import { plainParts } from './date-tokens.ts';
import { packageOf } from './lazy.ts';
import { offsetAt } from './zone.ts';

/** Formats an instant in a zone with the tokens of iml.md §10.2. */
export function formatInstant(instant: number, format: string, zone: string): string {
  const offset = offsetAt(instant, zone);
  const wall = new Date(instant + offset);
  const year = wall.getUTCFullYear();
  const parts = year >= 0 && year <= 9999 ? plainParts(format) : undefined;
  return parts === undefined ? formatByMoment(instant, offset, format, zone) : formatPlainly(parts, wall, offset);
}

function formatPlainly(parts: readonly FormatPart[], wall: Date, offset: number): string {
  let text = '';
  for (const part of parts) text += 'literal' in part ? part.literal : tokenText(part.token, wall, offset);
  return text;
}

function tokenText(token: PlainToken, wall: Date, offset: number): string {
  switch (token) {
    case 'YYYY':
      return fourDigits(wall.getUTCFullYear());
    case 'MM':
      return twoDigits(wall.getUTCMonth() + 1);
    case 'DD':
      return twoDigits(wall.getUTCDate());
    case 'HH':
      return twoDigits(wall.getUTCHours());
    case 'mm':
      return twoDigits(wall.getUTCMinutes());
    case 'ss':
      return twoDigits(wall.getUTCSeconds());
    case 'SSS':
      return padded(wall.getUTCMilliseconds(), 3);
    case 'Z':
      return offsetText(offset, ':');
    case 'ZZ':
      return offsetText(offset, '');
    case 'X':
      return String(Math.floor((wall.getTime() - offset) / 1000));
    case 'x':
      return String(wall.getTime() - offset);
  }
}

/** Looked up: dates are written far more often than anything else with two digits. */
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
const twoDigits = (number: number): string => TWO_DIGITS[number] ?? String(number);

const fourDigits = (number: number): string => twoDigits(Math.trunc(number / 100)) + twoDigits(number % 100);

const padded = (number: number, width: number): string => String(number).padStart(width, '0');

function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${separator}${padded(minutes % 60, 2)}`;
}

/** Formats by moment, whose tokens the platform's are; the offset is ours, so that both ways agree on it. */
function formatByMoment(instant: number, offset: number, format: string, zone: string): string {
  const moment = packageOf('moment-timezone');
  const time = moment.utc(instant).locale('en');
  // As text, because moment takes small numbers for hours.
  if (offset !== 0) time.utcOffset(offsetText(offset, ':'));
  if (format.includes('z')) nameZone(time, instant, zone);
  return time.format(format);
}

/** Gives the `z` tokens the zone's abbreviation; what has an offset alone would print none. */
function nameZone(time: import('moment-timezone').Moment, instant: number, zone: string): void {
  const abbreviation = packageOf('moment-timezone').tz.zone(zone)?.abbr(instant) ?? zone;
  Object.assign(time, { zoneAbbr: () => abbreviation, zoneName: () => abbreviation });
}
