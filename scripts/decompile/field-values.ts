import { listOf, OPAQUE, simple, type Type, UNKNOWN, union, withNothing } from './type.ts';

/** What a declared field yields. */
export interface FieldValue {
  /** Key in the set of fields. */
  readonly name: string;
  readonly type: Type;
  readonly isRequired: boolean;
  /** Values of fields that appear beside it. */
  readonly nested: ReadonlyMap<string, Type>;
  /** An entry under a key that is not its name; nothing can be read from it. */
  readonly isStray?: true;
}

/** The values of a set of fields: its own, and those of nested fields beside them. */
export function valuesOf(fields: readonly FieldValue[]): ReadonlyMap<string, Type> {
  const own = new Map<string, Type>();
  for (const { name, type, isRequired } of fields) {
    own.set(name, isRequired ? type : withNothing(type));
  }
  const appearing = merged(fields.map(({ nested }) => nested));
  const values = new Map([...appearing, ...own]);
  // a name that is both is of a type nobody follows
  for (const name of appearing.keys()) if (own.has(name)) values.delete(name);
  return values;
}

/** The values of several sets that lie beside each other; each may be missing. */
export function merged(sets: readonly ReadonlyMap<string, Type>[]): ReadonlyMap<string, Type> {
  const all = new Map<string, Type>();
  for (const set of sets) {
    for (const [name, type] of set) {
      const known = all.get(name);
      all.set(name, withNothing(known ? union(known, type) : type));
    }
  }
  return all;
}

const TEXT_TYPES = 'text password email url uuid color path timezone time cert pkey filename json hidden file folder';
const BY_TYPE: ReadonlyMap<string, Type> = new Map([
  ...TEXT_TYPES.split(' ').map((name) => [name, simple('text')] as const),
  ...['number', 'integer', 'uinteger', 'port', 'udt'].map((name) => [name, simple('number')] as const),
  ['boolean', simple('boolean')],
  ['date', simple('date')],
  ['timestamp', simple('date')],
  ['buffer', simple('binary')],
  ['any', UNKNOWN],
  ['filter', listOf(OPAQUE)],
]);

/** The type of the value a field of a plain type yields; undefined for types that depend on what is in them. */
export const plainType = (type: string): Type | undefined => BY_TYPE.get(type);
