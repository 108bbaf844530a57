import { branchesOf } from './branches.ts';
import { elementsOf, fieldName } from './field.ts';
import { listOptions, optionRulesOf } from './options.ts';
import type { RpcReference } from './rpc-reference.ts';
import { isVisualType } from './types.ts';

/** The names a section puts into `parameters`. */
export interface DeclaredNames {
  /** In declared order, nested fields of every option and of both sides of booleans included. */
  readonly names: ReadonlySet<string>;
  /** An RPC adds fields, so that a name missing here may exist all the same. */
  readonly isOpen: boolean;
  /** RPCs that give options; an option may bring nested fields of its own (make-app-format.md §1.6), though few do. */
  readonly optionReferences: readonly RpcReference[];
}

interface Collected {
  readonly names: Set<string>;
  readonly optionReferences: RpcReference[];
  isOpen: boolean;
}

/** Lists the names of the flat namespace of a section; members of collections and arrays live in namespaces of their own. */
export function declaredNames(section: unknown): DeclaredNames {
  const collected: Collected = { names: new Set(), optionReferences: [], isOpen: false };
  collect(section, collected);
  return collected;
}

function collect(section: unknown, collected: Collected): void {
  for (const element of elementsOf(section)) {
    if (element.kind === 'reference') {
      collected.isOpen = true;
      continue;
    }
    const { field } = element;
    const name = fieldName(field);
    if (name !== undefined && !isVisualType(field)) collected.names.add(name);
    collected.optionReferences.push(...listOptions(optionRulesOf(field)).references.map(({ reference }) => reference));
    for (const branch of branchesOf(field)) collect(branch.section, collected);
  }
}
