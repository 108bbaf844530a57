import { dirname, resolve } from 'node:path';
import { isPlainObject } from '../core/json.ts';

/** The parsed files of a description, by absolute path. */
export type Documents = ReadonlyMap<string, unknown>;

/** A value and the file it is written in, which its relative references start from. */
export interface Node {
  readonly value: unknown;
  readonly file: string;
}

/** Splits a reference into the file it names (seen from `file`) and the keys inside it. */
export function splitReference(reference: string, file: string): { readonly file: string; readonly keys: string[] } {
  const hash = reference.lastIndexOf('#');
  const target = hash < 0 ? reference : reference.slice(0, hash);
  const pointer = hash < 0 ? '' : reference.slice(hash + 1);
  const keys = pointer.split('/').slice(1).map(unescapeKey);
  return { file: target === '' ? file : resolve(dirname(file), target), keys };
}

const unescapeKey = (key: string): string => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');

/** Copies a value with its references made absolute, so that it can stand beside values of other files. */
export function rebase({ value, file }: Node): unknown {
  if (Array.isArray(value)) return value.map((item) => rebase({ value: item, file }));
  if (!isPlainObject(value)) return value;
  const copied = Object.entries(value).map(([key, inner]) => [key, rebase({ value: inner, file })]);
  if (typeof value.$ref !== 'string') return Object.fromEntries(copied);
  const hash = value.$ref.lastIndexOf('#');
  const target = splitReference(value.$ref, file).file + (hash < 0 ? '' : value.$ref.slice(hash));
  return { ...Object.fromEntries(copied), $ref: target };
}

/** Follows `$ref` until something else is found; undefined when it leads nowhere. */
export function follow(node: Node, documents: Documents): Node | undefined {
  let current = node;
  for (let hops = 0; hops < 50; hops++) {
    const { value } = current;
    if (!isPlainObject(value) || typeof value.$ref !== 'string') return current;
    const { file, keys } = splitReference(value.$ref, current.file);
    current = { file, value: keys.reduce<unknown>(readMember, documents.get(file)) };
    if (current.value === undefined) return undefined;
  }
  return undefined;
}

function readMember(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Copies a schema so that it stands alone: every definition it needs, from whatever file, under `$defs`. */
export function bundleSchema(schema: Node, documents: Documents): Record<string, unknown> {
  const names = new Map<string, string>();
  const definitions: Record<string, unknown> = {};
  const copy = (value: unknown, file: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => copy(item, file));
    if (!isPlainObject(value)) return value;
    const copied = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner, file)]));
    return typeof value.$ref === 'string' ? { ...copied, $ref: `#/$defs/${define(value.$ref, file)}` } : copied;
  };
  const define = (reference: string, from: string): string => {
    const { file, keys } = splitReference(reference, from);
    const place = `${file}#${keys.join('/')}`;
    const known = names.get(place);
    if (known) return known;
    const name = `${(keys.at(-1) ?? 'root').replace(/\W/g, '_')}_${names.size}`;
    names.set(place, name);
    definitions[name] = copy(keys.reduce<unknown>(readMember, documents.get(file)) ?? false, file);
    return name;
  };
  return { ...(copy({ inner: schema.value }, schema.file) as { inner: object }).inner, $defs: definitions };
}

/** Lists every reference in a document, with the keys that lead to it. */
export function listReferences(
  value: unknown,
  path: readonly (string | number)[] = [],
): { readonly reference: string; readonly path: readonly (string | number)[] }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => listReferences(item, [...path, index]));
  if (!isPlainObject(value)) return [];
  const own = typeof value.$ref === 'string' ? [{ reference: value.$ref, path: [...path, '$ref'] }] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => listReferences(inner, [...path, key]))];
}
