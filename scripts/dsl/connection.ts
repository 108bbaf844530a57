import type { Descriptor } from './descriptor.ts';
import { pathTo } from './path.ts';
import type { Ref } from './slot-values.ts';

declare const STORES: unique symbol;

/** A connection as other components refer to it: V is what it knows once a user has made it. */
export interface Connection<out V = unknown, N extends string = string> extends Descriptor<'connection', N> {
  readonly [STORES]?: V;
}

/** Gives the values of a connection: its parameters, and what it saved; saved values win. */
export function connectionOf<V>(_connection: Connection<V>): Ref<V, 'connection'> {
  return pathTo('connection');
}
