import type { Json } from '../core/json.ts';
import type { Root } from '../manifest/roots.ts';
import type { FieldValue } from './field-values.ts';
import type { Accept, Kind } from './type.ts';

/** The roots expressions of a place may start from; undefined where the types do not ask. */
export type Roots = readonly Root[] | undefined;

/** What the types of the DSL take at a place of a descriptor. */
export type Slot =
  | { readonly is: 'value'; readonly accept: Accept; readonly roots: Roots }
  /** Any JSON; `hint` says what an expression most likely gives. */
  | { readonly is: 'json'; readonly roots: Roots; readonly hint?: Kind }
  /** Headers or query values; `isWhole` takes one expression for all of them too. */
  | { readonly is: 'flat'; readonly isWhole: boolean; readonly roots: Roots }
  /** Members, or one expression that yields them. */
  | { readonly is: 'members'; readonly isWhole: boolean; readonly roots: Roots; readonly hint?: Kind }
  /** JSON without expressions. */
  | { readonly is: 'plain'; readonly check: (value: Json) => boolean }
  | ObjectSlot
  | { readonly is: 'list'; readonly item: Slot; readonly earlier: Slot; readonly wrapper?: string }
  | { readonly is: 'choice'; readonly pick: (value: Json) => Slot }
  | OutputSlot
  | { readonly is: 'reference'; readonly refer: (value: Json) => string | undefined }
  /** Only JSON can say it. */
  | { readonly is: 'nothing'; readonly why?: string };

export interface ObjectSlot {
  readonly is: 'object';
  readonly members: Readonly<Record<string, Slot>>;
  /** Members by the form of their name. */
  readonly pattern?: { readonly name: RegExp; readonly slot: Slot };
  readonly required?: readonly string[];
  readonly isOpen?: boolean;
  /** Finds the list whose elements `item` stands for inside. */
  readonly iterated?: (value: Readonly<Record<string, Json>>) => string | undefined;
}

/** A bundle, field by field or as a whole. */
export interface OutputSlot {
  readonly is: 'output';
  readonly fields: readonly FieldValue[] | undefined;
  /** The constant the fields are in, for answers that have all of them. */
  readonly fieldsOf?: string | undefined;
  readonly roots: Roots;
  readonly mayBeNothing: boolean;
}

export const value = (roots: Roots, ...kinds: NonNullable<Exclude<Accept['kinds'], 'any'>>): Slot => ({
  is: 'value',
  accept: { kinds: [...kinds, 'nothing'] },
  roots,
});

/** A value that must be there. */
export const present = (roots: Roots, ...kinds: NonNullable<Exclude<Accept['kinds'], 'any'>>): Slot => ({
  is: 'value',
  accept: { kinds },
  roots,
});

/** One of some texts. */
export const keyword = (roots: Roots, ...constants: string[]): Slot => ({
  is: 'value',
  accept: { kinds: ['text', 'nothing'], constants },
  roots,
});

/** Anything that is judged by its truth; only true, false and expressions. */
export const condition = (roots: Roots): Slot => ({
  is: 'value',
  accept: { kinds: 'any', constants: [true, false] },
  roots,
});

export const plain = (check: (value: Json) => boolean): Slot => ({ is: 'plain', check });
export const json = (roots: Roots): Slot => ({ is: 'json', roots });
export const flat = (roots: Roots, isWhole = true): Slot => ({ is: 'flat', isWhole, roots });
export const members = (roots: Roots, isWhole = true): Slot => ({ is: 'members', isWhole, roots });
/** Members that are kept: tokens and IDs, if nothing else tells. */
export const savedMembers = (roots: Roots): Slot => ({ is: 'members', isWhole: false, roots, hint: 'text' });
export const shaped = (all: Readonly<Record<string, Slot>>, ...required: string[]): ObjectSlot => ({
  is: 'object',
  members: all,
  required,
});
