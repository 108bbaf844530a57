import type { ComponentKind } from '../manifest/manifest.ts';
import { PLURALS } from '../manifest/manifest.ts';
import type { OriginEntry } from '../manifest/types.generated.ts';

/** What identifies an app at Make. */
export type AppAddress = Pick<OriginEntry, 'appId' | 'appVersion'>;

/** Connections and webhooks belong to the app, not to one of its versions (make-app-format.md §1.8). */
export const isUnversioned = (kind: ComponentKind): boolean => kind === 'connection' || kind === 'webhook';

export const appPath = ({ appId, appVersion }: AppAddress): string => `/sdk/apps/${appId}/${appVersion}`;

/** Where components of a kind are listed and created (make-app-format.md §2.3). */
export function collectionPath(app: AppAddress, kind: ComponentKind): string {
  return isUnversioned(kind) ? `/sdk/apps/${app.appId}/${PLURALS[kind]}` : `${appPath(app)}/${PLURALS[kind]}`;
}

/** Where one component is, by its name at Make. */
export function componentAddress(app: AppAddress, kind: ComponentKind, name: string): string {
  const item = encodeURIComponent(name);
  return isUnversioned(kind) ? `/sdk/apps/${PLURALS[kind]}/${item}` : `${appPath(app)}/${PLURALS[kind]}/${item}`;
}

/** "modules.getUser". */
export const pathOf = (kind: ComponentKind, id: string): string => `${PLURALS[kind]}.${id}`;

/** What a component is called in a sentence. */
export const NOUNS = {
  app: 'app',
  connection: 'connection',
  webhook: 'webhook',
  module: 'module',
  rpc: 'RPC',
  function: 'custom function',
  endpoint: 'endpoint',
} as const satisfies Readonly<Record<ComponentKind | 'app', string>>;

/** Key of a component in answers. */
export const ENVELOPES = {
  connection: 'appConnection',
  webhook: 'appWebhook',
  module: 'appModule',
  rpc: 'appRpc',
  function: 'appFunction',
  endpoint: 'appEndpoint',
} as const satisfies Readonly<Record<ComponentKind, string>>;

/** Order in which components are paired and created: what is referred to comes first (make-app-format.md §2.4 step 4). */
export const ALIGN_ORDER: readonly ComponentKind[] = ['connection', 'webhook', 'endpoint', 'module', 'rpc', 'function'];

/** Order in which texts are sent, behind the app's own (make-app-format.md §2.4 step 6). */
export const CODE_ORDER: readonly ComponentKind[] = ['connection', 'endpoint', 'rpc', 'webhook', 'module', 'function'];
