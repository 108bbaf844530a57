import { isPlainObject } from '../core/json.ts';
import { describeShowing } from '../parameters/branches.ts';
import { type Field, fieldLabel } from '../parameters/field.ts';
import { listOptions, optionRulesOf } from '../parameters/options.ts';
import { isVisualType, typeNameOf } from '../parameters/types.ts';
import {
  type FieldVisit,
  type ReferenceVisit,
  type ValuePath,
  walkFields,
  walkReferences,
} from '../parameters/walk.ts';
import { oneLine, shownValue } from './clean-text.ts';
import { type Block, code, type Inline, inlines, joined, LINE_BREAK, table } from './document.ts';
import { defaultOf, limitsOf, patternOf } from './field-words.ts';

/** Every parameter of a section, a row each: nested ones and those inside collections and arrays by their path. */
export function parameterTable(section: unknown): Block {
  const rows: Inline[][][] = [];
  walkFields(section, (visit) => {
    if (!isVisualType(visit.field)) rows.push(rowOf(visit));
  });
  return table(['Name', 'Label', 'Type', 'Required', 'Default', 'Limits and notes'], rows);
}

function rowOf(visit: FieldVisit): Inline[][] {
  const { field } = visit;
  return [
    visit.valuePath ? [code(printValuePath(visit.valuePath))] : inlines('(form of a button)'),
    inlines(oneLine(fieldLabel(field))),
    inlines(code(typeNameOf(field)), field.multiple === true ? ' (several)' : ''),
    inlines(field.required === true ? 'yes' : 'no'),
    defaultOf(field),
    joined(notesOf(visit), LINE_BREAK),
  ];
}

function notesOf({ field, showing, parent }: FieldVisit): Inline[][] {
  const limits = limitsOf(field);
  const pattern = patternOf(field);
  const flags = flagsOf(field);
  return [
    ...(showing && parent ? [inlines(`shown when ${describeShowing(parent.field, showing)}`)] : []),
    ...(limits.length > 0 ? [inlines(limits.join(', '))] : []),
    ...(pattern === undefined ? [] : [inlines('matches ', code(pattern))]),
    ...optionsOf(field),
    ...(flags.length > 0 ? [inlines(flags.join(', '))] : []),
  ];
}

function optionsOf(field: Field): Inline[][] {
  const { options, references } = listOptions(optionRulesOf(field));
  const values = options.map(({ value }) => [code(shownValue(value))]);
  return [
    ...(values.length > 0 ? [inlines('one of ', joined(values, ', '))] : []),
    ...references.map(({ text }) => inlines('options from ', code(text))),
  ];
}

function flagsOf(field: Field): string[] {
  return [
    ...(field.mappable === false ? ['cannot be mapped'] : []),
    ...(field.advanced === true ? ['advanced'] : []),
    ...(field.disabled === true ? ['read-only'] : []),
    ...(field.editable === true || isPlainObject(field.editable) ? ['editable'] : []),
    ...(field.mode === 'edit' ? ['starts in mapping mode'] : []),
  ];
}

/** `filters[].type`: empty brackets stand for every item. */
export function printValuePath(path: ValuePath): string {
  return path.reduce<string>(
    (text, step) => (step === null ? `${text}[]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

/** The RPCs a section refers to, with where and for what. */
export function referencesIn(
  section: unknown,
): { readonly name: string; readonly text: string; readonly use: string }[] {
  const found: { name: string; text: string; use: string }[] = [];
  walkReferences(section, (visit) => found.push({ name: visit.reference.name, text: visit.text, use: useOf(visit) }));
  return found;
}

function useOf({ parent, gives }: ReferenceVisit): string {
  const label = parent ? oneLine(fieldLabel(parent.field)) : '';
  if (gives === 'options') return `options of ${label}`;
  return label === '' ? 'fields of the section' : `fields inside ${label}`;
}
