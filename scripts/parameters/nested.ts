import type { Branch } from './branches.ts';
import type { Field } from './field.ts';
import { loadOptions } from './load-options.ts';
import type { Option } from './options.ts';
import type { Spot } from './preparation.ts';
import { isEmpty } from './preparation.ts';
import { shownParts } from './select.ts';

/** The nested fields of one field under one value. */
export interface Nested {
  readonly branches: readonly Branch[];
  /** Sections of the branches that show. */
  readonly shown: readonly unknown[];
  /** An options RPC that could have brought more. */
  readonly unasked?: string;
}

/** Decides which nested fields a value shows. */
export async function nestedOf(field: Field, value: unknown, spot: Spot): Promise<Nested> {
  const { branches, family } = spot.preparation.facts.field(field);
  if (family !== 'select') return { branches, shown: branches.filter(isShownFor(value)).map(({ section }) => section) };
  const loaded = isEmpty(value) ? undefined : await loadOptions(field, spot);
  const options = loaded?.options ?? [];
  return {
    branches: [...branches, ...options.flatMap(branchOfOption)],
    shown: shownParts(field, value, options).map(({ section }) => section),
    ...(loaded?.unasked !== undefined && { unasked: loaded.unasked }),
  };
}

const branchOfOption = ({ nested, value, label }: Option): Branch[] =>
  nested ? [{ ...nested, showing: { when: 'option', value, label } }] : [];

/** Fields of a boolean show for its side, those of a file or a text when there is one. */
const isShownFor =
  (value: unknown) =>
  ({ showing }: Branch): boolean => {
    switch (showing.when) {
      case 'boolean':
      case 'option':
        return value === showing.value;
      case 'placeholder':
        return isEmpty(value);
      case 'anyOption':
      case 'filled':
        return !isEmpty(value);
    }
  };
