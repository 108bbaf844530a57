import { ImlFunctionError } from '../errors.ts';
import { readPath, toText } from '../values.ts';
import { isNothing, itemsOf, optionalText, pathOf, quoted } from './arguments.ts';
import { type EagerFunction, type ImlFunction, optional, repeated, required } from './function.ts';
import { identityOf, primitiveIdentity } from './identity.ts';
import { setKey } from './own-keys.ts';
import { isOrder, sortBy } from './sort.ts';

const USERS = [
  { name: 'Ida', role: 'admin', address: { city: 'Brno' } },
  { name: 'Eva', role: 'guest' },
  { name: 'Max', role: 'owner', address: { city: 'Graz' } },
];

const map: EagerFunction = {
  name: 'map',
  family: 'array',
  summary:
    'Collects the value at a path from each item, if asked to only from items whose filter key has a listed value.',
  parameters: [
    required('array', 'array'),
    required('key', 'text'),
    optional('filterKey', 'text'),
    optional('filterValues', 'text'),
  ],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["map(users, 'address.city')", ['Brno', 'Graz'], { users: USERS }],
    ["map(users, 'name', 'role', 'admin, owner')", ['Ida', 'Max'], { users: USERS }],
  ],
  run: (_, array, key, filterKey, filterValues) => {
    // The wording is the platform's (iml.md §6.5).
    if (!isNothing(array) && !Array.isArray(array)) throw new ImlFunctionError('Invalid array');
    const path = pathOf(key);
    const found = itemsOf(array).filter(filterBy(filterKey, filterValues));
    // Items without the value are skipped (A, iml.md §12.1).
    return found.map((item) => readPath(item, path)).filter((value) => value !== undefined);
  },
};

/** Keeps items whose filter key has, as text, one of the values; a filter key without values keeps none (A, iml.md §12.1). */
function filterBy(filterKey: unknown, filterValues: unknown): (item: unknown) => boolean {
  if (isNothing(filterKey)) return () => true;
  const path = pathOf(filterKey);
  const wanted = new Set(listOf(filterValues).map((value) => toText(value).trim()));
  return (item) => {
    const value = readPath(item, path);
    return !isNothing(value) && wanted.has(toText(value));
  };
}

/** Values written with commas between them, or as an array. */
function listOf(values: unknown): readonly unknown[] {
  if (isNothing(values)) return [];
  return Array.isArray(values) ? values : toText(values).split(',');
}

const sort: EagerFunction = {
  name: 'sort',
  family: 'array',
  summary: 'Makes a sorted copy of an array; the order is asc, desc, asc ci or desc ci, ci ignoring case.',
  parameters: [required('array', 'array'), optional('order', 'text'), optional('key', 'text')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ['sort(list)', [2, 10, 30], { list: [30, 2, 10] }],
    ["sort(split('b,A,c', ','), 'desc ci')", ['c', 'b', 'A']],
    ["sort(users, 'age')", [{ age: 3 }, { age: 5 }], { users: [{ age: 5 }, { age: 3 }] }],
  ],
  run: (_, array, order, key) => {
    // What is no order is the key (iml.md §12.2).
    const isKey = !isNothing(order) && !isOrder(order);
    const path = isKey ? order : key;
    const values = itemsOf(array).map((item) => ({
      item,
      value: isNothing(path) || path === '' ? item : readPath(item, pathOf(path)),
    }));
    return sortBy(values, isOrder(order) ? order : 'asc').map(({ item }) => item);
  },
};

const distinct: EagerFunction = {
  name: 'distinct',
  family: 'array',
  summary: 'Keeps the first of equal items, compared whole or by the value at a path.',
  parameters: [required('array', 'array'), optional('key', 'text')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ['distinct(list)', [1, 2, { a: 1 }], { list: [1, '1', 2, { a: 1 }, { a: 1 }] }],
    [
      "distinct(users, 'id')",
      [{ id: 1, n: 'a' }],
      {
        users: [
          { id: 1, n: 'a' },
          { id: 1, n: 'b' },
        ],
      },
    ],
  ],
  run: (_, array, key) => firstOfEqual(itemsOf(array), key),
};

const deduplicate: EagerFunction = {
  name: 'deduplicate',
  family: 'array',
  summary: 'Keeps the first of equal items.',
  parameters: [required('array', 'array')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["deduplicate(split('a,b,a', ','))", ['a', 'b']],
    ['deduplicate(missing)', []],
  ],
  run: (_, array) => firstOfEqual(itemsOf(array), undefined),
};

