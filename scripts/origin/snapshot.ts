import { isPlainObject } from '../core/json.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import type { AppAddress } from './addresses.ts';
import { ALIGN_ORDER, appPath, collectionPath, componentAddress, ENVELOPES } from './addresses.ts';
import { getList, getObject, listIn, memberOf } from './answers.ts';
import { type Checksums, md5 } from './checksums.ts';
import type { ApiClient } from './client.ts';
import { componentCalls, openLibrary } from './library.ts';

/** A component Make has. */
export interface RemoteComponent {
  readonly name: string;
  readonly checksums: Checksums;
  /** Belongs to another version of the app: used, never changed. */
  readonly isExternal: boolean;
  readonly label?: string;
}

/** What an origin held when the command began; it is not renewed while the command runs (make-app-format.md §2.4). */
export interface Snapshot {
  readonly app: Checksums;
  readonly components: Readonly<Record<ComponentKind, ReadonlyMap<string, RemoteComponent>>>;
}

/** Names of the lists in Make's checksum document. */
const CHECKSUM_LISTS = {
  connection: 'accounts',
  webhook: 'hooks',
  module: 'modules',
  rpc: 'rpcs',
  function: 'functions',
  endpoint: 'endpoints',
} as const satisfies Readonly<Record<ComponentKind, string>>;

/** Fetches what Make has of an app: checksums, and the connections and webhooks of all its versions. */
export async function fetchSnapshot(client: ApiClient, app: AppAddress): Promise<Snapshot> {
  const [document, connections, webhooks] = await Promise.all([
    getObject(client, `${appPath(app)}/checksum`),
    getList(client, collectionPath(app, 'connection'), 'appConnections'),
    getList(client, collectionPath(app, 'webhook'), 'appWebhooks'),
  ]);
  const list = (key: string) => checksumsIn(listIn(document, key, `GET ${appPath(app)}/checksum`));
  const owned = (kind: ComponentKind) => (isOptional(kind, document) ? [] : list(CHECKSUM_LISTS[kind]));
  const [own] = list('app');
  return {
    app: own?.checksums ?? {},
    components: {
      connection: byName(withListed(owned('connection'), connections)),
      webhook: byName(withListed(owned('webhook'), webhooks)),
      module: byName(owned('module')),
      rpc: byName(owned('rpc')),
      function: byName(owned('function')),
      endpoint: byName(owned('endpoint')),
    },
  };
}

/** Endpoints are the newest kind; not every zone lists them (make-app-format.md §2.5). */
const isOptional = (kind: ComponentKind, document: Readonly<Record<string, unknown>>): boolean =>
  kind === 'endpoint' && document[CHECKSUM_LISTS.endpoint] === undefined;

function checksumsIn(list: readonly Readonly<Record<string, unknown>>[]): RemoteComponent[] {
  return list.flatMap(({ name, checksum }) => {
    if (typeof name !== 'string') return [];
    return [{ name, checksums: isPlainObject(checksum) ? checksum : {}, isExternal: false }];
  });
}

/** What is listed but has no checksum belongs to another version (make-app-format.md §2.4 step 3). */
function withListed(owned: RemoteComponent[], listed: readonly Readonly<Record<string, unknown>>[]): RemoteComponent[] {
  const labels = new Map(listed.map(({ name, label }) => [name, typeof label === 'string' ? label : '']));
  const known = new Set(owned.map(({ name }) => name));
  const external = [...labels].flatMap(([name, label]): RemoteComponent[] =>
    typeof name === 'string' && !known.has(name)
      ? [{ name, label, checksums: { label: md5(label) }, isExternal: true }]
      : [],
  );
  return [...owned.map((remote) => withLabel(remote, labels.get(remote.name))), ...external];
}

const withLabel = (remote: RemoteComponent, label: string | undefined): RemoteComponent =>
  label === undefined ? remote : { ...remote, label };

const byName = (components: readonly RemoteComponent[]): ReadonlyMap<string, RemoteComponent> =>
  new Map(components.map((component) => [component.name, component]));

/** Fetches a component's metadata. */
export async function fetchDetail(client: ApiClient, app: AppAddress, kind: ComponentKind, name: string) {
  const detail = await componentCalls(openLibrary(client.send), app, kind).get(name);
  return memberOf(detail, ENVELOPES[kind], `GET ${componentAddress(app, kind, name)}`);
}

/** Looks up the labels of components a label may have to pair: those of the given kinds nothing is paired with yet. */
export async function withLabels(
  snapshot: Snapshot,
  { client, app, isWanted }: LabelSearch,
): Promise<Snapshot['components']> {
  const labelled = await Promise.all(
    ALIGN_ORDER.map(async (kind) => {
      const remotes = [...snapshot.components[kind].values()];
      return [kind, byName(await Promise.all(remotes.map((remote) => labelOf(remote, kind, isWanted))))] as const;
    }),
  );
  // ALIGN_ORDER names every kind.
  return Object.fromEntries(labelled) as unknown as Snapshot['components'];

  async function labelOf(remote: RemoteComponent, kind: ComponentKind, wanted: LabelSearch['isWanted']) {
    if (remote.label !== undefined || kind === 'function' || !wanted(kind, remote.name)) return remote;
    const { label } = await fetchDetail(client, app, kind, remote.name);
    return typeof label === 'string' ? { ...remote, label } : remote;
  }
}

interface LabelSearch {
  readonly client: ApiClient;
  readonly app: AppAddress;
  readonly isWanted: (kind: ComponentKind, name: string) => boolean;
}
