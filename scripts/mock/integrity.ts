import type { Refusal } from './outcome.ts';
import { readMember } from './selection.ts';
import type { Collection, Store, StoredRecord } from './store.ts';

/** Objects to ids that name nothing. */
export function checkReferences(
  said: Readonly<Record<string, unknown>>,
  { spec }: Collection,
  store: Store,
): Refusal | undefined {
  for (const [member, target] of Object.entries(spec.references ?? {})) {
    const other = store.get(target);
    const stray = [said[member] ?? []].flat().find((id) => !other?.find(id));
    if (stray !== undefined) {
      return { situation: 'notFound', field: member, message: `"${stray}" is no ${other?.spec.label ?? target}` };
    }
  }
  return undefined;
}

/** Objects to a second record with the same value where a collection wants one of a kind. */
export function checkUnique(record: StoredRecord, collection: Collection): Refusal | undefined {
  const { spec, key } = collection;
  for (const member of spec.unique ?? []) {
    const value = readMember(record, member);
    if (value === undefined || value === null) continue;
    const other = collection.all().find((one) => one[key] !== record[key] && readMember(one, member) === value);
    if (other) return { situation: 'conflict', field: member, message: `another ${spec.label} has this ${member}` };
  }
  return undefined;
}
