import type { Iml } from './iml-value.ts';
import type { Root } from './roots.ts';
import type { NeedsOf, ValueOf } from './slot-values.ts';
import { type Argument, combine, operand, PRECEDENCE, sourceOf } from './source.ts';

type Numeric = number | Iml<number | null | undefined>;
type Moment = Iml<Date | null | undefined>;
type Ordered = number | string | Iml<number | string | Date | null | undefined>;

type Operands = readonly [Argument, Argument, ...Argument[]];
/** Only the last operand of `or` can leave a gap. */
type Alternative<A> = A extends readonly [...infer Head, infer Last]
  ? NonNullable<ValueOf<Head[number]>> | ValueOf<Last>
  : never;

type Kind<T> = T extends string ? 'text' : T extends number ? 'number' : T extends Date ? 'date' : never;

/** B when values of A and B can be equal at all; else what B should be. */
type Comparable<A, B> = CanMeet<NonNullable<ValueOf<A>>, ValueOf<B>> extends true ? B : ValueOf<A>;
type CanMeet<A, B> = unknown extends A
  ? true
  : unknown extends B
    ? true
    : [NonNullable<B>] extends [never]
      ? true
      : [Extract<A, B> | Extract<B, A>] extends [never]
        ? false
        : true;

/** B when A and B have an order between them; else what B should be. */
type Rankable<A, B> = [Kind<NonNullable<ValueOf<A>>> & Kind<NonNullable<ValueOf<B>>>] extends [never] ? ValueOf<A> : B;

type Equality = <A extends Argument, const B extends Argument>(
  a: A,
  b: Comparable<A, B>,
) => Iml<boolean, NeedsOf<A> | NeedsOf<B>>;
type Comparison = <A extends Ordered, const B extends Ordered>(
  a: A,
  b: Rankable<A, B>,
) => Iml<boolean, NeedsOf<A> | NeedsOf<B>>;
type Arithmetic = <A extends Numeric, B extends Numeric>(a: A, b: B) => Iml<number, NeedsOf<A> | NeedsOf<B>>;
type Subtraction = <A extends Numeric | Moment, B extends Numeric | Moment>(
  a: A,
  b: B,
) => Iml<number, NeedsOf<A> | NeedsOf<B>>;
type Sign = <A extends Numeric>(a: A) => Iml<number, NeedsOf<A>>;

/** Writes a chain of a left-associative operator. */
function infix(sign: string, precedence: number, operands: readonly unknown[]): Iml<never, never> {
  const sources = operands.map(sourceOf);
  // Only the first operand may bind as weakly as the operator itself.
  const parts = sources.map((source, index) => operand(source, index === 0 ? precedence : precedence + 1));
  return combine(parts.join(` ${sign} `), precedence, sources);
}

function prefix<T, N extends Root>(sign: string, value: unknown): Iml<T, N> {
  const source = sourceOf(value);
  // Two signs in a row would read as another operator.
  return combine(`${sign}${operand(source, PRECEDENCE.unary + (sign === '!' ? 0 : 1))}`, PRECEDENCE.unary, [source]);
}

/** IML's operators, spelt as app sources spell them (iml.md §0.2). */
export const op = Object.freeze({
  eq: ((a, b) => infix('==', PRECEDENCE.equal, [a, b])) as Equality,
  ne: ((a, b) => infix('!=', PRECEDENCE.equal, [a, b])) as Equality,
  lt: ((a, b) => infix('<', PRECEDENCE.compare, [a, b])) as Comparison,
  lte: ((a, b) => infix('<=', PRECEDENCE.compare, [a, b])) as Comparison,
  gt: ((a, b) => infix('>', PRECEDENCE.compare, [a, b])) as Comparison,
  gte: ((a, b) => infix('>=', PRECEDENCE.compare, [a, b])) as Comparison,
  /** The first operand that is not true, else the last one. */
  and: <const A extends Operands>(...operands: A): Iml<ValueOf<A[number]>, NeedsOf<A[number]>> =>
    infix('&&', PRECEDENCE.and, operands),
  /** The first operand that is true, else the last one. */
  or: <const A extends Operands>(...operands: A): Iml<Alternative<A>, NeedsOf<A[number]>> =>
    infix('||', PRECEDENCE.or, operands),
  not: <A extends Argument>(value: A): Iml<boolean, NeedsOf<A>> => prefix('!', value),
  add: ((a, b) => infix('+', PRECEDENCE.add, [a, b])) as Arithmetic,
  /** Adds numbers that arrive as text too. */
  addNumeric: ((a, b) => infix('++', PRECEDENCE.add, [a, b])) as <
    A extends Numeric | string | Iml<string | number | null | undefined>,
    B extends Numeric | string | Iml<string | number | null | undefined>,
  >(
    a: A,
    b: B,
  ) => Iml<number, NeedsOf<A> | NeedsOf<B>>,
  /** Two dates give the milliseconds between them. */
  sub: ((a, b) => infix('-', PRECEDENCE.add, [a, b])) as Subtraction,
  mul: ((a, b) => infix('*', PRECEDENCE.multiply, [a, b])) as Arithmetic,
  div: ((a, b) => infix('/', PRECEDENCE.multiply, [a, b])) as Arithmetic,
  mod: ((a, b) => infix('%', PRECEDENCE.multiply, [a, b])) as Arithmetic,
  neg: ((a) => prefix('-', a)) as Sign,
  pos: ((a) => prefix('+', a)) as Sign,
});
