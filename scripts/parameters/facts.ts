import type { Branch } from './branches.ts';
import { branchesOf } from './branches.ts';
import { declaredNames } from './declared.ts';
import type { Element, Field } from './field.ts';
import { elementsOf, fieldLabel, fieldName } from './field.ts';
import type { OptionList } from './options.ts';
import { listOptions, optionRulesOf } from './options.ts';
import { secretFieldNames, secretNames } from './secrets.ts';
import type { Family } from './types.ts';
import { familyOf, isSecretType } from './types.ts';
import type { ValuePath } from './walk.ts';

/** What a field says of itself, whatever its value. */
export interface FieldFacts {
  readonly name: string | undefined;
  readonly label: string;
  readonly family: Family;
  readonly isSecret: boolean;
  readonly options: OptionList;
  readonly branches: readonly Branch[];
}

/**
 * Reads sections and their fields once for many preparations. The fields must not change meanwhile; what is known of
 * them goes when they do, so that fields an RPC made up are not kept.
 */
export interface ParameterFacts {
  readonly field: (field: Field) => FieldFacts;
  readonly elements: (section: unknown) => readonly Element[];
  readonly secretNames: (section: unknown) => readonly ValuePath[];
  readonly secretFieldNames: (section: unknown) => ReadonlySet<string>;
  readonly declaredNames: (section: unknown) => ReadonlySet<string>;
}

export function createParameterFacts(): ParameterFacts {
  return {
    field: once(readField),
    elements: once((section: unknown) => elementsOf(section)),
    secretNames: once(secretNames),
    secretFieldNames: once(secretFieldNames),
    declaredNames: once((section: unknown) => declaredNames(section).names),
  };
}

function readField(field: Field): FieldFacts {
  return {
    name: fieldName(field),
    label: fieldLabel(field),
    family: familyOf(field),
    isSecret: isSecretType(field),
    options: listOptions(optionRulesOf(field)),
    branches: branchesOf(field),
  };
}

/** A section that is one reference is text, which is read anew: there is little to read. */
function once<Source, Result>(read: (source: Source) => Result): (source: Source) => Result {
  const known = new WeakMap<object, Result>();
  return (source) => {
    if (typeof source !== 'object' || source === null) return read(source);
    const found = known.get(source);
    if (found !== undefined) return found;
    const result = read(source);
    known.set(source, result);
    return result;
  };
}
