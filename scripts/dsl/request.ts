import type { DirectRequest, EndpointRequest } from './communication.ts';
import { describe } from './descriptor.ts';
import type { Members } from './request-directives.ts';
import type { Iterate, Judgement, Limit } from './response-directives.ts';
import type { ItemRoot, ModuleSlots, RequestRoot, ResponseRoot, WrapperRoot } from './roots.ts';
import type { Checked, JsonValue } from './slot-values.ts';
import type { Carried, Step } from './step.ts';

/** What a request of a chain may say about its answer; T is inferred from it. */
interface StepResponse<T> extends Omit<Judgement<ModuleSlots>, 'temp'> {
  readonly temp?: Checked<T, Members<ResponseRoot>>;
  readonly iterate?: Iterate<ModuleSlots>;
  readonly limit?: Limit<ResponseRoot>;
  readonly output?: JsonValue<ItemRoot>;
  readonly wrapper?: JsonValue<WrapperRoot>;
}

interface DirectStep<R> extends Omit<DirectRequest<ModuleSlots, StepResponse<R>>, 'temp'> {}
interface EndpointStep<R> extends Omit<EndpointRequest<ModuleSlots, StepResponse<R>>, 'temp'> {}

/** A request that runs before others and hands values on through `temp`. */
export function request<const Q = unknown, const R = unknown>(
  spec: (DirectStep<R> | EndpointStep<R>) & { readonly temp?: Checked<Q, Members<RequestRoot>> },
): Step<Carried<Q, R>> {
  return describe('request', '', spec);
}
