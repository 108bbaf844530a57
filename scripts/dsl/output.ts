import type { Outputs } from './communication.ts';
import type { Field, FieldSet } from './field.ts';
import type { Iml } from './iml-value.ts';
import type { Root, Slots } from './roots.ts';
import type { JsonValue, Loose, Mapped, RawIml, Scalar } from './slot-values.ts';

/** The value an interface entry describes, present or not. */
type Described<F> = F extends Field<infer T, boolean, unknown> ? T : never;
type IsRequired<F> = F extends Field<unknown, infer R, unknown> ? (R extends true ? true : false) : false;
type RequiredKeys<I> = { [K in keyof I]: IsRequired<I[K]> extends true ? K : never }[keyof I];

type MappedFields<I, N extends Root> = { readonly [K in keyof I]-?: Mapped<Described<I[K]>, N> };

/** A bundle as one expression may deliver it: required entries are there, others may be missing. */
export type Bundle<I> = { readonly [K in RequiredKeys<I>]: Loose<Described<I[K]>> } & {
  readonly [K in keyof I]?: Loose<Described<I[K]>> | null | undefined;
};

/** The output of a module: its interface, field by field, or one expression of that shape; without a value, no bundle. */
export type OutputOf<I, N extends Root> = I extends FieldSet
  ? MappedFields<I, N> | Iml<Bundle<I> | null | undefined, N> | RawIml
  : JsonValue<N>;

/** The outputs of a module with the interface I. */
export interface InterfaceOutputs<I, S extends Slots> extends Outputs {
  readonly whole: OutputOf<I, S['response']>;
  readonly item: OutputOf<I, S['item']>;
}

/** What a webhook must emit for a module with the interface I: every entry, though it may be empty. */
export type EmittedFor<I> = {
  readonly [K in keyof I]: IsRequired<I[K]> extends true
    ? Loose<Described<I[K]>>
    : Loose<Described<I[K]>> | null | undefined;
};

/** A sample bundle, as JSON: a date is text, and nothing need be there. */
export type Sample<I> = I extends FieldSet ? { readonly [K in keyof I]?: SampleValue<Described<I[K]>> | null } : object;

type SampleValue<T> = T extends Date | Uint8Array
  ? string
  : T extends Scalar
    ? T
    : T extends readonly (infer E)[]
      ? readonly SampleValue<E>[]
      : T extends object
        ? { readonly [K in keyof T]?: SampleValue<T[K]> | null }
        : T;
