import type { JsonObject } from '../../core/json.ts';
import { isRpcReference } from '../../parameters/rpc-reference.ts';
import type { LintContext } from '../context.ts';
import { withFields } from '../examples.ts';
import { findingAt } from '../finding.ts';
import type { FieldSite } from '../forms.ts';
import { isForm, moduleForms } from '../forms.ts';
import { isObject, objectOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';

const NAME: JsonObject = { name: 'name', type: 'text', label: 'Name', required: true };

const BANNER = 'Items are kept for thirty days, and are then removed for good. Export them before.';

const FILE: JsonObject = { name: 'data', type: 'buffer', label: 'Data', required: true };

/** While references of a component are broken, nobody knows which parameters they mean. */
const BROKEN = [
  ...['REF001', 'REF010', 'IML001', 'IML002', 'IML003', 'IML004', 'IML005', 'IML006', 'IML007'],
  ...['IML204', 'IML205', 'IML206'],
];

/** Rules about fields that work, and could work better. */
export const formStyleRules: readonly Rule[] = [
  {
    id: 'MOD-030',
    family: 'modules',
    severity: 'warning',
    title: 'Every parameter is used',
    reason: 'Users fill in a field that does nothing.',
    advice: 'send it, or remove the field.',
    reference: 'make-app-format.md §8.4',
    check: checkUnused,
    sameAs: BROKEN,
    examples: {
      bad: {
        modules: { createItem: { mappableParams: [NAME, { name: 'color', type: 'color', label: 'Color' }] } },
      },
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields({ name: 'color', type: 'color', label: 'Color' }),
    },
  },
  {
    id: 'PARAM-013',
    family: 'parameters',
    severity: 'info',
    title: 'Types are as narrow as the value',
    reason: 'A field of type email or url refuses what the API would refuse, while the user still sees the form.',
    advice: 'use the type email, or url for whole addresses.',
    reference: 'make-app-format.md §8.7 MK-PAR-10',
    check: (context) =>
      moduleForms(context)
        .filter(({ type, via, component }) => type === 'text' && via !== 'form' && !isUniversal(component))
        .filter(({ name }) => /^e-?mail$|(Email|_email|Website|website)$/.test(name ?? ''))
        .map((site) => findingAt(site, `"${site.name}" is plain text.`)),
    examples: {
      bad: withFields({ name: 'email', type: 'text', label: 'Email' }),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields({ name: 'email', type: 'email', label: 'Email' }),
    },
  },
  {
    id: 'PARAM-018',
    family: 'parameters',
    severity: 'info',
    title: 'Arrays say how to add an item',
    reason: 'Without labels the button reads "Add item", whatever the item is.',
    advice: 'add "labels": { "add": "Add a tag" }, and give the item a label.',
    reference: 'make-app-format.md §8.7 MK-PAR-08',
    check: (context) =>
      moduleForms(context)
        .filter(({ type, field }) => type === 'array' && objectOf(field.labels).add === undefined)
        .map((site) => findingAt(site, `The button of "${site.name ?? ''}" does not say what it adds.`)),
    examples: {
      bad: withFields({
        name: 'tags',
        type: 'array',
        label: 'Tags',
        spec: { name: 'tag', type: 'text', label: 'Tag' },
      }),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields({
        name: 'tags',
        type: 'array',
        label: 'Tags',
        labels: { add: 'Add a tag' },
        spec: { name: 'tag', type: 'text', label: 'Tag' },
      }),
    },
  },
  {
    id: 'PARAM-020',
    family: 'parameters',
    severity: 'warning',
    title: 'Notes are banners',
    reason: 'HTML in forms is refused in reviews.',
    advice: 'use the type banner with theme info, warning or danger.',
    reference: 'make-app-format.md §8.7 MK-PAR-12',
    check: ({ fields }) =>
      fields
        .filter((site) => isForm(site) && site.type === 'html')
        .map((site) => findingAt(site, 'The form holds HTML.')),
    fix: (finding, { valueAt }) => bannerFor(objectOf(valueAt(finding))),
    examples: {
      bad: withFields({ type: 'html', text: BANNER }),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields({ type: 'banner', theme: 'info', text: BANNER }),
    },
  },
  {
    id: 'PARAM-021',
    family: 'parameters',
    severity: 'info',
    title: 'Banners hold a sentence or two',
    reason: 'A single word says nothing, and nobody reads a page.',
    advice: 'use 50 to 300 characters.',
    reference: 'make-app-format.md §8.7 MK-PAR-12',
    check: ({ fields }) =>
      fields.flatMap((site) => {
        const { text } = site.field;
        if (site.type !== 'banner' || typeof text !== 'string' || text.includes('{{')) return [];
        return text.length >= 50 && text.length <= 300
          ? []
          : [findingAt(site, `The banner has ${text.length} characters.`)];
      }),
    examples: {
      bad: withFields({ type: 'banner', theme: 'info', text: 'Note.' }),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields({ type: 'banner', theme: 'info', text: BANNER }),
    },
  },
  {
    id: 'PARAM-022',
    family: 'parameters',
    severity: 'info',
    title: 'Names of one form follow one style',
    reason: 'Mixed names are hard to map. Published names stay as they are.',
    advice: "keep to the API's style, or to camelCase.",
    reference: 'make-app-format.md §8.7',
    check: checkStyles,
    examples: {
      bad: withFields(
        { name: 'shelf_row', type: 'text', label: 'Row' },
        { name: 'shelfColumn', type: 'text', label: 'Column' },
      ),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields(
        { name: 'shelfRow', type: 'text', label: 'Row' },
        { name: 'shelfColumn', type: 'text', label: 'Column' },
      ),
    },
  },
  {
    id: 'PARAM-023',
    family: 'parameters',
    severity: 'warning',
    title: 'Files are mapped as a whole',
    reason: 'Name and data with their meaning become one "Source file" in the form.',
    advice: 'add "semantic": "file:data", and "file:name" to the name of the file.',
    reference: 'make-app-format.md §4.2',
    check: (context) =>
      moduleForms(context)
        .filter(({ type, field }) => type === 'buffer' && field.semantic === undefined)
        .map((site) => findingAt(site, `"${site.name ?? ''}" does not say that it is the data of a file.`)),
    fix: ({ path }) => ({ path: [...path, 'semantic'], set: 'file:data' }),
    examples: {
      bad: withFields({ name: 'fileName', type: 'filename', label: 'File name', semantic: 'file:name' }, FILE),
      at: 'modules.createItem › mappableParams › [2]',
      good: withFields(
        { name: 'fileName', type: 'filename', label: 'File name', semantic: 'file:name' },
        { ...FILE, semantic: 'file:data' },
      ),
    },
  },
  {
    id: 'PARAM-024',
    family: 'parameters',
    severity: 'info',
    title: 'A choice that takes mapped values says which',
    reason: 'Users map the name they see instead of the ID.',
    advice: 'add "mappable": { "help": "…" } that names the ID to enter.',
    reference: 'make-app-format.md §4.2',
    check: (context) =>
      moduleForms(context)
        .filter(({ component, field, type }) => type === 'select' && field.mode === 'edit' && isById(component))
        .filter(
          ({ field }) =>
            isRpcReference(field.options) && field.help === undefined && objectOf(field.mappable).help === undefined,
        )
        .map((site) => {
          const help = helpFor(site.field.label);
          const rest = help === undefined ? {} : { advice: `add "mappable": { "help": ${JSON.stringify(help)} }.` };
          return findingAt(site, `Nothing says what to map into "${site.name ?? ''}".`, rest);
        }),
    fix: ({ component, path }, context) => {
      const site = context.fields.find(({ at, path: own }) => at === component && own.join('\n') === path.join('\n'));
      const label = site?.field.label;
      const help = helpFor(label);
      return help && site?.field.mappable === undefined && /ID$/.test(String(label))
        ? { path: [...path, 'mappable'], set: { help } }
        : undefined;
    },
    examples: {
      bad: {
        modules: {
          getItem: {
            mappableParams: [
              {
                name: 'id',
                type: 'select',
                label: 'Item ID',
                required: true,
                mode: 'edit',
                options: 'rpc://listItems',
              },
            ],
          },
        },
      },
      at: 'modules.getItem › mappableParams › [0]',
      good: {},
    },
  },
];

const isUniversal = (component: FieldSite['component']): boolean =>
  component.kind === 'module' && component.moduleType === 'universal';

const isById = (component: FieldSite['component']): boolean =>
  component.kind === 'module' && ['read', 'update', 'delete'].includes(component.actionCrud ?? '');

function bannerFor({ name, label, text }: JsonObject) {
  const words = typeof text === 'string' ? text : label;
  if (typeof words !== 'string' || /[<>&]/.test(words)) return undefined;
  return { set: { ...(name !== undefined && { name }), type: 'banner', theme: 'info', text: words } };
}

function checkStyles(context: LintContext): Finding[] {
  return context.modules.flatMap((module) => {
    const fields = context.fieldsOf(module).filter((site) => isForm(site) && site.via === 'section');
    const snake = fields.filter(({ name }) => /^[a-z]+(_[a-z]+)+$/.test(name ?? ''));
    const camel = fields.filter(({ name }) => /^[a-z]+([A-Z][a-z]*)+$/.test(name ?? ''));
    const [first] = snake.length <= camel.length ? snake : camel;
    if (snake.length === 0 || camel.length === 0 || !first) return [];
    return [findingAt(first, `"${first.name}" is written in another style than the fields beside it.`)];
  });
}

/** Names a module reads, in its own texts, in Base, and through the RPCs that get its form; limits have rules of their own. */
function checkUnused(context: LintContext): Finding[] {
  return context.modules.flatMap((module) => {
    const requests = context.requestsOf(module);
    if (requests.length === 0 || requests.some(({ own }) => own.endpoint !== undefined)) return [];
    const called = context.rpcReferences
      .filter(({ component }) => component === module)
      .map(({ reference }) => reference.name);
    const readers = [
      ...context.textsOf(module),
      ...context.textsOf(undefined),
      ...called.flatMap((name) => context.textsOf(context.manifest.rpcs[name])),
      ...(module.webhook ? context.textsOf(context.manifest.webhooks[module.webhook]) : []),
    ];
    const references = readers.flatMap((site) => site.references);
    if (
      references.some(({ root, path }) => root === 'metadata' || (root === 'parameters' && typeof path[0] !== 'string'))
    )
      return [];
    const used = new Set(references.filter(({ root }) => root === 'parameters').map(({ path }) => path[0]));
    return context
      .fieldsOf(module)
      .filter(
        (site) => isForm(site) && (site.via === 'section' || site.via === 'nested') && site.valuePath?.length === 1,
      )
      .filter(({ name, field }) => name !== undefined && name !== 'limit' && !used.has(name) && !decides(field))
      .map((site) => findingAt(site, `Nothing reads "${site.name}".`));
  });
}

/** A field that only shows or hides others does its work in the form. */
const decides = ({ nested, options }: JsonObject): boolean =>
  nested !== undefined ||
  (isObject(options) && options.nested !== undefined) ||
  (Array.isArray(options) && options.some((option) => isObject(option) && option.nested !== undefined));

/** What users of a choice are told to map, by its label: "Crate" takes "the crate ID". */
function helpFor(label: unknown): string | undefined {
  if (typeof label !== 'string' || label.trim() === '') return undefined;
  const thing = label.trim().replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
  return `Enter the ${/\bID$/.test(thing) ? thing : `${thing} ID`}.`;
}
