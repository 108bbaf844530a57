import type { Json, JsonObject } from '../../core/json.ts';
import { componentPath } from '../../manifest/manifest.ts';
import { elementsOf, fieldName } from '../../parameters/field.ts';
import type { LintContext } from '../context.ts';
import { withFields } from '../examples.ts';
import { findingAt } from '../finding.ts';
import type { FieldSite } from '../forms.ts';
import { FORMS, isForm, moduleForms } from '../forms.ts';
import { objectOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { walkTexts } from '../texts.ts';

const COLOR: JsonObject = { name: 'color', type: 'select', label: 'Color' };

const NOTE: JsonObject = { name: 'note', type: 'text', label: 'Note' };

/** Rules about fields that do not work as written. */
export const fieldRules: readonly Rule[] = [
  {
    id: 'PARAM-002',
    family: 'parameters',
    severity: 'error',
    title: 'Names are unique',
    reason: 'The values of two fields with one name overwrite each other.',
    advice: 'give each field its own name.',
    reference: 'make-app-format.md §8.7 MK-PAR-15',
    check: checkTwins,
    examples: {
      bad: withFields(NOTE, { name: 'note', type: 'text', label: 'Remark' }),
      at: 'modules.createItem › mappableParams › [2].name',
      good: withFields(NOTE, { name: 'remark', type: 'text', label: 'Remark' }),
    },
  },
  {
    id: 'PARAM-003',
    family: 'parameters',
    severity: 'error',
    title: 'Mappable parameters hold no expressions',
    reason: 'They are not evaluated there: the user gets the text with its braces.',
    advice: 'remove it, and compute the value in the communication.',
    reference: 'make-app-format.md §4.1',
    check: checkExpressions,
    fix: ({ path }) => (path.at(-1) === 'default' ? { remove: true } : undefined),
    examples: {
      bad: withFields({ name: 'due', type: 'date', label: 'Due', default: '{{now}}' }),
      at: 'modules.createItem › mappableParams › [1].default',
      good: withFields({ name: 'due', type: 'date', label: 'Due' }),
    },
  },
  {
    id: 'PARAM-005',
    family: 'parameters',
    severity: 'warning',
    title: 'Only connections make plain fields editable',
    reason: 'Outside of connections the attribute is left from earlier, and means something for choices only.',
    advice: 'remove "editable".',
    reference: 'make-app-format.md §4.2',
    check: (context) =>
      moduleForms(context)
        .filter(({ field, type }) => field.editable !== undefined && !CHOICES.has(type))
        .map((site) =>
          findingAt(
            { ...site, path: [...site.path, 'editable'] },
            `"editable" means nothing for "${site.name ?? ''}".`,
          ),
        ),
    fix: () => ({ remove: true }),
    examples: {
      bad: withFields({ ...NOTE, editable: true }),
      at: 'modules.createItem › mappableParams › [1].editable',
      good: withFields(NOTE),
    },
  },
  {
    id: 'PARAM-010',
    family: 'parameters',
    severity: 'warning',
    title: 'Nested fields are not advanced',
    reason: 'The switch for advanced fields does not reach them, so they never show.',
    advice: 'remove "advanced".',
    reference: 'make-app-format.md §8.7 MK-PAR-03',
    check: (context) =>
      moduleForms(context)
        .filter(({ field, via }) => field.advanced === true && via === 'nested')
        .map((site) =>
          findingAt({ ...site, path: [...site.path, 'advanced'] }, `"${site.name ?? ''}" is nested and advanced.`),
        ),
    fix: () => ({ remove: true }),
    examples: {
      bad: withFields({ ...COLOR, options: [{ label: 'Red', value: 'red', nested: [{ ...NOTE, advanced: true }] }] }),
      at: 'modules.createItem › mappableParams › [1].options[0].nested[0].advanced',
      good: withFields({ ...COLOR, options: [{ label: 'Red', value: 'red', nested: [NOTE] }] }),
    },
  },
  {
    id: 'PARAM-011',
    family: 'parameters',
    severity: 'error',
    title: 'A hidden field does not block the form',
    reason:
      'Advanced fields are hidden at first: a required one without a default cannot be saved, and nobody sees why.',
    advice: 'give it a default, or make it a standard field.',
    reference: 'make-app-format.md §4.2',
    check: ({ fields }) =>
      fields
        .filter((site) => isForm(site) && site.field.advanced === true && site.field.required === true)
        .filter(({ field }) => field.default === undefined)
        .map((site) => findingAt(site, `"${site.name ?? ''}" is required and hidden.`)),
    examples: {
      bad: withFields({ ...NOTE, required: true, advanced: true }),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields({ ...NOTE, required: true, advanced: true, default: 'none' }),
    },
  },
  {
    id: 'PARAM-012',
    family: 'parameters',
    severity: 'info',
    title: 'Required members of array items are checked',
    reason: 'The form does not enforce them in every item.',
    advice: 'say in the help what is needed, and check it with response.valid.',
    reference: 'runtime.md §14',
    check: (context) =>
      moduleForms(context)
        .filter(
          ({ field, via, parent }) =>
            via === 'member' && field.required === true && objectOf(parent?.field).type === 'array',
        )
        .map((site) => findingAt(site, `Nothing enforces "${site.name ?? ''}" in each item.`)),
    examples: {
      bad: withFields(tags({ name: 'tag', type: 'text', label: 'Tag', required: true })),
      at: 'modules.createItem › mappableParams › [1].spec[0]',
      good: withFields(tags({ name: 'tag', type: 'text', label: 'Tag' })),
    },
  },
  {
    id: 'PARAM-015',
    family: 'parameters',
    severity: 'error',
    title: 'Patterns are regular expressions',
    reason: 'The form breaks when it meets one that is not.',
    advice: 'correct it; it is read with the flag u.',
    reference: 'make-app-format.md §4.4',
    check: ({ fields }) =>
      fields.flatMap((site) => {
        const fault = faultOf(patternOf(site));
        return fault === undefined
          ? []
          : [
              findingAt(
                { ...site, path: [...site.path, 'validate', 'pattern'] },
                `The pattern of "${site.name ?? ''}" does not parse: ${fault}.`,
              ),
            ];
      }),
    examples: {
      bad: withFields({ ...NOTE, help: 'Letters. For example, `abc`.', validate: { pattern: '[a-' } }),
      at: 'modules.createItem › mappableParams › [1].validate.pattern',
      good: withFields({ ...NOTE, help: 'Letters. For example, `abc`.', validate: { pattern: '[a-z]' } }),
    },
  },
  {
    id: 'PARAM-016',
    family: 'parameters',
    severity: 'warning',
    title: 'A pattern that forbids looks at capitals too',
    reason: 'What is forbidden in small letters passes in capitals: HTTP://.',
    advice: 'write both: [Hh][Tt][Tt][Pp].',
    reference: 'make-app-format.md §4.4',
    check: ({ fields }) =>
      fields
        .filter((site) => /\(\?!(?:[^()]|\([^()]*\))*?\b(?:https?|ftp|file|javascript)\b/.test(patternOf(site) ?? ''))
        .map((site) =>
          findingAt(
            { ...site, path: [...site.path, 'validate', 'pattern'] },
            `What the pattern of "${site.name ?? ''}" forbids passes in capitals.`,
          ),
        ),
    examples: {
      bad: withFields({ ...NOTE, help: 'Letters. For example, `abc`.', validate: { pattern: '^(?!https?://).*$' } }),
      at: 'modules.createItem › mappableParams › [1].validate.pattern',
      good: withFields({
        ...NOTE,
        help: 'Letters. For example, `abc`.',
        validate: { pattern: '^(?![Hh][Tt][Tt][Pp]).*$' },
      }),
    },
  },
  {
    id: 'PARAM-019',
    family: 'parameters',
    severity: 'warning',
    title: 'Arrays say what is in them',
    reason: 'The form has nothing to show for an item.',
    advice: 'add "spec".',
    reference: 'make-app-format.md §4.3',
    check: (context) =>
      moduleForms(context)
        .filter(({ type, field }) => type === 'array' && field.spec === undefined)
        .map((site) => findingAt(site, `Nothing says what an item of "${site.name ?? ''}" is.`)),
    examples: {
      bad: withFields({ name: 'tags', type: 'array', label: 'Tags', labels: { add: 'Add a tag' } }),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields(tags({ name: 'tag', type: 'text', label: 'Tag' })),
    },
  },
];

const CHOICES: ReadonlySet<string> = new Set(['select', 'boolean', 'array', 'file', 'folder', 'collection', 'filter']);

function tags(...spec: JsonObject[]): JsonObject {
  return { name: 'tags', type: 'array', label: 'Tags', labels: { add: 'Add a tag' }, spec };
}

function patternOf({ field }: FieldSite): string | undefined {
  const { pattern } = objectOf(field.validate);
  if (typeof pattern === 'string') return pattern;
  const { regexp } = objectOf(pattern);
  return typeof regexp === 'string' ? regexp : undefined;
}

function faultOf(pattern: string | undefined): string | undefined {
  if (pattern === undefined || pattern.includes('{{')) return undefined;
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split(': ').at(-1) ?? '') : '';
  }
}

