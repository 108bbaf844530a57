import { isPlainObject } from '../core/json.ts';
import { isTruthy, toText } from '../iml/values.ts';
import type { Step } from './base.ts';
import type { BodyType, EncodedBody } from './body.ts';
import { bodyTypeOf, encodeBody } from './body.ts';
import type { Chain } from './chain-types.ts';
import { directivePlace } from './directive-place.ts';
import { PlatformError } from './errors.ts';
import { timeoutOf } from './limits.ts';
import type { Pair } from './query.ts';
import { isNothing, printPairs, queryPairs } from './query.ts';
import {
  warnAboutBody,
  warnAboutTimeout,
  warnAboutUrl,
  warnBodyOfGet,
  warnOverriddenHeaders,
} from './request-warnings.ts';
import { evaluateIn } from './scope.ts';
import { assembleUrl } from './url.ts';
import { isToken, unsendableHeader } from './wire-request.ts';

/** A request ready to be signed and sent. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** The evaluated `qs`, for what is shown and sanitized. */
  readonly qs: Readonly<Record<string, unknown>>;
  readonly body?: EncodedBody | undefined;
  /** The evaluated form of an urlencoded body, for OAuth 1 signatures. */
  readonly form?: Readonly<Record<string, unknown>> | undefined;
  readonly timeout: number;
  readonly gzip: boolean;
  readonly ca?: string | undefined;
  readonly follows: boolean;
}

const BODYLESS = new Set(['GET', 'HEAD']);
const USER_AGENT = 'Make/local';

/** Evaluates the request directives of a step (runtime.md §4.5). A promise only where files in the body take one. */
export function buildRequest(chain: Chain, step: Step): OutgoingRequest | Promise<OutgoingRequest> {
  const { scope } = chain;
  const method = methodOf(chain, step);
  const qs = flatObject(evaluateIn(scope, step.qs, 'qs'), 'qs');
  const url = urlOf(chain, step, qs);
  const headers = headersOf(chain, step);
  const payload = BODYLESS.has(method) ? undefined : payloadOf(chain, step);
  const parts = { method, url, headers, qs, payload };
  const body = payload && encodeBody(payload.type, payload.value, () => boundaryOf(chain));
  return body instanceof Promise
    ? body.then((encoded) => finishRequest(chain, step, parts, encoded))
    : finishRequest(chain, step, parts, body);
}

interface RequestParts extends Pick<OutgoingRequest, 'method' | 'url' | 'qs'> {
  readonly headers: Record<string, string | readonly string[]>;
  readonly payload: Payload | undefined;
}

function finishRequest(
  chain: Chain,
  step: Step,
  { method, url, headers, qs, payload }: RequestParts,
  body: EncodedBody | undefined,
): OutgoingRequest {
  const { scope } = chain;
  if (body?.contentType && !('content-type' in headers)) headers['content-type'] = body.contentType;
  if (method === 'GET' && step.body !== undefined) warnBodyOfGet(chain, step);
  const unsendable = unsendableHeader(headers);
  if (unsendable !== undefined)
    throw new PlatformError('RuntimeError', `The header "${unsendable}" holds a character that no header can carry.`);
  const timeout = evaluateIn(scope, step.timeout, 'timeout');
  warnAboutTimeout(chain, step, timeout);
  if (payload) warnAboutBody(chain, step, payload);
  const ca = evaluateIn(scope, step.ca, 'ca');
  const gzip = isTruthy(evaluateIn(scope, step.gzip, 'gzip'));
  if (gzip) headers['accept-encoding'] ??= 'gzip, deflate';
  return {
    method,
    url,
    headers,
    qs,
    body,
    form: body && payload?.type === 'urlencoded' && isPlainObject(payload.value) ? payload.value : undefined,
    timeout: timeoutOf(timeout),
    gzip,
    ca: typeof ca === 'string' && ca !== '' ? ca : undefined,
    follows: isOn(chain, step, BODYLESS.has(method) ? 'followRedirects' : 'followAllRedirects'),
  };
}

const isOn = ({ scope }: Chain, step: Step, directive: string): boolean =>
  step[directive] === undefined || isTruthy(evaluateIn(scope, step[directive], directive));

function methodOf({ scope }: Chain, step: Step): string {
  const method = evaluateIn(scope, step.method, 'method');
  const verb = isNothing(method) ? '' : toText(method).trim().toUpperCase();
  if (verb === '') return 'GET';
  if (isToken(verb)) return verb;
  throw new PlatformError('InvalidConfigurationError', `The method "${verb}" is no HTTP method.`);
}

/** Claims a flat object; nothing counts as an empty one. */
function flatObject(value: unknown, directive: string): Record<string, unknown> {
  if (isNothing(value) || value === '') return {};
  if (isPlainObject(value)) return value;
  throw new PlatformError('InvalidConfigurationError', `${directive} is "${toText(value)}", which is no collection.`);
}

function urlOf(chain: Chain, step: Step, qs: Readonly<Record<string, unknown>>): string {
  const { run, scope } = chain;
  const url = evaluateIn(scope, step.url, 'url');
  if (isNothing(url) || toText(url) === '') throw new PlatformError('InvalidConfigurationError', 'URL is empty.'); // ASM-31
  const pairs = queryPairs(qs, (key) =>
    run.warnings.add('nestedQuery', `qs.${key} is a collection.`, directivePlace(chain, step, ['qs', key])),
  );
  const assembled = addressFor(chain, step, toText(url), pairs);
  chain.checkOrigin?.(step, assembled);
  warnAboutUrl(chain, step, { url: toText(url), assembled });
  return assembled;
}

/** Joins, normalises and encodes an evaluated `url`. */
export function addressFor({ scope }: Chain, step: Step, url: string, pairs: readonly Pair[]): string {
  return assembleUrl({
    url,
    baseUrl: toText(evaluateIn(scope, step.baseUrl, 'baseUrl')),
    query: printPairs(pairs),
    encode: step.encodeUrl === undefined || isTruthy(evaluateIn(scope, step.encodeUrl, 'encodeUrl')),
    mode: step.encodeUrlMode === 'uniform' ? 'uniform' : 'legacy',
  });
}

/** Names in lower case; nothing drops a header (ASM-25), but for the platform's own; an array repeats it (ASM-33). */
function headersOf(chain: Chain, step: Step): Record<string, string | readonly string[]> {
  const headers: Record<string, string | readonly string[]> = { 'user-agent': USER_AGENT };
  const given = flatObject(evaluateIn(chain.scope, step.headers, 'headers'), 'headers');
  warnOverriddenHeaders(chain, step, given);
  for (const name of Object.keys(given)) {
    const value = given[name];
    const key = name.trim().toLowerCase();
    if (key === '') continue;
    if (!isNothing(value)) headers[key] = Array.isArray(value) ? value.map(toText) : toText(value);
    else if (key === 'user-agent') headers[key] = USER_AGENT;
    else delete headers[key];
  }
  return headers;
}

interface Payload {
  readonly value: unknown;
  readonly type: BodyType;
}

function payloadOf({ scope }: Chain, step: Step): Payload | undefined {
  const value = evaluateIn(scope, step.body, 'body');
  return value === undefined ? undefined : { value, type: bodyTypeOf(evaluateIn(scope, step.type, 'type')) };
}

const boundaryOf = ({ run }: Chain): string => `----------------${run.host.uuid().replaceAll('-', '')}`;
