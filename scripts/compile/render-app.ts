import type { Json } from '../core/json.ts';
import { type Descriptor, isDescriptor } from '../dsl/descriptor.ts';
import type { AppMetadata, Sections } from '../manifest/manifest.ts';
import { sectionRowsOf } from '../manifest/sections.ts';
import { renderCommon } from './render-components.ts';
import { renderEntries } from './render-fields.ts';
import { placeOf, renderValue, report, type Sink, type Spot, step } from './render-value.ts';

export interface RenderedApp {
  readonly app: AppMetadata;
  readonly sections: Sections;
}

/** An app of which nothing is known. */
export const noApp = (): RenderedApp => ({ app: { name: '', label: '', ...DEFAULTS }, sections: emptySections() });

const emptySections = (): Record<string, Json> =>
  Object.fromEntries(sectionRowsOf('app').map(({ section, empty }) => [section, empty]));

/** What an app is when it does not say (make-app-format.md §1.1). */
const DEFAULTS = {
  description: '',
  version: 1,
  theme: '#000000',
  language: 'en',
  audience: 'global',
  countries: null,
} as const satisfies Partial<AppMetadata>;

const METADATA: readonly string[] = ['name', 'label', ...Object.keys(DEFAULTS)];

/** Renders the app's descriptor; `readme` is the text of `app/README.md`, which a `readme` in the descriptor replaces. */
export function renderApp({ name, spec }: Descriptor, readme: string | undefined, sink: Sink): RenderedApp {
  const root: Spot = { component: 'app', path: [], sink };
  sink.origin?.(placeOf(root), { holder: spec, key: 'name' });
  const metadata: Record<string, Json> = {};
  const sections: Record<string, Json> = emptySections();
  if (readme !== undefined) sections.readme = readme;
  for (const [property, stated] of Object.entries(spec)) {
    const origin = { holder: spec, key: property };
    if (METADATA.includes(property)) {
      const rendered = renderValue(stated, step(root, property, origin));
      if (rendered !== undefined) metadata[property] = rendered;
      continue;
    }
    const render = SECTIONS[property];
    if (!render) {
      report(
        step(root, property, origin),
        'MAN214',
        `An app has no property "${property}".`,
        `it may have ${[...METADATA, ...Object.keys(SECTIONS)].join(', ')}.`,
      );
      continue;
    }
    const at: Spot = { component: 'app', section: property, path: [], sink };
    sink.origin?.(placeOf(at), origin);
    const rendered = render(stated, at);
    if (rendered !== undefined) sections[property] = rendered;
  }
  // The manifest's checks say what is missing or of the wrong type; here nothing is known about the values yet.
  return { app: { name, label: '', ...DEFAULTS, ...metadata } as AppMetadata, sections };
}

const SECTIONS: Readonly<Record<string, (value: unknown, at: Spot) => Json | undefined>> = {
  base: renderValue,
  common: renderCommon,
  groups: renderGroups,
  readme: renderValue,
};

function renderGroups(groups: unknown, at: Spot): Json | undefined {
  if (!Array.isArray(groups)) return renderValue(groups, at);
  return groups.map((group: unknown, index) => {
    const inner = step(at, index, { holder: groups, key: index });
    if (typeof group !== 'object' || group === null) return renderValue(group, inner) ?? null;
    return renderEntries(group, inner, (key, value, spot) =>
      key === 'modules' ? renderModules(value, spot) : renderValue(value, spot),
    );
  });
}

function renderModules(modules: unknown, at: Spot): Json | undefined {
  if (!Array.isArray(modules)) return renderValue(modules, at);
  return modules.flatMap((module: unknown, index): Json[] => {
    const inner = step(at, index, { holder: modules, key: index });
    if (typeof module === 'string') return [module];
    if (isDescriptor(module) && module.kind === 'module') return [module.name];
    report(inner, 'MAN213', 'A group lists something that is no module.', 'list what the files in modules/ export.');
    return [];
  });
}
