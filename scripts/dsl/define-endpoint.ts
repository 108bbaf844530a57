import type { DirectRequest, IteratedResponse, SingleResponse } from './communication.ts';
import type { Connection } from './connection.ts';
import { describe } from './descriptor.ts';
import type { EndpointReference } from './endpoint-reference.ts';
import type { FieldSet } from './field.ts';
import type { Values } from './nested.ts';
import type { InterfaceOutputs } from './output.ts';
import type { AnyParameters, NoParameters, ParameterValues } from './parameters.ts';
import type { Limit } from './response-directives.ts';
import type { EndpointSlots } from './roots.ts';

type Outputs<O> = InterfaceOutputs<O, EndpointSlots>;

interface Whole<O> extends SingleResponse<EndpointSlots, Outputs<O>> {
  /** `false` keeps a list of one item a list. */
  readonly unwrap?: boolean;
}

type Response<O> =
  | Whole<O>
  | (IteratedResponse<EndpointSlots, Outputs<O>> & { readonly limit?: Limit<EndpointSlots['response']> });

/** What an endpoint does to the service, told to AI agents. */
interface Annotations {
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

interface EndpointSpec<N, P, O> {
  readonly name: N;
  readonly label: string;
  readonly description: string;
  /** Markdown for AI agents. */
  readonly context?: string;
  readonly annotations?: Annotations;
  /** Connections the endpoint can be called with. */
  readonly attachedAccounts?: readonly Connection[];
  readonly scope?: readonly string[];
  readonly inputParameters?: P;
  readonly outputParameters: O;
  readonly communication: Omit<DirectRequest<EndpointSlots, Response<NoInfer<O>>>, 'endpoint' | 'input'>;
}

/** Describes an endpoint: one call with declared input and output, for agents and for other components. */
export function defineEndpoint<
  const N extends string,
  const O extends FieldSet,
  P extends AnyParameters = NoParameters,
>(spec: EndpointSpec<N, P, O>): EndpointReference<ParameterValues<P>, Values<O>, N> {
  return describe('endpoint', spec.name, spec);
}
