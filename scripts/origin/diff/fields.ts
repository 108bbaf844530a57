import type { Json } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';
import type { Place } from '../../core/problems.ts';
import { type Change, change } from './change.ts';
import { outputNews, parameterNews } from './field.ts';
import { isItem, type MatchedSet, matchSets } from './field-matching.ts';
import { type FieldEntry, type FieldsReference, ITEM } from './field-sets.ts';
import { typeOf } from './field-types.ts';
import type { ChangeKind } from './kinds.ts';
import { type Match, matchNames } from './match-names.ts';
import { sameJson } from './same-json.ts';

export interface FieldContext {
  readonly place: Place;
  /** What users fill in, or what they map from. */
  readonly direction: 'input' | 'output';
  /** Whether the section takes mapped values. */
  readonly isMappable: boolean;
}

/** Compares two forms, or two descriptions of a bundle, field by field at every depth; fields go by name. */
export function diffFields(before: Json | undefined, after: Json | undefined, context: FieldContext): Change[] {
  const sets = matchSets(before, after);
  const relocations = context.direction === 'input' ? findRelocations(sets) : [];
  const relocated = new Set(relocations.flatMap(({ match }) => [match.before, match.after]));
  return [
    ...sets.flatMap((set) => setChanges(set, relocated, context)),
    ...relocations.flatMap((relocation) => relocationChanges(relocation, context)),
  ];
}

function setChanges(set: MatchedSet, relocated: ReadonlySet<FieldEntry>, context: FieldContext): Change[] {
  if (set.isMixed) return [itemsChange(set, context)];
  const staying = (entry: FieldEntry): boolean => !relocated.has(entry);
  return [
    ...set.removed.filter(staying).map((entry) => presence(entry, set, 'removed', context)),
    ...set.added.filter(staying).map((entry) => presence(entry, set, 'added', context)),
    ...set.pairs.flatMap((match) => fieldChanges(match, set, context)),
    ...orderChange(set, context),
    ...referenceChanges(set, context),
  ];
}

/** A parameter that now shows in other cases: values of nested parameters land beside the field they are nested in. */
interface Relocation {
  readonly match: Match<FieldEntry>;
  readonly set: MatchedSet;
}

function findRelocations(sets: readonly MatchedSet[]): Relocation[] {
  const places = (side: 'removed' | 'added') =>
    sets.flatMap((set) =>
      set[side].filter(({ isVisual }) => !isVisual).map((entry) => ({ name: `${set.prefix}${entry.key}`, entry, set })),
    );
  const [removed, added] = [places('removed'), places('added')];
  return removed.flatMap(({ name, entry }): Relocation[] => {
    const [target, ...others] = added.filter((each) => each.name === name);
    const isOnlyOne = removed.filter((each) => each.name === name).length === 1 && others.length === 0;
    return target && isOnlyOne
      ? [{ match: { before: entry, after: target.entry, isRenamed: false }, set: target.set }]
      : [];
  });
}

function relocationChanges({ match, set }: Relocation, context: FieldContext): Change[] {
  const kind = set.isAlwaysShown ? 'parameter-always-shown' : 'parameter-shown-elsewhere';
  const says = set.isAlwaysShown ? 'now shows whatever is chosen' : 'now shows for another choice';
  const message = `${titled(match.after, set, context)} ${says}.`;
  return [change(kind, at(context, match.after.path), message), ...fieldChanges(match, set, context)];
}

const NOUNS = { input: 'Parameter', output: 'Output field' } as const;

function titled(entry: FieldEntry, { prefix, owner }: MatchedSet, { direction }: FieldContext): string {
  if (entry.isVisual) return `The ${typeOf(entry.field)}${owner === undefined ? '' : ` of "${owner}"`}`;
  if (entry.key === ITEM) return `The item of "${owner ?? ''}"`;
  return `${NOUNS[direction]} "${prefix}${entry.key}"`;
}

const at = ({ place }: FieldContext, path: JsonPath): Place => ({ ...place, path });

