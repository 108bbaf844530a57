import { randomUUID } from 'node:crypto';
import type { HttpHandler, HttpRequest, HttpResponse } from '../core/http.ts';
import { isPlainObject } from '../core/json.ts';
import type { App, Execution } from '../runtime/app.ts';
import type { IncomingRequest } from '../runtime/options.ts';
import { ownHeaders } from '../runtime/wire-request.ts';

/** What is stored of one webhook between commands: made by attach, used by update, detach and receive. */
export interface HookState {
  readonly id: string;
  readonly url: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** One delivery that reached a webhook, and what its communication made of it. */
export interface Delivery {
  readonly webhook: string;
  readonly request: IncomingRequest;
  readonly bundles: readonly unknown[];
}

/** One request that reached a webhook, whatever came of it. */
export interface Arrival {
  readonly webhook: string;
  readonly request: IncomingRequest;
  readonly execution: Execution;
  readonly status: number;
}

/** What may be known of a webhook before it is open. */
export interface KnownHook {
  /** What an earlier attach stored: its id is kept; its address is gone. */
  readonly state?: unknown;
  readonly parameters?: unknown;
}

interface OpenHook {
  readonly webhook: string;
  readonly state: HookState;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Plays Make's side of webhooks: gives out addresses, and answers what arrives there through the app. */
export class HookService {
  readonly #app: App;
  readonly #hooks = new Map<string, OpenHook>();
  readonly #listeners: ((arrival: Arrival) => void)[] = [];

  constructor(app: App) {
    this.#app = app;
  }

  /** Answers a request to any of the open addresses; 410 at one that is not open. */
  readonly handler: HttpHandler = (request) => this.#receive(request);

  /** Makes an address answer for a webhook. */
  open(webhook: string, { base, state, parameters }: KnownHook & { readonly base: string }): HookState {
    const id = isPlainObject(state) && typeof state.id === 'string' ? state.id : randomUUID();
    const url = `${base}/${encodeURIComponent(id)}`;
    const opened = { id, url };
    this.reopen(webhook, opened, parameters);
    return opened;
  }

  /** Answers again at the address that an earlier attach registered. */
  reopen(webhook: string, state: HookState, parameters?: unknown): void {
    this.#hooks.set(pathOf(state.url), { webhook, state, ...(isPlainObject(parameters) && { parameters }) });
  }

  /** Keeps what attach or update saved, so that later deliveries see it. */
  update(state: HookState): void {
    const hook = this.#hooks.get(pathOf(state.url));
    if (hook) this.#hooks.set(pathOf(state.url), { ...hook, state });
  }

  close(url: string): void {
    this.#hooks.delete(pathOf(url));
  }

  /** Hears of every request to an open address, bundles or none. */
  onArrival(listener: (arrival: Arrival) => void): void {
    this.#listeners.push(listener);
  }

  /** Hears of requests that gave bundles. */
  onDelivery(listener: (delivery: Delivery) => void): void {
    this.onArrival(({ webhook, request, execution: { outcome } }) => {
      if (outcome && outcome.bundles.length > 0) listener({ webhook, request, bundles: outcome.bundles });
    });
  }

  async #receive(request: HttpRequest): Promise<HttpResponse> {
    if (!URL.canParse(request.url)) return textResponse(400, 'The address of the request cannot be read.');
    const hook = this.#hooks.get(pathOf(request.url));
    if (!hook) return textResponse(410, 'There is no webhook at this address.');
    const incoming = incomingRequest(request);
    const { webhook, state, parameters } = hook;
    const execution = await this.#app.execute(`webhooks.${webhook}.receive`, incoming, {
      state,
      ...(parameters && { hookParameters: parameters }),
    });
    const { outcome, report } = execution;
    const reply = outcome?.reply ?? textResponse(500, report.error?.message ?? 'The webhook gave no answer.');
    for (const listener of this.#listeners) listener({ webhook, request: incoming, execution, status: reply.status });
    return { ...reply, headers: ownHeaders(reply.headers) };
  }
}

/** An address apart from its query and from what stands in for its host. */
const pathOf = (url: string): string => new URL(url).pathname;

/** Query values repeat as lists; the body stays bytes, its content type says how to read it. */
function incomingRequest({ method, url, headers, body }: HttpRequest): IncomingRequest {
  const { searchParams } = new URL(url);
  const query = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
  return { method, query, headers, ...(body && { body }) };
}

const textResponse = (status: number, text: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode(text),
});