function firstOfEqual(items: readonly unknown[], key: unknown): unknown[] {
  const path = isNothing(key) || key === '' ? undefined : pathOf(key);
  const firsts = new Map<string, unknown>();
  for (const item of items) {
    const identity = identityOf(path === undefined ? item : readPath(item, path));
    if (!firsts.has(identity)) firsts.set(identity, item);
  }
  return [...firsts.values()];
}

const remove: EagerFunction = {
  name: 'remove',
  family: 'array',
  summary: 'Makes a copy of an array without the items equal, as text, to one of the values; works on primitive items.',
  parameters: [required('array', 'array'), repeated('value', 'any')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["remove(split('a,b,c', ','), 'a', 'c')", ['b']],
    ["remove(list, '2')", [1, 3], { list: [1, 2, 3] }],
  ],
  run: (_, array, ...values) => {
    const unwanted = new Set(values.map(primitiveIdentity));
    unwanted.delete(undefined);
    return itemsOf(array).filter((item) => !unwanted.has(primitiveIdentity(item)));
  },
};

/** Claims of items that they are, or are not, in an array; compared as `distinct` compares. */
function membersOf(array: unknown): (item: unknown) => boolean {
  const identities = new Set(itemsOf(array).map(identityOf));
  return (item) => identities.has(identityOf(item));
}

const without = (array: unknown, other: unknown): unknown[] => {
  const isMember = membersOf(other);
  return itemsOf(array).filter((item) => !isMember(item));
};

const arrayDiff: EagerFunction = {
  name: 'arrayDiff',
  family: 'array',
  summary: 'Lists the items of the first array that the second lacks.',
  parameters: [required('array', 'array'), required('other', 'array')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["arrayDiff(split('a,b,c', ','), split('b', ','))", ['a', 'c']],
    ['arrayDiff(list, missing)', [1], { list: [1] }],
  ],
  run: (_, array, other) => without(array, other),
};

const arrayIntersect: EagerFunction = {
  name: 'arrayIntersect',
  family: 'array',
  summary: 'Lists the items of the first array that the second has too.',
  parameters: [required('array', 'array'), required('other', 'array')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["arrayIntersect(split('a,b,c', ','), split('c,a', ','))", ['a', 'c']],
    ['arrayIntersect(list, missing)', [], { list: [1] }],
  ],
  run: (_, array, other) => itemsOf(array).filter(membersOf(other)),
};

const arrayDifference: EagerFunction = {
  name: 'arrayDifference',
  family: 'array',
  summary: 'Lists the items only the first array has or, in symmetric mode, those only one of the two has.',
  parameters: [required('array', 'array'), required('other', 'array'), optional('mode', 'text')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["arrayDifference(split('a,b', ','), split('b,c', ','))", ['a']],
    ["arrayDifference(split('a,b', ','), split('b,c', ','), 'symmetric')", ['a', 'c']],
  ],
  run: (_, array, other, mode) => {
    switch (optionalText(mode, '') || 'classic') {
      case 'classic':
        return without(array, other);
      case 'symmetric':
        return [...without(array, other), ...without(other, array)];
    }
    throw new ImlFunctionError(`${quoted(mode)} is not a valid mode; use classic or symmetric.`);
  },
};

const toCollection: EagerFunction = {
  name: 'toCollection',
  family: 'array',
  summary: 'Makes a collection of items that each hold a key and a value; the later of two equal keys wins.',
  parameters: [required('array', 'array'), required('keyField', 'text'), required('valueField', 'text')],
  returns: 'collection',
  basis: 'documented',
  examples: [
    [
      "toCollection(headers, 'name', 'value')",
      { accept: '*/*', host: 'b' },
      {
        headers: [
          { name: 'host', value: 'a' },
          { name: 'accept', value: '*/*' },
          { name: 'host', value: 'b' },
        ],
      },
    ],
    ["toCollection(missing, 'name', 'value')", {}],
  ],
  run: (_, array, keyField, valueField) => {
    const collection: Record<string, unknown> = {};
    for (const item of itemsOf(array)) {
      const key = readPath(item, pathOf(keyField));
      if (!isNothing(key)) setKey(collection, toText(key), readPath(item, pathOf(valueField)));
    }
    return collection;
  },
};

/** Functions that choose items or read from them (iml.md §12). */
export const arraySelectFunctions: readonly ImlFunction[] = [
  map,
  sort,
  distinct,
  deduplicate,
  remove,
  arrayDiff,
  arrayIntersect,
  arrayDifference,
  toCollection,
];
