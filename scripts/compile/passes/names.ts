import type { Json, JsonObject } from '../../core/json.ts';
import { isPlainObject } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';

/** Names something declares; open when there may be more that cannot be known here. */
export interface Names {
  readonly names: ReadonlySet<string>;
  readonly isOpen: boolean;
}

export const NO_NAMES: Names = { names: new Set(), isOpen: false };
export const ANY_NAME: Names = { names: new Set(), isOpen: true };

export const namesOf = (...names: readonly string[]): Names => ({ names: new Set(names), isOpen: false });

export function unite(all: readonly Names[]): Names {
  return { names: new Set(all.flatMap(({ names }) => [...names])), isOpen: all.some(({ isOpen }) => isOpen) };
}

const SPREAD_KEY = /^\{\{\s*\.\.\.\s*\}\}$/;

/** The keys of a literal; a spread adds unknown ones, and an expression in place of the literal may yield any. */
export function keysOf(value: Json | undefined): Names {
  if (typeof value === 'string') return value === '' ? NO_NAMES : ANY_NAME;
  if (!isObject(value)) return NO_NAMES;
  const keys = Object.keys(value);
  return {
    names: new Set(keys.filter((key) => !SPREAD_KEY.test(key))),
    isOpen: keys.some((key) => SPREAD_KEY.test(key)),
  };
}

// What is no array among JSON objects has JSON values.
export const isObject = (value: unknown): value is JsonObject => isPlainObject(value);

/** One request of a communication and where it stands in its section. */
export interface RequestAt {
  readonly request: JsonObject;
  readonly path: JsonPath;
}

/** The requests of a section in order: one object, or a list of them. */
export function requestsOf(section: Json | undefined, path: JsonPath = []): RequestAt[] {
  if (isObject(section)) return [{ request: section, path }];
  if (!Array.isArray(section)) return [];
  return section.flatMap((request: Json, index): RequestAt[] =>
    isObject(request) ? [{ request, path: [...path, index] }] : [],
  );
}

/** The requests of all steps of an OAuth connection, in the order they are written. */
export function oauthRequestsOf(section: Json | undefined): RequestAt[] {
  if (!isObject(section)) return [];
  return Object.entries(section).flatMap(([step, value]) => (step === 'oauth' ? [] : requestsOf(value, [step])));
}

/** The keys a directive of the requests' responses has, all requests together: `data`, `temp`. */
export function responseKeys(requests: readonly RequestAt[], directive: 'data' | 'temp'): Names {
  return unite(
    requests.map(({ request }) => (isObject(request.response) ? keysOf(request.response[directive]) : NO_NAMES)),
  );
}

/** The keys requests put into `temp`, before the request and after the answer. */
export function tempKeys(requests: readonly RequestAt[]): Names {
  return unite([...requests.map(({ request }) => keysOf(request.temp)), responseKeys(requests, 'temp')]);
}
