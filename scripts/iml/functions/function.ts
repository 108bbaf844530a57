import type { Host } from '../host.ts';

/** The type names of iml.md §5.1, and `any`. */
export type ImlType = 'any' | 'text' | 'number' | 'boolean' | 'date' | 'buffer' | 'collection' | 'array';

export type Family = 'general' | 'text' | 'math' | 'date' | 'array' | 'app';

export interface ImlParameter {
  readonly name: string;
  readonly type: ImlType;
  readonly optional?: true;
  /** Repeats; only the last parameter may. */
  readonly variadic?: true;
}

export const required = (name: string, type: ImlType): ImlParameter => ({ name, type });
export const optional = (name: string, type: ImlType): ImlParameter => ({ name, type, optional: true });
export const repeated = (name: string, type: ImlType): ImlParameter => ({ name, type, variadic: true });

/** `[expression without mustaches, value]`, or with the variables it needs; run as tests and printed in the reference. */
export type ImlExample =
  | readonly [expression: string, value: unknown]
  | readonly [expression: string, value: unknown, variables: Readonly<Record<string, unknown>>];

interface Described {
  readonly name: string;
  readonly family: Family;
  /** One sentence. */
  readonly summary: string;
  readonly parameters: readonly ImlParameter[];
  readonly returns: ImlType;
  readonly examples: readonly ImlExample[];
  /** Whether public documentation states the behaviour, or we chose it. */
  readonly basis: 'documented' | 'assumed';
  /** Custom-app runtime only; scenario fields do not have it (iml.md §13). */
  readonly appsOnly?: true;
}

/** Gets its arguments evaluated. `host` gives clock, zone, randomness. Throws an ImlFunctionError on bad input. */
export interface EagerFunction extends Described {
  readonly lazy?: never;
  readonly run: (host: Host, ...args: readonly unknown[]) => unknown;
}

/** Gets its arguments as thunks and evaluates only those it needs. */
export interface LazyFunction extends Described {
  readonly lazy: true;
  readonly run: (host: Host, ...args: readonly (() => unknown)[]) => unknown;
}

/** A built-in function of the language: a row of data. */
export type ImlFunction = EagerFunction | LazyFunction;

/** Fewest and most arguments a function takes; most is Infinity when the last one repeats. */
export function arityOf({ parameters }: ImlFunction): readonly [least: number, most: number] {
  const least = parameters.filter((parameter) => !parameter.optional && !parameter.variadic).length;
  return [least, parameters.some((parameter) => parameter.variadic) ? Number.POSITIVE_INFINITY : parameters.length];
}
