import { type Doc, hardline, ifBroken, indent, join, line, literalGroup } from './document.ts';
import { mustBeThere, settle, wantedMembers } from './shape.ts';
import { keyOf, quoted } from './syntax.ts';
import { type Kind, kindOfConstant, type Shape, type Type, withoutNothing } from './type.ts';

/** A type as TypeScript; a compound one needs parentheses in front of `[]`. */
interface TypeCode {
  readonly code: Doc;
  readonly isCompound: boolean;
}

/** Gives the name of an interface that was declared for a part of an answer. */
export type NameOfShape = (shape: Shape) => string | undefined;

type MemberCodes = readonly (readonly [name: string, code: Doc])[];

/** Writes the type of a list of such parts. */
export const printListOf = (shape: Shape, nameOf: NameOfShape): Doc => listCode(shapeCode(shape, nameOf)).code;

/** Writes the part of an answer that is read. */
export const printShape = (shape: Shape, nameOf: NameOfShape): Doc => shapeCode(shape, nameOf).code;

function shapeCode(shape: Shape, nameOf: NameOfShape): TypeCode {
  const name = nameOf(shape);
  if (name !== undefined) return { code: name, isCompound: false };
  const type = settle(shape);
  const [kind] = type.kinds;
  if (kind === 'list' && shape.item?.isUsed) return listCode(shapeCode(shape.item, nameOf));
  if (kind !== 'collection') return typeCode(type);
  const wanted = wantedMembers(shape);
  const members = membersRead(shape, nameOf);
  if (!wanted) return { code: membersCode(members), isCompound: false };
  if (members.length === 0) return typeCode(wanted);
  return { code: [typeCode(wanted).code, ' & ', membersCode(members)], isCompound: true };
}

/** The members that are read, without those a declared set of fields has anyway, unless it does not promise them. */
export function membersRead(shape: Shape, nameOf: NameOfShape): MemberCodes {
  const wanted = wantedMembers(shape)?.members;
  return [...shape.members].flatMap(([name, member]) => {
    const known = wanted?.get(name);
    if (!member.isUsed || (known && !mustBeThere(member))) return [];
    return [[name, known ? typeCode(withoutNothing(known)).code : printShape(member, nameOf)] as const];
  });
}

/** Whether an answer gets an interface of its own. */
export const isNamedShape = (shape: Shape): boolean =>
  settle(shape).kinds[0] === 'collection' &&
  !wantedMembers(shape) &&
  [...shape.members.values()].some(({ isUsed }) => isUsed);

/** `interface Answer { … }`, a line per member. */
export const printInterface = (name: string, members: MemberCodes): Doc => [
  `interface ${name} {`,
  indent(members.map((member) => [hardline, memberCode(member), ';'])),
  hardline,
  '}',
];

const memberCode = ([name, code]: readonly [string, Doc]): Doc => [`readonly ${keyOf(name)}: `, code];

function membersCode(members: MemberCodes): Doc {
  if (members.length === 0) return 'object';
  return literalGroup('{', indent(line, join([';', line], members.map(memberCode))), ifBroken(';'), line, '}');
}

const listCode = ({ code, isCompound }: TypeCode): TypeCode => ({
  code: ['readonly ', ...(isCompound ? ['(', code, ')'] : [code]), '[]'],
  isCompound: true,
});

function typeCode(type: Type): TypeCode {
  if (type.fieldsOf !== undefined) return { code: `Values<typeof ${type.fieldsOf}>`, isCompound: false };
  const parts = type.kinds.flatMap((kind) => kindCodes(kind, type));
  const [only, ...others] = parts;
  if (only && others.length === 0) return only;
  return {
    code: join(
      ' | ',
      parts.map(({ code }) => code),
    ),
    isCompound: true,
  };
}

const NAMES: Readonly<Record<Exclude<Kind, 'list' | 'collection'>, string>> = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  date: 'Date',
  binary: 'Uint8Array',
  nothing: 'undefined',
  unknown: 'unknown',
  opaque: 'unknown',
};

function kindCodes(kind: Kind, { constants, item, members }: Type): TypeCode[] {
  if (kind === 'list') return [listCode(item ? typeCode(item) : { code: 'unknown', isCompound: false })];
  if (kind === 'collection') {
    const codes = [...(members ?? [])].map(([name, type]) => [name, typeCode(type).code] as const);
    return [{ code: membersCode(codes), isCompound: false }];
  }
  const values = constants?.filter((value) => kindOfConstant(value) === kind) ?? [];
  const codes = values.map((value) => (typeof value === 'string' ? quoted(value) : String(value)));
  return (codes.length > 0 ? [...new Set(codes)] : [NAMES[kind]]).map((code) => ({ code, isCompound: false }));
}
