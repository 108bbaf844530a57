import { isPlainObject } from '../core/json.ts';
import { isTruthy, toText } from '../iml/values.ts';
import type { Step } from './base.ts';
import type { Chain } from './chain-types.ts';
import { responseError } from './error-directive.ts';
import { PlatformError } from './errors.ts';
import { containerItems, forEachItem, iterateOf } from './iterate.ts';
import { numberOf } from './limits.ts';
import type { Answer } from './response.ts';
import { trace } from './run.ts';
import { evaluateIn } from './scope.ts';
import { applyTemp } from './temp-directive.ts';

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
    variables.headers = answer.headers;
    variables.statusCode = answer.status;
  }
  const status = answer?.status ?? 200;
  if (status >= 400) throw errorOf(chain, step, status);
  const response = responseOf(step);
  applyTemp(chain, response.temp, 'response');
  checkValid(chain, step, status);
  chain.save?.(response);
  return outputPage(chain, response, answer);
}

function errorOf(chain: Chain, step: Step, status: number, valid?: unknown): PlatformError {
  const error = responseOf(step).error ?? step.error;
  delete chain.scope.variables.pagination;
  return responseError({ status, error, valid }, (template) => evaluateIn(chain.scope, template, 'response.error'));
}

function checkValid(chain: Chain, step: Step, status: number): void {
  const { valid } = responseOf(step);
  if (valid === undefined || valid === null) return;
  const value =
    isPlainObject(valid) && !('condition' in valid)
      ? true
      : evaluateIn(chain.scope, isPlainObject(valid) ? valid.condition : valid, 'response.valid');
  trace(chain.run, () => ({ step: 'valid', value }));
  if (!isTruthy(value)) throw errorOf(chain, step, status, valid);
}

const ENDED: Page = { value: undefined, containerLength: undefined, isEnded: true };

/** The directive as written decides, not its value: the literals null and false end the step (runtime.md §4.10). */
function outputPage(chain: Chain, response: Step, answer: Answer | undefined): Page {
  const { output } = response;
  if (output === null || output === false) return ENDED;
  const iterate = chain.rules.iterates ? iterateOf(response) : undefined;
  if (iterate) return iteratedPage(chain, iterate, output);
  const value = output === undefined ? answer?.body : evaluateIn(chain.scope, output, 'response.output');
  trace(chain.run, () => ({ step: 'output', value }));
  if (chain.collector && Array.isArray(value)) return collectedPage(chain, value);
  return { value, containerLength: undefined, isEnded: false };
}

function iteratedPage(
  chain: Chain,
  iterate: { readonly container: unknown; readonly condition?: unknown },
  output: unknown,
): Page {
  const { collector, scope } = chain;
  const container = containerItems(chain, iterate.container);
  const values: unknown[] = [];
  const make = (item: unknown) => (): unknown =>
    output === undefined ? item : evaluateIn(scope, output, 'response.output');
  forEachItem(chain, container, iterate.condition, (item) => {
    if (collector) collector.take(item, make(item));
    else values.push(make(item)());
  });
  scope.variables.iterate = { container: { first: container[0], last: container.at(-1) } }; // A10
  trace(chain.run, () => ({ step: 'iterate', items: container.length, kept: values.length }));
  return { value: values, containerLength: container.length, isEnded: false };
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
