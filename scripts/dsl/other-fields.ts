import type { JsonObject } from '../core/json.ts';
import type { Attributes, Validation } from './attributes.ts';
import { type Field, makeField } from './field.ts';
import type { RpcReference, RpcUrl } from './rpc-reference.ts';

/** A value of any type; IML and the API decide what it is. */
export function any<const R extends boolean = false>(spec: Attributes<R> = {}): Field<unknown, R> {
  return makeField('any', spec);
}

interface DateAttributes<R extends boolean> extends Omit<Attributes<R, string>, 'validate'> {
  readonly validate?: Pick<Validation, 'min' | 'max' | 'past'> | boolean;
  /** `false` picks a day only; the value is a full date all the same. */
  readonly time?: boolean;
}

export function date<const R extends boolean = false>(spec: DateAttributes<R> = {}): Field<Date, R> {
  return makeField('date', spec);
}

/** A date that is shown and stored as Unix seconds. */
export function timestamp<const R extends boolean = false>(spec: Attributes<R, string | number> = {}): Field<Date, R> {
  return makeField('timestamp', spec);
}

interface BufferAttributes<R extends boolean> extends Attributes<R, string> {
  /** How text is turned into bytes. */
  readonly codepage?: string;
}

/** Binary data, such as the content of a file. */
export function buffer<const R extends boolean = false>(spec: BufferAttributes<R> = {}): Field<Uint8Array, R> {
  return makeField('buffer', spec);
}

interface JsonAttributes<R extends boolean> extends Attributes<R> {
  /** JSON Schema of the value; endpoints and AI tools read it. */
  readonly schema?: JsonObject;
}

/** JSON as text. */
export function json<const R extends boolean = false>(spec: JsonAttributes<R> = {}): Field<string, R> {
  return makeField('json', spec);
}

/** A value the user does not see; `default` supplies it, as text. */
export function hidden<const R extends boolean = false>(spec: Attributes<R> = {}): Field<string, R> {
  return makeField('hidden', spec);
}

/** A data structure the user picks; the value is its ID. */
export function udt<const R extends boolean = false>(spec: Attributes<R, number> = {}): Field<number, R> {
  return makeField('udt', spec);
}

interface BannerAttributes {
  readonly title?: string;
  readonly text?: string;
  readonly theme?: 'info' | 'warning' | 'danger' | 'light' | 'dark';
  readonly badge?: string;
  readonly closable?: boolean;
  readonly label?: string;
  readonly help?: string;
  readonly advanced?: boolean;
  readonly visible?: string;
}

/** A notice in the form; it has no value. */
export function banner(spec: BannerAttributes): Field<undefined, false> {
  return makeField('banner', spec);
}

/** Stands for the fields an RPC returns, at this place of the form; their values are not known by name. */
export function fieldsFrom(rpc: RpcReference): Field<undefined, false> {
  return makeField('rpc', rpc);
}

interface FilterCondition {
  readonly a: unknown;
  readonly o: string;
  readonly b?: unknown;
}

interface FilterOperand {
  readonly label?: string;
  readonly value: string;
}

interface FilterOperators {
  readonly label: string;
  readonly options: readonly FilterOperand[];
}

type FilterOperands = readonly FilterOperand[] | RpcReference | RpcUrl;

interface FilterStore {
  readonly store: FilterOperands;
  readonly logic?: 'and' | 'or' | 'both';
  readonly operators?: readonly FilterOperators[];
}

type FilterAttributes<R extends boolean> = Attributes<R> & { readonly options?: FilterOperands | FilterStore };

/** Conditions the user builds: an outer list of alternatives, inner lists of conditions that all hold (make-app-format.md §4.6). */
export function filter<const R extends boolean = false>(
  spec: FilterAttributes<R> = {},
): Field<readonly (readonly FilterCondition[])[], R> {
  return makeField('filter', spec);
}
