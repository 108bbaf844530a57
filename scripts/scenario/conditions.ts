import { evaluateStructure } from '../iml/evaluate.ts';
import { matchesRegex } from '../iml/functions/regex.ts';
import type { Context } from '../iml/host.ts';
import { isEmptyString, toNumber, toText } from '../iml/values.ts';
import { toBoolean } from '../parameters/coerce.ts';
import { readDateText } from '../parameters/dates.ts';
import type { Condition } from './blueprint.ts';

/** Claims that a bundle passes a filter: one group of conditions must hold as a whole (make-app-format.md §4.6). */
export function passes(groups: readonly (readonly Condition[])[], context: Context): boolean {
  const filled = groups.filter((group) => group.length > 0);
  return filled.length === 0 || filled.some((group) => group.every((condition) => holds(condition, context)));
}

/** A condition without an operator asks whether there is a value (A). */
function holds({ a, o = 'exist', b }: Condition, context: Context): boolean {
  const left = evaluateStructure(a, context);
  if (o === 'exist' || o === 'notexist') return isThere(left) === (o === 'exist');
  const right = evaluateStructure(b, context);
  const [kind = '', name = '', mode] = o.split(':');
  const zone = context.host.timezone;
  switch (kind) {
    case 'text':
      return compareText(name, foldCase(toText(left), mode), foldCase(toText(right), mode));
    case 'number':
      return compareOrder(name, toNumber(left), toNumber(right));
    case 'date':
      return compareOrder(name, instantOf(left, zone), instantOf(right, zone));
    case 'time':
      return compareOrder(name, secondsOf(left), secondsOf(right));
    case 'semver':
      return compareOrder(name, compareVersions(toText(left), toText(right)), 0);
    case 'array':
      return compareArray(name, { list: left, other: right, mode });
    case 'boolean':
      return (booleanOf(left) === booleanOf(right)) === (name === 'equal');
    default:
      return false; // The operators were checked when the scenario was read.
  }
}

const isThere = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !isEmptyString(value);

const foldCase = (text: string, mode: string | undefined): string => (mode === 'ci' ? text.toLowerCase() : text);

function compareText(name: string, left: string, right: string): boolean {
  const plain = name.replace(/^not/, '');
  return textHolds(plain, left, right) === (plain === name);
}

function textHolds(name: string, left: string, right: string): boolean {
  if (name === 'contain') return left.includes(right);
  if (name === 'startwith') return left.startsWith(right);
  if (name === 'endwith') return left.endsWith(right);
  if (name === 'pattern') return matchesRegex(left, { pattern: right, flags: '' });
  return left === right;
}

/** Nothing compares with what is no number: only "notequal" holds then (iml.md §6.2). */
function compareOrder(name: string, left: number, right: number): boolean {
  if (name === 'notequal') return left !== right;
  if (name === 'greater') return left > right;
  if (name === 'less') return left < right;
  if (name === 'greaterorequal') return left >= right;
  if (name === 'lessorequal') return left <= right;
  return left === right;
}

interface ArrayComparison {
  readonly list: unknown;
  readonly other: unknown;
  readonly mode: string | undefined;
}

/** The comparing operators look at how many items there are. */
function compareArray(name: string, { list, other, mode }: ArrayComparison): boolean {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  if (!name.endsWith('contain')) return compareOrder(name, items.length, toNumber(other));
  const wanted = foldCase(toText(other), mode);
  return items.some((item) => foldCase(toText(item), mode) === wanted) === (name === 'contain');
}

function instantOf(value: unknown, zone: string): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number') return value;
  return readDateText(toText(value), zone)?.getTime() ?? Number.NaN;
}

function secondsOf(value: unknown): number {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(toText(value));
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0) : Number.NaN;
}

const booleanOf = (value: unknown): unknown => toBoolean(value ?? '', { timezone: 'UTC', quote: String }).value;

/** Numbers part by part; a pre-release comes before its release (semver.org §11). */
function compareVersions(left: string, right: string): number {
  const [leftCore = '', leftPre = ''] = splitVersion(left);
  const [rightCore = '', rightPre = ''] = splitVersion(right);
  const core = compareParts(leftCore, rightCore);
  if (core !== 0 || leftPre === rightPre) return core;
  if (leftPre === '' || rightPre === '') return leftPre === '' ? 1 : -1;
  return compareParts(leftPre, rightPre);
}

const splitVersion = (text: string): string[] => text.trim().replace(/^v/, '').replace(/\+.*$/, '').split(/-(.*)/s);

function compareParts(left: string, right: string): number {
  const [a, b] = [left.split('.'), right.split('.')];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const order = comparePart(a[index] ?? '', b[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(a: string, b: string): number {
  const areNumbers = /^\d*$/.test(a) && /^\d*$/.test(b);
  if (areNumbers) return Math.sign(Number(a) - Number(b));
  return a < b ? -1 : Number(a > b);
}
