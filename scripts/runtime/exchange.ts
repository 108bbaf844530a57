import type { HttpRequest, HttpResponse } from '../core/http.ts';
import type { Step } from './base.ts';
import type { Chain } from './chain-types.ts';
import { directiveSource } from './directive-place.ts';
import { networkCode, networkError, PlatformError } from './errors.ts';
import { inflated } from './inflate.ts';
import { jsonReady } from './json-ready.ts';
import { isLocalHost } from './local-address.ts';
import { redirected } from './redirect.ts';
import type { NotedRequest } from './report.ts';
import type { OutgoingRequest } from './request.ts';
import type { Answer } from './response.ts';
import { parseBody, responseTypeFor, shownHeaders } from './response.ts';
import type { Run } from './run.ts';
import { checkInterrupted, trace } from './run.ts';
import type { Shown } from './sanitize.ts';
import { learnPlaces, sanitized, sanitizedUrl } from './sanitize.ts';
import type { Sanitizing } from './sanitizing.ts';
import { evaluateIn } from './scope.ts';
import { sendInTime } from './send-in-time.ts';

/** Sends a request and reads the answer; both end up in the report, whatever becomes of them. */
export async function exchange(chain: Chain, step: Step, request: OutgoingRequest): Promise<Answer> {
  const { run } = chain;
  checkInterrupted(run);
  run.counts.requests += 1;
  const { sanitizing } = run.app.factsOf(step);
  const whole = sanitizing.request.length > 0 ? wholeOf(request) : undefined;
  if (whole) learnPlaces(sanitizing.request, whole, run.secrets);
  const show = (): ShownRequest => showRequest(sanitizing, request, whole);
  trace(run, () => ({ step: 'request', from: directiveSource(chain, step, [], REQUEST_PARTS), ...show() }));
  const started = run.clock.elapsed();
  const milliseconds = (): number => Math.round(run.clock.elapsed() - started);
  const sending = sendFollowing(run, request);
  const shown = show(); // Now, as the answer is on its way: this takes no time from anybody.
  let response: HttpResponse | undefined;
  try {
    response = await sending;
    if (request.gzip) response = await inflated(response);
    const body = bodyOf(chain, step, response);
    const answer: Answer = {
      status: response.status,
      headers: shownHeaders(response.headers),
      body: body instanceof Promise ? await body : body,
    };
    noteAnswer(run, sanitizing, { shown, answer, ms: milliseconds() });
    return answer;
  } catch (error) {
    note(run, shown, { status: response?.status, ms: milliseconds() });
    throw response ? error : networkError(error);
  }
}

type ShownRequest = Pick<NotedRequest, 'method' | 'url' | 'headers' | 'body'>;

function note(
  { requests }: Run,
  { method, url, headers, body }: ShownRequest,
  { status, responseBody, ms }: Pick<NotedRequest, 'status' | 'responseBody' | 'ms'>,
): void {
  requests.push({ method, url, headers, body, status, responseBody, ms });
}

/** The body is copied, as it may be part of what a later step changes. */
function showRequest(sanitizing: Sanitizing, request: OutgoingRequest, whole: Shown | undefined): ShownRequest {
  const { method, headers, body } = request;
  const url = sanitizedUrl(sanitizing, request.url);
  if (!whole) return { method, url, headers, body: jsonReady(body?.shown) };
  const hidden = sanitized(sanitizing.request, whole);
  return { method, url, headers: hidden.headers, body: jsonReady(shownBody(body?.shown, whole.body, hidden.body)) };
}

/** The request as the paths of `log.sanitize` lead through it. */
function wholeOf({ method, url, headers, qs, body, form }: OutgoingRequest): Shown {
  return { method, url, headers, qs, body: form ?? parsedText(body?.shown) };
}

const REQUEST_PARTS = ['baseUrl', 'url', 'method', 'qs', 'headers', 'type', 'body'];

/** The body as it was written, unless something inside it is hidden: then its members. */
function shownBody(written: unknown, members: unknown, hidden: unknown): unknown {
  const isSame = members === hidden || JSON.stringify(jsonReady(members)) === JSON.stringify(jsonReady(hidden));
  return isSame ? written : hidden;
}

/** A body sent as text may be JSON: sanitized paths then lead into it. */
function parsedText(body: unknown): unknown {
  if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** The report keeps the body itself, which nothing changes, and copies it once, when all secrets are known. */
function noteAnswer(
  run: Run,
  { learned, response }: Sanitizing,
  { shown, answer, ms }: { readonly shown: ShownRequest; readonly answer: Answer; readonly ms: number },
): void {
  const { status } = answer;
  const whole = { headers: answer.headers, body: answer.body };
  learnPlaces(learned, whole, run.secrets);
  const { headers, body } = sanitized(response, whole);
  note(run, shown, { status, responseBody: body, ms });
  trace(run, () => ({ step: 'response', status, headers, body, ms }));
}

function bodyOf({ scope }: Chain, step: Step, response: HttpResponse): unknown {
  const directive = (step.response as Step | undefined)?.type; // A response is an object or absent.
  return parseBody(evaluateIn(scope, responseTypeFor(directive, response.status), 'response.type'), response);
}

async function sendFollowing(run: Run, outgoing: OutgoingRequest): Promise<HttpResponse> {
  const { method, url, headers, body } = outgoing;
  let request: HttpRequest = body ? { method, url, headers, body: body.bytes } : { method, url, headers };
  for (let hops = 0; ; hops++) {
    refuseLocal(run, request.url);
    let response: HttpResponse;
    try {
      response = await sendInTime(run, request, outgoing);
    } catch (error) {
      retryOrThrow(run, error);
      response = await sendInTime(run, request, outgoing);
    }
    const next = outgoing.follows ? redirected(request, response, hops) : undefined;
    if (!next) return response;
    trace(run, () => ({ step: 'redirect', status: response.status, to: next.url }));
    request = next;
  }
}

function refuseLocal(run: Run, url: string): void {
  if (!run.options.refuseLocalAddresses || !isLocalHost(new URL(url).hostname)) return;
  throw new PlatformError('RuntimeError', `The platform does not send requests to local addresses such as ${url}.`);
}

/** A failed TLS handshake gets a second try, nothing else does (runtime.md §4.5). */
function retryOrThrow(run: Run, error: unknown): void {
  if (!/ALERT_HANDSHAKE_FAILURE|ALERT_NUMBER_40/.test(networkCode(error))) throw error;
  trace(run, () => ({ step: 'retry', why: 'the TLS handshake failed' }));
}
