import type { HttpRequest, HttpResponse } from '../core/http.ts';
import type { Description } from './openapi.ts';

/** One request and what it got. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: HttpRequest['headers'];
  /** JSON when it is JSON, else text. */
  readonly body?: unknown;
  readonly operationId?: string;
  /** The rule that decided the answer. */
  readonly fault?: string;
  /** Query parameters the description does not have, which were ignored. */
  readonly undeclared?: readonly string[];
  /** Absent while the answer is on its way, and when none came. */
  readonly status?: number;
}

export interface Note {
  readonly operationId?: string | undefined;
  readonly fault?: string | undefined;
  readonly undeclared?: readonly string[] | undefined;
}

const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie'];
const BLOT = '***';

/** Writes a request down without its credentials. */
export function logRequest(request: HttpRequest, url: URL, { schemes }: Description): LoggedRequest {
  const keys = [...schemes.values()].filter((scheme) => scheme.type === 'apiKey').map((scheme) => scheme.name ?? '');
  const secret = new Set([...SECRET_HEADERS, ...keys.map((key) => key.toLowerCase())]);
  const isSecret = (name: string) => secret.has(name.toLowerCase());
  const headers = Object.entries(request.headers).map(([name, value]) => [name, isSecret(name) ? BLOT : value]);
  const query = [...new Set(url.searchParams.keys())].map((name) => {
    const values = url.searchParams.getAll(name);
    return [name, isSecret(name) ? BLOT : values.length === 1 ? values[0] : values];
  });
  const body = request.body?.length ? readJson(request.body) : undefined;
  return {
    method: request.method,
    path: url.pathname,
    query: Object.fromEntries(query),
    headers: Object.fromEntries(headers),
    ...(body === undefined ? {} : { body }),
  };
}

/** Adds to an entry what became of the request. */
export function finishEntry(
  entry: LoggedRequest,
  { operationId, fault, undeclared }: Note,
  response: HttpResponse,
): LoggedRequest {
  return {
    ...entry,
    ...(operationId === undefined ? {} : { operationId }),
    ...(fault === undefined ? {} : { fault }),
    ...(undeclared?.length ? { undeclared } : {}),
    status: response.status,
  };
}

/** Bytes as JSON when they are JSON, else as text. */
export function readJson(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
