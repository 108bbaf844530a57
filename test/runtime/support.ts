import type { HttpRequest, HttpResponse } from '../../scripts/core/http.ts';
import type { Json } from '../../scripts/core/json.ts';
import type {
  ConnectionComponent,
  EndpointComponent,
  FunctionComponent,
  Manifest,
  ModuleComponent,
  ModuleType,
  RpcComponent,
  WebhookComponent,
} from '../../scripts/manifest/manifest.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import type { RunOptions } from '../../scripts/runtime/options.ts';
import type { Transport } from '../../scripts/runtime/transport.ts';

/** The Base of most examples: an address, a key in a header, and a message from the answer. */
export const BASE: Json = {
  baseUrl: 'https://shop.example/api',
  headers: { authorization: 'Key {{connection.key}}' },
  response: { error: { message: '({{statusCode}}) {{body.fault.text}}' } },
};

export const KEY = { key: 'k-1' };

type Named<T> = Readonly<Record<string, T>>;

/** The parts of an app a test cares about. */
export interface AppParts {
  readonly base?: Json;
  readonly common?: Json;
  readonly modules?: Named<Partial<ModuleComponent> & { readonly sections: ModuleComponent['sections'] }>;
  readonly rpcs?: Named<Json>;
  readonly endpoints?: Named<Json>;
  readonly connections?: Named<Partial<ConnectionComponent> & { readonly sections: ConnectionComponent['sections'] }>;
  readonly webhooks?: Named<Partial<WebhookComponent> & { readonly sections: WebhookComponent['sections'] }>;
  readonly functions?: readonly string[];
}

const none = { connection: null, altConnection: null };

function mapped<A, B>(parts: Named<A> | undefined, make: (name: string, part: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(parts ?? {}).map(([name, part]) => [name, make(name, part)]));
}

export function manifestOf(parts: AppParts): Manifest {
  return {
    app: {
      name: 'shop',
      label: 'Shop',
      description: '',
      version: 1,
      theme: '#112233',
      language: 'en',
      audience: 'global',
      countries: null,
    },
    sections: { base: parts.base ?? BASE, common: parts.common ?? {} },
    modules: mapped(
      parts.modules,
      (name, part): ModuleComponent => ({
        kind: 'module',
        name,
        label: name,
        description: name,
        moduleType: 'action',
        ...none,
        ...part,
      }),
    ),
    rpcs: mapped(
      parts.rpcs,
      (name, communication): RpcComponent => ({ kind: 'rpc', name, label: name, ...none, sections: { communication } }),
    ),
    endpoints: mapped(
      parts.endpoints,
      (name, communication): EndpointComponent => ({
        kind: 'endpoint',
        name,
        label: name,
        description: name,
        sections: { communication },
      }),
    ),
    connections: mapped(
      parts.connections,
      (name, part): ConnectionComponent => ({
        kind: 'connection',
        name,
        label: name,
        connectionType: 'basic',
        ...part,
      }),
    ),
    webhooks: mapped(
      parts.webhooks,
      (name, part): WebhookComponent => ({
        kind: 'webhook',
        name,
        label: name,
        webhookType: 'web',
        ...none,
        ...part,
      }),
    ),
    functions: Object.fromEntries(
      (parts.functions ?? []).map((name): [string, FunctionComponent] => [
        name,
        { kind: 'function', name, sections: { code: '', test: '' } },
      ]),
    ),
  };
}

/** An answer of the stubbed API: a JSON body with status 200, or the parts of a response. */
export type Stub =
  | {
      readonly body?: unknown;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly raw?: string | Uint8Array;
    }
  | Error;

export const answer = (body: unknown, status = 200): Stub => ({ body, status });

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HttpRequest['headers'];
  readonly text: string | undefined;
}

/** A transport that gives the stubs in order, the last again and again, and keeps what was sent. */
export function stubbed(stubs: readonly Stub[]): { readonly transport: Transport; readonly sent: SentRequest[] } {
  const sent: SentRequest[] = [];
  const transport: Transport = async ({ method, url, headers, body }) => {
    const stub = stubs[Math.min(sent.length, stubs.length - 1)] ?? { body: {} };
    sent.push({ method, url, headers, text: body && Buffer.from(body).toString('utf8') });
    if (stub instanceof Error) throw stub;
    return responseOf(stub);
  };
  return { transport, sent };
}

export function responseOf(stub: Exclude<Stub, Error>): HttpResponse {
  const { body, status = 200, headers, raw } = stub;
  const text = raw ?? (body === undefined ? '' : JSON.stringify(body));
  return {
    status,
    headers: { ...(raw === undefined && body !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: typeof text === 'string' ? Buffer.from(text) : text,
  };
}

export interface Case {
  readonly type?: ModuleType;
  readonly steps: Json;
  readonly base?: Json;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly answers?: readonly Stub[];
  readonly options?: RunOptions;
  readonly parts?: AppParts;
  readonly sections?: ModuleComponent['sections'];
}

/** Runs a module made of the given steps. */
export async function runSteps({
  type = 'action',
  steps,
  base,
  input = {},
  answers = [],
  options,
  parts,
  sections,
}: Case) {
  const { transport, sent } = stubbed(answers);
  const manifest = manifestOf({
    ...(base !== undefined && { base }),
    ...parts,
    modules: { probe: { moduleType: type, sections: { communication: steps, ...sections } } },
  });
  const app = loadApp(manifest, { connection: KEY, skipValidation: true, now: '2026-03-01T12:00:00Z' });
  const execution = await app.execute('probe', input, { transport, ...options });
  return { ...execution, sent };
}

/** The address of each request, without the host of `BASE`. */
export const paths = (sent: readonly SentRequest[]): string[] =>
  sent.map(
    ({ method, url }) => `${method === 'GET' ? '' : `${method} `}${url.replace('https://shop.example/api', '')}`,
  );
