import type { EndpointReference, InputTo } from './endpoint-reference.ts';
import type { Iml } from './iml-value.ts';
import type { FlatValues, Method } from './request-directives.ts';
import type { Root } from './roots.ts';
import type { Condition, JsonValue, RawIml, Value } from './slot-values.ts';

/** How the next page is asked for; what is left out stays as in the request. */
export interface DirectPagination<N extends Root> {
  /** `false` takes nothing but what is written here. */
  readonly mergeWithParent?: boolean;
  readonly url?: Value<string, N>;
  readonly method?: Value<Method, N>;
  readonly headers?: FlatValues<N> | Iml<object | null | undefined, N> | RawIml;
  readonly qs?: FlatValues<N> | Iml<object | null | undefined, N> | RawIml;
  readonly body?: JsonValue<N>;
  /** Asks for another page only while it holds. */
  readonly condition?: Condition<N>;
}

/** How the next page of an endpoint call is asked for. */
export interface EndpointPagination<N extends Root> {
  readonly mergeWithParent?: boolean;
  /** Replaces the endpoint from the second page on. */
  readonly endpoint?: EndpointReference;
  readonly input?: InputTo<N>;
  readonly condition?: Condition<N>;
}
