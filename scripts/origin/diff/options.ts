import { isPlainObject, type Json, type JsonObject } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';
import { quoted, type Values } from './change.ts';
import { type ListedOption, listedOptions } from './field-sets.ts';
import type { ChangeKind } from './kinds.ts';
import { sameJson } from './same-json.ts';

/** A change of one field; the place and the name of the field are added by who asks. */
export interface FieldNews extends Values {
  readonly kind: ChangeKind;
  /** From the field on, on the side where it is. */
  readonly path: JsonPath;
  /** Goes on after "Parameter "x"" or "Output field "x"". */
  readonly says: string;
}

/** Where the choice of a field comes from. */
type Source =
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly options: readonly ListedOption[] }
  | { readonly kind: 'elsewhere'; readonly text: string };

/** Compares what can be chosen. */
export function optionNews(before: JsonObject, after: JsonObject): FieldNews[] {
  return [
    ...sourceNews(sourceOf(before.options), sourceOf(after.options)),
    ...rulesNews(rulesOf(before.options), rulesOf(after.options)),
    ...checkNews(before, after),
  ];
}

function sourceNews(from: Source, to: Source): FieldNews[] {
  if (from.kind === 'list' && to.kind === 'list') return listNews(from.options, to.options);
  if (from.kind === 'none' && to.kind === 'none') return [];
  const path = ['options'];
  const values = { before: contentOf(from), after: contentOf(to) };
  switch (to.kind) {
    case 'none':
      return [{ kind: 'options-dropped', path, isGone: true, says: 'has no options any more.', ...values }];
    case 'list':
      return [{ kind: 'options-fixed', path, says: 'now has a fixed list of options.', ...values }];
    case 'elsewhere':
      if (from.kind !== 'elsewhere') {
        return [{ kind: 'options-opened', path, says: `now lists what ${to.text} gives.`, ...values }];
      }
      if (sameJson(from.text, to.text)) return [];
      return [
        { kind: 'options-source-changed', path, says: `now lists what ${to.text} gives, not ${from.text}.`, ...values },
      ];
  }
}

function listNews(before: readonly ListedOption[], after: readonly ListedOption[]): FieldNews[] {
  const earlier = new Map(before.map((each) => [each.key, each]));
  const later = new Map(after.map((each) => [each.key, each]));
  const removed = [...earlier.values()].filter(({ key }) => !later.has(key));
  const kept = [...later.values()].filter(({ key }) => earlier.has(key));
  const order = [...earlier.keys()].filter((key) => later.has(key));
  const isMoved = kept.some(({ key }, index) => key !== order[index]);
  return [
    ...removed.map(({ value, path }): FieldNews => {
      return { kind: 'option-removed', path, isGone: true, says: `no longer offers ${quoted(value)}.`, before: value };
    }),
    ...[...later.values()].flatMap(({ key, value, path, option }): FieldNews[] => {
      const known = earlier.get(key);
      if (!known) return [{ kind: 'option-added', path, says: `also offers ${quoted(value)}.`, after: value }];
      const isSameText = ['label', 'description', 'short', 'default'].every((name) =>
        sameJson(known.option[name], option[name]),
      );
      return isSameText ? [] : [{ kind: 'option-text-changed', path, says: `shows ${quoted(value)} differently.` }];
    }),
    ...(isMoved
      ? [{ kind: 'option-moved', path: ['options'], says: 'lists its options in another order.' } as const]
      : []),
  ];
}

/** Compares how the list is read, and the logic and operators of a filter (make-app-format.md §4.5, §4.6). */
function rulesNews(before: JsonObject, after: JsonObject): FieldNews[] {
  const news: FieldNews[] = [];
  const add = (kind: ChangeKind, key: string, says: string, values: Values = {}): void =>
    void news.push({ kind, path: ['options', key], says, ...values });
  const differs = (key: string): boolean => !sameJson(before[key], after[key]);
  if ((before.value ?? 'value') !== (after.value ?? 'value')) {
    add(
      'option-keys-changed',
      'value',
      'takes another property of its options as the value.',
      valuesAt(before, after, 'value'),
    );
  }
  if (differs('label') || differs('default')) add('option-text-changed', 'label', 'shows its options differently.');
  if (textOfPlaceholder(before) !== textOfPlaceholder(after)) {
    add('parameter-text-changed', 'placeholder', 'has another placeholder.');
  }
  if ((before.logic ?? 'both') !== (after.logic ?? 'both')) {
    add('filter-logic-changed', 'logic', 'combines conditions differently.', valuesAt(before, after, 'logic'));
  }
  for (const key of ['ids', 'showRoot', 'singleLevel']) {
    if (differs(key)) add('parameter-handling-changed', key, `has another "${key}".`, valuesAt(before, after, key));
  }
  return [...news, ...operatorNews(before.operators, after.operators)];
}

function operatorNews(before: Json | undefined, after: Json | undefined): FieldNews[] {
  if (sameJson(before, after)) return [];
  const [from, to] = [listedOptions(before ?? []), listedOptions(after ?? [])];
  const path = ['options', 'operators'];
  const missing = (list: readonly ListedOption[], other: readonly ListedOption[]): readonly ListedOption[] =>
    list.filter(({ key }) => !other.some((each) => each.key === key));
  return [
    ...missing(from, to).map(({ value }): FieldNews => {
      return {
        kind: 'filter-operator-removed',
        path,
        isGone: true,
        says: `no longer has the operator ${quoted(value)}.`,
      };
    }),
    ...missing(to, from).map(({ value }): FieldNews => {
      return { kind: 'filter-operator-added', path, says: `also has the operator ${quoted(value)}.` };
    }),
  ];
}

/** Mapped values are checked against a list unless the field is dynamic, which it is by itself when an RPC lists (§4.2). */
function checkNews(before: JsonObject, after: JsonObject): FieldNews[] {
  const [from, to] = [sourceOf(before.options), sourceOf(after.options)];
  if (from.kind !== to.kind || from.kind === 'none') return [];
  const isOpen = ({ dynamic }: JsonObject): boolean =>
    typeof dynamic === 'boolean' ? dynamic : from.kind === 'elsewhere';
  if (isOpen(before) === isOpen(after)) return [];
  return isOpen(after)
    ? [{ kind: 'choice-unchecked', path: ['dynamic'], says: 'no longer checks mapped values against its options.' }]
    : [{ kind: 'choice-checked', path: ['dynamic'], says: 'now checks mapped values against its options.' }];
}

function sourceOf(options: Json | undefined): Source {
  const store = isPlainObject(options) ? (options.store as Json | undefined) : options; // a member of JSON
  if (typeof store === 'string') return { kind: 'elsewhere', text: store };
  return Array.isArray(store) ? { kind: 'list', options: listedOptions(options) } : { kind: 'none' };
}

function contentOf(source: Source): Json | undefined {
  switch (source.kind) {
    case 'none':
      return undefined;
    case 'list':
      return source.options.map(({ value }) => value);
    case 'elsewhere':
      return source.text;
  }
}

const rulesOf = (options: Json | undefined): JsonObject => (isPlainObject(options) ? (options as JsonObject) : {}); // a collection in JSON

const textOfPlaceholder = ({ placeholder }: JsonObject): string | undefined => {
  const label = isPlainObject(placeholder) ? placeholder.label : placeholder;
  return typeof label === 'string' ? label : undefined;
};

const valuesAt = (before: JsonObject, after: JsonObject, key: string): Values => ({
  before: before[key],
  after: after[key],
});
