import type { Step } from './base.ts';
import type { Chain, ChainResult } from './chain-types.ts';
import { trace } from './run.ts';
import { learnSources } from './sanitize.ts';
import { runStep } from './step.ts';

/** Executes requests in order; a result that is falsy leaves the one before in place (runtime.md §4.1). */
export async function runChain(chain: Chain, steps: readonly Step[]): Promise<ChainResult> {
  let carried: ChainResult = { value: undefined, limit: undefined };
  const { run, scope } = chain;
  for (const step of steps) learnSources(run.app.factsOf(step).sanitizing, scope, run.secrets);
  let count = 0;
  for (const step of steps) {
    const index = count++;
    trace(run, () => ({ step: 'step', index, of: steps.length }));
    warnZeroIndex(chain, step);
    const result = await runStep(chain, step);
    warnLostResult(chain, carried, result);
    if (result.value) carried = result;
    trace(run, () => ({ step: 'result', value: carried.value }));
  }
  return carried;
}

/** Points out `[0]`, which is no position of a list. */
function warnZeroIndex({ run, place }: Chain, step: Step): void {
  for (const { path, text } of run.app.factsOf(step).zeroIndexes)
    run.warnings.add('zeroIndex', `"${text}" reads position 0 of a list.`, { ...place, path });
}

/** An empty list is truthy and so replaces what an earlier step found. */
function warnLostResult({ run, place, rules }: Chain, before: ChainResult, { value }: ChainResult): void {
  const had = Array.isArray(before.value) ? before.value.length : 0;
  if (rules.keeps === 'all' && had > 0 && Array.isArray(value) && value.length === 0) {
    run.warnings.add(
      'firstResultLost',
      `A later step returned an empty list, which replaces the ${had} items of an earlier one.`,
      place,
    );
  }
}
