import { createHash } from 'node:crypto';
import { parse } from 'jsonc-parser';
import type { StoredKind } from './sections.ts';
import { STORED_SECTIONS } from './sections.ts';
import type { Metadata, Store, StoredApp, StoredComponent, Texts } from './store.ts';
import { ownedBy } from './store.ts';

type Columns = Record<string, string | null>;

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');

/** Checksums of all an app version owns (make-app-format.md §2.5). */
export function checksumDocument(store: Store, app: StoredApp): object {
  const shared = ownedBy(store, app);
  const versioned = (kind: keyof StoredApp['components']) => [...app.components[kind].values()].map(rowOf);
  return {
    modules: versioned('module'),
    rpcs: versioned('rpc'),
    functions: versioned('function'),
    accounts: shared.filter(({ kind }) => kind === 'connection').map(rowOf),
    hooks: shared.filter(({ kind }) => kind === 'webhook').map(rowOf),
    endpoints: versioned('endpoint'),
    app: [{ name: app.name, checksum: textColumns('app', app.texts) }],
  };
}

const rowOf = ({ kind, name, metadata, texts }: StoredComponent) => ({
  name,
  checksum: { ...metadataColumns(kind, metadata), ...textColumns(kind, texts) },
});

/** The column of the source text, and the one of its JSON without blanks and comments (ASM-14). */
function textColumns(kind: StoredKind, texts: Texts): Columns {
  const columns: Columns = {};
  for (const { api, column, form } of STORED_SECTIONS[kind]) {
    const text = texts.get(api) ?? null;
    if (text === null) columns[column] = null;
    else if (form === 'text') columns[column] = md5(text);
    else columns[column] = md5(JSON.stringify(parse(text, [], { allowTrailingComma: true })));
    if (form === 'source') columns[`${column}_jsonc`] = text === null ? null : md5(text);
  }
  return columns;
}

const METADATA: Readonly<Record<StoredComponent['kind'], Readonly<Record<string, string>>>> = {
  connection: { label: 'label', type: 'type' },
  webhook: { label: 'label', type: 'type', connection: 'account_name', altConnection: 'alt_account_name' },
  module: {
    ...{ label: 'label', description: 'description', typeId: 'type_id', crud: 'crud' },
    ...{ connection: 'account_name', altConnection: 'alt_account_name' },
  },
  rpc: { label: 'label', connection: 'account_name', altConnection: 'alt_account_name' },
  function: {},
  endpoint: {
    ...{ label: 'label', description: 'description', context: 'context' },
    ...{ annotations: 'annotations', attachedAccounts: 'attached_accounts' },
  },
};

function metadataColumns(kind: StoredComponent['kind'], metadata: Metadata): Columns {
  const columns = Object.entries(METADATA[kind]).map(([key, column]) => [column, columnOf(metadata[key])] as const);
  return Object.fromEntries(columns);
}

function columnOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return md5(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