function checkTwins({ components }: LintContext): Finding[] {
  return components.flatMap((component) =>
    FORMS.flatMap((section) =>
      twinsIn(component.sections[section]).map(({ name, index }) =>
        findingAt({ at: componentPath(component), section, path: [index, 'name'] }, `Two fields are called "${name}".`),
      ),
    ),
  );
}

function twinsIn(section: Json | undefined): { readonly name: string; readonly index: number }[] {
  const seen = new Set<string>();
  return elementsOf(section).flatMap((element) => {
    const name = element.kind === 'field' ? fieldName(element.field) : undefined;
    const [index] = element.path;
    if (name === undefined || typeof index !== 'number') return [];
    if (seen.has(name)) return [{ name, index }];
    seen.add(name);
    return [];
  });
}

/** Texts people read may well mention braces. */
const READ_BY_PEOPLE: ReadonlySet<string> = new Set([
  'label',
  'help',
  'text',
  'title',
  'badge',
  'description',
  'add',
  'short',
  'placeholder',
]);

function checkExpressions({ modules }: LintContext): Finding[] {
  return modules.flatMap((module) => {
    const findings: Finding[] = [];
    walkTexts(module.sections.mappableParams, [], (text, path) => {
      if (!/\{\{[\s\S]*\}\}/.test(text) || text.startsWith('rpc://') || READ_BY_PEOPLE.has(String(path.at(-1)))) return;
      findings.push(
        findingAt({ at: componentPath(module), section: 'mappableParams', path }, `"${text}" is not evaluated here.`),
      );
    });
    return findings;
  });
}
