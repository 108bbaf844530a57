import type { ModuleType } from '../manifest/manifest.ts';
import type { Connection } from './connection.ts';
import { type Descriptor, describe } from './descriptor.ts';
import type { FieldSet } from './field.ts';
import type { ModuleRules } from './module-rules.ts';
import type { AnyParameters } from './parameters.ts';
import type { RpcReference, RpcUrl } from './rpc-reference.ts';

/** A module as groups and blueprints refer to it. */
export interface Module<K extends ModuleType = ModuleType, N extends string = string> extends Descriptor<'module', N> {
  readonly type: K;
}

interface ModuleSpec<K, N, I> {
  readonly name: N;
  readonly type: K;
  readonly label: string;
  readonly description: string;
  readonly connection?: Connection;
  readonly altConnection?: Connection;
  readonly staticParameters?: AnyParameters | RpcReference | RpcUrl;
  /** What a bundle holds: fields written out, or an RPC that returns them. */
  readonly interface?: I;
  /** Scopes an OAuth connection must have for this module. */
  readonly scope?: readonly string[];
}

/** Describes a module; its type decides what it must and may have. */
export function defineModule<
  const K extends ModuleType,
  const N extends string,
  const I extends FieldSet | RpcReference | RpcUrl,
>(spec: ModuleSpec<K, N, I> & ModuleRules<NoInfer<I>>[K]): Module<K, N> {
  return describe('module', spec.name, spec, { type: spec.type });
}
