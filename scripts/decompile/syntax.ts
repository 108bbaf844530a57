import type { Json } from '../core/json.ts';
import {
  type Doc,
  group,
  hardline,
  ifBroken,
  indent,
  isLiteral,
  join,
  line,
  literalGroup,
  softline,
} from './document.ts';

/** One member of an object or element of a list, with what is to be said about it above. */
export interface Entry {
  readonly code: Doc;
  readonly comment?: string | undefined;
}

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;
/** Control characters, line ends JavaScript minds, halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be escaped
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|\p{Surrogate}/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escaped = (text: string): string =>
  text.replace(UNPRINTABLE, (unit) => SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Writes text in the quotes that need fewer escapes, single ones if it does not matter. */
export function quoted(text: string): string {
  const count = (quote: string): number => text.split(quote).length;
  const quote = count("'") > count('"') ? '"' : "'";
  return quote + escaped(text.replaceAll('\\', '\\\\')).replaceAll(quote, `\\${quote}`) + quote;
}

/** Writes text for the inside of a template literal. */
export const templateText = (text: string): string =>
  escaped(text.replaceAll('\\', '\\\\')).replaceAll('`', '\\`').replaceAll('${', '\\${');

/** Writes a key; `__proto__` would set the prototype if it were not computed. */
export function keyOf(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return PLAIN_KEY.test(name) || isSimpleNumber(name) ? name : quoted(name);
}

/** Numbers that JavaScript reads back as the same key. */
const isSimpleNumber = (name: string): boolean => /^(?:0|[1-9]\d{0,14})$/.test(name);

/** Reads a member of an expression. */
export const memberOf = (object: string, name: string): string =>
  PLAIN_KEY.test(name) ? `${object}.${name}` : `${object}[${quoted(name)}]`;

/** Keys of up to this many characters gain nothing from a break behind the colon. */
const SHORT_KEY = 4;

/** `key: value`; a text that is too long goes to the next line. */
export function property(name: string, value: Doc): Doc {
  const key = keyOf(name);
  if (value === name && PLAIN_KEY.test(name)) return name;
  const isText = typeof value === 'string' && /^['"]/.test(value);
  return isText && key.length > SHORT_KEY ? group(key, ':', indent(line, value)) : [key, ': ', value];
}

/** An object literal; `isOpen` writes each member on a line of its own even if all fit on one. */
export function object(entries: readonly Entry[], isOpen = false): Doc {
  if (entries.length === 0) return '{}';
  const first = isOpen || entries.some(({ comment }) => comment) ? hardline : line;
  return literalGroup('{', indent(first, ...members(entries)), ifBroken(','), line, '}');
}

/** A list; several objects of more than one member each get lines of their own. */
export function list(entries: readonly Entry[], isOpen = false): Doc {
  if (entries.length === 0) return '[]';
  const first = isOpen || entries.some(({ comment }) => comment) ? hardline : softline;
  return literalGroup('[', indent(first, ...members(entries)), ifBroken(','), softline, ']');
}

/** Members with the comments above them; a comment is not repeated while it stays the same. */
function members(entries: readonly Entry[]): Doc[] {
  return entries.flatMap(({ code, comment }, index) => {
    const isNew = comment !== undefined && comment !== entries[index - 1]?.comment;
    // a line end in a name would end the comment, and what follows would be code
    const above = isNew ? [`// ${escaped(comment)}`, hardline] : [];
    return [...above, code, ...(index < entries.length - 1 ? [',', line] : [])];
  });
}

/** A call; brackets close up around an object or list that is the last argument. */
export function call(callee: string, ...args: Doc[]): Doc {
  const last = args.at(-1);
  if (last === undefined) return `${callee}()`;
  if (isLiteral(last) && args.slice(0, -1).every((arg) => typeof arg === 'string')) {
    return [callee, '(', ...args.slice(0, -1).flatMap((arg) => [arg, ', ']), last, ')'];
  }
  if (args.length === 1 && last === '{}') return `${callee}({})`;
  return group(callee, '(', indent(softline, join([',', line], args)), ifBroken(','), softline, ')');
}

/** JSON as a literal, every text of it as it is. */
export function jsonLiteral(value: Json): Doc {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (isArray(value))
    return list(
      value.map((item) => ({ code: jsonLiteral(item) })),
      opensList(value),
    );
  return object(Object.entries(value).map(([key, item]) => ({ code: property(key, jsonLiteral(item)) })));
}

export const isArray = (value: unknown): value is readonly Json[] => Array.isArray(value);

/** Formatters give several objects or lists, each of more than one member, a line each. */
export function opensList(values: readonly Json[]): boolean {
  if (values.length < 2) return false;
  const size = (value: Json): number => (typeof value === 'object' && value !== null ? Object.keys(value).length : 0);
  const [first] = values;
  return values.every((value) => size(value) > 1 && isArray(value) === isArray(first));
}
