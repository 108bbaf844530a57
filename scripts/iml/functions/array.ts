import { toText } from '../values.ts';
import { collectionOf, isNothing, itemsOf, optionalInteger, optionalText } from './arguments.ts';
import { type EagerFunction, type ImlFunction, optional, repeated, required } from './function.ts';
import { checkLength } from './limits.ts';

const add: EagerFunction = {
  name: 'add',
  family: 'array',
  summary: 'Makes a copy of an array with values appended; it does not add numbers.',
  parameters: [required('array', 'array'), repeated('value', 'any')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["add(split('a,b', ','), 'c')", ['a', 'b', 'c']],
    ['add(emptyarray, 1, 2)', [1, 2]],
    ["add(missing, 'a')", ['a']],
  ],
  run: (_, array, ...values) => [...itemsOf(array), ...values],
};

const merge: EagerFunction = {
  name: 'merge',
  family: 'array',
  summary: 'Makes one array of several, one after the other; whatever is no array is skipped.',
  parameters: [repeated('array', 'array')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["merge(split('a,b', ','), split('c', ','))", ['a', 'b', 'c']],
    ['merge(a, missing, b)', [1, 2], { a: [1], b: [2] }],
  ],
  run: (_, ...arrays) => arrays.filter((array) => Array.isArray(array)).flat(),
};

const join: EagerFunction = {
  name: 'join',
  family: 'array',
  summary: 'Writes the items of an array as one text, with a separator between them.',
  parameters: [required('array', 'array'), optional('separator', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["join(list, '; ')", '1; 2', { list: [1, 2] }],
    ['join(list)', 'a,,b', { list: ['a', null, 'b'] }],
  ],
  run: (_, array, separator) => {
    const texts = itemsOf(array).map(toText);
    const between = optionalText(separator, ',');
    checkLength(texts.reduce((length, text) => length + text.length + between.length, 0));
    return texts.join(between);
  },
};

const first: EagerFunction = {
  name: 'first',
  family: 'array',
  summary: 'Gives the first item of an array.',
  parameters: [required('array', 'array')],
  returns: 'any',
  basis: 'documented',
  examples: [
    ["first(split('a,b', ','))", 'a'],
    ['first(emptyarray)', undefined],
  ],
  run: (_, array) => itemsOf(array)[0],
};

const last: EagerFunction = {
  name: 'last',
  family: 'array',
  summary: 'Gives the last item of an array.',
  parameters: [required('array', 'array')],
  returns: 'any',
  basis: 'documented',
  examples: [
    ["last(split('a,b', ','))", 'b'],
    ['last(emptyarray)', undefined],
  ],
  run: (_, array) => itemsOf(array).at(-1),
};

const slice: EagerFunction = {
  name: 'slice',
  family: 'array',
  summary:
    'Cuts out the items from one position up to, not including, another; positions count from 0, or back from the end.',
  parameters: [required('array', 'array'), required('start', 'number'), optional('end', 'number')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ['slice(list, 1, 3)', [2, 3], { list: [1, 2, 3, 4] }],
    ['slice(list, -1)', [4], { list: [1, 2, 3, 4] }],
  ],
  run: (_, array, start, end) => {
    const items = itemsOf(array);
    return items.slice(optionalInteger(start, 0), optionalInteger(end, items.length));
  },
};

const reverse: EagerFunction = {
  name: 'reverse',
  family: 'array',
  summary: 'Makes a copy of an array in the opposite order.',
  parameters: [required('array', 'array')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["reverse(split('a,b,c', ','))", ['c', 'b', 'a']],
    ['reverse(missing)', []],
  ],
  run: (_, array) => itemsOf(array).toReversed(),
};

const shuffle: EagerFunction = {
  name: 'shuffle',
  family: 'array',
  summary: 'Makes a copy of an array in random order.',
  parameters: [required('array', 'array')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["sort(shuffle(split('b,a,c', ',')))", ['a', 'b', 'c']],
    ['shuffle(emptyarray)', []],
  ],
  run: (host, array) => {
    const items = [...itemsOf(array)];
    for (let end = items.length - 1; end > 0; end--) {
      const at = Math.min(Math.floor(host.random() * (end + 1)), end);
      [items[end], items[at]] = [items[at], items[end]];
    }
    return items;
  },
};

/** Levels that flattening may open; more than data has. */
const MAX_DEPTH = 1000;

const flatten: EagerFunction = {
  name: 'flatten',
  family: 'array',
  summary: 'Replaces arrays inside an array by their items, one level deep or as many as asked for.',
  parameters: [required('array', 'array'), optional('depth', 'number')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ['flatten(list)', [1, 2, [3]], { list: [1, [2, [3]]] }],
    ['flatten(list, 2)', [1, 2, 3], { list: [1, [2, [3]]] }],
  ],
  run: (_, array, depth) => itemsOf(array).flat(Math.min(optionalInteger(depth, 1), MAX_DEPTH)),
};

const keys: EagerFunction = {
  name: 'keys',
  family: 'array',
  summary: 'Lists the keys of a collection, or the positions of an array counted from 0.',
  parameters: [required('source', 'any')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ['keys(user)', ['name', 'city'], { user: { name: 'Ida', city: 'Brno' } }],
    ["keys(split('a,b', ','))", ['0', '1']],
  ],
  run: (_, source) => {
    if (isNothing(source)) return [];
    return Object.keys(Array.isArray(source) ? source : collectionOf(source));
  },
};

const toArray: EagerFunction = {
  name: 'toArray',
  family: 'array',
  summary: 'Lists the entries of a collection as collections of key and value.',
  parameters: [required('collection', 'any')],
  returns: 'array',
  basis: 'documented',
  examples: [
    [
      'toArray(user)',
      [
        { key: 'name', value: 'Ida' },
        { key: 'age', value: 7 },
      ],
      { user: { name: 'Ida', age: 7 } },
    ],
    ["toArray(split('a', ','))", [{ key: 0, value: 'a' }]],
  ],
  run: (_, source) => {
    if (isNothing(source)) return [];
    if (Array.isArray(source)) return source.map((value, key) => ({ key, value }));
    return Object.entries(collectionOf(source)).map(([key, value]) => ({ key, value }));
  },
};

/** Functions that put arrays together and take them apart (iml.md §12). */
export const arrayFunctions: readonly ImlFunction[] = [
  add,
  merge,
  join,
  first,
  last,
  slice,
  reverse,
  shuffle,
  flatten,
  keys,
  toArray,
];
