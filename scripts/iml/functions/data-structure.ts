import { isCollection } from '../values.ts';

/** A field of an interface as `toDataStructure` writes it. */
interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly spec?: readonly Field[] | ItemField;
}

/** What the items of an array are when they are no collections. */
type ItemField = Omit<Field, 'name' | 'label'>;

/** Nesting that is described; deeper values are of type any. */
const MAX_DEPTH = 50;

/** The interface that sample data fits; an array stands for its items (A, iml.md §13: the shape is not documented). */
export function fieldsOf(sample: unknown): readonly Field[] {
  if (Array.isArray(sample)) return fieldsOf(mergedItems(sample));
  return isCollection(sample) ? collectionFields(sample, 0) : [];
}

const collectionFields = (sample: Readonly<Record<string, unknown>>, depth: number): Field[] =>
  Object.entries(sample).map(([name, value]) => ({ name, label: name, ...typeOf(value, depth + 1) }));

function typeOf(value: unknown, depth: number): ItemField {
  if (typeof value === 'string') return { type: isDateText(value) ? 'date' : 'text' };
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (value instanceof Date) return { type: 'date' };
  if (value instanceof Uint8Array) return { type: 'buffer' };
  if (value instanceof String) return { type: 'text' };
  if (depth > MAX_DEPTH) return { type: 'any' };
  if (Array.isArray(value)) return arrayType(value, depth);
  return isCollection(value) ? { type: 'collection', spec: collectionFields(value, depth) } : { type: 'any' };
}

/** Items that are collections share one list of fields; of other items the first says the type. */
function arrayType(items: readonly unknown[], depth: number): ItemField {
  const merged = mergedItems(items);
  if (merged !== undefined) return { type: 'array', spec: collectionFields(merged, depth) };
  return items.length === 0 ? { type: 'array' } : { type: 'array', spec: typeOf(items[0], depth + 1) };
}

/** All keys of all items with the first value that says something; undefined when an item is no collection. */
function mergedItems(items: readonly unknown[]): Readonly<Record<string, unknown>> | undefined {
  if (items.length === 0 || !items.every(isCollection)) return undefined;
  const merged = new Map<string, unknown>();
  for (const [key, value] of items.flatMap(Object.entries<unknown>)) {
    if ((merged.get(key) ?? null) === null) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

const isDateText = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/.test(text);
