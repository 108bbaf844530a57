import { type Iml, PRIMARY } from './iml-value.ts';
import type { Gap, NeedsOf, ValueOf } from './slot-values.ts';
import { type Argument, combine, operand, sourceOf } from './source.ts';

/** What a function takes for a value of type T; it copes with gaps itself. */
export type Arg<T> = T | Iml<T | null | undefined>;

/** What a function takes where a gap is a mistake. */
export type Given<T> = T | Iml<T>;

/** A function that takes P and gives R whatever it gets. */
export type Call<P extends readonly unknown[], R> = <const A extends P>(...args: A) => Iml<R, NeedsOf<A[number]>>;

/** A function that takes P and gives R, or nothing when its first argument is nothing. */
export type GapCall<P extends readonly unknown[], R> = <const A extends P>(
  ...args: A
) => Iml<R | Gap<ValueOf<A[0]>>, NeedsOf<A[number]>>;

/** Writes a call; arguments that are left out at the end stay out. */
export function callTo(name: string, args: readonly Argument[]): Iml<never, never> {
  const sources = args.map(sourceOf);
  return combine(`${name}(${sources.map((source) => operand(source, 0)).join(', ')})`, PRIMARY, sources);
}

/** Gives one caller per name; F says what each takes and gives. */
export function callersOf<F extends object>(names: { readonly [K in keyof F]: true }): F {
  const callers = Object.keys(names).map((name) => [name, (...args: Argument[]) => callTo(name, args)]);
  return Object.freeze(Object.fromEntries(callers)) as F; // A call renders alike whatever its types.
}
