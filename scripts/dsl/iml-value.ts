import type { Problem } from '../core/problems.ts';
import type { Root } from './roots.ts';

declare const VALUE: unique symbol;
declare const NEEDS: unique symbol;

/** An expression that yields T, usable where every root in Needs exists. Both are phantom. */
export interface Iml<out T, out Needs extends Root = Root> {
  readonly [VALUE]: T;
  readonly [NEEDS]: Needs;
}

/** What an IML value carries; the rest of the DSL reads it through the functions below. */
export interface ImlState {
  /** IML source without mustaches, usable as an argument or operand. */
  readonly expression: string;
  /** Text of the section: `{{expression}}`, or text with mustaches in it. */
  readonly text: string;
  /** Binding strength of the outermost operator; `PRIMARY` needs no parentheses anywhere. */
  readonly precedence: number;
  /** What is wrong with the value; the compiler adds the place. */
  readonly problems: readonly Problem[];
  /** Lists whose elements the value reads through `item`. */
  readonly lists: readonly Iml<unknown>[];
}

export const PRIMARY = 20;

// Registered symbols: a bundled descriptor file may bring its own copy of this module.
const STATE: unique symbol = Symbol.for('makeapp.iml') as never; // Symbol.for gives `symbol`; the key must be unique.
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

interface Carrier {
  readonly [STATE]: ImlState;
}

/** Prints a value as the text it renders to, wherever text is asked for. Not a plain object on purpose. */
const PROTOTYPE: object = Object.freeze({
  toString(this: Carrier): string {
    return this[STATE].text;
  },
  toJSON(this: Carrier): string {
    return this[STATE].text;
  },
  [Symbol.toPrimitive](this: Carrier): string {
    return this[STATE].text;
  },
  [INSPECT](this: Carrier): string {
    return this[STATE].text;
  },
});

/** The key under which the platform merges a collection into the object around it. */
export const SPREAD_KEY = '{{...}}';

/** With something behind it, each spread has a key of its own: of equal ones JavaScript would keep only the last. */
export const spreadKey = (mark: string): string => `${SPREAD_KEY}\u0000${mark}`;

/** Claims the key under which an object literal holds what was spread into it. */
export const isSpread = (key: string): boolean => key === SPREAD_KEY || key.startsWith(spreadKey(''));

/** The object behind every IML value; a path wraps it in a proxy. */
export function carry(state: ImlState): object {
  return Object.create(PROTOTYPE, {
    [STATE]: { value: Object.freeze(state) },
    // `{ ...value }` without `spread` would lose the value; this makes it mean the same.
    [spreadKey(state.text)]: { get: itself, enumerable: true },
  });
}

function itself(this: object): object {
  return this;
}

/** Makes an IML value of an expression; problems and lists come from the values it was built of. */
export function imlValue<T, N extends Root>(state: ImlState): Iml<T, N> {
  return Object.freeze(carry(state)) as Iml<T, N>; // T and N are phantom: nothing at run time carries them.
}

/** Claims a reference, template, call or operator made by the DSL. */
export function isIml(value: unknown): value is Iml<unknown> {
  return typeof value === 'object' && value !== null && STATE in value;
}

export function stateOf(value: Iml<unknown>): ImlState {
  return (value as unknown as Carrier)[STATE]; // isIml and the type both promise the state.
}

/** Gives the text a section gets: `{{…}}`, or text with mustaches in it. */
export function textOf(value: Iml<unknown>): string {
  return stateOf(value).text;
}

/** Gives the IML source without mustaches. */
export function expressionOf(value: Iml<unknown>): string {
  return stateOf(value).expression;
}

/** Gives what is wrong with a value, if anything: the DSL never throws, the compiler reports. */
export function problemOf(value: Iml<unknown>): Problem | undefined {
  return stateOf(value).problems[0];
}

/** Gives the list an `itemOf` in the value came from. */
export function listOf(value: Iml<unknown>): Iml<unknown> | undefined {
  return stateOf(value).lists[0];
}

/** Gives every list the value reads elements of; more than one is a mistake. */
export function listsOf(value: Iml<unknown>): readonly Iml<unknown>[] {
  return stateOf(value).lists;
}
