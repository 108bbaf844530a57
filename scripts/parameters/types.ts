import type { FormType, ParameterType } from '../manifest/parameter-types.ts';
import { parameterType } from '../manifest/parameter-types.ts';
import type { Field } from './field.ts';

/** Types with a reading of their own. */
const OWN = {
  array: 'array',
  buffer: 'buffer',
  collection: 'collection',
  date: 'date',
  file: 'path',
  filter: 'filter',
  folder: 'path',
  json: 'json',
  select: 'select',
  time: 'time',
  timestamp: 'timestamp',
} as const;

/** How the others are read, by the JSON type their values have. */
const BY_FORM = {
  any: 'any',
  array: 'any',
  boolean: 'boolean',
  number: 'number',
  object: 'any',
  string: 'text',
} as const satisfies Record<FormType, string>;

/** Types that are read and checked alike. */
export type Family = (typeof OWN)[keyof typeof OWN] | (typeof BY_FORM)[FormType] | 'integer' | 'visual';

/** The type a field names, aliases resolved; `text` without one, as older apps mean it (make-app-format.md §4.2). */
export function typeNameOf({ type }: Field): string {
  if (typeof type !== 'string') return type === undefined ? 'text' : 'any';
  return parameterType(type)?.aliasOf ?? type;
}

/** The row of a field's type; undefined for an unknown one and for a type given as IML. */
export function typeRowOf(field: Field): ParameterType | undefined {
  return parameterType(typeNameOf(field));
}

/** The family of a field's type; platform types and unknown ones are taken as they are. */
export function familyOf(field: Field): Family {
  const row = typeRowOf(field);
  if (row === undefined || row.use === 'platform') return 'any';
  if (row.visual) return 'visual';
  if (isOwn(row.name)) return OWN[row.name];
  return row.schema.type === 'integer' ? 'integer' : BY_FORM[row.form];
}

const isOwn = (name: string): name is keyof typeof OWN => Object.hasOwn(OWN, name);

/** Shown to the person, without a value. */
export const isVisualType = (field: Field): boolean => familyOf(field) === 'visual';

const SECRET = new Set(['password', 'pkey']);

/** A value nobody may see: passwords, private keys. */
export const isSecretType = (field: Field): boolean => SECRET.has(typeNameOf(field));
