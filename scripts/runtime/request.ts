import { isPlainObject } from '../core/json.ts';
import { isTruthy, toText } from '../iml/values.ts';
import type { Step } from './base.ts';
import type { BodyType, EncodedBody } from './body.ts';
import { bodyTypeOf, encodeBody } from './body.ts';
import type { Chain } from './chain-types.ts';
import { PlatformError } from './errors.ts';
import { timeoutOf } from './limits.ts';
import type { Pair } from './query.ts';
import { isNothing, printPairs, queryPairs } from './query.ts';
import { evaluateIn } from './scope.ts';
import { assembleUrl, isAbsoluteUrl, originOf } from './url.ts';

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
const CREDENTIAL_HEADER = /^(?:authorization|proxy-authorization|cookie)$|token|api-?key|secret/i;

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
    timeout: timeoutOf(evaluateIn(scope, step.timeout, 'timeout')),
    gzip,
    ca: typeof ca === 'string' && ca !== '' ? ca : undefined,
    follows: isOn(chain, step, BODYLESS.has(method) ? 'followRedirects' : 'followAllRedirects'),
  };
}

const isOn = ({ scope }: Chain, step: Step, directive: string): boolean =>
  step[directive] === undefined || isTruthy(evaluateIn(scope, step[directive], directive));

function methodOf({ scope }: Chain, step: Step): string {
  const method = evaluateIn(scope, step.method, 'method');
  return isNothing(method) || method === '' ? 'GET' : toText(method).trim().toUpperCase();
}

/** Claims a flat object; nothing counts as an empty one. */
function flatObject(value: unknown, directive: string): Record<string, unknown> {
  if (isNothing(value) || value === '') return {};
  if (isPlainObject(value)) return value;
  throw new PlatformError('InvalidConfigurationError', `${directive} is "${toText(value)}", which is no collection.`);
}

function urlOf(chain: Chain, step: Step, qs: Readonly<Record<string, unknown>>): string {
  const { run, scope, place } = chain;
  const url = evaluateIn(scope, step.url, 'url');
  if (isNothing(url) || toText(url) === '') throw new PlatformError('InvalidConfigurationError', 'URL is empty.'); // ASM-31
  const pairs = queryPairs(qs, (key) =>
    run.warnings.add('nestedQuery', `qs.${key} is a collection.`, { ...place, path: ['qs', key] }),
  );
  const assembled = addressFor(chain, step, toText(url), pairs);
  chain.checkOrigin?.(step, assembled);
  warnAboutUrl(chain, step, toText(url), assembled);
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
function headersOf({ scope }: Chain, step: Step): Record<string, string | readonly string[]> {
  const headers: Record<string, string | readonly string[]> = { 'user-agent': USER_AGENT };
  const given = flatObject(evaluateIn(scope, step.headers, 'headers'), 'headers');
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

function warnBodyOfGet({ run, scope, place }: Chain, step: Step): void {
  const value = evaluateIn(scope, step.body, 'body');
  const isEmpty = isNothing(value) || (isPlainObject(value) && Object.keys(value).length === 0);
  if (!isEmpty) run.warnings.add('bodyOfGet', 'The body of a GET request is not sent.', { ...place, path: ['body'] });
}

function warnAboutUrl(chain: Chain, step: Step, url: string, assembled: string): void {
  const { run, place, scope } = chain;
  const written = typeof step.url === 'string' ? step.url : '';
  if (written.includes('{{') && hasEmptySegment(written, url)) {
    run.warnings.add('emptySegment', `A part of the URL "${written}" is empty; the request goes to ${assembled}.`, {
      ...place,
      path: ['url'],
    });
  }
  if (written.includes('encodeURL') && /encodeURL\s*\(/.test(written) && step.encodeUrl !== false) {
    run.warnings.add('doubleEncoding', `The URL "${written}" is encoded twice.`, { ...place, path: ['url'] });
  }
  if (!url.startsWith('/') && isAbsoluteUrl(url))
    warnForeignHost(chain, assembled, originOf(toText(evaluateIn(scope, step.baseUrl, 'baseUrl'))));
}

/** Claims that a mustache between slashes, or after the last one, came out empty. */
function hasEmptySegment(template: string, url: string): boolean {
  const parts = template.split(/\{\{.*?\}\}/);
  return parts.some((part, at) => {
    const before = parts[at - 1];
    if (!before?.endsWith('/')) return false;
    if (part === '' && at === parts.length - 1) return url.endsWith(before);
    return part.startsWith('/') && url.includes(before + part);
  });
}

function warnForeignHost({ run, place, base }: Chain, url: string, own: string | undefined): void {
  const target = originOf(url);
  if (own === undefined || target === own || !isPlainObject(base?.headers)) return;
  const carried = Object.keys(base.headers).filter((name) => CREDENTIAL_HEADER.test(name));
  if (carried.length === 0) return;
  run.warnings.add(
    'foreignHost',
    `A request to ${target} carries "${carried.join('", "')}" of Base, which belongs to ${own}.`,
    place,
  );
}
