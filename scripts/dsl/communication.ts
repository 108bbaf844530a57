import type { EndpointTarget, InputTo } from './endpoint-reference.ts';
import type { DirectPagination, EndpointPagination } from './pagination-directive.ts';
import type { Preparation, Repeat, Target } from './request-directives.ts';
import type { ErrorRules, Iterate, Judgement, Limit, Trigger } from './response-directives.ts';
import type { Slots } from './roots.ts';
import type { JsonValue } from './slot-values.ts';
import type { Step } from './step.ts';

/** The output types of a response: of the whole answer, and of one item. */
export interface Outputs {
  readonly whole: unknown;
  readonly item: unknown;
}

/** An answer that becomes one output. */
export interface SingleResponse<S extends Slots, O extends Outputs> extends Judgement<S> {
  readonly iterate?: never;
  /** `null` or `false`: no bundle. */
  readonly output?: O['whole'] | null | false;
  readonly wrapper?: JsonValue<S['wrapper']>;
}

/** An answer whose list becomes one output per item. */
export interface IteratedResponse<S extends Slots, O extends Outputs> extends Judgement<S> {
  readonly iterate: Iterate<S>;
  readonly output?: O['item'];
  readonly wrapper?: JsonValue<S['wrapper']>;
}

/** An answer that gives any number of bundles. */
export interface ListResponse<S extends Slots, O extends Outputs> extends IteratedResponse<S, O> {
  readonly limit?: Limit<S['response']>;
}

/** An answer whose items a polling trigger compares with what it has seen. */
export interface TriggerResponse<S extends Slots, O extends Outputs> extends ListResponse<S, O> {
  readonly trigger: Trigger<S['item']>;
}

/** A request the app writes out itself. */
export interface DirectRequest<S extends Slots, R> extends Preparation<S['request']>, Target<S['request']> {
  readonly endpoint?: never;
  readonly input?: never;
  readonly response?: R;
  readonly pagination?: DirectPagination<S['pagination']>;
  readonly repeat?: Repeat<S['response']>;
  /** Another name of `repeat`. */
  readonly while?: Repeat<S['response']>;
  /** Another place of `response.error`. */
  readonly error?: ErrorRules<S['error']>;
}

/** A request that an endpoint makes; everything about its target belongs there. */
export interface EndpointRequest<S extends Slots, R> extends Preparation<S['request']> {
  readonly endpoint: EndpointTarget;
  readonly input?: InputTo<S['request']>;
  readonly response?: R;
  readonly pagination?: EndpointPagination<S['pagination']>;
  readonly repeat?: Repeat<S['response']>;
}

export type RequestOf<S extends Slots, R> = DirectRequest<S, R> | EndpointRequest<S, R>;

/** One request, or requests in order of which the last gives the output. */
export type Communication<Q> = Q | readonly [...(Step | Q)[], Q];
