import type { Json, JsonObject } from '../../core/json.ts';
import { parameterType } from '../../manifest/parameter-types.ts';

/** How a new type relates to the old one: it takes every value of the old, or it does not. */
export type TypeRelation = 'same' | 'wider' | 'other';

/** Types whose values are all text of some form. */
const FORMS_OF_TEXT = [
  'cert',
  'color',
  'email',
  'file',
  'filename',
  'folder',
  'password',
  'path',
  'pkey',
  'time',
  'timezone',
  'url',
  'uuid',
];

/** For a parameter: the types that take every value of a type; `any` takes all. From the coercions of make-app-format.md §4.4 (ASM-57). */
const TAKEN_BY: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(FORMS_OF_TEXT.map((type) => [type, ['text', 'password']])),
  text: ['password'],
  file: ['text', 'path'],
  folder: ['text', 'path'],
  filename: ['text', 'path'],
  port: ['uinteger', 'integer', 'number'],
  uinteger: ['integer', 'number'],
  integer: ['number'],
};

/** The type of a field with other names resolved; what has none is text, and what is computed keeps its expression. */
export function typeOf({ type }: JsonObject): string {
  if (typeof type !== 'string' || type === '') return 'text';
  return parameterType(type)?.aliasOf ?? type;
}

export const isVisual = (field: JsonObject): boolean => parameterType(typeOf(field))?.visual === true;

/** Compares the types of a parameter: what counts is which values are taken. */
export function relateParameterTypes(before: JsonObject, after: JsonObject): TypeRelation {
  const [from, to] = [typeOf(before), typeOf(after)];
  if (from === to) return 'same';
  if (to === 'any' || from === 'hidden' || TAKEN_BY[from]?.includes(to)) return 'wider';
  return from === 'select' && to === 'text' && isTextChoice(before) ? 'wider' : 'other';
}

/** A choice whose values are all known to be text. */
function isTextChoice({ options, multiple }: JsonObject): boolean {
  const list: readonly Json[] = Array.isArray(options) ? options : [];
  const isText = (option: Json): boolean =>
    typeof option === 'object' && option !== null && 'value' in option && typeof option.value === 'string';
  return multiple !== true && list.length > 0 && list.every(isText);
}

/** Types of one family are mapped alike: text is text, a number is a number. */
const FAMILIES: readonly (readonly string[])[] = [
  ['text', 'hidden', 'select', ...FORMS_OF_TEXT],
  ['number', 'integer', 'uinteger', 'port'],
];

/** Compares the types of an output field: what counts is whether what is mapped keeps its kind. */
export function relateOutputTypes(before: JsonObject, after: JsonObject): TypeRelation {
  const [from, to] = [typeOf(before), typeOf(after)];
  if (from === to) return 'same';
  const isOneFamily = FAMILIES.some((family) => family.includes(from) && family.includes(to));
  return isOneFamily || from === 'any' || (to === 'any' && !('spec' in before)) ? 'wider' : 'other';
}

/** Claims that a saved value can now be read by anybody who sees the form. */
export const isRevealed = (before: JsonObject, after: JsonObject): boolean =>
  typeOf(before) === 'password' && typeOf(after) !== 'password';
