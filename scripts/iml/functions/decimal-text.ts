import { toText } from '../values.ts';

/** A finite number as the digits people see, so that cutting and rounding never meet binary noise. */
interface Digits {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

function digitsOf(number: number): Digits {
  const size = Math.abs(number);
  const text = size < 1e21 ? toText(size) : BigInt(size).toString();
  const [whole = '0', fraction = ''] = text.split('.');
  return { isNegative: number < 0, whole, fraction };
}

/** Cuts a number toward zero: to `places` decimals or, when negative, to that many zeroed whole digits (iml.md §11). */
export function truncateDecimal(number: number, places: number): number {
  const { isNegative, whole, fraction } = digitsOf(number);
  const text = places < 0 ? zeroed(whole, -places) : `${whole}.${fraction.slice(0, places)}`;
  return (isNegative ? -Number(text) : Number(text)) + 0;
}

const zeroed = (whole: string, count: number): string =>
  count >= whole.length ? '0' : whole.slice(0, whole.length - count) + '0'.repeat(count);

/** A number rounded half up to a fixed count of decimals, in parts ready to be joined. */
export interface FixedNumber {
  readonly sign: '' | '-';
  readonly whole: string;
  readonly fraction: string;
}

/** Rounds half up as `round` does, so -0.5 becomes 0 (A, iml.md §11). */
export function roundDecimal(number: number, places: number): FixedNumber {
  const { isNegative, whole, fraction } = digitsOf(number);
  const kept = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  const text = String(kept + (roundsAway(fraction.slice(places), isNegative) ? 1n : 0n)).padStart(places + 1, '0');
  const point = text.length - places;
  const isZero = /^0*$/.test(text);
  return { sign: isNegative && !isZero ? '-' : '', whole: text.slice(0, point), fraction: text.slice(point) };
}

/** Claims that the digits cut off make the number larger in size: from a half on, or beyond it below zero. */
function roundsAway(rest: string, isNegative: boolean): boolean {
  if (rest === '' || rest < '5') return false;
  return isNegative ? /[1-9]/.test(`${Number(rest[0]) - 5}${rest.slice(1)}`) : true;
}
