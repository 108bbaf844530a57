import type { HttpResponse } from '../../core/http.ts';
import { isPlainObject } from '../../core/json.ts';
import { answerJson, Refusal } from './answer.ts';
import { CREATION, PATCHES, readBody } from './bodies.ts';
import type { ComponentKind, Metadata, Store, StoredApp, StoredComponent, VersionedKind } from './store.ts';
import { appOf, blankTexts, componentIn, isReleased, noteChange, sharedOf } from './store.ts';

/** Keys of one component and of many in answers (make-app-format.md §2.3). */
const ONE = {
  connection: 'appConnection',
  webhook: 'appWebhook',
  module: 'appModule',
  rpc: 'appRpc',
  function: 'appFunction',
  endpoint: 'appEndpoint',
} as const satisfies Readonly<Record<ComponentKind, string>>;

const answerOne = (component: StoredComponent): HttpResponse =>
  answerJson({ [ONE[component.kind]]: documentOf(component) });

const documentOf = ({ kind, name, metadata, texts }: StoredComponent): Metadata => ({
  name,
  ...metadata,
  ...(kind === 'function' && { args: argumentsIn(texts.get('code') ?? '') }),
});

/** The argument list of a function as its code declares it. */
const argumentsIn = (code: string): string => /function\s+\w+\s*(\([^)]*\))/.exec(code)?.[1] ?? '()';

export const listComponents = (kind: ComponentKind, components: Iterable<StoredComponent>): HttpResponse =>
  answerJson({ [`${ONE[kind]}s`]: [...components].map(documentOf) });

export const listShared = ({ shared }: Store, kind: 'connection' | 'webhook', app: string): HttpResponse =>
  listComponents(
    kind,
    [...shared[kind].values()].filter((component) => component.app === app),
  );

/** Creates a connection or webhook. Its name is the server's to give; one in the body is passed over. */
export function createShared(
  store: Store,
  kind: 'connection' | 'webhook',
  { app, body }: { readonly app: string; readonly body: unknown },
): HttpResponse {
  const owner = appOf(store, app);
  const { name: _, ...given } = isPlainObject(body) ? body : { body };
  const metadata = readBody(given, CREATION[kind], store);
  const names = store.shared[kind];
  const name = freeName(app, (taken) => names.has(taken));
  // Template types are kept as one of the two there are (ASM-01).
  const type = kind === 'webhook' ? metadata.type : String(metadata.type).startsWith('oauth') ? 'oauth' : 'basic';
  const bound = kind === 'webhook' ? { connection: null, altConnection: null } : {};
  const component = {
    ...{ kind, name, app, ownerVersion: owner.version, texts: blankTexts(kind) },
    metadata: { ...bound, ...metadata, type, appVersion: owner.version },
  };
  names.set(name, component);
  return answerOne(component);
}

/** The app's name for the first, then with 2, 3, … behind it (make-app-format.md §1.8). */
function freeName(app: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(app)) return app;
  let index = 2;
  while (isTaken(`${app}${index}`)) index++;
  return `${app}${index}`;
}

const INITIAL: Readonly<Record<VersionedKind, Metadata>> = {
  module: {
    ...{ description: '', crud: null, connection: null, altConnection: null, webhook: null },
    ...{ public: false, approved: false },
  },
  rpc: { connection: null, altConnection: null },
  function: {},
  endpoint: {
    ...{ description: '', context: null, annotations: null, attachedAccounts: [], schemaVersion: 1 },
    ...{ public: false, approved: false, deprecated: false, archived: false },
  },
};

/** Creates a module, RPC, custom function or endpoint under the name the client chose. */
export function createVersioned(store: Store, app: StoredApp, kind: VersionedKind, body: unknown): HttpResponse {
  const { name: given, subtype, moduleInitMode, ...metadata } = readBody(body, CREATION[kind], store);
  const name = String(given);
  if (app.components[kind].has(name)) throw new Refusal(400, `The ${kind} "${name}" exists already.`);
  if (kind === 'module' && metadata.typeId === 12 && subtype === undefined)
    throw new Refusal(400, 'The body is not valid.', ['"subtype" is missing.']);
  const texts = blankTexts(kind);
  if (kind === 'module' && moduleInitMode !== 'blank') texts.set('api', '{\n    // The request.\n    "url": "/"\n}\n');
  const component: StoredComponent = { kind, name, metadata: { ...INITIAL[kind], ...metadata }, texts };
  app.components[kind].set(name, component);
  noteChange(app, { group: kind, item: name, code: 'metadata' });
  return answerOne(component);
}

export function patchComponent(store: Store, component: StoredComponent, body: unknown): HttpResponse {
  if (component.kind === 'function') throw new Refusal(404, 'A function has no metadata to change.');
  const metadata = readBody(body, { required: {}, optional: PATCHES[component.kind] }, store);
  component.metadata = { ...component.metadata, ...metadata };
  return answerOne(component);
}

export const showComponent = (component: StoredComponent): HttpResponse => answerOne(component);

export function deleteVersioned(app: StoredApp, kind: VersionedKind, name: string): HttpResponse {
  componentIn(app, kind, name);
  refuseIfReleased(app);
  app.components[kind].delete(name);
  return answerJson({});
}

/** Deletes a connection or webhook that nothing uses (ASM-16). */
export function deleteShared(store: Store, kind: 'connection' | 'webhook', name: string): HttpResponse {
  const { app, ownerVersion } = sharedOf(store, kind, name);
  refuseIfReleased(appOf(store, app, ownerVersion));
  const user = usersOf(store, app).find(({ metadata }) => refersTo(metadata, kind, name));
  if (user) throw new Refusal(400, `The ${kind} "${name}" is used by the ${user.kind} "${user.name}".`);
  store.shared[kind].delete(name);
  return answerJson({});
}

function usersOf({ apps, shared }: Store, name: string): StoredComponent[] {
  const versions = apps.filter((app) => app.name === name);
  return [
    ...versions.flatMap(({ components }) => Object.values(components).flatMap((map) => [...map.values()])),
    ...[...shared.webhook.values()].filter(({ app }) => app === name),
  ];
}

function refersTo(metadata: Metadata, kind: 'connection' | 'webhook', name: string): boolean {
  const { connection, altConnection, webhook, attachedAccounts } = metadata;
  if (kind === 'webhook') return webhook === name;
  return (
    connection === name ||
    altConnection === name ||
    (Array.isArray(attachedAccounts) && attachedAccounts.includes(name))
  );
}

export function refuseIfReleased(app: StoredApp): void {
  if (isReleased(app)) throw new Refusal(400, 'Nothing of a public or approved app can be deleted.');
}
