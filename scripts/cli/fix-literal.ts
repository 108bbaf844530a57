import type { Json } from '../core/json.ts';
import { endOfToken } from './fix-text.ts';

export type Dialect = 'json' | 'typescript';

/** A text, number, true, false or null as it stands in a source. */
export interface WrittenLiteral {
  readonly end: number;
  readonly value: Json;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const WORD = /(?:true|false|null)(?![\w$])/y;
/** What may follow where the literal is the whole value, space and comments left out. */
const BEHIND = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*(?:[,;:)\]}]|as\b|satisfies\b|$)/y;

/** Reads the literal at an offset; undefined when something else stands there, or the literal is only a part of it. */
export function readLiteral(source: string, start: number): WrittenLiteral | undefined {
  const found = /['"`]/.test(source.charAt(start)) ? readText(source, start) : readWord(source, start);
  if (!found) return undefined;
  BEHIND.lastIndex = found.end;
  return BEHIND.test(source) ? found : undefined;
}

function readWord(source: string, start: number): WrittenLiteral | undefined {
  for (const pattern of [NUMBER, WORD]) {
    pattern.lastIndex = start;
    const text = pattern.exec(source)?.[0];
    if (text) return { end: start + text.length, value: JSON.parse(text) as Json }; // both patterns are JSON
  }
  return undefined;
}

function readText(source: string, start: number): WrittenLiteral | undefined {
  const end = endOfToken(source, start);
  const quote = source.charAt(start);
  const inner = source.slice(start + 1, end - 1);
  if (source.charAt(end - 1) !== quote || end < start + 2) return undefined;
  if (quote === '`' && /(?<!\\)(?:\\\\)*\$\{/.test(inner)) return undefined;
  return { end, value: unescaped(inner) };
}

const ESCAPE = /\\(?:u\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\r\n|[\s\S]))/g;
const SHORT: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

const unescaped = (text: string): string =>
  text.replaceAll('\r\n', '\n').replace(ESCAPE, (_, point?: string, unit?: string, byte?: string, sign?: string) => {
    const code = point ?? unit ?? byte;
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    if (sign === '\n' || sign === '\r' || sign === '\r\n') return '';
    return SHORT[sign ?? ''] ?? sign ?? '';
  });

/** Prints a text in quotes of a kind. */
export function quoted(text: string, quote: string): string {
  if (quote === '"') return JSON.stringify(text);
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  if (quote === "'") return `'${escaped.replaceAll("'", "\\'")}'`;
  return `\`${escaped.replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

export interface LiteralStyle {
  readonly dialect: Dialect;
  /** Quotes of texts in TypeScript. */
  readonly quote: string;
  readonly eol: string;
  readonly indent: string;
}

/** Prints a value for a line that is indented so far; without `outer`, on one line. */
export function printLiteral(value: Json, style: LiteralStyle, outer?: string): string {
  if (typeof value === 'string') return quoted(value, style.dialect === 'json' ? '"' : style.quote);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = outer === undefined || style.dialect === 'typescript' ? undefined : outer + style.indent;
  const isList = Array.isArray(value);
  const members = isList
    ? value.map((item: Json) => printLiteral(item, style, inner))
    : Object.entries(value).map(
        ([key, item]) => `${printKey(key, style)}: ${printLiteral(item as Json, style, inner)}`,
      );
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (members.length === 0) return open + close;
  if (inner !== undefined) {
    return `${open}${style.eol}${members.map((member) => inner + member).join(`,${style.eol}`)}${style.eol}${outer}${close}`;
  }
  return isList ? `[${members.join(', ')}]` : `{ ${members.join(', ')} }`;
}

export function printKey(key: string, { dialect, quote }: LiteralStyle): string {
  if (dialect === 'json') return JSON.stringify(key);
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, quote);
}

/** How a source is written: its line breaks, its indentation, its quotes. */
export function styleOf(source: string, dialect: Dialect): LiteralStyle {
  const indents = [...source.matchAll(/^([ \t]+)\S/gm)].map(([, blank = '']) => blank);
  const shortest = indents.reduce<string | undefined>(
    (best, blank) => (best === undefined || blank.length < best.length ? blank : best),
    undefined,
  );
  return {
    dialect,
    quote: source.split('"').length > source.split("'").length ? '"' : "'",
    eol: source.includes('\r\n') ? '\r\n' : '\n',
    indent: shortest ?? (dialect === 'json' ? '    ' : '  '),
  };
}
