import type { ComponentEntry, MakecomappFile, OriginEntry } from '../../../scripts/manifest/types.generated.ts';
import type { DeployProject } from '../../../scripts/origin/deploy-options.ts';
import { createFakeOrigin, type FakeOrigin, type FakeOriginOptions } from '../../../scripts/origin/fake-origin.ts';
import type { PullProject } from '../../../scripts/origin/pull-session.ts';

export const KEY = '0b7c5a52-8f0e-4d0f-9f5e-6f7a30c1d2e4';
export const READ_KEY = '7d1f4c9e-0000-4000-8000-31415926aaaa';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A project in memory: what a folder holds, and every state of the origin that was kept. */
export interface MemoryProject extends DeployProject, PullProject {
  readonly files: Map<string, string>;
  document: MakecomappFile;
  readonly saved: OriginEntry[];
}

export function memoryProject(document: MakecomappFile, files: Readonly<Record<string, string>> = {}): MemoryProject {
  const texts = new Map(Object.entries(files));
  const project: MemoryProject = {
    document,
    files: texts,
    saved: [],
    read: async (path) => (texts.has(path) ? encoder.encode(texts.get(path)) : undefined),
    write: async (path, bytes) => void texts.set(path, decoder.decode(bytes)),
    exists: async (path) => [...texts.keys()].some((known) => known === path || known.startsWith(`${path}/`)),
    saveOrigin: async (origin) => void project.saved.push(origin),
    save: async (changed, origin) => {
      project.document = changed;
      project.saved.push(origin);
    },
  };
  return project;
}

/** The origin as last kept. */
export const keptOrigin = ({ saved }: MemoryProject, otherwise: OriginEntry): OriginEntry => saved.at(-1) ?? otherwise;

/** A component's entry and files, from its sections. */
function component(
  folder: string,
  metadata: Omit<ComponentEntry, 'codeFiles'>,
  sections: Readonly<Record<string, string>>,
): { readonly entry: ComponentEntry; readonly files: Readonly<Record<string, string>> } {
  const path = (section: string): string => `${folder}/${section}.txt`;
  return {
    entry: { ...metadata, codeFiles: Object.fromEntries(Object.keys(sections).map((key) => [key, path(key)])) },
    files: Object.fromEntries(Object.entries(sections).map(([key, text]) => [path(key), text])),
  };
}

