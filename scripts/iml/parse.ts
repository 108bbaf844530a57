import type { Expression, Mustache, Part, Template } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { fail, skipSpace, startAt } from './cursor.ts';
import { parseContent, parseOperators } from './parse-expression.ts';
import { failUnexpected } from './syntax-failures.ts';

/** Parses a template in one pass; throws an ImlSyntaxError that says where and what (iml.md §1). */
export function parseTemplate(text: string): Template {
  let open = text.indexOf('{{');
  if (open === -1) return { text, kind: 'plain', parts: text === '' ? [] : [textPart(text, 0, text.length)] };
  const cursor = startAt(text, 0);
  const parts: Part[] = [];
  while (open !== -1) {
    if (open > cursor.at) parts.push(textPart(text, cursor.at, open));
    cursor.at = open + 2;
    parts.push(parseMustache(cursor, open));
    open = text.indexOf('{{', cursor.at);
  }
  if (cursor.at < text.length) parts.push(textPart(text, cursor.at, text.length));
  const isPrimitive = parts.length === 1 && parts[0]?.type === 'mustache';
  return { text, kind: isPrimitive ? 'primitive' : 'interpolated', parts };
}

/** Parses one expression written without mustaches. */
export function parseExpression(source: string): Expression {
  const cursor = startAt(source, 0);
  skipSpace(cursor);
  if (cursor.at === source.length) fail(cursor, 'IML003', 'There is no expression here.', 0);
  const expression = parseOperators(cursor, 1);
  skipSpace(cursor);
  if (cursor.at < source.length) failUnexpected(cursor);
  return expression;
}

/** Claims the key `{{...}}`, white space inside allowed. */
export function isSpreadKey(key: string): boolean {
  return key.startsWith('{{') && key.endsWith('}}') && key.slice(2, -2).trim() === '...';
}

function textPart(text: string, start: number, end: number): Part {
  return { type: 'text', value: text.slice(start, end), start, end };
}

function parseMustache(cursor: Cursor, start: number): Mustache {
  const expression = parseContent(cursor, start);
  return { type: 'mustache', expression, start, end: cursor.at };
}
