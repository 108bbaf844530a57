import { isPlainObject } from '../core/json.ts';

/** An array that became no shorter although a shorter one was written over it. */
export interface Shrink {
  readonly path: string;
  readonly was: number;
  readonly written: number;
}

type Store = Record<string, unknown>;

/** Sets an own property whatever its name; assigning `__proto__` would not. */
export function setOwn(target: Store, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else target[key] = value;
}

const readOwn = (target: Store, key: string): unknown => (Object.hasOwn(target, key) ? target[key] : undefined);

/**
 * Merges an evaluated `temp` or `data` block into the live store, in place: undefined never overwrites, objects merge key by
 * key, arrays index by index, everything else replaces (runtime.md §4.3). What is new is copied, so that the store shares
 * nothing with an answer's body.
 */
export function mergeInto(target: Store, update: Readonly<Store>, onShrink?: (shrink: Shrink) => void): void {
  mergeObject(target, update, '', onShrink);
}

function mergeObject(target: Store, update: Readonly<Store>, path: string, onShrink?: (shrink: Shrink) => void): void {
  for (const key of Object.keys(update)) {
    const value = update[key];
    if (value === undefined) continue;
    setOwn(target, key, merged(readOwn(target, key), value, path === '' ? key : `${path}.${key}`, onShrink));
  }
}

/** The value a key has after the merge: the old object or array, changed, or a copy of the new value. */
function merged(old: unknown, value: unknown, path: string, onShrink?: (shrink: Shrink) => void): unknown {
  if (old === value) return old;
  if (isPlainObject(old) && isPlainObject(value)) {
    mergeObject(old, value, path, onShrink);
    return old;
  }
  if (!Array.isArray(old) || !Array.isArray(value)) return copied(value);
  if (value.length < old.length) onShrink?.({ path, was: old.length, written: value.length });
  for (let at = 0; at < value.length; at++) {
    if (value[at] !== undefined || at >= old.length)
      old[at] = merged(old[at], value[at], `${path}[${at + 1}]`, onShrink);
  }
  return old;
}

/** A deep copy of objects and arrays; dates and binary data are values and stay shared. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!isPlainObject(value)) return value;
  const copy: Store = {};
  for (const key of Object.keys(value)) setOwn(copy, key, copied(value[key]));
  return copy;
}
