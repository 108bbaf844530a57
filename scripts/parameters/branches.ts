import type { Json } from '../core/json.ts';
import type { Field, Part } from './field.ts';
import { fieldLabel, isField } from './field.ts';
import { listOptions, nestedPart, optionRulesOf } from './options.ts';
import { familyOf } from './types.ts';

/** What a field's value must be for its nested fields to show. */
export type Showing =
  | { readonly when: 'filled' }
  | { readonly when: 'boolean'; readonly value: boolean }
  | { readonly when: 'option'; readonly value: Json; readonly label: string }
  /** An option without fields of its own, or a mapped value. */
  | { readonly when: 'anyOption' }
  /** Nothing chosen, or a value that is no option. */
  | { readonly when: 'placeholder' };

/** Nested fields of one field, which land beside it, not under its name (make-app-format.md §4.5). */
export interface Branch extends Part {
  readonly showing: Showing;
}

/** Lists every group of fields that one value or another of the field shows. */
export function branchesOf(field: Field): Branch[] {
  return [...optionBranches(field), ...ownBranches(field)];
}

/** Groups written in the `nested` attribute of the field itself. */
function ownBranches(field: Field): Branch[] {
  if (familyOf(field) === 'boolean') return booleanBranches(field);
  const part = nestedPart(field.nested, ['nested']);
  return part ? [{ ...part, showing: { when: familyOf(field) === 'select' ? 'anyOption' : 'filled' } }] : [];
}

/** An array shows for true, with `reversedNested` for false; `{ true, false }` has both (runtime.md §14). */
function booleanBranches(field: Field): Branch[] {
  const part = nestedPart(field.nested, ['nested']);
  if (part) return [{ ...part, showing: { when: 'boolean', value: field.reversedNested !== true } }];
  const { nested } = field;
  if (!isField(nested)) return [];
  return [true, false].flatMap((value) => {
    const side = nestedPart(nested[String(value)], ['nested', String(value)]);
    return side ? [{ ...side, showing: { when: 'boolean' as const, value } }] : [];
  });
}

function optionBranches(field: Field): Branch[] {
  const rules = optionRulesOf(field);
  const own = listOptions(rules).options.flatMap(({ nested, value, label }): Branch[] =>
    nested ? [{ ...nested, showing: { when: 'option', value, label } }] : [],
  );
  if (rules.nested) own.push({ ...rules.nested, showing: { when: 'anyOption' } });
  if (rules.placeholderNested) own.push({ ...rules.placeholderNested, showing: { when: 'placeholder' } });
  return own;
}

/** Says in words when the fields show: `"Mode" is "Manual"`. */
export function describeShowing(field: Field, showing: Showing): string {
  const name = `"${fieldLabel(field)}"`;
  switch (showing.when) {
    case 'boolean':
      return `${name} is ${showing.value}`;
    case 'option':
      return `${name} is ${JSON.stringify(showing.value)}`;
    case 'placeholder':
      return `${name} is empty or no option`;
    case 'anyOption':
    case 'filled':
      return `${name} is filled`;
  }
}
