import { readAt } from '../core/paths.ts';
import type { Step } from './base.ts';
import type { Chain, ChainResult, SkippedStep } from './chain-types.ts';
import { directivePlace } from './directive-place.ts';
import { trace } from './run.ts';
import { learnSources } from './sanitize.ts';
import { runStep } from './step.ts';

/** Executes requests in order; a result that is falsy leaves the one before in place (runtime.md §4.1). */
export async function runChain(chain: Chain, steps: readonly Step[]): Promise<ChainResult> {
  let carried: ChainResult = { value: undefined, limit: undefined };
  const { run, scope } = chain;
  for (const step of steps) learnSources(run.app.factsOf(step).sanitizing, scope, run.secrets);
  const skipped: SkippedStep[] = [];
  let count = 0;
  for (const step of steps) {
    const index = count++;
    const here = collecting(atStep(chain, step), step);
    trace(run, () => ({ step: 'step', index, of: steps.length }));
    warnZeroIndex(here, step);
    const result = await runStep(here, step);
    if (result.skipped) skipped.push(result.skipped);
    warnLostResult(here, carried, result);
    if (result.value) carried = result;
    trace(run, () => ({ step: 'result', value: carried.value }));
  }
  if (steps.length > 0 && skipped.length === steps.length) warnNothingRan(chain, skipped);
  return carried;
}

/** Skipping is how an instant trigger filters and how a connection chooses; elsewhere nothing at all is hardly meant. */
function warnNothingRan({ run, place, rules }: Chain, skipped: readonly SkippedStep[]): void {
  if (!rules.iterates || skipped.some(({ hasDefault }) => hasDefault)) return;
  const reasons = skipped.map(
    ({ condition, gave }) => `${JSON.stringify(condition)} is ${JSON.stringify(gave) ?? 'undefined'}`,
  );
  run.warnings.add('nothingRan', `No step ran: ${reasons.join(', ')}.`, place);
}

/** Lets places name the element where the section is a list of requests. */
function atStep(chain: Chain, step: Step): Chain {
  const { path = [] } = chain.run.app.writtenAs(step) ?? {};
  return path.length === 0
    ? chain
    : { ...chain, place: { ...chain.place, path: [...(chain.place.path ?? []), ...path] } };
}

/** Items are gathered where `response.trigger` says how to tell them apart; a step before may give a list of other things. */
function collecting(chain: Chain, step: Step): Chain {
  if (!chain.collector || readAt(step.response, ['trigger']) !== undefined) return chain;
  const { collector: _collector, ...rest } = chain;
  return rest;
}

/** Points out `[0]`, which is no position of a list. */
function warnZeroIndex(chain: Chain, step: Step): void {
  const { run } = chain;
  for (const { path, text } of run.app.factsOf(step).zeroIndexes)
    run.warnings.add('zeroIndex', `"${text}" reads position 0 of a list.`, directivePlace(chain, step, path));
}

/** An empty list is truthy and so replaces what an earlier step found. */
function warnLostResult({ run, place, rules, collector }: Chain, before: ChainResult, { value }: ChainResult): void {
  if (collector) return; // What it gathered is not in the value.
  const had = Array.isArray(before.value) ? before.value.length : 0;
  if (rules.keeps === 'all' && had > 0 && Array.isArray(value) && value.length === 0) {
    run.warnings.add(
      'firstResultLost',
      `A later step returned an empty list, which replaces the ${had} items of an earlier one.`,
      place,
    );
  }
}
