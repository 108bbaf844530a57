import type { HttpHandler, HttpRequest, HttpResponse } from '../core/http.ts';
import { Refusal } from './fake/answer.ts';
import { countRequests, OverQuota, type Quota } from './fake/quota.ts';
import type { Call } from './fake/routes.ts';
import { answerCall } from './fake/routes.ts';
import type { Store } from './fake/store.ts';
import { createStore } from './fake/store.ts';

export type Scope = 'sdk-apps:read' | 'sdk-apps:write';

export interface FakeOriginOptions {
  /** What each API key may do. */
  readonly keys: Readonly<Record<string, readonly Scope[]>>;
  /** Whether the name of a new app gets a suffix, as it does at Make; on unless false. */
  readonly suffix?: boolean;
  /** Whether the account lacks custom functions: writing one is denied then. */
  readonly withoutFunctions?: boolean;
  /** How many requests the organisation may send in a minute (ASM-15); any number unless given. */
  readonly quota?: Quota;
}

/** A request as the stand-in got it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Address behind `/api/v2`, without query. */
  readonly path: string;
  readonly contentType: string | undefined;
  readonly bytes: number;
  readonly text: string;
  readonly status: number;
}

/** Requests that go wrong whatever they ask for. */
export interface Fault {
  readonly status: number;
  /** How many in a row; one by default. */
  readonly times?: number;
  /** Seconds, as the header has them. */
  readonly retryAfter?: number;
  readonly body?: string;
  readonly when?: (request: { readonly method: string; readonly path: string }) => boolean;
}

/** A stand-in for Make's API for custom apps, in memory and in this process (make-app-format.md §2.3, §2.8). */
export interface FakeOrigin {
  /** Answers requests to any host below `/api/v2`. */
  readonly handler: HttpHandler;
  readonly store: Store;
  /** Everything received so far, in order of its answers. */
  readonly received: readonly ReceivedRequest[];
  /** Makes the next matching requests fail. */
  fail(fault: Fault): void;
  /** Forgets what was received. */
  clear(): void;
}

export function createFakeOrigin(options: FakeOriginOptions): FakeOrigin {
  const store = createStore();
  const received: ReceivedRequest[] = [];
  const faults: { fault: Fault; left: number }[] = [];
  const count = countRequests(options.quota);

  const answer = (call: Call, authorization: string | undefined): HttpResponse => {
    const current = faults.find(({ fault, left }) => left > 0 && (fault.when?.(call) ?? true));
    if (current) {
      current.left--;
      return faultAnswer(current.fault);
    }
    count();
    authorize(call, authorization, options);
    return answerCall(call);
  };

  return {
    store,
    received,
    fail: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    clear: () => void received.splice(0),
    handler: async (request, given) => {
      given?.signal?.throwIfAborted();
      const call = callOf(request, store, options);
      const response = settle(() => answer(call, headerOf(request, 'authorization')));
      const { method, path, contentType, body } = call;
      const text = new TextDecoder().decode(body);
      received.push({ method, path, contentType, bytes: body.length, text, status: response.status });
      return response;
    },
  };
}

function settle(answer: () => HttpResponse): HttpResponse {
  try {
    return answer();
  } catch (error) {
    if (error instanceof OverQuota) return withRetryAfter(error.answer, error.retryAfter);
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

const withRetryAfter = (answer: HttpResponse, seconds: number | undefined): HttpResponse =>
  seconds === undefined ? answer : { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };

const PREFIX = '/api/v2';

function callOf(request: HttpRequest, store: Store, { suffix = true }: FakeOriginOptions): Call {
  const url = new URL(request.url);
  const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : '';
  return {
    method: request.method.toUpperCase(),
    path,
    query: url.searchParams,
    contentType: headerOf(request, 'content-type'),
    body: request.body ?? new Uint8Array(),
    store,
    withSuffix: suffix,
  };
}

function headerOf({ headers }: HttpRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** A key comes as `Token`, an OAuth token as `Bearer` (make-app-format.md §2.2). */
function authorize(call: Call, authorization: string | undefined, options: FakeOriginOptions): void {
  const [, key = ''] = /^(?:Token|Bearer) (\S+)$/.exec(authorization ?? '') ?? [];
  const scopes = Object.hasOwn(options.keys, key) ? options.keys[key] : undefined;
  if (!scopes) throw new Refusal(401, 'The API key is not valid.');
  const needed: Scope = call.method === 'GET' ? 'sdk-apps:read' : 'sdk-apps:write';
  if (!scopes.includes(needed)) throw new Refusal(403, `The API key lacks the scope ${needed}.`);
  const writesFunction = call.method !== 'GET' && /\/\d+\/functions(\/|$)/.test(call.path);
  if (options.withoutFunctions && writesFunction) throw new Refusal(403, 'Access denied.');
}

function faultAnswer({ status, retryAfter, body }: Fault): HttpResponse {
  const { answer } = new Refusal(status, `A fault with status ${status}.`);
  return {
    ...withRetryAfter(answer, retryAfter),
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  };
}
