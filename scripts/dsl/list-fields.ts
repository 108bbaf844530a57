import type { Attributes, ItemRules } from './attributes.ts';
import { type Field, type FieldSet, makeField } from './field.ts';
import type { Values } from './nested.ts';
import type { RpcReference, RpcUrl } from './rpc-reference.ts';

/** What a list or collection is made of: fields written out, or an RPC that returns them. */
type Fields = FieldSet | RpcReference | RpcUrl;

type ValuesOf<F> = F extends FieldSet ? Values<F> : Readonly<Record<string, unknown>>;

interface CollectionAttributes<F, R extends boolean> extends Attributes<R> {
  readonly spec: F;
  /** Keeps the order of the keys as written here. */
  readonly sequence?: boolean;
}

/** A collection with the given fields. */
export function collection<const F extends Fields, const R extends boolean = false>(
  spec: CollectionAttributes<F, R>,
): Field<ValuesOf<F>, R> {
  return makeField('collection', spec);
}

type ItemOf<S> = S extends Field<infer T, boolean, unknown> ? T : ValuesOf<S>;

interface ArrayAttributes<S, R extends boolean> extends Omit<Attributes<R>, 'validate'> {
  /** One field for a list of plain values, a set of fields for a list of collections. */
  readonly spec: S;
  readonly validate?: ItemRules;
}

/** A list: of plain values when spec is one field, of collections when it is a set of fields. */
export function array<const S extends Field | Fields, const R extends boolean = false>(
  spec: ArrayAttributes<S, R>,
): Field<readonly ItemOf<S>[], R> {
  return makeField('array', spec);
}
