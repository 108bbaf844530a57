import { type Arg, type Call, callersOf, type Given } from './call.ts';
import type { Iml } from './iml-value.ts';
import type { NeedsOf } from './slot-values.ts';

type Num = Arg<number>;
type Numbers = Num | Iml<readonly (number | null | undefined)[] | null | undefined>;

/** One list of numbers, or several numbers. */
type Aggregate<R> = <const A extends readonly [Numbers, ...Numbers[]]>(...numbers: A) => Iml<R, NeedsOf<A[number]>>;

/** Math functions (iml.md §11). */
interface MathFunctions {
  abs: Call<readonly [number: Num], number>;
  average: Aggregate<number | null>;
  sum: Aggregate<number>;
  min: Aggregate<number | null>;
  max: Aggregate<number | null>;
  median: Aggregate<number | null>;
  stdevP: Aggregate<number | null>;
  stdevS: Aggregate<number | null>;
  ceil: Call<readonly [number: Num], number>;
  floor: Call<readonly [number: Num], number>;
  round: Call<readonly [number: Num], number>;
  /** Drops decimals, or with a negative count whole digits. */
  trunc: Call<readonly [number: Num, digits?: Num], number>;
  /** The number in a text, or null. */
  parseNumber: Call<readonly [text: Arg<string | number>, decimalSeparator?: Given<'.' | ','>], number | null>;
  formatNumber: Call<
    readonly [number: Num, decimals?: Num, decimalSeparator?: Given<string>, thousandsSeparator?: Given<string>],
    string
  >;
}

export const mathFunctions = callersOf<MathFunctions>({
  abs: true,
  average: true,
  sum: true,
  min: true,
  max: true,
  median: true,
  stdevP: true,
  stdevS: true,
  ceil: true,
  floor: true,
  round: true,
  trunc: true,
  parseNumber: true,
  formatNumber: true,
});
