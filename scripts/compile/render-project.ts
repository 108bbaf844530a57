import type { Problem } from '../core/problems.ts';
import type { Descriptor } from '../dsl/descriptor.ts';
import {
  COMPONENT_KINDS,
  type Component,
  type ComponentKind,
  type FunctionComponent,
  type Manifest,
  PLURALS,
} from '../manifest/manifest.ts';
import type { LoadedProject } from './load-project.ts';
import { noApp, type RenderedApp, renderApp } from './render-app.ts';
import { renderComponent } from './render-components.ts';
import type { Sink } from './render-value.ts';

/** What rendering takes besides descriptors. */
export interface Beside {
  readonly readme?: string | undefined;
  readonly functions?: readonly FunctionComponent[];
}

/** Renders all descriptors that could be loaded; without the app's descriptor, app-wide sections are empty. */
export function renderProject(
  { files, descriptors }: Pick<LoadedProject, 'files' | 'descriptors'>,
  sink: Sink,
  { readme, functions = [] }: Beside = {},
): Manifest {
  const rendered: Component[] = [...functions];
  let app: RenderedApp = noApp();
  for (const { kind, file } of files) {
    const descriptor = descriptors.get(file);
    if (!descriptor || kind === 'function') continue;
    if (kind === 'app') app = renderApp(descriptor, readme, sink);
    else rendered.push(renderComponent(descriptor as Descriptor<typeof kind>, sink)); // The loader picked it by its kind.
  }
  const maps = COMPONENT_KINDS.map((kind) => [PLURALS[kind], mapOf(kind, rendered, app, sink)] as const);
  // One map per kind, each of its own components.
  return { ...app, ...Object.fromEntries(maps) } as unknown as Manifest;
}

function mapOf(
  kind: ComponentKind,
  all: readonly Component[],
  app: RenderedApp,
  sink: Sink,
): Record<string, Component> {
  const own = all.filter((component) => component.kind === kind);
  const ordered = kind === 'module' ? inGroupOrder(own, app) : own;
  const map: Record<string, Component> = {};
  for (const component of ordered) {
    if (Object.hasOwn(map, component.name)) sink.problem(duplicate(kind, component.name));
    map[component.name] = component;
  }
  return map;
}

/** Modules stand in the order of the groups, those in none by file name at the end. */
function inGroupOrder(modules: readonly Component[], { sections }: RenderedApp): Component[] {
  const groups = Array.isArray(sections.groups) ? sections.groups : [];
  const names = groups.flatMap((group: { readonly modules?: unknown } | null) =>
    Array.isArray(group?.modules) ? group.modules : [],
  );
  const rank = ({ name }: Component): number => (names.includes(name) ? names.indexOf(name) : names.length);
  return [...modules].sort((a, b) => rank(a) - rank(b));
}

const duplicate = (kind: ComponentKind, name: string): Problem => ({
  code: 'MAN230',
  severity: 'error',
  message: `Two ${PLURALS[kind]} are named "${name}".`,
  fix: 'name each after its file.',
  component: `${PLURALS[kind]}.${name}`,
  path: ['name'],
});
