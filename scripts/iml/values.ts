import { parseNumericText, plainDecimal } from './decimal.ts';
import { ImlFunctionError } from './errors.ts';
import { isCollection } from './paths.ts';

export { isCollection, pathReader, readPath } from './paths.ts';

/**
 * The value of `emptystring`: boxed empty text, so that a host can tell "send empty text" from "not mapped".
 * It prints as empty text, equals `""` and, being an object, is truthy (iml.md §5.1). It is not frozen: a frozen boxed
 * text makes V8 give up an assumption about all texts, and `toUpperCase` a fifth slower in the whole process.
 */
export const EMPTY_STRING: unknown = Object('');

export const isEmptyString = (value: unknown): boolean => value === EMPTY_STRING;

/** The kinds of value the coercion rules tell apart (iml.md §5.1). */
export type Kind = 'nothing' | 'text' | 'number' | 'boolean' | 'date' | 'buffer' | 'array' | 'collection' | 'foreign';

/** Which kind a value is; functions, symbols and the like, which no host should supply, are `foreign`. */
export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'undefined':
      return 'nothing';
    case 'object':
      return kindOfObject(value);
    case 'bigint':
    case 'symbol':
    case 'function':
      return 'foreign';
  }
}

function kindOfObject(value: object | null): Kind {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof Uint8Array) return 'buffer';
  return value instanceof String ? 'text' : 'collection';
}

/** JavaScript's truthiness: empty arrays, collections and `emptystring` are true, the text `false` too (iml.md §5.1). */
export function isTruthy(value: unknown): boolean {
  return Boolean(value);
}

/** Nesting that text conversion and comparison follow before they give up; only a cycle gets that far. */
const MAX_DEPTH = 500;

/** Converts to text as interpolation, `+` and `toString` do (iml.md §5.2). */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : textOf(value, 0);
}

function textOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : '';
  if (Array.isArray(value)) return arrayText(value, depth);
  if (value instanceof Date) return dateText(value);
  if (value instanceof Uint8Array) return bufferText(value);
  return value instanceof String ? value.valueOf() : collectionText(value);
}

/** Shortest decimal form without an exponent below 1e21; NaN and the infinities are empty text (A, iml.md §5.2). */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  const text = String(value);
  return text.includes('e-') ? plainDecimal(text) : text;
}

function dateText(value: Date): string {
  return Number.isNaN(value.getTime()) ? '' : value.toISOString();
}

function arrayText(items: readonly unknown[], depth: number): string {
  if (depth > MAX_DEPTH) throw new ImlFunctionError('The array is nested too deeply to be turned into text.');
  let text = '';
  for (let at = 0; at < items.length; at++) text += (at === 0 ? '' : ',') + textOf(items[at], depth + 1);
  return text;
}

/** The text of a collection is its JSON (iml.md §17). */
function collectionText(value: object): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch (cause) {
    throw new ImlFunctionError(
      'The collection cannot be turned into text: it contains itself or is nested too deeply.',
      {
        cause,
      },
    );
  }
}

/** Decodes binary data as UTF-8, whatever is not UTF-8 becoming U+FFFD (A, iml.md §5.2). */
export function bufferText(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8');
}

/** Converts an operand of an arithmetic operator; NaN when it cannot be (iml.md §6.1). */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return textNumber(value);
  if (value === null || value === undefined) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.getTime();
  return value instanceof String ? textNumber(value.valueOf()) : Number.NaN;
}

/** Empty text counts as 0 in operators (A, iml.md §6.1). */
function textNumber(text: string): number {
  const trimmed = text.trim();
  return trimmed === '' ? 0 : parseNumericText(trimmed);
}

/** The `=` operator: JavaScript's `==`, but dates by instant, arrays and collections by content (iml.md §6.2). */
export function looseEquals(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' && typeof right !== 'object') {
    // biome-ignore lint/suspicious/noDoubleEquals: the language's equality is JavaScript's loose one
    return left == right;
  }
  return left === right || equalObjects(left, right, looseEquals);
}

/** Equality without conversion at the leaves: for `distinct`, `contains` and a strict `=`. */
export function deepEquals(left: unknown, right: unknown): boolean {
  return Object.is(left, right) || (areObjects(left, right) && equalObjects(left, right, deepEquals));
}

const areObjects = (left: unknown, right: unknown): boolean =>
  typeof left === 'object' && left !== null && typeof right === 'object' && right !== null;

type Same = (left: unknown, right: unknown) => boolean;

let depth = 0;

/** Compares when at least one side is an object or null. */
function equalObjects(left: unknown, right: unknown, same: Same): boolean {
  if (left === null || right === null) return (left ?? undefined) === (right ?? undefined);
  if (left === undefined || right === undefined) return false;
  if (depth > MAX_DEPTH) throw new ImlFunctionError('The values are nested too deeply to be compared.');
  depth++;
  try {
    return equalContent(left, right, same);
  } finally {
    depth--;
  }
}

function equalContent(left: unknown, right: unknown, same: Same): boolean {
  const kinds = [kindOf(left), kindOf(right)] as const;
  if (kinds[0] !== kinds[1]) return equalMixed(left, right, kinds, same);
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right) === 0;
  if (Array.isArray(left) && Array.isArray(right)) return equalArrays(left, right, same);
  if (isCollection(left) && isCollection(right)) return equalCollections(left, right, same);
  return toText(left) === toText(right);
}

/** An object against something of another kind compares as JavaScript would: by its primitive form. */
function equalMixed(left: unknown, right: unknown, kinds: readonly [Kind, Kind], same: Same): boolean {
  if (kinds.includes('collection') || kinds.includes('foreign') || same === deepEquals) return false;
  const [first, second] = [primitiveOf(left), primitiveOf(right)];
  // biome-ignore lint/suspicious/noDoubleEquals: the language's equality is JavaScript's loose one
  return first == second;
}

/** What an object stands for beside a primitive: a date its instant, everything else its text. */
export function primitiveOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return value instanceof Date ? value.getTime() : toText(value);
}

function equalArrays(left: readonly unknown[], right: readonly unknown[], same: Same): boolean {
  return left.length === right.length && left.every((item, at) => same(item, right[at]));
}

function equalCollections(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
  same: Same,
): boolean {
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
  );
}
