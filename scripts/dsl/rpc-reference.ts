import { type Descriptor, describe } from './descriptor.ts';

declare const YIELDS: unique symbol;

/** An RPC as fields refer to it; V is the value of the options it lists. */
export interface RpcReference<out V = unknown, N extends string = string> extends Descriptor<'rpc', N> {
  readonly [YIELDS]?: V;
}

/** A hand-written reference to an RPC. */
export type RpcUrl = `rpc://${string}`;

/** Adds values to the call of an RPC; they arrive there as parameters and win over those of the form. */
export function withQuery<V>(
  rpc: RpcReference<V>,
  query: Readonly<Record<string, string | number | boolean>>,
): RpcReference<V> {
  const pairs = Object.entries(query).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  return describe('rpc', `${rpc.name}?${pairs.join('&')}`, rpc.spec);
}
