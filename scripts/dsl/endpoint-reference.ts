import type { Descriptor } from './descriptor.ts';
import type { Iml } from './iml-value.ts';
import { pathTo } from './path.ts';
import type { Root } from './roots.ts';
import type { JsonValue, RawIml, Ref, Value } from './slot-values.ts';

declare const TAKES: unique symbol;
declare const GIVES: unique symbol;
declare const INPUT: unique symbol;

/** An endpoint as communications refer to it: I is the input it declares, O its output. */
export interface EndpointReference<out I = unknown, out O = unknown, N extends string = string>
  extends Descriptor<'endpoint', N> {
  readonly [TAKES]?: I;
  readonly [GIVES]?: O;
}

/** An endpoint, with the connection to call it with when it has several. */
export type EndpointTarget =
  | EndpointReference
  | { readonly name: EndpointReference; readonly connection?: { readonly [key: string]: JsonValue<Root> } };

/** Input that `inputOf` has held to an endpoint's declaration, or one expression. */
export type InputTo<N extends Root> = CheckedInput<N> | Iml<object | null | undefined, N> | RawIml;

interface CheckedInput<out N extends Root> {
  readonly [INPUT]: N;
}

type OptionalKeys<I> = { [K in keyof I]-?: undefined extends I[K] ? K : never }[keyof I];

/** What an endpoint must and may be given. */
type Given<I, N extends Root> = { readonly [K in Exclude<keyof I, OptionalKeys<I>>]: Value<I[K], N> } & {
  readonly [K in OptionalKeys<I>]?: Value<NonNullable<I[K]>, N>;
};

/** Holds the input of a call to what the endpoint declares; the literal is kept as it is. */
export function inputOf<I, N extends Root>(_endpoint: EndpointReference<I>, input: Given<I, N>): CheckedInput<N> {
  return input as unknown as CheckedInput<N>; // The mark is phantom.
}

/** Gives the answer of an endpoint call: what the endpoint declares as its output. */
export function resultOf<O>(_endpoint: EndpointReference<unknown, O>): { readonly body: Ref<O, 'body'> } {
  return { body: pathTo('body') };
}
