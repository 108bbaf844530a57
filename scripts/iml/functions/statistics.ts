import { addDecimal, divideDecimal } from '../decimal.ts';
import { type EagerFunction, type ImlFunction, repeated } from './function.ts';

/** A function of many numbers, given as one array or one by one. */
function ofNumbers(
  row: Pick<EagerFunction, 'name' | 'summary' | 'examples'>,
  compute: (numbers: readonly number[]) => number | null,
): EagerFunction {
  return {
    ...row,
    family: 'math',
    parameters: [repeated('numbers', 'any')],
    returns: 'number',
    basis: 'documented',
    run: (_, ...values) => compute(numbersAmong(values)),
  };
}

/** The numbers of an array or argument list, nested arrays opened one level; numeric text is no number here (A, iml.md §11). */
function numbersAmong(values: readonly unknown[]): number[] {
  const items = values.length === 1 && Array.isArray(values[0]) ? values[0] : values;
  return items.flat().filter((item): item is number => typeof item === 'number' && !Number.isNaN(item));
}

const total = (numbers: readonly number[]): number => numbers.reduce(addDecimal, 0);

/** The mean; null for no numbers (A, iml.md §11). */
const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : divideDecimal(total(numbers), numbers.length);

const sum = ofNumbers(
  {
    name: 'sum',
    summary: 'Adds up numbers, skipping everything else; nothing to add gives 0.',
    examples: [
      ['sum(1, 2, 3.5)', 6.5],
      ['sum(0.1, 0.2)', 0.3],
      ['sum(prices)', 30, { prices: [10, null, 20] }],
    ],
  },
  total,
);

const average = ofNumbers(
  {
    name: 'average',
    summary: 'Gives the mean of numbers.',
    examples: [
      ['average(2, 4, 9)', 5],
      ['average(emptyarray)', null],
    ],
  },
  mean,
);

/** Picks the number that wins against all others; null for no numbers (A, iml.md §11). */
const pickBy =
  (choose: (a: number, b: number) => number) =>
  (numbers: readonly number[]): number | null =>
    numbers.length === 0 ? null : numbers.reduce((best, number) => choose(best, number));

const min = ofNumbers(
  {
    name: 'min',
    summary: 'Gives the smallest of numbers.',
    examples: [
      ['min(7, 3, 5)', 3],
      ['min(100, missing)', 100],
    ],
  },
  pickBy(Math.min),
);

const max = ofNumbers(
  {
    name: 'max',
    summary: 'Gives the largest of numbers.',
    examples: [
      ['max(7, 3, 5)', 7],
      ['max(prices)', 20, { prices: [10, 20, 'n/a'] }],
    ],
  },
  pickBy(Math.max),
);

const median = ofNumbers(
  {
    name: 'median',
    summary: 'Gives the middle of numbers, the mean of two when their count is even.',
    examples: [
      ['median(9, 1, 5)', 5],
      ['median(1, 2, 3, 10)', 2.5],
    ],
  },
  middle,
);

function middle(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1));
}

const stdevP = ofNumbers(
  {
    name: 'stdevP',
    summary: 'Gives the standard deviation of a whole population.',
    examples: [
      ['stdevP(2, 4, 4, 4, 5, 5, 7, 9)', 2],
      ['stdevP(emptyarray)', null],
    ],
  },
  (numbers) => deviation(numbers, numbers.length),
);

const stdevS = ofNumbers(
  {
    name: 'stdevS',
    summary: 'Estimates the standard deviation of a population from a sample.',
    examples: [
      ['stdevS(3, 5, 7)', 2],
      ['stdevS(5)', null],
    ],
  },
  (numbers) => deviation(numbers, numbers.length - 1),
);

/** Null where there is nothing to divide by (A, iml.md §11). */
function deviation(numbers: readonly number[], divisor: number): number | null {
  const center = mean(numbers);
  if (center === null || divisor <= 0) return null;
  return Math.sqrt(numbers.reduce((squares, number) => squares + (number - center) ** 2, 0) / divisor);
}

/** Functions of many numbers (iml.md §11). */
export const statisticsFunctions: readonly ImlFunction[] = [sum, average, min, max, median, stdevP, stdevS];
