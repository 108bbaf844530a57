import type { Json, JsonObject } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { RpcReference } from './rpc-reference.ts';
import { isRpcReference, parseRpcReference } from './rpc-reference.ts';

/** One parameter object as a section holds it; nothing about its keys is promised. */
export type Field = JsonObject;

/** What a section consists of: fields, and references an RPC replaces by fields. */
export type Element =
  | { readonly kind: 'field'; readonly field: Field; readonly path: JsonPath }
  | { readonly kind: 'reference'; readonly reference: RpcReference; readonly text: string; readonly path: JsonPath };

/** A part of a section that is a section again, and where it is written inside its field. */
export interface Part {
  readonly section: Json;
  readonly path: JsonPath;
}

// Json in, JSON object out: the members of a JSON value are JSON, which isPlainObject's type cannot say.
export const isField = (value: unknown): value is Field => isPlainObject(value);

/** The key of the value; undefined when the field has none. */
export function fieldName(field: Field): string | undefined {
  return typeof field.name === 'string' && field.name !== '' ? field.name : undefined;
}

/** The label, else the name. */
export function fieldLabel(field: Field): string {
  return typeof field.label === 'string' && field.label !== '' ? field.label : (fieldName(field) ?? '');
}

/** Lists the elements of a section in order: an array of them, or one reference. What is neither is left out. */
export function elementsOf(section: unknown, path: JsonPath = []): Element[] {
  if (isRpcReference(section)) return referenceElement(section, path);
  if (!Array.isArray(section)) return [];
  return section.flatMap((element: unknown, index): Element[] => {
    const place = [...path, index];
    if (isRpcReference(element)) return referenceElement(element, place);
    return isField(element) ? [{ kind: 'field', field: element, path: place }] : [];
  });
}

function referenceElement(text: string, path: JsonPath): Element[] {
  const reference = parseRpcReference(text);
  return reference ? [{ kind: 'reference', reference, text, path }] : [];
}

/** What an array's items or a collection's members look like. */
export type Spec =
  /** Items are plain values of this one field. */
  | { readonly kind: 'item'; readonly field: Field; readonly path: JsonPath }
  /** A collection, or items that are collections, with these fields. */
  | { readonly kind: 'members'; readonly section: Json; readonly path: JsonPath };

/** Reads `spec`: one field object, or a section; an empty or missing spec says nothing (undefined). */
export function specOf(field: Field): Spec | undefined {
  const { spec } = field;
  if (isField(spec)) return { kind: 'item', field: spec, path: ['spec'] };
  if (elementsOf(spec).length === 0) return undefined;
  return { kind: 'members', section: spec ?? null, path: ['spec'] };
}

/** The form behind a field's button (`rpc.parameters`); its values go to the RPC, not into the parameters. */
export function buttonFormOf(field: Field): Part | undefined {
  if (!isField(field.rpc) || field.rpc.parameters === undefined) return undefined;
  return { section: field.rpc.parameters, path: ['rpc', 'parameters'] };
}
