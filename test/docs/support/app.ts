import { type Component, type Manifest, PLURALS } from '../../../scripts/manifest/manifest.ts';

/** A component with the given parts; what is left out is empty. */
export function component(
  kind: Component['kind'],
  name: string,
  parts: Readonly<Record<string, unknown>> = {},
): Component {
  const defaults = {
    label: name,
    description: '',
    connection: null,
    altConnection: null,
    connectionType: 'basic',
    webhookType: 'web',
    moduleType: 'action',
    sections: {},
  };
  return { kind, name, ...defaults, ...parts } as unknown as Component; // Tests state only what they are about.
}

/** An app of these components, called Quay, with these sections and metadata of its own. */
export function appOf(
  components: readonly Component[],
  sections: Manifest['sections'] = {},
  app: Partial<Manifest['app']> = {},
): Manifest {
  const of = (kind: Component['kind']) =>
    Object.fromEntries(components.filter((each) => each.kind === kind).map((each) => [each.name, each]));
  const maps = Object.entries(PLURALS).map(([kind, plural]) => [plural, of(kind as Component['kind'])] as const);
  const metadata = {
    name: 'quay',
    label: 'Quay',
    description: 'Books berths.',
    version: 2,
    theme: '#0a7d5c',
    language: 'en',
    audience: 'global',
    countries: null,
    ...app,
  };
  return {
    app: metadata,
    sections: { base: {}, common: {}, groups: [], readme: '', ...sections },
    ...Object.fromEntries(maps),
  } as unknown as Manifest; // As above.
}

/** A module with these parameters. */
export const moduleWith = (mappableParams: unknown, parts: Readonly<Record<string, unknown>> = {}): Component =>
  component('module', 'bookBerth', {
    label: 'Book a Berth',
    ...parts,
    sections: { mappableParams, ...(parts.sections ?? {}) },
  });

export const harbourAccount = component('connection', 'harbourAccount', {
  label: 'Harbour account',
  sections: {
    params: [{ name: 'key', type: 'password', label: 'API Key', required: true, default: 'k-secret-default' }],
    communication: {
      url: 'https://harbour.test/me',
      response: { data: { token: '{{body.token}}' }, error: { message: '[{{statusCode}}] The key is not known.' } },
    },
    common: { clientSecret: 'common-secret' },
  },
});
