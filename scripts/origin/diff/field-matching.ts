import type { Json, JsonObject } from '../../core/json.ts';
import {
  type FieldEntry,
  type FieldSet,
  type InnerSet,
  ITEM,
  innerSets,
  listedOptions,
  readFieldSet,
} from './field-sets.ts';
import { typeOf } from './field-types.ts';
import { areSimilar, type Match, type Matching, matchNames } from './match-names.ts';
import { canonical, sameJson } from './same-json.ts';

interface SetPair {
  readonly before: FieldSet;
  readonly after: FieldSet;
  /** What names in the set begin with: `user.`, `tags[].`. */
  readonly prefix: string;
  /** What the set belongs to, for people; absent for the section's own. */
  readonly owner?: string;
  /** Whether the set shows whatever is chosen elsewhere. */
  readonly isAlwaysShown: boolean;
}

/** Two states of one set of fields, and which fields of theirs belong together. */
export interface MatchedSet extends SetPair, Matching<FieldEntry> {
  /** Single values on one side, collections on the other: nothing belongs together. */
  readonly isMixed: boolean;
}

/** Pairs the sets of two forms, at every depth, and the fields in them. */
export function matchSets(before: Json | undefined, after: Json | undefined): MatchedSet[] {
  const queue: SetPair[] = [
    { before: readFieldSet(before, []), after: readFieldSet(after, []), prefix: '', isAlwaysShown: true },
  ];
  const matched: MatchedSet[] = [];
  for (const pair of queue) {
    const isMixed = isItem(pair.before) !== isItem(pair.after) && !isEmpty(pair.before) && !isEmpty(pair.after);
    const [earlier, later] = isMixed ? [[], []] : [pair.before.entries, pair.after.entries];
    const matching = matchNames(earlier, later, { nameOf: ({ key }) => key, isSame: isRenaming });
    matched.push({ ...pair, ...matching, isMixed });
    queue.push(...matching.pairs.flatMap((match) => innerPairs(match, pair)));
  }
  return matched;
}

export const isItem = ({ entries }: FieldSet): boolean => entries.some(({ key }) => key === ITEM);
const isEmpty = ({ entries, references }: FieldSet): boolean => entries.length === 0 && references.length === 0;

/** A field is taken for renamed when type and label stayed and the names are alike. */
function isRenaming(before: FieldEntry, after: FieldEntry): boolean {
  if (before.isVisual || after.isVisual || typeOf(before.field) !== typeOf(after.field)) return false;
  return sameJson(before.field.label, after.field.label) && areSimilar(before.key, after.key);
}

/** The sets inside a field that both states could have; those of an option that came or went are part of that. */
function innerPairs({ before, after }: Match<FieldEntry>, { prefix, isAlwaysShown }: SetPair): SetPair[] {
  if (after.isVisual) return [];
  const [earlier, later] = [setsOf(before), setsOf(after)];
  const own = after.key === ITEM ? prefix.replace(/\.$/, '') : `${prefix}${after.key}`;
  const shared = sharedOptions(before.field, after.field);
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((key): SetPair[] => {
    const [from, to] = [earlier.get(key), later.get(key)];
    if (key.startsWith(OPTION) && !shared.has(key.slice(OPTION.length))) return [];
    const lands = (to ?? from)?.lands;
    if (lands !== 'beside' && typeOf(before.field) !== typeOf(after.field)) return []; // the type says it all
    const inner = lands === 'beside' ? prefix : lands === 'items' ? `${own}[].` : `${own}.`;
    return [
      {
        before: readFieldSet(from?.value, [...before.path, ...(from?.path ?? [])]),
        after: readFieldSet(to?.value, [...after.path, ...(to?.path ?? [])]),
        prefix: inner,
        owner: own,
        isAlwaysShown: isAlwaysShown && lands !== 'beside',
      },
    ];
  });
}

const OPTION = 'option ';

const setsOf = ({ field }: FieldEntry): Map<string, InnerSet> => new Map(innerSets(field).map((set) => [set.key, set]));

function sharedOptions(before: JsonObject, after: JsonObject): ReadonlySet<string> {
  const later = new Set(listedOptions(after.options).map(({ value }) => canonical(value)));
  return new Set(listedOptions(before.options).flatMap(({ key }) => (later.has(key) ? [key] : [])));
}
