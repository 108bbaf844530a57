import type { Root as AnyRoot, SLOT_ROOTS, SlotContext } from '../manifest/roots.ts';

/** Every root an expression may start from; a name of its own keeps messages short. */
export type Root = AnyRoot | never;

/** The roots that exist in each part of a request. */
export interface Slots {
  /** url, method, qs, headers, body, condition, temp. */
  readonly request: Root;
  /** What follows an answer: valid, iterate, limit, data, temp, output without iterate. */
  readonly response: Root;
  readonly error: Root;
  /** Beside an iterate: output, trigger, iterate.condition. */
  readonly item: Root;
  readonly pagination: Root;
  readonly wrapper: Root;
}

/** The roots of a phase; none in a context that has no such phase. */
type RootsAt<C extends SlotContext, P extends PropertyKey> = (typeof SLOT_ROOTS)[C] extends {
  readonly [K in P]: readonly (infer R extends Root)[];
}
  ? R
  : never;

/** The slots of a context that has no names of its own for them. */
type SlotsIn<C extends SlotContext> = { readonly [P in keyof Slots]: RootsAt<C, P> };

// `| never` makes each a union of its own, so that messages print its name instead of its members.
export type RequestRoot = RootsAt<'module', 'request'> | never;
export type ResponseRoot = RootsAt<'module', 'response'> | never;
export type ErrorRoot = RootsAt<'module', 'error'> | never;
export type ItemRoot = RootsAt<'module', 'item'> | never;
export type PaginationRoot = RootsAt<'module', 'pagination'> | never;
export type WrapperRoot = RootsAt<'module', 'wrapper'> | never;
export type HookRoot = RootsAt<'webhook', 'request'> | never;
export type HookItemRoot = RootsAt<'webhook', 'item'> | never;
export type ResponderRoot = RootsAt<'responder', 'response'> | never;

export interface ModuleSlots extends Slots {
  readonly request: RequestRoot;
  readonly response: ResponseRoot;
  readonly error: ErrorRoot;
  readonly item: ItemRoot;
  readonly pagination: PaginationRoot;
  readonly wrapper: WrapperRoot;
}

export interface TriggerSlots extends SlotsIn<'trigger'> {}
export interface EpochSlots extends SlotsIn<'epoch'> {}
export interface InstantSlots extends SlotsIn<'instantTrigger'> {}
export interface RpcSlots extends SlotsIn<'rpc'> {}
export interface EndpointSlots extends SlotsIn<'endpoint'> {}
export interface BaseSlots extends SlotsIn<'base'> {}
export interface AttachSlots extends SlotsIn<'attach'> {}
export interface ConnectionSlots extends SlotsIn<'connection'> {}

/** From the token step on, the query of the callback is there. */
export interface TokenSlots extends SlotsIn<'oauth'> {}

/** OAuth steps that are not part of the callback. */
export interface OauthSlots extends Slots {
  readonly request: Exclude<TokenSlots['request'], 'query'>;
  readonly response: Exclude<TokenSlots['response'], 'query'>;
  readonly error: Exclude<TokenSlots['error'], 'query'>;
  readonly item: never;
  readonly pagination: never;
  readonly wrapper: never;
}

/** When the service sends the user back there is no answer yet, only the query. */
export interface CallbackSlots extends Omit<OauthSlots, 'response' | 'error'> {
  readonly response: TokenSlots['request'];
  readonly error: TokenSlots['request'];
}
