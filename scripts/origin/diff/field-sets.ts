import { isPlainObject, type Json, type JsonObject } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';
import { isVisual, typeOf } from './field-types.ts';
import { canonical } from './same-json.ts';

/** One field of a set. */
export interface FieldEntry {
  /** What it is known by in its set: its name, or its place among the nameless ones of its type. */
  readonly key: string;
  readonly isVisual: boolean;
  readonly field: JsonObject;
  readonly path: JsonPath;
}

/** An RPC that gives fields of a set. */
export interface FieldsReference {
  readonly text: string;
  readonly path: JsonPath;
}

export interface FieldSet {
  readonly entries: readonly FieldEntry[];
  readonly references: readonly FieldsReference[];
}

/** The key of the one field that describes the items of a simple array. */
export const ITEM = '[]';

/** Reads the fields of a section, or of a set inside a field: an array, or the address of an RPC (make-app-format.md §4.1). */
export function readFieldSet(value: Json | undefined, path: JsonPath): FieldSet {
  const elements: readonly { readonly value: Json; readonly path: JsonPath }[] = Array.isArray(value)
    ? value.map((inner: Json, index) => ({ value: inner, path: [...path, index] }))
    : value === undefined || value === null
      ? []
      : [{ value, path }];
  const counts = new Map<string, number>();
  return {
    entries: elements.flatMap((element): FieldEntry[] => {
      if (!isPlainObject(element.value)) return [];
      const field = element.value as JsonObject; // a collection in JSON
      const isItem = element.path === path;
      return [{ key: isItem ? ITEM : keyOf(field, counts), isVisual: isVisual(field), field, path: element.path }];
    }),
    references: elements.flatMap((element) =>
      typeof element.value === 'string' ? [{ text: element.value, path: element.path }] : [],
    ),
  };
}

function keyOf(field: JsonObject, counts: Map<string, number>): string {
  const isNamed = typeof field.name === 'string' && !isVisual(field);
  const key = isNamed ? String(field.name) : `(${typeOf(field)})`;
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count === 1 ? key : `${key} ${count}`;
}

/** A set of fields inside a field. */
export interface InnerSet {
  /** Which of the field's sets it is: equal keys are compared. */
  readonly key: string;
  readonly value: Json;
  readonly path: JsonPath;
  /** Where values of the set land: in the field, in each of its items, or beside it. */
  readonly lands: 'inside' | 'items' | 'beside';
}

/** The sets of fields inside one field: members, and what shows once a value is chosen (make-app-format.md §4.2, §4.5). */
export function innerSets(field: JsonObject): InnerSet[] {
  const { spec, nested, options } = field;
  const lands = typeOf(field) === 'array' ? 'items' : 'inside';
  return [
    ...(spec === undefined ? [] : [{ key: 'spec', value: spec, path: ['spec'], lands } as const]),
    ...nestedSets(nested, `nested${plainBranchOf(field)}`, ['nested']),
    ...optionSets(options),
  ];
}

/** A boolean shows a plain set for true, with `reversedNested` for false (runtime.md §14). */
function plainBranchOf(field: JsonObject): string {
  if (typeOf(field) !== 'boolean') return '';
  return field.reversedNested === true ? ' false' : ' true';
}

function nestedSets(nested: Json | undefined, key: string, path: JsonPath): InnerSet[] {
  if (nested === undefined) return [];
  if (!isPlainObject(nested)) return [{ key, value: nested, path, lands: 'beside' }];
  return ['store', 'true', 'false'].flatMap((branch): InnerSet[] => {
    const value = nested[branch] as Json | undefined; // a member of JSON
    const branchKey = branch === 'store' ? key : `nested ${branch}`;
    return value === undefined ? [] : [{ key: branchKey, value, path: [...path, branch], lands: 'beside' }];
  });
}

function optionSets(options: Json | undefined): InnerSet[] {
  const rules = isPlainObject(options) ? (options as JsonObject) : {}; // a collection in JSON
  const { placeholder, nested } = rules;
  return [
    ...listedOptions(options).flatMap(({ key, option, path }) =>
      nestedSets(option.nested, `option ${key}`, [...path, 'nested']),
    ),
    ...nestedSets(nested, 'any option', ['options', 'nested']),
    ...(isPlainObject(placeholder)
      ? nestedSets((placeholder as JsonObject).nested, 'placeholder', ['options', 'placeholder', 'nested'])
      : []),
  ];
}

export interface ListedOption {
  /** Equal for equal values. */
  readonly key: string;
  readonly value: Json;
  readonly option: JsonObject;
  /** From the field on. */
  readonly path: JsonPath;
}

/** The options written out in a field, groups taken apart. */
export function listedOptions(options: Json | undefined): ListedOption[] {
  if (isPlainObject(options)) {
    const { store, value } = options as JsonObject; // a collection in JSON
    return inList(store, ['options', 'store'], typeof value === 'string' ? value : 'value');
  }
  return inList(options, ['options'], 'value');
}

function inList(list: Json | undefined, path: JsonPath, valueKey: string): ListedOption[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((option: Json, index): ListedOption[] => {
    const at = [...path, index];
    if (!isPlainObject(option)) return [{ key: canonical(option), value: option, option: {}, path: at }];
    const own = option as JsonObject; // a collection in JSON
    if (Array.isArray(own.options)) return inList(own.options, [...at, 'options'], valueKey);
    const value = own[valueKey] ?? null;
    return [{ key: canonical(value), value, option: own, path: at }];
  });
}
