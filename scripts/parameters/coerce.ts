import { parseNumericText } from '../iml/decimal.ts';
import { isEmptyString, kindOf } from '../iml/values.ts';
import { bytesOf, textBytes } from './binary.ts';
import { dateFromJson, isTimeText, readDateText } from './dates.ts';
import type { Finding, Quote } from './finding.ts';
import { textOrNothing, wrongType } from './finding.ts';

/** What reading a value as a type needs besides the value. */
export interface Reading {
  /** Zone of date texts that name none. */
  readonly timezone: string;
  readonly quote: Quote;
  /** The `codepage` of a buffer. */
  readonly codepage?: unknown;
}

/** A value of the type, perhaps with a remark; or what is wrong with it. */
export type Coerced =
  | { readonly value: unknown; readonly remark?: Finding; readonly finding?: never }
  | { readonly finding: Finding; readonly value?: never };

/**
 * Reads a value as a run-time type. Documented conversions (iml.md §6.4) win over assumed ones (make-app-format.md
 * §4.4, ASM-57). Empty values do not get here.
 */
export type Coercion = (value: unknown, reading: Reading) => Coerced;

export const keep: Coercion = (value) => ({ value });

/** Everything has a text (iml.md §5.2); NaN, invalid dates and functions have none that means anything. */
export const toTextValue: Coercion = (value) => {
  if (typeof value === 'string' || isEmptyString(value)) return { value };
  if (typeof value === 'number' && !Number.isFinite(value))
    return { finding: wrongType('string', value, 'give a text.') };
  const text = textOrNothing(value);
  return text === undefined ? { finding: wrongType('string', value, 'give a text.') } : { value: text };
};

/** Text is trimmed and parsed; booleans, dates and everything else are refused (iml.md §6.4). */
export const toNumberValue: Coercion = (value, { quote }) => {
  const isText = kindOf(value) === 'text';
  if (typeof value !== 'number' && !isText) return { finding: wrongType('number', value, 'give a number.') };
  const number = typeof value === 'number' ? value : parseNumericText(String(value).trim());
  return Number.isFinite(number)
    ? { value: number }
    : { finding: invalid(value, 'number', 'give a number such as 12.5.', quote) };
};

/** Fractions are refused, never cut off (ASM-57). */
export const toInteger: Coercion = (value, reading) => {
  const read = toNumberValue(value, reading);
  if (read.finding || Number.isInteger(read.value)) return read;
  return { finding: invalid(value, 'integer', 'give a whole number.', reading.quote) };
};

/** Only `false` and empty text are false: every number is true, 0 too, and so is every other text (iml.md §6.4). */
export const toBoolean: Coercion = (value) => {
  if (typeof value === 'boolean') return { value };
  const isFalse = kindOf(value) === 'text' && (String(value) === 'false' || String(value) === '');
  if (isFalse) return { value: false };
  const looksFalse = ['0', 'no', 'off', 'n', 'false'].includes((textOrNothing(value) ?? '').trim().toLowerCase());
  return looksFalse ? { value: true, remark: readAsTrue } : { value: true };
};

const readAsTrue: Finding = {
  kind: 'reading',
  message: 'The value is read as true: only false and the text "false" are false.',
  fix: 'write false.',
};

/** Text is parsed leniently, a number is epoch milliseconds (iml.md §6.4). */
export const toDate: Coercion = (value, { timezone, quote }) => {
  const given = dateFromJson(value);
  const date = kindOf(given) === 'text' ? readDateText(String(given), timezone) : instantOf(given);
  if (date && !Number.isNaN(date.getTime())) return { value: date };
  const isConvertible = date !== undefined || kindOf(given) === 'text';
  return { finding: isConvertible ? invalid(value, 'date', DATE_FIX, quote) : wrongType('date', value, DATE_FIX) };
};

const DATE_FIX = 'give ISO 8601 text such as 2024-05-17T09:30:00Z.';

function instantOf(value: unknown): Date | undefined {
  if (value instanceof Date) return value;
  return typeof value === 'number' ? new Date(value) : undefined;
}

/** A date in, Unix seconds out (make-app-format.md §4.3); a number is taken for seconds. */
export const toTimestamp: Coercion = (value, reading) => {
  if (typeof value === 'number' || kindOf(value) === 'text') {
    const number = toNumberValue(value, reading);
    if (!number.finding) return number;
  }
  const date = toDate(value, reading);
  return date.value instanceof Date ? { value: Math.floor(date.value.getTime() / 1000) } : date;
};

/** The text stays as it is: `hh:mm`, seconds and milliseconds optional (make-app-format.md §4.3). */
export const toTime: Coercion = (value, { quote }) => {
  const fix = 'give a time such as 09:30 or 09:30:15.';
  if (kindOf(value) !== 'text') return { finding: wrongType('string', value, fix) };
  const text = String(value).trim();
  return isTimeText(text) ? { value: text } : { finding: invalid(value, 'time', fix, quote) };
};

/** Binary data in any of its JSON forms stays binary; other scalars become the bytes of their text (iml.md §6.4). */
export const toBuffer: Coercion = (value, { codepage }) => {
  const bytes = bytesOf(value);
  if (bytes) return { value: bytes };
  const kind = kindOf(value);
  const text = kind === 'array' || kind === 'collection' || kind === 'foreign' ? undefined : textOrNothing(value);
  if (text !== undefined) return { value: textBytes(text, codepage) };
  return { finding: wrongType('string', value, 'give a text, or { "base64": "…" } for binary data.') };
};

/** Apps get JSON as text (make-app-format.md §4.3); a value given as JSON itself is printed. */
export const toJsonText: Coercion = (value, { quote }) => {
  const fix = 'give text that is valid JSON.';
  if (kindOf(value) !== 'text') {
    const text = jsonOf(value);
    return text === undefined ? { finding: wrongType('string', value, fix) } : { value: text };
  }
  try {
    JSON.parse(String(value));
    return { value };
  } catch {
    return { finding: invalid(value, 'JSON text', fix, quote) };
  }
};

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // Contains itself, or a value JSON lacks.
  }
}

/** The engine's text for a value that does not convert (iml.md §6.5). */
function invalid(value: unknown, noun: string, fix: string, quote: Quote): Finding {
  const article = noun === 'integer' ? 'a valid integer' : noun === 'JSON text' ? 'valid JSON' : `a valid ${noun}`;
  return { kind: 'type', message: `'${quote(value)}' is not ${article}.`, fix };
}
