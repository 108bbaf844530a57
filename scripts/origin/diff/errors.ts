import { isPlainObject, type Json } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';
import type { Place } from '../../core/problems.ts';
import { type Change, change } from './change.ts';
import { memberOf, sameJson } from './same-json.ts';

/** Where an `error` directive is, and what Base puts under it. */
export interface ErrorContext {
  readonly place: Place;
  readonly path: JsonPath;
  readonly inherited: Json | undefined;
}

/** Compares two `error` directives by the types they give each status; the rest is text for people (make-app-format.md §3.6.4). */
export function errorChanges(before: Json | undefined, after: Json | undefined, context: ErrorContext): Change[] {
  const { place, path, inherited } = context;
  const statuses = [...new Set([before, after].flatMap(statusesOf))];
  const changes = [undefined, ...statuses].flatMap((status): Change[] => {
    const [from, to] = [typeFor(status, before, inherited), typeFor(status, after, inherited)];
    if (from === to) return [];
    const which = status === undefined ? 'Errors' : `Errors of status ${status}`;
    const at = { ...place, path: status === undefined ? path : [...path, status] };
    return [change('error-type-changed', at, `${which} are now ${to}, not ${from}.`, { before: from, after: to })];
  });
  if (sameJson(withoutTypes(before), withoutTypes(after))) return changes;
  return [...changes, change('error-text-changed', { ...place, path }, 'Messages of errors read differently.')];
}

const STATUS = /^\d{3}$/;

const statusesOf = (error: Json | undefined): string[] =>
  isPlainObject(error) ? Object.keys(error).filter((key) => STATUS.test(key)) : [];

/** The type an error of a status gets: its own, the general one, else the platform's (make-app-format.md §3.6.4, ASM-42). */
function typeFor(status: string | undefined, error: Json | undefined, inherited: Json | undefined): string {
  const own = status === undefined ? [] : [error, inherited].map((each) => memberOf(memberOf(each, status), 'type'));
  const general = [error, inherited].map((each) => memberOf(each, 'type'));
  const stated = [...own, ...general].find((type) => typeof type === 'string');
  return typeof stated === 'string' ? stated : defaultType(status);
}

function defaultType(status: string | undefined): string {
  if (status === undefined) return 'what their status makes them';
  if (status === '429') return 'RateLimitError';
  return status.startsWith('5') ? 'ConnectionError' : 'RuntimeError';
}

/** The texts alone, whether written as one text or as a collection. */
function withoutTypes(error: Json | undefined): Json {
  if (!isPlainObject(error)) return error === undefined ? {} : { message: error };
  const members = Object.entries(error).flatMap(([key, value]): [string, Json][] => {
    if (key === 'type') return [];
    const text = STATUS.test(key) ? memberOf(value as Json, 'message') : (value as Json); // members of JSON
    return text === undefined ? [] : [[key, text]];
  });
  return Object.fromEntries(members);
}
