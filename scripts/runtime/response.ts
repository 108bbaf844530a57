import type { HttpHeaders, HttpResponse } from '../core/http.ts';
import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import { PlatformError } from './errors.ts';
import { parsePairs } from './query.ts';
import { setOwn } from './temp.ts';
import { parseXml } from './xml.ts';

/** What expressions see of an answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Picks the parser for a status: a key names one, a range or all; the narrowest that fits wins (runtime.md §4.6). */
export function responseTypeFor(directive: unknown, status: number): unknown {
  if (!isPlainObject(directive)) return directive;
  const fitting = Object.entries(directive)
    .map(([key, type]) => ({ width: widthOf(key, status), type }))
    .filter(({ width }) => width !== undefined)
    .sort((a, b) => (a.width ?? 0) - (b.width ?? 0));
  return fitting[0]?.type ?? 'automatic';
}

/** How many statuses a key stands for; undefined when not for this one. */
function widthOf(key: string, status: number): number | undefined {
  if (key === '*') return 1000;
  const [, from, to = from] = /^\s*(\d{3})\s*(?:-\s*(\d{3})\s*)?$/.exec(key) ?? [];
  if (from === undefined || status < Number(from) || status > Number(to)) return undefined;
  return Number(to) - Number(from);
}

/** Parses a body by its `type`; an empty one is undefined, or empty text for the text types (ASM-39). XML gives a promise. */
export function parseBody(type: unknown, { body, headers, status }: HttpResponse): unknown {
  const contentType = headerText(headers, 'content-type');
  switch (type ?? 'automatic') {
    case 'automatic':
    case '':
      return body.length === 0 ? undefined : parseAutomatic(body, contentType);
    case 'json':
      return body.length === 0 ? undefined : parseJson(decode(body, contentType), status);
    case 'xml':
      return body.length === 0 ? undefined : parseXml(decode(body, contentType));
    case 'urlencoded':
      return body.length === 0 ? undefined : parsePairs(decode(body, contentType));
    case 'text':
    case 'string':
    case 'raw':
      return decode(body, contentType);
    case 'binary':
      return body.length === 0 ? undefined : Buffer.from(body);
  }
  throw new PlatformError('InvalidConfigurationError', `The response type "${toText(type)}" is unknown.`);
}

/** By content type; the table is A5/ASM-37. JSON that does not parse stays text (ASM-38). */
export function parseAutomatic(body: Uint8Array, contentType: string): unknown {
  const media = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (media === 'application/json' || media.endsWith('+json') || media === '')
    return jsonOrText(decode(body, contentType));
  if (media === 'application/x-www-form-urlencoded') return parsePairs(decode(body, contentType));
  if (media === 'application/xml' || media === 'text/xml' || media.endsWith('+xml')) {
    return parseXml(decode(body, contentType));
  }
  return media.startsWith('text/') ? decode(body, contentType) : Buffer.from(body);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Text that should be JSON and is not is a DataError (A6), unless the status is an error of its own. */
function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (status >= 400) return text;
    throw new PlatformError('DataError', 'Failed to parse the response body as JSON.', { statusCode: status, cause });
  }
}

const UTF8 = new TextDecoder();

/** Decodes by the content type's charset, else as UTF-8; a byte order mark is no text. */
function decode(body: Uint8Array, contentType: string): string {
  const charset = contentType.includes('=') ? /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] : undefined;
  if (charset === undefined || charset.toLowerCase() === 'utf-8') return UTF8.decode(body);
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return UTF8.decode(body);
  }
}

/** Headers that make no sense twice: the first counts, as it does in Node. */
const SINGLE = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'last-modified',
  'location',
  'retry-after',
  'server',
]);

export function headerText(headers: HttpHeaders, name: string): string {
  return textOf(name, headers[name] ?? '');
}

function textOf(name: string, value: string | readonly string[]): string {
  if (typeof value === 'string') return value;
  return SINGLE.has(name) ? (value[0] ?? '') : value.join(', ');
}

/** Headers as expressions see them: lower-case names, repeated ones joined but for `set-cookie`, always a list (ASM-40). */
export function shownHeaders(headers: HttpHeaders): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const name of Object.keys(headers)) {
    const key = name.toLowerCase();
    const value = headers[name] ?? '';
    setOwn(shown, key, key === 'set-cookie' ? [value].flat() : textOf(key, value));
  }
  return shown;
}
