import { toText } from '../values.ts';
import { isNothing, isText, notValid, numberOf, optionalInteger, optionalText } from './arguments.ts';
import { roundDecimal, truncateDecimal } from './decimal-text.ts';
import { type EagerFunction, type ImlFunction, optional, required } from './function.ts';

/** A function of one number; nothing stays nothing (A, iml.md §6.4), and -0 becomes 0. */
function ofNumber(
  row: Pick<EagerFunction, 'name' | 'summary' | 'examples'>,
  compute: (number: number) => number,
): EagerFunction {
  return {
    ...row,
    family: 'math',
    parameters: [required('number', 'number')],
    returns: 'number',
    basis: 'documented',
    run: (_, value) => (isNothing(value) ? null : compute(numberOf(value)) + 0),
  };
}

const abs = ofNumber(
  {
    name: 'abs',
    summary: 'Gives the size of a number without its sign.',
    examples: [
      ['abs(-2.5)', 2.5],
      ["abs('-4')", 4],
    ],
  },
  Math.abs,
);

const ceil = ofNumber(
  {
    name: 'ceil',
    summary: 'Rounds up to a whole number.',
    examples: [
      ['ceil(2.1)', 3],
      ['ceil(-2.1)', -2],
    ],
  },
  Math.ceil,
);

const floor = ofNumber(
  {
    name: 'floor',
    summary: 'Rounds down to a whole number.',
    examples: [
      ['floor(2.9)', 2],
      ['floor(-2.1)', -3],
    ],
  },
  Math.floor,
);

const round = ofNumber(
  {
    name: 'round',
    summary: 'Rounds to the nearest whole number, a half upward.',
    examples: [
      ['round(2.5)', 3],
      ['round(-2.5)', -2],
      ['round(2.49)', 2],
    ],
  },
  Math.round,
);

const trunc: EagerFunction = {
  name: 'trunc',
  family: 'math',
  summary: 'Cuts a number to so many decimals or, when negative, to so many zeroed whole digits.',
  parameters: [required('number', 'number'), optional('digits', 'number')],
  returns: 'number',
  basis: 'documented',
  examples: [
    ['trunc(4.567, 2)', 4.56],
    ['trunc(-4.567)', -4],
    ['trunc(9876, -2)', 9800],
  ],
  run: (_, value, digits) => (isNothing(value) ? null : truncateDecimal(numberOf(value), optionalInteger(digits, 0))),
};

const parseNumber: EagerFunction = {
  name: 'parseNumber',
  family: 'math',
  summary: 'Reads a number from text written with the given decimal separator; other characters are ignored.',
  parameters: [required('text', 'text'), optional('decimalSeparator', 'text')],
  returns: 'number',
  basis: 'documented',
  examples: [
    ["parseNumber('2 500,75', ',')", 2500.75],
    ["parseNumber('$1,299.90')", 1299.9],
    ["parseNumber('none')", null],
  ],
  run: (_, value, separator) => {
    const point = optionalText(separator, '.');
    if (point !== '.' && point !== ',') throw notValid(separator, 'decimal separator (. or ,)');
    if (typeof value === 'number') return Number.isFinite(value) ? value : null;
    return isText(value) ? readNumber(toText(value), point) : null;
  },
};

/** Ignores everything but digits, sign, point and an exponent that stands between digits (A, iml.md §11). */
function readNumber(text: string, point: '.' | ','): number | null {
  const ignored = point === '.' ? /(?<!\d)e|e(?![+-]?\d)|[^\d.e+-]/gi : /(?<!\d)e|e(?![+-]?\d)|[^\d,e+-]/gi;
  const number = Number.parseFloat(text.replace(ignored, '').replace(point, '.'));
  return Number.isFinite(number) ? number + 0 : null;
}

/** Decimals a formatted number may have. */
const MAX_DECIMALS = 100;

const formatNumber: EagerFunction = {
  name: 'formatNumber',
  family: 'math',
  summary: 'Writes a number with a fixed count of decimals and separators between thousands.',
  parameters: [
    required('number', 'number'),
    optional('decimals', 'number'),
    optional('decimalSeparator', 'text'),
    optional('thousandsSeparator', 'text'),
  ],
  returns: 'text',
  basis: 'documented',
  examples: [
    ['formatNumber(1234567.891)', '1.234.567,89'],
    ["formatNumber(1234.5, 3, '.', ' ')", '1 234.500'],
    ["formatNumber(0.005, 2, '.', ',')", '0.01'],
  ],
  run: (_, value, decimals, decimalSeparator, thousandsSeparator) => {
    if (isNothing(value)) return null;
    // Two decimals when none are given (A, iml.md §11).
    const places = optionalInteger(decimals, 2);
    if (places < 0 || places > MAX_DECIMALS) throw notValid(decimals, `number of decimals (0 to ${MAX_DECIMALS})`);
    const { sign, whole, fraction } = roundDecimal(numberOf(value), places);
    const grouped = groups(whole).join(optionalText(thousandsSeparator, '.'));
    return sign + grouped + (fraction === '' ? '' : optionalText(decimalSeparator, ',') + fraction);
  },
};

/** Cuts digits into groups of three from the right. */
function groups(digits: string): string[] {
  const parts: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) parts.unshift(digits.slice(Math.max(0, end - 3), end));
  return parts;
}

/** Functions of one number (iml.md §11). */
export const mathFunctions: readonly ImlFunction[] = [abs, ceil, floor, round, trunc, parseNumber, formatNumber];
