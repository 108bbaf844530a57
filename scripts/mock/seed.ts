import type { GeneratedSeed, SeedSpec, SeriesSpec } from './definition.ts';
import { toDate } from './formats.ts';
import { renderMembers, type Scope } from './template.ts';

/** Writes out the seeds of a collection: those given one by one, then those made by rule. */
export function seedRecords({ records = [], generated = [] }: SeedSpec, scope: Scope): Record<string, unknown>[] {
  return [...records.map((record) => renderMembers(record, scope)), ...generated.flatMap((rule) => grow(rule, scope))];
}

function grow({ times, lists = {}, series = {}, record }: GeneratedSeed, scope: Scope): Record<string, unknown>[] {
  return Array.from({ length: times }, (_, index) => {
    const list = mapValues(lists, (items) => items[index % items.length]);
    const terms = mapValues(series, (one) => termOf(one, index));
    return renderMembers(record, { ...scope, n: index + 1, list, series: terms });
  });
}

function termOf({ from, step, modulo }: SeriesSpec, index: number): number | Date {
  if (typeof from === 'number') return modulo === undefined ? from + step * index : (from + step * index) % modulo;
  return new Date((toDate(from)?.getTime() ?? 0) + step * index);
}

const mapValues = <T, U>(values: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
