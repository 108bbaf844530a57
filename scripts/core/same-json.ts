import { isPlainObject } from './json.ts';

/** Claims that two JSON values are equal but for the order of keys; `isSameText` may let more texts pass. */
export function isSameJson(a: unknown, b: unknown, isSameText: (a: string, b: string) => boolean = Object.is): boolean {
  if (typeof a === 'string' && typeof b === 'string') return isSameText(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSameJson(item, b[index], isSameText));
  }
  if (!isPlainObject(a) || !isPlainObject(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameJson(a[key], b[key], isSameText))
  );
}
