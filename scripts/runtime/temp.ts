import { isPlainObject } from '../core/json.ts';

/** An array that a merge by position left in a state its author hardly meant. */
export interface ArraySurprise {
  readonly path: string;
  /** It became no shorter although a shorter one was written over it, or an element kept members of another record. */
  readonly kind: 'shrunk' | 'mixed';
  readonly was: number;
  readonly written: number;
}

type Listener = (surprise: ArraySurprise) => void;

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
export function mergeInto(target: Store, update: Readonly<Store>, listener?: Listener): void {
  mergeObject(target, update, '', listener);
}

function mergeObject(target: Store, update: Readonly<Store>, path: string, listener?: Listener): void {
  for (const key of Object.keys(update)) {
    const value = update[key];
    if (value === undefined) continue;
    setOwn(target, key, merged(readOwn(target, key), value, path === '' ? key : `${path}.${key}`, listener));
  }
}

/** The value a key has after the merge: the old object or array, changed, or a copy of the new value. */
function merged(old: unknown, value: unknown, path: string, listener?: Listener): unknown {
  if (old === value) return old;
  if (isPlainObject(old) && isPlainObject(value)) {
    mergeObject(old, value, path, listener);
    return old;
  }
  if (!Array.isArray(old) || !Array.isArray(value)) return copied(value);
  if (listener && value.some((item, at) => mixes(old[at], item)))
    listener({ kind: 'mixed', path, was: old.length, written: value.length });
  if (value.length < old.length) listener?.({ kind: 'shrunk', path, was: old.length, written: value.length });
  for (let at = 0; at < value.length; at++) {
    if (value[at] !== undefined || at >= old.length)
      old[at] = merged(old[at], value[at], `${path}[${at + 1}]`, listener);
  }
  return old;
}

/** Claims two records, told apart by a member both have, of which the old one leaves members behind in the new. */
function mixes(old: unknown, item: unknown): boolean {
  if (old === item || !isPlainObject(old) || !isPlainObject(item)) return false;
  const isOther = Object.keys(item).some((key) => isScalar(item[key]) && isScalar(old[key]) && item[key] !== old[key]);
  return isOther && Object.keys(old).some((key) => old[key] !== undefined && item[key] === undefined);
}

const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** A deep copy of objects and arrays; dates and binary data are values and stay shared. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!isPlainObject(value)) return value;
  const copy: Store = {};
  for (const key of Object.keys(value)) setOwn(copy, key, copied(value[key]));
  return copy;
}
