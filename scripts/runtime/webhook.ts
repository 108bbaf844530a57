import type { HttpResponse } from '../core/http.ts';
import { isPlainObject } from '../core/json.ts';
import { counted, InputError } from '../core/problems.ts';
import { isTruthy, toText } from '../iml/values.ts';
import type { WebhookComponent } from '../manifest/manifest.ts';
import { caseless } from './caseless.ts';
import type { Chain, ChainRules } from './chain-types.ts';
import { hookRoot, readHook } from './hook-state.ts';
import { containerItems, forEachItem, iterateOf } from './iterate.ts';
import { requestsIn } from './loaded-app.ts';
import type { IncomingRequest } from './options.ts';
import { ACCEPTED, buildReply } from './reply.ts';
import { headerText, parseAutomatic, shownHeaders } from './response.ts';
import type { Run } from './run.ts';
import { trace } from './run.ts';
import { createScope, evaluateIn } from './scope.ts';
import { applyTemp } from './temp-directive.ts';

const WEBHOOK_RULES: ChainRules = { iterates: true, paginates: false, keeps: 'all', limits: false };

/** What one incoming request led to. */
export interface Received {
  readonly items: readonly unknown[];
  /** Uid of each item of a shared webhook, in the same order; undefined where the webhook states none. */
  readonly uids: readonly (string | undefined)[];
  readonly reply: HttpResponse;
  /** Why there are no items, where a directive says so. */
  readonly refusal?: string;
}

/** Takes an incoming request through a webhook: verification, condition, iterate, uid, output, reply (runtime.md §3.6, ASM-08). */
export async function receive(
  run: Run,
  webhook: WebhookComponent,
  { request, parameters }: { readonly request: unknown; readonly parameters: unknown },
): Promise<Received> {
  const chain = await webhookChain(run, webhook, { request: readIncoming(request), parameters });
  const [directives = {}] = requestsIn(webhook.sections.communication);
  applyTemp(chain, directives, 'request');
  const { verification } = directives;
  if (isPlainObject(verification) && isMet(chain, verification.condition, 'verification.condition', false)) {
    trace(run, () => ({ step: 'webhook', outcome: 'the request is a verification' }));
    const reply = await buildReply(chain.scope, verification.respond, 'verification.respond');
    return { items: [], uids: [], reply, refusal: 'it is a verification' };
  }
  const condition = isPlainObject(directives.condition) ? directives.condition.condition : directives.condition;
  const accepted = isMet(chain, condition, 'condition', true);
  const { items, uids } = accepted ? readItems(chain, directives) : { items: [], uids: [] };
  trace(run, () => ({
    step: 'webhook',
    outcome: accepted ? `${counted(items.length, 'item')} queued` : 'the condition is false: nothing is queued',
    items,
  }));
  const reply =
    directives.respond === undefined ? ACCEPTED : await buildReply(chain.scope, directives.respond, 'respond');
  return { items, uids, reply, ...(!accepted && { refusal: 'the condition is false for it' }) };
}

/** A condition that is not there: verification then never matches (ASM-09), everything else goes on. */
function isMet(chain: Chain, condition: unknown, name: string, otherwise: boolean): boolean {
  return condition === undefined ? otherwise : isTruthy(evaluateIn(chain.scope, condition, name));
}

function readIncoming(request: unknown): IncomingRequest {
  const known = ['method', 'query', 'headers', 'body', 'rawBody'];
  if (isPlainObject(request) && Object.keys(request).every((key) => known.includes(key)))
    return request as IncomingRequest; // Members are read leniently.
  throw new InputError('An incoming request is { method, query, headers, body }.', {
    fix: 'put what the sender posts under "body", for example { "body": { "id": 1 } }.',
  });
}

async function webhookChain(
  run: Run,
  webhook: WebhookComponent,
  { request, parameters }: { readonly request: IncomingRequest; readonly parameters: unknown },
): Promise<Chain> {
  const state = readHook(run.options.state);
  const headers = caseless(shownHeaders(headersIn(request)));
  const body = await incomingBody(request.body ?? request.rawBody, headerText(headersIn(request), 'content-type'));
  const scope = createScope(run, {
    parameters,
    common: run.app.common,
    webhook: hookRoot(state),
    data: state.data,
    body,
    headers,
    query: isPlainObject(request.query) ? request.query : {},
    method: typeof request.method === 'string' ? request.method.toUpperCase() : 'POST',
  });
  return {
    run,
    scope,
    rules: WEBHOOK_RULES,
    place: { component: `webhooks.${webhook.name}`, section: 'communication' },
  };
}

function headersIn({ headers }: IncomingRequest): Record<string, string> {
  if (!isPlainObject(headers)) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), toText(value)]));
}

/** Text and bytes are parsed by content type; anything else is parsed already. */
async function incomingBody(body: unknown, contentType: string): Promise<unknown> {
  if (typeof body === 'string') return body === '' ? undefined : parseAutomatic(Buffer.from(body), contentType);
  if (body instanceof Uint8Array) return body.length === 0 ? undefined : parseAutomatic(body, contentType);
  return body;
}

function readItems(chain: Chain, directives: Readonly<Record<string, unknown>>): Pick<Received, 'items' | 'uids'> {
  const items: unknown[] = [];
  const uids: (string | undefined)[] = [];
  const take = (raw: unknown): void => {
    const { output, uid } = directives;
    const item = output === undefined ? raw : evaluateIn(chain.scope, output, 'output');
    if (item === undefined || item === null || item === false) return;
    const owner = evaluateIn(chain.scope, uid, 'uid');
    items.push(item);
    uids.push(owner === undefined || owner === null ? undefined : toText(owner));
  };
  const iterate = iterateOf(directives);
  if (iterate) forEachItem(chain, containerItems(chain, iterate.container), iterate.condition, take);
  else take(chain.scope.variables.body);
  return { items, uids };
}

/** Which items of a shared webhook belong to these connections; the rest is dropped (RT-74). */
export function routeItems(run: Run, webhook: WebhookComponent, { items, uids }: Received): readonly unknown[] {
  const owners = run.options.uids;
  const { uid } = requestsIn(webhook.sections.communication)[0] ?? {};
  if (owners === undefined || uid === undefined) return items;
  const kept = items.filter((_item, at) => owners.includes(uids[at] ?? ''));
  if (kept.length < items.length) {
    run.warnings.add(
      'undelivered',
      `${items.length - kept.length} of ${items.length} items belong to no connection of this run.`,
      {
        component: `webhooks.${webhook.name}`,
        section: 'communication',
        path: ['uid'],
      },
    );
  }
  return kept;
}
