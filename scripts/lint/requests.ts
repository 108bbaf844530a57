import type { Json, JsonObject } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Component, Manifest } from '../manifest/manifest.ts';
import { componentPath, componentsOf } from '../manifest/manifest.ts';

/** One outgoing request of the app, as written and as it is sent. */
export interface RequestSite {
  /** Absent for Base. */
  readonly component?: Component;
  /** "modules.searchUser", "app". */
  readonly at: string;
  readonly section: string;
  /** Where the request stands in its section. */
  readonly path: JsonPath;
  readonly own: JsonObject;
  /** With what it inherits from Base, for an epoch from its trigger too. */
  readonly merged: JsonObject;
  /** Position among the requests of its section, and how many there are. */
  readonly index: number;
  readonly count: number;
  /** Step of an OAuth connection. */
  readonly step?: string;
  /** Whether Base is merged under it. */
  readonly inherits: boolean;
}

// What is no array among JSON objects has JSON values.
export const isObject = (value: unknown): value is JsonObject => isPlainObject(value);

/** Claims an object without members. */
export const isBlank = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;

/** The value as an object; an empty one when it is none. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The elements of a JSON array; none for anything else. */
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);

/** A plain value as text; empty for anything that has none. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** A number, or a text that is one. */
export const numberOf = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;

/** `response` of a request, an empty object when there is none. */
export const responseOf = (request: JsonObject): JsonObject => objectOf(request.response);

/** Merges Base under a request, key by key (make-app-format.md §3.3, ASM-28). */
function mergeBase(base: JsonObject, own: JsonObject): JsonObject {
  const { baseUrl: _baseUrl, ...inherited } = base;
  const merged: Record<string, Json> = { ...inherited, ...own };
  const headers = unionHeaders(inherited.headers, own.headers);
  if (headers) merged.headers = headers;
  for (const key of ['qs', 'temp', 'oauth', 'aws', 'body'] as const) unite(merged, key, inherited[key], own[key]);
  if (isObject(inherited.response) && isObject(own.response))
    merged.response = mergeResponse(inherited.response, own.response);
  const sanitize = [...listOf(objectOf(inherited.log).sanitize), ...listOf(objectOf(own.log).sanitize)];
  if (sanitize.length > 0) merged.log = { sanitize };
  return merged;
}

function unite(target: Record<string, Json>, key: string, under: Json | undefined, over: Json | undefined): void {
  if (isObject(under) && isObject(over)) target[key] = { ...under, ...over };
}

function mergeResponse(under: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...under, ...over };
  unite(merged, 'error', under.error, over.error);
  unite(merged, 'type', under.type, over.type);
  unite(merged, 'temp', under.temp, over.temp);
  return merged;
}

function unionHeaders(under: Json | undefined, over: Json | undefined): JsonObject | undefined {
  if (!isObject(under) || !isObject(over)) return undefined;
  const replaced = new Set(Object.keys(over).map((name) => name.toLowerCase()));
  const kept = Object.entries(under).filter(([name]) => !replaced.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...over };
}

/** Base as if it were a request: what all others inherit. */
export function baseRequestOf({ sections }: Manifest): RequestSite {
  const own = objectOf(sections.base);
  return { at: 'app', section: 'base', path: [], own, merged: own, index: 0, count: 1, inherits: false };
}

/** Every outgoing request of every component, in declared order; what a webhook or responder answers is none. */
export function requestsIn(manifest: Manifest): RequestSite[] {
  const base = objectOf(manifest.sections.base);
  return componentsOf(manifest).flatMap((component) => requestsOfComponent(component, base));
}

function requestsOfComponent(component: Component, base: JsonObject): RequestSite[] {
  const { sections } = component;
  switch (component.kind) {
    case 'module':
      if (component.moduleType === 'responder') return [];
      return [...sitesIn(component, 'communication', base), ...epochOf(component, base)];
    case 'rpc':
    case 'endpoint':
      return sitesIn(component, 'communication', base);
    case 'webhook':
      return ['attach', 'update', 'detach'].flatMap((section) => sitesIn(component, section, base));
    case 'connection':
      if (component.connectionType !== 'oauth') return sitesIn(component, 'communication', undefined);
      return Object.entries(objectOf(sections.communication)).flatMap(([step, value]) =>
        step === 'oauth' ? [] : requestsAt(component, 'communication', { value, step }, undefined),
      );
    case 'function':
      return [];
  }
}

function sitesIn(component: Component, section: string, base: JsonObject | undefined): RequestSite[] {
  return requestsAt(component, section, { value: component.sections[section] }, base);
}

interface Part {
  readonly value: Json | undefined;
  readonly step?: string;
}

function requestsAt(
  component: Component,
  section: string,
  { value, step }: Part,
  base: JsonObject | undefined,
): RequestSite[] {
  const prefix: JsonPath = step === undefined ? [] : [step];
  const common = { component, at: componentPath(component), section, inherits: base !== undefined };
  const site = (own: JsonObject, path: JsonPath, index: number, count: number): RequestSite => ({
    ...common,
    path,
    own,
    merged: base ? mergeBase(base, own) : own,
    index,
    count,
    ...(step !== undefined && { step }),
  });
  if (isObject(value)) return Object.keys(value).length === 0 ? [] : [site(value, prefix, 0, 1)];
  const list = listOf(value);
  return list.flatMap((own, index) => (isObject(own) ? [site(own, [...prefix, index], index, list.length)] : []));
}

/** An epoch replaces directives of the trigger's last request (make-app-format.md §5.3). */
function epochOf(component: Component, base: JsonObject): RequestSite[] {
  const own = component.sections.epoch;
  if (!isObject(own) || Object.keys(own).length === 0) return [];
  const { communication } = component.sections;
  const trigger = objectOf(Array.isArray(communication) ? communication.at(-1) : communication);
  const merged = mergeBase(base, mergeBase(trigger, own));
  const at = componentPath(component);
  return [{ component, at, section: 'epoch', path: [], own, merged, index: 0, count: 1, inherits: true }];
}
