import type { HttpHandler, HttpRequest, HttpResponse } from '../core/http.ts';
import { isPlainObject } from '../core/json.ts';
import type { ExchangeSpec, OutgoingSpec } from './definition.ts';
import { render, type Scope } from './template.ts';

/** A request the API sent, what came back, and why that will not do. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly response?: HttpResponse;
  readonly failure?: string;
}

const TIME_LIMIT = 10_000;

/** Sends a request of the API's own and compares the answer with what is expected. */
export async function exchange(spec: ExchangeSpec, scope: Scope, outgoing: HttpHandler): Promise<Exchange> {
  const request = buildRequest(spec.request, scope);
  if (!request) return { request: unsendable(spec, scope), failure: 'the url is not an http address' };
  const limit = spec.timeout ?? TIME_LIMIT;
  const signal = AbortSignal.timeout(limit);
  try {
    const response = await Promise.race([outgoing(request, { signal }), whenAborted(signal)]);
    const failure = judge(spec, response, scope);
    return { request, response, ...(failure === undefined ? {} : { failure }) };
  } catch (error) {
    const failure = signal.aborted ? `no answer within ${limit} ms` : `no answer: ${reasonOf(error)}`;
    return { request, failure };
  }
}

/** Rejects at the time limit, for a receiver that does not mind the signal. */
const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const unsendable = ({ request }: ExchangeSpec, scope: Scope): HttpRequest => ({
  method: request.method,
  url: String(render(request.url, scope)),
  headers: {},
});

function judge({ expect = {} }: ExchangeSpec, { status, body }: HttpResponse, scope: Scope): string | undefined {
  if (expect.status === undefined ? status >= 400 : status !== expect.status) return `answered with status ${status}`;
  if (expect.text === undefined) return undefined;
  return new TextDecoder().decode(body) === String(render(expect.text, scope))
    ? undefined
    : 'answered with another text';
}

/** Writes the request out; what the address already has in its query stays. Undefined when it is no http address. */
export function buildRequest(spec: OutgoingSpec, scope: Scope): HttpRequest | undefined {
  const address = String(render(spec.url, scope));
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  for (const [name, value] of pairs(render(spec.query, scope))) url.searchParams.set(name, value);
  const json = spec.json === undefined ? undefined : render(spec.json, scope);
  const headers = new Map(pairs(render(spec.headers, scope)).map(([name, value]) => [name.toLowerCase(), value]));
  if (json !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const basic = spec.basic && renderBasic(spec.basic, scope);
  if (basic !== undefined) headers.set('authorization', basic);
  return {
    method: spec.method,
    url: url.href,
    headers: Object.fromEntries(headers),
    ...(json === undefined ? {} : { body: new TextEncoder().encode(JSON.stringify(json)) }),
  };
}

function renderBasic(basic: NonNullable<OutgoingSpec['basic']>, scope: Scope): string | undefined {
  const [username, password] = [render(basic.username, scope), render(basic.password, scope)];
  if (!username) return undefined;
  return `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`;
}

/** Reads `{ name: value }` or `[{ key, value }]`. */
function pairs(value: unknown): (readonly [string, string])[] {
  if (isPlainObject(value)) return Object.entries(value).map(([name, inner]) => [name, String(inner)] as const);
  if (!Array.isArray(value)) return [];
  return value.filter(isPlainObject).map(({ key, value: inner }) => [String(key), String(inner ?? '')] as const);
}
