import type { Json } from '../core/json.ts';
import type { Component, ComponentKind, Manifest, ModuleType, Sections } from './manifest.ts';
import type { SchemaName } from './schema-names.ts';

export type SectionFormat = 'jsonc' | 'json' | 'js' | 'md';

/** One section of the app or of a kind of component (make-app-format.md §1.1, §1.2, §1.9). */
export interface SectionRow {
  readonly kind: ComponentKind | 'app';
  /** Its key in `codeFiles` and in the manifest. */
  readonly section: string;
  /** Last part of its address in Make's API, and its file name in an archive; null when metadata carries it. */
  readonly api: string | null;
  /** End of its file name in the local layout; a whole path for the app's own sections. */
  readonly suffix: string;
  readonly format: SectionFormat;
  /** What a component starts with, and what a missing file means. */
  readonly empty: Json;
  /** Null for text. */
  readonly schema: SchemaName | null;
  /** Module types for which the section means something; all when absent. */
  readonly moduleTypes?: readonly ModuleType[];
  /** Module types that get the file in the local layout although it means nothing there; only `moduleTypes` when absent. */
  readonly alsoFiledFor?: readonly ModuleType[];
  readonly oauthOnly?: true;
  readonly basicOnly?: true;
  /** Whether an import archive holds it. */
  readonly inArchive: boolean;
}

const REQUESTING = ['action', 'search', 'trigger', 'universal'] as const;
const MAPPING = ['action', 'search', 'universal', 'responder'] as const;
const GIVING = ['action', 'search', 'trigger', 'instant_trigger', 'universal'] as const;

/** A JSON section with comments and IML. */
const iml = <const S extends string>(section: S, api: string, suffix: string, schema: SchemaName, empty: Json) =>
  ({ section, api, suffix: `${suffix}.iml.json`, format: 'jsonc', empty, schema, inArchive: true }) as const;

const communication = (schema: SchemaName) => iml('communication', 'api', 'communication', schema, {});
const params = iml('params', 'parameters', 'params', 'parameters', []);
const interfaceRow = iml('interface', 'interface', 'interface', 'interface', []);
const samples = iml('samples', 'samples', 'samples', 'samples', {});
const moduleScope = iml('scope', 'scope', 'scope', 'scope', []);
const hook = (section: string) => iml(section, section, section, 'attach', {});

/**
 * Every section there is. A section whose shape depends on the type of its component has one row per shape;
 * `sectionRowsOf` picks the one that applies.
 */
export const SECTIONS: readonly SectionRow[] = [
  { kind: 'app', ...iml('base', 'base', 'general/base', 'base', {}) },
  {
    kind: 'app',
    section: 'common',
    api: 'common',
    suffix: 'general/common.json',
    format: 'json',
    empty: {},
    schema: 'common',
    inArchive: false,
  },
  {
    kind: 'app',
    section: 'readme',
    api: 'readme',
    suffix: 'README.md',
    format: 'md',
    empty: 'README\n======\n',
    schema: null,
    inArchive: true,
  },
  {
    kind: 'app',
    section: 'groups',
    api: 'groups',
    suffix: 'modules/groups.json',
    format: 'json',
    empty: [],
    schema: 'groups',
    inArchive: false,
  },

  { kind: 'connection', ...communication('connection'), basicOnly: true },
  { kind: 'connection', ...communication('oauth'), suffix: 'oauth-communication.iml.json', oauthOnly: true },
  { kind: 'connection', ...params },
  {
    kind: 'connection',
    section: 'common',
    api: 'common',
    suffix: 'common.json',
    format: 'json',
    empty: {},
    schema: 'common',
    inArchive: false,
  },
  { kind: 'connection', ...iml('scopeList', 'scopes', 'scope-list', 'scopes', {}), oauthOnly: true },
  { kind: 'connection', ...iml('defaultScope', 'scope', 'default-scope', 'scope', []), oauthOnly: true },
  {
    kind: 'connection',
    ...iml('installSpec', 'installSpec', 'install-spec', 'install-spec', []),
    oauthOnly: true,
    inArchive: false,
  },
  {
    kind: 'connection',
    ...iml('installDirectives', 'install', 'install-directives', 'install', {}),
    oauthOnly: true,
    inArchive: false,
  },

  { kind: 'webhook', ...communication('webhook') },
  { kind: 'webhook', ...params },
  { kind: 'webhook', ...hook('attach') },
  { kind: 'webhook', ...hook('detach') },
  { kind: 'webhook', ...hook('update') },
  { kind: 'webhook', ...iml('requiredScope', 'scope', 'required-scope', 'scope', []) },

  { kind: 'module', ...communication('communication'), moduleTypes: REQUESTING },
  { kind: 'module', ...communication('instant-trigger'), moduleTypes: ['instant_trigger'] },
  { kind: 'module', ...communication('responder'), moduleTypes: ['responder'] },
  { kind: 'module', ...iml('epoch', 'epoch', 'epoch', 'epoch', {}), moduleTypes: ['trigger'] },
  { kind: 'module', ...iml('staticParams', 'parameters', 'static-params', 'parameters', []) },
  {
    kind: 'module',
    ...iml('mappableParams', 'expect', 'mappable-params', 'parameters', []),
    moduleTypes: MAPPING,
    alsoFiledFor: ['trigger', 'instant_trigger'],
  },
  { kind: 'module', ...interfaceRow, moduleTypes: GIVING, alsoFiledFor: ['responder'] },
  { kind: 'module', ...samples, moduleTypes: GIVING, alsoFiledFor: ['responder'] },
  { kind: 'module', ...moduleScope, moduleTypes: REQUESTING, alsoFiledFor: ['instant_trigger', 'responder'] },

  { kind: 'rpc', ...communication('communication') },
  { kind: 'rpc', ...params },

  {
    kind: 'function',
    section: 'code',
    api: 'code',
    suffix: 'code.js',
    format: 'js',
    empty: '',
    schema: null,
    inArchive: true,
  },
  {
    kind: 'function',
    section: 'test',
    api: 'test',
    suffix: 'test.js',
    format: 'js',
    empty: '// No tests yet.\n',
    schema: null,
    inArchive: true,
  },

  { kind: 'endpoint', ...communication('endpoint') },
  { kind: 'endpoint', ...iml('scope', 'scope', 'required-scope', 'scope', []) },
  { kind: 'endpoint', ...iml('inputParameters', 'inputParameters', 'input', 'endpoint-parameters', []) },
  { kind: 'endpoint', ...iml('outputParameters', 'outputParameters', 'output', 'endpoint-parameters', []) },
  {
    kind: 'endpoint',
    section: 'context',
    api: null,
    suffix: 'context.md',
    format: 'md',
    empty: '',
    schema: null,
    inArchive: false,
  },
];

