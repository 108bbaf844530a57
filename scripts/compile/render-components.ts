import type { Json } from '../core/json.ts';
import { didYouMean } from '../core/suggest.ts';
import { declaredCommon } from '../dsl/common-data.ts';
import { type Descriptor, isDescriptor } from '../dsl/descriptor.ts';
import type { Component, ComponentKind, Sections } from '../manifest/manifest.ts';
import { PLURALS } from '../manifest/manifest.ts';
import { sectionRowsOf } from '../manifest/sections.ts';
import { renderFields } from './render-fields.ts';
import { placeOf, renderValue, report, type Sink, type Spot, step } from './render-value.ts';

/** How a property of a descriptor becomes a section. */
interface SectionRule {
  readonly section: string;
  readonly render: (value: unknown, at: Spot) => Json | undefined;
}

const fields = (section: string): SectionRule => ({ section, render: renderFields });
const value = (section: string): SectionRule => ({ section, render: renderValue });

/** Common data by value stands for what it declares, not for a reference to it. */
export const renderCommon = (common: unknown, at: Spot): Json | undefined =>
  renderValue(declaredCommon(common) ?? common, at);

type Described = Exclude<ComponentKind, 'function'>;

/** Sections by descriptor property. */
const SECTION_RULES: Readonly<Record<Described, Readonly<Record<string, SectionRule>>>> = {
  module: {
    communication: value('communication'),
    epoch: value('epoch'),
    staticParameters: fields('staticParams'),
    mappableParameters: fields('mappableParams'),
    interface: fields('interface'),
    samples: value('samples'),
    scope: value('scope'),
  },
  connection: {
    communication: value('communication'),
    parameters: fields('params'),
    common: { section: 'common', render: renderCommon },
    scopeList: value('scopeList'),
    defaultScope: value('defaultScope'),
    installSpec: fields('installSpec'),
    installDirectives: value('installDirectives'),
  },
  rpc: { communication: value('communication'), parameters: fields('params') },
  webhook: {
    communication: value('communication'),
    parameters: fields('params'),
    attach: value('attach'),
    update: value('update'),
    detach: value('detach'),
    requiredScope: value('requiredScope'),
  },
  endpoint: {
    communication: value('communication'),
    scope: value('scope'),
    inputParameters: fields('inputParameters'),
    outputParameters: fields('outputParameters'),
    context: value('context'),
  },
};

/** Metadata by descriptor property: its name in the manifest. */
const METADATA: Readonly<Record<Described, Readonly<Record<string, string>>>> = {
  module: {
    label: 'label',
    description: 'description',
    type: 'moduleType',
    crud: 'actionCrud',
    connection: 'connection',
    altConnection: 'altConnection',
    webhook: 'webhook',
  },
  connection: { label: 'label', type: 'connectionType' },
  rpc: { label: 'label', connection: 'connection', altConnection: 'altConnection' },
  webhook: { label: 'label', type: 'webhookType', connection: 'connection', altConnection: 'altConnection' },
  endpoint: {
    label: 'label',
    description: 'description',
    annotations: 'annotations',
    attachedAccounts: 'attachedAccounts',
  },
};

/** What the manifest says when a descriptor leaves it out. */
const DEFAULTS: Readonly<Record<Described, Readonly<Record<string, Json>>>> = {
  module: { connection: null, altConnection: null },
  connection: {},
  rpc: { connection: null, altConnection: null },
  webhook: { connection: null, altConnection: null },
  endpoint: {},
};

/** Renders one descriptor into the component the manifest holds. */
export function renderComponent(descriptor: Descriptor<Described>, sink: Sink): Component {
  const { kind, name, spec } = descriptor;
  const component = `${PLURALS[kind]}.${name}`;
  const root: Spot = { component, path: [], sink };
  const metadata: Record<string, Json> = {};
  const sections: Record<string, Json> = {};
  sink.origin?.(placeOf(root), { holder: spec, key: 'name' });
  for (const [property, stated] of Object.entries(spec)) {
    const origin = { holder: spec, key: property };
    const rule = SECTION_RULES[kind][property];
    const entry = METADATA[kind][property];
    if (rule) {
      const at: Spot = { component, section: rule.section, path: [], sink };
      sink.origin?.(placeOf(at), origin);
      const rendered = rule.render(stated, at);
      if (rendered !== undefined) sections[rule.section] = rendered;
    } else if (entry !== undefined) {
      const rendered = renderMetadata(entry, stated, step(root, entry, origin));
      if (rendered !== undefined) metadata[entry] = rendered;
    } else if (property === 'name') step(root, 'name', origin);
    else reportUnknown(kind, property, step(root, property, origin));
  }
  // The manifest's checks say what is missing or of the wrong type; here nothing is known about the values yet.
  const rendered = {
    kind,
    name,
    ...inOrder(kind, { ...DEFAULTS[kind], ...metadata }),
    sections,
  } as unknown as Component;
  return { ...rendered, sections: withEmptySections(rendered) };
}

/** Metadata in one order for all components of a kind, whatever order their authors chose. */
function inOrder(kind: Described, metadata: Readonly<Record<string, Json>>): Record<string, Json> {
  const ordered: Record<string, Json> = {};
  for (const entry of Object.values(METADATA[kind])) {
    const value = metadata[entry];
    if (value !== undefined) ordered[entry] = value;
  }
  return ordered;
}

/** Components used by value stand for their names; a name written by hand stays as it is. */
function renderMetadata(entry: string, stated: unknown, at: Spot): Json | undefined {
  const isReference = entry === 'connection' || entry === 'altConnection' || entry === 'webhook';
  const expected = entry === 'webhook' ? 'webhook' : 'connection';
  if (isReference && stated !== undefined && stated !== null && typeof stated !== 'string') {
    if (!isDescriptor(stated) || stated.kind !== expected) {
      report(at, 'MAN213', `This is no ${expected}.`, `give the value a file in ${expected}s/ exports.`);
      return null;
    }
  }
  return renderValue(stated, at);
}

function reportUnknown(kind: Described, property: string, at: Spot): void {
  const known = ['name', ...Object.keys(METADATA[kind]), ...Object.keys(SECTION_RULES[kind])];
  report(
    at,
    'MAN214',
    `A ${kind} has no property "${property}".`,
    didYouMean(property, known, `it may have ${known.join(', ')}.`),
  );
}

/** Every section a component of its type has, in the order of the table, then what else was written. */
function withEmptySections(component: Component): Sections {
  const all: Record<string, Json> = {};
  for (const { section, empty } of sectionRowsOf(component)) all[section] = component.sections[section] ?? empty;
  return { ...all, ...component.sections };
}
