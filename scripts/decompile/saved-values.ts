import { isPlainObject, type Json } from '../core/json.ts';
import type { Scope } from './scope.ts';
import type { Roots } from './slot.ts';
import { isArray } from './syntax.ts';
import { type Kind, OPAQUE, simple, type Type } from './type.ts';

type Members = ReadonlyMap<string, Type>;

/** The values a `data` directive saves; `unknown` when their types cannot be followed. */
export function savedValues(response: Json | undefined, roots: Roots, scope: Scope): Members | 'unknown' {
  const data = isPlainObject(response) ? response.data : undefined;
  if (data === undefined) return new Map();
  if (!isPlainObject(data) || Object.hasOwn(data, '{{...}}')) return 'unknown';
  return new Map(
    Object.entries(data as Readonly<Record<string, Json>>).map(([name, value]) => [
      name,
      savedType(value, roots, scope),
    ]),
  );
}

/** The type the DSL gives a member that was mapped. */
export function savedType(value: Json, roots: Roots, scope: Scope): Type {
  if (typeof value === 'number') return simple('number');
  if (typeof value !== 'string') return OPAQUE;
  const type = /\{\{.*\}\}/s.test(value) ? scope.typeOf(value, roots) : undefined;
  return type ? closed(type) : simple('text');
}

const PLAIN: readonly Kind[] = ['text', 'number', 'boolean', 'date', 'binary', 'nothing', 'unknown'];

/** A type without the answer it came from, which is another file's. */
export function closed({ kinds, constants }: Type): Type {
  if (!kinds.every((kind) => PLAIN.includes(kind)) || kinds.length === 0) return OPAQUE;
  return { kinds, ...(constants && { constants }) };
}

/** Lays what several requests save over each other; of two types for a name, TypeScript may make nothing of the whole. */
export function joinedValues(all: readonly (Members | 'unknown')[]): Members | 'unknown' {
  const joined = new Map<string, Type>();
  for (const members of all) {
    if (members === 'unknown') return 'unknown';
    for (const [name, type] of members) {
      const known = joined.get(name);
      if (known && !isSamePlain(known, type)) return 'unknown';
      joined.set(name, type);
    }
  }
  return joined;
}

function isSamePlain(a: Type, b: Type): boolean {
  const [kind, ...others] = a.kinds;
  const isPlain = kind !== undefined && kind !== 'nothing' && PLAIN.includes(kind) && others.length === 0;
  return isPlain && !a.constants && !b.constants && b.kinds.length === 1 && b.kinds[0] === kind;
}

/** The response of the last of several requests, or of the only one. */
export function lastResponse(communication: Json | undefined): Json | undefined {
  const last = isArray(communication) ? communication.at(-1) : communication;
  return isPlainObject(last) ? (last as Readonly<Record<string, Json>>).response : undefined;
}