/** What decides which sections a component has. */
export type ComponentType = Pick<Component, 'kind'> & {
  readonly moduleType?: ModuleType;
  readonly connectionType?: 'basic' | 'oauth';
};

/** The sections that mean something for a component, in the order of the table; `'app'` for the app's own. */
export function sectionRowsOf(component: ComponentType | 'app'): SectionRow[] {
  return rowsOf(component, (row, moduleType) => row.moduleTypes?.includes(moduleType) ?? true);
}

/** The sections that have a file in the local layout: the editor makes some that mean nothing (make-app-format.md §1.2). */
export function filedRowsOf(component: ComponentType | 'app'): SectionRow[] {
  return rowsOf(
    component,
    (row, moduleType) =>
      (row.moduleTypes?.includes(moduleType) ?? true) || (row.alsoFiledFor?.includes(moduleType) ?? false),
  );
}

/** The row of one section of a component, also where it means nothing; undefined for an unknown name. */
export function sectionRow(component: ComponentType | 'app', section: string): SectionRow | undefined {
  return filedRowsOf(component).find((row) => row.section === section);
}

function rowsOf(
  component: ComponentType | 'app',
  isWanted: (row: SectionRow, type: ModuleType) => boolean,
): SectionRow[] {
  if (component === 'app') return SECTIONS.filter(({ kind }) => kind === 'app');
  const { kind, moduleType, connectionType } = component;
  return SECTIONS.filter(
    (row) =>
      row.kind === kind &&
      !(row.oauthOnly && connectionType !== 'oauth') &&
      !(row.basicOnly && connectionType === 'oauth') &&
      (moduleType === undefined || isWanted(row, moduleType)),
  );
}

/** The sections an import archive holds for a component: those of its type, and both scope sections of any connection. */
export function archivedRowsOf(component: ComponentType | 'app'): SectionRow[] {
  if (component === 'app' || component.kind !== 'connection')
    return sectionRowsOf(component).filter(({ inArchive }) => inArchive);
  const communication = sectionRow(component, 'communication');
  const others = SECTIONS.filter(
    ({ kind, section, inArchive }) => kind === 'connection' && section !== 'communication' && inArchive,
  );
  return [...(communication ? [communication] : []), ...others];
}

/** Fills in the sections a component could have but does not: the manifest as its files would state it. */
export function withEmptySections(manifest: Manifest): Manifest {
  const fill = <C extends Component>(components: Readonly<Record<string, C>>): Record<string, C> =>
    Object.fromEntries(
      Object.entries(components).map(([name, component]) => [
        name,
        { ...component, sections: withEmpty(component.sections, filedRowsOf(component)) },
      ]),
    );
  return {
    ...manifest,
    sections: withEmpty(manifest.sections, filedRowsOf('app')),
    connections: fill(manifest.connections),
    webhooks: fill(manifest.webhooks),
    modules: fill(manifest.modules),
    rpcs: fill(manifest.rpcs),
    functions: fill(manifest.functions),
    endpoints: fill(manifest.endpoints),
  };
}

const withEmpty = (sections: Sections, rows: readonly SectionRow[]): Sections => ({
  ...Object.fromEntries(rows.map(({ section, empty }) => [section, empty])),
  ...sections,
});

/** The text of a section with nothing in it, exactly as the editor writes it for a new component (make-app-format.md §1.9.1). */
export function emptyText({ empty }: SectionRow): string {
  if (typeof empty === 'string') return empty;
  return Array.isArray(empty) ? '[]\n' : '{ }\n';
}
