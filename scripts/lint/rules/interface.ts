import type { JsonObject } from '../../core/json.ts';
import type { ModuleComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingInSection } from '../finding.ts';
import type { FieldSite } from '../forms.ts';
import { isForm } from '../forms.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { objectOf, responseOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';

const ID: JsonObject = { name: 'id', type: 'text', label: 'Item ID' };

const NAME: JsonObject = { name: 'name', type: 'text', label: 'Name' };

const SAMPLE: JsonObject = { id: 'it-7', name: 'Red lamp' };

const create = (changes: JsonObject) => ({ modules: { createItem: changes } });

const CREATE = objectOf(MINIMAL.modules.createItem.communication);

const giving = ({ modules }: LintContext): ModuleComponent[] =>
  modules.filter(({ moduleType }) => moduleType !== 'responder');

const described = (context: LintContext): FieldSite[] =>
  context.fields.filter(({ component, section }) => component.kind === 'module' && section === 'interface');

/** Rules about the description of a bundle and its example. */
export const interfaceRules: readonly Rule[] = [
  {
    id: 'IFACE-001',
    family: 'interface',
    severity: 'warning',
    title: 'What comes out is described',
    reason: 'Without an interface nothing can be mapped before the module has run once.',
    advice: 'describe the members of a bundle in the interface.',
    reference: 'make-app-format.md §8.8 MK-INT-01',
    check: (context) =>
      giving(context).flatMap((module) => {
        const fields = module.sections.interface;
        const last = context.requestsOf(module, 'communication').at(-1);
        const output = last && responseOf(last.merged).output;
        const givesNothing = output === null || output === false || (!last && module.moduleType !== 'instant_trigger');
        if (givesNothing || typeof fields === 'string' || (Array.isArray(fields) && fields.length > 0)) return [];
        return [findingInSection(module, 'interface', [], 'Nothing says what a bundle of the module holds.')];
      }),
    examples: {
      bad: create({ interface: [], samples: {} }),
      at: 'modules.createItem › interface',
      good: create({ interface: [ID, NAME] }),
    },
  },
  {
    id: 'IFACE-002',
    family: 'interface',
    severity: 'info',
    title: 'Members that do not explain themselves have labels',
    reason: 'Users choose them by what they read.',
    advice: 'add a label.',
    reference: 'make-app-format.md §8.8 MK-INT-06',
    check: (context) =>
      described(context)
        .filter(
          ({ field, name, via }) =>
            field.label === undefined && via !== 'item' && name !== undefined && isCryptic(name),
        )
        .map((site) => findingAt(site, `"${site.name}" does not explain itself.`)),
    examples: {
      bad: create({ interface: [ID, { name: 'crtdAt', type: 'text' }], samples: { id: 'it-7', crtdAt: 'today' } }),
      at: 'modules.createItem › interface › [1]',
      good: create({
        interface: [ID, { name: 'crtd', type: 'text', label: 'Made' }],
        samples: { id: 'it-7', crtd: 'today' },
      }),
    },
  },
  {
    id: 'IFACE-003',
    family: 'interface',
    severity: 'error',
    title: 'The first item of a list is one value',
    reason: 'body.list[].name is the name of the first item; described as an array it cannot be mapped.',
    advice: "describe it as a single value, or give them all: map(body.list, 'name').",
    reference: 'iml.md §4.3',
    check: checkFirstItems,
    examples: {
      bad: create({
        communication: { ...CREATE, response: { output: { id: '{{body.id}}', tags: '{{body.tags[].name}}' } } },
        interface: [ID, { name: 'tags', type: 'array', label: 'Tags', spec: { type: 'text' } }],
        samples: { id: 'it-7', tags: ['old'] },
      }),
      at: 'modules.createItem › interface › [1]',
      good: create({
        communication: { ...CREATE, response: { output: { id: '{{body.id}}', tags: "{{map(body.tags, 'name')}}" } } },
        interface: [ID, { name: 'tags', type: 'array', label: 'Tags', spec: { type: 'text' } }],
        samples: { id: 'it-7', tags: ['old'] },
      }),
    },
  },
  {
    id: 'IFACE-007',
    family: 'interface',
    severity: 'info',
    title: 'Times are of type date',
    reason: 'The functions for dates, and filters, then work on them. Published types stay as they are.',
    advice: 'make it a date, and parse it in the output: {{parseDate(item.createdAt)}}.',
    reference: 'make-app-format.md §8.8 MK-INT-03',
    check: (context) =>
      described(context)
        .filter(
          ({ name, type }) =>
            type === 'text' &&
            /(created|updated|deleted|modified|expires|sent|started|ended)_?(At|at|On|_on)$/.test(name ?? ''),
        )
        .map((site) => findingAt(site, `"${site.name}" is a text.`)),
    examples: {
      bad: create({
        interface: [ID, { name: 'createdAt', type: 'text', label: 'Created at' }],
        samples: { id: 'it-7', createdAt: '2025-03-01T09:00:00Z' },
      }),
      at: 'modules.createItem › interface › [1]',
      good: create({
        interface: [ID, { name: 'createdAt', type: 'date', label: 'Created at' }],
        samples: { id: 'it-7', createdAt: '2025-03-01T09:00:00Z' },
      }),
    },
  },
  {
    id: 'IFACE-008',
    family: 'interface',
    severity: 'warning',
    title: 'One name has one type',
    reason: 'A value mapped from one module into another changes its type on the way.',
    advice: 'use the same type in the form and in the interface.',
    reference: 'make-app-format.md §8.8 MK-INT-04',
    check: checkDrift,
    examples: {
      bad: create({
        mappableParams: [
          { name: 'name', type: 'text', label: 'Name', required: true },
          { name: 'count', type: 'number', label: 'Count' },
        ],
        communication: { ...CREATE, body: { name: '{{slug(parameters.name)}}', count: '{{parameters.count}}' } },
        interface: [ID, NAME, { name: 'count', type: 'text', label: 'Count' }],
        samples: { ...SAMPLE, count: '7' },
      }),
      at: 'modules.createItem › interface › [2]',
      good: create({ interface: [ID, NAME] }),
    },
  },
  {
    id: 'IFACE-009',
    family: 'interface',
    severity: 'info',
    title: 'Long lists of members are grouped',
    reason: 'Among more than forty members nobody finds the one he looks for.',
    advice: 'group them in collections, as the API does.',
    reference: 'make-app-format.md §4.7',
    check: (context) =>
      giving(context).flatMap((module) => {
        const top = context.fieldsOf(module).filter(({ section, via }) => section === 'interface' && via === 'section');
        return top.length > 40
          ? [findingInSection(module, 'interface', [], `${top.length} members stand side by side.`)]
          : [];
      }),
    examples: {
      bad: create({
        interface: Array.from({ length: 41 }, (_, index) => ({
          name: `part${index}`,
          type: 'text',
          label: `Part ${index}`,
        })),
        samples: { part1: 'x' },
      }),
      at: 'modules.createItem › interface',
      good: create({ interface: [ID, NAME] }),
    },
  },
  {
    id: 'IFACE-011',
    family: 'interface',
    severity: 'warning',
    title: "The platform's own members are not described",
    reason: 'Make adds them itself; described, they stand there twice.',
    advice: 'remove the field.',
    reference: 'make-app-format.md §4.7',
    check: (context) =>
      described(context)
        .filter(({ name }) => name?.startsWith('__IMT') === true)
        .map((site) => findingAt(site, `"${site.name}" belongs to Make.`)),
    fix: () => ({ remove: true }),
    examples: {
      bad: create({ interface: [ID, NAME, { name: '__IMTLENGTH__', type: 'number', label: 'Total' }] }),
      at: 'modules.createItem › interface › [2]',
      good: create({ interface: [ID, NAME] }),
    },
  },
];

