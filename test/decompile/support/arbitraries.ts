import fc from 'fast-check';
import type { Json } from '../../../scripts/core/json.ts';
import type { Component, Manifest, ModuleType } from '../../../scripts/manifest/manifest.ts';
import { appOf } from '../../manifest/support/app.ts';
import {
  communication,
  condition,
  fields,
  iml,
  label,
  members,
  output,
  request,
  rpcUrl,
  value,
} from './arbitrary-sections.ts';

const sectionsOf = (all: Readonly<Record<string, fc.Arbitrary<Json>>>) =>
  fc.record(all, { requiredKeys: [] }) as fc.Arbitrary<Record<string, Json>>;

const account = fc.constantFrom(null, 'keyOne', 'log-in', 'noSuch');
const MODULE_TYPES: readonly ModuleType[] = [
  'action',
  'action',
  'search',
  'search',
  'trigger',
  'instant_trigger',
  'responder',
  'universal',
];

const moduleNamed = (name: string): fc.Arbitrary<Component> =>
  fc
    .record({
      kind: fc.constant('module' as const),
      name: fc.constant(name),
      label,
      description: label,
      moduleType: fc.constantFrom(...MODULE_TYPES),
      connection: account,
      altConnection: account,
      sections: sectionsOf({
        communication: fc.oneof(
          { weight: 4, arbitrary: communication as fc.Arbitrary<Json> },
          { weight: 1, arbitrary: fc.constant({}) },
        ),
        staticParams: fields as fc.Arbitrary<Json>,
        mappableParams: fc.oneof(fields as fc.Arbitrary<Json>, rpcUrl),
        interface: fc.oneof(
          fields as fc.Arbitrary<Json>,
          fc.constant([
            { name: 'id', type: 'text' },
            { name: 'size', type: 'number' },
            { name: 'when', type: 'date' },
          ]),
          rpcUrl,
        ),
        samples: fc.oneof(members({ id: label, size: fc.integer(), when: label, extra: value }), rpcUrl),
        scope: fc.constantFrom(['a'], 'a', []),
      }),
    })
    .chain(
      (component): fc.Arbitrary<object> =>
        component.moduleType === 'trigger'
          ? request.map((epoch) => ({ ...component, sections: { ...component.sections, epoch } }))
          : fc.constant({ ...component, ...(component.moduleType === 'instant_trigger' && { webhook: 'arrivals' }) }),
    ) as fc.Arbitrary<Component>;

const components = fc.tuple(
  ...['getOne', 'listTwo', 'constructor', 'date', 'class', 'eval'].map(moduleNamed),
  fc.record({
    kind: fc.constant('connection' as const),
    name: fc.constant('keyOne'),
    label,
    connectionType: fc.constant('basic' as const),
    sections: sectionsOf({
      communication: communication as fc.Arbitrary<Json>,
      params: fields as fc.Arbitrary<Json>,
      common: members({ id: label, name: value }) as fc.Arbitrary<Json>,
    }),
  }),
  fc.record({
    kind: fc.constant('connection' as const),
    name: fc.constant('log-in'),
    label,
    connectionType: fc.constant('oauth' as const),
    sections: sectionsOf({
      communication: members({
        authorize: request,
        token: request,
        info: communication as fc.Arbitrary<Json>,
        refresh: request,
        unknown: request,
      }) as fc.Arbitrary<Json>,
      params: fields as fc.Arbitrary<Json>,
      defaultScope: fc.constantFrom(['a'], []),
      installSpec: fields as fc.Arbitrary<Json>,
    }),
  }),
  fc.record({
    kind: fc.constant('webhook' as const),
    name: fc.constant('arrivals'),
    label,
    webhookType: fc.constantFrom('web' as const, 'web-shared' as const),
    connection: account,
    altConnection: fc.constant(null),
    sections: sectionsOf({
      communication: members({
        output,
        iterate: fc.constant('{{body.list}}'),
        condition,
        uid: iml,
        respond: members({ status: fc.integer(), body: value }) as fc.Arbitrary<Json>,
        verification: members({ condition }) as fc.Arbitrary<Json>,
      }) as fc.Arbitrary<Json>,
      params: fields as fc.Arbitrary<Json>,
      attach: communication as fc.Arbitrary<Json>,
      detach: communication as fc.Arbitrary<Json>,
    }),
  }),
  ...['listOne', 'listTwo'].map((name) =>
    fc.record({
      kind: fc.constant('rpc' as const),
      name: fc.constant(name),
      label,
      connection: account,
      altConnection: fc.constant(null),
      sections: sectionsOf({
        communication: fc.oneof(
          communication as fc.Arbitrary<Json>,
          fc.record({
            url: label,
            response: fc.record({
              iterate: fc.constant('{{body.list}}'),
              output: members({ label: iml, value: iml, other: iml }, ['value']),
            }),
          }),
        ) as fc.Arbitrary<Json>,
        params: fields as fc.Arbitrary<Json>,
      }),
    }),
  ),
  fc.record({
    kind: fc.constant('endpoint' as const),
    name: fc.constant('findOne'),
    label,
    description: label,
    sections: sectionsOf({
      communication: request as fc.Arbitrary<Json>,
      inputParameters: fields as fc.Arbitrary<Json>,
      outputParameters: fields as fc.Arbitrary<Json>,
    }),
  }),
  fc
    .constantFrom(
      'function own(a) {\n  return a;\n}\n',
      '// two\nconst b = 1;\nfunction own(a) { return a + (b) }\n',
      'function own(a, b = Number(1)) { return a; } // €',
      'globalThis.injected = true;\nfunction own(a) { return a; }\n',
    )
    .map((code) => ({ kind: 'function' as const, name: 'own', sections: { code, test: "it('is', () => {});\n" } })),
);

/** Apps of every kind of component, with whatever people and their tools may write. */
export const manifests: fc.Arbitrary<Manifest> = fc
  .tuple(
    components,
    sectionsOf({
      base: request as fc.Arbitrary<Json>,
      common: members({ id: label, name: members({ inner: label }) as fc.Arbitrary<Json> }) as fc.Arbitrary<Json>,
      readme: label,
    }),
  )
  .map(([all, sections]) => ({ ...appOf(all as Component[]), sections }));
