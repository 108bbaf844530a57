import { isPlainObject } from '../core/json.ts';
import { readAt } from '../core/paths.ts';
import { isTruthy } from '../iml/values.ts';
import type { Step } from './base.ts';
import { mergeSteps } from './base.ts';
import type { Chain } from './chain-types.ts';
import { directivePlace, directiveSource } from './directive-place.ts';
import { PlatformError } from './errors.ts';
import { trace } from './run.ts';
import { evaluateIn } from './scope.ts';
import { warnTextCondition } from './text-condition.ts';
import type { TraceSource } from './trace.ts';

/** The `pagination.*` variables. */
export interface Paging {
  page: number;
  offset: number;
  limit: number;
}

export const firstPage = (): Paging => ({ page: 1, offset: 0, limit: 20 });

/** Puts `pagination` in scope, where there is paging at all. */
export function showPaging({ rules, scope }: Chain, paging: Paging): void {
  if (rules.paginates) scope.variables.pagination = { ...paging };
}

/** Moves on by a page; that the offset grows by the old limit is A11. */
function advance(paging: Paging): void {
  paging.page += 1;
  paging.offset += paging.limit;
  paging.limit = Math.min(paging.limit * 5, 500);
}

/**
 * The request for the page after this one, or undefined when there is none. The condition is evaluated twice: with the number
 * of the page just read, and again with that of the next (runtime.md §4.11). None given means go on (A12).
 */
export function nextPage(chain: Chain, step: Step, paging: Paging): Step | undefined {
  const { pagination } = step;
  if (!isPlainObject(pagination)) return undefined;
  const { page } = paging;
  const from = (): TraceSource => directiveSource(chain, step, ['pagination']);
  const first = conditionValue(chain, pagination);
  const stop = (seen: { readonly first: unknown; readonly second?: unknown }, stopped: string): undefined => {
    trace(chain.run, () => ({ step: 'pagination', page, from: from(), ...seen, next: false, stopped }));
  };
  if (!isTruthy(first)) return stop({ first }, 'the condition is false after this page');
  warnTextCondition(chain, step, { path: ['pagination', 'condition'], value: first });
  advance(paging);
  showPaging(chain, paging);
  const second = conditionValue(chain, pagination);
  if (!isTruthy(second)) {
    warnLostPage(chain, step, page);
    return stop({ first, second }, `the condition is false for page ${paging.page}`);
  }
  const url = pagination.url === undefined ? undefined : evaluateIn(chain.scope, pagination.url, 'pagination.url');
  const isUrlEmpty = url === null || url === '' || (url === undefined && pagination.url !== undefined);
  if (isUrlEmpty) return stop({ first, second }, 'pagination.url is empty'); // ASM-50
  warnDoubledQuery(chain, step, url);
  trace(chain.run, () => ({ step: 'pagination', page, from: from(), first, second, next: true }));
  const facts = chain.run.app.factsOf(step);
  facts.nextPage ??= withPagination(step, pagination, chain.base);
  return facts.nextPage;
}

function conditionValue(chain: Chain, pagination: Readonly<Record<string, unknown>>): unknown {
  return 'condition' in pagination ? evaluateIn(chain.scope, pagination.condition, 'pagination.condition') : true;
}

const STRICT = /pagination\.page\s*<(?!=)|(?<![-=])>(?!=)\s*pagination\.page/;

function warnLostPage(chain: Chain, step: Step, page: number): void {
  const condition = readAt(step.pagination, ['condition']);
  if (typeof condition !== 'string' || !STRICT.test(condition)) return;
  chain.run.warnings.add(
    'lostPage',
    `Paging ended after page ${page} because "${condition}" is false for the next; the last page may be missing.`,
    directivePlace(chain, step, ['pagination', 'condition']),
  );
}

function warnDoubledQuery(chain: Chain, step: Step, url: unknown): void {
  const { qs, pagination } = step;
  const merges = !isPlainObject(pagination) || pagination.mergeWithParent !== false;
  if (!merges || typeof url !== 'string' || !isPlainObject(qs)) return;
  const written = new URLSearchParams(url.split('?')[1] ?? '');
  const twice = Object.keys(qs).filter((key) => written.has(key));
  if (twice.length > 0)
    chain.run.warnings.add(
      'twiceInQuery',
      `The next page is asked for with ${twice.map((key) => `"${key}"`).join(', ')} twice.`,
      directivePlace(chain, step, ['pagination', 'url']),
    );
}

/** The request of a further page, unevaluated; without merging only Base's headers stay (ASM-47). */
export function withPagination(step: Step, pagination: Step, base: Step | undefined): Step {
  const { headers, qs, body, url, method, input, endpoint } = pagination;
  const address = {
    ...(url !== undefined && { url }),
    ...(method !== undefined && { method }),
    ...(endpoint !== undefined && { endpoint: staticEndpoint(endpoint) }),
  };
  const payload = {
    ...(headers !== undefined && { headers }),
    ...(qs !== undefined && { qs }),
    ...(body !== undefined && { body }),
    ...(input !== undefined && { input }),
  };
  if (pagination.mergeWithParent !== false) return { ...mergeSteps(step, payload), ...address };
  const { headers: _headers, qs: _qs, body: _body, input: _input, ...rest } = step;
  const inherited = base?.headers === undefined ? {} : { headers: base.headers };
  return { ...rest, ...mergeSteps(inherited, payload), ...address };
}

/** A later page may go to another endpoint, but not through another connection (runtime.md §8). */
function staticEndpoint(endpoint: unknown): unknown {
  if (isPlainObject(endpoint) && 'connection' in endpoint) {
    throw new PlatformError('InvalidConfigurationError', 'pagination.endpoint cannot name a connection.');
  }
  return endpoint;
}
