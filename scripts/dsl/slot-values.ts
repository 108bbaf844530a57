import type { Iml } from './iml-value.ts';
import type { Root } from './roots.ts';

/** Types that have no fields of their own to reach. */
export type Scalar = string | number | boolean | bigint | Date | Uint8Array;

/** What may be missing from a value of type T. */
export type Gap<T> = Extract<T, null | undefined>;

/** Names that JavaScript itself asks an object for; paths to them can only be written by hand. */
type Taken = 'then' | 'toString' | 'toJSON';

declare const UNREACHABLE: unique symbol;

/** Stands where a path cannot be; fits no slot. */
interface Unreachable<K> {
  readonly [UNREACHABLE]: K;
}

/** A path: an expression whose fields are paths too. A gap on the way stays in the type. */
export type Ref<T, N extends Root> = Iml<T, N> & FieldRefs<NonNullable<T>, N, Gap<T>>;

type FieldRefs<T, N extends Root, G> = [T] extends [Scalar | readonly unknown[]]
  ? unknown
  : { readonly [K in keyof T]-?: K extends Taken ? Unreachable<K> : Ref<T[K] | G, N> };

/** Hand-written IML: accepted anywhere, checked by the compiler. */
export type RawIml = `${string}{{${string}}}${string}`;

/** What a slot takes: a literal, an expression that may turn out empty, or hand-written IML. */
export type Value<T, N extends Root> = T | Iml<T | null | undefined, N> | RawIml;

/** As Value, for slots where a gap is a mistake: a URL, the id of a trigger. */
export type Present<T, N extends Root> = T | Iml<T, N> | RawIml;

/** What a condition takes: anything, judged by its truth. */
export type Condition<N extends Root> = boolean | Iml<unknown, N> | RawIml;

/** Any JSON a request may carry, with expressions in it. */
export type JsonValue<N extends Root> =
  | string
  | number
  | boolean
  | null
  | Iml<unknown, N>
  | readonly JsonValue<N>[]
  | JsonCollection<N>;

export interface JsonCollection<N extends Root> {
  readonly [key: string]: JsonValue<N>;
}

/** A value as an API may deliver it: fields inside a collection may be missing or null. */
export type Loose<T> = T extends Scalar
  ? T
  : T extends readonly (infer E)[]
    ? readonly Loose<E>[]
    : T extends object
      ? { readonly [K in keyof T]?: Loose<T[K]> | null | undefined }
      : T;

/** A value, or for a collection or list a literal whose parts are mapped one by one. */
export type Mapped<T, N extends Root> = unknown extends T
  ? JsonValue<N>
  : Value<Loose<T>, N> | MappedParts<NonNullable<T>, N>;

type MappedParts<T, N extends Root> = [T] extends [Scalar]
  ? never
  : T extends readonly (infer E)[]
    ? readonly Mapped<E, N>[]
    : { readonly [K in keyof T]-?: Mapped<T[K], N> };

/** T where it is also C; a parameter inferred from such a slot is held to C without being widened by it. */
export type Checked<T, C> = T extends C ? T : C;

/** The roots the expressions in A need. */
export type NeedsOf<A> = A extends Iml<unknown, infer N> ? N : never;

/** The value an expression yields; a literal yields itself. */
export type ValueOf<A> = A extends Iml<infer T> ? T : A;
