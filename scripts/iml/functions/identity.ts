import { ImlFunctionError } from '../errors.ts';
import { isCollection, toText } from '../values.ts';

/** Nesting up to which items are compared. */
const MAX_DEPTH = 500;

/**
 * A text that two items share when `distinct` takes them for the same: primitives by their text (`1` and `'1'`),
 * dates by instant, arrays and collections by content, whatever the order of keys (iml.md §12).
 */
export function identityOf(value: unknown): string {
  return primitiveIdentity(value) ?? `o:${canonical(value, 0)}`;
}

/** The identity of a primitive; undefined for dates, buffers, arrays and collections. */
export function primitiveIdentity(value: unknown): string | undefined {
  if (value === null || value === undefined) return 'n:';
  if (typeof value === 'object' && !(value instanceof String)) return undefined;
  return `t:${toText(value)}`;
}

/** Writes a value so that equal content gives equal text and nothing else does. */
function canonical(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new ImlFunctionError('The items are nested too deeply to be compared.');
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (value instanceof Uint8Array) return `buffer ${Buffer.from(value).toString('base64')}`;
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join()}]`;
  if (isCollection(value)) return `{${Object.keys(value).sort().map(entry).join()}}`;
  return value === undefined ? 'undefined' : JSON.stringify(value);

  function entry(key: string): string {
    return `${JSON.stringify(key)}:${canonical(Object.getOwnPropertyDescriptor(value, key)?.value, depth + 1)}`;
  }
}
