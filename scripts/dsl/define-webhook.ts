import type { Attach, HookRequest } from './attach.ts';
import type { Connection } from './connection.ts';
import { describe } from './descriptor.ts';
import type { Iml } from './iml-value.ts';
import type { AnyParameters } from './parameters.ts';
import type { FlatValues, Log, Members } from './request-directives.ts';
import type { HookItemRoot, HookRoot } from './roots.ts';
import type { Checked, Condition, JsonValue, RawIml, Value } from './slot-values.ts';
import type { InOrder, MappedValue, Step } from './step.ts';
import type { Webhook } from './webhook.ts';

/** The answer to a delivery. */
interface Respond {
  readonly type?: Value<'json' | 'urlencoded' | 'text', HookRoot>;
  readonly status?: Value<number | string, HookRoot>;
  readonly headers?: FlatValues<HookRoot>;
  readonly body?: JsonValue<HookRoot>;
}

type Deliveries = Iml<readonly unknown[] | null | undefined, HookRoot> | RawIml;

interface Receiving {
  /** Answers a handshake of the service; nothing reaches the scenario. */
  readonly verification?: { readonly condition: Condition<HookRoot>; readonly respond?: Respond };
  /** Drops deliveries for which it does not hold. */
  readonly condition?: Condition<HookRoot>;
  readonly respond?: Respond;
  readonly temp?: Members<HookRoot>;
  readonly log?: Log;
}

interface WholeDelivery<O> extends Receiving {
  readonly iterate?: never;
  readonly output?: Checked<O, JsonValue<HookRoot>>;
  readonly uid?: Value<string | number, HookRoot>;
}

interface ListedDeliveries<O> extends Receiving {
  readonly iterate: Deliveries | { readonly container: Deliveries; readonly condition?: Condition<HookItemRoot> };
  readonly output?: Checked<O, JsonValue<HookItemRoot>>;
  readonly uid?: Value<string | number, HookItemRoot>;
}

type Hooking = HookRequest | InOrder<HookRequest | Step>;

interface WebhookSpec<K, N> {
  readonly name: N;
  readonly type: K;
  readonly label: string;
  readonly parameters?: AnyParameters;
  readonly attach?: Attach | Hooking;
  /** Without it, a change of parameters detaches and attaches anew. */
  readonly update?: Hooking;
  readonly detach?: Hooking;
  /** Scopes an OAuth connection must have for this webhook. */
  readonly requiredScope?: readonly string[];
  readonly altConnection?: Connection;
}

/** One URL per webhook a user creates. */
interface Dedicated<O> {
  readonly connection?: Connection;
  readonly communication: ListedDeliveries<O> | WholeDelivery<O>;
}

/** One URL for all users; `uid` finds the connection a delivery belongs to. */
interface Shared<O> {
  readonly connection: Connection;
  readonly communication: (ListedDeliveries<O> | WholeDelivery<O>) & { readonly uid: unknown };
}

// A conditional type infers O from both branches, yet leaves only one to check against.
type WebhookRules<K, O> = K extends 'web-shared' ? Shared<O> : Dedicated<O>;

/** What a webhook emits: every entry by name, though one may be empty. */
type Emitted<B> = unknown extends B ? B : { readonly [K in keyof B]-?: B[K] | WhenOptional<B, K> };
type WhenOptional<B, K extends keyof B> = object extends Pick<B, K> ? undefined : never;

/** Describes a webhook. */
export function defineWebhook<const K extends 'web' | 'web-shared', const N extends string, const O = unknown>(
  spec: WebhookSpec<K, N> & WebhookRules<K, O>,
): Webhook<Emitted<MappedValue<O>>, N> {
  return describe('webhook', spec.name, spec);
}
