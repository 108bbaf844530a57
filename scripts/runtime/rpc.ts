import type { Step } from './base.ts';
import { runChain } from './chain.ts';
import type { Chain, ChainResult, ChainRules } from './chain-types.ts';
import { filterResult } from './filter.ts';
import { responseOf } from './page.ts';
import { declaresIterate } from './pages.ts';
import { trace } from './run.ts';
import { createSorter } from './trigger.ts';

export const RPC_RULES: ChainRules = { iterates: true, paginates: true, keeps: 'all', limits: true };

/** Runs the requests of an RPC: its items, sorted when the last step captures ids and dates (runtime.md §3.4). */
export async function runRpc(chain: Chain, steps: readonly Step[]): Promise<unknown[]> {
  const last = steps.at(-1);
  const trigger = last && responseOf(last).trigger;
  if (trigger !== undefined) return runSorted(chain, steps, trigger);
  const result = await runChain(chain, steps);
  return limited(chain, filterResult('rpc', result.value), result);
}

/** The limit counts the elements of a list; anything else is left alone (runtime.md §4.14). */
export function limited({ run, place }: Chain, items: unknown[], { value, limit }: ChainResult): unknown[] {
  if (!Array.isArray(value) || limit === undefined || items.length <= limit) return items;
  trace(run, () => ({ step: 'limit', limit, items: items.length, dropped: items.length - limit }));
  run.warnings.add(
    'limitCut',
    `The limit of ${limit} drops ${items.length - limit} of ${items.length} items read.`,
    place,
  );
  return items.slice(0, limit);
}

async function runSorted(chain: Chain, steps: readonly Step[], trigger: unknown): Promise<unknown[]> {
  const sorter = createSorter(chain.scope, trigger);
  const { limit } = await runChain({ ...chain, collector: sorter.collector }, steps);
  return filterResult('rpc', sorter.list(limit));
}

/** Runs an endpoint: an RPC whose list is unwrapped unless it iterates or says not to (runtime.md §8, A20). */
export async function runEndpoint(chain: Chain, steps: readonly Step[]): Promise<unknown> {
  const items = await runRpc(chain, steps);
  const last = steps.at(-1);
  const keepsList = last !== undefined && (declaresIterate(last) || responseOf(last).unwrap === false);
  if (keepsList || items.length > 1) return items;
  return items.length === 1 ? items[0] : {};
}
