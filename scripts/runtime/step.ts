import { isPlainObject } from '../core/json.ts';
import { isTruthy } from '../iml/values.ts';
import type { Step } from './base.ts';
import type { Chain, ChainResult, SkippedStep } from './chain-types.ts';
import { directivePlace, directiveSource } from './directive-place.ts';
import { PlatformError } from './errors.ts';
import { numberOf, REPEAT_CEILING } from './limits.ts';
import { limitOf } from './page.ts';
import { runPages } from './pages.ts';
import { firstPage, showPaging } from './pagination.ts';
import { trace } from './run.ts';
import { evaluateIn } from './scope.ts';
import { applyTemp } from './temp-directive.ts';
import { warnTextCondition } from './text-condition.ts';
import type { TraceSource } from './trace.ts';

/** Executes one step: rounds of temp, condition, pages and wrapper until `repeat` is content (runtime.md §3.1, §4.2). */
export async function runStep(chain: Chain, step: Step): Promise<ChainResult> {
  refuseReserved(step);
  const isRepeated = step.repeat !== undefined || step.while !== undefined;
  for (let round = 1; ; round++) {
    showPaging(chain, firstPage());
    applyTemp(chain, step, 'request');
    const skipped = skippedResult(chain, step);
    if (skipped) return { value: skipped.value, limit: undefined, skipped };
    const value = wrapped(chain, step, await runPages(chain, step));
    const result = { value, limit: limitOf(chain, step) };
    if (!isRepeated || !(await repeats(chain, step, round))) return result;
  }
}

/** Directives for the vendor's own apps and for on-premise agents (runtime.md §9). */
function refuseReserved(step: Step): void {
  if (step.isc !== undefined) {
    throw new PlatformError('InvalidConfigurationError', 'The isc directive is reserved for the apps of the vendor.');
  }
  if (step.agency !== undefined) {
    throw new PlatformError('InvalidConfigurationError', 'Invalid agency configuration. No connected system defined.');
  }
}

/** The result of a step its condition skips: false, or the default as data; undefined when it runs (runtime.md §4.4). */
function skippedResult(chain: Chain, step: Step): SkippedStep | undefined {
  const { condition } = step;
  if (condition === undefined) return undefined;
  const isLong = isPlainObject(condition);
  const from = (): TraceSource => directiveSource(chain, step, ['condition']);
  const value =
    isLong && !('condition' in condition)
      ? true
      : evaluateIn(chain.scope, isLong ? condition.condition : condition, 'condition');
  if (isTruthy(value)) {
    warnTextCondition(chain, step, { path: isLong ? ['condition', 'condition'] : ['condition'], value });
    trace(chain.run, () => ({ step: 'condition', from: from(), value, outcome: 'run' }));
    return undefined;
  }
  const hasDefault = isLong && 'default' in condition;
  trace(chain.run, () => ({ step: 'condition', from: from(), value, outcome: hasDefault ? 'default' : 'skip' }));
  const result = hasDefault ? evaluateIn(chain.scope, condition.default, 'condition.default') : false;
  return { value: result, hasDefault, condition: isLong ? condition.condition : condition, gave: value };
}

/** A wrapper wraps the result of its own step (A22); an ended step has none. */
function wrapped(chain: Chain, step: Step, result: { readonly value: unknown; readonly isEnded: boolean }): unknown {
  const wrapper = isPlainObject(step.response) ? step.response.wrapper : undefined;
  const hasWrapper = wrapper !== undefined && wrapper !== null;
  if (result.isEnded || chain.collector) return result.value;
  if (!hasWrapper) return chain.rules.keeps === 'last' ? lastOf(chain, result.value, step) : result.value;
  const { variables } = chain.scope;
  delete variables.pagination;
  variables.output = result.value;
  const value = evaluateIn(chain.scope, wrapper, 'response.wrapper');
  delete variables.output;
  trace(chain.run, () => ({ step: 'wrapper', from: directiveSource(chain, step, ['response', 'wrapper']), value }));
  return value;
}

/** Without a wrapper an iterating action keeps its last item, before its result is checked (runtime.md §4.9, §18). */
function lastOf(chain: Chain, value: unknown, step: Step): unknown {
  const iterates = isPlainObject(step.response) && step.response.iterate !== undefined;
  if (!iterates || !Array.isArray(value)) return value;
  if (value.length > 1) {
    const place = directivePlace(chain, step, ['response', 'iterate']);
    chain.run.warnings.add('lastItemOnly', `${value.length} items were iterated and one is kept.`, place);
  }
  return value.at(-1);
}

async function repeats(chain: Chain, step: Step, round: number): Promise<boolean> {
  const { run } = chain;
  const name = isPlainObject(step.repeat) ? 'repeat' : 'while';
  const repeat = step[name];
  if (!isPlainObject(repeat)) return false;
  const value = evaluateIn(chain.scope, repeat.condition, 'repeat.condition');
  warnTextCondition(chain, step, { path: [name, 'condition'], value });
  const limit = numberIn(chain, repeat.limit, 'repeat.limit') ?? REPEAT_CEILING;
  const isCapped = round >= Math.min(limit, REPEAT_CEILING) || run.counts.requests >= run.limits.requests; // A2
  const again = isTruthy(value) && !isCapped;
  trace(run, () => ({ step: 'repeat', from: directiveSource(chain, step, [name]), round, value, again }));
  if (isTruthy(value) && isCapped)
    run.warnings.add(
      'cap',
      `repeat stopped after ${round} rounds although its condition still holds.`,
      directivePlace(chain, step, [name]),
    );
  if (again) await run.clock.wait(numberIn(chain, repeat.delay, 'repeat.delay') ?? 0, run.options.signal);
  return again;
}

function numberIn(chain: Chain, directive: unknown, name: string): number | undefined {
  const value = numberOf(evaluateIn(chain.scope, directive, name));
  return value !== undefined && value >= 0 ? value : undefined;
}
