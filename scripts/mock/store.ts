import { isPlainObject, type JsonObject } from '../core/json.ts';
import type { CollectionSpec, ViewSpec } from './definition.ts';
import type { Identifiers } from './identifiers.ts';
import { seedRecords } from './seed.ts';
import { render, renderMembers, type Scope } from './template.ts';

/** A record as the API keeps it; members a view leaves out included. */
export type StoredRecord = Record<string, unknown>;

/** The records of one collection, in the order they came. */
export class Collection {
  readonly name: string;
  readonly spec: CollectionSpec;
  readonly key: string;
  readonly #source: CollectionSource;
  #records: Map<string, StoredRecord> | undefined;

  constructor(name: string, spec: CollectionSpec, source: CollectionSource) {
    this.name = name;
    this.spec = spec;
    this.key = spec.key ?? 'id';
    this.#source = source;
  }

  all(): readonly StoredRecord[] {
    return [...this.#kept().values()];
  }

  find(id: unknown): StoredRecord | undefined {
    return this.#kept().get(String(id));
  }

  /** What a new record holds before anything is said about it, its id included. */
  blank(scope: Scope): StoredRecord {
    return this.#blank(this.#source.ids, scope);
  }

  #blank(ids: Identifiers, scope: Scope): StoredRecord {
    const kind = this.spec.ids ?? 'objectId';
    const id = kind === 'sequence' ? this.#nextNumber() : ids[kind]();
    return { [this.key]: id, ...renderMembers(this.spec.blank ?? {}, { ...scope, newId: id }) };
  }

  #nextNumber(): number {
    return 1 + Math.max(0, ...[...this.#kept().keys()].map(Number).filter(Number.isFinite));
  }

  put(record: StoredRecord): void {
    this.#put(this.#kept(), record);
  }

  delete(id: unknown): void {
    this.#kept().delete(String(id));
  }

  /** Seeds are written out when the collection is first looked at, whatever happened before. */
  #kept(): Map<string, StoredRecord> {
    if (this.#records) return this.#records;
    const records = new Map<string, StoredRecord>();
    this.#records = records;
    const { seedIds, seedScope } = this.#source;
    for (const seed of seedRecords(this.spec.seed ?? {}, seedScope)) {
      this.#put(records, merge(this.#blank(seedIds, seedScope), seed));
    }
    return records;
  }

  #put(records: Map<string, StoredRecord>, record: StoredRecord): void {
    const tidy = { ...record };
    for (const name of this.spec.lists ?? []) {
      if (Object.hasOwn(tidy, name) && !Array.isArray(tidy[name])) tidy[name] = [tidy[name]];
    }
    records.set(String(record[this.key]), tidy);
  }
}

export type Store = ReadonlyMap<string, Collection>;

/** Where a collection takes its ids from, and what its seeds may name. */
export interface CollectionSource {
  readonly ids: Identifiers;
  readonly seedIds: Identifiers;
  readonly seedScope: Scope;
}

/** Sets up all collections; the same seeds give the same records, in whatever order collections are used. */
export function createStore(
  specs: Readonly<Record<string, CollectionSpec>>,
  sourceOf: (name: string) => CollectionSource,
): Store {
  return new Map(Object.entries(specs).map(([name, spec]) => [name, new Collection(name, spec, sourceOf(name))]));
}

/** Lays changes over a record: objects member by member, everything else whole; null is a value. */
export function merge(base: StoredRecord, changes: Readonly<Record<string, unknown>>): StoredRecord {
  const merged = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    if (key === '__proto__') continue; // a name no member can have: to assign it would change what the record is
    const before = merged[key];
    merged[key] = isPlainObject(before) && isPlainObject(value) ? merge(before, value) : value;
  }
  return merged;
}

/** A record as the API shows it, with what is counted in other collections. */
export function viewRecord(
  record: StoredRecord,
  view: string | undefined,
  collection: Collection,
  state: {
    readonly store: Store;
    readonly scope: Scope;
  },
): StoredRecord {
  const counts = Object.entries(collection.spec.counts ?? {}).map(([member, { in: other, holding }]) => {
    const records = state.store.get(other)?.all() ?? [];
    return [member, records.filter((one) => holds(one[holding], record[collection.key])).length] as const;
  });
  const full = { ...record, ...Object.fromEntries(counts) };
  const { only, except = [], with: extra = {} }: ViewSpec = collection.spec.views?.[view ?? ''] ?? {};
  const kept = (only ?? Object.keys(full)).filter((name) => Object.hasOwn(full, name) && !except.includes(name));
  const shown = Object.fromEntries(kept.map((name) => [name, full[name]]));
  return { ...shown, ...renderExtra(extra, { ...state.scope, record: full }) };
}

const renderExtra = (extra: JsonObject, scope: Scope): StoredRecord =>
  Object.fromEntries(
    Object.entries(extra)
      .map(([name, template]) => [name, render(template, scope)] as const)
      .filter(([, value]) => value !== undefined),
  );

export const holds = (member: unknown, value: unknown): boolean =>
  Array.isArray(member) ? member.includes(value) : member === value;
