import type { Expression, UnaryOperator } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { endOfDigits, endOfName, enter, fail, isDigit, raise, skipSpace, startsName } from './cursor.ts';
import { isKeyword } from './keywords.ts';
import { readBacktickName, readNumberOrModule, readText } from './literals.ts';
import { operatorAt } from './operators.ts';
import { failMissing, failUnclosed, failUnexpected } from './syntax-failures.ts';

/** Parses operands joined by operators that bind at least as strongly as `level`; all are left-associative (iml.md §3). */
export function parseOperators(cursor: Cursor, level: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const { at, height } = cursor;
    const found = operatorAt(cursor);
    if (found === undefined || found.level < level) return left;
    cursor.at = at + found.spelling.length;
    const right = parseOperators(cursor, found.level + 1);
    raise(cursor, Math.max(height, cursor.height) + 1);
    const { operator, spelling } = found;
    left = { type: 'binary', operator, spelling, at, left, right, start: left.start, end: right.end };
  }
}

function parseUnary(cursor: Cursor): Expression {
  skipSpace(cursor);
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === 33) return parsePrefixed(cursor, '!');
  if (code === 45) return parsePrefixed(cursor, '-');
  if (code === 43) return parsePrefixed(cursor, '+');
  return parsePostfix(cursor);
}

function parsePrefixed(cursor: Cursor, operator: UnaryOperator): Expression {
  const start = cursor.at++;
  enter(cursor);
  const operand = parseUnary(cursor);
  cursor.depth--;
  raise(cursor, cursor.height + 1);
  return { type: 'unary', operator, operand, start, end: operand.end };
}

/** Parses an operand with the members, indexes and arguments behind it, and the white space behind those. */
function parsePostfix(cursor: Cursor): Expression {
  const { text } = cursor;
  let isCallable = startsName(text, cursor.at);
  let found = parsePrimary(cursor);
  for (;;) {
    skipSpace(cursor);
    const code = text.charCodeAt(cursor.at);
    if (code === 46) {
      cursor.at++;
      skipSpace(cursor);
      isCallable &&= startsName(text, cursor.at);
      found = parseMember(cursor, found);
    } else if (code === 91) {
      found = parseIndex(cursor, found);
      isCallable = false;
    } else if (code === 40 && isCallable) {
      found = parseCall(cursor, found);
      isCallable = false;
    } else {
      return found;
    }
  }
}

function parseMember(cursor: Cursor, object: Expression): Expression {
  const name = readMemberName(cursor);
  raise(cursor, cursor.height + 1);
  return { type: 'member', object, name, start: object.start, end: cursor.at };
}

function readMemberName(cursor: Cursor): string {
  const { text, at } = cursor;
  if (text[at] === '`') return readBacktickName(cursor);
  const isNumeric = isDigit(text.charCodeAt(at));
  if (!isNumeric && !startsName(text, at)) {
    fail(cursor, 'IML003', 'A name is missing after the dot; names with other characters need backticks.', at - 1, at);
  }
  const end = isNumeric ? endOfDigits(text, at) : endOfName(text, at);
  if (isNumeric && startsName(text, end)) {
    const whole = endOfName(text, end);
    fail(cursor, 'IML002', `A name that begins with a digit needs backticks: \`${text.slice(at, whole)}\`.`, at, whole);
  }
  cursor.at = end;
  return text.slice(at, end);
}

function parseIndex(cursor: Cursor, object: Expression): Expression {
  const { text, at: open, height } = cursor;
  enter(cursor);
  cursor.at++;
  cursor.height = 0;
  skipSpace(cursor);
  const index = text[cursor.at] === ']' ? undefined : parseOperators(cursor, 1);
  close(cursor, ']', open);
  raise(cursor, Math.max(height, cursor.height) + 1);
  return { type: 'index', object, index, start: object.start, end: cursor.at };
}

function parseCall(cursor: Cursor, callee: Expression): Expression {
  const { start } = callee;
  const name = callableName(callee);
  const { items, separators } = parseItems(cursor, ')');
  return { type: 'call', name, args: items, separators, start, end: cursor.at };
}

/** The dotted name of a callee; the parser has made sure that it holds plain names only. */
function callableName(callee: Expression): string {
  if (callee.type === 'member') return `${callableName(callee.object)}.${callee.name}`;
  return callee.type === 'name' || callee.type === 'keyword' ? callee.name : '';
}

