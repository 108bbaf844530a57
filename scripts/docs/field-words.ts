import type { Json } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { Field } from '../parameters/field.ts';
import { listOptions, matchOption, optionRulesOf } from '../parameters/options.ts';
import { isSecretType, typeNameOf } from '../parameters/types.ts';
import { listed, oneLine, shownValue } from './clean-text.ts';
import { code, type Inline, inlines, joined } from './document.ts';

/** What a field takes, in words; types that any text fits say nothing worth a sentence. */
const KINDS: Readonly<Record<string, string>> = {
  any: 'any value',
  array: 'a list of items',
  boolean: 'Yes or No',
  buffer: 'the data of a file',
  cert: 'a certificate in PEM form',
  collection: 'a group of fields',
  color: 'a colour such as #1A7F5B',
  date: 'a date and time',
  email: 'an e-mail address',
  file: 'a file, chosen from the service',
  filename: 'a file name',
  filter: 'conditions, joined with and / or',
  folder: 'a folder, chosen from the service',
  integer: 'a whole number',
  json: 'JSON text',
  number: 'a number',
  password: 'a secret, which Make stores encrypted',
  path: 'a path',
  pkey: 'a private key in PEM form, which Make stores encrypted',
  port: 'a port number',
  select: 'one of the options',
  text: 'text',
  time: 'a time of day such as 14:30',
  timestamp: 'a date and time',
  timezone: 'a time zone such as Europe/Prague',
  udt: 'a data structure',
  uinteger: 'a whole number, 0 or more',
  upload: 'an uploaded file',
  url: 'an address in full, https:// included',
  uuid: 'a UUID',
};

/** A help text tells what these are better than their type could. */
const UNTOLD = new Set([
  'text',
  'any',
  'select',
  'array',
  'collection',
  'email',
  'filename',
  'path',
  'uuid',
  'boolean',
]);

/** What the field takes: "a whole number, 0 or more". */
export function kindOf(field: Field): string {
  const type = typeNameOf(field);
  if (type === 'select' && field.multiple === true) return 'any number of the options';
  if (type === 'date' && field.time === false) return 'a date';
  if (type === 'text' && field.multiline === true) return 'text of one or more lines';
  return KINDS[type] ?? `a value of the type ${oneLine(type)}`;
}

/** Claims that the type says more than the table of fields shows anyway. */
export const isKindTelling = (field: Field): boolean => !UNTOLD.has(typeNameOf(field)) || field.multiline === true;

const isNumber = (value: unknown): value is number => typeof value === 'number';
const COUNTED = new Set(['array', 'select', 'filter']);
const MEASURED = new Set(['number', 'integer', 'uinteger', 'port']);
const DATED = new Set(['date', 'timestamp']);

/** What `validate` allows, in words; the pattern is left to `patternOf`. */
export function limitsOf(field: Field): string[] {
  const rules = isPlainObject(field.validate) ? field.validate : {};
  const type = typeNameOf(field);
  const { min, max, minItems, maxItems, unique } = rules;
  const values = Array.isArray(rules.enum) ? rules.enum.map(shownValue) : [];
  return [
    ...(DATED.has(type) ? dateLimits(rules) : MEASURED.has(type) ? range(min, max, '') : []),
    ...(DATED.has(type) || MEASURED.has(type) || COUNTED.has(type) ? [] : range(min, max, 'character')),
    ...(COUNTED.has(type) ? range(minItems, maxItems, type === 'select' ? 'option' : 'item') : []),
    ...(unique === true || isPlainObject(unique) ? ['no item twice'] : []),
    ...(values.length > 0 ? [`one of ${listed(values, 'or')}`] : []),
  ];
}

function range(least: unknown, most: unknown, noun: string): string[] {
  const units = (count: number) => (noun === '' ? String(count) : `${count} ${noun}${count === 1 ? '' : 's'}`);
  if (isNumber(least) && isNumber(most))
    return [least === most ? `exactly ${units(least)}` : `${least} to ${units(most)}`];
  if (isNumber(least)) return [`at least ${units(least)}`];
  return isNumber(most) ? [`at most ${units(most)}`] : [];
}

function dateLimits({ min, max, past }: Readonly<Record<string, unknown>>): string[] {
  const shown = (limit: unknown) => (typeof limit === 'string' || isNumber(limit) ? oneLine(String(limit)) : undefined);
  return [
    ...(shown(min) === undefined ? [] : [`not before ${shown(min)}`]),
    ...(shown(max) === undefined ? [] : [`not after ${shown(max)}`]),
    ...(past === true ? ['in the past'] : []),
  ];
}

/** The regular expression a text must match; written as text or as `{ regexp }` (runtime.md §14). */
export function patternOf(field: Field): string | undefined {
  const pattern = isPlainObject(field.validate) ? field.validate.pattern : undefined;
  const text = isPlainObject(pattern) ? pattern.regexp : pattern;
  return typeof text === 'string' && text !== '' ? oneLine(text) : undefined;
}

/** What the field starts with; nothing for secrets, which are not to be printed. */
export function defaultOf(field: Field): Inline[] {
  const preset = field.default ?? presetOption(field);
  if (preset === undefined || preset === null || preset === '' || isSecretType(field)) return [];
  const isMany = Array.isArray(preset) && (typeNameOf(field) === 'select' || preset.every(isPair));
  const values: readonly Json[] = isMany ? preset : [preset];
  return joined(
    values.map((value: Json) => shown(field, value)),
    ', ',
  );
}

function shown(field: Field, value: Json): Inline[] {
  if (typeNameOf(field) === 'boolean' && typeof value === 'boolean') return inlines(value ? 'Yes' : 'No');
  const option =
    typeNameOf(field) === 'select' ? matchOption(listOptions(optionRulesOf(field)).options, value) : undefined;
  if (option) return inlines(oneLine(option.label));
  if (typeof value === 'number') return inlines(String(value));
  if (isPair(value)) return [code(oneLine(`${value.key}: ${value.value}`))];
  return [code(shownValue(value))];
}

/** `{ key, value }`, as headers and query strings have them. */
function isPair(value: unknown): value is { readonly key: string; readonly value: string } {
  return (
    isPlainObject(value) &&
    typeof value.key === 'string' &&
    typeof value.value === 'string' &&
    Object.keys(value).length === 2
  );
}

/** The option marked as the one chosen first. */
function presetOption(field: Field): Json | undefined {
  const { store } = optionRulesOf(field);
  if (!Array.isArray(store)) return undefined;
  const found: unknown = store.find((option: unknown) => isPlainObject(option) && option.default === true);
  return isPlainObject(found) ? (found.value as Json) : undefined; // a section is JSON, so what is in it is too
}
