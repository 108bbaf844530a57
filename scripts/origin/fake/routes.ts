import type { HttpResponse } from '../../core/http.ts';
import { isPlainObject } from '../../core/json.ts';
import { answerJson, Refusal } from './answer.ts';
import * as apps from './apps.ts';
import { checksumDocument } from './checksum-document.ts';
import * as components from './components.ts';
import type { Store, StoredApp, StoredComponent, VersionedKind } from './store.ts';
import { appOf, componentIn, noteChange, release, rollBack, sharedOf } from './store.ts';
import { readText, writeText } from './texts.ts';

/** A request that has been let in. */
export interface Call {
  readonly method: string;
  /** Address behind `/api/v2`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
  readonly store: Store;
  readonly withSuffix: boolean;
}

type Answer = (call: Call, ...parts: string[]) => HttpResponse;

const SHARED = { connections: 'connection', webhooks: 'webhook' } as const;
const VERSIONED = { modules: 'module', rpcs: 'rpc', functions: 'function', endpoints: 'endpoint' } as const;

/** Addresses, most particular first: "connections" is no app (make-app-format.md §2.3). */
const ROUTES: readonly (readonly [pattern: RegExp, answer: Answer])[] = [
  [/^\/sdk\/apps$/, allApps],
  [/^\/sdk\/apps\/(connections|webhooks)\/([^/]+)$/, sharedItem],
  [/^\/sdk\/apps\/(connections|webhooks)\/([^/]+)\/([^/]+)$/, sharedText],
  [/^\/sdk\/apps\/([^/]+)\/(connections|webhooks)$/, sharedCollection],
  [/^\/sdk\/apps\/([^/]+)\/(\d+)$/, oneApp],
  [/^\/sdk\/apps\/([^/]+)\/(\d+)\/(modules|rpcs|functions|endpoints)$/, versionedCollection],
  [/^\/sdk\/apps\/([^/]+)\/(\d+)\/(modules|rpcs|functions|endpoints)\/([^/]+)$/, versionedItem],
  [/^\/sdk\/apps\/([^/]+)\/(\d+)\/(modules|rpcs|functions|endpoints)\/([^/]+)\/([^/]+)$/, versionedText],
  [/^\/sdk\/apps\/([^/]+)\/(\d+)\/([a-zA-Z]+)(?:\/(\d+))?$/, appPart],
];

export function answerCall(call: Call): HttpResponse {
  for (const [pattern, answer] of ROUTES) {
    const match = pattern.exec(call.path);
    if (match) return answer(call, ...match.slice(1).map((part) => decodeURIComponent(part ?? '')));
  }
  throw notThere(call);
}

const notThere = ({ method, path }: Call): Refusal => new Refusal(404, `There is no ${method} ${path}.`);
const textIn = ({ body }: Call): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);

function jsonIn(call: Call): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(textIn(call));
    if (isPlainObject(value)) return value;
  } catch {}
  throw new Refusal(400, 'The body must be a JSON collection.');
}

function allApps(call: Call): HttpResponse {
  const { method, store, query, withSuffix } = call;
  if (method === 'POST') return apps.createApp(store, jsonIn(call), withSuffix);
  if (method !== 'GET') throw notThere(call);
  return answerJson({ apps: store.apps.map((app) => apps.withColumns(apps.appDocument(app), query)) });
}

function oneApp(call: Call, name = '', version = ''): HttpResponse {
  const { method, store, query } = call;
  const app = appOf(store, name, Number(version));
  if (method === 'GET') return answerJson({ app: apps.withColumns(apps.appDocument(app), query) });
  if (method === 'PATCH') return apps.patchApp(store, app, jsonIn(call));
  if (method === 'DELETE') return apps.deleteApp(store, app);
  throw notThere(call);
}

/** What stands directly below an app: its actions, its icon, its sections. */
function appPart(call: Call, name = '', version = '', part = ''): HttpResponse {
  const { method, store } = call;
  const app = appOf(store, name, Number(version));
  if (method === 'POST') return actOnApp(call, app, part);
  if (method === 'GET' && part === 'checksum') return answerJson(checksumDocument(store, app));
  if (method === 'GET' && part === 'icon') return apps.getIcon(app);
  if (method === 'PUT' && part === 'icon') return apps.putIcon(app, call.body);
  return textPart(call, { kind: 'app', name: app.name, texts: app.texts }, { app, api: part });
}

function actOnApp(call: Call, app: StoredApp, action: string): HttpResponse {
  const { store } = call;
  switch (action) {
    case 'public':
    case 'private':
      app.metadata = { ...app.metadata, public: action === 'public' };
      if (action === 'public') release(store, app);
      return answerJson({});
    case 'commit':
      return commit(call, app);
    case 'rollback':
      rollBack(store, app);
      return answerJson({});
    case 'clone':
      return apps.cloneApp(store, app, jsonIn(call));
  }
  throw notThere(call);
}

