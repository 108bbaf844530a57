import { isPlainObject } from '../core/json.ts';
import type { Parameter } from './openapi.ts';
import { type Documents, follow, type Node } from './references.ts';

/** What the query string says, by parameter, and the names no parameter has. */
export interface QueryReading {
  readonly values: Readonly<Record<string, unknown>>;
  readonly undeclared: readonly string[];
}

/** Path and header values as the types their schemas want; header names match in any case. */
export function readPlain(
  place: 'path' | 'header',
  values: Readonly<Record<string, unknown>>,
  parameters: readonly Parameter[],
  documents: Documents,
): Readonly<Record<string, unknown>> {
  const found = parameters.flatMap((parameter) => {
    const value = values[place === 'header' ? parameter.name.toLowerCase() : parameter.name];
    return parameter.in === place && value !== undefined
      ? [[parameter.name, suit(value, parameter.schema, documents)]]
      : [];
  });
  return Object.fromEntries(found);
}

type Tree = Record<string, unknown>;

const MOST_KEYS = 100;

/**
 * Reads nested values however they travel, since APIs seldom say: with brackets (`filters[0][type]=x`), with dots
 * (`sort.field=x`) or as one JSON text (`sort={"field":"x"}`) (G2). Text becomes the type its schema wants.
 */
export function readQuery(
  search: URLSearchParams,
  parameters: readonly Parameter[],
  documents: Documents,
): QueryReading {
  const declared = new Map(parameters.filter((one) => one.in === 'query').map((one) => [one.name, one]));
  const tree: Tree = Object.create(null);
  const undeclared = new Set<string>();
  for (const [key, value] of [...search].slice(0, MOST_KEYS)) {
    const keys = declared.has(key) ? [key] : splitKey(key);
    if (declared.has(keys[0] ?? '')) put(tree, keys, value);
    else undeclared.add(key);
  }
  const values = Object.entries(tree).map(([name, value]) => {
    const schema = declared.get(name)?.schema ?? { value: {}, file: '' };
    return [name, suit(fromJsonText(settle(value), schema, documents), schema, documents)];
  });
  return { values: Object.fromEntries(values), undeclared: [...undeclared] };
}

/** "a[0][b]" and "a.0.b" as ["a", "0", "b"]; an empty bracket keeps an empty key, which means "the next". */
function splitKey(key: string): string[] {
  const bracket = key.indexOf('[');
  if (bracket < 0) return key.split('.');
  const inner = [...key.slice(bracket).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  return [key.slice(0, bracket), ...inner];
}

function put(tree: Tree, keys: readonly string[], value: string): void {
  const last = keys.length - 1;
  let parent = tree;
  for (const key of keys.slice(0, last)) {
    const name = key === '' ? String(Object.keys(parent).length) : key;
    const child = parent[name];
    const next: Tree = isTree(child) ? child : Object.create(null);
    parent[name] = next;
    parent = next;
  }
  const name = keys[last] || (last > 0 ? String(Object.keys(parent).length) : '');
  const before = parent[name];
  parent[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
}

const isTree = (value: unknown): value is Tree => isPlainObject(value);

/** Turns trees whose keys count 0, 1, 2 … into lists. */
function settle(value: unknown): unknown {
  if (!isTree(value)) return value;
  const keys = Object.keys(value);
  const settled = Object.fromEntries(keys.map((key) => [key, settle(value[key])]));
  const isList = keys.length > 0 && keys.every((key) => /^\d{1,4}$/.test(key));
  return isList ? keys.sort((a, b) => Number(a) - Number(b)).map((key) => settled[key]) : settled;
}

function fromJsonText(value: unknown, schema: Node, documents: Documents): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value) || !isStructured(schema, documents)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isStructured(schema: Node, documents: Documents): boolean {
  const { value } = follow(schema, documents) ?? schema;
  return typesOf(value).some((type) => type === 'object' || type === 'array');
}

const typesOf = (schema: unknown): readonly unknown[] => {
  if (!isPlainObject(schema)) return [];
  if (schema.type !== undefined) return [schema.type].flat();
  return schema.items === undefined ? (schema.properties === undefined ? [] : ['object']) : ['array'];
};

/** Gives text the type the schema asks for; what does not fit stays text, for the validator to name. */
function suit(value: unknown, node: Node, documents: Documents): unknown {
  const schema = follow(node, documents);
  if (!schema || !isPlainObject(schema.value)) return value;
  const { value: rules, file } = schema;
  const types = typesOf(rules);
  const at = (inner: unknown): Node => ({ value: inner ?? {}, file });
  if (Array.isArray(value)) return value.map((item) => suit(item, at(rules.items), documents));
  if (isPlainObject(value)) return fitMembers(value, variantFor(value, schema, documents), documents);
  if (types.includes('array') && !types.includes('string')) return [suit(value, at(rules.items), documents)];
  return typeof value === 'string' ? fitText(value, types) : value;
}

function fitMembers(
  value: Readonly<Record<string, unknown>>,
  { value: rules, file }: Node,
  documents: Documents,
): unknown {
  const properties = isPlainObject(rules) && isPlainObject(rules.properties) ? rules.properties : {};
  const members = Object.entries(value).map(([key, inner]) => [
    key,
    Object.hasOwn(properties, key) ? suit(inner, { value: properties[key], file }, documents) : inner,
  ]);
  return Object.fromEntries(members);
}

/** Of several alternatives, the one whose fixed members (`const`, `enum`) are those of the value. */
function variantFor(value: Readonly<Record<string, unknown>>, schema: Node, documents: Documents): Node {
  const rules = schema.value as Readonly<Record<string, unknown>>; // the caller has seen an object
  const alternatives = [rules.oneOf, rules.anyOf].find(Array.isArray) ?? [];
  const variants = alternatives.map((inner: unknown) => follow({ value: inner, file: schema.file }, documents));
  return variants.find((variant) => variant !== undefined && isVariantOf(value, variant.value)) ?? schema;
}

function isVariantOf(value: Readonly<Record<string, unknown>>, rules: unknown): boolean {
  const properties = isPlainObject(rules) && isPlainObject(rules.properties) ? rules.properties : {};
  const fixed = Object.entries(properties).flatMap(([key, inner]) => {
    if (!isPlainObject(inner)) return [];
    const allowed = Array.isArray(inner.enum) ? inner.enum : 'const' in inner ? [inner.const] : undefined;
    return allowed ? [allowed.includes(value[key])] : [];
  });
  return fixed.length > 0 && fixed.every(Boolean);
}

function fitText(text: string, types: readonly unknown[]): unknown {
  if (types.length === 0 || types.includes('string')) return text;
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  const isNumeric = types.includes('integer') || types.includes('number');
  if (isNumeric && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return types.includes('null') && text === 'null' ? null : text;
}
