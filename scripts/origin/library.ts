import { Make } from '@makehq/sdk';
import type { ComponentKind } from '../manifest/manifest.ts';
import type { AppAddress } from './addresses.ts';
import type { ApiRequest, Send } from './client.ts';
import type { MetadataBody } from './metadata.ts';

/** What Make's own client library offers for custom apps. */
export type Library = Make['sdk'];

/**
 * Make's own client library, its requests sent our way: two at once, with pauses, a signal and masked errors. The key
 * stays with `send`. So does every failure: the library would pass over details that come as a list and take a
 * redirect for success.
 */
export const openLibrary = (send: Send): Library => new QueuedMake(send).sdk;

/** Nothing is sent there: only the path behind it is read. */
const HOST = 'library.invalid';
const PREFIX = `https://${HOST}/api/v2`;
const encoder = new TextEncoder();

class QueuedMake extends Make {
  readonly #send: Send;

  constructor(send: Send) {
    super('', HOST);
    this.#send = send;
  }

  protected override async handleRequest(url: string, { method, headers, body }: RequestInit = {}): Promise<Response> {
    const contentType = new Headers(headers).get('content-type');
    const bytes = typeof body === 'string' ? encoder.encode(body) : body instanceof Uint8Array ? body : undefined;
    const answer = await this.#send({
      method: (method ?? 'GET') as ApiRequest['method'], // the library sends no other
      path: url.slice(PREFIX.length),
      ...(bytes && contentType !== null && { contentType }),
      ...(bytes && { body: bytes }),
    });
    // The library reads members of what is said to be JSON, so only a collection may be.
    const type = answer.trimStart().startsWith('{') && isJson(answer) ? 'application/json' : 'text/plain';
    return new Response(answer, { headers: { 'content-type': type } });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What the library does with the components of one kind. */
export interface ComponentCalls {
  readonly get: (name: string) => Promise<unknown>;
  readonly create: (body: MetadataBody) => Promise<unknown>;
  readonly update: (name: string, body: MetadataBody) => Promise<unknown>;
  readonly delete: (name: string) => Promise<void>;
  /** `section` is the last part of its address. */
  readonly write: (name: string, section: string, text: string) => Promise<unknown>;
}

/** The library by kind of component, for one app. It puts names into addresses as they are, so they are escaped here. */
export function componentCalls(
  library: Library,
  { appId, appVersion }: AppAddress,
  kind: ComponentKind,
): ComponentCalls {
  switch (kind) {
    case 'connection':
    case 'webhook':
      return sharedCalls(kind === 'connection' ? library.connections : library.webhooks, appId);
    case 'module':
      return versionedCalls(library.modules, appId, appVersion);
    case 'rpc':
      return versionedCalls(library.rpcs, appId, appVersion);
    case 'endpoint':
      return versionedCalls(library.endpoints, appId, appVersion);
    case 'function':
      return functionCalls(library.functions, appId, appVersion);
  }
}

type Part = string | number;

/** The methods of the library this needs: its own types know fewer members and sections than the API takes and it sends. */
interface Editing {
  get(...address: readonly Part[]): Promise<unknown>;
  create(...given: readonly unknown[]): Promise<unknown>;
  update(...given: readonly unknown[]): Promise<unknown>;
  delete(...address: readonly Part[]): Promise<void>;
  setSection(...given: readonly unknown[]): Promise<unknown>;
}

const escaped = encodeURIComponent;

function sharedCalls(given: Library['connections'] | Library['webhooks'], app: string): ComponentCalls {
  const calls = given as unknown as Editing; // see Editing
  return {
    get: (name) => calls.get(escaped(name)),
    create: (body) => calls.create(app, body),
    update: (name, body) => calls.update(escaped(name), body),
    delete: (name) => calls.delete(escaped(name)),
    write: (name, section, text) => calls.setSection(escaped(name), section, text),
  };
}

function versionedCalls(
  given: Library['modules'] | Library['rpcs'] | Library['endpoints'],
  ...app: readonly [name: string, version: number]
): ComponentCalls {
  const calls = given as unknown as Editing; // see Editing
  return {
    get: (name) => calls.get(...app, escaped(name)),
    create: (body) => calls.create(...app, body),
    update: (name, body) => calls.update(...app, escaped(name), body),
    delete: (name) => calls.delete(...app, escaped(name)),
    write: (name, section, text) => calls.setSection(...app, escaped(name), section, text),
  };
}

/** A custom function has code and tests, and no metadata to update. */
function functionCalls(functions: Library['functions'], app: string, version: number): ComponentCalls {
  return {
    get: (name) => functions.get(app, version, escaped(name)),
    create: ({ name }) => functions.create(app, version, { name: String(name) }),
    update: async () => undefined,
    delete: (name) => functions.delete(app, version, escaped(name)),
    write: (name, section, text) => {
      if (section === 'test') return functions.setTest(app, version, escaped(name), text);
      return functions.setCode(app, version, escaped(name), text);
    },
  };
}