function commit(call: Call, app: StoredApp): HttpResponse {
  const { message, notify } = jsonIn(call);
  if (typeof message !== 'string' || message.length < 1 || message.length > 1000 || typeof notify !== 'boolean')
    throw new Refusal(400, 'The body is not valid.', ['"message" of 1 to 1000 characters and "notify" are needed.']);
  release(call.store, app);
  return answerJson({});
}

function sharedCollection(call: Call, app = '', plural = ''): HttpResponse {
  const { method, store } = call;
  const kind = SHARED[plural as keyof typeof SHARED]; // the route's pattern names no other
  appOf(store, app);
  if (method === 'GET') return components.listShared(store, kind, app);
  if (method === 'POST') return components.createShared(store, kind, { app, body: jsonIn(call) });
  throw notThere(call);
}

function sharedItem(call: Call, plural = '', name = ''): HttpResponse {
  const { method, store } = call;
  const kind = SHARED[plural as keyof typeof SHARED]; // the route's pattern names no other
  const component = sharedOf(store, kind, name);
  if (method === 'DELETE') return components.deleteShared(store, kind, name);
  return showOrPatch(call, component, appOf(store, component.app, component.ownerVersion));
}

function sharedText(call: Call, plural = '', name = '', api = ''): HttpResponse {
  const kind = SHARED[plural as keyof typeof SHARED]; // the route's pattern names no other
  const component = sharedOf(call.store, kind, name);
  return textPart(call, component, { app: appOf(call.store, component.app, component.ownerVersion), api });
}

function versionedCollection(call: Call, name = '', version = '', plural = ''): HttpResponse {
  const { method, store } = call;
  const kind = kindOf(plural);
  const app = appOf(store, name, Number(version));
  if (method === 'GET') return components.listComponents(kind, app.components[kind].values());
  if (method === 'POST') return components.createVersioned(store, app, kind, jsonIn(call));
  throw notThere(call);
}

function versionedItem(call: Call, name = '', version = '', plural = '', item = ''): HttpResponse {
  const kind = kindOf(plural);
  const app = appOf(call.store, name, Number(version));
  if (call.method === 'DELETE') return components.deleteVersioned(app, kind, item);
  if (call.method === 'POST' && kind === 'rpc') return tryRpc(call, app, item);
  return showOrPatch(call, componentIn(app, kind, item), app);
}

/** A trial run of an RPC reaches no API from here, so it gives an empty list once its body is right. */
function tryRpc(call: Call, app: StoredApp, item: string): HttpResponse {
  componentIn(app, 'rpc', item);
  const { data, schema } = jsonIn(call);
  if (!isPlainObject(data) || !Array.isArray(schema))
    throw new Refusal(400, 'The body is not valid.', ['"data", a collection, and "schema", an array, are needed.']);
  return answerJson([]);
}

function versionedText(call: Call, name = '', version = '', plural = '', item = '', api = ''): HttpResponse {
  const app = appOf(call.store, name, Number(version));
  const component = componentIn(app, kindOf(plural), item);
  const isSwitch = api === 'public' || api === 'private';
  if (call.method !== 'POST' || !isSwitch) return textPart(call, component, { app, api });
  component.metadata = { ...component.metadata, public: api === 'public' };
  return answerJson({});
}

const kindOf = (plural: string): VersionedKind => VERSIONED[plural as keyof typeof VERSIONED]; // the route's pattern names no other

function showOrPatch(call: Call, component: StoredComponent, app: StoredApp): HttpResponse {
  if (call.method === 'GET') return components.showComponent(component);
  if (call.method !== 'PATCH') throw notThere(call);
  const answer = components.patchComponent(call.store, component, jsonIn(call));
  noteChange(app, { group: component.kind, item: component.name, code: 'metadata' });
  return answer;
}

function textPart(
  call: Call,
  { kind, name, texts }: Pick<StoredComponent, 'name' | 'texts'> & { readonly kind: StoredComponent['kind'] | 'app' },
  { app, api }: { readonly app: StoredApp; readonly api: string },
): HttpResponse {
  const { method, contentType } = call;
  if (method === 'GET') return readText(kind, texts, api);
  if (method !== 'PUT') throw notThere(call);
  if (kind === 'app' && api === 'common' && app.metadata.approved === true)
    throw new Refusal(400, 'The common data of an approved app cannot be changed.');
  const note = () => noteChange(app, { group: kind, item: name, code: api });
  return writeText({ kind, texts, api, text: textIn(call), contentType }, note);
}
