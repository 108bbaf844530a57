import { isPlainObject } from '../core/json.ts';
import type { Schema } from './schema-files.ts';

/** The definitions `#/definitions/…` leads to. */
export type Definitions = Readonly<Record<string, Schema>>;

const JSON_TYPES = ['array', 'boolean', 'null', 'number', 'object', 'string'] as const;
type JsonType = (typeof JSON_TYPES)[number];

/**
 * Rewrites every `anyOf` so that a value is held against one branch only, the one its JSON type points at. A validator
 * then reports what is wrong with that branch, not that all of them failed. Where two branches take the same type, the
 * earlier one is chosen when the value has its required keys, or, being text, matches it: the last one gets to complain.
 */
export function pickBranches(schema: unknown, definitions: Definitions): unknown {
  if (Array.isArray(schema)) return schema.map((inner: unknown) => pickBranches(inner, definitions));
  if (!isPlainObject(schema)) return schema;
  const { anyOf, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([keyword, inner]) => [keyword, pickInside(keyword, inner, definitions)]),
  );
  return Array.isArray(anyOf) ? { ...rest, ...pickOne(anyOf.filter(isPlainObject), rest.expects, definitions) } : rest;
}

function pickInside(keyword: string, inner: unknown, definitions: Definitions): unknown {
  if (VALUES.has(keyword)) return inner;
  return MAPS.has(keyword) && isPlainObject(inner) ? pickEach(inner, definitions) : pickBranches(inner, definitions);
}

/** As `pickBranches`, for schemas by name: a name is no keyword, whatever it is. */
export const pickEach = (schemas: Schema, definitions: Definitions): Schema =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, pickBranches(schema, definitions)]));

/** Keywords that hold values, and such that hold schemas by name. */
const VALUES: ReadonlySet<string> = new Set(['enum', 'const', 'default']);
export const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions']);

function pickOne(branches: readonly Schema[], expects: unknown, definitions: Definitions): Schema {
  const types = branches.map((branch) => typesOf(branch, definitions));
  const allowed = [...new Set(types.flat())];
  // A value of no allowed type meets this last demand; `expects` is repeated there for the message.
  const refused: Schema = { type: allowed, ...(expects !== undefined && { expects }) };
  return allowed.reduceRight<Schema>((otherwise, type) => {
    const candidates = branches.filter((_, index) => types[index]?.includes(type));
    return choose({ type }, pickFirst(type, candidates, definitions), otherwise);
  }, refused);
}

function pickFirst(type: JsonType, [first = {}, ...others]: readonly Schema[], definitions: Definitions): Schema {
  if (others.length === 0) return first;
  return choose(guardOf(type, first, definitions), first, pickFirst(type, others, definitions));
}

function guardOf(type: JsonType, branch: Schema, definitions: Definitions): Schema {
  return type === 'object' ? { required: targetOf(branch, definitions).required ?? [] } : branch;
}

/** The JSON Schema for "if it meets the guard, then wanted, else otherwise". */
function choose(guard: Schema, wanted: Schema, otherwise: Schema): Schema {
  return Object.fromEntries([
    ['if', guard],
    ['then', wanted],
    ['else', otherwise],
  ]);
}

function typesOf(branch: Schema, definitions: Definitions): readonly JsonType[] {
  const { type, anyOf, allOf } = targetOf(branch, definitions);
  if (Array.isArray(anyOf)) return anyOf.filter(isPlainObject).flatMap((inner) => typesOf(inner, definitions));
  if (type === undefined && Array.isArray(allOf) && isPlainObject(allOf[0])) return typesOf(allOf[0], definitions);
  const stated: readonly unknown[] = Array.isArray(type) ? type : [type];
  const types = JSON_TYPES.filter((name) => stated.includes(name) || (name === 'number' && stated.includes('integer')));
  if (types.length === 0) throw new Error(`A branch of anyOf states no type: ${JSON.stringify(branch)}`);
  return types;
}

function targetOf(branch: Schema, definitions: Definitions): Schema {
  if (typeof branch.$ref !== 'string') return branch;
  const target = definitions[branch.$ref.replace('#/definitions/', '')];
  if (!target) throw new Error(`No schema at ${branch.$ref}`);
  return targetOf(target, definitions);
}
