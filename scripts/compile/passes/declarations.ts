import type { Json } from '../../core/json.ts';
import type { Component, ConnectionComponent, Manifest, WebhookComponent } from '../../manifest/manifest.ts';
import { componentsOf } from '../../manifest/manifest.ts';
import { parseRpcReference, type RpcReference } from '../../parameters/rpc-reference.ts';
import { walkReferences } from '../../parameters/walk.ts';
import {
  ANY_NAME,
  isObject,
  keysOf,
  type Names,
  NO_NAMES,
  namesOf,
  oauthRequestsOf,
  type RequestAt,
  requestsOf,
  responseKeys,
  unite,
} from './names.ts';
import { allNames, type Members, parameterTree } from './parameter-tree.ts';

/** What each component declares, for the passes that compare references with it. */
export interface Declarations {
  readonly manifest: Manifest;
  readonly parametersOf: (component: Component | undefined) => Members;
  readonly connectionOf: (component: Component | undefined) => Names | undefined;
  readonly commonOf: (component: Component | undefined) => Names;
  readonly webhookOf: (component: Component | undefined) => Names;
}

export function declarationsOf(manifest: Manifest): Declarations {
  const callers = callersIn(manifest);
  return {
    manifest,
    parametersOf: remember((component) => treeOf(manifest, component, callers)),
    connectionOf: remember((component) => connectionNames(manifest, component)),
    commonOf: remember((component) => commonNames(manifest, component)),
    webhookOf: remember((component) => webhookNames(manifest, component)),
  };
}

/** A component is asked about once for each reference in it. */
function remember<T>(find: (component: Component | undefined) => T): (component: Component | undefined) => T {
  const found = new Map<Component | undefined, T>();
  return (component) => {
    const known = found.get(component);
    if (known !== undefined || found.has(component)) return known as T; // What is in the map was found.
    const value = find(component);
    found.set(component, value);
    return value;
  };
}

const FORMS: readonly string[] = ['staticParams', 'mappableParams', 'params', 'inputParameters', 'installSpec'];
const FIELDS: readonly string[] = [...FORMS, 'interface', 'outputParameters'];

const formsOf = ({ sections }: Component): (Json | undefined)[] => FORMS.map((form) => sections[form]);

/** The parameters of a component; Base sees those of all that inherit it. */
function treeOf(manifest: Manifest, component: Component | undefined, callers: Callers): Members {
  const givesNested = givesNestedIn(manifest);
  if (!component) return parameterTree(componentsOf(manifest).flatMap(formsOf), givesNested);
  switch (component.kind) {
    case 'module':
      return parameterTree([...webhookForms(manifest, component.webhook), ...formsOf(component)], givesNested);
    case 'rpc':
      return rpcTree(manifest, component, callers);
    case 'endpoint':
      return endpointTree(component, givesNested);
    case 'connection':
      return connectionTree(manifest, component);
    case 'webhook':
    case 'function':
      return parameterTree(formsOf(component), givesNested);
  }
}

function webhookForms(manifest: Manifest, name: string | null | undefined): (Json | undefined)[] {
  const webhook = name ? manifest.webhooks[name] : undefined;
  return webhook ? formsOf(webhook) : [];
}

/** A form passes all its values to the RPCs it calls (make-app-format.md §1.6); one nobody calls may get anything. */
function rpcTree(manifest: Manifest, rpc: Component, callers: Callers): Members {
  const givesNested = givesNestedIn(manifest);
  const own = parameterTree(formsOf(rpc), givesNested);
  const calls = callers.get(rpc.name);
  if (!calls || isNamedInCommunication(manifest, rpc.name)) return { ...own, isOpen: true };
  const forms = parameterTree(
    [...calls.keys()].flatMap((caller) => [
      ...formsOf(caller),
      ...(caller.kind === 'module' ? webhookForms(manifest, caller.webhook) : []),
    ]),
    givesNested,
  );
  const members = new Map([...forms.members, ...own.members]);
  for (const name of [...allNames(forms), ...[...calls.values()].flat()]) {
    if (!members.has(name)) members.set(name, { members: new Map(), isOpen: true });
  }
  return { members, isOpen: own.isOpen || forms.isOpen };
}

/** Which components call an RPC, and with which query keys. */
type Callers = ReadonlyMap<string, ReadonlyMap<Component, readonly string[]>>;

function callersIn(manifest: Manifest): Callers {
  const callers = new Map<string, Map<Component, string[]>>();
  const note = (component: Component, reference: RpcReference | undefined): void => {
    if (!reference) return;
    const found = callers.get(reference.name) ?? new Map<Component, string[]>();
    callers.set(
      reference.name,
      found.set(component, [...(found.get(component) ?? []), ...Object.keys(reference.query)]),
    );
  };
  for (const component of componentsOf(manifest)) {
    for (const section of FIELDS)
      walkReferences(component.sections[section], ({ reference }) => note(component, reference));
    note(component, parseRpcReference(component.sections.samples));
  }
  return callers;
}

