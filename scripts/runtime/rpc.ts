import type { Step } from './base.ts';
import { runChain } from './chain.ts';
import type { Chain, ChainRules } from './chain-types.ts';
import { filterResult } from './filter.ts';
import { responseOf } from './page.ts';
import { declaresIterate } from './pages.ts';
import { createSorter } from './trigger.ts';

export const RPC_RULES: ChainRules = { iterates: true, paginates: true, keeps: 'all', limits: true };

/** Runs the requests of an RPC: its items, sorted when the last step captures ids and dates (runtime.md §3.4). */
export async function runRpc(chain: Chain, steps: readonly Step[]): Promise<unknown[]> {
  const last = steps.at(-1);
  const trigger = last && responseOf(last).trigger;
  if (trigger !== undefined) return runSorted(chain, steps, trigger);
  const { value, limit } = await runChain(chain, steps);
  const items = filterResult('rpc', value);
  return Array.isArray(value) ? items.slice(0, limit) : items;
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
