import { type Field, makeField } from './field.ts';

/**
 * Keeps JSON as it is where the types of the DSL refuse it, such as a value they do not foresee. The compiler's checks
 * judge it all the same.
 */
export function unchecked(value: unknown): never {
  return value as never; // Fits every slot; that is its purpose.
}

/** Keeps members the types of the DSL do not know, in a literal whose other members stay checked: `...extra({ … })`. */
export function extra(members: object): Record<never, never> {
  return members;
}

/** An entry of a set of fields as it is in JSON, name and type included, for what no field constructor can say. */
export function uncheckedField(entry: unknown): Field<unknown, false> {
  return makeField('rpc', entry as object); // Like the fields of an RPC, it is rendered as it stands.
}
