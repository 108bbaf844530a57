import type { Communication, ListResponse, RequestOf, SingleResponse } from './communication.ts';
import type { Connection } from './connection.ts';
import { describe } from './descriptor.ts';
import type { AnyParameters } from './parameters.ts';
import type { Limit } from './response-directives.ts';
import type { RpcSlots } from './roots.ts';
import type { RpcReference } from './rpc-reference.ts';
import type { Checked, JsonValue, ValueOf } from './slot-values.ts';

/** What an option of a select may say; an output with a `value` is one. */
type OptionKey = 'value' | 'label' | 'short' | 'description' | 'default' | 'nested' | 'file';

/** An option says what it is called, and nothing unknown. */
type AsOption<O> = O extends { readonly value: unknown }
  ? { readonly label: unknown } & { readonly [K in Exclude<keyof O, OptionKey>]: never }
  : unknown;

type OptionValue<O> = O extends { readonly value: infer V }
  ? ValueOf<V>
  : O extends readonly (infer E)[]
    ? OptionValue<E>
    : unknown;

interface RpcOutputs<O> {
  readonly whole: Checked<O, JsonValue<RpcSlots['response']>> & AsOption<NoInfer<O>>;
  readonly item: Checked<O, JsonValue<RpcSlots['item']>> & AsOption<NoInfer<O>>;
}

type RpcRequest<O> = RequestOf<
  RpcSlots,
  | (SingleResponse<RpcSlots, RpcOutputs<O>> & { readonly limit?: Limit<RpcSlots['response']> })
  | ListResponse<RpcSlots, RpcOutputs<O>>
>;

interface RpcSpec<N, O> {
  readonly name: N;
  readonly label: string;
  readonly connection?: Connection;
  readonly altConnection?: Connection;
  /** Used when the RPC is tried out by itself; forms pass their own values. */
  readonly parameters?: AnyParameters;
  readonly communication: Communication<RpcRequest<O>>;
}

/** Describes an RPC: options, fields, samples, or the levels of a file picker. */
export function defineRpc<const N extends string, const O = unknown>(
  spec: RpcSpec<N, O>,
): RpcReference<OptionValue<O>, N> {
  return describe('rpc', spec.name, spec);
}
