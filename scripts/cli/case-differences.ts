import { isPlainObject } from '../core/json.ts';
import { type JsonPath, printPath } from '../core/paths.ts';
import { parsePairs } from '../runtime/query.ts';
import type { RecordedExchange } from '../runtime/recording.ts';

/** A place where a replay gave something else; a side that has nothing there is left out. */
export interface Difference {
  readonly path: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

export type RecordedRequest = RecordedExchange['request'];

/** Headers that say how a request travels, not what it asks. */
const TRAVEL = new Set(['accept-encoding', 'connection', 'content-length', 'host', 'transfer-encoding', 'user-agent']);

/** Compares JSON values deeply; the order of members does not count. */
export function differences(expected: unknown, actual: unknown, path: JsonPath = []): Difference[] {
  if (Object.is(expected, actual)) return [];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const longer = expected.length > actual.length ? expected : actual;
    return longer.flatMap((_, at) => differences(expected[at], actual[at], [...path, at]));
  }
  if (isPlainObject(expected) && isPlainObject(actual)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...keys].flatMap((key) => differences(own(expected, key), own(actual, key), [...path, key]));
  }
  return [
    { path: printPath(path), ...(expected !== undefined && { expected }), ...(actual !== undefined && { actual }) },
  ];
}

const own = (value: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : undefined;

/** Compares the requests of a replay, in order, with those recorded. */
export function requestDifferences(
  expected: readonly RecordedRequest[],
  actual: readonly RecordedRequest[],
): Difference[] {
  return (expected.length > actual.length ? expected : actual).flatMap((_, at): Difference[] => {
    const [wanted, made] = [expected[at], actual[at]];
    const path: JsonPath = ['requests', at];
    if (wanted && made) return differences(partsOf(wanted), partsOf(made), path);
    return [
      { path: printPath(path), ...(wanted && { expected: lineOf(wanted) }), ...(made && { actual: lineOf(made) }) },
    ];
  });
}

/** "GET https://api.example.com/users?limit=1" */
export const lineOf = ({ method, url }: Pick<RecordedRequest, 'method' | 'url'>): string => `${method} ${url}`;

/** The address without its query. A mask that was part of an answer comes back encoded. */
export const addressOf = (url: string): string => (url.split(/[?#]/, 1)[0] ?? '').replaceAll(/%2A/gi, '*');

/** A request as people think of one: two that ask the same are equal. */
function partsOf({ method, url, headers, body }: RecordedRequest): Record<string, unknown> {
  const question = url.indexOf('?');
  const kept = Object.entries(headers).filter(([name]) => !TRAVEL.has(name.toLowerCase()));
  return {
    method,
    url: addressOf(url),
    query: question < 0 ? {} : parsePairs(url.slice(question + 1)),
    headers: Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), value])),
    ...(body && { body: contentOf(body, String(headers['content-type'] ?? '')) }),
  };
}

function contentOf(body: NonNullable<RecordedRequest['body']>, type: string): unknown {
  if ('json' in body) return body.json;
  if ('base64' in body) return body.base64;
  return /^application\/x-www-form-urlencoded\b/i.test(type) ? parsePairs(body.text) : body.text;
}
