import { Refusal } from './answer.ts';
import type { StoredKind } from './sections.ts';
import { STORED_SECTIONS } from './sections.ts';

/** Metadata by the names of the API. */
export type Metadata = Record<string, unknown>;
/** Texts by section; null for one that was never written. */
export type Texts = Map<string, string | null>;

export type ComponentKind = Exclude<StoredKind, 'app'>;
export type VersionedKind = Exclude<ComponentKind, 'connection' | 'webhook'>;

export interface StoredComponent {
  readonly kind: ComponentKind;
  readonly name: string;
  metadata: Metadata;
  texts: Texts;
}

/** A connection or webhook: it belongs to the app's name, and one version owns it (make-app-format.md §1.8). */
export interface SharedComponent extends StoredComponent {
  readonly app: string;
  readonly ownerVersion: number;
}

export interface Change {
  readonly id: number;
  readonly group: StoredKind;
  readonly item: string;
  readonly code: string;
}

export interface StoredApp {
  readonly name: string;
  readonly version: number;
  metadata: Metadata;
  texts: Texts;
  components: Record<VersionedKind, Map<string, StoredComponent>>;
  icon: Uint8Array | undefined;
  /** Changes of a public or approved app that wait for a commit. */
  changes: Change[];
  /** What users get meanwhile. */
  released: Released | undefined;
}

interface Released {
  readonly texts: Texts;
  readonly components: StoredApp['components'];
  readonly shared: ReadonlyMap<string, Pick<SharedComponent, 'metadata' | 'texts'>>;
}

/** Everything the stand-in holds. */
export interface Store {
  readonly apps: StoredApp[];
  readonly shared: Record<'connection' | 'webhook', Map<string, SharedComponent>>;
}

export const createStore = (): Store => ({ apps: [], shared: { connection: new Map(), webhook: new Map() } });

export const blankTexts = (kind: StoredKind): Texts =>
  new Map(STORED_SECTIONS[kind].map(({ api, blank }) => [api, blank]));

export function newApp(name: string, version: number, metadata: Metadata): StoredApp {
  return {
    name,
    version,
    metadata,
    texts: blankTexts('app'),
    components: { module: new Map(), rpc: new Map(), function: new Map(), endpoint: new Map() },
    icon: undefined,
    changes: [],
    released: undefined,
  };
}

export function appOf({ apps }: Store, name: string, version?: number): StoredApp {
  const versions = apps.filter((app) => app.name === name).sort((a, b) => b.version - a.version);
  const found = version === undefined ? versions[0] : versions.find((app) => app.version === version);
  if (found) return found;
  throw new Refusal(
    404,
    version === undefined ? `App "${name}" was not found.` : `App "${name}" ${version} was not found.`,
  );
}

export function sharedOf({ shared }: Store, kind: 'connection' | 'webhook', name: string): SharedComponent {
  const found = shared[kind].get(name);
  if (found) return found;
  throw new Refusal(404, `The ${kind} "${name}" was not found.`);
}

export function componentIn(app: StoredApp, kind: VersionedKind, name: string): StoredComponent {
  const found = app.components[kind].get(name);
  if (found) return found;
  throw new Refusal(404, `The ${kind} "${name}" was not found.`);
}

/** Claims an app whose users must not see every edit (make-app-format.md §2.8). */
export const isReleased = ({ metadata }: StoredApp): boolean => metadata.public === true || metadata.approved === true;

/** Notes an edit; for a released app it waits for a commit, and the note is what PUT answers. */
export function noteChange(app: StoredApp, change: Omit<Change, 'id'>): Change | undefined {
  if (!isReleased(app)) return undefined;
  const same = app.changes.find(
    ({ group, item, code }) => group === change.group && item === change.item && code === change.code,
  );
  const noted = same ?? { id: app.changes.length + 1, ...change };
  if (!same) app.changes.push(noted);
  return noted;
}

/** Makes the present state what users get. */
export function release(store: Store, app: StoredApp): void {
  app.changes = [];
  app.released = {
    texts: structuredClone(app.texts),
    components: structuredClone(app.components),
    shared: new Map(
      ownedBy(store, app).map(({ kind, name, metadata, texts }) => [
        `${kind} ${name}`,
        structuredClone({ metadata, texts }),
      ]),
    ),
  };
}

/** Takes back every edit since the last release. */
export function rollBack(store: Store, app: StoredApp): void {
  app.changes = [];
  if (!app.released) return;
  app.texts = structuredClone(app.released.texts);
  app.components = structuredClone(app.released.components);
  for (const component of ownedBy(store, app)) {
    const before = app.released.shared.get(`${component.kind} ${component.name}`);
    if (before) Object.assign(component, structuredClone(before));
  }
}

export function ownedBy({ shared }: Store, { name, version }: StoredApp): SharedComponent[] {
  const all = [...shared.connection.values(), ...shared.webhook.values()];
  return all.filter(({ app, ownerVersion }) => app === name && ownerVersion === version);
}
