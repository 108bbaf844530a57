import { isPlainObject } from '../core/json.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import type { ActionCrud, ComponentEntry, EndpointAnnotations } from '../manifest/types.generated.ts';
import type { Mapping } from './mapping.ts';
import { moduleTypeOf } from './metadata.ts';

type Detail = Readonly<Record<string, unknown>>;
type Metadata = Omit<ComponentEntry, 'codeFiles'>;

const CRUDS: readonly ActionCrud[] = ['create', 'read', 'update', 'delete', null];

/** Metadata of a component as `makecomapp.json` states it, from what Make answers (make-app-format.md §2.9 step 4). */
export function metadataFrom(kind: ComponentKind, detail: Detail, mapping: Mapping): Metadata {
  const label = typeof detail.label === 'string' ? { label: detail.label } : {};
  const description = { description: typeof detail.description === 'string' ? detail.description : '' };
  switch (kind) {
    case 'connection':
      // A template type, should Make ever answer with one, counts as what it is kept as (ASM-01).
      return { ...label, connectionType: String(detail.type).startsWith('oauth') ? 'oauth' : 'basic' };
    case 'webhook':
      return {
        ...label,
        webhookType: detail.type === 'web-shared' ? 'web-shared' : 'web',
        ...accountsFrom(detail, mapping),
      };
    case 'module':
      return { ...label, ...description, ...moduleFrom(detail, mapping) };
    case 'rpc':
      return { ...label, ...accountsFrom(detail, mapping) };
    case 'function':
      return {};
    case 'endpoint':
      return { ...label, ...description, ...endpointFrom(detail, mapping) };
  }
}

function moduleFrom(detail: Detail, mapping: Mapping): Metadata {
  const moduleType = moduleTypeOf(detail.typeId);
  const crud = CRUDS.find((known) => known === (detail.crud ?? null));
  return {
    ...(moduleType && { moduleType }),
    ...(moduleType === 'action' && crud !== undefined && { actionCrud: crud }),
    ...accountsFrom(detail, mapping),
    ...(moduleType === 'instant_trigger' && reference('webhook', detail.webhook, ['webhook', mapping])),
  };
}

function endpointFrom({ annotations, attachedAccounts }: Detail, mapping: Mapping): Metadata {
  const hints = isPlainObject(annotations) ? Object.entries(annotations) : [];
  const known = hints.filter(([key, value]) => HINTS.includes(key) && typeof value === 'boolean');
  const accounts = Array.isArray(attachedAccounts) ? attachedAccounts : [];
  return {
    ...(isPlainObject(annotations) && { annotations: Object.fromEntries(known) as EndpointAnnotations }), // filtered above
    ...(Array.isArray(attachedAccounts) && {
      attachedAccounts: accounts.flatMap((name) => mapping.pairOfRemote('connection', String(name))?.local ?? []),
    }),
  };
}

const HINTS: readonly string[] = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];

const accountsFrom = ({ connection, altConnection }: Detail, mapping: Mapping): Metadata => ({
  ...reference('connection', connection, ['connection', mapping]),
  ...reference('altConnection', altConnection, ['connection', mapping]),
});

/** Null stays "none"; what this origin ignores is left out, so that a deploy leaves Make's as it is. */
function reference(
  key: 'connection' | 'altConnection' | 'webhook',
  remote: unknown,
  [kind, mapping]: readonly [ComponentKind, Mapping],
): Metadata {
  if (typeof remote !== 'string') return { [key]: null };
  const local = mapping.pairOfRemote(kind, remote)?.local;
  return typeof local === 'string' ? { [key]: local } : {};
}
