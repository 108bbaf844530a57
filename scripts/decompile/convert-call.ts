import type { Call, Expression } from '../iml/ast.ts';
import { AGGREGATES, argumentOf, type Parameter, signatureOf } from './function-types.ts';
import { type Converted, demand, itemType, memberType, type Reading } from './reading.ts';
import { call } from './syntax.ts';
import {
  collectionOf,
  gapOf,
  listOf,
  NOTHING,
  OPAQUE,
  simple,
  type Type,
  UNKNOWN,
  union,
  withNothing,
  withoutNothing,
} from './type.ts';
import { Untyped } from './untyped.ts';

type ConvertArgument = (argument: Expression | undefined) => Converted;

/** Writes a call of a built-in function. */
export function convertCall({ name, args }: Call, reading: Reading, convert: ConvertArgument): Converted {
  const values = args.map(convert);
  const type = resultOf(name, values, reading);
  return {
    code: call(`fn.${name}`, ...values.map(({ code }) => code)),
    source: `${name}(${values.map(({ source }) => source).join(', ')})`,
    precedence: PRIMARY,
    type,
  };
}

const PRIMARY = 20;

/** A function whose result follows from its arguments. */
type Rule = (values: readonly Converted[], reading: Reading) => Type;

function resultOf(name: string, values: readonly Converted[], reading: Reading): Type {
  const signature = signatureOf(name);
  if (signature) {
    checkArguments(name, signature.parameters, values, reading);
    const [first] = values;
    return signature.keepsGap && first ? union(signature.result, gapOf(first.type)) : signature.result;
  }
  if (AGGREGATES.has(name)) return aggregate(name, values, reading);
  const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
  if (!rule) throw new Untyped(`the DSL does not offer ${name}()`);
  return rule(values, reading);
}

function checkArguments(
  name: string,
  parameters: readonly Parameter[],
  values: readonly Converted[],
  reading: Reading,
): void {
  const least = parameters.filter(({ isOptional, isRest }) => !isOptional && !isRest).length;
  const isOpenEnded = parameters.at(-1)?.isRest === true;
  if (values.length < least || (!isOpenEnded && values.length > parameters.length)) {
    throw new Untyped(`${name}() has another number of arguments`);
  }
  values.forEach((value, index) => {
    const parameter = parameters[index] ?? parameters.at(-1);
    if (parameter) checkArgument(name, parameter, value, reading);
  });
}

function checkArgument(name: string, parameter: Parameter, value: Converted, reading: Reading): void {
  const isTaken = value.isLiteral
    ? value.type.kinds.every((kind) => parameter.literals.includes(kind)) && demand(value.type, parameter, reading)
    : demand(value.type, parameter, reading);
  if (!isTaken) throw new Untyped(`the DSL does not see what ${name}() needs`);
}

function aggregate(name: string, values: readonly Converted[], reading: Reading): Type {
  if (values.length === 0) throw new Untyped(`${name}() has no argument`);
  for (const { type, isLiteral } of values) {
    if (isLiteral && type.kinds[0] !== 'number') throw new Untyped(`${name}() of a constant`);
    const isList = type.kinds.includes('list');
    if (isList && (isLiteral || !demand(itemType(type, reading), { kinds: ['number', 'nothing'] }, reading))) {
      throw new Untyped(`${name}() of what is not known to be numbers`);
    }
    if (!isList && !demand(type, { kinds: ['number', 'nothing'] }, reading))
      throw new Untyped(`${name}() of what is not known to be numbers`);
  }
  return name === 'sum' ? simple('number') : simple('number', 'nothing');
}

function listArgument(name: string, value: Converted | undefined, reading: Reading): Type {
  if (!value || value.isLiteral) throw new Untyped(`${name}() of no list`);
  checkArgument(name, argumentOf('list'), value, reading);
  return itemType(value.type, reading);
}

const arity = (name: string, values: readonly Converted[], least: number, most: number): void => {
  if (values.length < least || values.length > most) throw new Untyped(`${name}() has another number of arguments`);
};

/** A rule for functions that give the same list, or an element of it. */
const ofList =
  (name: string, result: (item: Type) => Type, ...rest: Parameters<typeof argumentOf>[0][]): Rule =>
  (values, reading) => {
    arity(name, values, 1, rest.length + 1);
    const item = listArgument(name, values[0], reading);
    values.slice(1).forEach((value, index) => {
      const word = rest[index];
      if (word) checkArgument(name, argumentOf(word), value, reading);
    });
    return result(item);
  };

const same = (item: Type): Type => ({ kinds: ['list'], item });

/** The text of a literal argument; expressions for paths are not followed. */
function textOf(name: string, value: Converted | undefined): string {
  const [text] = value?.isLiteral ? (value.type.constants ?? []) : [];
  if (typeof text !== 'string') throw new Untyped(`a path of ${name}() is no plain text`);
  return text;
}

/** The value at a path given as text, up to three names deep. */
function at(type: Type, path: string, reading: Reading): Type {
  const names = path.split('.');
  if (!type.open && isOnly(type, 'unknown')) return UNKNOWN;
  if (names.length > 3 || names.includes('')) throw new Untyped(`the DSL does not follow the path "${path}"`);
  return names.reduce((inner, name) => memberType(inner, name, reading), type);
}

