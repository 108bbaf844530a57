import { type Arg, callersOf } from './call.ts';
import type { Iml } from './iml-value.ts';
import type { At, PathIn } from './path-text.ts';
import type { Root } from './roots.ts';
import type { NeedsOf, ValueOf } from './slot-values.ts';
import type { Argument } from './source.ts';

/** A list of E, or none. */
type List<E, N extends Root> = Iml<readonly E[] | null | undefined, N>;

type Order = 'asc' | 'desc' | 'asc ci' | 'desc ci';
type Countable = string | Iml<string | readonly unknown[] | Uint8Array | object | null | undefined>;
type Measurable<A> = ValueOf<A> extends number | boolean | Date ? never : A;
type Containing = string | Iml<string | readonly unknown[] | null | undefined>;
type ElementOf<A> = A extends Iml<infer T> ? (NonNullable<T> extends readonly (infer E)[] ? E : never) : never;

/** Array functions (iml.md §12). Positions of `slice` count from 0, all others from 1. */
interface ArrayFunctions {
  add<E, N extends Root, const A extends readonly Argument[]>(
    list: List<E, N>,
    ...values: A
  ): Iml<readonly (E | ValueOf<A[number]>)[], N | NeedsOf<A[number]>>;
  /** Without the elements equal to a value. */
  remove<E, N extends Root, const A extends readonly Argument[]>(
    list: List<E, N>,
    ...values: A
  ): Iml<readonly E[], N | NeedsOf<A[number]>>;
  merge<const A extends readonly Iml<readonly unknown[] | null | undefined>[]>(
    ...lists: A
  ): Iml<readonly ElementOf<A[number]>[], NeedsOf<A[number]>>;
  /** Whether a list has an element, or a text has a text in it. */
  contains<A extends Containing, const B extends Argument, C extends Arg<boolean> = never>(
    value: A,
    search: B,
    ignoreCase?: C,
  ): Iml<boolean, NeedsOf<A> | NeedsOf<B> | NeedsOf<C>>;
  join<N extends Root, S extends Arg<string> = never>(
    list: List<unknown, N>,
    separator?: S,
  ): Iml<string, N | NeedsOf<S>>;
  /** Elements of a list, characters of a text, bytes of a buffer, keys of a collection. */
  length<A extends Countable>(value: Measurable<A>): Iml<number, NeedsOf<A>>;
  first<E, N extends Root>(list: List<E, N>): Iml<E | undefined, N>;
  last<E, N extends Root>(list: List<E, N>): Iml<E | undefined, N>;
  /** From a position, counted from 0, up to another one; negative ones count from the end. */
  slice<E, N extends Root, A extends Arg<number>, B extends Arg<number> = never>(
    list: List<E, N>,
    start: A,
    end?: B,
  ): Iml<readonly E[], N | NeedsOf<A> | NeedsOf<B>>;
  reverse<E, N extends Root>(list: List<E, N>): Iml<readonly E[], N>;
  shuffle<E, N extends Root>(list: List<E, N>): Iml<readonly E[], N>;
  flatten<E, N extends Root>(
    list: List<E, N>,
    depth?: number,
  ): Iml<readonly (E extends readonly (infer I)[] ? I : E)[], N>;
  /** The first of each: as a whole, or by what is at a path. */
  distinct<E, N extends Root>(list: List<E, N>, key?: PathIn<E>): Iml<readonly E[], N>;
  deduplicate<E, N extends Root>(list: List<E, N>): Iml<readonly E[], N>;
  keys<N extends Root>(value: Iml<object | null | undefined, N>): Iml<readonly string[], N>;
  /** What is at a path of each element; of those whose `filterKey` is one of the comma-separated values. */
  map<E, N extends Root, const K extends PathIn<E>, V extends Argument = undefined>(
    list: List<E, N>,
    key: K,
    filterKey?: PathIn<E>,
    filterValues?: V,
  ): Iml<readonly Exclude<At<E, K>, undefined>[], N | NeedsOf<V>>;
  sort<E, N extends Root>(list: List<E, N>, order?: Order | PathIn<E>, key?: PathIn<E>): Iml<readonly E[], N>;
  /** Keys and values of a collection, as a list of pairs. */
  toArray<T, N extends Root>(
    collection: Iml<T, N>,
  ): Iml<readonly { readonly key: string; readonly value: NonNullable<T>[keyof NonNullable<T>] }[], N>;
  /** A list of pairs as a collection; the keys say where a pair has its key and its value. */
  toCollection<E, N extends Root>(
    list: List<E, N>,
    key: PathIn<E>,
    value: PathIn<E>,
  ): Iml<Readonly<Record<string, unknown>>, N>;
  arrayDiff<E, N extends Root, M extends Root>(a: List<E, N>, b: List<unknown, M>): Iml<readonly E[], N | M>;
  arrayIntersect<E, N extends Root, M extends Root>(a: List<E, N>, b: List<unknown, M>): Iml<readonly E[], N | M>;
  arrayDifference<E, N extends Root, F, M extends Root>(
    a: List<E, N>,
    b: List<F, M>,
    mode?: 'classic' | 'symmetric',
  ): Iml<readonly (E | F)[], N | M>;
  isArray<A extends Argument>(value: A): Iml<boolean, NeedsOf<A>>;
  /** The last element, taken out of the list. */
  pop<E, N extends Root>(list: List<E, N>): Iml<E | undefined, N>;
  /** The first element, taken out of the list. */
  shift<E, N extends Root>(list: List<E, N>): Iml<E | undefined, N>;
}

export const arrayFunctions = callersOf<ArrayFunctions>({
  add: true,
  remove: true,
  merge: true,
  contains: true,
  join: true,
  length: true,
  first: true,
  last: true,
  slice: true,
  reverse: true,
  shuffle: true,
  flatten: true,
  distinct: true,
  deduplicate: true,
  keys: true,
  map: true,
  sort: true,
  toArray: true,
  toCollection: true,
  arrayDiff: true,
  arrayIntersect: true,
  arrayDifference: true,
  isArray: true,
  pop: true,
  shift: true,
});
