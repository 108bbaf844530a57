import { isPlainObject, type Json } from '../core/json.ts';
import type { FieldValue } from './field-values.ts';
import { isArray } from './syntax.ts';
import { kindOfConstant, type Type } from './type.ts';

/** Every object has a `constructor`: TypeScript takes it for the missing member of that name. */
export const hasInherited = (names: Iterable<string>, sample: object): boolean =>
  [...names].some((name) => name in {} && !Object.hasOwn(sample, name));

/** Parts a sample into members the types take, and others. */
export function partSample(sample: Readonly<Record<string, Json>>, fields: readonly FieldValue[]) {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const entries = Object.entries(sample);
  const fits = ([name, value]: readonly [string, Json]): boolean => {
    const type = types.get(name);
    return type !== undefined && isSampleOf(value, type);
  };
  return {
    fitting: Object.fromEntries(entries.filter(fits)),
    others: Object.fromEntries(entries.filter((entry) => !fits(entry))),
  };
}

/** Whether JSON can be a sample of a type: a date is text, nothing need be there. */
function isSampleOf(value: Json, type: Type): boolean {
  const { kinds, constants, members, item } = type;
  if (value === null || kinds.includes('unknown')) return true;
  if (kinds.includes('opaque')) return false;
  if (isArray(value))
    return (
      kinds.includes('list') && item !== undefined && value.every((each) => each !== null && isSampleOf(each, item))
    );
  if (isPlainObject(value)) {
    const stated = Object.entries(value as Readonly<Record<string, Json>>);
    if (!kinds.includes('collection') || !members) return false;
    if (members.size === 0) return true;
    if (hasInherited(members.keys(), value)) return false;
    return stated.every(([name, inner]) => {
      const member = members.get(name);
      return member !== undefined && isSampleOf(inner, member);
    });
  }
  if (typeof value === 'string' && (kinds.includes('date') || kinds.includes('binary'))) return true;
  const kind = kindOfConstant(value);
  return kinds.includes(kind) && (!constants || constants.includes(value));
}
