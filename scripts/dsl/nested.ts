import type { Field, FieldSet } from './field.ts';

/** The keys of every member of a union. */
type KeysOf<U> = U extends unknown ? keyof U : never;
type ValueAt<U, K extends PropertyKey> = U extends { readonly [P in K]: infer V } ? V : never;

/** One object with every key of a union of objects; a key in several members has the union of its values. */
export type Merged<U> = [U] extends [never] ? unknown : { readonly [K in KeysOf<U>]: ValueAt<U, K> };

type OwnValue<F> = F extends Field<infer T, infer R, unknown> ? (R extends true ? T : T | undefined) : never;
type NestedValue<F> = F extends Field<unknown, boolean, infer N> ? (keyof N extends never ? never : N) : never;

/** What the fields of the set make appear beside themselves; always optional. */
type Appearing<F> = Merged<{ [K in keyof F]: NestedValue<F[K]> }[keyof F]>;

/** The object a set of fields describes. Fields nested in options lie flat beside their select (make-app-format.md §4.5). */
export type Values<F extends FieldSet> = { readonly [K in keyof F]: OwnValue<F[K]> } & {
  readonly [K in keyof Appearing<F>]: Appearing<F>[K] | undefined;
};

/** What a nested set of fields puts beside its field: its own values and what those nest in turn. */
export type NestedIn<X> = X extends { readonly store: unknown; readonly domain: string }
  ? never
  : X extends FieldSet
    ? Values<X>
    : never;
