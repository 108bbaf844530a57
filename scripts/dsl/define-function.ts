import { callTo } from './call.ts';
import { type Descriptor, describe } from './descriptor.ts';
import type { fn } from './fn.ts';
import type { Iml } from './iml-value.ts';
import type { NeedsOf } from './slot-values.ts';
import type { Argument } from './source.ts';

declare const RUNS: unique symbol;

/** What `this` is inside a custom function. */
export interface FunctionScope {
  /** IANA zone of the scenario. */
  readonly timezone: string;
}

// Parameters of a function are compared contravariantly, so only `never` accepts every function.
type Run = (this: FunctionScope, ...args: never[]) => unknown;

/** A custom function as expressions refer to it. */
export interface CustomFunction<out F = unknown, N extends string = string> extends Descriptor<'function', N> {
  readonly [RUNS]?: F;
}

interface FunctionSpec<N, F> {
  readonly name: N;
  /** One self-contained function: built-ins of JavaScript and `Buffer` are all it may use. */
  readonly run: F;
}

/** Describes a custom function written in TypeScript. */
export function defineFunction<const N extends string, F extends Run>(spec: FunctionSpec<N, F>): CustomFunction<F, N> {
  return describe('function', spec.name, spec);
}

/** A literal or expression for every argument; a gap only where the function takes one. */
type Arguments<P extends readonly unknown[]> = { readonly [I in keyof P]: Extract<P[I], Argument> | Iml<P[I]> };

type Caller<F> = F extends (this: never, ...args: infer P) => infer T
  ? <const A extends Arguments<P>>(...args: A) => Iml<T, NeedsOf<A[number]>>
  : never;

/** Gives what expressions call: the function with expressions for arguments. */
export function callOf<F>(custom: CustomFunction<F>): Caller<F> {
  const call = (...args: readonly Argument[]) => callTo(custom.name, args);
  return call as unknown as Caller<F>; // A call renders alike whatever its types.
}

/** What `iml` is inside a custom function: every built-in and every custom function, on plain values. */
export type FunctionLibrary = Readonly<Record<keyof typeof fn, (...args: readonly unknown[]) => unknown>>;
