import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import type { HttpHeaders, HttpRequest, HttpResponse } from '../core/http.ts';
import { isLocalHost } from './local-address.ts';
import type { Transport, TransportOptions } from './transport.ts';

export interface LiveTransportOptions {
  /** Refuses hosts whose name resolves to an address of this machine or a private network. */
  readonly refuseLocalAddresses?: boolean;
}

/** A transport over the network that can be closed. */
export interface LiveTransport {
  readonly transport: Transport;
  close(): Promise<void>;
}

/** Sends requests over the network by undici, which is loaded with the first of them. Redirects and timeouts are the runtime's. */
export function createLiveTransport(options: LiveTransportOptions = {}): LiveTransport {
  const agents = new Map<string, Promise<Dispatcher>>();
  const agentFor = (ca: string | undefined): Promise<Dispatcher> => {
    const key = ca ?? '';
    const found = agents.get(key) ?? createAgent(ca, options);
    agents.set(key, found);
    return found;
  };
  return {
    transport: async (request, given) => send(await agentFor(given?.ca), request, given),
    close: async () => {
      for (const agent of agents.values()) await (await agent).close();
      agents.clear();
    },
  };
}

async function createAgent(
  ca: string | undefined,
  { refuseLocalAddresses }: LiveTransportOptions,
): Promise<Dispatcher> {
  const [{ Agent }, { rootCertificates }] = await Promise.all([import('undici'), import('node:tls')]);
  return new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
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

async function send(
  dispatcher: Dispatcher,
  request: HttpRequest,
  options: TransportOptions | undefined,
): Promise<HttpResponse> {
  const [, scheme = '', user, host = '', target = ''] =
    /^(https?:\/\/)(?:([^/?#]*)@)?([^/?#]*)([^#]*)/i.exec(request.url) ?? [];
  const { statusCode, headers, body } = await dispatcher.request({
    origin: `${scheme}${host}`,
    path: wirePath(target, request.url),
    method: request.method as Dispatcher.HttpMethod, // Any verb goes; undici's type lists the usual ones.
    headers: { ...authorizationOf(user), ...mutableHeaders(request.headers) },
    body: request.body === undefined ? null : Buffer.from(request.body),
    ...(options?.signal && { signal: options.signal }),
  });
  const known = Object.entries(headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined);
  return { status: statusCode, headers: Object.fromEntries(known), body: new Uint8Array(await body.arrayBuffer()) };
}

/** Name and password written before the host travel in a header. */
function authorizationOf(user: string | undefined): Record<string, string> {
  return user === undefined ? {} : { authorization: `Basic ${Buffer.from(decodedOrKept(user)).toString('base64')}` };
}

function decodedOrKept(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const mutableHeaders = (headers: HttpHeaders): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );

/** The path exactly as written, unless it holds what no request line can: then as a URL parser writes it. */
function wirePath(target: string, url: string): string {
  const path = target.startsWith('/') ? target : `/${target}`;
  if (/^[\x21-\x7E]*$/.test(path)) return path;
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}