const isOnly = ({ kinds }: Type, kind: Type['kinds'][number]): boolean => kinds.every((one) => one === kind);

function pathsOf(name: string, item: Type, values: readonly Converted[], reading: Reading): void {
  for (const value of values) at(withoutNothing(item), textOf(name, value), reading);
}

const RULES: Readonly<Record<string, Rule>> = {
  if: (values) => {
    arity('if', values, 2, 3);
    const [, then, otherwise] = values;
    return union(then?.type ?? NOTHING, otherwise?.type ?? NOTHING);
  },
  ifempty: (values) => {
    arity('ifempty', values, 2, 2);
    const [value, fallback] = values;
    return union(withoutNothing(value?.type ?? NOTHING), fallback?.type ?? NOTHING);
  },
  switch: (values) => {
    arity('switch', values, 3, Number.POSITIVE_INFINITY);
    const results = values.slice(1).filter((_, index, rest) => index % 2 === 1 || index === rest.length - 1);
    return union(...results.map(({ type }) => type), ...(values.length % 2 === 0 ? [] : [NOTHING]));
  },
  get: (values, reading) => {
    arity('get', values, 2, 2);
    const [value, path] = values;
    if (!value || value.isLiteral || !path) throw new Untyped('get() of a constant');
    if (path.isLiteral && typeof path.type.constants?.[0] === 'number')
      return withNothing(listArgument('get', value, reading));
    if (!path.isLiteral) throw new Untyped('a path of get() is computed');
    if (value.type.kinds.includes('list')) throw new Untyped('get() of a list by name');
    return at(value.type, textOf('get', path), reading);
  },
  pick: (values, reading) => {
    const [value] = values;
    if (!value || value.isLiteral) throw new Untyped('pick() of a constant');
    const names = values.slice(1).map((name) => textOf('pick', name));
    return {
      kinds: ['collection', ...gapOf(value.type).kinds],
      members: new Map(names.map((name) => [name, directMember(value.type, name, reading)])),
    };
  },
  omit: (values, reading) => {
    const [value] = values;
    if (!value || value.isLiteral) throw new Untyped('omit() of a constant');
    const names = values.slice(1).map((name) => textOf('omit', name));
    for (const name of names) directMember(value.type, name, reading);
    const members = value.type.members && new Map([...value.type.members].filter(([name]) => !names.includes(name)));
    const { others } = value.type;
    return {
      kinds: ['collection', ...gapOf(value.type).kinds],
      ...(members && { members }),
      ...(others && { others }),
    };
  },
  add: (values, reading) => {
    const item = listArgument('add', values[0], reading);
    return same(union(item, ...values.slice(1).map(({ type }) => type)));
  },
  remove: (values, reading) => same(listArgument('remove', values[0], reading)),
  merge: (values, reading) => same(union(...values.map((value) => listArgument('merge', value, reading)))),
  first: ofList('first', withNothing),
  last: ofList('last', withNothing),
  pop: ofList('pop', withNothing),
  shift: ofList('shift', withNothing),
  slice: ofList('slice', same, 'number', 'number'),
  reverse: ofList('reverse', same),
  shuffle: ofList('shuffle', same),
  deduplicate: ofList('deduplicate', same),
  flatten: (values, reading) => {
    arity('flatten', values, 1, 1);
    listArgument('flatten', values[0], reading);
    return { kinds: ['list'], item: OPAQUE };
  },
  distinct: (values, reading) => {
    arity('distinct', values, 1, 2);
    const item = listArgument('distinct', values[0], reading);
    pathsOf('distinct', item, values.slice(1), reading);
    return same(item);
  },
  map: (values, reading) => {
    arity('map', values, 2, 4);
    const item = listArgument('map', values[0], reading);
    const result = at(withoutNothing(item), textOf('map', values[1]), reading);
    pathsOf('map', item, values.slice(2, 3), reading);
    return same(withoutNothing(result));
  },
  toCollection: (values, reading) => {
    arity('toCollection', values, 3, 3);
    pathsOf('toCollection', listArgument('toCollection', values[0], reading), values.slice(1), reading);
    return { kinds: ['collection'], members: new Map(), others: UNKNOWN };
  },
  toArray: (values, reading) => {
    arity('toArray', values, 1, 1);
    const [value] = values;
    if (!value || value.isLiteral) throw new Untyped('toArray() of a constant');
    if (!demand(value.type, { kinds: ['collection', 'unknown', 'nothing'] }, reading))
      throw new Untyped('toArray() of what is not known to be a collection');
    const { open, members } = value.type;
    // of members nobody knows, TypeScript takes the values for what can never be
    const inner: Type = open ? { kinds: [] } : members && members.size > 0 ? OPAQUE : simple();
    return listOf(
      collectionOf(
        new Map([
          ['key', simple('text')],
          ['value', inner],
        ]),
      ),
    );
  },
};

/** A member by name alone, as `pick` and `omit` take it. */
function directMember(type: Type, name: string, reading: Reading): Type {
  return type.others && !type.members?.has(name) ? type.others : memberType(withoutNothing(type), name, reading);
}
