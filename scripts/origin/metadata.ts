import type { ComponentKind, ModuleType } from '../manifest/manifest.ts';
import type { ComponentEntry } from '../manifest/types.generated.ts';
import type { Mapping } from './mapping.ts';

/** Make's numbers for module types (make-app-format.md §1.2). */
export const TYPE_IDS = {
  trigger: 1,
  action: 4,
  search: 9,
  instant_trigger: 10,
  responder: 11,
  universal: 12,
} as const satisfies Readonly<Record<ModuleType, number>>;

/** The type of a module by Make's number; undefined for a number of no type. */
export const moduleTypeOf = (typeId: unknown): ModuleType | undefined =>
  (Object.keys(TYPE_IDS) as ModuleType[]).find((type) => TYPE_IDS[type] === typeId); // keys of a literal

/** Metadata as Make takes it; a key whose value is undefined is left out of the JSON but counts when compared. */
export type MetadataBody = Readonly<Record<string, unknown>>;

const LABELLED: readonly ComponentKind[] = ['connection', 'module', 'webhook', 'rpc', 'endpoint'];
const BOUND: readonly ComponentKind[] = ['module', 'webhook', 'rpc'];

/** What PATCH sends for a component (make-app-format.md §2.6). */
export function metadataBody(kind: ComponentKind, entry: ComponentEntry, mapping: Mapping): MetadataBody {
  const { label, description, annotations, attachedAccounts, moduleType, actionCrud } = entry;
  const isModule = kind === 'module';
  const isEndpoint = kind === 'endpoint';
  return {
    ...(LABELLED.includes(kind) && label && { label }),
    ...((isModule || isEndpoint) && description && { description }),
    ...(isEndpoint && annotations && { annotations }),
    ...(isEndpoint && attachedAccounts && { attachedAccounts: namesOf(attachedAccounts, mapping) }),
    ...(isModule && moduleType && { typeId: TYPE_IDS[moduleType] }),
    ...(isModule && moduleType === 'action' && actionCrud !== undefined && { crud: actionCrud }),
    ...(isModule && moduleType === 'instant_trigger' && { webhook: hookOf(entry, mapping) }),
    ...(BOUND.includes(kind) && {
      connection: accountOf(entry.connection, mapping),
      altConnection: accountOf(entry.altConnection, mapping),
    }),
  };
}

/** What POST sends to create a component (make-app-format.md §2.6): Make wants a label, so the ID stands in for one. */
export function creationBody(
  kind: ComponentKind,
  { id, entry }: { readonly id: string; readonly entry: ComponentEntry },
  mapping: Mapping,
): MetadataBody {
  const { annotations: _, ...known } = metadataBody(kind, entry, mapping);
  const body = { ...(LABELLED.includes(kind) && { label: id }), ...known };
  switch (kind) {
    case 'connection':
      return { ...body, type: entry.connectionType ?? 'basic' };
    case 'webhook':
      return { ...body, type: entry.webhookType ?? 'web' };
    case 'module':
      return {
        name: id,
        ...body,
        ...(entry.moduleType === 'universal' && { subtype: 'Universal' }),
        moduleInitMode: 'blank',
      };
    case 'rpc':
    case 'function':
    case 'endpoint':
      return { name: id, ...body };
  }
}

/** Why a component cannot be created as it is; undefined when it can. */
export function obstacleToCreation(kind: ComponentKind, entry: ComponentEntry): string | undefined {
  if (kind === 'module' && entry.moduleType === undefined) return 'The module does not say its type.';
  if (kind === 'module' && entry.moduleType === 'instant_trigger' && !entry.webhook)
    return 'The instant trigger has no webhook.';
  return undefined;
}

/** Null is sent and means "none". A reference left out, or to a connection this origin ignores, leaves Make's as it is. */
function accountOf(local: string | null | undefined, mapping: Mapping): string | null | undefined {
  return typeof local === 'string' ? (mapping.remoteOf('connection', local) ?? undefined) : local;
}

const hookOf = ({ webhook }: ComponentEntry, mapping: Mapping): string | null =>
  typeof webhook === 'string' ? (mapping.remoteOf('webhook', webhook) ?? null) : null;

const namesOf = (accounts: readonly string[], mapping: Mapping): string[] =>
  accounts.flatMap((local) => mapping.remoteOf('connection', local) ?? []);
