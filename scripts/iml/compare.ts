import { library } from './functions/library.ts';
import type { Context } from './host.ts';
import { deepEquals, looseEquals, primitiveOf, toNumber } from './values.ts';

/** The `=` operator in all its spellings: loose, unless the context asks for strictness (iml.md §6.2, §17). */
export function equals(left: unknown, right: unknown, context: Context): boolean {
  if (context.strictEquality) return deepEquals(left, right);
  const [isDate, isOtherDate] = [left instanceof Date, right instanceof Date];
  if (isDate === isOtherDate) return looseEquals(left, right);
  if (isDate && typeof right === 'string') return looseEquals(left, dateIn(right, context));
  if (isOtherDate && typeof left === 'string') return looseEquals(dateIn(left, context), right);
  return looseEquals(left, right);
}

export const differs = (left: unknown, right: unknown, context: Context): boolean => !equals(left, right, context);

export function isLess(left: unknown, right: unknown, context: Context): boolean {
  return typeof left === 'number' && typeof right === 'number' ? left < right : order(left, right, context) < 0;
}

export function isAtMost(left: unknown, right: unknown, context: Context): boolean {
  return typeof left === 'number' && typeof right === 'number' ? left <= right : order(left, right, context) <= 0;
}

export function isGreater(left: unknown, right: unknown, context: Context): boolean {
  return typeof left === 'number' && typeof right === 'number' ? left > right : order(left, right, context) > 0;
}

export function isAtLeast(left: unknown, right: unknown, context: Context): boolean {
  return typeof left === 'number' && typeof right === 'number' ? left >= right : order(left, right, context) >= 0;
}

/** Negative, zero or positive; NaN when the two cannot be compared, which makes every comparison false (iml.md §6.2). */
function order(left: unknown, right: unknown, context: Context): number {
  const first = comparable(left, right, context);
  const second = comparable(right, left, context);
  if (typeof first === 'string' && typeof second === 'string') return first < second ? -1 : first > second ? 1 : 0;
  const [a, b] = [comparableNumber(first), comparableNumber(second)];
  return a === b ? 0 : a - b;
}

/** The primitive a side is compared by: text beside a date is read as a date (A, iml.md §6.2). */
function comparable(value: unknown, other: unknown, context: Context): unknown {
  if (other instanceof Date && typeof value === 'string') return dateIn(value, context)?.getTime();
  return primitiveOf(value);
}

const comparableNumber = (value: unknown): number => (value === undefined ? Number.NaN : toNumber(value));

/** The date a text states, read as `parseDate` reads it; undefined when it states none. */
function dateIn(text: string, { host }: Context): Date | undefined {
  const parseDate = library.get('parseDate');
  if (parseDate === undefined || parseDate.lazy) return undefined;
  try {
    const date = parseDate.run(host, text);
    return date instanceof Date && !Number.isNaN(date.getTime()) ? date : undefined;
  } catch {
    return undefined; // text that is no date is no error in a comparison
  }
}
