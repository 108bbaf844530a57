declare const VALUE: unique symbol;

/**
 * A declared parameter or interface entry. T is the value it yields, Required whether it is always there,
 * Nested the values of fields that appear beside it when it has a certain value. All three are phantom.
 */
export interface Field<out T = unknown, out Required extends boolean = boolean, out Nested = unknown> {
  readonly [VALUE]: { readonly value: T; readonly required: Required; readonly nested: Nested };
}

/** A set of fields, by name; the order of the literal is the order of the form. */
export interface FieldSet {
  readonly [name: string]: Field;
}

// Registered symbols: a bundled descriptor file may bring its own copy of this module.
const FIELD: unique symbol = Symbol.for('makeapp.field') as never; // Symbol.for gives `symbol`; the key must be unique.
const DECLARED: unique symbol = Symbol.for('makeapp.fields') as never;

interface FieldState {
  readonly type: string;
  readonly spec: object;
}
interface FieldCarrier {
  readonly [FIELD]: FieldState;
}
interface SetCarrier {
  readonly [DECLARED]: FieldSet;
}

/** Marks a value of type T that stands for a set of fields, such as what `parameters` gives back. */
export interface Declares<out F> {
  readonly [DECLARED]: F;
}

/** Makes a field of the literal the author wrote; the literal is kept by identity, never copied. */
export function makeField<T, R extends boolean, N>(type: string, spec: object): Field<T, R, N> {
  const field: FieldCarrier = Object.defineProperty({} as FieldCarrier, FIELD, {
    value: Object.freeze({ type, spec }),
  });
  return Object.freeze(field) as unknown as Field<T, R, N>; // T, R and N are phantom.
}

/** Claims a field made by one of the constructors (`text`, `select`, …). */
export function isField(value: unknown): value is Field {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, FIELD);
}

/** Gives Make's type name; `rpc` for `fieldsFrom(rpc)`, which stands for the fields an RPC returns. */
export function fieldType(field: Field): string {
  return (field as unknown as FieldCarrier)[FIELD].type; // isField and the type both promise the state.
}

/** Gives the author's literal, without the type; for `fieldsFrom(rpc)` it is the RPC's descriptor. */
export function fieldSpec(field: Field): object {
  return (field as unknown as FieldCarrier)[FIELD].spec; // As above.
}

/** The key under which a parameter set keeps its declaration; only `parameters` writes it. */
export const DECLARATION: typeof DECLARED = DECLARED;

/** Gives the literal a `parameters` handle was declared with; undefined when the value is none. */
export function declaredFields(set: unknown): FieldSet | undefined {
  if (typeof set !== 'object' || set === null || !(DECLARED in set)) return undefined;
  return (set as SetCarrier)[DECLARED];
}
