import { toText } from '../values.ts';
import { isNothing } from './arguments.ts';

/** The orders `sort` knows; `ci` ignores case. */
export type Order = 'asc' | 'desc' | 'asc ci' | 'desc ci';

const ORDERS: ReadonlySet<unknown> = new Set<Order>(['asc', 'desc', 'asc ci', 'desc ci']);

export const isOrder = (value: unknown): value is Order => ORDERS.has(value);

/** Something to be sorted by a value that may not be the whole of it. */
interface Sorted {
  readonly value: unknown;
}

/** Sorts stably: numbers, dates, then text by code unit; nothing comes last in either direction (A, iml.md §12.2). */
export function sortBy<T extends Sorted>(entries: readonly T[], order: Order): T[] {
  const direction = order.startsWith('desc') ? -1 : 1;
  const fold = order.endsWith('ci');
  const keyed = entries.map((entry) => ({ entry, key: sortKey(entry.value, fold) }));
  keyed.sort((a, b) => nothingLast(a.key, b.key) || direction * compareKeys(a.key, b.key));
  return keyed.map(({ entry }) => entry);
}

/** Kinds in ascending order. */
type SortKey = readonly [rank: 0 | 1, value: number] | readonly [rank: 2, value: string] | readonly [rank: 3];

function sortKey(value: unknown, fold: boolean): SortKey {
  if (isNothing(value) || Number.isNaN(value)) return [3];
  if (typeof value === 'number') return [0, value];
  if (value instanceof Date) return [1, value.getTime()];
  const text = toText(value);
  return [2, fold ? text.toLowerCase() : text];
}

const nothingLast = (a: SortKey, b: SortKey): number => Number(a[0] === 3) - Number(b[0] === 3);

function compareKeys(a: SortKey, b: SortKey): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  const [left, right] = [a[1] ?? 0, b[1] ?? 0];
  return left < right ? -1 : left > right ? 1 : 0;
}
