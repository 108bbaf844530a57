import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import type { HttpRequest, HttpResponse } from '../core/http.ts';
import { DEFAULT_TIMEOUT, MAX_ANSWER_BYTES } from './limits.ts';
import { isLocalHost } from './local-address.ts';
import type { Transport, TransportOptions } from './transport.ts';
import { AnswerReader } from './wire-answer.ts';
import { wireHeaders, wirePath } from './wire-request.ts';

export interface LiveTransportOptions {
  /** Refuses hosts whose name resolves to an address of this machine or a private network. */
  readonly refuseLocalAddresses?: boolean;
  /** Longest body taken from an answer. */
  readonly maxBytes?: number;
}

/** A transport over the network that can be closed. */
export interface LiveTransport {
  readonly transport: Transport;
  close(): Promise<void>;
}

/** Sends requests over the network by undici, which is loaded with the first of them. Redirects and timeouts are the runtime's. */
export function createLiveTransport(options: LiveTransportOptions = {}): LiveTransport {
  const { maxBytes = MAX_ANSWER_BYTES } = options;
  const agents = new Map<string, Promise<Dispatcher>>();
  /** The agent without an extra authority, once there is one: almost every request is for it. */
  let usual: Dispatcher | undefined;
  const agentFor = async (ca = ''): Promise<Dispatcher> => {
    const made = agents.get(ca) ?? createAgent(ca, options);
    agents.set(ca, made);
    const agent = await made;
    if (ca === '' && agents.get(ca) === made) usual = agent; // Unless it was closed meanwhile.
    return agent;
  };
  return {
    transport: (request, given) => {
      const agent = given?.ca === undefined ? usual : undefined;
      if (agent) return send(agent, { request, given, maxBytes });
      return agentFor(given?.ca).then((ready) => send(ready, { request, given, maxBytes }));
    },
    close: async () => {
      const open = [...agents.values()];
      agents.clear();
      usual = undefined;
      for (const agent of open) await (await agent).destroy();
    },
  };
}

async function createAgent(ca: string, { refuseLocalAddresses }: LiveTransportOptions): Promise<Dispatcher> {
  const [{ Agent }, { rootCertificates }] = await Promise.all([import('undici'), import('node:tls')]);
  return new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: DEFAULT_TIMEOUT,
      ...(ca !== '' && { ca: [...rootCertificates, ca] }),
      ...(refuseLocalAddresses && { lookup: await publicLookup() }),
    },
  });
}

/** Resolves names and refuses when any of the answers is local: all of them must be public (runtime.md §4.5). */
async function publicLookup(): Promise<LookupFunction> {
  const { lookup } = await import('node:dns');
  return (hostname: string, options: LookupOptions, callback: Parameters<LookupFunction>[2]) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const local = addresses?.find(({ address }) => isLocalHost(address));
      const refusal =
        local && new Error(`${hostname} resolves to the local address ${local.address}, which the platform refuses.`);
      if (error ?? refusal) callback(error ?? refusal ?? null, []);
      else if (options.all) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
    });
  };
}

interface Sending {
  readonly request: HttpRequest;
  readonly given: TransportOptions | undefined;
  readonly maxBytes: number;
}

/** By `dispatch` and not by undici's `request`, whose stream and signal cost as much as the rest of a request. */
function send(agent: Dispatcher, { request, given, maxBytes }: Sending): Promise<HttpResponse> {
  const { url, method, headers, body } = request;
  const [, scheme = '', user, host = '', target = ''] =
    /^(https?:\/\/)(?:([^/?#]*)@)?([^/?#]*)([^#]*)/i.exec(url) ?? [];
  return new Promise((resolve, reject) => {
    const reader = new AnswerReader(resolve, reject, maxBytes);
    if (given) listenForAbort(given, reader);
    agent.dispatch(
      {
        origin: scheme + host,
        path: wirePath(target, url),
        method: method as Dispatcher.HttpMethod, // Any verb goes; undici's type lists the usual ones.
        headers: wireHeaders(headers, user),
        body: body === undefined ? null : bufferOf(body),
      },
      reader,
    );
  });
}

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Whoever offers `onAbort` is spared the cost of a signal. */
function listenForAbort(options: TransportOptions, reader: AnswerReader): void {
  if (options.onAbort) options.onAbort((reason) => reader.abort(reason));
  else if (options.signal) listenToSignal(options.signal, reader);
}

function listenToSignal(signal: AbortSignal, reader: AnswerReader): void {
  const onAbort = (): void => reader.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  reader.onSettled = () => signal.removeEventListener('abort', onAbort);
}
