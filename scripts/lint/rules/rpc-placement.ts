import type { Json, JsonObject } from '../../core/json.ts';
import type { RpcComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingAt } from '../finding.ts';
import type { ReferenceSite } from '../forms.ts';
import { isForm } from '../forms.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { objectOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { callsIn } from '../texts.ts';

const LIST = objectOf(MINIMAL.rpcs.listItems.communication);

const list = (changes: JsonObject) => ({ rpcs: { listItems: { communication: { ...LIST, ...changes } } } });

const GOOD = list({});

const choice = (options: string) => ({
  name: 'id',
  type: 'select',
  label: 'Item ID',
  required: true,
  mode: 'edit',
  options,
  mappable: { help: 'Enter the item ID.' },
});

const rpcsOf = ({ manifest }: LintContext): RpcComponent[] => Object.values(manifest.rpcs);

/** Rules about where in a form a list that depends on others stands. */
export const rpcPlacementRules: readonly Rule[] = [
  {
    id: 'RPC-006',
    family: 'rpcs',
    severity: 'info',
    title: 'An RPC does not look up mapped text',
    reason: 'While a user maps, the value is {{4.id}}, and the RPC asks the API for that.',
    advice: 'give the request a condition that tells an ID from mapped text.',
    reference: 'make-app-format.md §8.7',
    check: (context) =>
      rpcsOf(context).flatMap((rpc) =>
        context.requestsOf(rpc).flatMap((request) => {
          const site = context.textAt(request, 'url');
          const isById = site?.references.some(({ root }) => root === 'parameters') === true;
          return site &&
            isById &&
            request.merged.condition === undefined &&
            !callsIn(site).some(({ name }) => name !== 'encodeURL')
            ? [findingAt(site, 'Mapped text becomes part of the address.')]
            : [];
        }),
      ),
    examples: {
      bad: {
        rpcs: {
          listParts: {
            label: 'List parts',
            connection: 'acme',
            params: [],
            communication: { ...LIST, url: '/items/{{parameters.id}}/parts' },
          },
        },
        modules: { getItem: nestedParts() },
      },
      at: 'rpcs.listParts › communication › url',
      good: GOOD,
    },
  },
  {
    id: 'RPC-009',
    family: 'rpcs',
    severity: 'warning',
    title: 'A list that depends on a choice stands below it',
    reason: 'Beside it the list is loaded before anything is chosen, and not again afterwards.',
    advice: 'put the field into "nested" of the options it depends on.',
    reference: 'make-app-format.md §4.5',
    check: checkPlacement,
    examples: {
      bad: {
        rpcs: {
          listParts: {
            label: 'List parts',
            connection: 'acme',
            params: [],
            communication: { ...LIST, qs: { per_page: 100, item: '{{parameters.id}}' } },
          },
        },
        modules: { getItem: parts() },
      },
      at: 'modules.getItem › mappableParams › [1].options',
      good: {
        rpcs: {
          listParts: {
            label: 'List parts',
            connection: 'acme',
            params: [],
            communication: { ...LIST, qs: { per_page: 100, item: '{{parameters.id}}' } },
          },
        },
        modules: { getItem: nestedParts() },
      },
    },
  },
  {
    id: 'RPC-010',
    family: 'rpcs',
    severity: 'info',
    title: 'Modules that work on one ID ask for the ID',
    reason: 'Users of Get, Update and Delete map an ID they have; choosing step by step stands in their way.',
    advice: 'use one select with mode "edit".',
    reference: 'make-app-format.md §8.7 MK-RPC-02',
    check: (context) =>
      context.rpcReferences
        .filter(
          ({ component, section, gives, parent }) =>
            component.kind === 'module' &&
            ['read', 'update', 'delete'].includes(component.actionCrud ?? '') &&
            isForm({ section }) &&
            gives === 'options' &&
            parent?.via === 'nested' &&
            parent.parent?.via === 'nested',
        )
        .map((site) => findingAt(site, 'The ID is reached through a chain of choices.')),
    examples: {
      bad: { modules: { getItem: chain() } },
      at: 'modules.getItem › mappableParams › [0].nested[0].nested[0].options',
      good: GOOD,
    },
  },
];

function parts(): JsonObject {
  return {
    mappableParams: [
      choice('rpc://listItems'),
      { name: 'part', type: 'select', label: 'Part', options: 'rpc://listParts' },
    ],
    communication: {
      url: '/items/{{encodeURL(parameters.id)}}',
      encodeUrl: false,
      qs: { part: '{{parameters.part}}' },
      response: { output: '{{body}}' },
    },
  };
}

function nestedParts(): JsonObject {
  const part = { name: 'part', type: 'select', label: 'Part', options: 'rpc://listParts' };
  return {
    ...parts(),
    mappableParams: [{ ...choice('rpc://listItems'), options: { store: 'rpc://listItems', nested: [part] } }],
  };
}

function chain(): JsonObject {
  const select = (name: string, label: string, nested: Json[]) => ({
    name,
    type: 'select',
    label,
    required: true,
    options: 'rpc://listItems',
    ...(nested.length > 0 && { nested }),
  });
  return {
    mappableParams: [select('hall', 'Hall', [select('shelf', 'Shelf', [select('id', 'Item', [])])])],
  };
}

/** Which form values an RPC reads, and whether the caller stands below the fields that hold them. */
function checkPlacement(context: LintContext): Finding[] {
  return context.rpcReferences.flatMap((site) => {
    const rpc = context.manifest.rpcs[site.reference.name];
    if (!rpc || site.component.kind !== 'module' || !isForm(site) || site.via === 'form') return [];
    const read = new Set(
      context
        .textsOf(rpc)
        .flatMap(({ references }) =>
          references.filter(({ root }) => root === 'parameters').map(({ path }) => String(path[0])),
        ),
    );
    const above = namesAbove(site);
    const [missing] = context
      .fieldsOf(site.component)
      .filter(
        ({ section, via, name = '' }) =>
          section === site.section && via === 'section' && read.has(name) && name !== 'limit',
      )
      .filter(({ name = '' }) => !above.has(name) && site.reference.query[name] === undefined)
      .filter(({ type }) => type === 'select');
    return missing ? [findingAt(site, `The list depends on "${missing.name}", which stands beside it.`)] : [];
  });
}

function namesAbove({ parent }: ReferenceSite): ReadonlySet<unknown> {
  const names = new Set<unknown>();
  for (let visit = parent; visit; visit = visit.parent) names.add(visit.field.name);
  return names;
}
