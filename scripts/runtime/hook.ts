import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import type { WebhookComponent } from '../manifest/manifest.ts';
import { runChain } from './chain.ts';
import type { Chain } from './chain-types.ts';
import { chainFor } from './component-chain.ts';
import { connectionFor } from './connection.ts';
import { PlatformError } from './errors.ts';
import type { HookState } from './hook-state.ts';
import { hookRoot, readHook } from './hook-state.ts';
import type { Outcome } from './outcome.ts';
import { webhookParameters } from './parameters.ts';
import { RPC_RULES } from './rpc.ts';
import type { Run } from './run.ts';
import { evaluateIn } from './scope.ts';
import { mergeInto } from './temp.ts';

/** The steps that register an address with the API and take it back; they compile to RPCs, so Base applies (ASM-07). */
export type HookStep = 'attach' | 'update' | 'detach';

export async function runHookStep(
  run: Run,
  webhook: WebhookComponent,
  { step, input }: { readonly step: HookStep; readonly input: unknown },
): Promise<Outcome> {
  switch (step) {
    case 'attach':
      return attach(run, webhook, input);
    case 'update':
      return update(run, webhook, input);
    case 'detach':
      return detach(run, webhook, input);
  }
}

async function attach(run: Run, webhook: WebhookComponent, input: unknown): Promise<Outcome> {
  const before = readHook(run.options.state);
  const url = run.options.hookUrl ?? before.url;
  if (url === undefined) {
    throw new InputError(`"webhooks.${webhook.name}.attach" needs the address to register.`, {
      fix: 'pass the address of the hook.',
    });
  }
  const state: HookState = { id: before.id ?? run.host.uuid(), url, data: {} };
  await runSection(run, webhook, {
    section: 'attach',
    state,
    parameters: await webhookParameters(run, webhook, input),
  });
  return { bundles: [], state: { ...state } };
}

/** Without an update section an edit is a detach and an attach (ASM-06); a detach that fails does not stop it. */
async function update(run: Run, webhook: WebhookComponent, input: unknown): Promise<Outcome> {
  const state = attached(run, webhook, 'update');
  const parameters = await webhookParameters(run, webhook, input);
  if (run.app.steps(webhook, 'update').length > 0) {
    await runSection(run, webhook, { section: 'update', state, parameters });
    return { bundles: [], state: { ...state } };
  }
  try {
    await runSection(run, webhook, { section: 'detach', state, parameters });
  } catch (error) {
    if (!(error instanceof PlatformError) || error.type === 'ExecutionInterruptedError') throw error;
    run.warnings.add('detachFailed', `The old registration could not be removed: ${error.message}`, {
      component: `webhooks.${webhook.name}`,
      section: 'detach',
    });
  }
  const fresh: HookState = { ...state, data: {} };
  await runSection(run, webhook, { section: 'attach', state: fresh, parameters });
  return { bundles: [], state: { ...fresh } };
}

async function detach(run: Run, webhook: WebhookComponent, input: unknown): Promise<Outcome> {
  const state = attached(run, webhook, 'detach');
  const given = isPlainObject(input) && Object.keys(input).length > 0 ? input : (run.options.hookParameters ?? {});
  await runSection(run, webhook, {
    section: 'detach',
    state,
    parameters: await webhookParameters(run, webhook, given, false),
  });
  return { bundles: [], state: {} };
}

function attached(run: Run, webhook: WebhookComponent, step: HookStep): HookState {
  const state = readHook(run.options.state);
  if (state.id !== undefined || state.url !== undefined || Object.keys(state.data).length > 0) return state;
  throw new InputError(`"webhooks.${webhook.name}.${step}" needs the state that attach left.`, {
    fix: 'run attach first, with the same state file.',
  });
}

async function runSection(
  run: Run,
  webhook: WebhookComponent,
  {
    section,
    state,
    parameters,
  }: { readonly section: HookStep; readonly state: HookState; readonly parameters: unknown },
): Promise<void> {
  const root = hookRoot(state);
  const account = await connectionFor(run, webhook);
  const chain: Chain = {
    ...chainFor(run, {
      component: webhook,
      section,
      rules: RPC_RULES,
      parameters,
      account,
      roots: { webhook: root, data: state.data },
      forbidsEndpoints: true,
    }),
    save: (response) => {
      const data = section === 'detach' ? undefined : evaluateIn(chain.scope, response.data, 'response.data');
      if (!isPlainObject(data)) return;
      mergeInto(state.data, data);
      mergeInto(root, data);
    },
  };
  await runChain(chain, run.app.steps(webhook, section));
}
