import { type Iml, type SPREAD_KEY, spreadKey } from './iml-value.ts';
import type { Root } from './roots.ts';

/** Stands for the members of T in an object literal, so that they count as written; the key carries the collection. */
type Spread<T, N extends Root> = { readonly [K in keyof T]-?: Iml<T[K], N> } & { readonly [SPREAD_KEY]: Iml<never, N> };

let made = 0;

/** Merges a collection into the object literal it stands in, where it stands: `{ ...spread(p.headers) }`. */
export function spread<T extends object, N extends Root>(value: Iml<T | null | undefined, N>): Spread<T, N> {
  made++;
  return { [spreadKey(String(made))]: value } as unknown as Spread<T, N>; // The members are there once the platform has merged them.
}
