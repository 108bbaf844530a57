import type { Json, JsonObject } from '../core/json.ts';
import { branchesOf, describeShowing } from './branches.ts';
import type { Field } from './field.ts';
import { elementsOf, fieldName, isField, specOf } from './field.ts';
import { listOptions, optionRulesOf } from './options.ts';
import { familyOf, isVisualType, typeRowOf } from './types.ts';

/** What the fields describe: values a person gives, or the bundles a module puts out. */
export type SchemaPurpose = 'parameters' | 'output';

/** JSON Schema (draft-07) of the values a section describes, written as JSON: dates are ISO 8601 text. */
export function schemaOfFields(section: unknown, { purpose }: { readonly purpose: SchemaPurpose }): JsonObject {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...objectSchema(section, purpose) };
}

/** One property in the making: nested declarations of a name in several branches are alternatives. */
interface Property {
  readonly alternatives: JsonObject[];
  isRequired: boolean;
}

interface Level {
  readonly properties: Map<string, Property>;
  readonly purpose: SchemaPurpose;
  isOpen: boolean;
}

function objectSchema(section: unknown, purpose: SchemaPurpose): JsonObject {
  const level: Level = { properties: new Map(), purpose, isOpen: false };
  addFields(section, level, undefined);
  const required = [...level.properties].flatMap(([name, { isRequired }]) => (isRequired ? [name] : []));
  return {
    type: 'object',
    properties: Object.fromEntries([...level.properties].map(([name, property]) => [name, schemaOfProperty(property)])),
    ...(required.length > 0 && { required }),
    additionalProperties: level.isOpen,
  };
}

function schemaOfProperty({ alternatives }: Property): JsonObject {
  const [first = {}, ...others] = alternatives;
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}

/** `when` says in words what shows nested fields, which are never required: another choice hides them. */
function addFields(section: unknown, level: Level, when: string | undefined): void {
  for (const element of elementsOf(section)) {
    if (element.kind === 'reference') level.isOpen = true;
    else addField(element.field, level, when);
  }
}

function addField(field: Field, level: Level, when: string | undefined): void {
  const name = fieldName(field);
  if (name === undefined || isVisualType(field)) return;
  const property = level.properties.get(name) ?? { alternatives: [], isRequired: false };
  level.properties.set(name, property);
  const schema = withDescription(schemaOfField(field, level.purpose), field, when);
  const isNew = property.alternatives.every((other) => JSON.stringify(other) !== JSON.stringify(schema));
  if (isNew) property.alternatives.push(schema);
  property.isRequired ||= when === undefined && field.required === true;
  for (const { section, showing } of branchesOf(field)) addFields(section, level, describeShowing(field, showing));
}

/** Label, help and condition; a comment's end would break the comment generated from it. */
function withDescription(schema: JsonObject, field: Field, when: string | undefined): JsonObject {
  const label = typeof field.label === 'string' ? field.label : '';
  const help = typeof field.help === 'string' ? field.help : '';
  const parts = [label, help, when === undefined ? '' : `Only when ${when}.`].filter(Boolean);
  const isAlone = parts.length === 1;
  const description = parts
    .map((part) => (isAlone || /[.:!?)]$/.test(part) ? part : `${part}.`))
    .join(' ')
    .replaceAll('*/', '*\\/');
  return description === '' ? schema : { ...schema, description };
}

function schemaOfField(field: Field, purpose: SchemaPurpose): JsonObject {
  switch (familyOf(field)) {
    case 'array':
      return { type: 'array', items: itemSchema(field, purpose) };
    case 'collection':
      return collectionSchema(field, purpose);
    case 'select':
      return selectSchema(field);
    case 'filter':
      return FILTER;
    case 'buffer':
      return purpose === 'output' ? BINARY : { anyOf: [{ type: 'string' }, BASE64] };
    case 'text':
      return { ...typeRowOf(field)?.schema, ...allowedTexts(field) };
    case 'any':
    case 'boolean':
    case 'date':
    case 'integer':
    case 'json':
    case 'number':
    case 'path':
    case 'time':
    case 'timestamp':
    case 'visual':
      return typeRowOf(field)?.schema ?? {};
  }
}

function itemSchema(field: Field, purpose: SchemaPurpose): JsonObject {
  const spec = specOf(field);
  if (!spec) return {};
  if (spec.kind === 'members') return objectSchema(spec.section, purpose);
  return withDescription(schemaOfField(spec.field, purpose), spec.field, undefined);
}

function collectionSchema(field: Field, purpose: SchemaPurpose): JsonObject {
  const spec = specOf(field);
  if (!spec) return { type: 'object', additionalProperties: true };
  return objectSchema(spec.kind === 'item' ? [spec.field] : spec.section, purpose);
}

/** Literals when every option is known and nothing else may be typed, else any scalar. */
function selectSchema(field: Field): JsonObject {
  const { options, references, isOpen } = listOptions(optionRulesOf(field));
  const isFree =
    isOpen || references.length > 0 || options.length === 0 || Boolean(field.editable) || field.dynamic === true;
  const values: Json[] = [...new Set(options.map(({ value }) => value))];
  const schema: JsonObject = isFree ? { type: ['string', 'number', 'boolean'] } : { enum: values };
  return field.multiple === true ? { type: 'array', items: schema } : schema;
}

function allowedTexts(field: Field): JsonObject {
  const allowed = isField(field.validate) ? field.validate.enum : undefined;
  return Array.isArray(allowed) && allowed.length > 0 ? { enum: allowed } : {};
}

const BASE64: JsonObject = {
  type: 'object',
  properties: { fileName: { type: 'string' }, base64: { type: 'string' } },
  required: ['base64'],
  additionalProperties: false,
};

/** Binary data as a run prints it. */
const BINARY: JsonObject = {
  type: 'object',
  properties: { fileName: { type: 'string' }, bytes: { type: 'integer' }, base64: { type: 'string' } },
  required: ['bytes', 'base64'],
  additionalProperties: false,
};

const CONDITION: JsonObject = {
  type: 'object',
  properties: { a: {}, o: { type: 'string' }, b: {} },
  additionalProperties: false,
};

/** Groups of conditions, or one list of them (ASM-58). */
const FILTER: JsonObject = { type: 'array', items: { anyOf: [{ type: 'array', items: CONDITION }, CONDITION] } };
