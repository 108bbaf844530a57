import type { Json } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import { readAt } from '../core/paths.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { branchesOf, type Showing } from '../parameters/branches.ts';
import { buttonFormOf, elementsOf, type Field, fieldLabel, specOf } from '../parameters/field.ts';
import { listOptions, type Option, optionRulesOf } from '../parameters/options.ts';
import type { RpcReference } from '../parameters/rpc-reference.ts';
import { familyOf, isVisualType, typeNameOf } from '../parameters/types.ts';
import { oneLine, sentence } from './clean-text.ts';
import { type Block, type Choice, code, type FieldEntry, inlines, type Members, paragraph } from './document.ts';
import { defaultOf, isKindTelling, kindOf, limitsOf, patternOf } from './field-words.ts';
import { parseInline } from './parse-inline.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** Fields inside fields beyond this are left to Make's own form. */
const MAX_DEPTH = 12;

/** Describes the fields of a section for the people who fill them in; hidden ones are nobody's business. */
export function fieldEntries(section: unknown, manifest: Manifest, depth = 0): FieldEntry[] {
  if (depth > MAX_DEPTH) return [];
  return elementsOf(section).flatMap((element): FieldEntry[] => {
    if (element.kind === 'reference') return [remoteEntry(element.reference, manifest)];
    const { field } = element;
    if (typeNameOf(field) === 'hidden') return [];
    return [isVisualType(field) ? noteEntry(field) : entryOf(field, manifest, depth)];
  });
}

/** Fields that an RPC makes up while the form is open. */
function remoteEntry({ name }: RpcReference, { rpcs }: Manifest): FieldEntry {
  const label = rpcs[name]?.label ?? name;
  const about = paragraph(`Which fields these are depends on your account; Make loads them (${oneLine(label)}).`);
  return { label: 'More fields', isRequired: false, about: [about], choices: [] };
}

/** Banners and texts between the fields. */
function noteEntry(field: Field): FieldEntry {
  const heading = [field.title, field.label].find((text) => typeof text === 'string' && text.trim() !== '');
  const text = typeof field.text === 'string' ? field.text : '';
  const shown = typeNameOf(field) === 'html' ? text.replace(/<[^>]*>/g, ' ') : text;
  return {
    label: oneLine(typeof heading === 'string' ? heading : 'Note'),
    isRequired: false,
    about: [...parseMarkdown(shown), ...helpOf(field)],
    choices: [],
  };
}

function entryOf(field: Field, manifest: Manifest, depth: number): FieldEntry {
  const members = membersOf(field, manifest, depth);
  return {
    label: labelOf(field),
    isRequired: field.required === true,
    about: aboutOf(field),
    choices: choicesOf(field, manifest, depth),
    ...(members && { members }),
  };
}

const labelOf = (field: Field): string => oneLine(fieldLabel(field)) || 'Value';

const helpOf = ({ help }: Field): Block[] => (typeof help === 'string' ? parseMarkdown(help) : []);

function aboutOf(field: Field): Block[] {
  const help = helpOf(field);
  const limits = limitsOf(field);
  const kind = isKindTelling(field) || limits.length > 0 || help.length === 0 ? [kindOf(field)] : [];
  const isListed = familyOf(field) === 'select' || hasMembers(field);
  const facts = isListed ? limits : [...kind, ...limits];
  const preset = defaultOf(field);
  const pattern = help.length === 0 ? patternOf(field) : undefined;
  const source = sourceOf(field);
  return [
    ...help,
    ...(facts.length > 0 ? [paragraph(`${sentence(facts.join(', '))}.`)] : []),
    ...(pattern === undefined ? [] : [paragraph('It has to match the pattern ', code(pattern), '.')]),
    ...(preset.length > 0 ? [paragraph('Default: ', preset, '.')] : []),
    ...(field.advanced === true
      ? [paragraph('An advanced setting: it shows with ', emphasis('Show advanced settings'), '.')]
      : []),
    ...(source === '' ? [] : [paragraph(source)]),
  ];
}

const emphasis = (text: string) => ({ kind: 'em' as const, content: inlines(text) });
const hasMembers = (field: Field): boolean => specOf(field) !== undefined;

