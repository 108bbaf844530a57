import type { Mustache } from '../iml/ast.ts';
import type { TextSite } from './texts.ts';

/** The literal start of an address up to its path, with what of it is IML. */
export interface Authority {
  /** `https`, or undefined when the address does not begin with a literal scheme. */
  readonly scheme: string | undefined;
  /** Text between the slashes and the path; mustaches are written as they are. */
  readonly host: string;
  /** The mustaches in it. */
  readonly mustaches: readonly Mustache[];
}

/** Reads the scheme and host of an absolute address; undefined for a relative one, or one whose start is IML. */
export function authorityOf({ text, template }: TextSite): Authority | undefined {
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text);
  if (!scheme) return undefined;
  const start = scheme[0].length;
  const mustaches = mustachesOf(template).filter((part) => part.start >= start);
  const end = endOfHost(text, start, mustaches);
  return {
    scheme: scheme[1]?.toLowerCase(),
    host: text.slice(start, end),
    mustaches: mustaches.filter((part) => part.start < end),
  };
}

/** The first slash, question or hash mark that no expression contains. */
function endOfHost(text: string, start: number, mustaches: readonly Mustache[]): number {
  for (let at = start; at < text.length; at++) {
    const inside = mustaches.find((part) => part.start <= at && at < part.end);
    if (inside) at = inside.end - 1;
    else if ('/?#'.includes(text.charAt(at))) return at;
  }
  return text.length;
}

export const mustachesOf = (template: TextSite['template']): Mustache[] =>
  (template?.parts ?? []).filter((part) => part.type === 'mustache');

/** An address that continues `baseUrl`. */
export const isRelative = (url: unknown): boolean => typeof url === 'string' && url.startsWith('/');

/** Claims a host only this computer has, as tests use it. */
export const isLocalHost = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);

/** The last two labels of a literal host: what two hosts of one service share. */
export const siteOf = (host: string): string => host.toLowerCase().replace(/:\d+$/, '').split('.').slice(-2).join('.');
