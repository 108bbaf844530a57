import { isTruthy, looseEquals, readPath, toText } from '../values.ts';
import { collectionOf, isNothing, pathOf } from './arguments.ts';
import { type EagerFunction, type ImlFunction, type LazyFunction, optional, repeated, required } from './function.ts';
import { setKey } from './own-keys.ts';

const branch: LazyFunction = {
  name: 'if',
  family: 'general',
  summary: 'Chooses the second argument when the first is truthy, else the third; only the chosen one is evaluated.',
  parameters: [required('condition', 'any'), required('then', 'any'), optional('else', 'any')],
  returns: 'any',
  basis: 'documented',
  lazy: true,
  examples: [
    ["if(2 > 1, 'more', 'less')", 'more'],
    ["if(total, total, 'none')", 'none', { total: 0 }],
    ["if(false, 'never')", undefined],
  ],
  run: (_, condition, whenTrue, whenFalse) => (isTruthy(condition?.()) ? whenTrue?.() : whenFalse?.()),
};

const ifempty: LazyFunction = {
  name: 'ifempty',
  family: 'general',
  summary: 'Gives the first argument, or the second when the first is null, undefined or empty text.',
  parameters: [required('value', 'any'), required('fallback', 'any')],
  returns: 'any',
  basis: 'documented',
  lazy: true,
  examples: [
    ["ifempty('', 'none')", 'none'],
    ['ifempty(0, 5)', 0],
    ["ifempty(emptyarray, 'none')", []],
  ],
  run: (_, value, fallback) => {
    const found = value?.();
    return isEmptyForIfempty(found) ? fallback?.() : found;
  },
};

/** `emptystring` is a value here: it says "empty" on purpose (A, iml.md §5.1). */
const isEmptyForIfempty = (value: unknown): boolean => isNothing(value) || value === '';

const choose: LazyFunction = {
  name: 'switch',
  family: 'general',
  summary:
    'Gives the result that follows the first value equal, as text, to the first argument, else the last argument.',
  parameters: [required('value', 'any'), required('match', 'any'), required('result', 'any'), repeated('more', 'any')],
  returns: 'any',
  basis: 'documented',
  lazy: true,
  examples: [
    ["switch('b', 'a', 1, 'b', 2)", 2],
    ["switch(3, '3', 'three')", 'three'],
    ["switch('z', 'a', 1, 'other')", 'other'],
    ["switch('z', 'a', 1)", undefined],
  ],
  run: (_, value, ...cases) => {
    const wanted = textForSwitch(value?.());
    let at = 0;
    for (; at + 1 < cases.length; at += 2) {
      if (textForSwitch(cases[at]?.()) === wanted) return cases[at + 1]?.();
    }
    return cases[at]?.();
  },
};

/** `String(value)`, so that a missing value equals neither empty text nor null (iml.md §8). */
const textForSwitch = (value: unknown): string => (isNothing(value) ? String(value) : toText(value));

const get: EagerFunction = {
  name: 'get',
  family: 'general',
  summary: 'Reads the value at a path that is known only at run time; positions in arrays count from 1.',
  parameters: [required('source', 'any'), required('path', 'any')],
  returns: 'any',
  basis: 'documented',
  examples: [
    ["get(user, 'address.city')", 'Brno', { user: { address: { city: 'Brno' } } }],
    ["get(split('a,b', ','), 2)", 'b'],
    ["get(user, 'missing')", undefined, { user: {} }],
  ],
  run: (_, source, path) => (isNothing(path) ? undefined : readPath(source, pathOf(path))),
};

const pick: EagerFunction = {
  name: 'pick',
  family: 'general',
  summary: 'Makes a collection of the named keys only, those that exist.',
  parameters: [required('collection', 'collection'), repeated('key', 'text')],
  returns: 'collection',
  basis: 'documented',
  examples: [
    ["pick(user, 'name', 'age')", { name: 'Ida' }, { user: { name: 'Ida', city: 'Brno' } }],
    ["pick(user, split('city,name', ','))", { city: 'Brno', name: 'Ida' }, { user: { name: 'Ida', city: 'Brno' } }],
  ],
  run: (_, source, ...keys) => {
    if (isNothing(source)) return null;
    const collection = collectionOf(source);
    return copyKeys(
      collection,
      keyNames(keys).filter((key) => Object.hasOwn(collection, key)),
    );
  },
};

const omit: EagerFunction = {
  name: 'omit',
  family: 'general',
  summary: 'Makes a copy of a collection without the named keys.',
  parameters: [required('collection', 'collection'), repeated('key', 'text')],
  returns: 'collection',
  basis: 'documented',
  examples: [
    ["omit(user, 'city')", { name: 'Ida' }, { user: { name: 'Ida', city: 'Brno' } }],
    ["omit(user, 'absent')", { name: 'Ida' }, { user: { name: 'Ida' } }],
  ],
  run: (_, source, ...keys) => {
    if (isNothing(source)) return null;
    const collection = collectionOf(source);
    const left = new Set(keyNames(keys));
    return copyKeys(
      collection,
      Object.keys(collection).filter((key) => !left.has(key)),
    );
  },
};

/** Keys may come one by one or as arrays (A, iml.md §8); a missing key names nothing. */
const keyNames = (keys: readonly unknown[]): string[] =>
  keys
    .flat()
    .filter((key) => !isNothing(key))
    .map(toText);

function copyKeys(source: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of keys) setKey(copy, key, source[key]);
  return copy;
}

const equal: EagerFunction = {
  name: 'equal',
  family: 'general',
  summary: 'Compares two values as the `=` operator does.',
  parameters: [required('left', 'any'), required('right', 'any')],
  returns: 'boolean',
  basis: 'assumed',
  examples: [
    ["equal(1, '1')", true],
    ["equal('a', 'A')", false],
  ],
  run: (_, left, right) => looseEquals(left, right),
};

const mergeCollections: EagerFunction = {
  name: 'mergeCollections',
  family: 'general',
  summary: 'Makes one collection of several; where keys meet, the later collection wins.',
  parameters: [required('first', 'collection'), repeated('more', 'collection')],
  returns: 'collection',
  basis: 'documented',
  examples: [
    ['mergeCollections(a, b)', { x: 1, y: 3 }, { a: { x: 1, y: 2 }, b: { y: 3 } }],
    ['mergeCollections(a, missing)', { x: 1 }, { a: { x: 1 } }],
  ],
  run: (_, ...collections) => {
    const merged: Record<string, unknown> = {};
    for (const item of collections) {
      if (isNothing(item)) continue;
      const source = collectionOf(item);
      for (const key of Object.keys(source)) setKey(merged, key, source[key]);
    }
    return merged;
  },
};

/** Functions on any value and on collections (iml.md §8). */
export const generalFunctions: readonly ImlFunction[] = [
  branch,
  ifempty,
  choose,
  get,
  pick,
  omit,
  equal,
  mergeCollections,
];
