import type { Json, JsonObject } from '../core/json.ts';
import type { AppMetadata, Component, ComponentKind, Manifest } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, PLURALS } from '../manifest/manifest.ts';
import { MINIMAL } from './minimal-parts.ts';

/** Metadata and sections of one component side by side; null in a patch takes it away. */
export type ComponentPatch = Readonly<Record<string, Json>> | null;

/** Changes to the minimal app: what is named replaces what was there, section by section. */
export interface AppPatch {
  readonly app?: Partial<AppMetadata>;
  readonly base?: Json;
  readonly common?: Json;
  readonly groups?: Json;
  readonly readme?: string;
  readonly connections?: Readonly<Record<string, ComponentPatch>>;
  readonly webhooks?: Readonly<Record<string, ComponentPatch>>;
  readonly modules?: Readonly<Record<string, ComponentPatch>>;
  readonly rpcs?: Readonly<Record<string, ComponentPatch>>;
  readonly functions?: Readonly<Record<string, ComponentPatch>>;
  readonly endpoints?: Readonly<Record<string, ComponentPatch>>;
}

const METADATA: Readonly<Record<ComponentKind, JsonObject>> = {
  connection: { label: '', connectionType: 'basic' },
  webhook: { label: '', webhookType: 'web', connection: null, altConnection: null },
  module: {
    label: '',
    description: '',
    moduleType: 'action',
    actionCrud: null,
    connection: null,
    altConnection: null,
    webhook: null,
  },
  rpc: { label: '', connection: null, altConnection: null },
  function: {},
  endpoint: { label: '', description: '', annotations: {}, attachedAccounts: [] },
};

/** A small app that breaks no rule and has a component of every kind, with changes. */
export function minimalApp(patch: AppPatch = {}): Manifest {
  const { app, base, common, groups, readme, ...components } = patch;
  const sections = { ...MINIMAL.sections, ...defined({ base, common, groups, readme }) };
  return {
    app: { ...MINIMAL.app, ...app },
    sections,
    // The parts below have the members their kind demands.
    ...(Object.fromEntries(
      COMPONENT_KINDS.map((kind) => [PLURALS[kind], componentsOf(kind, components[PLURALS[kind]] ?? {})]),
    ) as unknown as Omit<Manifest, 'app' | 'sections'>),
  };
}

const defined = (values: Readonly<Record<string, Json | undefined>>): Record<string, Json> =>
  // Only what is undefined is left out.
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<string, Json>;

function componentsOf(
  kind: ComponentKind,
  patches: Readonly<Record<string, ComponentPatch>>,
): Record<string, Component> {
  const minimal: Readonly<Record<string, JsonObject>> = MINIMAL[PLURALS[kind]];
  const names = [...new Set([...Object.keys(minimal), ...Object.keys(patches)])];
  return Object.fromEntries(
    names
      .filter((name) => patches[name] !== null)
      .map((name) => [name, componentOf(kind, name, { ...minimal[name], ...patches[name] })]),
  );
}

function componentOf(kind: ComponentKind, name: string, parts: JsonObject): Component {
  const metadata = { ...METADATA[kind] } as Record<string, Json>;
  const sections: Record<string, Json> = {};
  for (const [key, value] of Object.entries(parts)) {
    if (Object.hasOwn(metadata, key)) metadata[key] = value;
    else sections[key] = value;
  }
  return { kind, name, ...metadata, sections } as unknown as Component; // Metadata holds the members of the kind.
}
