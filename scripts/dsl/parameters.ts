import { DECLARATION, type Declares, type FieldSet } from './field.ts';
import type { Values } from './nested.ts';
import { pathTo } from './path.ts';
import type { Ref } from './slot-values.ts';

/** Declared parameters: references to their values, rooted at `parameters`. */
export type ParameterSet<F extends FieldSet> = Ref<Values<F>, 'parameters'> & Declares<F>;

/** Any set of declared parameters. */
export type AnyParameters = Declares<FieldSet>;

/** A component without parameters. */
export type NoParameters = Declares<Record<never, never>>;

/** The values a set of declared parameters yields. */
export type ParameterValues<P> = P extends Declares<infer F extends FieldSet> ? Values<F> : unknown;

/** Declares parameters and hands back typed references to them. */
export function parameters<const F extends FieldSet>(fields: F): ParameterSet<F> {
  return pathTo('parameters', { hidden: { [DECLARATION]: fields } }) as ParameterSet<F>; // The path has the declaration under its symbol.
}
