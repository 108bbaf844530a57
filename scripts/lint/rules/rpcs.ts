import type { Json, JsonObject } from '../../core/json.ts';
import type { RpcComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingIn, findingInSection } from '../finding.ts';
import type { ReferenceSite } from '../forms.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { isObject, objectOf, responseOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';

const LIST = objectOf(MINIMAL.rpcs.listItems.communication);

const RESPONSE = responseOf(LIST);

const list = (changes: JsonObject) => ({ rpcs: { listItems: { communication: { ...LIST, ...changes } } } });

const GOOD = list({});

const rpcsOf = ({ manifest }: LintContext): RpcComponent[] => Object.values(manifest.rpcs);

const callersOf = (name: string, context: LintContext): ReferenceSite[] =>
  context.rpcReferences.filter(({ reference }) => reference.name === name && reference.app === undefined);

/** Rules about RPCs and the forms that call them. */
export const rpcRules: readonly Rule[] = [
  {
    id: 'RPC-002',
    family: 'rpcs',
    severity: 'error',
    title: 'Options have a label and a value',
    reason: 'The list would show empty lines.',
    advice: 'give { "label": "{{item.name}}", "value": "{{item.id}}" }.',
    reference: 'make-app-format.md §1.6',
    check: checkOptions,
    examples: {
      bad: list({ response: { ...RESPONSE, output: { name: '{{item.name}}', id: '{{item.id}}' } } }),
      at: 'rpcs.listItems › communication › response.output',
      good: GOOD,
    },
  },
  {
    id: 'RPC-003',
    family: 'rpcs',
    severity: 'warning',
    title: 'Lists for a form are bounded',
    reason: 'The user waits for all pages, and after forty seconds sees an error.',
    advice: 'add "limit": 300, or up to 500.',
    reference: 'make-app-format.md §8.7 MK-RPC-03',
    check: (context) =>
      rpcsOf(context).flatMap((rpc) =>
        context
          .requestsOf(rpc)
          .filter(({ merged }) => merged.pagination !== undefined && responseOf(merged).limit === undefined)
          .map((request) => findingIn(request, [], 'The RPC reads all pages.')),
      ),
    fix: ({ path }) => ({ path: [...path, 'response', 'limit'], set: 300 }),
    examples: {
      bad: list({ response: { iterate: '{{body.items}}', output: { label: '{{item.name}}', value: '{{item.id}}' } } }),
      at: 'rpcs.listItems › communication',
      good: GOOD,
    },
  },
  {
    id: 'RPC-007',
    family: 'rpcs',
    severity: 'info',
    title: 'Every RPC is called',
    reason: 'A component nobody uses cannot be removed once the app is published.',
    advice: 'remove it.',
    reference: 'make-app-format.md §8.1 MK-GEN-05',
    check: (context) =>
      rpcsOf(context)
        .filter(({ name }) => !new RegExp(`rpc://${name}["?/\\\\]`).test(context.wholeText))
        .map((rpc) => findingInSection(rpc, 'communication', [], 'Nothing calls the RPC.')),
    examples: {
      bad: { rpcs: { listShelves: { ...MINIMAL.rpcs.listItems, label: 'List shelves' } } },
      at: 'rpcs.listShelves › communication',
      good: GOOD,
    },
  },
  {
    id: 'RPC-008',
    family: 'rpcs',
    severity: 'warning',
    title: 'An RPC makes few requests',
    reason: 'The user waits for each of them before the form opens.',
    advice: 'use an address that lists everything at once.',
    reference: 'make-app-format.md §8.7 MK-RPC-04',
    check: (context) =>
      rpcsOf(context).flatMap((rpc) => {
        const requests = context
          .requestsOf(rpc)
          .filter(({ own }) => own.url !== undefined && own.condition === undefined);
        return requests.length > 3
          ? [findingInSection(rpc, 'communication', [], `The RPC makes ${requests.length} requests.`)]
          : [];
      }),
    examples: {
      bad: { rpcs: { listItems: { communication: ['/a', '/b', '/c', '/d'].map((url) => ({ ...LIST, url })) } } },
      at: 'rpcs.listItems › communication',
      good: GOOD,
    },
  },
];

/** Lists with names of their own for label and value, and RPCs of several shapes, are left alone. */
function checkOptions(context: LintContext): Finding[] {
  return rpcsOf(context).flatMap((rpc) => {
    const callers = callersOf(rpc.name, context).filter(({ gives }) => gives === 'options');
    const isPlain = callers.some(
      ({ parent }) =>
        parent !== undefined &&
        !hasOwnKeys(parent.field.options) &&
        parent.field.type !== 'file' &&
        parent.field.type !== 'folder',
    );
    const requests = context.requestsOf(rpc);
    const last = requests.at(-1);
    const { output, wrapper } = responseOf(last?.merged ?? {});
    if (!last || !isPlain || requests.length > 1 || wrapper !== undefined || last.own.endpoint !== undefined) return [];
    if (isObject(output)) {
      if (Object.keys(output).some((key) => key.startsWith('{{'))) return [];
      const missing = ['label', 'value'].filter((key) => output[key] === undefined);
      return missing.length === 0
        ? []
        : [findingIn(last, ['response', 'output'], `The options have no ${missing.join(' and no ')}.`)];
    }
    return [];
  });
}

const hasOwnKeys = (options: Json | undefined): boolean =>
  isObject(options) && (options.label !== undefined || options.value !== undefined);