/** Fields that an RPC answers with may call others, with values nobody declares here. */
function isNamedInCommunication(manifest: Manifest, rpc: string): boolean {
  const texts = Object.values(manifest.rpcs).map(({ sections }) => JSON.stringify(sections.communication ?? null));
  return texts.some((text) => text.includes(`rpc://${rpc}"`) || text.includes(`rpc://${rpc}?`));
}

const givesNestedIn =
  (manifest: Manifest) =>
  (rpc: string): boolean =>
    mayGiveNested(manifest, rpc);

/** An options RPC that writes out what an option holds, without `nested`, adds no parameters. */
function mayGiveNested(manifest: Manifest, name: string): boolean {
  const requests = requestsOf(manifest.rpcs[name]?.sections.communication);
  if (requests.length === 0) return true;
  return requests.some(({ request: { response, condition } }) => {
    if (!isObject(response) || response.wrapper !== undefined || isObject(condition)) return true;
    const options = Array.isArray(response.output) ? response.output : [response.output];
    return options.some((option: Json | undefined) => {
      const { names, isOpen } = keysOf(option);
      return isOpen || !isObject(option) || names.has('nested');
    });
  });
}

/** What a connection saves lands in the same store as its parameters (runtime.md §5.1). */
function connectionTree(manifest: Manifest, connection: ConnectionComponent): Members {
  const tree = parameterTree(formsOf(connection), givesNestedIn(manifest));
  const saved = responseKeys(connectionRequests(connection), 'data');
  for (const name of saved.names) tree.members.set(name, { members: new Map(), isOpen: true });
  return { ...tree, isOpen: tree.isOpen || saved.isOpen };
}

/** A top-level `json` parameter stands for the keys of its schema (make-app-format.md §1.2). */
function endpointTree(endpoint: Component, givesNested: (rpc: string) => boolean): Members {
  const tree = parameterTree(formsOf(endpoint), givesNested);
  const input = endpoint.sections.inputParameters;
  const isSchema = Array.isArray(input) && input.some((field: Json) => isObject(field) && field.type === 'json');
  return isSchema ? { ...tree, isOpen: true } : tree;
}

const connectionRequests = ({ connectionType, sections }: ConnectionComponent): RequestAt[] =>
  connectionType === 'oauth' ? oauthRequestsOf(sections.communication) : requestsOf(sections.communication);

/** Parameters of a connection and what it saves: one store under three names (runtime.md §5.1). */
function storedBy(manifest: Manifest, connection: ConnectionComponent): Names {
  const parameters = parameterTree(formsOf(connection), givesNestedIn(manifest));
  return unite([
    { names: new Set([...parameters.members.keys()].filter((name) => name !== null)), isOpen: parameters.isOpen },
    responseKeys(connectionRequests(connection), 'data'),
  ]);
}

/** What `connection` holds; undefined for a component without one. */
function connectionNames(manifest: Manifest, component: Component | undefined): Names | undefined {
  if (component?.kind === 'connection') return storedBy(manifest, component);
  const names = component ? connectionsOf(manifest, component) : Object.keys(manifest.connections);
  if (names.length === 0) return component?.kind === 'endpoint' ? ANY_NAME : undefined;
  return unite(
    names.map((name) => {
      const connection = manifest.connections[name];
      return connection ? storedBy(manifest, connection) : ANY_NAME;
    }),
  );
}

/** The connections a component may run with; an instant trigger's is that of its webhook (runtime.md §6). */
function connectionsOf(manifest: Manifest, component: Component): string[] {
  if (component.kind === 'endpoint') return [...(component.attachedAccounts ?? [])];
  if (component.kind === 'function' || component.kind === 'connection') return [];
  const own = [component.connection, component.altConnection].filter((name) => name !== null);
  const webhook = component.kind === 'module' && component.webhook ? manifest.webhooks[component.webhook] : undefined;
  return webhook ? [...own, ...connectionsOf(manifest, webhook)] : own;
}

/** Common data is secret and often kept out of a project, so an empty one says nothing. */
function commonNames(manifest: Manifest, component: Component | undefined): Names {
  const sections = component?.kind === 'connection' ? component.sections : manifest.sections;
  const names = keysOf(sections.common);
  if (names.names.size === 0 || keysOf(sections.installDirectives).names.size > 0) return ANY_NAME;
  return names;
}

/** Id and address of the webhook and what attaching it saved; the shared kind is registered outside the app. */
function webhookNames(manifest: Manifest, component: Component | undefined): Names {
  const webhook = webhookOf(manifest, component);
  if (webhook?.webhookType !== 'web') return ANY_NAME;
  const { attach, update } = webhook.sections;
  return unite([namesOf('id', 'url'), responseKeys([...requestsOf(attach), ...requestsOf(update)], 'data'), NO_NAMES]);
}

function webhookOf(manifest: Manifest, component: Component | undefined): WebhookComponent | undefined {
  if (component?.kind === 'webhook') return component;
  return component?.kind === 'module' && component.webhook ? manifest.webhooks[component.webhook] : undefined;
}
