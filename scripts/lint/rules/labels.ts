import type { ModuleComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingInApp, findingOn } from '../finding.ts';
import { isForm } from '../forms.ts';
import { listOf, objectOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { beginsWithNoun, isVerb } from '../words.ts';

const labelled = (name: string, label: string) => ({ modules: { [name]: { label } } });

/** What a label says without a tag in parentheses. */
const plain = ({ label }: ModuleComponent): string => label.replace(/\s*\([^)]*\)\s*$/, '').trim();

/** Modules of an English app; other languages have other rules. */
const modulesOf = ({ manifest, modules }: LintContext): readonly ModuleComponent[] =>
  manifest.app.language === 'en' ? modules : [];

/** Rules about what modules are called. */
export const labelRules: readonly Rule[] = [
  {
    id: 'UX-001',
    family: 'texts',
    severity: 'warning',
    title: 'A label begins with a verb',
    reason: 'Users look for what they want to do.',
    advice: 'write it like "Create an item".',
    reference: 'make-app-format.md §8.1 MK-NAME-04',
    check: (context) =>
      modulesOf(context)
        .filter(({ label }) => beginsWithNoun(label))
        .map((module) => findingOn(module, 'label', `"${module.label}" does not say what the module does.`)),
    examples: {
      bad: labelled('createItem', 'New item'),
      at: 'modules.createItem › label',
      good: labelled('createItem', 'Create an item'),
    },
  },
  {
    id: 'UX-002',
    family: 'texts',
    severity: 'info',
    title: 'Actions work on one thing, lists on many',
    reason: 'The number tells users how many bundles to expect.',
    advice: 'write "Get an item", but "Search items" and "Watch items".',
    reference: 'make-app-format.md §8.1 MK-NAME-05',
    check: (context) =>
      modulesOf(context).flatMap((module) => {
        const label = plain(module);
        const isMany = module.moduleType === 'search' || module.moduleType.includes('trigger');
        const isWrong = isMany
          ? /^(search|list|watch)\b.*[^s]$/i.test(label) && !isPluralWord(label)
          : /^(create|update|delete) [a-z]+s$/i.test(label);
        return isWrong
          ? [findingOn(module, 'label', `"${module.label}" sounds like ${isMany ? 'one' : 'several'}.`)]
          : [];
      }),
    examples: {
      bad: labelled('searchItems', 'Search item'),
      at: 'modules.searchItems › label',
      good: labelled('searchItems', 'Search items'),
    },
  },
  {
    id: 'UX-003',
    family: 'texts',
    severity: 'info',
    title: 'To search is to filter, to list is not',
    reason: 'A search without filters disappoints, and a list with filters is not found.',
    advice: 'write "List items" for a module without filters, "Search items" for one with filters.',
    reference: 'make-app-format.md §8.1 MK-NAME-04',
    check: (context) =>
      modulesOf(context).flatMap((module) => {
        const [verb] = module.label.split(' ');
        const hasRemote = context.rpcReferences.some(
          ({ component, gives }) => component === module && gives === 'fields',
        );
        const filters = context
          .fieldsOf(module)
          .filter((site) => isForm(site) && site.via === 'section' && site.name !== 'limit');
        const isWrong = module.moduleType === 'search' && verb === 'Search' && filters.length === 0 && !hasRemote;
        return isWrong ? [findingOn(module, 'label', `"${module.label}" has nothing to search by.`)] : [];
      }),
    examples: {
      bad: {
        modules: {
          searchItems: {
            mappableParams: [
              {
                name: 'limit',
                type: 'uinteger',
                label: 'Limit',
                default: 10,
                help: 'The maximum number of results to return in one cycle.',
              },
            ],
            communication: {
              url: '/items',
              qs: { per_page: 100 },
              response: { iterate: '{{body.items}}', limit: '{{parameters.limit}}', output: '{{item}}' },
              pagination: { qs: { cursor: '{{body.next}}' }, condition: '{{body.next}}' },
            },
          },
        },
      },
      at: 'modules.searchItems › label',
      good: labelled('searchItems', 'Search items'),
    },
  },
  {
    id: 'UX-004',
    family: 'texts',
    severity: 'info',
    title: 'Plain words instead of jargon',
    reason: 'Few users know what an upsert is.',
    advice: 'write "Create or update".',
    reference: 'make-app-format.md §8.1',
    check: (context) =>
      modulesOf(context)
        .filter(({ label }) => /\bupsert\b/i.test(label))
        .map((module) => findingOn(module, 'label', `"${module.label}" is jargon.`)),
    fix: (finding, { valueAt }) => ({
      set: textOf(valueAt(finding)).replace(/\bupsert\b/gi, (found) =>
        found.startsWith('U') ? 'Create or update' : 'create or update',
      ),
    }),
    examples: {
      bad: labelled('createItem', 'Upsert an item'),
      at: 'modules.createItem › label',
      good: labelled('createItem', 'Create or update an item'),
    },
  },
  {
    id: 'UX-005',
    family: 'texts',
    severity: 'info',
    title: 'Tags are lower case',
    reason: 'Make shows them so everywhere.',
    advice: 'write (advanced), (beta), (deprecated).',
    reference: 'make-app-format.md §8.1 MK-NAME-07',
    check: (context) =>
      modulesOf(context)
        .filter(({ label }) => TAG.test(label) && TAG.exec(label)?.[0] !== TAG.exec(label)?.[0].toLowerCase())
        .map((module) => findingOn(module, 'label', `The tag of "${module.label}" is not lower case.`)),
    fix: (finding, { valueAt }) => ({ set: textOf(valueAt(finding)).replace(TAG, (tag) => tag.toLowerCase()) }),
    examples: {
      bad: labelled('createItem', 'Create an item (BETA)'),
      at: 'modules.createItem › label',
      good: labelled('createItem', 'Create an item (beta)'),
    },
  },
  {
    id: 'UX-006',
    family: 'texts',
    severity: 'info',
    title: 'A description says what happens',
    reason: 'It is the help users read before they choose the module.',
    advice: 'begin with "Triggers when", "Creates", "Returns", and end with a period.',
    reference: 'make-app-format.md §8.1 MK-DESC-02',
    check: (context) => modulesOf(context).flatMap(checkDescription),
    examples: {
      bad: { modules: { createItem: { description: 'Create a new item' } } },
      at: 'modules.createItem › description',
      good: { modules: { createItem: { description: 'Creates a new item.' } } },
    },
  },
  {
    id: 'UX-007',
    family: 'texts',
    severity: 'info',
    title: 'Labels are written in one style',
    reason: 'Title Case beside sentence case looks careless.',
    advice: 'write all labels of modules in the same style.',
    reference: 'make-app-format.md §8.1 MK-GEN-09',
    check: checkCase,
    examples: {
      bad: labelled('createItem', 'Create a New Item'),
      at: 'modules.createItem › label',
      good: labelled('createItem', 'Create a new item'),
    },
  },
  {
    id: 'UX-017',
    family: 'texts',
    severity: 'info',
    title: 'Triggers come first, the rest last',
    reason: 'Users know this order from other apps.',
    advice: 'put "Triggers" first and "Other" last.',
    reference: 'make-app-format.md §8.8 MK-GRP-04',
    check: ({ manifest }) => {
      const groups = listOf(manifest.sections.groups);
      return groups.flatMap((group, index): Finding[] => {
        const { label } = objectOf(group);
        const isEarly = label === 'Other' && index < groups.length - 1;
        const isLate = label === 'Triggers' && index > 0;
        return isEarly || isLate
          ? [findingInApp('groups', [index, 'label'], `The group "${textOf(label)}" stands in an unusual place.`)]
          : [];
      });
    },
    examples: {
      bad: {
        groups: [
          { label: 'Other', modules: ['makeApiCall'] },
          { label: 'Items', modules: ['createItem', 'getItem', 'searchItems', 'watchItems', 'watchEvents'] },
        ],
      },
      at: 'app › groups › [0].label',
      good: {},
    },
  },
  {
    id: 'MK-MOD-18',
    family: 'modules',
    severity: 'info',
    title: 'An action says what it does to data',
    reason: 'Assistants choose modules by it.',
    advice: 'state create, read, update or delete; leave it out for an action that does several of these.',
    reference: 'make-app-format.md §8.4 MK-MOD-18',
    check: (context) =>
      modulesOf(context)
        .filter(({ moduleType, actionCrud }) => moduleType === 'action' && (actionCrud ?? null) === null)
        .filter(({ label }) => /^(create|get|update|delete) an? /i.test(label))
        .map((module) => findingOn(module, 'actionCrud', `"${module.label}" does not say which kind of action it is.`)),
    fix: (finding, { component }) => {
      const module = component(finding.component);
      const verb = module?.kind === 'module' ? (module.label.split(' ')[0] ?? '').toLowerCase() : '';
      return { set: verb === 'get' ? 'read' : verb };
    },
    examples: {
      bad: { modules: { createItem: { actionCrud: null } } },
      at: 'modules.createItem › actionCrud',
      good: { modules: { createItem: { actionCrud: 'create' } } },
    },
  },
];

