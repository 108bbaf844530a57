import type { Iml } from './iml-value.ts';
import type { Root } from './roots.ts';
import type { Condition, JsonValue, Present, RawIml, Value } from './slot-values.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';

/** How the body is written (make-app-format.md §3.5.4). */
export type BodyType = 'json' | 'urlencoded' | 'multipart/form-data' | 'text' | 'string' | 'raw' | 'binary';

type FlatScalar<N extends Root> = string | number | boolean | null | Iml<unknown, N>;

/** Headers or query values: flat, a list repeats the name. */
export interface FlatValues<N extends Root> {
  readonly [name: string]: FlatScalar<N> | readonly FlatScalar<N>[];
}

/** Members that add up to a collection, or one expression that yields it. */
export type Members<N extends Root> =
  | { readonly [name: string]: JsonValue<N> }
  | Iml<object | null | undefined, N>
  | RawIml;

/** Where in the log a value is masked, such as `request.headers.authorization`. */
export type LogPath = `${'request' | 'response'}.${string}`;

export interface Log {
  readonly sanitize: readonly LogPath[];
}

/** OAuth 1 signing (make-app-format.md §3.9). */
export interface OauthSigning<N extends Root> {
  readonly consumer_key?: Value<string, N>;
  readonly consumer_secret?: Value<string, N>;
  readonly private_key?: Value<string, N>;
  readonly token?: Value<string, N>;
  readonly token_secret?: Value<string, N>;
  readonly verifier?: Value<string, N>;
  readonly signature_method?: Value<'HMAC-SHA1' | 'RSA-SHA1' | 'PLAINTEXT', N>;
  readonly transport_method?: Value<'header' | 'query' | 'body', N>;
  readonly body_hash?: Value<boolean | string, N>;
}

/** AWS signing. */
export interface AwsSigning<N extends Root> {
  readonly key: Value<string, N>;
  readonly secret: Value<string, N>;
  readonly session?: Value<string, N>;
  readonly bucket?: Value<string, N>;
  readonly sign_version?: Value<'2' | '4', N>;
}

/** Runs a request only when the condition holds; `default` is its output otherwise. */
export type RequestCondition<N extends Root> =
  | Condition<N>
  | { readonly condition?: Condition<N>; readonly default?: JsonValue<N> };

/** Sends the same request again while the condition holds after the answer. */
export interface Repeat<N extends Root> {
  readonly condition: Condition<N>;
  /** Milliseconds between two requests. */
  readonly delay?: number;
  /** Most requests in all. */
  readonly limit?: number;
}

/** What is settled before a request is sent, apart from its target. */
export interface Preparation<N extends Root> {
  /** Values for this request and all that follow; evaluated first. */
  readonly temp?: Members<N>;
  readonly condition?: RequestCondition<N>;
  readonly log?: Log;
}

/** Where and how a request is sent (make-app-format.md §3.5). */
export interface Target<N extends Root> {
  /** Absolute, or from `/` on behind Base's `baseUrl`; a request without one only computes. */
  readonly url?: Present<string, N>;
  readonly method?: Value<Method, N>;
  readonly headers?: FlatValues<N> | Iml<object | null | undefined, N> | RawIml;
  readonly qs?: FlatValues<N> | Iml<object | null | undefined, N> | RawIml;
  readonly body?: JsonValue<N>;
  readonly type?: Value<BodyType, N>;
  /** A certificate authority to trust, as PEM text. */
  readonly ca?: Value<string, N>;
  /** `false` sends the URL as written. */
  readonly encodeUrl?: boolean;
  /** `uniform` encodes the query by the rule of the path. */
  readonly encodeUrlMode?: 'legacy' | 'uniform';
  readonly gzip?: boolean;
  readonly aws?: AwsSigning<N>;
  readonly oauth?: OauthSigning<N>;
  readonly followRedirects?: boolean;
  readonly followAllRedirects?: boolean;
  /** Milliseconds to wait for an answer, up to 300000; 40000 if left out. */
  readonly timeout?: Value<number, N>;
}