/** A name whose words are no words: four consonants in a row. */
const isCryptic = (name: string): boolean => /[bcdfghjklmnpqrstvwxz]{4}/i.test(name);

const topFields = (module: ModuleComponent, context: LintContext): FieldSite[] =>
  context.fieldsOf(module).filter(({ section, via }) => section === 'interface' && via === 'section');

function checkFirstItems(context: LintContext): Finding[] {
  return context.modules.flatMap((module) => {
    const requests = context.requestsOf(module, 'communication');
    const firsts = requests.flatMap((request) =>
      Object.entries(objectOf(responseOf(request.own).output)).flatMap(([key, text]) =>
        typeof text === 'string' && /^\{\{\s*[\w.]+\[1?\]\.\w+\s*\}\}$/.test(text) ? [key] : [],
      ),
    );
    return topFields(module, context)
      .filter(({ name, type }) => type === 'array' && firsts.includes(name ?? ''))
      .map((site) => findingAt(site, `"${site.name}" is the value of the first item, not an array.`));
  });
}

/** Plain values only: a form often asks for pairs where a collection comes out. */
const FORMS: Readonly<Record<string, string>> = {
  integer: 'number',
  uinteger: 'number',
  number: 'number',
  text: 'text',
  boolean: 'boolean',
};

function checkDrift(context: LintContext): Finding[] {
  return context.modules.flatMap((module) => {
    const inputs = context.fieldsOf(module).filter((site) => isForm(site) && site.via === 'section');
    return topFields(module, context).flatMap((site) => {
      const input = inputs.find(({ name }) => name === site.name);
      const [asked, given] = [FORMS[input?.type ?? ''], FORMS[site.type]];
      if (asked === undefined || given === undefined || asked === given) return [];
      return [findingAt(site, `"${site.name}" is a ${given} here, and a ${asked} in the form.`)];
    });
  });
}
