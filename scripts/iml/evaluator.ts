import type { Context } from './host.ts';

/** A compiled expression or template. */
export type Evaluator = (context: Context) => unknown;

/** Where in the template an expression is compiled. */
export interface Scope {
  /** The complete template text, for errors. */
  readonly template: string;
  /** The nearest function whose argument this is (iml.md §6.5). */
  readonly enclosing?: string;
}

/** A value that does not depend on the context. */
export const constant =
  (value: unknown): Evaluator =>
  () =>
    value;
