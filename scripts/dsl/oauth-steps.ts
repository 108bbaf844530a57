import type { DirectRequest } from './communication.ts';
import { describe } from './descriptor.ts';
import type { Members, OauthSigning } from './request-directives.ts';
import type { AccountDirectives, ErrorRules, Judgement, Valid } from './response-directives.ts';
import type { CallbackSlots, OauthSlots, Slots, TokenSlots } from './roots.ts';
import type { Checked, JsonValue } from './slot-values.ts';
import type { Carried, InOrder, Step } from './step.ts';

/** A step of the flow; Q and R are what it carries, before and after its answer, D what it saves. */
interface StepOf<S extends Slots, Q, A> extends Omit<DirectRequest<S, A>, 'temp' | 'pagination'> {
  readonly temp?: Checked<Q, Members<S['request']>>;
}

interface Answer<S extends Slots, R, D> extends Omit<Judgement<S>, 'temp'>, AccountDirectives<S['response'], D> {
  readonly temp?: Checked<R, Members<S['response']>>;
}

interface TokenAnswer<R, D> extends Answer<TokenSlots, R, D> {
  /** Scopes that were granted, when the service says so. */
  readonly scope?: JsonValue<TokenSlots['response']>;
}

/** What is read when the service sends the user back. */
interface CallbackAnswer<R, D> {
  readonly temp?: Checked<R, Members<CallbackSlots['response']>>;
  readonly data?: Checked<D, Members<CallbackSlots['response']>>;
  readonly valid?: Valid<CallbackSlots['response']>;
  readonly error?: ErrorRules<CallbackSlots['error']>;
}

// Names before `Step` in the alphabet: messages speak of the first type of a union.
interface FetchedStep<Q, R, D> extends StepOf<OauthSlots, Q, Answer<OauthSlots, R, D>> {}
/** Turns what the callback brought into tokens. */
interface ExchangeStep<Q, R, D> extends StepOf<TokenSlots, Q, TokenAnswer<R, D>> {}
/** The page the user is sent to; its URL is built, not fetched. */
interface AuthorizeStep<Q, R, D> extends StepOf<OauthSlots, Q, CallbackAnswer<R, D>> {}

/** The steps of OAuth 1 and 2, by name (make-app-format.md §1.3.2, §1.3.3). */
interface OauthSteps<Q, R, D> {
  readonly preauthorize: FetchedStep<Q, R, D>;
  readonly requestToken: FetchedStep<Q, R, D>;
  readonly authorize: AuthorizeStep<Q, R, D>;
  readonly token: ExchangeStep<Q, R, D>;
  readonly accessToken: ExchangeStep<Q, R, D>;
  readonly info: FetchedStep<Q, R, D>;
  readonly refresh: FetchedStep<Q, R, D>;
  readonly invalidate: FetchedStep<Q, R, D>;
}

type StepName = keyof OauthSteps<unknown, unknown, unknown>;

/** A function per step, as a step's name and what it may say cannot both be inferred from one call. */
type StepMakers = {
  readonly [K in StepName]: <const Q = unknown, const R = unknown, const D = unknown>(
    spec: OauthSteps<Q, R, D>[K],
  ) => Step<Carried<Q, R>, D, K>;
};

const maker =
  <K extends StepName>(name: K) =>
  (spec: object): Step<never, never, K> =>
    describe('request', name, spec);

/** Steps that other steps of the connection refer to by `tempOf` and `dataOf`: `oauthStep.token({ … })`. */
export const oauthStep: StepMakers = Object.freeze({
  preauthorize: maker('preauthorize'),
  requestToken: maker('requestToken'),
  authorize: maker('authorize'),
  token: maker('token'),
  accessToken: maker('accessToken'),
  info: maker('info'),
  refresh: maker('refresh'),
  invalidate: maker('invalidate'),
});

type StepSlot<K extends StepName, D> = StepItem<K, D> | InOrder<StepItem<K, D>>;
type StepItem<K extends StepName, D> = OauthSteps<unknown, unknown, D>[K] | Step<unknown, D, K>;

/** The communication of an OAuth connection; D1 to D4 are what its steps save. */
export interface OauthCommunication<D1, D2, D3, D4> {
  /** OAuth 1: the consumer's key and secret, for every step. */
  readonly oauth?: OauthSigning<OauthSlots['request']>;
  readonly preauthorize?: StepSlot<'preauthorize', D1>;
  readonly requestToken?: StepSlot<'requestToken', D1>;
  readonly authorize?: StepSlot<'authorize', D2>;
  readonly token?: StepSlot<'token', D3>;
  readonly accessToken?: StepSlot<'accessToken', D3>;
  readonly info?: StepSlot<'info', D4>;
  readonly refresh?: StepSlot<'refresh', unknown>;
  readonly invalidate?: StepSlot<'invalidate', unknown>;
}
