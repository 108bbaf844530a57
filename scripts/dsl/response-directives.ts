import type { APP_ERROR_TYPES } from '../core/error-types.ts';
import type { Iml } from './iml-value.ts';
import type { Members, OauthSigning } from './request-directives.ts';
import type { Root, Slots } from './roots.ts';
import type { Checked, Condition, JsonValue, Present, RawIml, Value } from './slot-values.ts';

/** Errors an app may raise (make-app-format.md §6.1). */
export type ErrorType = (typeof APP_ERROR_TYPES)[number];

/** A status code as a key. */
export type Status = `${1 | 2 | 3 | 4 | 5}${number}`;

interface ErrorRule<N extends Root> {
  readonly message?: Value<string, N>;
  readonly type?: Value<ErrorType, N>;
}

/** Messages and types of errors, by status where they differ; a text is the message of all. */
export type ErrorRules<N extends Root> = Value<string, N> | (ErrorRule<N> & { readonly [S in Status]?: ErrorRule<N> });

/** How an answer is read (make-app-format.md §3.6.1). */
export type ResponseType = 'automatic' | 'json' | 'urlencoded' | 'text' | 'string' | 'raw' | 'binary' | 'xml';

/** Every status, one, or a range such as `400-499`. */
type StatusPattern = '*' | Status | `${number}-${number}`;

export type ResponseTypes<N extends Root> =
  | Value<ResponseType, N>
  | { readonly [S in StatusPattern]?: Value<ResponseType, N> };

export type Valid<N extends Root> =
  | Condition<N>
  | { readonly condition: Condition<N>; readonly message?: Value<string, N>; readonly type?: Value<ErrorType, N> };

/** What every answer may be judged by. */
export interface Judgement<S extends Slots> {
  readonly type?: ResponseTypes<S['response']>;
  /** A false one makes an answer below 400 an error; it cannot excuse one above. */
  readonly valid?: Valid<S['response']>;
  readonly error?: ErrorRules<S['error']>;
  readonly temp?: Members<S['response']>;
  readonly oauth?: OauthSigning<S['response']>;
}

/** What a request saves and says about the account behind a connection. */
export interface AccountDirectives<N extends Root, D = unknown> {
  /** Merged into the stored values of the connection. */
  readonly data?: Checked<D, DataMembers<N>>;
  /** Tells accounts apart in the list of connections. */
  readonly metadata?: { readonly type: 'text' | 'email'; readonly value: Value<string, N> };
  /** The ID of the account at the service; shared webhooks find their users by it. */
  readonly uid?: Value<string | number, N>;
  /** When the credential as a whole expires. */
  readonly expires?: Value<string | Date, N>;
}

export interface DataMembers<N extends Root> {
  readonly [name: string]: JsonValue<N>;
}

/** The list that is taken apart into bundles. */
export type Iterate<S extends Slots> =
  | List<S['response']>
  | { readonly container: List<S['response']>; readonly condition?: Condition<S['item']> };

type List<N extends Root> = Iml<readonly unknown[] | null | undefined, N> | RawIml;

/** Most bundles to return; without one a trigger returns one, everything else all. */
export type Limit<N extends Root> = Value<number, N>;

/** How the platform tells new items from known ones. */
export type Trigger<N extends Root> =
  | { readonly type: 'id'; readonly order: Order; readonly id: Present<string | number, N> }
  | {
      readonly type: 'date';
      readonly order: Order;
      readonly id: Present<string | number, N>;
      readonly date: Present<string | number | Date, N>;
    };

/** The order in which the API returns items. */
type Order = 'asc' | 'desc' | 'unordered';
