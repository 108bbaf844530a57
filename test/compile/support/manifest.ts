import type { Component, Manifest } from '../../../scripts/manifest/manifest.ts';
import { PLURALS } from '../../../scripts/manifest/manifest.ts';

/** A component with the given parts; what is left out is empty. */
export function component(
  kind: Component['kind'],
  name: string,
  parts: Readonly<Record<string, unknown>> = {},
): Component {
  const defaults = {
    label: name,
    description: `Does ${name}.`,
    connection: null,
    altConnection: null,
    connectionType: 'basic',
    webhookType: 'web',
    moduleType: 'action',
    sections: {},
  };
  return { kind, name, ...defaults, ...parts } as unknown as Component; // Tests state only what they are about.
}

/** An app of these components, with these sections of its own. */
export function manifestOf(components: readonly Component[], sections: Manifest['sections'] = {}): Manifest {
  const maps = Object.values(PLURALS).map((plural) => [plural, {} as Record<string, Component>] as const);
  for (const each of components) {
    const map = maps.find(([plural]) => plural === PLURALS[each.kind])?.[1];
    if (map) map[each.name] = each;
  }
  const app = {
    name: 'library',
    label: 'Library',
    description: '',
    version: 1,
    theme: '#336699',
    language: 'en',
    audience: 'global',
    countries: null,
  };
  return {
    app,
    sections: { base: {}, common: {}, groups: [], readme: '', ...sections },
    ...Object.fromEntries(maps),
  } as unknown as Manifest; // As above.
}
