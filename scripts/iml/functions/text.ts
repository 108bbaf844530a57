import { kindOf, toText } from '../values.ts';
import { isNothing, optionalInteger } from './arguments.ts';
import { type EagerFunction, type ImlFunction, optional, required } from './function.ts';

const ascii: EagerFunction = {
  name: 'ascii',
  family: 'text',
  summary: 'Drops every character outside ASCII, after turning accented letters into plain ones if asked to.',
  parameters: [required('text', 'text'), optional('removeDiacritics', 'boolean')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["ascii('naïve')", 'nave'],
    ["ascii('naïve', true)", 'naive'],
  ],
  run: (_, text, removeDiacritics) => {
    const plain = removeDiacritics ? toText(text).normalize('NFD').replace(/\p{M}/gu, '') : toText(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII starts at U+0000
    return plain.replace(/[^\u0000-\u007F]/g, '');
  },
};

const capitalize: EagerFunction = {
  name: 'capitalize',
  family: 'text',
  summary: 'Makes the first character upper case and leaves the rest as it is.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["capitalize('brno')", 'Brno'],
    ["capitalize('mcDonald')", 'McDonald'],
  ],
  run: (_, value) => capitalized(toText(value)),
};

/** Upper-cases the first character, a surrogate pair counting as one. */
function capitalized(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}

const startcase: EagerFunction = {
  name: 'startcase',
  family: 'text',
  summary: 'Makes the first letter of each word upper case and the others lower case.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["startcase('the OLD town')", 'The Old Town'],
    ["startcase('o''neil  brown-lee')", "O'neil  Brown-lee"],
  ],
  run: (_, text) => toText(text).replace(/\S+/g, (word) => capitalized(word.toLowerCase())),
};

const lower: EagerFunction = {
  name: 'lower',
  family: 'text',
  summary: 'Makes all letters lower case.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["lower('HTTP Error')", 'http error'],
    ["lower('ÄÖ')", 'äö'],
  ],
  run: (_, text) => toText(text).toLowerCase(),
};

const upper: EagerFunction = {
  name: 'upper',
  family: 'text',
  summary: 'Makes all letters upper case.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["upper('cz')", 'CZ'],
    ["upper('straße')", 'STRASSE'],
  ],
  run: (_, text) => toText(text).toUpperCase(),
};

const trim: EagerFunction = {
  name: 'trim',
  family: 'text',
  summary: 'Removes white space at both ends.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["trim('  two words ')", 'two words'],
    ['trim(newline)', ''],
  ],
  run: (_, text) => toText(text).trim(),
};

const length: EagerFunction = {
  name: 'length',
  family: 'text',
  summary: 'Counts the characters of text, the bytes of a buffer, the items of an array or the keys of a collection.',
  parameters: [required('value', 'any')],
  returns: 'number',
  basis: 'documented',
  examples: [
    ["length('four')", 4],
    ["length(split('a,b', ','))", 2],
    ['length(missing)', 0],
    ['length(user)', 1, { user: { name: 'Ida' } }],
  ],
  run: (_, value) => lengthOf(value),
};

/** Text counts UTF-16 units; numbers, booleans and dates count as their text (A, iml.md §9). */
function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  return kindOf(value) === 'collection' ? Object.keys(Object(value)).length : toText(value).length;
}

const substring: EagerFunction = {
  name: 'substring',
  family: 'text',
  summary: 'Cuts out the part from one position up to, not including, another; positions count from 0.',
  parameters: [required('text', 'text'), required('start', 'number'), optional('end', 'number')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["substring('scenario', 2, 5)", 'ena'],
    ["substring('scenario', 5)", 'rio'],
    ["substring('scenario', 5, -1)", 'scena'],
  ],
  run: (_, value, start, end) => {
    const text = toText(value);
    return text.substring(optionalInteger(start, 0), optionalInteger(end, text.length));
  },
};

const indexOf: EagerFunction = {
  name: 'indexOf',
  family: 'text',
  summary: 'Finds where a text first occurs in another, counting from 0; -1 when it does not.',
  parameters: [required('text', 'text'), required('search', 'text'), optional('start', 'number')],
  returns: 'number',
  basis: 'documented',
  examples: [
    ["indexOf('banana', 'n')", 2],
    ["indexOf('banana', 'n', 3)", 4],
    ["indexOf('banana', 'x')", -1],
  ],
  run: (_, text, search, start) =>
    isNothing(text) ? -1 : toText(text).indexOf(toText(search), optionalInteger(start, 0)),
};

/** Functions on the characters of text; nothing counts as empty text (A, iml.md §9). */
export const textFunctions: readonly ImlFunction[] = [
  ascii,
  capitalize,
  startcase,
  lower,
  upper,
  trim,
  length,
  substring,
  indexOf,
];
