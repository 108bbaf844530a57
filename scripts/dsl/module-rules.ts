import type { Crud } from '../manifest/manifest.ts';
import type {
  Communication,
  DirectRequest,
  IteratedResponse,
  ListResponse,
  RequestOf,
  SingleResponse,
  TriggerResponse,
} from './communication.ts';
import type { EmittedFor, InterfaceOutputs, Sample } from './output.ts';
import type { AnyParameters } from './parameters.ts';
import type { FlatValues } from './request-directives.ts';
import type { Iterate, Judgement, Limit } from './response-directives.ts';
import type { EpochSlots, InstantSlots, ModuleSlots, ResponderRoot, Slots, TriggerSlots } from './roots.ts';
import type { RpcReference, RpcUrl } from './rpc-reference.ts';
import type { JsonValue, Value } from './slot-values.ts';
import type { Webhook } from './webhook.ts';

type Fields = AnyParameters | RpcReference | RpcUrl;

/** What a module has that returns bundles. */
interface Returning<I> {
  readonly interface: unknown;
  readonly samples?: Sample<I> | RpcReference | RpcUrl;
}

interface Mappable {
  readonly mappableParameters?: Fields;
}

/** Triggers start a scenario, so there is nothing to map from. */
interface Starting {
  readonly mappableParameters?: never;
}

type Single<S extends Slots, I> = SingleResponse<S, InterfaceOutputs<I, S>>;
type OneOrIterated<S extends Slots, I> = Single<S, I> | IteratedResponse<S, InterfaceOutputs<I, S>>;

interface Action<I> extends Returning<I>, Mappable {
  /** What the action does to a record; without one it does several things. */
  readonly crud?: Crud | null;
  readonly communication: Communication<RequestOf<ModuleSlots, OneOrIterated<ModuleSlots, I>>>;
}

interface Universal<I> extends Returning<I>, Mappable {
  readonly communication: Communication<RequestOf<ModuleSlots, OneOrIterated<ModuleSlots, I>>>;
}

type Listing<S extends Slots, R> = RequestOf<S, R> & { readonly response: R };

interface Search<I> extends Returning<I>, Mappable {
  readonly communication: Communication<
    Listing<ModuleSlots, ListResponse<ModuleSlots, InterfaceOutputs<I, ModuleSlots>>>
  >;
}

type Watching<I> = DirectRequest<TriggerSlots, TriggerResponse<TriggerSlots, InterfaceOutputs<I, TriggerSlots>>> & {
  readonly url: unknown;
  readonly response: unknown;
};

interface PollingTrigger<I> extends Returning<I>, Starting {
  readonly communication: Communication<Watching<I>>;
  readonly epoch: Epoch;
}

/** Merged over the trigger's request to list items the user may start from (make-app-format.md §5.3). */
type Epoch = DirectRequest<EpochSlots, EpochResponse> & { readonly response: EpochResponse };

interface EpochResponse extends Judgement<EpochSlots> {
  readonly iterate?: Iterate<EpochSlots>;
  readonly limit?: Limit<EpochSlots['response']>;
  readonly output: EpochOutput<EpochSlots['item']>;
}

interface EpochOutput<N extends EpochSlots['item']> {
  readonly label: Value<string, N>;
  readonly date: Value<string | number | Date, N>;
  readonly id?: Value<string | number, N>;
}

type InstantTrigger<I> = Returning<I> & Starting & (Emitting<I> | Completing<I>);

/** The delivery is the bundle. */
interface Emitting<I> {
  readonly webhook: Webhook<EmittedFor<I>>;
  readonly communication?: never;
}

/** A request per delivery makes the bundle. */
interface Completing<I> {
  readonly webhook: Webhook;
  readonly communication: Omit<DirectRequest<InstantSlots, Single<InstantSlots, I>>, 'pagination'>;
}

interface Responder extends Mappable {
  readonly interface?: never;
  readonly communication: { readonly response: Reply };
}

/** The answer to the request that started the scenario. */
interface Reply {
  readonly type?: Value<'json' | 'urlencoded' | 'text', ResponderRoot>;
  readonly status?: Value<number | string, ResponderRoot>;
  readonly headers?: FlatValues<ResponderRoot>;
  readonly body?: JsonValue<ResponderRoot>;
}

/** What each module type asks for and allows, for the interface I. */
export interface ModuleRules<I> {
  readonly action: Action<I>;
  readonly search: Search<I>;
  readonly trigger: PollingTrigger<I>;
  readonly instant_trigger: InstantTrigger<I>;
  readonly universal: Universal<I>;
  readonly responder: Responder;
}