/** Parses what stands between brackets, separated by `,` or `;`; items may be empty (iml.md §3 note 3). */
function parseItems(cursor: Cursor, closing: ')' | ']') {
  const { text, at: open } = cursor;
  const items: (Expression | undefined)[] = [];
  let separators = '';
  let height = 0;
  enter(cursor);
  cursor.at++;
  skipSpace(cursor);
  if (text[cursor.at] !== closing) {
    for (;;) {
      const isEmpty = endsItem(text.charCodeAt(cursor.at));
      items.push(isEmpty ? undefined : parseOperators(cursor, 1));
      if (!isEmpty && cursor.height > height) height = cursor.height;
      skipSpace(cursor);
      const next = text[cursor.at];
      if (next !== ',' && next !== ';') break;
      separators += next;
      cursor.at++;
      skipSpace(cursor);
    }
  }
  close(cursor, closing, open);
  raise(cursor, height + 1);
  return { items, separators };
}

const endsItem = (code: number): boolean => code === 44 || code === 59 || code === 41 || code === 93;

/** Steps over a closing bracket and leaves the level it closes. */
function close(cursor: Cursor, closing: ')' | ']', open: number): void {
  skipSpace(cursor);
  const { text, at } = cursor;
  if (text[at] !== closing) {
    const isOver = at >= text.length || text.startsWith('}}', at);
    if (!isOver) failUnexpected(cursor);
    const code = closing === ')' ? 'IML006' : 'IML007';
    fail(cursor, code, `The ${text[open]} opened here is never closed; add a ${closing}.`, open);
  }
  cursor.at++;
  cursor.depth--;
}

function parsePrimary(cursor: Cursor): Expression {
  const { text, at: start } = cursor;
  const code = text.charCodeAt(start);
  if (startsName(text, start)) return parseName(cursor);
  if (code === 39) return readText(cursor, "'");
  if (code === 34) return readText(cursor, '"');
  if (isDigit(code)) return readNumberOrModule(cursor);
  if (code === 40) return parseGroup(cursor);
  if (code === 123 && text.charCodeAt(start + 1) === 123) return parseNestedMustache(cursor);
  if (code === 91) {
    const { items } = parseItems(cursor, ']');
    return { type: 'list', items, start, end: cursor.at };
  }
  if (code === 96) {
    const name = readBacktickName(cursor);
    cursor.height = 1;
    return { type: 'name', name, start, end: cursor.at };
  }
  return failMissing(cursor);
}

function parseName(cursor: Cursor): Expression {
  const { text, at: start } = cursor;
  const end = endOfName(text, start);
  const name = text.slice(start, end);
  cursor.at = end;
  cursor.height = 1;
  return isKeyword(name) ? { type: 'keyword', name, start, end } : { type: 'name', name, start, end };
}

function parseGroup(cursor: Cursor): Expression {
  const open = cursor.at;
  enter(cursor);
  cursor.at++;
  const inner = parseOperators(cursor, 1);
  close(cursor, ')', open);
  return inner;
}

/** Parses what follows `{{`, up to and with its `}}`. */
export function parseContent(cursor: Cursor, open: number): Expression {
  const { text } = cursor;
  skipSpace(cursor);
  if (text.startsWith('}}', cursor.at)) {
    cursor.at += 2;
    cursor.height = 1;
    return { type: 'nothing', start: open, end: cursor.at };
  }
  if (cursor.at >= text.length) failUnclosed(cursor, open);
  const expression = text.startsWith('...', cursor.at) ? parseSpread(cursor) : parseOperators(cursor, 1);
  skipSpace(cursor);
  if (!text.startsWith('}}', cursor.at)) failUnclosed(cursor, open);
  cursor.at += 2;
  return expression;
}

/** The three dots stand alone: `{{...}}`. */
function parseSpread(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.at += 3;
  cursor.height = 1;
  return { type: 'spread', start, end: cursor.at };
}

/** Parses a mustache inside an expression, which counts as parentheses (iml.md §1.1). */
function parseNestedMustache(cursor: Cursor): Expression {
  const open = cursor.at;
  enter(cursor);
  cursor.at += 2;
  const expression = parseContent(cursor, open);
  cursor.depth--;
  return expression;
}
