import fc from 'fast-check';
import type { Json } from '../../../scripts/core/json.ts';
import type { Component, Manifest, ModuleType } from '../../../scripts/manifest/manifest.ts';
import type { SectionRow } from '../../../scripts/manifest/sections.ts';
import { filedRowsOf } from '../../../scripts/manifest/sections.ts';
import { appOf } from '../../manifest/support/app.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const key = fc.string({ minLength: 1, maxLength: 6 }).filter((name) => name !== '__proto__' && !/^\d+$/.test(name));

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constantFrom('{{parameters.id}}', '{{ifempty(body.a, "b")}}', 'rpc://list'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
}));

const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{2,10}$/);

function sectionOf({ format, empty, section }: SectionRow, componentName: string): fc.Arbitrary<Json> {
  if (section === 'code') return fc.constant(`function ${componentName}(a) {\n  return a;\n}\n`);
  if (format === 'js' || format === 'md') return text.map((line) => `${line}\n`);
  return Array.isArray(empty) ? fc.array(value, { maxLength: 3 }) : fc.dictionary(key, value, { maxKeys: 4 });
}

function sectionsOf(rows: readonly SectionRow[], componentName: string): fc.Arbitrary<Record<string, Json>> {
  const values = Object.fromEntries(rows.map((row) => [row.section, sectionOf(row, componentName)]));
  return fc.record(values, {
    requiredKeys: rows.some(({ section }) => section === 'code') ? ['code'] : [],
  }) as fc.Arbitrary<Record<string, Json>>;
}

const withSections = (bare: Component): fc.Arbitrary<Component> =>
  sectionsOf(filedRowsOf(bare), bare.name).map((sections) => ({ ...bare, sections }));

const accounts = {
  connection: fc.constantFrom(null, 'keyOne', 'keyTwo'),
  altConnection: fc.constantFrom(null, 'keyTwo'),
};
const MODULE_TYPES: readonly ModuleType[] = [
  'action',
  'search',
  'trigger',
  'instant_trigger',
  'responder',
  'universal',
];

const module = fc
  .record({
    name,
    label: text,
    description: text,
    moduleType: fc.constantFrom(...MODULE_TYPES),
    actionCrud: fc.constantFrom('create', null, undefined),
    ...accounts,
  })
  .chain(({ actionCrud, ...rest }) =>
    withSections({
      kind: 'module',
      ...rest,
      ...(rest.moduleType === 'action' && actionCrud !== undefined && { actionCrud: actionCrud as 'create' | null }),
      ...(rest.moduleType === 'instant_trigger' && { webhook: 'arrivals' }),
      sections: {},
    }),
  );

const rpc = fc
  .record({ name, label: text, ...accounts })
  .chain((rest) => withSections({ kind: 'rpc', ...rest, sections: {} }));

const fixed = fc.tuple(
  withSections({ kind: 'connection', name: 'keyOne', label: 'Key', connectionType: 'basic', sections: {} }),
  withSections({ kind: 'connection', name: 'keyTwo', label: 'Login', connectionType: 'oauth', sections: {} }),
  withSections({
    kind: 'webhook',
    name: 'arrivals',
    label: 'Arrivals',
    webhookType: 'web-shared',
    connection: 'keyOne',
    altConnection: null,
    sections: {},
  }),
  withSections({ kind: 'function', name: 'shout', sections: {} }),
  withSections({
    kind: 'endpoint',
    name: 'findShip',
    label: 'Find',
    description: 'Finds.',
    annotations: { readOnlyHint: true },
    attachedAccounts: ['keyTwo'],
    sections: {},
  }),
);

const unique = (components: readonly Component[]): Component[] => [
  ...new Map(components.map((component) => [`${component.kind} ${component.name.toLowerCase()}`, component])).values(),
];

/** Apps with components of every kind, of any sections a reader must give back. */
export const manifests: fc.Arbitrary<Manifest> = fc
  .record({
    fixed,
    modules: fc.array(module, { maxLength: 4 }),
    rpcs: fc.array(rpc, { maxLength: 2 }),
    sections: sectionsOf(filedRowsOf('app'), ''),
  })
  .map(({ fixed: components, modules, rpcs, sections }) => ({
    ...appOf(unique([...components, ...modules, ...rpcs])),
    sections,
  }));
