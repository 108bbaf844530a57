import { isPlainObject, type Json } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';

/** Claims that two values mean the same: the order of keys and blanks next to the braces of an expression do not count. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return canonical(a) === canonical(b);
}

/** Text that is equal for values that mean the same. */
export function canonical(value: Json | undefined): string {
  return JSON.stringify(sorted(value)) ?? '';
}

function sorted(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\{\{\s+/g, '{{').replace(/\s+\}\}/g, '}}');
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlainObject(value)) return value;
  // Pairs, because an object would put keys like "1" first and take "__proto__" for something else.
  return {
    object: Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  };
}

/** One place where two values differ. A side without the value is absent. */
export interface Edit {
  readonly path: JsonPath;
  readonly before?: Json;
  readonly after?: Json;
}

/** The smallest places where two values differ; arrays of different length differ as a whole. */
export function editsBetween(before: Json | undefined, after: Json | undefined, path: JsonPath = []): Edit[] {
  if (sameJson(before, after)) return [];
  if (isPlainObject(before) && isPlainObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => editsBetween(own(before, key), own(after, key), [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    const later: readonly Json[] = after;
    return before.flatMap((inner: Json, index) => editsBetween(inner, later[index], [...path, index]));
  }
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

const own = (value: Readonly<Record<string, unknown>>, key: string): Json | undefined =>
  Object.hasOwn(value, key) ? (value[key] as Json) : undefined; // a member of JSON is JSON

/** A member of a value that may be no collection. */
export const memberOf = (value: Json | undefined, key: string): Json | undefined =>
  isPlainObject(value) ? own(value, key) : undefined;
