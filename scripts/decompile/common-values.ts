import { isPlainObject, type Json } from '../core/json.ts';
import { kindOfConstant, OPAQUE, simple, type Type } from './type.ts';

/** The type of common data: what is stored may change, what it is may not. */
export function commonType(value: Json): Type {
  if (isPlainObject(value)) {
    const members = Object.entries(value as Readonly<Record<string, Json>>).map(
      ([name, member]) => [name, commonType(member)] as const,
    );
    return { kinds: ['collection'], members: new Map(members) };
  }
  return typeof value === 'object' ? OPAQUE : simple(kindOfConstant(value));
}
