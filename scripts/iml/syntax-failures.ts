import type { Cursor } from './cursor.ts';
import { fail } from './cursor.ts';
import { operatorAt } from './operators.ts';

/** Characters people bring from other languages, and what to write instead. */
const ADVICE: Readonly<Record<string, string>> = {
  ')': 'This ) closes nothing; remove it or add the ( it belongs to.',
  ']': 'This ] closes nothing; remove it or add the [ it belongs to.',
  '}': 'A single } closes nothing; a mustache ends with }}.',
  '{': 'There are no object literals, and a mustache opens with two braces; build the collection in the section instead.',
  '?': 'There is no ?: operator; write if(condition, a, b).',
  ',': 'A separator may stand only between the arguments of a function.',
  ';': 'A separator may stand only between the arguments of a function.',
  '“': 'Curly quotes do not enclose text; use \' or ".',
  '”': 'Curly quotes do not enclose text; use \' or ".',
  '‘': 'Curly quotes do not enclose text; use \' or ".',
  '’': 'Curly quotes do not enclose text; use \' or ".',
};

/** Fails at a character that cannot stand where it stands. */
export function failUnexpected(cursor: Cursor): never {
  const { text, at } = cursor;
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const advice = ADVICE[found];
  fail(cursor, 'IML002', advice ?? `"${found}" cannot stand here.`, at, at + found.length);
}

/** Fails where an operand must stand and none does. */
export function failMissing(cursor: Cursor): never {
  const { text, at } = cursor;
  const isOver = at >= text.length || text.startsWith('}}', at);
  const isClosing = text[at] === ')' || text[at] === ']' || text[at] === ',' || text[at] === ';';
  if (isOver || isClosing) fail(cursor, 'IML003', 'A value is missing here.', at);
  if (operatorAt(cursor) !== undefined) fail(cursor, 'IML003', 'A value is missing before this operator.', at);
  failUnexpected(cursor);
}

/** Fails where a mustache must end and does not. */
export function failUnclosed(cursor: Cursor, open: number): never {
  const rest = cursor.text.slice(cursor.at);
  const isAtEnd = rest === '' || rest.startsWith('}') || rest.indexOf('}}') === -1;
  if (isAtEnd)
    fail(cursor, 'IML001', 'The mustache opened here is never closed; add }} after the expression.', open, open + 2);
  failUnexpected(cursor);
}
