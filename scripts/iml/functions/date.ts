import { ImlFunctionError } from '../errors.ts';
import type { Host } from '../host.ts';
import { toText } from '../values.ts';
import { isNothing, optionalText, quoted } from './arguments.ts';
import { dateFrom, instantArgument } from './date-argument.ts';
import { formatInstant } from './date-format.ts';
import { parseLeniently } from './date-lenient.ts';
import { parseByFormat } from './date-parse.ts';
import { type EagerFunction, type ImlFunction, optional, required } from './function.ts';
import { changeWall, setMonth } from './wall-time.ts';
import { wallOf, zoneOf } from './zone.ts';

const DEFAULT_FORMAT = 'YYYY-MM-DDTHH:mm:ss.SSSZ';

const formatDate: EagerFunction = {
  name: 'formatDate',
  family: 'date',
  summary: 'Writes a date as text by a format, in the given zone or that of the scenario.',
  parameters: [required('date', 'date'), optional('format', 'text'), optional('timezone', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["formatDate('2024-03-09T23:30:00Z', 'D MMMM YYYY')", '9 March 2024'],
    ["formatDate('2024-03-09T23:30:00Z', 'YYYY-MM-DD HH:mm', 'Asia/Tokyo')", '2024-03-10 08:30'],
    ["formatDate('2024-03-09T23:30:00Z', 'X')", '1710027000'],
    ["formatDate('2024-03-09T23:30:00Z')", '2024-03-09T23:30:00.000+00:00'],
  ],
  run: (host, date, format, timezone) => {
    if (isNothing(date)) return null;
    const instant = instantArgument(date, host);
    return formatInstant(instant, optionalText(format, '') || DEFAULT_FORMAT, zoneOf(timezone, host.timezone));
  },
};

const parseDate: EagerFunction = {
  name: 'parseDate',
  family: 'date',
  summary: 'Reads a date from text by a format or, without one, in any usual shape.',
  parameters: [required('text', 'text'), optional('format', 'text'), optional('timezone', 'text')],
  returns: 'date',
  basis: 'documented',
  examples: [
    ["parseDate('09.03.2024 23:30', 'DD.MM.YYYY HH:mm')", new Date('2024-03-09T23:30:00Z')],
    ["parseDate('2024-03-10', 'YYYY-MM-DD', 'Asia/Tokyo')", new Date('2024-03-09T15:00:00Z')],
    ["parseDate(1710027000, 'X')", new Date('2024-03-09T23:30:00Z')],
    ["parseDate('3/9/2024 11:30 PM')", new Date('2024-03-09T23:30:00Z')],
  ],
  run: (host, text, format, timezone) => {
    // Nothing to read gives nothing, empty text too (A, iml.md §10.1).
    if (isNothing(text) || text === '') return null;
    if (text instanceof Date) return dateFrom(text.getTime(), text);
    const zone = zoneOf(timezone, host.timezone);
    const wanted = optionalText(format, '');
    if (wanted !== '') {
      return dateFrom(parseByFormat(toText(text), wanted, { zone, now: host.now().getTime() }), text);
    }
    return dateFrom(typeof text === 'number' ? text : parseLeniently(toText(text), zone), text);
  },
};

/** Milliseconds of the units whose length never changes. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['millisecond', 1],
  ['second', 1000],
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 604_800_000],
]);

/** Months of the units whose length depends on the calendar. */
const CALENDAR_UNITS: ReadonlyMap<string, number> = new Map([
  ['month', 1],
  ['year', 12],
]);

const dateDifference: EagerFunction = {
  name: 'dateDifference',
  family: 'date',
  summary: 'Counts the whole units from the second date to the first; negative when the first is earlier.',
  parameters: [required('date', 'date'), required('other', 'date'), optional('unit', 'text')],
  returns: 'number',
  basis: 'documented',
  examples: [
    ["dateDifference('2024-03-02', '2024-03-01', 'hours')", 24],
    ["dateDifference('2024-03-01', '2024-03-02')", -86400000],
    ["dateDifference('2024-03-30', '2024-01-31', 'months')", 1],
  ],
  run: (host, date, other, unit) => {
    if (isNothing(date) || isNothing(other)) return null;
    const [later, earlier] = [instantArgument(date, host), instantArgument(other, host)];
    const name = optionalText(unit, 'milliseconds').trim().toLowerCase().replace(/s$/, '');
    const length = UNITS.get(name);
    // Whole units, cut off toward zero (A, iml.md §10.1).
    if (length !== undefined) return Math.trunc((later - earlier) / length) + 0;
    const months = CALENDAR_UNITS.get(name);
    if (months !== undefined) return Math.trunc(monthsBetween(later, earlier, host) / months) + 0;
    throw new ImlFunctionError(
      `${quoted(unit)} is not a valid unit; use milliseconds, seconds … weeks, months or years.`,
    );
  },
};

/** Whole calendar months between two instants in the host's zone; a clamped month end counts as reached. */
function monthsBetween(first: number, second: number, host: Host): number {
  const zone = zoneOf(host.timezone);
  const sign = first < second ? -1 : 1;
  const [from, to] = sign === 1 ? [second, first] : [first, second];
  const [start, end] = [new Date(wallOf(from, zone)), new Date(wallOf(to, zone))];
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  const reached = changeWall(from, zone, (wall) => setMonth(wall, wall.getUTCFullYear(), wall.getUTCMonth() + months));
  return sign * (reached > to ? months - 1 : months);
}

/** Units of `dateDiff`: how long one is, and after which longer one a residual starts again. */
const DIFF_UNITS: ReadonlyMap<string, { readonly length: number; readonly modulo: number }> = new Map([
  ['D', { length: 86_400_000, modulo: Number.POSITIVE_INFINITY }],
  ['H', { length: 3_600_000, modulo: Number.POSITIVE_INFINITY }],
  ['m', { length: 60_000, modulo: Number.POSITIVE_INFINITY }],
  ['s', { length: 1000, modulo: Number.POSITIVE_INFINITY }],
  ['RH', { length: 3_600_000, modulo: 24 }],
  ['Rm', { length: 60_000, modulo: 60 }],
  ['Rs', { length: 1000, modulo: 60 }],
]);

const dateDiff: EagerFunction = {
  name: 'dateDiff',
  family: 'date',
  summary: 'Counts whole units between two dates: D, H, m, s, or with R what is left after the next longer unit.',
  parameters: [required('end', 'date'), required('start', 'date'), required('unit', 'text')],
  returns: 'number',
  basis: 'documented',
  examples: [
    ["dateDiff('2024-03-02 01:30', '2024-03-01', 'H')", 25],
    ["dateDiff('2024-03-02 01:30', '2024-03-01', 'RH')", 1],
    ["dateDiff('2024-03-02 01:30', '2024-03-01', 'Rm')", 30],
  ],
  run: (host, end, start, unit) => {
    if (isNothing(end) || isNothing(start)) return null;
    const found = DIFF_UNITS.get(toText(unit));
    if (found === undefined)
      throw new ImlFunctionError(`${quoted(unit)} is not a valid unit; use D, H, m, s, RH, Rm or Rs.`);
    const span = instantArgument(end, host) - instantArgument(start, host);
    if (span < 0) throw new ImlFunctionError(`The start ${quoted(start)} is later than the end ${quoted(end)}.`);
    return Math.floor(span / found.length) % found.modulo;
  },
};

/** Functions that read, write and compare dates (iml.md §10). */
export const dateFunctions: readonly ImlFunction[] = [formatDate, parseDate, dateDifference, dateDiff];
