import type { HttpResponse } from '../core/http.ts';
import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import { encodeBody } from './body.ts';
import { PlatformError } from './errors.ts';
import { numberOf } from './limits.ts';
import type { ReportedReply } from './report.ts';
import type { Scope } from './scope.ts';
import { evaluateIn } from './scope.ts';
import { unsendableHeader } from './wire-request.ts';

/** The answer a webhook gives when it says nothing of its own (A19, ASM-10). */
export const ACCEPTED: HttpResponse = {
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from('Accepted'),
};

/** Evaluates `respond` of a webhook, or `response` of a responder, into an HTTP answer. */
export async function buildReply(scope: Scope, directive: unknown, name: string): Promise<HttpResponse> {
  const respond = isPlainObject(directive) ? directive : {};
  const type = evaluateIn(scope, respond.type, `${name}.type`);
  const body = evaluateIn(scope, respond.body, `${name}.body`);
  const encoded = await encodeReply(type, body);
  const headers: Record<string, string> = {};
  const given = evaluateIn(scope, respond.headers, `${name}.headers`);
  for (const [key, value] of Object.entries(isPlainObject(given) ? given : {})) {
    if (value !== undefined && value !== null) headers[key.toLowerCase()] = toText(value);
  }
  const unsendable = unsendableHeader(headers);
  if (unsendable !== undefined)
    throw new PlatformError('RuntimeError', `The header "${unsendable}" holds a character that no header can carry.`);
  if (encoded?.contentType && headers['content-type'] === undefined) headers['content-type'] = encoded.contentType;
  return {
    status: statusOf(evaluateIn(scope, respond.status, `${name}.status`)),
    headers,
    body: encoded?.bytes ?? new Uint8Array(),
  };
}

/** Text is sent as it is; unless the type says otherwise it is plain text, anything else JSON (ASM-63). */
async function encodeReply(
  type: unknown,
  body: unknown,
): Promise<{ readonly bytes: Uint8Array; readonly contentType?: string } | undefined> {
  const isText = typeof body === 'string' || body instanceof Uint8Array;
  const kind = type === undefined || type === null || type === '' ? (isText ? 'text' : 'json') : type;
  if (kind === 'json') return jsonReply(body);
  if (kind === 'urlencoded') return encodeBody('urlencoded', body, () => '');
  const encoded = await encodeBody('text', body, () => '');
  return encoded && { ...encoded, contentType: 'text/plain; charset=utf-8' };
}

function jsonReply(body: unknown): { readonly bytes: Uint8Array; readonly contentType: string } | undefined {
  if (body === undefined) return undefined;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { bytes: Buffer.from(text ?? ''), contentType: 'application/json; charset=utf-8' };
}

function statusOf(value: unknown): number {
  if (value === undefined || value === null || value === '') return 200;
  const status = numberOf(value);
  if (status !== undefined && Number.isInteger(status) && status >= 100 && status <= 999) return status;
  throw new PlatformError(
    'InvalidConfigurationError',
    `The status of the reply is "${toText(value)}"; it must be between 100 and 999.`,
  );
}

/** The reply as a report shows it: `body` is the text on the wire. */
export function reportedReply({ status, headers, body }: HttpResponse): ReportedReply {
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value.join(', '),
  ]);
  return { status, headers: Object.fromEntries(shown), body: Buffer.from(body).toString('utf8') };
}
