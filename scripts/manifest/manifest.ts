import type { Json, JsonObject } from '../core/json.ts';

/** The kinds of components an app has, as `makecomapp.json` names them. */
export type ComponentKind = 'connection' | 'webhook' | 'module' | 'rpc' | 'function' | 'endpoint';
export const MODULE_TYPES = ['action', 'search', 'trigger', 'instant_trigger', 'responder', 'universal'] as const;

export type ModuleType = (typeof MODULE_TYPES)[number];
export type Crud = 'create' | 'read' | 'update' | 'delete';

/** Section texts of one component, parsed; keys are the `codeFiles` names (`communication`, `mappableParams`, ...). */
export type Sections = Readonly<Record<string, Json>>;

interface ComponentBase {
  /** Local ID: the descriptor's `name`, the key in `makecomapp.json`. */
  readonly name: string;
  readonly sections: Sections;
}

export interface ConnectionComponent extends ComponentBase {
  readonly kind: 'connection';
  readonly label: string;
  readonly connectionType: 'basic' | 'oauth';
}

export interface WebhookComponent extends ComponentBase {
  readonly kind: 'webhook';
  readonly label: string;
  readonly webhookType: 'web' | 'web-shared';
  readonly connection: string | null;
  readonly altConnection: string | null;
}

export interface ModuleComponent extends ComponentBase {
  readonly kind: 'module';
  readonly label: string;
  readonly description: string;
  readonly moduleType: ModuleType;
  /** Actions only; null is multipurpose. */
  readonly actionCrud?: Crud | null;
  readonly connection: string | null;
  readonly altConnection: string | null;
  /** Instant triggers only. */
  readonly webhook?: string | null;
}

export interface RpcComponent extends ComponentBase {
  readonly kind: 'rpc';
  readonly label: string;
  readonly connection: string | null;
  readonly altConnection: string | null;
}

/** Sections `code` and `test` are JavaScript text. */
export interface FunctionComponent extends ComponentBase {
  readonly kind: 'function';
}

export interface EndpointComponent extends ComponentBase {
  readonly kind: 'endpoint';
  readonly label: string;
  readonly description: string;
  readonly annotations?: JsonObject;
  readonly attachedAccounts?: readonly string[];
}

export type Component =
  | ConnectionComponent
  | WebhookComponent
  | ModuleComponent
  | RpcComponent
  | FunctionComponent
  | EndpointComponent;

/** `app` metadata as `reference/make-app-format.md` §1.1 lists it. */
export interface AppMetadata {
  /** App ID. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Major version. */
  readonly version: number;
  /** `#RRGGBB`. */
  readonly theme: string;
  /** ISO language code. */
  readonly language: string;
  readonly audience: 'global' | 'countries';
  readonly countries: readonly string[] | null;
}

/** A whole app, every section parsed. Map order is declared order. `dist/manifest.json` is this, printed. */
export interface Manifest {
  readonly app: AppMetadata;
  /** App-wide sections: `base`, `common`, `groups` as JSON, `readme` as text. */
  readonly sections: Sections;
  readonly connections: Readonly<Record<string, ConnectionComponent>>;
  readonly webhooks: Readonly<Record<string, WebhookComponent>>;
  readonly modules: Readonly<Record<string, ModuleComponent>>;
  readonly rpcs: Readonly<Record<string, RpcComponent>>;
  readonly functions: Readonly<Record<string, FunctionComponent>>;
  readonly endpoints: Readonly<Record<string, EndpointComponent>>;
}

/** Plural of each kind: its map in the manifest, and its prefix in component paths such as "modules.searchUser". */
export const PLURALS = {
  connection: 'connections',
  webhook: 'webhooks',
  module: 'modules',
  rpc: 'rpcs',
  function: 'functions',
  endpoint: 'endpoints',
} as const satisfies Record<ComponentKind, keyof Manifest>;

export const COMPONENT_KINDS = Object.keys(PLURALS) as readonly ComponentKind[];

/** "modules.searchUser", the name problems and the command line use for a component. */
export const componentPath = (component: { readonly kind: ComponentKind; readonly name: string }): string =>
  `${PLURALS[component.kind]}.${component.name}`;

/** All components, kind by kind, in declared order. */
export function componentsOf(manifest: Manifest): Component[] {
  return COMPONENT_KINDS.flatMap((kind) => Object.values<Component>(manifest[PLURALS[kind]]));
}
