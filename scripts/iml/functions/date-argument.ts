import type { Host } from '../host.ts';
import { toText } from '../values.ts';
import { isText, notValid } from './arguments.ts';
import { parseLeniently } from './date-lenient.ts';
import { LAST_INSTANT, zoneOf } from './zone.ts';

/** The instant of a date parameter: a date, epoch milliseconds, or date text of a usual shape (iml.md §6.4). */
export function instantArgument(value: unknown, host: Host): number {
  const instant = readInstant(value, host);
  if (instant === undefined || !isInstant(instant)) throw notValid(value, 'date');
  return Math.trunc(instant);
}

function readInstant(value: unknown, host: Host): number | undefined {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number') return value;
  return isText(value) ? parseLeniently(toText(value), zoneOf(host.timezone)) : undefined;
}

/** Claims a number of milliseconds that a date can hold; NaN is none. */
const isInstant = (instant: number): boolean => Math.abs(instant) <= LAST_INSTANT;

/** Makes the date a function gives; the value it was made from is named when there is no such date. */
export function dateFrom(instant: number | undefined, source: unknown): Date {
  if (instant === undefined || !isInstant(instant)) throw notValid(source, 'date');
  return new Date(instant);
}
