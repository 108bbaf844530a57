import { ImlSyntaxError } from './errors.ts';

/** Where the parser is; one per template, changed in place so that parsing allocates nothing but nodes. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Parentheses, calls, indexes and mustaches open around `at`. */
  depth: number;
  /** Height of the expression parsed last. */
  height: number;
}

/** Nesting a template may have; keeps the parser's own stack small. */
export const MAX_NESTING = 200;

/** Height a syntax tree may have; keeps evaluation, printing and analysis from overflowing the stack. */
export const MAX_HEIGHT = 1000;

export function startAt(text: string, at: number): Cursor {
  return { text, at, depth: 0, height: 0 };
}

/** Raises the syntax error of a place in the template. */
export function fail(cursor: Cursor, code: string, message: string, start: number, end = start + 1): never {
  const { text } = cursor;
  throw new ImlSyntaxError(message, { code, start, end: Math.min(Math.max(end, start), text.length), template: text });
}

export function enter(cursor: Cursor): void {
  if (++cursor.depth > MAX_NESTING) {
    fail(cursor, 'IML008', `The expression is nested more than ${MAX_NESTING} levels deep; split it up.`, cursor.at);
  }
}

/** Notes the height of a node built from the ones parsed last. */
export function raise(cursor: Cursor, height: number): void {
  cursor.height = height;
  if (height > MAX_HEIGHT) {
    fail(cursor, 'IML008', `The expression chains more than ${MAX_HEIGHT} operations; split it up.`, cursor.at);
  }
}

export function skipSpace(cursor: Cursor): void {
  const { text } = cursor;
  let { at } = cursor;
  while (isSpace(text.charCodeAt(at))) at++;
  if (at !== cursor.at) cursor.at = at;
}

/** Most characters are letters, which the first comparison settles. */
const isSpace = (code: number): boolean =>
  code > 32 ? code === 0xa0 : code === 32 || code === 9 || code === 10 || code === 13;

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Claims that an identifier may begin at an offset. */
export function startsName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return isAsciiLetter(code);
  return LETTER.test(characterAt(text, at));
}

const isAsciiLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36;

const LETTER = /^\p{L}/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{M}\p{Nd}]/u;

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 32);
}

/** The offset behind the identifier that begins at an offset. */
export function endOfName(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isAsciiLetter(code) || isDigit(code)) at++;
    else if (code >= 128 && LETTER_OR_DIGIT.test(characterAt(text, at))) at += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
    else return at;
  }
}

export function endOfDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}
