import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { toText } from '../iml/values.ts';
import type { ModuleComponent, WebhookComponent } from '../manifest/manifest.ts';
import type { Account } from './account.ts';
import type { Step } from './base.ts';
import { runChain } from './chain.ts';
import type { Chain, ChainRules } from './chain-types.ts';
import { chainFor, mustFind } from './component-chain.ts';
import { connectionFor } from './connection.ts';
import { filterResult, noResultBundles, stampSearchBundles } from './filter.ts';
import { hookRoot, readHook } from './hook-state.ts';
import { originCheck } from './origin-check.ts';
import type { Outcome } from './outcome.ts';
import { responseOf } from './page.ts';
import { moduleParameters } from './parameters.ts';
import { buildReply } from './reply.ts';
import { limited, RPC_RULES, runRpc } from './rpc.ts';
import type { Run } from './run.ts';
import { runTrigger } from './trigger.ts';
import { receive, routeItems } from './webhook.ts';

type Values = Record<string, unknown>;

const ACTION_RULES: ChainRules = { iterates: true, paginates: true, keeps: 'last', limits: false };
const LIST_RULES: ChainRules = RPC_RULES;
const INSTANT_RULES: ChainRules = { iterates: false, paginates: false, keeps: 'last', limits: false };

/** Runs a module by its type (runtime.md §3). */
export function runModule(run: Run, module: ModuleComponent, input: Values): Promise<Outcome> {
  switch (module.moduleType) {
    case 'action':
    case 'universal':
      return runAction(run, module, input);
    case 'search':
      return runSearch(run, module, input);
    case 'trigger':
      return runPolling(run, module, input);
    case 'instant_trigger':
      return runInstant(run, module, input);
    case 'responder':
      return runResponder(run, module, input);
  }
}

interface ModuleSpec {
  readonly rules: ChainRules;
  readonly parameters: Values;
  readonly roots?: Values;
}

function openModule(run: Run, module: ModuleComponent, spec: ModuleSpec): Chain | Promise<Chain> {
  const account = connectionFor(run, module);
  return account instanceof Promise
    ? account.then((ready) => moduleChain(run, module, spec, ready))
    : moduleChain(run, module, spec, account);
}

function moduleChain(run: Run, module: ModuleComponent, spec: ModuleSpec, account: Account | undefined): Chain {
  const forbidsEndpoints = module.moduleType === 'trigger' || module.moduleType === 'instant_trigger';
  const data = isPlainObject(run.options.state) ? run.options.state : {};
  const chain = chainFor(run, {
    component: module,
    section: 'communication',
    account,
    forbidsEndpoints,
    ...spec,
    roots: { data, ...spec.roots },
  });
  return module.moduleType === 'universal' ? { ...chain, checkOrigin: originCheck(chain, module) } : chain;
}

async function runAction(run: Run, module: ModuleComponent, input: Values): Promise<Outcome> {
  const prepared = moduleParameters(run, module, input);
  const parameters = prepared instanceof Promise ? await prepared : prepared;
  const opened = openModule(run, module, { rules: ACTION_RULES, parameters });
  const chain = opened instanceof Promise ? await opened : opened;
  const { value } = await runChain(chain, run.app.steps(module, 'communication'));
  return { bundles: shaped(chain, 'action', value) };
}

/** Checks a result, and explains where a wrong one comes from. */
function shaped(chain: Chain, shape: 'action' | 'search', value: unknown): unknown[] {
  try {
    return filterResult(shape, value);
  } catch (error) {
    const what = Array.isArray(value)
      ? `a list of ${value.length}`
      : `${typeof value} ${JSON.stringify(toText(value).slice(0, 40))}`;
    const wanted = shape === 'action' ? 'An action outputs one collection' : 'A search outputs collections';
    chain.run.warnings.add('wrongShape', `${wanted}, and the last step that ran gave ${what}.`, chain.place);
    throw error;
  }
}

/** Whether a scenario goes on without results is a setting of the module there; here it comes with the parameters (A16). */
const CONTINUE = 'continueWhenNoRes';

