import type { JsonObject } from '../../core/json.ts';
import { isRpcReference } from '../../parameters/rpc-reference.ts';
import type { LintContext } from '../context.ts';
import { withFields } from '../examples.ts';
import { findingAt } from '../finding.ts';
import type { FieldSite } from '../forms.ts';
import { isForm } from '../forms.ts';
import { objectOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { americanized, britishWords } from '../words.ts';

const NOTE: JsonObject = { name: 'note', type: 'text', label: 'Note' };

const withHelp = (help: string) => withFields({ ...NOTE, help });

const LIMIT: JsonObject = { name: 'limit', type: 'uinteger', label: 'Limit', default: 10 };

const forms = ({ fields, manifest }: LintContext): FieldSite[] =>
  manifest.app.language === 'en' ? fields.filter((site) => isForm(site) && site.component.kind !== 'endpoint') : [];

const helpOf = ({ field }: FieldSite): string | undefined => (typeof field.help === 'string' ? field.help : undefined);

const labelOf = ({ field }: FieldSite): string | undefined =>
  typeof field.label === 'string' ? field.label : undefined;

const atHelp = (site: FieldSite, message: string): Finding =>
  findingAt({ ...site, path: [...site.path, 'help'] }, message);

const atLabel = (site: FieldSite, message: string): Finding =>
  findingAt({ ...site, path: [...site.path, 'label'] }, message);

/** Rules about labels and hints of fields. */
export const hintRules: readonly Rule[] = [
  {
    id: 'UX-008',
    family: 'texts',
    severity: 'info',
    title: 'Labels of fields are short',
    reason: 'A form of short labels can be read at a glance.',
    advice: 'use one to three words, no article and no punctuation.',
    reference: 'make-app-format.md §8.7 MK-PAR-07',
    check: (context) =>
      forms(context).flatMap((site) => {
        const label = labelOf(site);
        if (
          label === undefined ||
          !(/^(the|an?) /i.test(label) || /[.:;,]$/.test(label) || label.split(/\s+/).length > 6)
        )
          return [];
        return [atLabel(site, `"${label}" is more than a label.`)];
      }),
    examples: {
      bad: withFields({ ...NOTE, label: 'The note of the item:' }),
      at: 'modules.createItem › mappableParams › [1].label',
      good: withFields(NOTE),
    },
  },
  {
    id: 'UX-009',
    family: 'texts',
    severity: 'info',
    title: 'A value of a certain form comes with an example',
    reason: 'Users cannot guess the form a pattern or JSON must have.',
    advice: 'add help with an example in backticks.',
    reference: 'make-app-format.md §8.7 MK-PAR-06',
    check: (context) =>
      forms(context)
        .filter(
          (site) =>
            helpOf(site) === undefined && (site.type === 'json' || objectOf(site.field.validate).pattern !== undefined),
        )
        .map((site) => findingAt(site, `Nothing says what "${site.name ?? ''}" must look like.`)),
    examples: {
      bad: withFields({ ...NOTE, validate: { pattern: '^[A-Z]{3}$' } }),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields({
        ...NOTE,
        validate: { pattern: '^[A-Z]{3}$' },
        help: 'Three capital letters. For example, `ABC`.',
      }),
    },
  },
  {
    id: 'UX-010',
    family: 'texts',
    severity: 'info',
    title: 'A hint says more than the label',
    reason: 'A hint that repeats the label makes the form longer, and no clearer.',
    advice: 'remove it.',
    reference: 'make-app-format.md §8.7 MK-PAR-05',
    check: (context) =>
      forms(context)
        .filter((site) => isRepeated(labelOf(site), helpOf(site)))
        .map((site) => atHelp(site, `The hint of "${site.name ?? ''}" says no more than its label.`)),
    fix: () => ({ remove: true }),
    examples: {
      bad: withHelp('Enter the note.'),
      at: 'modules.createItem › mappableParams › [1].help',
      good: withHelp('Shown below the name.'),
    },
  },
  {
    id: 'UX-011',
    family: 'texts',
    severity: 'info',
    title: 'Hints are sentences',
    reason: 'Abbreviations are read with difficulty, above all by those who read in another language.',
    advice: 'write "For example," instead of e.g., and end with a period.',
    reference: 'make-app-format.md §8.7 MK-PAR-05',
    check: (context) =>
      forms(context)
        .filter((site) => {
          const help = helpOf(site);
          return help !== undefined && asSentence(help) !== help;
        })
        .map((site) => atHelp(site, `The hint of "${site.name ?? ''}" is abbreviated, or does not end.`)),
    fix: (finding, { valueAt }) => ({ set: asSentence(textOf(valueAt(finding))) }),
    examples: {
      bad: withHelp('Shown below the name, e.g. `Fragile`'),
      at: 'modules.createItem › mappableParams › [1].help',
      good: withHelp('Shown below the name, for example `Fragile`.'),
    },
  },
  {
    id: 'UX-012',
    family: 'texts',
    severity: 'info',
    title: 'Links say where they lead',
    reason: 'Read aloud or skimmed, "here" leads nowhere.',
    advice: 'name the page in the link: [API keys page](https://…).',
    reference: 'make-app-format.md §8.7 MK-PAR-05',
    check: (context) =>
      forms(context)
        .filter((site) =>
          /\[\s*((click )?here|this|link|this link)\s*\]\(|>\s*(click )?here\s*</i.test(helpOf(site) ?? ''),
        )
        .map((site) => atHelp(site, `A link in the hint of "${site.name ?? ''}" does not say where it leads.`)),
    examples: {
      bad: withHelp('Notes are explained [here](https://acme.test/notes).'),
      at: 'modules.createItem › mappableParams › [1].help',
      good: withHelp('Notes are explained on the [notes page](https://acme.test/notes).'),
    },
  },
  {
    id: 'UX-013',
    family: 'texts',
    severity: 'info',
    title: 'A field for an ID is called so',
    reason: 'With mapping on by default users see a text field, and must know that it takes the ID.',
    advice: 'write "Board ID", or leave mode at "choose".',
    reference: 'make-app-format.md §8.7 MK-PAR-11',
    check: (context) =>
      forms(context)
        .filter(
          ({ field, name }) =>
            field.mode === 'edit' && isRpcReference(field.options) && /(^id|Id|_id)$/.test(name ?? ''),
        )
        .filter((site) => !/\bIDs?\b/.test(labelOf(site) ?? 'ID'))
        .map((site) => atLabel(site, `"${labelOf(site)}" does not say that it takes an ID.`)),
    examples: {
      bad: {
        modules: {
          getItem: {
            mappableParams: [
              {
                name: 'id',
                type: 'select',
                label: 'Item',
                required: true,
                mode: 'edit',
                options: 'rpc://listItems',
                mappable: { help: 'Enter the item ID.' },
              },
            ],
          },
        },
      },
      at: 'modules.getItem › mappableParams › [0].label',
      good: {},
    },
  },
  {
    id: 'UX-014',
    family: 'texts',
    severity: 'info',
    title: 'Limits are explained as in other apps',
    reason: 'Users wonder whether a limit is one per run or one per page.',
    advice: 'say that it is the maximum number of results to return in one cycle.',
    reference: 'make-app-format.md §8.5 MK-SRCH-02',
    check: (context) =>
      forms(context)
        .filter(({ name, component, via }) => name === 'limit' && component.kind === 'module' && via === 'section')
        .filter((site) => !/maximum (number|count|amount)/i.test(helpOf(site) ?? ''))
        .map((site) => findingAt(site, 'The limit does not say what it limits.')),
    examples: {
      bad: { modules: { searchItems: { mappableParams: [{ name: 'query', type: 'text', label: 'Query' }, LIMIT] } } },
      at: 'modules.searchItems › mappableParams › [1]',
      good: {},
    },
  },
  {
    id: 'UX-015',
    family: 'texts',
    severity: 'info',
    title: 'Texts are in American English',
    reason: 'All apps of the platform are.',
    advice: 'use the American spelling.',
    reference: 'make-app-format.md §8.1 MK-GEN-08',
    check: (context) =>
      forms(context).flatMap((site) =>
        ['label', 'help'].flatMap((key) => {
          const [word] = britishWords(textOf(site.field[key]));
          return word === undefined
            ? []
            : [findingAt({ ...site, path: [...site.path, key] }, `"${word}" is British spelling.`)];
        }),
      ),
    fix: (finding, { valueAt }) => ({ set: americanized(textOf(valueAt(finding))) }),
    examples: {
      bad: withFields({ ...NOTE, label: 'Colour' }),
      at: 'modules.createItem › mappableParams › [1].label',
      good: withFields({ ...NOTE, label: 'Color' }),
    },
  },
  {
    id: 'UX-016',
    family: 'texts',
    severity: 'info',
    title: 'An ID can be looked up',
    reason: 'Users do not know the IDs of the service.',
    advice: 'make it a select with mode "edit" whose options come from the RPC.',
    reference: 'make-app-format.md §8.7 MK-RPC-01',
    check: checkFinders,
    examples: {
      bad: withFields({ name: 'itemId', type: 'text', label: 'Item ID' }),
      at: 'modules.createItem › mappableParams › [1]',
      good: withFields({
        name: 'itemId',
        type: 'select',
        label: 'Item ID',
        mode: 'edit',
        options: 'rpc://listItems',
        mappable: { help: 'Enter the item ID.' },
      }),
    },
  },
];

const FILLER = /^(please )?(enter|select|choose|specify|provide|type|insert|set)( in)?( (the|an?|your))? /i;

/** Compares what is left of the hint without "Enter the". */
function isRepeated(label: string | undefined, help: string | undefined): boolean {
  if (label === undefined || help === undefined) return false;
  const bare = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return bare(help) === bare(label) || bare(help.replace(FILLER, '').replace(/^(the|an?) /i, '')) === bare(label);
}

function asSentence(help: string): string {
  const spelt = help
    .replace(/(^|[.!?] )(\()?e\.g\.,? /gi, (_, before: string, open = '') => `${before}${open}For example, `)
    .replace(/\be\.g\.,? /gi, 'for example ')
    .replace(/\bi\.e\.,? /gi, 'that is, ');
  const text = spelt.trimEnd();
  if (/[\w`)]$/.test(text) && /\s/.test(text)) return `${text}.`;
  return spelt === help ? help : text;
}

/** `boardId` beside an RPC that lists boards. */
function checkFinders(context: LintContext): Finding[] {
  const lists = Object.keys(context.manifest.rpcs).map((name) => name.toLowerCase());
  return forms(context)
    .filter(({ component, type, field }) => component.kind === 'module' && type === 'text' && field.rpc === undefined)
    .flatMap((site) => {
      const [, thing = ''] = /^([A-Za-z]{3,})(?:Id|_id|ID)$/.exec(site.name ?? '') ?? [];
      const isListed =
        thing !== '' &&
        lists.some((name) => name.includes(`${thing.toLowerCase()}s`) || name.endsWith(thing.toLowerCase()));
      return isListed ? [findingAt(site, `The app lists what "${site.name}" may be, but the field does not.`)] : [];
    });
}
