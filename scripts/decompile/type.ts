/** What the types of the DSL see in a value; `opaque` is a type this tool does not follow. */
export type Kind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'binary'
  | 'collection'
  | 'list'
  | 'nothing'
  | 'unknown'
  | 'opaque';

export type Constant = string | number | boolean;

/** The TypeScript type an expression of the DSL has, as far as it decides what compiles. */
export interface Type {
  readonly kinds: readonly Kind[];
  /** The only values it may have. */
  readonly constants?: readonly Constant[];
  /** Of a collection; absent when its members are not known. */
  readonly members?: ReadonlyMap<string, Type>;
  /** Of a collection: what a member under any other name is. */
  readonly others?: Type;
  /** Of a list; absent when its elements are not known. */
  readonly item?: Type;
  /** The part of an API answer it is; what it may be follows from how it is used. */
  readonly shape?: Shape;
  /** Parts of answers it may be whose type is not settled yet. */
  readonly open?: readonly Shape[];
  /** Name of the constant whose fields it has, all of them. */
  readonly fieldsOf?: string;
}

/** What a slot or an argument takes. */
export interface Accept {
  /** `any` takes everything an expression may be. */
  readonly kinds: readonly Kind[] | 'any';
  readonly constants?: readonly Constant[];
  /** What a collection or list must look like; anything when absent. */
  readonly like?: Type;
}

/** A part of an API answer: what is read from it, and what its readers need it to be. */
export interface Shape {
  readonly members: Map<string, Shape>;
  item: Shape | undefined;
  readonly demands: Accept[];
  /** Whether the descriptor names it in the end. */
  isUsed: boolean;
  /** What it is likely to be, if nothing else tells. */
  hint: Kind | undefined;
}

export const ANY: Accept = { kinds: 'any' };
export const UNKNOWN: Type = { kinds: ['unknown'] };
export const OPAQUE: Type = { kinds: ['opaque'] };
export const NOTHING: Type = { kinds: ['nothing'] };

export const simple = (...kinds: Kind[]): Type => ({ kinds });
export const listOf = (item: Type): Type => ({ kinds: ['list'], item });
export const collectionOf = (members: ReadonlyMap<string, Type>): Type => ({ kinds: ['collection'], members });

const SCALARS: readonly Kind[] = ['text', 'number', 'boolean'];

export function kindOfConstant(value: Constant): Kind {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}

export const constantType = (value: Constant): Type => ({ kinds: [kindOfConstant(value)], constants: [value] });

/** The type of a value that is one of several. */
export function union(...types: readonly Type[]): Type {
  const [first = NOTHING] = types;
  if (types.length === 1) return first;
  const kinds = [...new Set(types.flatMap((type) => type.kinds))];
  const rich = types.filter((type) => type.kinds.includes('collection') || type.kinds.includes('list'));
  const open = types.flatMap((type) => type.open ?? []);
  const scalar = types.filter((type) => type.kinds.some((kind) => SCALARS.includes(kind)));
  const isConstant = scalar.length > 0 && open.length === 0 && scalar.every(({ constants }) => constants);
  const [only, ...others] = rich;
  return {
    kinds: others.length > 0 ? [...kinds, 'opaque'] : kinds,
    ...(isConstant && { constants: scalar.flatMap(({ constants }) => constants ?? []) }),
    ...(only?.members && { members: only.members }),
    ...(only?.item && { item: only.item }),
    ...(open.length > 0 && { open }),
  };
}

export function withoutNothing(type: Type): Type {
  return { ...type, kinds: type.kinds.filter((kind) => kind !== 'nothing') };
}

export const withNothing = (type: Type): Type =>
  type.kinds.includes('nothing') ? type : { ...type, kinds: [...type.kinds, 'nothing'] };

/** The part of a type that is nothing. */
export const gapOf = (type: Type): Type => ({ kinds: type.kinds.filter((kind) => kind === 'nothing') });

/** Whether a settled type may stand where `accept` is asked for. */
export function isAccepted(type: Type, { kinds, constants, like }: Accept): boolean {
  if (kinds === 'any') return true;
  if (!type.kinds.every((kind) => kinds.includes(kind))) return false;
  if (constants && type.kinds.some((kind) => SCALARS.includes(kind))) {
    if (!type.constants?.every((value) => constants.includes(value))) return false;
  }
  return like === undefined || isLike(type, like);
}

/** Whether a type fits one that describes what an API may deliver: members may be missing there. */
function isLike(type: Type, like: Type): boolean {
  if (type.fieldsOf !== undefined && type.fieldsOf === like.fieldsOf) return true;
  if (type.kinds.includes('list') && like.item) return !!type.item && isMemberLike(type.item, like.item);
  // any collection is one of which nothing is asked
  if (!type.kinds.includes('collection') || !like.members || like.members.size === 0) return true;
  const { members } = type;
  if (!members) return false;
  const shared = [...members].filter(([name]) => like.members?.has(name));
  // TypeScript takes two types without a common member for a mistake.
  if (shared.length === 0) return false;
  return shared.every(([name, member]) => isMemberLike(member, like.members?.get(name) ?? OPAQUE));
}

function isMemberLike(type: Type, like: Type): boolean {
  if (like.kinds.includes('unknown')) return true;
  if (like.kinds.includes('opaque') || type.kinds.includes('opaque')) return false;
  const constants = like.constants && { constants: like.constants };
  return isAccepted(type, { kinds: [...like.kinds, 'nothing'], like, ...constants });
}
