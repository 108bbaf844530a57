import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import { isTruthy, toText } from '../iml/values.ts';
import type { Step } from './base.ts';
import { caseless } from './caseless.ts';
import type { Chain } from './chain-types.ts';
import { directivePlace, directiveSource } from './directive-place.ts';
import { responseError } from './error-directive.ts';
import { PlatformError } from './errors.ts';
import { containerItems, forEachItem, iterateOf } from './iterate.ts';
import { numberOf } from './limits.ts';
import type { Answer } from './response.ts';
import { trace } from './run.ts';
import { evaluateIn } from './scope.ts';
import { applyTemp } from './temp-directive.ts';
import { warnTextCondition } from './text-condition.ts';
import type { TraceSource } from './trace.ts';

/** What one answer gave. */
export interface Page {
  readonly value: unknown;
  /** Raw elements of the container, before its condition; undefined when the page does not iterate. */
  readonly containerLength: number | undefined;
  /** True after `"output": null` or `false`: no result, and no further page. */
  readonly isEnded: boolean;
}

export const responseOf = (step: Step): Step => (isPlainObject(step.response) ? step.response : {});

/** Executes the response directives on one answer; without one, on what `temp` and parameters hold (runtime.md §4.6–4.10). */
export function readPage(chain: Chain, step: Step, answer: Answer | undefined): Page {
  const { variables } = chain.scope;
  if (answer) {
    variables.body = answer.body;
    variables.headers = caseless(answer.headers);
    variables.statusCode = answer.status;
  }
  const status = answer?.status ?? 200;
  if (status >= 400) throw errorOf(chain, step, status);
  const response = responseOf(step);
  applyTemp(chain, step, 'response');
  checkValid(chain, step, status);
  chain.save?.(response);
  return outputPage(chain, step, answer);
}

function errorOf(chain: Chain, step: Step, status: number, valid?: unknown): PlatformError {
  const error = responseOf(step).error ?? step.error;
  delete chain.scope.variables.pagination;
  traceWording(chain, step, { status, error, valid });
  const evaluate = (template: unknown): unknown => evaluateIn(chain.scope, template, 'response.error');
  const place = directivePlace(chain, step, ['response', 'error']);
  return responseError({ status, error, valid }, evaluate, (kind, message) =>
    chain.run.warnings.add(kind, message, place),
  );
}

/** Which directive words an error: valid with words of its own, the entry of the status, or the whole. */
function traceWording(
  chain: Chain,
  step: Step,
  { status, error, valid }: { readonly status: number; readonly error: unknown; readonly valid: unknown },
): void {
  trace(chain.run, () => ({ step: 'refused', status, from: directiveSource(chain, step, wordingPath()) }));

  function wordingPath(): JsonPath {
    if (isPlainObject(valid) && valid.message !== undefined) return ['response', 'valid'];
    const place = responseOf(step).error === undefined && step.error !== undefined ? ['error'] : ['response', 'error'];
    return isPlainObject(error) && error[String(status)] !== undefined ? [...place, String(status)] : place;
  }
}

function checkValid(chain: Chain, step: Step, status: number): void {
  const { valid } = responseOf(step);
  if (valid === undefined || valid === null) return;
  const value =
    isPlainObject(valid) && !('condition' in valid)
      ? true
      : evaluateIn(chain.scope, isPlainObject(valid) ? valid.condition : valid, 'response.valid');
  trace(chain.run, () => ({ step: 'valid', from: directiveSource(chain, step, ['response', 'valid']), value }));
  if (!isTruthy(value)) throw errorOf(chain, step, status, valid);
  const path = ['response', 'valid'];
  warnTextCondition(chain, step, { path: isPlainObject(valid) ? [...path, 'condition'] : path, value });
}

const ENDED: Page = { value: undefined, containerLength: undefined, isEnded: true };

function ended(chain: Chain, step: Step): Page {
  const { run, rules } = chain;
  if (rules.paginates && step.pagination !== undefined) {
    const message = `"output": ${String(responseOf(step).output)} ends the step: its pagination is never reached.`;
    run.warnings.add('endedPaging', message, directivePlace(chain, step, OUTPUT));
  }
  return ENDED;
}

/** The directive as written decides, not its value: the literals null and false end the step (runtime.md §4.10). */
function outputPage(chain: Chain, step: Step, answer: Answer | undefined): Page {
  const response = responseOf(step);
  const { output } = response;
  if (output === null || output === false) return ended(chain, step);
  const iterate = chain.rules.iterates ? iterateOf(response) : undefined;
  if (iterate) return iteratedPage(chain, step, iterate);
  const value = output === undefined ? answer?.body : evaluateIn(chain.scope, output, 'response.output');
  trace(chain.run, () => ({ step: 'output', from: directiveSource(chain, step, OUTPUT), value }));
  if (chain.collector && Array.isArray(value)) return collectedPage(chain, value);
  return { value, containerLength: undefined, isEnded: false };
}

const OUTPUT = ['response', 'output'];

function iteratedPage(
  chain: Chain,
  step: Step,
  iterate: { readonly container: unknown; readonly condition?: unknown },
): Page {
  const { collector, scope } = chain;
  const { output } = responseOf(step);
  const container = containerItems(chain, iterate.container);
  const values: unknown[] = [];
  const make = (item: unknown) => (): unknown =>
    output === undefined ? item : evaluateIn(scope, output, 'response.output');
  forEachItem(chain, container, iterate.condition, (item) => {
    if (collector) collector.take(item, make(item));
    else values.push(make(item)());
  });
  scope.variables.iterate = { container: { first: container[0], last: container.at(-1) } }; // A10
  traceIteration(chain, step, { items: container.length, values });
  return { value: values, containerLength: container.length, isEnded: false };
}

/** Of the bundles, the first stands for all. What a collector keeps is told when everything is read. */
function traceIteration(
  chain: Chain,
  step: Step,
  { items, values }: { readonly items: number; readonly values: readonly unknown[] },
): void {
  const { run, collector } = chain;
  const kept = collector ? {} : { kept: values.length };
  trace(run, () => ({ step: 'iterate', from: directiveSource(chain, step, ['response', 'iterate']), items, ...kept }));
  if (collector || values.length === 0 || responseOf(step).output === undefined) return;
  const from = (): TraceSource => directiveSource(chain, step, OUTPUT);
  trace(run, () => ({ step: 'output', from: from(), value: values[0], of: values.length }));
}

/** A trigger without `iterate` takes the elements of a list it outputs. */
function collectedPage(chain: Chain, items: readonly unknown[]): Page {
  forEachItem(chain, items, undefined, (item) => chain.collector?.take(item, () => item));
  return { value: [], containerLength: items.length, isEnded: false };
}

/** The `response.limit` of a step; absent means unlimited, zero is refused (runtime.md §4.14), so is what is no count (ASM-44). */
export function limitOf(chain: Chain, step: Step): number | undefined {
  if (!chain.rules.limits) return undefined;
  const wanted = chain.run.options.limit;
  const own = ownLimit(chain, step);
  return wanted === undefined || own === undefined ? (own ?? wanted) : Math.min(own, wanted);
}

function ownLimit(chain: Chain, step: Step): number | undefined {
  const { limit } = responseOf(step);
  if (limit === undefined) return undefined;
  const value = evaluateIn(chain.scope, limit, 'response.limit');
  if (value === undefined || value === null || value === '') return undefined;
  const count = numberOf(value);
  if (count !== undefined && count > 0) return Math.max(1, Math.floor(count));
  throw new PlatformError(
    'InvalidConfigurationError',
    `The limit is "${toText(value)}"; it must be a number greater than 0.`,
  );
}
