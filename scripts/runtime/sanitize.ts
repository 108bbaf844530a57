import { isPlainObject } from '../core/json.ts';
import { readAt } from '../core/paths.ts';
import { MASK } from '../parameters/secrets.ts';
import type { SanitizePath, Sanitizing } from './sanitizing.ts';
import { isNamed, positionOf, readLoose, SECRET_NAME } from './sanitizing.ts';
import type { Scope } from './scope.ts';
import type { Secrets } from './secrets.ts';
import { setOwn } from './temp.ts';

/** What an exchange shows of itself, JSON-ready. */
export interface Shown {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly qs: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Learns secrets before anything is sent: the values of what a sanitized place of the request is made of. */
export function learnSources({ sources }: Sanitizing, { variables }: Scope, secrets: Secrets): void {
  for (const source of sources) secrets.add(readAt(variables, source));
}

/** Learns the values at sanitized places of a request about to be sent, or of an answer. */
export function learnPlaces(places: readonly SanitizePath[], shown: unknown, secrets: Secrets): void {
  for (const place of places) learn(readLoose(shown, place), secrets);
}

/** Of a collection only members named like credentials are secrets elsewhere too; the place itself is hidden anyway. */
function learn(value: unknown, secrets: Secrets, isNamed = true): void {
  if (Array.isArray(value)) for (const item of value) learn(item, secrets, isNamed && !isPlainObject(item));
  else if (isPlainObject(value))
    for (const [key, inner] of Object.entries(value)) learn(inner, secrets, SECRET_NAME.test(key));
  else if (isNamed) secrets.add(value);
}

/** Hides the sanitized places of one side of an exchange; what has none stays itself. */
export function sanitized<T>(places: readonly SanitizePath[], shown: T): T {
  return places.reduce<T>((value, place) => hideAt(value, place) as T, shown); // Hiding keeps the shape but for what is hidden.
}

/** A query parameter also stands in the address. */
export function sanitizedUrl({ hidesUrl, queryKeys }: Sanitizing, url: string): string {
  return hidesUrl ? MASK : queryKeys.reduce(hideInQuery, url);
}

function hideInQuery(url: string, key: string | undefined): string {
  const mark = url.indexOf('?');
  if (mark < 0) return url;
  const pairs = url
    .slice(mark + 1)
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1)[0] ?? '';
      return key === undefined || decoded(name) === key ? `${name}=${MASK}` : pair;
    });
  return `${url.slice(0, mark + 1)}${pairs.join('&')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function hideAt(value: unknown, path: SanitizePath, depth = 0): unknown {
  const key = path[depth];
  if (key === undefined) return value === undefined ? undefined : MASK;
  if (Array.isArray(value)) {
    const position = positionOf(key);
    if (position === undefined) return value.map((item) => hideAt(item, path, depth));
    return value.map((item, at) => (at === position ? hideAt(item, path, depth + 1) : item));
  }
  if (!isPlainObject(value)) return value;
  let hidden: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    if (!isNamed(name, key)) continue;
    hidden ??= { ...value };
    setOwn(hidden, name, hideAt(value[name], path, depth + 1));
  }
  return hidden ?? value;
}
