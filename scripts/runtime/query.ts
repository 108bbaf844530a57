import { isPlainObject } from '../core/json.ts';
import { isEmptyString, toText } from '../iml/values.ts';
import { encodeComponent } from './url.ts';

/** A key and its text, in the order they are sent. */
export type Pair = readonly [name: string, text: string];

/** Claims null and undefined, which neither queries nor forms carry (make-app-format.md §3.2). */
export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

/**
 * Flattens an evaluated `qs`: arrays repeat the key, nothing drops it. A collection inside cannot be sent flat and goes as its
 * JSON text (A4); `onNested` hears its key.
 */
export function queryPairs(qs: Readonly<Record<string, unknown>>, onNested?: (key: string) => void): Pair[] {
  const pairs: Pair[] = [];
  for (const [key, value] of Object.entries(qs)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (isNothing(item)) continue;
      if (isPlainObject(item) || Array.isArray(item)) onNested?.(key);
      pairs.push([key, Array.isArray(item) ? JSON.stringify(item) : toText(item)]);
    }
  }
  return pairs;
}

/** Flattens an evaluated form body: arrays repeat the key, members of collections are `a[b]` (ASM-35), nothing is stripped. */
export function formPairs(form: Readonly<Record<string, unknown>>): Pair[] {
  const pairs: Pair[] = [];
  const add = (name: string, value: unknown): void => {
    if (isNothing(value)) return;
    if (Array.isArray(value)) for (const item of value) add(name, item);
    else if (isPlainObject(value)) for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner);
    else pairs.push([name, isEmptyString(value) ? '' : toText(value)]);
  };
  for (const [key, value] of Object.entries(form)) add(key, value);
  return pairs;
}

/** Prints pairs as a query or a form body. */
export function printPairs(pairs: readonly Pair[]): string {
  return pairs.map(([name, text]) => `${encodeComponent(name)}=${encodeComponent(text)}`).join('&');
}

/** Reads a query or form body; a repeated key gives an array. */
export function parsePairs(text: string): Record<string, unknown> {
  const values = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(text)) {
    const list = values.get(key);
    if (list) list.push(value);
    else values.set(key, [value]);
  }
  return Object.fromEntries([...values].map(([key, list]) => [key, list.length === 1 ? list[0] : list]));
}
