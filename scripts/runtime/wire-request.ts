import type { HttpHeaders } from '../core/http.ts';

/** Headers of one connection, not of a request, and those its body decides: whoever sends the request writes them. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The headers of a request as name, value, name, value …, names as the platform writes them; a list of values repeats its name. */
export function wireHeaders(headers: HttpHeaders, user: string | undefined): string[] {
  const written: string[] = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined || OF_THE_CONNECTION.has(name)) continue;
    if (typeof value === 'string') written.push(wireName(name), value);
    else for (const item of value) written.push(wireName(name), item);
  }
  if (user !== undefined && !('authorization' in headers)) written.push('Authorization', basic(user));
  return written;
}

/** Headers without those that are for the sender of bytes to say. */
export function ownHeaders(headers: HttpHeaders): HttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));
}

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
/** Line breaks, other control characters, and what one byte cannot hold. */
const UNSENDABLE = /[^\t\x20-\x7E\x80-\xFF]/;

/** Claims the name of a method or header. */
export const isToken = (text: string): boolean => TOKEN.test(text);

/** The name of the first header that no request can carry. */
export function unsendableHeader(headers: HttpHeaders): string | undefined {
  return Object.keys(headers).find((name) => {
    const value = headers[name] ?? '';
    return (
      !isToken(name) ||
      (typeof value === 'string' ? UNSENDABLE.test(value) : value.some((text) => UNSENDABLE.test(text)))
    );
  });
}

const names = new Map<string, string>();
/** Names that come from data must not fill the memory. */
const MAX_NAMES = 1000;

/** Capitalises each word of a name between dashes (make-app-format.md §3.5.2, B28). */
function wireName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const written = name.toLowerCase().replace(/(^|-)([a-z])/g, (_all, dash, letter) => dash + letter.toUpperCase());
  if (names.size >= MAX_NAMES) names.clear();
  names.set(name, written);
  return written;
}

/** Name and password written before the host travel in a header. */
const basic = (user: string): string => `Basic ${Buffer.from(decodedOrKept(user)).toString('base64')}`;

function decodedOrKept(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path exactly as written, unless it holds what no request line can: then as a URL parser writes it. */
export function wirePath(target: string, url: string): string {
  const path = target.startsWith('/') ? target : `/${target}`;
  if (/^[\x21-\x7E]*$/.test(path)) return path;
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}