function presence(entry: FieldEntry, pair: MatchedSet, event: 'added' | 'removed', context: FieldContext): Change {
  const { direction } = context;
  const isRequired = event === 'added' && direction === 'input' && entry.field.required === true;
  const kind: ChangeKind = entry.isVisual
    ? `notice-${event}`
    : direction === 'output'
      ? `output-${event}`
      : isRequired
        ? 'required-parameter-added'
        : `parameter-${event}`;
  const message = `${titled(entry, pair, context)} was ${event}${isRequired ? ', and is required' : ''}.`;
  return change(kind, at(context, entry.path), message);
}

function fieldChanges(
  { before, after, isRenamed }: Match<FieldEntry>,
  pair: MatchedSet,
  context: FieldContext,
): Change[] {
  const title = titled(after, pair, context);
  if (after.isVisual) {
    if (sameJson(before.field, after.field)) return [];
    return [change('notice-changed', at(context, after.path), `${title} says something else.`)];
  }
  const news =
    context.direction === 'output'
      ? outputNews(before.field, after.field)
      : parameterNews(before.field, after.field, context);
  const changes = news.map(({ kind, path, isGone = false, says, ...values }) =>
    change(kind, at(context, [...(isGone ? before : after).path, ...path]), `${title} ${says}`, { ...values, isGone }),
  );
  if (!isRenamed) return changes;
  const renamed = context.direction === 'output' ? 'output-renamed' : 'parameter-renamed';
  const message = `${NOUNS[context.direction]} "${pair.prefix}${before.key}" was renamed to "${pair.prefix}${after.key}".`;
  const values = { before: before.key, after: after.key };
  return [change(renamed, at(context, [...after.path, 'name']), message, values), ...changes];
}

function itemsChange(pair: MatchedSet, context: FieldContext): Change {
  const [path = []] = pair.after.entries.map((entry) => entry.path);
  const kind = context.direction === 'output' ? 'output-items-changed' : 'items-changed';
  const says = isItem(pair.after)
    ? 'now holds single values instead of collections'
    : 'now holds collections instead of single values';
  return change(kind, at(context, path), `${NOUNS[context.direction]} "${pair.owner ?? ''}" ${says}.`);
}

/** One change for a set in another order, however many fields moved. */
function orderChange(pair: MatchedSet, context: FieldContext): Change[] {
  const positions = pair.pairs.map(({ before }) => pair.before.entries.indexOf(before));
  if (positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0))) return [];
  const [path = []] = pair.after.entries.map((entry) => entry.path.slice(0, -1));
  const kind = context.direction === 'output' ? 'output-moved' : 'parameter-moved';
  const noun = context.direction === 'output' ? 'Output fields' : 'Parameters';
  const whose = pair.owner === undefined ? '' : ` of "${pair.owner}"`;
  return [change(kind, at(context, path), `${noun}${whose} are in another order.`)];
}

/** Compares the RPCs that give fields: by name, then by what they are asked. */
function referenceChanges({ before, after, owner }: MatchedSet, context: FieldContext): Change[] {
  const noun = context.direction === 'output' ? 'output' : 'parameters';
  const whose = owner === undefined ? '' : ` in "${owner}"`;
  const matching = matchNames(before.references, after.references, { nameOf: rpcOf, isSame: () => false });
  const report = ({ text, path }: FieldsReference, event: 'added' | 'removed'): Change =>
    change(`dynamic-${noun}-${event}`, at(context, path), `The fields that ${text} gives${whose} were ${event}.`);
  return [
    ...matching.removed.map((reference) => report(reference, 'removed')),
    ...matching.added.map((reference) => report(reference, 'added')),
    ...matching.pairs.flatMap(({ before: from, after: to }) =>
      sameJson(from.text, to.text)
        ? []
        : [
            change(`dynamic-${noun}-changed`, at(context, to.path), `${rpcOf(to)} is asked differently${whose}.`, {
              before: from.text,
              after: to.text,
            }),
          ],
    ),
  ];
}

const rpcOf = ({ text }: FieldsReference): string => text.split('?')[0] ?? text;
