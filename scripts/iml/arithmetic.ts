import { addDecimal, divideDecimal, multiplyDecimal, remainderDecimal } from './decimal.ts';
import { kindOf, toNumber, toText } from './values.ts';

/** The `+` operator: sums numbers as decimals, joins text, gives way to the other side for null (iml.md §6.1). */
export function add(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return finite(addDecimal(left, right));
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (left === null || left === undefined) return right ?? null;
  if (right === null || right === undefined) return left;
  if (addsAsNumber(left, right)) return finite(addDecimal(toNumber(left), toNumber(right)));
  return toText(left) + toText(right);
}

/** Number and boolean, date and number add up; every other mixture is joined as text (A, iml.md §6.1). */
function addsAsNumber(left: unknown, right: unknown): boolean {
  const other = typeof left === 'number' ? right : typeof right === 'number' ? left : undefined;
  const kind = kindOf(other);
  return kind === 'boolean' || kind === 'date';
}

/** The `++` operator: always numbers, plain floating point. */
export const addNumbers = (left: unknown, right: unknown): unknown => finite(toNumber(left) + toNumber(right));

/** Plain floating point, as observed on the platform (iml.md §6.1). */
export const subtract = (left: unknown, right: unknown): unknown => finite(toNumber(left) - toNumber(right));

export const multiply = (left: unknown, right: unknown): unknown =>
  finite(multiplyDecimal(toNumber(left), toNumber(right)));

export const divide = (left: unknown, right: unknown): unknown =>
  finite(divideDecimal(toNumber(left), toNumber(right)));

export const remainder = (left: unknown, right: unknown): unknown =>
  finite(remainderDecimal(toNumber(left), toNumber(right)));

export const negate = (value: unknown): unknown => finite(0 - toNumber(value));

export const toNumeric = (value: unknown): unknown => finite(toNumber(value));

/** Juxtaposition: both sides as text. */
export const join = (left: unknown, right: unknown): unknown => toText(left) + toText(right);

/** A result that is no number, or infinite, is null (A, iml.md §6.1). */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
