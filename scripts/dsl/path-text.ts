import type { Gap, Scalar } from './slot-values.ts';

/** How deep a path given as text is followed; deeper ones take two calls. */
type Deeper = [never, 0, 1, 2];

type Plain<T> = [T] extends [Scalar | readonly unknown[]] ? never : T;
type Names<T> = Extract<keyof T, string>;

/** Paths into T given as text, such as `attributes.name` (iml.md §4.4). */
export type PathIn<T, D extends number = 3> = unknown extends T
  ? string
  : [D] extends [never]
    ? never
    : Plain<NonNullable<T>> extends infer P
      ? [P] extends [never]
        ? never
        : { [K in Names<P>]: K | `${K}.${PathIn<P[K], Deeper[D]>}` }[Names<P>]
      : never;

/** The value at a path; missing where the path can leave T. */
export type At<T, P> = unknown extends T
  ? unknown
  : P extends keyof NonNullable<T>
    ? NonNullable<T>[P] | Gap<T>
    : P extends `${infer Head}.${infer Rest}`
      ? Head extends keyof NonNullable<T>
        ? At<NonNullable<T>[Head], Rest> | Gap<T>
        : unknown
      : unknown;
