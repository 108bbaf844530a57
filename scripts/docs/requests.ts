import type { Json, JsonObject } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import { MASK } from '../parameters/secrets.ts';

/** Claims an object of a section. Sections are JSON, so its members are too. */
export const isObject = (value: unknown): value is JsonObject => isPlainObject(value);

/** The requests of a communication, one after the other; one object is a list of one. */
export function requestsOf(section: unknown): JsonObject[] {
  return (Array.isArray(section) ? section : [section])
    .filter(isObject)
    .filter((request) => Object.keys(request).length > 0);
}

/** A request with what it inherits from Base filled in (make-app-format.md §3.3, ASM-28). */
export interface EffectiveRequest {
  readonly own: JsonObject;
  /** Undefined for a step that sends nothing. */
  readonly url: string | undefined;
  readonly method: string;
  readonly headers: JsonObject;
  readonly qs: JsonObject;
  readonly body: Json | undefined;
  readonly response: JsonObject;
}

/** Fills in Base: objects are united by key and the request wins; Base is merged as it is written, before any IML. */
export function effectiveRequest(own: JsonObject, base: unknown): EffectiveRequest {
  const under = isObject(base) ? base : {};
  const method = textOf(own.method) ?? textOf(under.method) ?? 'GET';
  const isBodiless = method.toUpperCase() === 'GET';
  const hidden = new Set([...sanitized(under), ...sanitized(own)]);
  return {
    own,
    url: addressOf(textOf(own.url) ?? textOf(under.url), textOf(under.baseUrl)),
    method: method.includes('{{') ? method : method.toUpperCase(),
    headers: masked(united(under.headers, own.headers), 'request.headers', hidden),
    qs: masked(united(under.qs, own.qs), 'request.qs', hidden),
    body: isBodiless ? undefined : masked(bodyOf(own.body, under.body), 'request.body', hidden),
    response: { ...united(under.response, own.response), error: errorOf(own.response, under.response) },
  };
}

/** An absolute address stays; anything else stands behind `baseUrl`, with one slash between them. */
function addressOf(url: string | undefined, baseUrl: string | undefined): string | undefined {
  if (url === undefined || baseUrl === undefined || /^https?:\/\//i.test(url)) return url;
  return `${baseUrl.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function united(under: Json | undefined, own: Json | undefined): JsonObject {
  return { ...(isObject(under) ? under : {}), ...(isObject(own) ? own : {}) };
}

function bodyOf(own: Json | undefined, under: Json | undefined): Json | undefined {
  return isObject(own) && isObject(under) ? united(under, own) : (own ?? under);
}

/** Two objects are united by status and key; a text replaces all (make-app-format.md §3.3). */
function errorOf(own: unknown, under: unknown): Json {
  const [mine, theirs] = [own, under].map((response) => (isObject(response) ? response.error : undefined));
  if (mine === undefined) return theirs ?? {};
  return isObject(mine) && isObject(theirs) ? united(theirs, mine) : mine;
}

/** Paths whose values no log may show, in the case headers are compared in. */
function sanitized({ log }: JsonObject): string[] {
  const paths = isObject(log) && Array.isArray(log.sanitize) ? log.sanitize : [];
  return paths.flatMap((path: unknown) => (typeof path === 'string' ? [path.toLowerCase()] : []));
}

/** Hides what is written out at a sanitised path; IML there names a secret, but holds none. */
function masked<T extends Json | undefined>(value: T, path: string, hidden: ReadonlySet<string>): T {
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, inner]) => [
      key,
      masked(inner, `${path}.${key.toLowerCase()}`, hidden),
    ]);
    return Object.fromEntries(members); // the same keys with values of the same shape
  }
  const isWrittenOut = value !== undefined && value !== null && !(typeof value === 'string' && value.includes('{{'));
  return hidden.has(path) && isWrittenOut ? (MASK as T) : value; // a text for a value that is only printed
}
