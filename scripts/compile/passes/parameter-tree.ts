import type { Json } from '../../core/json.ts';
import { type FieldVisit, type ValuePath, walkFields, walkReferences } from '../../parameters/walk.ts';

/** What may be read below a value: the members declared for it. Open when there may be others. */
export interface Members {
  readonly members: Map<string | null, Members>;
  isOpen: boolean;
}

/** Types whose values have no members worth knowing, or members nobody declares. */
const SHAPED_TYPES: ReadonlySet<unknown> = new Set(['collection', 'array']);

/** Builds the tree of names that sections of parameters declare; null stands for the items of an array. */
export function parameterTree(sections: readonly (Json | undefined)[], givesNested: (rpc: string) => boolean): Members {
  const root: Members = { members: new Map(), isOpen: false };
  for (const section of sections) {
    walkFields(section, ({ field, valuePath, via }) => {
      if (valuePath === undefined || via === 'form') return;
      const node = reach(root, valuePath);
      if (!SHAPED_TYPES.has(field.type) || field.spec === undefined) node.isOpen = true;
    });
    walkReferences(section, ({ gives, reference, via, parent }) => {
      if (via === 'form') return;
      if (gives === 'fields') reach(root, levelOf(via, parent)).isOpen = true;
      else if (parent && givesNested(reference.name)) reach(root, parent.valuePath?.slice(0, -1) ?? []).isOpen = true;
    });
  }
  return root;
}

/** Where fields an RPC returns land: in the section, beside the field that nests them, or inside the one they specify. */
function levelOf(via: FieldVisit['via'], parent: FieldVisit | undefined): ValuePath {
  const path = parent?.valuePath ?? [];
  if (via === 'nested') return path.slice(0, -1);
  return parent?.field.type === 'array' ? [...path, null] : path;
}

function reach(root: Members, path: ValuePath): Members {
  return path.reduce((node, key) => {
    const found = node.members.get(key) ?? { members: new Map(), isOpen: false };
    node.members.set(key, found);
    return found;
  }, root);
}

/** All names at any depth; a form passes the values of every level to the RPCs it calls. */
export function allNames({ members }: Members): string[] {
  return [...members].flatMap(([key, inner]) => [...(key === null ? [] : [key]), ...allNames(inner)]);
}

/** Whether anything in the tree is open in a way that can bring unknown names: RPC fields, at any level. */
export function isOpenAnywhere(tree: Members, isRoot = true): boolean {
  if (isRoot && tree.isOpen) return true;
  return [...tree.members.values()].some(
    (inner) => inner.members.size > 0 && (inner.isOpen || isOpenAnywhere(inner, false)),
  );
}
