import type { Doc } from './document.ts';
import { itemOfShape, memberOfShape, settle } from './shape.ts';
import { type Accept, isAccepted, type Shape, type Type, withNothing } from './type.ts';
import { Untyped } from './untyped.ts';

/** A root as a descriptor names it. */
export interface RootHandle {
  readonly code: string;
  readonly type: Type;
}

/** What one attempt to write a text with references reads, kept until the attempt has succeeded. */
export interface Reading {
  /** Answers are still open: uses say what their parts are. */
  readonly isOpen: boolean;
  /** Whether the DSL may spell IML its own way. */
  readonly isTidy: boolean;
  readonly rootOf: (root: string, path: readonly string[]) => RootHandle | undefined;
  readonly shapes: Set<Shape>;
  readonly demands: (readonly [Shape, Accept])[];
  readonly handles: Set<string>;
}

/** An expression as code of the DSL, and the IML that code renders to. */
export interface Converted {
  readonly code: Doc;
  readonly source: string;
  readonly precedence: number;
  readonly type: Type;
  /** Plain text, a number, or a constant of JavaScript. */
  readonly isLiteral?: true;
}

/** The type of a part of an answer. */
function typeOfShape(shape: Shape, reading: Reading): Type {
  reading.shapes.add(shape);
  return reading.isOpen ? { kinds: [], shape, open: [shape] } : settle(shape);
}

/** The type of a member; a gap on the way stays. */
export function memberType(type: Type, name: string, reading: Reading): Type {
  const gap = type.kinds.includes('nothing');
  const member = memberOfType(type, name, reading);
  if (!member) throw new Untyped(`nothing declares "${name}"`);
  return gap ? withNothing(member) : member;
}

function memberOfType({ kinds, members, shape }: Type, name: string, reading: Reading): Type | undefined {
  const known = members?.get(name);
  if (shape && (reading.isOpen || (kinds.includes('collection') && shape.members.has(name)))) {
    const member = typeOfShape(memberOfShape(shape, name), reading);
    return reading.isOpen ? member : { ...(known ?? member), ...(member.shape && { shape: member.shape }) };
  }
  return kinds.every((kind) => kind === 'collection' || kind === 'nothing') ? known : undefined;
}

/** The type of the elements of a list. */
export function itemType(type: Type, reading: Reading): Type {
  if (reading.isOpen && type.shape) {
    demand(type, { kinds: ['list', 'nothing'] }, reading);
    return typeOfShape(itemOfShape(type.shape), reading);
  }
  if (type.shape?.item) reading.shapes.add(type.shape.item);
  return type.item ?? { kinds: ['opaque'] };
}

/** Whether a value may stand in a place; notes what that asks of answers that are still open. */
export function demand(type: Type, accept: Accept, reading: Reading): boolean {
  for (const shape of type.open ?? []) reading.demands.push([shape, accept]);
  const { like } = accept;
  if (type.item?.open && like?.item)
    demand(type.item, { kinds: [...like.item.kinds, 'nothing'], like: like.item }, reading);
  return isAccepted(type, accept);
}
