import type { JsonObject } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { Component, ComponentKind, Crud, ModuleType, Sections } from '../manifest/manifest.ts';
import { MODULE_TYPES } from '../manifest/manifest.ts';

/** Metadata of a component as a file states it; nothing about it is promised. */
export type Entry = Readonly<Record<string, unknown>>;

const CRUDS: readonly (Crud | null)[] = ['create', 'read', 'update', 'delete', null];

/** Makes a component of an entry; what the entry leaves out gets the value the editor would show. */
export function componentOf(kind: ComponentKind, name: string, entry: Entry, sections: Sections): Component {
  switch (kind) {
    case 'connection':
      return { kind, name, label: textOf(entry.label), connectionType: connectionTypeOf(entry), sections };
    case 'webhook':
      return {
        kind,
        name,
        label: textOf(entry.label),
        webhookType: entry.webhookType === 'web-shared' ? 'web-shared' : 'web',
        ...accountsOf(entry),
        sections,
      };
    case 'module':
      return moduleOf(name, entry, sections);
    case 'rpc':
      return { kind, name, label: textOf(entry.label), ...accountsOf(entry), sections };
    case 'function':
      return { kind, name, sections };
    case 'endpoint':
      return {
        kind,
        name,
        label: textOf(entry.label),
        description: textOf(entry.description),
        ...(isPlainObject(entry.annotations) && { annotations: entry.annotations as JsonObject }), // parsed from JSON
        ...(Array.isArray(entry.attachedAccounts) && { attachedAccounts: entry.attachedAccounts.map(String) }),
        sections,
      };
  }
}

function moduleOf(name: string, entry: Entry, sections: Sections): Component {
  const moduleType = moduleTypeOf(entry) ?? 'action';
  const crud = CRUDS.find((known) => known === entry.actionCrud);
  return {
    kind: 'module',
    name,
    label: textOf(entry.label),
    description: textOf(entry.description),
    moduleType,
    ...(moduleType === 'action' && crud !== undefined && { actionCrud: crud }),
    ...accountsOf(entry),
    ...(moduleType === 'instant_trigger' && { webhook: referenceOf(entry.webhook) }),
    sections,
  };
}

/** The type of a module, where it is one there is. */
export const moduleTypeOf = ({ moduleType }: Entry): ModuleType | undefined =>
  MODULE_TYPES.find((type) => type === moduleType);

/** Older projects leave the type of a connection out; the sections OAuth alone has give it away. */
export function connectionTypeOf({ connectionType, codeFiles }: Entry): 'basic' | 'oauth' {
  if (connectionType === 'oauth' || connectionType === 'basic') return connectionType;
  const files = isPlainObject(codeFiles) ? codeFiles : {};
  const isOauth =
    typeof files.scopeList === 'string' || /oauth-communication|api-oauth/.test(textOf(files.communication));
  return isOauth ? 'oauth' : 'basic';
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const referenceOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const accountsOf = ({ connection, altConnection }: Entry) => ({
  connection: referenceOf(connection),
  altConnection: referenceOf(altConnection),
});
