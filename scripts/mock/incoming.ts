import type { HttpRequest } from '../core/http.ts';
import { one } from './auth.ts';
import type { Route } from './openapi.ts';
import type { Refusal } from './outcome.ts';

export type BodyReading = { readonly body?: unknown } | { readonly malformed: Refusal };

/** Reads the body of a request by its content type; JSON when none is named. */
export function readBody(route: Route, { headers, body }: HttpRequest): BodyReading {
  if (!body || body.length === 0 || !route.body) return {};
  const type = (one(headers['content-type']) ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
  const known = [...route.body.content.keys()];
  if (!known.includes(type) && !known.includes('*/*')) {
    return { malformed: { situation: 'malformed', message: `The body must be ${known.join(' or ')}, not ${type}` } };
  }
  const text = new TextDecoder().decode(body);
  if (type === 'application/x-www-form-urlencoded') return { body: Object.fromEntries(new URLSearchParams(text)) };
  if (!/[/+]json$/.test(type)) return { body: text };
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { malformed: { situation: 'malformed', message: 'The body is not JSON' } };
  }
}
