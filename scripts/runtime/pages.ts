import type { Step } from './base.ts';
import type { Chain } from './chain-types.ts';
import { directivePlace, directiveSource } from './directive-place.ts';
import { callInlineEndpoint } from './endpoint-directive.ts';
import { exchange } from './exchange.ts';
import type { Page } from './page.ts';
import { limitOf, readPage, responseOf } from './page.ts';
import type { Paging } from './pagination.ts';
import { firstPage, nextPage, showPaging } from './pagination.ts';
import type { OutgoingRequest } from './request.ts';
import { buildRequest } from './request.ts';
import type { Answer } from './response.ts';
import { trace } from './run.ts';
import { learnSources } from './sanitize.ts';
import { signed } from './sign.ts';
import type { TraceSource } from './trace.ts';

/** The pages of a step put together. */
export interface Pages {
  readonly value: unknown;
  readonly isEnded: boolean;
}

/** Reads page after page until something says stop (runtime.md §4.11). */
export async function runPages(chain: Chain, step: Step): Promise<Pages> {
  const paging = firstPage();
  const batches = createBatches();
  let current: Step = step;
  for (;;) {
    showPaging(chain, paging);
    const page = readPage(chain, current, await fetchAnswer(chain, current));
    if (page.isEnded) return { value: undefined, isEnded: true };
    batches.add(page);
    const next = turnPage(chain, step, { paging, page, count: batches.count() });
    if (!next) return { value: batches.value(), isEnded: false };
    current = next;
  }
}

interface Batches {
  add(page: Page): void;
  count(): number;
  value(): unknown;
}

/** Results in request order. One page that does not iterate stays what it is; several make a list. */
function createBatches(): Batches {
  const all: unknown[] = [];
  const pages: Page[] = [];
  return {
    add: (page) => {
      pages.push(page);
      if (Array.isArray(page.value)) for (const item of page.value) all.push(item);
      else if (page.value !== undefined && page.value !== null && page.value !== false) all.push(page.value);
    },
    count: () => all.length,
    value: () => (pages.length === 1 ? pages[0]?.value : all),
  };
}

interface Turn {
  readonly paging: Paging;
  readonly page: Page;
  readonly count: number;
}

function turnPage(chain: Chain, step: Step, turn: Turn): Step | undefined {
  if (
    step.pagination === undefined ||
    !chain.rules.paginates ||
    (step.url === undefined && step.endpoint === undefined)
  )
    return undefined;
  const stopped = whyStopped(chain, step, turn);
  if (stopped === undefined) return nextPage(chain, step, turn.paging);
  const from = (): TraceSource => directiveSource(chain, step, ['pagination']);
  trace(chain.run, () => ({ step: 'pagination', page: turn.paging.page, from: from(), next: false, stopped }));
  return undefined;
}

/** Reasons to stop that come before the condition; a cap ends quietly with what was collected (A13). */
function whyStopped(chain: Chain, step: Step, { paging, page, count }: Turn): string | undefined {
  const { run } = chain;
  const limit = limitOf(chain, step);
  const enough =
    !chain.collector && limit !== undefined && count >= limit ? `the limit of ${limit} is reached` : undefined;
  const collected = enough ?? chain.collector?.stops(limit);
  if (collected !== undefined) return collected;
  if (isEmptyPage(page)) return 'the page is empty'; // A14
  const { pageRequests, requests } = run.limits;
  const cap =
    paging.page > pageRequests
      ? `${pageRequests} pagination requests`
      : run.counts.requests >= requests
        ? `${requests} requests`
        : undefined;
  if (cap === undefined) return undefined;
  const place = directivePlace(chain, step, ['pagination']);
  run.warnings.add('cap', `Paging ended at the cap of ${cap} an execution may make.`, place);
  return `the cap of ${cap} is reached`;
}

function isEmptyPage({ value, containerLength }: Page): boolean {
  if (containerLength !== undefined) return containerLength === 0;
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** The answer a step works on: of a request, of an inline endpoint, or none in a step without either. */
function fetchAnswer(chain: Chain, step: Step): Promise<Answer | undefined> | undefined {
  learnSources(chain.run.app.factsOf(step).sanitizing, chain.scope, chain.run.secrets);
  if (step.endpoint !== undefined) return callInlineEndpoint(chain, step);
  if (step.url === undefined) {
    trace(chain.run, () => ({ step: 'no request', why: 'the step has no url' }));
    return undefined;
  }
  return chain.renew ? sendRenewing(chain, step, chain.renew) : send(chain, step);
}

async function sendRenewing(chain: Chain, step: Step, renew: () => Promise<boolean>): Promise<Answer> {
  const answer = await send(chain, step);
  if (answer.status !== 401 || !(await renew())) return answer;
  trace(chain.run, () => ({ step: 'retry', why: 'the connection was refreshed after a 401' }));
  return send(chain, step);
}

function send(chain: Chain, step: Step): Promise<Answer> {
  const request = buildRequest(chain, step);
  const isSigned = step.oauth !== undefined || step.aws !== undefined;
  return isSigned || request instanceof Promise ? sendSigned(chain, step, request) : exchange(chain, step, request);
}

async function sendSigned(
  chain: Chain,
  step: Step,
  request: OutgoingRequest | Promise<OutgoingRequest>,
): Promise<Answer> {
  return exchange(chain, step, await signed(chain, step, await request));
}

/** Whether a step declares `iterate`; endpoints that do keep their list. */
export const declaresIterate = (step: Step): boolean => responseOf(step).iterate !== undefined;
