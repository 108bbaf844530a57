import type { Descriptor } from './descriptor.ts';
import { pathTo } from './path.ts';
import type { Ref } from './slot-values.ts';

declare const EMITS: unique symbol;

/** A webhook as instant triggers refer to it: B is what it emits. */
export interface Webhook<out B = unknown, N extends string = string> extends Descriptor<'webhook', N> {
  readonly [EMITS]?: B;
}

/** Gives the delivery an instant trigger works on. */
export function payloadOf<B>(_webhook: Webhook<B>): Ref<B, 'payload'> {
  return pathTo('payload');
}
