import type { Literal, Name } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { endOfDigits, fail, isDigit, startsName } from './cursor.ts';

/** Reads text in quotes; a doubled quote stands for one, a backslash for itself (iml.md §2). */
export function readText(cursor: Cursor, quote: '"' | "'"): Literal {
  const { text, at: start } = cursor;
  let from = start + 1;
  let value = '';
  for (;;) {
    const close = text.indexOf(quote, from);
    if (close === -1) fail(cursor, 'IML004', `The text opened here is never closed; add a ${quote} at its end.`, start);
    value += text.slice(from, close);
    from = close + 1;
    if (text[from] !== quote) break;
    value += quote;
    from++;
  }
  cursor.at = from;
  cursor.height = 1;
  return { type: 'literal', value, start, end: from };
}

/** Reads a name in backticks, without them. */
export function readBacktickName(cursor: Cursor): string {
  const { text, at: start } = cursor;
  const close = text.indexOf('`', start + 1);
  if (close === -1)
    fail(cursor, 'IML005', 'The name opened by this backtick is never closed; add a ` at its end.', start);
  cursor.at = close + 1;
  return text.slice(start + 1, close);
}

/** Reads a number, or the number of a module when a path follows it directly (iml.md §3 note 5). */
export function readNumberOrModule(cursor: Cursor): Literal | Name {
  const { text, at: start } = cursor;
  const whole = endOfDigits(text, start);
  if (isModule(text, whole)) {
    cursor.at = whole;
    cursor.height = 1;
    return { type: 'name', name: text.slice(start, whole), start, end: whole };
  }
  const end = endOfExponent(text, endOfFraction(text, whole));
  const value = Number(text.slice(start, end));
  if (!Number.isFinite(value)) fail(cursor, 'IML010', 'The number is too large.', start, end);
  cursor.at = end;
  cursor.height = 1;
  return { type: 'literal', value, start, end };
}

/** `1.name`, ``1.`0` ``, `1[2]`, and `1.0.id` or `1.5[2]`, which could only be numbers by accident. */
function isModule(text: string, at: number): boolean {
  if (text[at] === '[') return true;
  if (text[at] !== '.') return false;
  if (text[at + 1] === '`' || startsName(text, at + 1)) return true;
  const end = endOfDigits(text, at + 1);
  return end > at + 1 && (text[end] === '[' || (text[end] === '.' && startsSegment(text, end + 1)));
}

const startsSegment = (text: string, at: number): boolean =>
  text[at] === '`' || isDigit(text.charCodeAt(at)) || startsName(text, at);

function endOfFraction(text: string, at: number): number {
  return text[at] === '.' && isDigit(text.charCodeAt(at + 1)) ? endOfDigits(text, at + 1) : at;
}

function endOfExponent(text: string, at: number): number {
  if (text[at] !== 'e' && text[at] !== 'E') return at;
  const digits = text[at + 1] === '+' || text[at + 1] === '-' ? at + 2 : at + 1;
  return isDigit(text.charCodeAt(digits)) ? endOfDigits(text, digits) : at;
}