const TAG = /\((advanced|beta|deprecated)\)/i;

const isPluralWord = (label: string): boolean =>
  /(data|people|children|media|feedback|information|news|history)$/i.test(label);

function checkDescription(module: ModuleComponent): Finding[] {
  const { description } = module;
  const [first = ''] = description.split(/[\s,]/);
  const isTrigger = module.moduleType.includes('trigger');
  const report = (message: string): Finding[] => [findingOn(module, 'description', message)];
  if (description === '') return [];
  if (isTrigger && !/^triggers? when/i.test(description))
    return report('The description does not say when the module triggers.');
  if (isVerb(first)) return report(`"${first}" tells the user to do something; say what the module does.`);
  if (!/[.!?)]$/.test(description)) return report('The description does not end with a period.');
  return [];
}

function checkCase(context: LintContext): Finding[] {
  const styled = modulesOf(context).flatMap((module) => {
    const style = styleOf(plain(module));
    return style === undefined ? [] : [{ module, style }];
  });
  const titles = styled.filter(({ style }) => style === 'title');
  const sentences = styled.filter(({ style }) => style === 'sentence');
  const odd = titles.length > sentences.length ? sentences : titles;
  if (titles.length === 0 || sentences.length === 0) return [];
  return odd.map(({ module }) =>
    findingOn(module, 'label', `"${module.label}" is written in another style than most labels.`),
  );
}

/** Judged by the words behind the first; short words and acronyms say nothing. */
function styleOf(label: string): 'title' | 'sentence' | undefined {
  const telling = label
    .split(/[\s/]+/)
    .slice(1)
    .filter((word) => /^[A-Za-z][a-z]{2,}/.test(word) && !SMALL.has(word.toLowerCase()));
  if (telling.length === 0) return undefined;
  if (telling.every((word) => /^[A-Z]/.test(word))) return 'title';
  return telling.every((word) => /^[a-z]/.test(word)) ? 'sentence' : telling.length > 1 ? undefined : 'sentence';
}

const SMALL: ReadonlySet<string> = new Set(['the', 'and', 'for', 'from', 'into', 'with', 'call', 'api']);