async function runSearch(run: Run, module: ModuleComponent, input: Values): Promise<Outcome> {
  const { [CONTINUE]: continues, ...rest } = input;
  const isDeclared = run.app.parameterFacts.declaredNames(module.sections.mappableParams).has(CONTINUE);
  const parameters = await moduleParameters(run, module, isDeclared ? input : rest);
  const chain = await openModule(run, module, { rules: LIST_RULES, parameters });
  const result = await runChain(chain, run.app.steps(module, 'communication'));
  const bundles = stampSearchBundles(limited(chain, shaped(chain, 'search', result.value), result));
  return { bundles: bundles.length === 0 ? noResultBundles(continues) : bundles };
}

async function runPolling(run: Run, module: ModuleComponent, input: Values): Promise<Outcome> {
  const parameters = await moduleParameters(run, module, input);
  const chain = await openModule(run, module, { rules: LIST_RULES, parameters });
  return runTrigger(chain, run.app.steps(module, 'communication'));
}

/** Runs the list a person picks a trigger's start from: an RPC made of the trigger and its epoch (make-app-format.md §5.3). */
export async function runEpoch(run: Run, module: ModuleComponent, input: Values): Promise<Outcome> {
  if (module.moduleType !== 'trigger') {
    throw new InputError(`"modules.${module.name}" is no polling trigger and has no epoch.`, {
      fix: `run "modules.${module.name}".`,
    });
  }
  const parameters = await moduleParameters(run, module, input);
  const chain = await openModule(run, module, { rules: LIST_RULES, parameters });
  return {
    bundles: await runRpc({ ...chain, place: { ...chain.place, section: 'epoch' } }, run.app.epochSteps(module)),
  };
}

async function runInstant(run: Run, module: ModuleComponent, input: Values): Promise<Outcome> {
  const { payload } = run.options;
  if (payload === undefined) {
    throw new InputError(`"modules.${module.name}" is an instant trigger: it needs one incoming request.`, {
      fix: 'pass it as the payload: { method, query, headers, body }.',
    });
  }
  const webhook: WebhookComponent = mustFind(run.app.manifest.webhooks, module.webhook ?? '', 'webhook');
  const parameters = await moduleParameters(run, module, { ...run.options.hookParameters, ...input }, webhook);
  const received = await receive(run, webhook, { request: payload, parameters });
  const items = routeItems(run, webhook, received).slice(0, run.options.limit);
  if (items.length === 0) {
    const why = received.refusal ?? (received.items.length > 0 ? 'its items belong to no connection' : 'it holds none');
    run.warnings.add('noItems', `The webhook took no item from the incoming request: ${why}.`, {
      component: `webhooks.${webhook.name}`,
      section: 'communication',
    });
  }
  const steps = run.app.steps(module, 'communication').slice(0, 1).map(passingPayload);
  const bundles: unknown[] = [];
  for (const item of items) bundles.push(...(await itemBundles(run, module, { item, steps, parameters })));
  return { bundles, reply: received.reply };
}

/** A module without a request and without an output hands its item on; its condition may still drop it (ASM-62). */
function passingPayload(step: Step): Step {
  const response = responseOf(step);
  if (step.url !== undefined || response.output !== undefined) return step;
  return { ...step, response: { ...response, output: '{{payload}}' } };
}

async function itemBundles(
  run: Run,
  module: ModuleComponent,
  { item, steps, parameters }: { readonly item: unknown; readonly steps: readonly Step[]; readonly parameters: Values },
): Promise<readonly unknown[]> {
  if (steps.length === 0) return [item];
  const roots = { payload: item, webhook: hookRoot(readHook(run.options.state)) };
  const chain = await openModule(run, module, { rules: INSTANT_RULES, parameters, roots });
  const { value } = await runChain(chain, steps);
  return filterResult('action', value);
}

async function runResponder(run: Run, module: ModuleComponent, input: Values): Promise<Outcome> {
  const parameters = await moduleParameters(run, module, input);
  const chain = await openModule(run, module, { rules: ACTION_RULES, parameters });
  const [step = {}] = run.app.steps(module, 'communication');
  return { bundles: [], reply: await buildReply(chain.scope, responseOf(step), 'response') };
}
