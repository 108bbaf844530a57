import type { HttpResponse } from '../core/http.ts';
import type { Problem } from '../core/problems.ts';
import type { MockSpec } from './definition.ts';
import type { Refusal, Reply } from './outcome.ts';
import { render, type Scope } from './template.ts';

const encoder = new TextEncoder();

/** Turns an answer into bytes. */
export function toResponse({ status = 200, headers = {}, body, text }: Reply): HttpResponse {
  const content = text ?? (body === undefined ? '' : JSON.stringify(body));
  const type = text === undefined ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status,
    headers: { ...(content === '' ? {} : { 'content-type': type }), ...lower },
    body: encoder.encode(content),
  };
}

/** Puts a refusal into the API's own envelope. */
export function refuse({ situation, message, field }: Refusal, { errors }: MockSpec, scope: Scope): Reply {
  const { status, type } = errors.situations[situation];
  const code = Number(render(status, scope));
  const sentence = field === undefined || field === '' || message.startsWith(field) ? message : `${field} ${message}`;
  const facts = { status: code, type, situation, field, message: sentence };
  return { status: code, body: render(errors.body, { ...scope, ...facts }) };
}

/** A fault of the mock or of whoever uses it, in an envelope no API has. */
export function complain(status: number, { code, message, fix }: Problem): Reply {
  return { status, headers: { 'x-mock-problem': code }, body: { mock: { code, message, ...(fix ? { fix } : {}) } } };
}