/** A small app with a component of every kind. */
export function harbour(): MemoryProject {
  const quay = component(
    'connections/quay',
    { label: 'Quay', connectionType: 'basic' },
    { communication: '{\n    // Who is it?\n    "url": "/me"\n}\n', params: '[]\n', common: '{ }\n' },
  );
  const arrivals = component(
    'webhooks/arrivals',
    { label: 'Arrivals', webhookType: 'web', connection: 'quay', altConnection: null },
    { communication: '{ "output": "{{body}}" }\n', attach: '{ }\n', requiredScope: '[]\n' },
  );
  const getShip = component(
    'modules/get-ship',
    {
      ...{ label: 'Get a Ship', description: 'Reads a ship.', moduleType: 'action', actionCrud: 'read' },
      ...{ connection: 'quay', altConnection: null },
    },
    {
      communication: '{\n    "url": "/ships/{{parameters.id}}"\n}\n',
      mappableParams: '[{"name":"id","type":"text"}]',
      scope: '[]\n',
    },
  );
  const watchArrivals = component(
    'modules/watch-arrivals',
    {
      ...{ label: 'Watch Arrivals', description: 'Fires when a ship arrives.', moduleType: 'instant_trigger' },
      ...{ connection: null, altConnection: null, webhook: 'arrivals' },
    },
    { communication: '{ }\n', samples: '{ "ship": "Möwe" }\n' },
  );
  const callApi = component(
    'modules/call-api',
    {
      ...{ label: 'Make an API Call', description: 'Calls anything.', moduleType: 'universal' },
      ...{ connection: 'quay', altConnection: null },
    },
    { communication: '{ "url": "/{{parameters.url}}" }\n' },
  );
  const listBerths = component(
    'rpcs/list-berths',
    { label: 'List Berths', connection: 'quay', altConnection: null },
    { communication: '{ "url": "/berths" }\n', params: '[]\n' },
  );
  const padTonnage = component(
    'functions/pad-tonnage',
    {},
    {
      code: 'function padTonnage(tons, width) {\n    return String(tons).padStart(width);\n}\n',
      test: '// No tests yet.\n',
    },
  );
  const findShip = component(
    'endpoints/find-ship',
    { label: 'Find a Ship', description: 'Finds by name.', attachedAccounts: ['quay'] },
    { communication: '{ "url": "/ships" }\n', inputParameters: '[]\n', context: 'Ships are found by *name*.\n' },
  );
  const all = [quay, arrivals, getShip, watchArrivals, callApi, listBerths, padTonnage, findShip];
  return memoryProject(
    {
      fileVersion: 1,
      generalCodeFiles: { base: 'base.json', common: null, readme: 'README.md', groups: 'groups.json' },
      components: {
        connection: { quay: quay.entry },
        webhook: { arrivals: arrivals.entry },
        module: { getShip: getShip.entry, watchArrivals: watchArrivals.entry, callApi: callApi.entry },
        rpc: { listBerths: listBerths.entry },
        function: { padTonnage: padTonnage.entry },
        endpoint: { findShip: findShip.entry },
      },
      origins: [],
    },
    Object.assign(
      {
        'base.json': '{\n    "baseUrl": "https://harbour.example" // production\n}\n',
        'README.md': '# Harbour\n',
        'groups.json': '[\n    { "label": "Ships", "modules": ["getShip"] }\n]\n',
      },
      ...all.map(({ files }) => files),
    ),
  );
}

/** Make with one empty app, and the origin entry that leads there. */
export async function openMake(
  options: Partial<FakeOriginOptions> = {},
): Promise<{ readonly make: FakeOrigin; readonly origin: OriginEntry }> {
  const keys = { [KEY]: ['sdk-apps:read', 'sdk-apps:write'], [READ_KEY]: ['sdk-apps:read'] } as const;
  const make = createFakeOrigin({ keys, suffix: false, ...options });
  await createApp(make, 'harbour');
  make.clear();
  return {
    make,
    origin: {
      label: 'Test',
      baseUrl: 'https://eu1.make.example/api',
      appId: 'harbour',
      appVersion: 1,
      apikeyFile: 'key',
    },
  };
}

/** Makes an app, or another version of one. */
export async function createApp(make: FakeOrigin, name: string, version = 1): Promise<Record<string, unknown>> {
  const { status, json } = await call(make, 'POST', '/sdk/apps', {
    ...{ name, version, label: 'Harbour', theme: '#004488', language: 'en', audience: 'global' },
  });
  if (status !== 200) throw new Error(JSON.stringify(json));
  return json.app as Record<string, unknown>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the answer holds.
  readonly json: any;
}

/** Sends one request as any client might. */
export async function call(
  make: FakeOrigin,
  method: string,
  path: string,
  body?: unknown,
  { contentType = 'application/json', key = KEY }: { readonly contentType?: string; readonly key?: string } = {},
): Promise<Answer> {
  const sent = body === undefined ? undefined : encoder.encode(typeof body === 'string' ? body : JSON.stringify(body));
  const response = await make.handler({
    method,
    url: `https://eu1.make.example/api/v2${path}`,
    headers: { authorization: `Token ${key}`, ...(sent && { 'content-type': contentType }) },
    ...(sent && { body: sent }),
  });
  const text = decoder.decode(response.body);
  const isJson = String(response.headers['content-type']).startsWith('application/json;');
  return { status: response.status, text, json: isJson ? JSON.parse(text) : undefined };
}

/** Requests that change something, as "METHOD path". */
export const writesTo = (make: FakeOrigin): string[] =>
  make.received.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
