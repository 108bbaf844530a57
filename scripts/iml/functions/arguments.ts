import { parseNumericText } from '../decimal.ts';
import { ImlFunctionError } from '../errors.ts';
import { isCollection, toText } from '../values.ts';

/** Characters of an offending value that a message shows. */
const SHOWN = 200;

/** Quotes a value for a message, shortened when long. */
export function quoted(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : toText(value);
  return text.length > SHOWN ? `'${text.slice(0, SHOWN)}…'` : `'${text}'`;
}

/** The platform's wording for a value of the wrong type (iml.md §6.5). */
export const notValid = (value: unknown, what: string): ImlFunctionError =>
  new ImlFunctionError(`${quoted(value)} is not a valid ${what}.`);

export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

/** The text of an option, or the fallback when it is left out; null means left out (A, iml.md §6.4). */
export const optionalText = (value: unknown, fallback: string): string => (isNothing(value) ? fallback : toText(value));

export const optionalNumber = (value: unknown, fallback: number): number =>
  isNothing(value) ? fallback : numberOf(value);

/** A whole-number option; a fraction is cut off. */
export const optionalInteger = (value: unknown, fallback: number): number =>
  Math.trunc(optionalNumber(value, fallback));

/** Coerces a number parameter: numbers and numeric text; anything else is refused, unlike in operators (iml.md §6.4). */
export function numberOf(value: unknown): number {
  const number = isText(value) ? parseNumericText(toText(value).trim()) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw notValid(value, 'number');
  return number;
}

/** Claims text, `emptystring` included. */
export const isText = (value: unknown): boolean => typeof value === 'string' || value instanceof String;

/** A path argument: positions stay numbers, everything else becomes text (iml.md §4.4). */
export const pathOf = (path: unknown): string | number => (typeof path === 'number' ? path : toText(path));

/** The items of an array parameter; nothing counts as an empty array (A, iml.md §12). */
export function itemsOf(value: unknown): readonly unknown[] {
  if (isNothing(value)) return [];
  if (!Array.isArray(value)) throw notValid(value, 'array');
  return value;
}

/** A collection parameter; other values are refused (iml.md §6.4). */
export function collectionOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isCollection(value)) throw notValid(value, 'collection');
  return value;
}

/** The bytes of a value: a buffer's own, anything else its text in UTF-8 (iml.md §6.4). */
export function bytesOf(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Buffer.from(toText(value), 'utf8');
}
