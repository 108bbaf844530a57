import type { Descriptor } from './descriptor.ts';
import type { Iml } from './iml-value.ts';
import { pathTo } from './path.ts';
import type { Root } from './roots.ts';
import type { Ref } from './slot-values.ts';

declare const CARRIES: unique symbol;
declare const SAVES: unique symbol;

/** A request other requests refer to: T is what it carries in `temp`, D the members it saves as `data`. */
export interface Step<out T = unknown, out D = unknown, N extends string = string> extends Descriptor<'request', N> {
  readonly [CARRIES]?: T;
  readonly [SAVES]?: D;
}

/** A list of requests; not written as an array type, beside which an optional slot loses the place of its errors. */
export interface InOrder<Q> {
  readonly length: number;
  readonly [index: number]: Q;
}

/** The values that mapped members turn into. */
export type MappedValue<V> =
  V extends Iml<infer T, Root>
    ? T
    : V extends string
      ? string
      : V extends number
        ? number
        : V extends boolean | null | undefined
          ? V
          : MappedValues<V>;

export type MappedValues<D> = unknown extends D ? unknown : { readonly [K in keyof D]: MappedValue<D[K]> };

/** The values a step carries, whether set before the request or after its answer. */
export type Carried<Q, R> = Combined<MappedValues<Q>, MappedValues<R>>;
type Combined<A, B> = unknown extends A ? B : unknown extends B ? A : A & B;

/** Gives what a step carries in `temp`; without one, T states what a request carries to its own later parts. */
export function tempOf<T>(_step?: Step<T>): Ref<T, 'temp'> {
  return pathTo('temp');
}

/** Gives what a step saved as `data`; for the other parts of the same connection. */
export function dataOf<D>(_step: Step<unknown, D>): Ref<MappedValues<D>, 'data'> {
  return pathTo('data');
}
