import type { Json } from '../../core/json.ts';
import type { AppMetadata, Component } from '../../manifest/manifest.ts';
import { componentPath } from '../../manifest/manifest.ts';
import { asInternal, type Change, change, quoted } from './change.ts';
import type { Holdings } from './holdings.ts';
import type { ChangeKind } from './kinds.ts';
import { sameJson } from './same-json.ts';

const APP_KINDS: Readonly<Record<keyof AppMetadata, ChangeKind>> = {
  name: 'app-renamed',
  label: 'app-text-changed',
  description: 'app-text-changed',
  version: 'app-version-changed',
  theme: 'app-look-changed',
  language: 'app-look-changed',
  audience: 'audience-changed',
  countries: 'audience-changed',
};

/** Compares the metadata of the app that both sides hold. */
export function diffApp(before: AppMetadata, after: AppMetadata, holdings: Holdings): Change[] {
  const keys = Object.keys(APP_KINDS) as (keyof AppMetadata)[]; // the table has exactly those keys
  return keys.flatMap((key): Change[] => {
    const [from, to]: readonly Json[] = [before[key], after[key]];
    if (!holdings.holdsMetadata('app', key) || sameJson(from ?? null, to ?? null)) return [];
    const message = `The ${NAMES[key] ?? key} of the app is now ${quoted(to)} instead of ${quoted(from)}.`;
    return [change(APP_KINDS[key], { component: 'app', path: [key] }, message, { before: from, after: to })];
  });
}

const NAMES: Partial<Record<keyof AppMetadata, string>> = {
  name: 'ID',
  version: 'major version',
  theme: 'colour',
  countries: 'list of countries',
};

/** Compares what is stated about a component besides its sections. */
export function diffMetadata(before: Component, after: Component, holdings: Holdings): Change[] {
  const component = componentPath(after);
  const shown = (key: string): boolean => holdings.holdsMetadata(before, key) && holdings.holdsMetadata(after, key);
  const compare = (key: string, kind: ChangeKind, what: string): Change[] => {
    const [from, to] = [metadataAt(before, key), metadataAt(after, key)];
    if (!shown(key) || sameJson(from, to)) return [];
    const message = `The ${what} is now ${quoted(to)} instead of ${quoted(from)}.`;
    return [change(kind, { component, path: [key] }, message, { before: from, after: to })];
  };
  const changes = [
    ...compare('moduleType', 'module-type-changed', 'type of the module'),
    ...compare('connectionType', 'connection-type-changed', 'type of the connection'),
    ...compare('webhookType', 'webhook-type-changed', 'type of the webhook'),
    ...accountChanges(before, after, shown),
    ...compare('webhook', 'webhook-rebound', 'webhook'),
    ...compare('label', 'label-changed', 'label'),
    ...compare('description', 'description-changed', 'description'),
    ...compare('actionCrud', 'crud-changed', 'kind of action'),
    ...compare('annotations', 'annotations-changed', 'set of annotations'),
  ];
  return after.kind === 'rpc' ? asInternal(changes) : changes;
}

/** What is missing and what is null say the same. */
const metadataAt = (component: Component, key: string): Json =>
  (component as unknown as Readonly<Record<string, Json | undefined>>)[key] ?? null; // metadata is JSON

/** Compares which connections are accepted, whichever of them comes first. */
function accountChanges(before: Component, after: Component, shown: (key: string) => boolean): Change[] {
  const [from, to] = [accountsOf(before, shown), accountsOf(after, shown)];
  if (sameJson(from, to)) return [];
  const key = after.kind === 'endpoint' ? 'attachedAccounts' : 'connection';
  const add = (kind: ChangeKind, message: string): Change[] => [
    change(kind, { component: componentPath(after), path: [key] }, message, { before: from, after: to }),
  ];
  if (from.length === 0) return add('connection-required', `It now needs a connection: ${listed(to)}.`);
  if (to.length === 0) return add('connection-unbound', `It no longer uses a connection; it used ${listed(from)}.`);
  const lost = from.filter((name) => !to.includes(name));
  const found = to.filter((name) => !from.includes(name));
  if (lost.length === 0 && found.length === 0) {
    return add('connection-order-changed', `It offers its connections in another order: ${listed(to)}.`);
  }
  if (lost.length === 0) return add('connection-offered', `It also accepts the connection ${listed(found)}.`);
  if (found.length === 0) return add('connection-withdrawn', `It no longer accepts the connection ${listed(lost)}.`);
  return add('connection-rebound', `It now uses the connection ${listed(to)} instead of ${listed(from)}.`);
}

function accountsOf(component: Component, shown: (key: string) => boolean): readonly string[] {
  const keys = ['connection', 'altConnection'].filter(shown);
  const names = [...keys.map((key) => metadataAt(component, key)), ...attachedOf(component)];
  return names.filter((name) => typeof name === 'string');
}

const attachedOf = (component: Component): readonly string[] =>
  component.kind === 'endpoint' ? (component.attachedAccounts ?? []) : [];

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' or ');
