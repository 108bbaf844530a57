import type { Json, JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { withFields } from '../examples.ts';
import { findingAt } from '../finding.ts';
import { isForm } from '../forms.ts';
import { isObject, listOf, objectOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';

const COLOR: JsonObject = { name: 'color', type: 'select', label: 'Color' };

const OPTIONS = [
  { label: 'Red', value: 'red' },
  { label: 'Blue', value: 'blue' },
];

const NOTE: JsonObject = { name: 'note', type: 'text', label: 'Note' };

/** Rules about fields with options. */
export const choiceRules: readonly Rule[] = [
  {
    id: 'PARAM-006',
    family: 'parameters',
    severity: 'error',
    title: 'A select has options',
    reason: 'There is nothing to choose.',
    advice: 'add "options": a list, or the address of an RPC.',
    reference: 'make-app-format.md §4.5',
    check: ({ fields }) =>
      fields
        .filter((site) => isForm(site) && site.type === 'select' && isMissing(site.field.options))
        .map((site) => findingAt(site, `"${site.name ?? ''}" offers nothing to choose.`)),
    examples: {
      bad: withFields(COLOR),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields({ ...COLOR, options: OPTIONS }),
    },
  },
  {
    id: 'PARAM-008',
    family: 'parameters',
    severity: 'error',
    title: 'Nested fields of options stand beside a store',
    reason: 'Without "store" the collection is not read as options.',
    advice: 'put the options into "store".',
    reference: 'make-app-format.md §4.5',
    check: ({ fields }) =>
      fields
        .filter(
          ({ field: { options } }) => isObject(options) && options.nested !== undefined && options.store === undefined,
        )
        .map((site) =>
          findingAt({ ...site, path: [...site.path, 'options'] }, 'The options have nested fields, but no store.'),
        ),
    examples: {
      bad: withFields({ ...COLOR, options: { nested: [NOTE] } }),
      at: 'modules.createItem › mappableParams › [1].options',
      good: withFields({ ...COLOR, options: { store: OPTIONS, nested: [NOTE] } }),
    },
  },
  {
    id: 'PARAM-009',
    family: 'parameters',
    severity: 'warning',
    title: 'Fields for mapped values stand in the placeholder',
    reason: 'The general fields and those the RPC gives with an option compete, and saved values are lost.',
    advice: 'move them to options.placeholder.nested.',
    reference: 'make-app-format.md §4.5',
    check: checkStores,
    examples: {
      bad: {
        ...withFields({ ...COLOR, options: { store: 'rpc://listColors', nested: [NOTE] } }),
        rpcs: colors(),
      },
      at: 'modules.createItem › mappableParams › [1].options.nested',
      good: {
        ...withFields({
          ...COLOR,
          options: { store: 'rpc://listColors', placeholder: { label: ' ', nested: [NOTE] } },
        }),
        rpcs: colors(),
      },
    },
  },
];

function colors(): Record<string, JsonObject> {
  return {
    listColors: {
      label: 'List colors',
      connection: 'acme',
      params: [],
      communication: {
        url: '/colors',
        response: {
          iterate: '{{body}}',
          limit: 300,
          output: { label: '{{item.name}}', value: '{{item.id}}', nested: '{{item.fields}}' },
        },
      },
    },
  };
}

const isMissing = (options: Json | undefined): boolean =>
  options === undefined || (isObject(options) && options.store === undefined && options.nested === undefined);

/** RPCs that give fields with each option. */
function checkStores({ manifest, fields }: LintContext): Finding[] {
  return fields.flatMap((site) => {
    const { options } = site.field;
    if (!isObject(options) || options.nested === undefined || typeof options.store !== 'string') return [];
    const rpc = manifest.rpcs[/^rpc:\/\/([^/?]+)/.exec(options.store)?.[1] ?? ''];
    const { communication } = rpc?.sections ?? {};
    const requests = Array.isArray(communication) ? listOf(communication) : [communication];
    const givesNested = requests.some(
      (request) => objectOf(objectOf(objectOf(request).response).output).nested !== undefined,
    );
    if (!givesNested) return [];
    return [
      findingAt(
        { ...site, path: [...site.path, 'options', 'nested'] },
        'The RPC gives fields with each option, and these compete with them.',
      ),
    ];
  });
}
