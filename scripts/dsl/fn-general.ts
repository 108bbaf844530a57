import type { Call } from './call.ts';
import { callersOf } from './call.ts';
import type { Iml } from './iml-value.ts';
import type { At, PathIn } from './path-text.ts';
import type { Root } from './roots.ts';
import type { Gap, NeedsOf, ValueOf } from './slot-values.ts';
import type { Argument } from './source.ts';

/** A position in a list, counted from 1; negative from its end. */
type Position = number | Iml<number | null | undefined>;

type Key<T> = NonNullable<T> extends readonly unknown[] ? Position : PathIn<T> | Iml<string | number>;
type Found<T, K> = NonNullable<T> extends readonly (infer E)[] ? E | undefined : K extends string ? At<T, K> : unknown;

/** The results of `switch`: every second argument after the first, and the last when it has no partner. */
type Results<A extends readonly unknown[]> = A extends readonly [unknown, infer R, ...infer Rest]
  ? ValueOf<R> | Results<Rest>
  : A extends readonly [infer Otherwise]
    ? ValueOf<Otherwise>
    : undefined;

type Kept<T, K> = Pick<NonNullable<T>, Extract<K, keyof NonNullable<T>>> | Gap<T>;
type Left<T, K> = Omit<NonNullable<T>, Extract<K, PropertyKey>> | Gap<T>;
type Merged<A extends readonly unknown[]> = A extends readonly [infer First, ...infer Rest]
  ? NonNullable<ValueOf<First>> & Merged<Rest>
  : unknown;

interface GeneralFunctions {
  /** The second argument when the first is true, else the third. */
  if<A extends Argument, const B extends Argument, const C extends Argument = undefined>(
    condition: A,
    then: B,
    otherwise?: C,
  ): Iml<ValueOf<B> | NoInfer<ValueOf<C>>, NeedsOf<A> | NeedsOf<B> | NeedsOf<C>>; // NoInfer: C is undefined when left out, whatever the slot takes
  /** The first argument, or the second when the first is missing or empty text. */
  ifempty<A extends Argument, const B extends Argument>(
    value: A,
    fallback: B,
  ): Iml<NonNullable<ValueOf<A>> | ValueOf<B>, NeedsOf<A> | NeedsOf<B>>;
  /** The result that follows the first case equal to the value; a last argument of its own is the result otherwise. */
  switch<A extends Argument, const C extends readonly [Argument, Argument, ...Argument[]]>(
    value: A,
    ...cases: C
  ): Iml<Results<C>, NeedsOf<A> | NeedsOf<C[number]>>;
  /** The value at a path of a collection, or at a position of a list. */
  get<T, N extends Root, const K extends Key<T>>(value: Iml<T, N>, path: K): Iml<Found<T, K>, N | NeedsOf<K>>;
  /** The collection with these keys only. */
  pick<T, N extends Root, const K extends Extract<keyof NonNullable<T>, string>>(
    collection: Iml<T, N>,
    ...keys: readonly K[]
  ): Iml<Kept<T, K>, N>;
  /** The collection without these keys. */
  omit<T, N extends Root, const K extends Extract<keyof NonNullable<T>, string>>(
    collection: Iml<T, N>,
    ...keys: readonly K[]
  ): Iml<Left<T, K>, N>;
  equal: Call<readonly [a: Argument, b: Argument], boolean>;
  /** The collections laid over each other; later ones win. */
  mergeCollections<const A extends readonly Iml<object | null | undefined>[]>(
    ...collections: A
  ): Iml<Merged<A>, NeedsOf<A[number]>>;
}

export const generalFunctions = callersOf<GeneralFunctions>({
  if: true,
  ifempty: true,
  switch: true,
  get: true,
  pick: true,
  omit: true,
  equal: true,
  mergeCollections: true,
});
