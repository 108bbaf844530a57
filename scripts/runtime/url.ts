import { PlatformError } from './errors.ts';

/** How the query written in `url` is treated; `legacy` is the default (A3). */
export type EncodeMode = 'legacy' | 'uniform';

export interface UrlParts {
  readonly url: string;
  readonly baseUrl: string;
  /** The `qs` directive, encoded; empty text when there is none. */
  readonly query: string;
  readonly encode: boolean;
  readonly mode: EncodeMode;
}

const ABSOLUTE = /^https?:\/\//i;
const SPLIT = /^(https?:)\/*([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const DROPPED_PORTS = /:(?:80|443|21)$/;
const LONE_SURROGATE = /[\uD800-\uDFFF]/gu;

export const isAbsoluteUrl = (url: string): boolean => ABSOLUTE.test(url);

/** Builds the address a request goes to (runtime.md §4.5): join, collapse slashes, encode the path, append `qs`. */
export function assembleUrl(parts: UrlParts): string {
  const [, scheme, authority = '', path = '', written = ''] = SPLIT.exec(joinUrl(parts)) ?? [];
  if (scheme === undefined || authority === '') {
    throw new PlatformError('InvalidConfigurationError', `The URL "${parts.baseUrl}${parts.url}" has no host.`);
  }
  const query = [writtenQuery(written, parts), parts.query].filter((part) => part !== '').join('&');
  const normal = collapse(path, parts.encode);
  const shown = normal === '/' && query === '' ? '' : normal;
  return `${scheme.toLowerCase()}//${normalHost(authority, parts.mode)}${shown}${query === '' ? '' : `?${query}`}`;
}

function joinUrl({ url, baseUrl }: UrlParts): string {
  if (isAbsoluteUrl(url)) return url;
  if (!isAbsoluteUrl(baseUrl)) {
    throw new PlatformError(
      'InvalidConfigurationError',
      baseUrl === ''
        ? `The URL "${url}" is relative and there is no baseUrl for it.`
        : `The baseUrl "${baseUrl}" does not start with http:// or https://.`,
    );
  }
  return /^[?#]/.test(url) ? `${baseUrl}${url}` : `${baseUrl}/${url}`;
}

/** A path most apps write: nothing in it to collapse or to encode. */
const PLAIN_PATH = /^(?:\/[\w.~-]+)+\/?$/;

/** A run of slashes becomes one; a slash at the end stays. */
function collapse(path: string, encode: boolean): string {
  if (PLAIN_PATH.test(path)) return path;
  const collapsed = path.replace(/\/{2,}/g, '/') || '/';
  return encode ? encodeURI(collapsed.replace(LONE_SURROGATE, '\uFFFD')) : collapsed;
}

function normalHost(authority: string, mode: EncodeMode): string {
  const bare = mode === 'legacy' ? authority.replace(DROPPED_PORTS, '') : authority;
  return bare.replace(/\.(?=:\d+$|$)/, '');
}

function writtenQuery(query: string, { encode, mode }: UrlParts): string {
  if (query === '') return '';
  if (mode === 'uniform') return encode ? encodeURI(query.replace(LONE_SURROGATE, '\uFFFD')) : query;
  const joined = query.replace(/\?+$/, '').replaceAll('?', '&');
  return encode ? encodeUnsafe(joined) : decodeExcept(joined);
}

/** Encodes what may not stand in a query; `%` and what is encoded already stay. */
const encodeUnsafe = (query: string): string =>
  query.replace(LONE_SURROGATE, '\uFFFD').replace(/[^\x21-\x7E]|["<>`{}|\\^]/gu, encodeURIComponent);

/** Without `encodeUrl`, the legacy mode sends the query decoded but for these five (runtime.md §4.5). */
function decodeExcept(query: string): string {
  return query.replace(/(?:%[0-9A-F]{2})+/gi, (run) =>
    run
      .split(/(%20|%23|%26|%3F|%3A)/i)
      .map((part, index) => (index % 2 === 1 ? part : decodeOrKeep(part)))
      .join(''),
  );
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** RFC 3986 percent-encoding of one key or value; a space is `%20`. */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text.replace(LONE_SURROGATE, '\uFFFD')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Scheme, host and port of an absolute URL; undefined when it has none that parse. */
export function originOf(url: string): string | undefined {
  try {
    const { origin } = new URL(url);
    return origin === 'null' ? undefined : origin;
  } catch {
    return undefined;
  }
}
