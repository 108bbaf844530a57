import type { Json } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import { type JsonPath, readAt } from '../core/paths.ts';
import { isSameJson } from '../core/same-json.ts';
import type { Edit } from '../lint/rule.ts';

/** The smallest changes an edit comes down to, so that what stays the same is not written anew. */
export type FixStep =
  | { readonly kind: 'replace'; readonly path: JsonPath; readonly from: Json; readonly to: Json }
  | { readonly kind: 'insert'; readonly path: JsonPath; readonly key: string; readonly value: Json }
  | { readonly kind: 'append'; readonly path: JsonPath; readonly value: Json }
  | { readonly kind: 'remove'; readonly path: JsonPath }
  | { readonly kind: 'rename'; readonly path: JsonPath; readonly to: string };

/** Takes an edit of a section apart, or of a component's metadata; undefined when its place is not there. */
export function stepsOf(edit: Edit, root: unknown): FixStep[] | undefined {
  if (root === undefined) return undefined;
  const { path } = edit;
  const current = readAt(root, path);
  if (!('set' in edit)) {
    if (current === undefined || path.length === 0) return undefined;
    return 'remove' in edit ? [{ kind: 'remove', path }] : [{ kind: 'rename', path, to: edit.rename }];
  }
  return current === undefined ? additionOf(path, edit.set, root) : differences(path, current as Json, edit.set); // sections are JSON
}

/** Adds a value, with the collections it stands in where they are missing too. */
function additionOf(path: JsonPath, value: Json, root: unknown): FixStep[] | undefined {
  const depth = path.findIndex((_, index) => readAt(root, path.slice(0, index + 1)) === undefined);
  const parent = path.slice(0, depth);
  const holder = readAt(root, parent);
  const key = path[depth];
  const whole = path
    .slice(depth + 1)
    .reduceRight<Json>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value);
  if (Array.isArray(holder))
    return key === holder.length ? [{ kind: 'append', path: parent, value: whole }] : undefined;
  if (!isPlainObject(holder) || typeof key !== 'string') return undefined;
  return [{ kind: 'insert', path: parent, key, value: whole }];
}

function differences(path: JsonPath, from: Json, to: Json): FixStep[] {
  if (isSameJson(from, to) && JSON.stringify(from) === JSON.stringify(to)) return [];
  if (Array.isArray(from) && Array.isArray(to)) {
    const isLonger = to.length > from.length && isSameJson(from, to.slice(0, from.length));
    if (isLonger) return to.slice(from.length).map((value: Json) => ({ kind: 'append', path, value }));
  } else if (isPlainObject(from) && isPlainObject(to) && startsAlike(Object.keys(from), Object.keys(to))) {
    return Object.entries(to as Readonly<Record<string, Json>>).flatMap(([key, value]): FixStep[] => {
      const before = from[key] as Json | undefined; // a member of JSON
      return before === undefined ? [{ kind: 'insert', path, key, value }] : differences([...path, key], before, value);
    });
  }
  return [{ kind: 'replace', path, from, to }];
}

/** Whether keys keep their order, new ones coming last. */
const startsAlike = (before: readonly string[], after: readonly string[]): boolean =>
  before.every((key, index) => after[index] === key);