/** Says that options come from the service, and whether others are taken. */
function sourceOf(field: Field): string {
  const rules = optionRulesOf(field);
  const { options, references, isOpen } = listOptions(rules);
  if (familyOf(field) !== 'select') return '';
  const isFree = field.mode === 'edit' || field.editable === true || isPlainObject(field.editable);
  const many = field.multiple === true;
  const what = many ? 'one or more' : 'one';
  if (references.length === 0 && options.length > 0) return many ? 'Choose any number of:' : 'Choose one:';
  if (isOpen) return `Choose ${what} of the options that Make shows.`;
  return isFree
    ? `Choose ${what} from the list that Make loads from your account, or switch to Map and enter the value.`
    : `Choose ${what} from the list that Make loads from your account.`;
}

function choicesOf(field: Field, manifest: Manifest, depth: number): Choice[] {
  const { options } = listOptions(optionRulesOf(field));
  const shownWith = branchesOf(field).map((branch) => ({
    ...branch,
    entries: fieldEntries(branch.section, manifest, depth + 1),
  }));
  const own = options.map((option): Choice & { readonly section: Json | undefined } => {
    const nested = shownWith.find(({ showing }) => showing.when === 'option' && showing.value === option.value);
    return { ...choiceOf(field, option), entries: nested?.entries ?? [], section: nested?.section };
  });
  const rest = shownWith
    .filter(({ showing, entries }) => showing.when !== 'option' && entries.length > 0)
    .map(({ showing, entries }): Choice => ({ labels: [whenOf(showing)], about: [], entries, isState: true }));
  return [...merged(own), ...rest, ...formOf(field, manifest, depth)];
}

function choiceOf(field: Field, option: Option): Omit<Choice, 'entries'> {
  const raw = readAt(field, option.path);
  const description = isPlainObject(raw) && typeof raw.description === 'string' ? parseInline(raw.description) : [];
  const above = readAt(field, option.path.slice(0, -2));
  const group =
    option.path.at(-2) === 'options' && isPlainObject(above) && above !== field && typeof above.label === 'string';
  return { labels: [oneLine(option.label)], about: description, ...(group && { group: oneLine(String(above.label)) }) };
}

/** Puts options that stand together and show the same fields into one choice. */
function merged(choices: readonly (Choice & { readonly section: Json | undefined })[]): Choice[] {
  const result: (Choice & { readonly section: Json | undefined })[] = [];
  for (const choice of choices) {
    const last = result.at(-1);
    const isSame =
      last !== undefined &&
      last.group === choice.group &&
      choice.entries.length > 0 &&
      choice.about.length + last.about.length === 0 &&
      JSON.stringify(last.section) === JSON.stringify(choice.section);
    if (isSame) result[result.length - 1] = { ...last, labels: [...last.labels, ...choice.labels] };
    else result.push(choice);
  }
  return result.map(({ section: _, ...choice }) => choice);
}

function whenOf(showing: Showing): string {
  switch (showing.when) {
    case 'boolean':
      return showing.value ? 'Yes' : 'No';
    case 'option':
      return showing.label;
    case 'anyOption':
      return 'Any other choice';
    case 'filled':
      return 'When filled in';
    case 'placeholder':
      return 'Nothing chosen';
  }
}

/** The form behind a button beside the field. */
function formOf(field: Field, manifest: Manifest, depth: number): Choice[] {
  const form = buttonFormOf(field);
  const entries = form ? fieldEntries(form.section, manifest, depth + 1) : [];
  const label = isPlainObject(field.rpc) && typeof field.rpc.label === 'string' ? oneLine(field.rpc.label) : '';
  if (!isPlainObject(field.rpc)) return [];
  return [{ labels: [`Button “${label || 'Search'}”`], about: inlines('fills the field in for you.'), entries }];
}

/** What each item, or the collection, consists of. A list of plain values describes its one field as a member. */
function membersOf(field: Field, manifest: Manifest, depth: number): Members | undefined {
  const spec = specOf(field);
  if (!spec) return undefined;
  const section = spec.kind === 'item' ? [spec.field] : spec.section;
  const entries = fieldEntries(section, manifest, depth + 1);
  if (entries.length === 0) return undefined;
  const add = isPlainObject(field.labels) && typeof field.labels.add === 'string' ? oneLine(field.labels.add) : '';
  const each = add === '' ? 'Each item:' : `“${add}” adds an item:`;
  return { intro: typeNameOf(field) === 'array' ? each : 'It consists of:', entries };
}
