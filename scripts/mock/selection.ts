import type { FiltersSpec, ListOperation, Test } from './definition.ts';
import { toDate } from './formats.ts';
import type { StoredRecord } from './store.ts';
import { render, type Scope } from './template.ts';

/** One page of what a list asks for. */
export interface Selection {
  readonly records: readonly StoredRecord[];
  /** All that pass the filters, on whatever page. */
  readonly total: number;
}

export type SelectionResult = Selection | { readonly unknownCursor: unknown };

/** Sorts, cuts after the cursor, filters and pages; ties keep the order of the ids, so pages never overlap. */
export function select(
  records: readonly StoredRecord[],
  key: string,
  operation: ListOperation,
  scope: Scope,
): SelectionResult {
  const sorted = sort(records, key, operation, scope);
  const isWanted = wanted(operation, scope);
  const total = sorted.filter(isWanted).length;
  const { page } = operation;
  if (!page) return { records: sorted.filter(isWanted), total };
  const after = page.after === undefined ? undefined : render(page.after, scope);
  const position = after === undefined ? -1 : sorted.findIndex((record) => record[key] === after);
  if (after !== undefined && position < 0) return { unknownCursor: after };
  const rest = sorted.slice(position + 1).filter(isWanted);
  const limit = Number(render(page.limit, scope));
  const skipped = skip(page, limit, scope);
  return { records: rest.slice(skipped, skipped + limit), total };
}

function skip({ offset, number }: NonNullable<ListOperation['page']>, limit: number, scope: Scope): number {
  if (offset !== undefined) return Number(render(offset, scope) ?? 0);
  return number === undefined ? 0 : (Math.max(1, Number(render(number, scope) ?? 1)) - 1) * limit;
}

function sort(
  records: readonly StoredRecord[],
  key: string,
  { sort: order }: ListOperation,
  scope: Scope,
): readonly StoredRecord[] {
  if (!order) return records;
  const by = String(render(order.by, scope));
  const sign = render(order.order ?? 'asc', scope) === 'desc' ? -1 : 1;
  const keyed = records.map((record) => ({ record, by: comparable(readMember(record, by)) }));
  const sorted = keyed.sort((a, b) => sign * (compare(a.by, b.by) || compare(a.record[key], b.record[key])));
  return sorted.map(({ record }) => record);
}

function wanted({ where = [], filters }: ListOperation, scope: Scope): (record: StoredRecord) => boolean {
  const isInScope = where.map((test) => passes(test, scope));
  const isFiltered = filters === undefined ? () => true : filtered(filters, scope);
  return (record) => isInScope.every((test) => test(record)) && isFiltered(record);
}

function filtered(spec: FiltersSpec, scope: Scope): (record: StoredRecord) => boolean {
  const given = render(spec.list, scope);
  const filters: readonly Record<string, unknown>[] = Array.isArray(given) ? given : [];
  const tests = filters.flatMap((filter) => {
    const test = spec.kinds[String(filter[spec.kind])];
    return test ? [passes(test, { ...scope, filter })] : [];
  });
  if (tests.length === 0) return () => true;
  const isAny = spec.match !== undefined && render(spec.match, scope) === 'any';
  return (record) => (isAny ? tests.some((test) => test(record)) : tests.every((test) => test(record)));
}

/** A test whose operand is not given restricts nothing. */
function passes(test: Test, scope: Scope): (record: StoredRecord) => boolean {
  const operand = (template: unknown) => (template === undefined ? undefined : render(template, scope));
  const [equals, contains, from, to] = [test.equals, test.contains, test.from, test.to].map(operand);
  const keys = typeof test.member === 'string' ? test.member : test.member.map((part) => String(render(part, scope)));
  return (record) => {
    const value = readMember(record, keys);
    if (equals !== undefined && value !== equals) return false;
    if (contains !== undefined && !includes(value, contains)) return false;
    if (from !== undefined && (value === undefined || compare(value, from) < 0)) return false;
    return to === undefined || (value !== undefined && compare(value, to) <= 0);
  };
}

function includes(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value)) return value.includes(wanted);
  return typeof value === 'string' && value.toLowerCase().includes(String(wanted).toLowerCase());
}

/** Reads a member by its dotted name, or by keys that may hold dots themselves. */
export function readMember(record: unknown, member: string | readonly string[]): unknown {
  const keys = typeof member === 'string' ? member.split('.') : member;
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as StoredRecord)[key]
        : undefined,
    record,
  );
}

/** Orders numbers by size, dates by time, everything else as text; a gap comes first. */
function compare(a: unknown, b: unknown): number {
  const [one, other] = [comparable(a), comparable(b)];
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [text, otherText] = [String(one ?? ''), String(other ?? '')];
  return text < otherText ? -1 : text > otherText ? 1 : 0;
}

const comparable = (value: unknown): unknown =>
  typeof value === 'string' ? (toDate(value)?.getTime() ?? value) : value;
