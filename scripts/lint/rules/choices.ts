import type { Json, JsonObject } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';
import { didYouMean } from '../../core/suggest.ts';
import { referenceOf } from '../../iml/references.ts';
import type { LintContext } from '../context.ts';
import { creating, withFields } from '../examples.ts';
import { findingAt } from '../finding.ts';
import { type FieldSite, isForm } from '../forms.ts';
import { isObject, listOf, objectOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import type { TextSite } from '../texts.ts';

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
  {
    id: 'PARAM-025',
    family: 'parameters',
    severity: 'error',
    title: 'Options have different values',
    reason: 'Whichever of the two is chosen, the form shows and keeps the first.',
    advice: 'give each option a value of its own.',
    reference: 'make-app-format.md §4.5',
    check: ({ fields }) => fields.flatMap(repeatedOptions),
    examples: {
      bad: withFields({ ...COLOR, options: [...OPTIONS, { label: 'Navy', value: 'blue' }] }),
      at: 'modules.createItem › mappableParams › [1].options[2].value',
      good: withFields({ ...COLOR, options: OPTIONS }),
    },
  },
  {
    id: 'PARAM-026',
    family: 'parameters',
    severity: 'error',
    title: 'The default is one of the options',
    reason: 'The form opens with a value nobody can choose.',
    advice: 'write the value of an option.',
    reference: 'make-app-format.md §4.5',
    check: ({ fields }) => fields.flatMap(strangeDefaults),
    fix: (finding, { valueAt }) => {
      const field = objectOf(valueAt({ ...finding, path: finding.path.slice(0, -1) }));
      const given = String(field.default).toLowerCase();
      // only another case is surely meant
      const meant = [...(fixedOptions(field)?.keys() ?? [])].filter((value) => String(value).toLowerCase() === given);
      return meant.length === 1 && meant[0] !== undefined ? { set: meant[0] } : undefined;
    },
    examples: {
      bad: withFields({ ...COLOR, options: OPTIONS, default: 'Red' }),
      at: 'modules.createItem › mappableParams › [1].default',
      good: withFields({ ...COLOR, options: OPTIONS, default: 'red' }),
    },
  },
  {
    id: 'PARAM-027',
    family: 'parameters',
    severity: 'warning',
    title: 'What is chosen is compared with options',
    reason: 'No option has the value, so the comparison never holds.',
    advice: 'write the value of an option.',
    reference: 'make-app-format.md §4.5',
    check: (context) => context.texts.flatMap((site) => idleComparisons(site, context)),
    examples: {
      bad: comparing('navy'),
      at: 'modules.createItem › communication › body.isBlue',
      good: comparing('blue'),
    },
  },
];

function comparing(value: string) {
  const form = withFields({ ...COLOR, options: OPTIONS });
  const { mappableParams } = form.modules.createItem;
  const body = { name: '{{slug(parameters.name)}}', isBlue: `{{parameters.color = '${value}'}}` };
  return creating({ body }, mappableParams.slice(1).filter(isObject));
}

/** An empty text asks whether anything is chosen. */
function idleComparisons(site: TextSite, context: LintContext): Finding[] {
  const { component } = site;
  if (!component) return [];
  return site.expressions.flatMap((expression) => {
    if (expression.type !== 'binary' || (expression.operator !== '=' && expression.operator !== '!=')) return [];
    const sides = [expression.left, expression.right];
    const literal = sides.find((side) => side.type === 'literal');
    const reference = sides.map(referenceOf).find((found) => found?.root === 'parameters' && found.path.length === 1);
    if (literal?.type !== 'literal' || literal.value === '' || !reference) return [];
    const options = optionsOf(context.inputsOf(component, String(reference.path[0])));
    const value = String(literal.value);
    if (!options || options.has(value)) return [];
    const advice = didYouMean(value, options, `write one of ${[...options].slice(0, 8).join(', ')}.`);
    const message = `No option of "${String(reference.path[0])}" is "${value}".`;
    return [findingAt(site, message, { offset: literal.start, advice })];
  });
}

/** What may be chosen in fields of one name; undefined when that is not known. */
function optionsOf(sites: readonly FieldSite[]): ReadonlySet<string> | undefined {
  const all = sites.map(({ field }) => (field.multiple === true ? undefined : fixedOptions(field)));
  if (all.length === 0) return undefined;
  return all.some((options) => options === undefined)
    ? undefined
    : new Set(all.flatMap((options) => [...(options?.keys() ?? [])]).map(String));
}

/** The values of options that stand in the form itself, with their places; undefined when there may be others. */
export function fixedOptions({ options, type }: JsonObject): ReadonlyMap<Json, JsonPath> | undefined {
  if (type !== 'select') return undefined;
  const isStored = isObject(options);
  const store: Json | undefined = isStored ? options.store : options;
  if (!Array.isArray(store) || !store.every(isObject)) return undefined;
  const base: JsonPath = isStored ? ['options', 'store'] : ['options'];
  const found = new Map<Json, JsonPath>();
  const collect = (list: readonly Json[], path: JsonPath): boolean =>
    list.every((option, index) => {
      const { value, options: inner } = objectOf(option);
      if (Array.isArray(inner) && value === undefined) return collect(inner, [...path, index, 'options']);
      if (value === undefined || typeof value === 'object' || String(value).includes('{{')) return false;
      if (!found.has(value)) found.set(value, [...path, index, 'value']);
      return true;
    });
  return collect(store, base) && found.size > 0 ? found : undefined;
}

function repeatedOptions(site: FieldSite): Finding[] {
  const first = fixedOptions(site.field);
  if (!first) return [];
  const { options } = site.field;
  const list = listOf(isObject(options) ? options.store : options);
  const base = isObject(options) ? ['options', 'store'] : ['options'];
  return list.flatMap((option, index) => {
    const { value } = objectOf(option);
    const path = [...base, index, 'value'];
    if (value === undefined || first.get(value)?.join() === path.join()) return [];
    return [
      findingAt({ ...site, path: [...site.path, ...path] }, `Two options of "${site.name ?? ''}" have this value.`),
    ];
  });
}

/** Values of another type than the options' are compared as text; expressions are left alone. */
function strangeDefaults(site: FieldSite): Finding[] {
  const { default: given, multiple } = site.field;
  const options = fixedOptions(site.field);
  if (!options || given === undefined || given === null || given === '') return [];
  const known = new Set([...options.keys()].map(String));
  const values = multiple === true ? listOf(given) : [given];
  const isStrange = values.some(
    (value) => typeof value !== 'object' && !known.has(String(value)) && !String(value).includes('{{'),
  );
  if (!isStrange) return [];
  const advice = didYouMean(String(given), known, `write one of ${[...known].slice(0, 8).join(', ')}.`);
  const at = { ...site, path: [...site.path, 'default'] };
  return [findingAt(at, `"${String(given)}" is no option of "${site.name ?? ''}".`, { advice })];
}

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
