import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import { readAt } from '../core/paths.ts';
import { type Step, sanitizedPaths } from './base.ts';

/** A place inside one side of an exchange. */
export type SanitizePath = readonly string[];

/** What `log.sanitize` of a step asks for, read once. */
export interface Sanitizing {
  /** The variables whose values are secrets, as keys from the roots. */
  readonly sources: readonly JsonPath[];
  readonly request: readonly SanitizePath[];
  readonly response: readonly SanitizePath[];
  /** Places of an answer whose values are secrets; those that name a variable are among them but not hidden. */
  readonly learned: readonly SanitizePath[];
  readonly hidesUrl: boolean;
  /** Query parameters to hide in the address; undefined stands for all of them. */
  readonly queryKeys: readonly (string | undefined)[];
}

const PATH = /^(request|response)\.([^<]*)(?:<([^>]*)>)?$/;
const REFERENCE = /\b(?:parameters|connection|common|data|temp|webhook|oauth|query)(?:\.(?:[\w$]+|`[^`]*`))+/g;
export const SECRET_NAME = /token|secret|pass|key|credential|code|auth/i;

interface ParsedPath {
  readonly side: 'request' | 'response';
  readonly path: SanitizePath;
  /** `request.body<parameters.secret>`: a variable whose value is looked for (make-app-format.md §3.10). */
  readonly variable?: string;
}

export function sanitizingOf(step: Step): Sanitizing {
  const parsed = sanitizedPaths(step).flatMap((text) => parsePath(text) ?? []);
  const pathsOf = (side: ParsedPath['side'], paths = parsed): SanitizePath[] =>
    paths.filter((path) => path.side === side).map(({ path }) => path);
  const hidden = parsed.filter(({ variable }) => variable === undefined);
  const asked = pathsOf('request');
  return {
    sources: parsed.flatMap((path) => sourcesOf(path, step)),
    request: pathsOf('request', hidden),
    response: pathsOf('response', hidden),
    learned: pathsOf('response'),
    hidesUrl: asked.some(([root]) => root === 'url'),
    queryKeys: asked.filter(([root]) => root === 'qs').map(([, key]) => key),
  };
}

function parsePath(text: string): ParsedPath | undefined {
  const [, side, inner = '', variable] = PATH.exec(text.trim()) ?? [];
  if (side !== 'request' && side !== 'response') return undefined;
  const path = inner
    .replace(/\[(\w*)\]/g, '.$1')
    .split('.')
    .filter((key) => key !== '')
    .map((key) => key.replaceAll('`', ''));
  return { side, path, ...(variable !== undefined && { variable }) };
}

/**
 * What a sanitized place of the request is made of, so that its secrets are known before anything is sent. Of several
 * references in one place only those named like credentials count, so that a user name beside a key stays readable.
 */
function sourcesOf({ side, path, variable }: ParsedPath, step: Step): JsonPath[] {
  const named = variable === undefined ? [] : [variable];
  const template = side === 'request' ? readLoose(step, path) : undefined;
  const found = typeof template === 'string' && template.includes('{{') ? (template.match(REFERENCE) ?? []) : [];
  const secret = found.filter((reference) => found.length === 1 || SECRET_NAME.test(reference));
  return [...named, ...secret].map((reference) => reference.split('.').map((key) => key.replaceAll('`', '')));
}

/** Header names match in any case. */
export const isNamed = (name: string, key: string): boolean =>
  name === key || (name.length === key.length && name.toLowerCase() === key.toLowerCase());

/** Array positions start at 1; undefined for a key that is none, which stands for every item. */
export const positionOf = (key: string): number | undefined => (/^\d+$/.test(key) ? Number(key) - 1 : undefined);

/** Reads a place; through an array, the places in all of its items. */
export function readLoose(value: unknown, path: SanitizePath, depth = 0): unknown {
  const key = path[depth];
  if (key === undefined) return value;
  if (Array.isArray(value)) {
    const position = positionOf(key);
    return position === undefined
      ? value.map((item) => readLoose(item, path, depth))
      : readLoose(value[position], path, depth + 1);
  }
  if (!isPlainObject(value)) return undefined;
  const found: unknown[] = [];
  for (const name of Object.keys(value)) {
    if (isNamed(name, key)) found.push(readLoose(readAt(value, [name]), path, depth + 1));
  }
  return found.length > 1 ? found : found[0];
}
