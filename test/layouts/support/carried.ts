import type { Json } from '../../../scripts/core/json.ts';
import type { Component, Manifest } from '../../../scripts/manifest/manifest.ts';
import { archivedRowsOf, withEmptySections } from '../../../scripts/manifest/sections.ts';

/** What of an app survives an archive. */
export function carried(manifest: Manifest): Manifest {
  const complete = withEmptySections(manifest);
  const of = <C extends Component>(components: Readonly<Record<string, C>>): Record<string, C> =>
    Object.fromEntries(
      Object.entries(components).map(([name, component]) => {
        const rows = new Set(archivedRowsOf(component).map(({ section }) => section));
        const sections = Object.entries(component.sections).filter(
          ([section]) => rows.has(section) || section === 'context',
        );
        const { actionCrud, ...rest } = component as C & { actionCrud?: unknown };
        const bound = 'altConnection' in rest ? { ...rest, altConnection: null } : rest;
        return [name, { ...bound, sections: Object.fromEntries(sections) } as unknown as C];
      }),
    );
  const { base, readme } = complete.sections;
  return {
    app: { ...manifest.app, description: `Imported app ${manifest.app.label}.` },
    sections: { base, readme } as Record<string, Json>,
    connections: of(complete.connections),
    webhooks: of(complete.webhooks),
    modules: of(complete.modules),
    rpcs: of(complete.rpcs),
    functions: of(complete.functions),
    endpoints: of(complete.endpoints),
  };
}
