import type { DirectRequest } from './communication.ts';
import { type Descriptor, describe } from './descriptor.ts';
import { pathTo } from './path.ts';
import type { AccountDirectives, Judgement } from './response-directives.ts';
import type { AttachSlots } from './roots.ts';
import type { Ref } from './slot-values.ts';
import type { MappedValues } from './step.ts';

declare const STORES: unique symbol;

/** The request that registers a webhook; D is what it saves about it. */
export interface Attach<out D = unknown> extends Descriptor<'attach'> {
  readonly [STORES]?: D;
}

interface HookAnswer<D> extends Judgement<AttachSlots>, Pick<AccountDirectives<AttachSlots['response'], D>, 'data'> {}

/** A request about a webhook: attach, update or detach. */
export type HookRequest<D = unknown> = Omit<DirectRequest<AttachSlots, HookAnswer<D>>, 'pagination'>;

/** A request that registers a webhook at the service. */
export function attach<const D = unknown>(spec: HookRequest<D>): Attach<D> {
  return describe('attach', '', spec);
}

interface Hook {
  readonly id: string;
  readonly url: string;
}

/** Gives what is stored about a webhook: its id and URL, and whatever `attach` saved. */
export function hookOf<D = unknown>(
  _attach?: Attach<D>,
): Ref<unknown extends D ? Hook : Hook & MappedValues<D>, 'webhook'> {
  return pathTo('webhook');
}
