import type { Json } from '../../core/json.ts';
import type { Place } from '../../core/problems.ts';
import { CHANGE_CLASSES, type ChangeClass, type ChangeKind, KINDS, type Verdict } from './kinds.ts';

/** One difference between two manifests. */
export interface Change extends Place, Verdict {
  readonly kind: ChangeKind;
  /** The manifest the place is in: the earlier one for what is gone, else the later. */
  readonly side: 'before' | 'after';
  /** Absent where there was nothing, and where the value is secret. */
  readonly before?: Json;
  readonly after?: Json;
  /** What changed, in one sentence; never a secret. */
  readonly message: string;
}

export interface Values {
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  /** Whether the place is in the earlier manifest; by itself when there is no later value. */
  readonly isGone?: boolean | undefined;
}

/** Makes a change, with class and reason of its kind. */
export function change(
  kind: ChangeKind,
  place: Place,
  message: string,
  { before, after, isGone }: Values = {},
): Change {
  const isRemoval = isGone ?? (kind.endsWith('-removed') || (before !== undefined && after === undefined));
  return {
    ...KINDS[kind],
    kind,
    side: isRemoval ? 'before' : 'after',
    ...place,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    message,
  };
}

/** Forms that only the app itself fills in: nothing of them is saved in a scenario. */
export const asInternal = (changes: readonly Change[]): Change[] =>
  changes.map((each) =>
    each.class === 'breaking'
      ? { ...each, class: 'compatible', reason: 'Only forms of the app call an RPC, and they change along with it.' }
      : each,
  );

/** What users were asked when they made a connection or a webhook; it is not asked again. */
export const asKeptBy = (owners: string, changes: readonly Change[]): Change[] =>
  changes.map((each) =>
    each.class === 'breaking'
      ? { ...each, reason: `${owners} that users made keep the values they were made with, until they are made anew.` }
      : each,
  );

export type ChangeCounts = Readonly<Record<ChangeClass, number>>;

export function countChanges(changes: readonly Change[]): ChangeCounts {
  const count = (wanted: ChangeClass): number => changes.filter((each) => each.class === wanted).length;
  return { breaking: count('breaking'), compatible: count('compatible'), cosmetic: count('cosmetic') };
}

/** The most serious changes first; otherwise as found. */
export const bySeriousness = (changes: readonly Change[]): Change[] =>
  [...changes].sort((a, b) => CHANGE_CLASSES.indexOf(a.class) - CHANGE_CLASSES.indexOf(b.class));

const LONGEST = 60;

/** A value as a message quotes it. */
export function quoted(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  if (text.length <= LONGEST) return text;
  return typeof value === 'string' ? `${text.slice(0, LONGEST - 2)}…"` : `${text.slice(0, LONGEST - 1)}…`;
}
