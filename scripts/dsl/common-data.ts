import { pathTo } from './path.ts';
import type { Ref } from './slot-values.ts';

// Registered symbol: a bundled descriptor file may bring its own copy of this module.
const COMMON: unique symbol = Symbol.for('makeapp.common') as never; // Symbol.for gives `symbol`; the key must be unique.

/** Declared common data. */
export interface CommonData<out T = unknown> {
  readonly [COMMON]: T;
}

/** Widens a literal to its type: what is stored may change, what it is may not. */
type Stored<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : { readonly [K in keyof T]: Stored<T[K]> };

/** Declares the common data of the app or of a connection and hands back typed references to it. */
export function commonData<const T extends object>(values: T): Ref<Stored<T>, 'common'> & CommonData<T> {
  return pathTo('common', { hidden: { [COMMON]: values } }) as Ref<Stored<T>, 'common'> & CommonData<T>; // The path has the values under its symbol.
}

/** Gives the literal common data was declared with; undefined when the value is none. */
export function declaredCommon(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || !(COMMON in value)) return undefined;
  return (value as CommonData<object>)[COMMON];
}
