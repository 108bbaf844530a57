import type { HttpHeaders, HttpRequest, HttpResponse } from '../core/http.ts';
import { PlatformError } from './errors.ts';
import { MAX_REDIRECTS } from './limits.ts';
import { headerText } from './response.ts';

const REDIRECTS = new Set([300, 301, 302, 303, 305, 307, 308]);
const KEEPS_METHOD = new Set([307, 308]);
const BODY_HEADERS = new Set(['content-type', 'content-length', 'transfer-encoding']);
const OF_THE_HOST = new Set(['authorization', 'cookie', 'host', 'proxy-authorization']);

/** The request a redirect leads to; undefined when the answer is none. Another host gets no credentials. */
export function redirected(request: HttpRequest, response: HttpResponse, hops: number): HttpRequest | undefined {
  if (!REDIRECTS.has(response.status)) return undefined;
  const location = headerText(response.headers, 'location');
  if (location === '') return undefined;
  if (hops >= MAX_REDIRECTS) {
    throw new PlatformError('RuntimeError', `Exceeded ${MAX_REDIRECTS} redirects, the last to ${location}.`);
  }
  const url = targetOf(location, request.url);
  const keepsMethod = KEEPS_METHOD.has(response.status) || request.method === 'GET' || request.method === 'HEAD';
  const isSameHost = new URL(url).host === new URL(request.url).host;
  const headers = withoutHeaders(
    request.headers,
    (name) => (!keepsMethod && BODY_HEADERS.has(name)) || (!isSameHost && OF_THE_HOST.has(name)),
  );
  const { body, ...rest } = request;
  return { ...rest, url, headers, method: keepsMethod ? request.method : 'GET', ...(keepsMethod && body && { body }) };
}

function targetOf(location: string, from: string): string {
  try {
    const url = new URL(location, from);
    url.hash = '';
    if (url.protocol === 'http:' || url.protocol === 'https:') return url.href;
  } catch {
    // Falls through to the same message as an address of another kind.
  }
  throw new PlatformError('RuntimeError', `The server redirects to "${location}", which is no web address.`);
}

function withoutHeaders(headers: HttpHeaders, drops: (name: string) => boolean): HttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !drops(name)));
}
