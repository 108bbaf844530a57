import type { HttpHandler, HttpResponse } from '../core/http.ts';
import { createMask } from './api-key.ts';
import { messageOfBody, OriginError } from './origin-error.ts';
import { createRequestQueue } from './request-queue.ts';
import { pauseAfter } from './retry.ts';

/** One call of Make's API; `path` starts behind `/api/v2`. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly contentType?: string;
  readonly body?: Uint8Array;
}

/** Gives the text of the answer. Rejects with an OriginError, or with the reason of the signal. */
export type Send = (request: ApiRequest) => Promise<string>;

export interface ApiClient {
  readonly send: Send;
  /** As `send`, for an answer that is no text. */
  readonly fetchBytes: (request: ApiRequest) => Promise<Uint8Array>;
}

export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface ClientOptions {
  readonly transport: HttpHandler;
  /** `baseUrl` of an origin, such as https://eu1.make.com/api. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly sleep: Sleep;
  readonly signal?: AbortSignal | undefined;
  /** Told of every pause. */
  readonly onWait?: ((ms: number) => void) | undefined;
}

/** The reference client has two requests under way at most (make-app-format.md §2.7). */
const AT_ONCE = 2;

/** Speaks to Make: two requests at once, patient with 429 and with servers that are down for a moment. */
export function createClient(options: ClientOptions): ApiClient {
  const { transport, apiKey, sleep, signal, onWait } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const queue = createRequestQueue(AT_ONCE);
  const mask = createMask(apiKey);

  const attempt = async (request: ApiRequest): Promise<HttpResponse> => {
    signal?.throwIfAborted();
    const { method, path, contentType, body } = request;
    const headers = {
      authorization: `${schemeOf(apiKey)} ${apiKey}`,
      accept: 'application/json, text/plain, */*',
      ...(contentType !== undefined && { 'content-type': contentType }),
    };
    const url = `${baseUrl}/v2${path}`;
    try {
      return await transport({ method, url, headers, ...(body && { body }) }, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      // The cause could name the request with its headers, so only its words are kept.
      const words = mask(error instanceof Error ? error.message : String(error));
      const request = `${method} ${path}`;
      throw new OriginError(`${new URL(url).host} gave no answer: ${words}`, { request });
    }
  };

  const fetchBytes: ApiClient['fetchBytes'] = async (request) => {
    for (let tries = 1; ; tries++) {
      const response = await queue(() => attempt(request));
      const pause = pauseAfter(request.method, response, tries);
      if (pause === undefined) return bodyOf(request, response, mask);
      onWait?.(pause);
      await sleep(pause, signal);
    }
  };
  return { fetchBytes, send: async (request) => textOf(await fetchBytes(request)) };
}

/** API keys are UUIDs; anything else is an OAuth access token (make-app-format.md §2.2). */
const schemeOf = (key: string): string =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(key) ? 'Token' : 'Bearer';

const textOf = (body: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);

function bodyOf(
  { method, path }: ApiRequest,
  { status, body }: HttpResponse,
  mask: (text: string) => string,
): Uint8Array {
  if (status >= 200 && status < 300) return body;
  const said = messageOfBody(textOf(body), mask);
  throw new OriginError(said === '' ? `status ${status}` : `${said} (status ${status})`, {
    status,
    request: `${method} ${path}`,
  });
}
