import { type Iml, SPREAD_KEY } from './iml-value.ts';
import type { Root } from './roots.ts';

/** Stands for the members of T in an object literal, so that they count as written; the key carries the collection. */
type Spread<T, N extends Root> = { readonly [K in keyof T]-?: Iml<T[K], N> } & { readonly [SPREAD_KEY]: Iml<never, N> };

/** With a number behind it, each spread has a key of its own: of equal ones JavaScript would keep only the last. */
const NUMBERED = `${SPREAD_KEY}\u0000`;

let made = 0;

/** Merges a collection into the object literal it stands in, where it stands: `{ ...spread(p.headers) }`. */
export function spread<T extends object, N extends Root>(value: Iml<T | null | undefined, N>): Spread<T, N> {
  made++;
  return { [`${NUMBERED}${made}`]: value } as unknown as Spread<T, N>; // The members are there once the platform has merged them.
}

/** Claims the key under which an object literal holds what was spread into it. */
export const isSpread = (key: string): boolean => key === SPREAD_KEY || key.startsWith(NUMBERED);
