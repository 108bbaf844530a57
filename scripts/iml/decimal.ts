/** A finite number as `digits * 10 ** -places`, read from its shortest decimal form. */
interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/** Adds as decimal numbers: 0.1 + 0.2 is 0.3 (iml.md §6.1). */
export function addDecimal(left: number, right: number): number {
  const sum = left + right;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return sum;
  if (!Number.isFinite(sum)) return sum;
  const [a, b] = [decimalOf(left), decimalOf(right)];
  const places = Math.max(a.places, b.places);
  return numberOf(scaled(a, places) + scaled(b, places), places);
}

export function multiplyDecimal(left: number, right: number): number {
  const product = left * right;
  if (Number.isSafeInteger(product) && Number.isSafeInteger(left) && Number.isSafeInteger(right)) return product + 0;
  if (!Number.isFinite(product)) return product;
  const [a, b] = [decimalOf(left), decimalOf(right)];
  return numberOf(a.digits * b.digits, a.places + b.places);
}

/** Digits kept of a quotient that a double cannot give exactly; more than any double shows. */
const QUOTIENT_DIGITS = 40;

export function divideDecimal(left: number, right: number): number {
  const quotient = left / right;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return quotient + 0;
  if (!Number.isFinite(quotient) || !Number.isFinite(right) || quotient === 0) return quotient + 0;
  const [a, b] = [decimalOf(left), decimalOf(right)];
  const places = Math.max(a.places, b.places);
  const [numerator, denominator] = [scaled(a, places), scaled(b, places)];
  const shift = Math.max(0, QUOTIENT_DIGITS + length(denominator) - length(numerator));
  return numberOf((numerator * 10n ** BigInt(shift)) / denominator, shift);
}

/** Remainder with the sign of the dividend, as JavaScript's. */
export function remainderDecimal(left: number, right: number): number {
  const rest = left % right;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return rest + 0;
  if (!Number.isFinite(rest) || !Number.isFinite(right)) return rest;
  const [a, b] = [decimalOf(left), decimalOf(right)];
  const places = Math.max(a.places, b.places);
  return numberOf(scaled(a, places) % scaled(b, places), places);
}

const length = (digits: bigint): number => String(digits < 0n ? -digits : digits).length;

function decimalOf(value: number): Decimal {
  const text = String(value);
  const exponentAt = text.indexOf('e');
  const mantissa = exponentAt === -1 ? text : text.slice(0, exponentAt);
  const exponent = exponentAt === -1 ? 0 : Number(text.slice(exponentAt + 1));
  const point = mantissa.indexOf('.');
  const fraction = point === -1 ? 0 : mantissa.length - point - 1;
  const digits = BigInt(point === -1 ? mantissa : mantissa.slice(0, point) + mantissa.slice(point + 1));
  const places = fraction - exponent;
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

const scaled = ({ digits, places }: Decimal, wanted: number): bigint => digits * 10n ** BigInt(wanted - places);

const numberOf = (digits: bigint, places: number): number => Number(`${digits}e-${places}`) + 0;

/** Writes a number text that has a negative exponent (`1.5e-7`) without it. */
export function plainDecimal(text: string): string {
  const at = text.indexOf('e-');
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.slice(sign.length, at).replace('.', '');
  return `${sign}0.${'0'.repeat(Number(text.slice(at + 2)) - 1)}${digits}`;
}

/** Reads decimal text (sign, point and exponent allowed, trimmed by the caller); NaN for anything else, `0x10` and `Infinity` too. */
export function parseNumericText(text: string): number {
  const value = Number(text);
  if (Number.isNaN(value) || isPlain(text)) return value;
  return Number.NaN;
}

/** Claims that text JavaScript reads as a number uses no other characters than a decimal number has. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isDigit = code >= 48 && code <= 57;
    if (!isDigit && code !== 46 && code !== 43 && code !== 45 && code !== 101 && code !== 69) return false;
  }
  return text !== '';
}
