import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import type { Step } from './base.ts';
import { runChain } from './chain.ts';
import type { Chain, Collector } from './chain-types.ts';
import { directivePlace } from './directive-place.ts';
import { PlatformError } from './errors.ts';
import { toInstant } from './instant.ts';
import type { Outcome } from './outcome.ts';
import { responseOf } from './page.ts';
import { trace } from './run.ts';
import type { Scope } from './scope.ts';
import { evaluateIn } from './scope.ts';
import type { DatedItem, TriggerState } from './trigger-state.ts';
import { advanceState, checkStoreSize, compareItems, isNew, readState, storedForm } from './trigger-state.ts';

type Order = 'asc' | 'desc' | 'unordered';

/** The `response.trigger` directive, ready to be asked about items. */
export interface TriggerRules {
  readonly isDated: boolean;
  readonly order: Order;
  /** Reads id and date of the item in scope. */
  identify(): DatedItem;
}

interface Collected extends DatedItem {
  readonly bundle: unknown;
}

/** Reads a directive; `identify` works while an item is in scope. */
export function triggerRules(scope: Scope, directive: unknown): TriggerRules {
  if (!isPlainObject(directive)) {
    throw new PlatformError(
      'InvalidConfigurationError',
      'A polling trigger needs response.trigger with type, order and id.',
    );
  }
  const isDated = evaluateIn(scope, directive.type, 'response.trigger.type') !== 'id';
  const order = evaluateIn(scope, directive.order, 'response.trigger.order');
  return {
    isDated,
    order: order === 'asc' || order === 'desc' ? order : 'unordered',
    identify: () => ({
      id: idIn(evaluateIn(scope, directive.id, 'response.trigger.id')),
      date: isDated ? dateIn(evaluateIn(scope, directive.date, 'response.trigger.date')) : undefined,
    }),
  };
}

function idIn(value: unknown): unknown {
  if (value !== undefined && value !== null && value !== '') return value;
  throw new PlatformError('DataError', 'response.trigger.id gives nothing for an item; every item needs an id.');
}

function dateIn(value: unknown): Date {
  const date = toInstant(value);
  if (date) return date;
  throw new PlatformError('DataError', `response.trigger.date gives "${toText(value)}" for an item, which is no date.`);
}

/** Runs a polling trigger: reads what is new, gives out the oldest of it, and the state for the next run (runtime.md §4.16). */
export async function runTrigger(chain: Chain, steps: readonly Step[]): Promise<Outcome> {
  const last = steps.at(-1);
  const directive = last && responseOf(last).trigger;
  if (last?.url === undefined)
    throw new PlatformError('InvalidConfigurationError', 'A polling trigger must have a url.');
  const rules = triggerRules(chain.scope, directive);
  const { run, scope } = chain;
  const state = readState(run.options.state, { start: run.options.start, isDated: rules.isDated, now: run.host.now() });
  scope.variables.data = { ...(isPlainObject(run.options.state) ? run.options.state : {}), ...visibleState(state) };
  scope.variables.trigger = { matchEqual: state.includesBoundary };
  const collection = createCollection({ chain, step: last, rules, state });
  const { limit } = await runChain({ ...chain, collector: collection.collector }, steps);
  const found = collection.newItems();
  const emitted = found.slice(0, limit ?? 1);
  if (limit === undefined && found.length > 1) {
    const message = `1 of ${found.length} new items is given out; the rest waits for the next runs.`;
    run.warnings.add('defaultLimit', message, directivePlace(chain, last, ['response', 'limit']));
  }
  const next = advanceState(state, emitted);
  checkStoreSize(next);
  trace(run, () => ({
    step: 'trigger',
    before: storedForm(state),
    read: collection.read(),
    isNew: found.length,
    emitted: emitted.length,
    state: next,
  }));
  return { bundles: emitted.map(({ bundle }) => bundle), state: next };
}

const visibleState = ({ lastId, lastDate }: TriggerState): Record<string, unknown> => ({
  ...(lastId !== undefined && { lastId }),
  ...(lastDate !== undefined && { lastDate }),
});

interface Collection {
  readonly collector: Collector;
  read(): number;
  /** Oldest first, each id once. */
  newItems(): Collected[];
}

function createCollection({
  chain,
  step,
  rules,
  state,
}: {
  readonly chain: Chain;
  readonly step: Step;
  readonly rules: TriggerRules;
  readonly state: TriggerState;
}): Collection {
  const { run } = chain;
  const found: Collected[] = [];
  let before: DatedItem | undefined;
  let read = 0;
  let isBehind = false;
  const cap = rules.order === 'unordered' ? Math.max(run.limits.pastRecords, 5000) : run.limits.pastRecords;
  const collector: Collector = {
    take: (_item, output) => {
      read += 1;
      const identity = rules.identify();
      warnWrongOrder(chain, step, { order: rules.order, before, after: identity });
      before = identity;
      if (!isNew(identity, state)) isBehind = true;
      else if (found.length < cap) found.push({ ...identity, bundle: output() });
    },
    stops: (limit) => {
      if (read >= cap) {
        const place = directivePlace(chain, step, ['response', 'trigger']);
        run.warnings.add('cap', `Reading ended at the cap of ${cap} past records.`, place);
        return `${cap} past records are read`;
      }
      if (rules.order === 'desc' && isBehind) return 'an item that is known already was reached';
      if (rules.order === 'asc' && found.length >= (limit ?? 1))
        return `${found.length} new items are enough for the limit`;
      return undefined;
    },
  };
  return { collector, read: () => read, newItems: () => distinctSorted(found) };
}

/** Items that come in another order than the trigger declares make it stop too early. */
function warnWrongOrder(
  chain: Chain,
  step: Step,
  {
    order,
    before,
    after,
  }: { readonly order: Order; readonly before: DatedItem | undefined; readonly after: DatedItem },
): void {
  if (order === 'unordered' || before === undefined) return;
  const difference = compareItems(before, after);
  if (order === 'asc' ? difference <= 0 : difference >= 0) return;
  const message = `response.trigger.order is "${order}", but ${toText(after.date ?? after.id)} comes after ${toText(before.date ?? before.id)}.`;
  chain.run.warnings.add('wrongOrder', message, directivePlace(chain, step, ['response', 'trigger', 'order']));
}

function distinctSorted(items: readonly Collected[]): Collected[] {
  const seen = new Map<string, Collected>();
  for (const item of items) {
    const key = `${item.date?.getTime() ?? ''} ${String(item.id)}`;
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()].sort(compareItems);
}

/** Sorts the list of an RPC or epoch by what `response.trigger` captures, newest first; the state plays no part (runtime.md §3.4). */
export function createSorter(
  scope: Scope,
  directive: unknown,
): { readonly collector: Collector; list(limit: number | undefined): unknown[] } {
  const rules = triggerRules(scope, directive);
  const items: Collected[] = [];
  return {
    collector: {
      take: (_item, output) => items.push({ ...rules.identify(), bundle: output() }),
      stops: (limit) => (limit !== undefined && items.length >= limit ? `the limit of ${limit} is reached` : undefined),
    },
    list: (limit) =>
      items
        .slice(0, limit)
        .sort((a, b) => compareItems(b, a))
        .map(({ bundle }) => bundle),
  };
}
