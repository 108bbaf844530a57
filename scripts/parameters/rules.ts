import { messageOf } from '../iml/errors.ts';
import { matchesRegex } from '../iml/functions/regex.ts';
import { readDateText } from './dates.ts';
import type { Field } from './field.ts';
import { isField } from './field.ts';
import type { Finding } from './finding.ts';
import { textOrNothing } from './finding.ts';

/** The `validate` attribute as an object; `false` and everything else switch the rules off (make-app-format.md §4.2). */
function rulesOf(field: Field): Field {
  return isField(field.validate) ? field.validate : {};
}

/** Claims that `validate: false` switched the checks of the look of a value off; `required` stays (runtime.md §14). */
export const isUnvalidated = (field: Field): boolean => field.validate === false;

/** `min` and `max` are lengths in characters; the pattern is case-sensitive (runtime.md §14). */
export function textFindings(field: Field, text: string): Finding[] {
  const { min, max, pattern } = rulesOf(field);
  const findings: Finding[] = [];
  if (isNumber(min) && text.length < min) {
    findings.push({
      kind: 'length',
      message: `Value must be at least ${min} characters long.`,
      fix: 'give a longer text.',
    });
  }
  if (isNumber(max) && text.length > max) {
    findings.push({
      kind: 'length',
      message: `Value exceeded maximum length of ${max} characters.`,
      fix: 'give a shorter text.',
    });
  }
  return [...findings, ...patternFindings(pattern, text), ...enumFindings(field, text)];
}

/** The pattern is text or `{ regexp }`, compiled with the unicode flag alone (runtime.md §14). */
function patternFindings(rule: unknown, text: string): Finding[] {
  const pattern = isField(rule) ? rule.regexp : rule;
  if (typeof pattern !== 'string' || pattern === '') return [];
  try {
    if (matchesRegex(text, { pattern, flags: 'u' })) return [];
  } catch (error) {
    const message = `The pattern of the parameter cannot be used: ${messageOf(error)}`;
    return [{ kind: 'definition', message, fix: 'correct validate.pattern; it is compiled with the unicode flag.' }];
  }
  const message = `Value doesn't match the pattern: ${pattern}`;
  return [{ kind: 'pattern', message, fix: 'give a text of that form; upper and lower case differ.' }];
}

export function numberFindings(field: Field, number: number): Finding[] {
  const { min, max } = rulesOf(field);
  return [
    ...rangeFindings(number, isNumber(min) ? min : undefined, isNumber(max) ? max : undefined),
    ...enumFindings(field, number),
  ];
}

/** Limits in the platform's words for numbers. */
export function rangeFindings(number: number, min: number | undefined, max: number | undefined): Finding[] {
  if (min !== undefined && number < min) return [tooSmall(String(min))];
  return max !== undefined && number > max ? [tooBig(String(max))] : [];
}

const tooSmall = (least: string): Finding => ({
  kind: 'range',
  message: `Value is too small. Minimum value is ${least}.`,
  fix: `give ${least} or more.`,
});
const tooBig = (most: string): Finding => ({
  kind: 'range',
  message: `Value is too big. Maximum value is ${most}.`,
  fix: `give ${most} or less.`,
});

interface Clock {
  readonly timezone: string;
  readonly now: () => Date;
  /** Milliseconds a limit given as a number counts in. */
  readonly unit: number;
}

/** `min` and `max` are dates, `past` asks for one before now (runtime.md §14); the platform's words for it are not known. */
export function momentFindings(field: Field, date: Date, { timezone, now, unit }: Clock): Finding[] {
  const rules = rulesOf(field);
  const limitOf = (limit: unknown): Date | undefined =>
    typeof limit === 'string' ? readDateText(limit, timezone) : isNumber(limit) ? validDate(limit * unit) : undefined;
  const [min, max] = [limitOf(rules.min), limitOf(rules.max)];
  if (min && date < min) return [tooSmall(min.toISOString())];
  if (max && date > max) return [tooBig(max.toISOString())];
  const isLate = rules.past === true && date.getTime() > now().getTime();
  return isLate ? [{ kind: 'range', message: 'The date must be in the past.', fix: 'give an earlier date.' }] : [];
}

function validDate(instant: number): Date | undefined {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Limits of an array; the words differ from those of a select of several options. */
export function arrayFindings(field: Field, items: readonly unknown[]): Finding[] {
  return [
    ...countFindings(field, items.length, ['Array has less than', 'Array has more than']),
    ...repeatFindings(field, items),
    ...items.flatMap((item) => enumFindings(field, item)),
  ];
}

export function selectionFindings(field: Field, items: readonly unknown[]): Finding[] {
  return [
    ...countFindings(field, items.length, ['Selected less than', 'Selected more than']),
    ...repeatFindings(field, items),
  ];
}

function countFindings(field: Field, count: number, [less, more]: readonly [string, string]): Finding[] {
  const { minItems, maxItems } = rulesOf(field);
  const fix = `there are ${count}.`;
  if (isNumber(minItems) && count < minItems) return [{ kind: 'items', message: `${less} ${minItems} items.`, fix }];
  return isNumber(maxItems) && count > maxItems ? [{ kind: 'items', message: `${more} ${maxItems} items.`, fix }] : [];
}

/** `unique: true` compares items, `unique: { by }` one member of each (runtime.md §14); our words. */
function repeatFindings(field: Field, items: readonly unknown[]): Finding[] {
  const { unique } = rulesOf(field);
  const by = isField(unique) ? unique.by : undefined;
  if (unique !== true && typeof by !== 'string') return [];
  const at = firstRepeat(items.map((item) => (typeof by === 'string' ? memberOf(item, by) : item)));
  if (at === undefined) return [];
  const what = typeof by === 'string' ? `has the same ${JSON.stringify(by)} as` : 'equals';
  return [
    {
      kind: 'items',
      message: `Items must be unique, but item ${at + 1} ${what} an earlier one.`,
      fix: 'remove one of them.',
    },
  ];
}

function memberOf(item: unknown, name: string): unknown {
  return typeof item === 'object' && item !== null ? Object.getOwnPropertyDescriptor(item, name)?.value : undefined;
}

/** Items are equal when their type and JSON are; missing ones equal nothing. */
function firstRepeat(items: readonly unknown[]): number | undefined {
  const seen = new Set<string>();
  const at = items.findIndex((item) => {
    const key = item === undefined ? undefined : keyOf(item);
    if (key === undefined || !seen.has(key)) return key !== undefined && !seen.add(key);
    return true;
  });
  return at < 0 ? undefined : at;
}

function keyOf(item: unknown): string | undefined {
  try {
    return `${typeof item} ${JSON.stringify(item)}`;
  } catch {
    return undefined; // Contains itself, or a value JSON lacks.
  }
}

/** Allowed values compare by text, as options do. */
function enumFindings(field: Field, value: unknown): Finding[] {
  const allowed = rulesOf(field).enum;
  if (!Array.isArray(allowed) || allowed.length === 0) return [];
  const text = textOrNothing(value);
  const isAllowed = allowed.some((entry: unknown) => textOrNothing(entry) === text);
  const list = allowed.map((entry: unknown) => textOrNothing(entry)).join(', ');
  return isAllowed
    ? []
    : [{ kind: 'enum', message: `Value must be one of the following: ${list}`, fix: 'give one of them.' }];
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
