import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { chainFor, executeEndpoint } from './component-chain.ts';
import { connectionFor, runConnection } from './connection.ts';
import { evaluationError, toPlatformError } from './errors.ts';
import { runHookStep } from './hook.ts';
import { hookRoot, readHook } from './hook-state.ts';
import type { LoadedApp } from './loaded-app.ts';
import { prepareApp } from './loaded-app.ts';
import type { RunOptions } from './options.ts';
import type { AccountOutcome, Outcome } from './outcome.ts';
import { webhookParameters } from './parameters.ts';
import type { RunReport } from './report.ts';
import { RPC_RULES, runRpc } from './rpc.ts';
import type { Run } from './run.ts';
import { createRun, trace } from './run.ts';
import { runEpoch, runModule } from './run-module.ts';
import { reportOf } from './run-report.ts';
import type { Target } from './target.ts';
import { findTarget } from './target.ts';
import { receive, routeItems } from './webhook.ts';

/** A report together with what it must not show. */
export interface Execution {
  readonly report: RunReport;
  /** Unmasked, dates as dates; undefined when the run failed. */
  readonly outcome?: Outcome;
  /** What the connection has become where the run renewed it, even if it failed later: to be given to the next run. */
  readonly account?: AccountOutcome;
  /** Replaces every secret the run met in JSON-ready data. */
  readonly mask: (value: unknown) => unknown;
}

/** An app whose components can be run, any number of them at once. */
export interface App {
  /** Runs a component and reports; errors of the platform are part of the report. Throws an InputError alone. */
  run(component: string, input?: unknown, options?: RunOptions): Promise<RunReport>;
  /** The same, with the values themselves beside the report. */
  execute(component: string, input?: unknown, options?: RunOptions): Promise<Execution>;
}

/** Prepares an app for running; `defaults` are options of every run. */
export function loadApp(manifest: Manifest, defaults: RunOptions = {}): App {
  const app = prepareApp(manifest);
  const execute: App['execute'] = (component, input, options) =>
    executeTarget(app, component, { input, options: { ...defaults, ...options } });
  return { execute, run: async (component, input, options) => (await execute(component, input, options)).report };
}

async function executeTarget(
  app: LoadedApp,
  component: string,
  { input, options }: { readonly input: unknown; readonly options: RunOptions },
): Promise<Execution> {
  const target = findTarget(app.manifest, component);
  checkOptions(options);
  const run = createRun(app, options);
  trace(run, () => ({ step: 'component', component: target.path }));
  try {
    const outcome = await runTarget(run, target, input);
    return { report: reportOf(run, target, { outcome }), outcome, ...renewedOf(run), mask: run.secrets.mask };
  } catch (error) {
    const { type, message, statusCode } = toPlatformError(evaluationError(target.path, error));
    const reported = { type, message: run.secrets.text(message), ...(statusCode !== undefined && { statusCode }) };
    trace(run, () => ({ step: 'error', type, message }));
    return { report: reportOf(run, target, { error: reported }), ...renewedOf(run), mask: run.secrets.mask };
  }
}

function renewedOf({ renewed }: Run): Pick<Execution, 'account'> {
  const account = renewed.at(-1);
  return account ? { account } : {};
}

function checkOptions({ now, timezone, limit }: RunOptions): void {
  if (now !== undefined && Number.isNaN(new Date(now).getTime())) {
    throw new InputError(`"${String(now)}" is no date for "now".`, {
      fix: 'use ISO 8601, such as 2026-01-31T09:00:00Z.',
    });
  }
  if (timezone !== undefined && !isZone(timezone))
    throw new InputError(`"${timezone}" is no time zone.`, { fix: 'use an IANA name, such as Europe/Prague.' });
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0))
    throw new InputError(`The limit is ${String(limit)}.`, { fix: 'use a whole number above 0.' });
}

function isZone(name: string): boolean {
  if (name === 'UTC') return true; // Known without loading the zone data, which costs a cold start.
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function runTarget(run: Run, target: Target, input: unknown): Promise<Outcome> {
  switch (target.kind) {
    case 'module':
      return runModule(run, target.component, collectionOf(input, target.path));
    case 'epoch':
      return runEpoch(run, target.component, collectionOf(input, target.path));
    case 'rpc':
      return runRpcTarget(run, target, collectionOf(input, target.path));
    case 'connection':
      return runConnection(run, target.component, { input: collectionOf(input, target.path), step: target.step });
    case 'webhook':
      return target.step === 'receive'
        ? runReceive(run, target, input)
        : runHookStep(run, target.component, { step: target.step, input: collectionOf(input, target.path) });
    case 'endpoint':
      return runEndpointTarget(run, target, collectionOf(input, target.path));
    case 'function':
      return runFunction(run, target.name, input);
  }
}

function collectionOf(input: unknown, path: string): Record<string, unknown> {
  if (input === undefined || input === null) return {};
  if (isPlainObject(input)) return input;
  throw new InputError(`The parameters of "${path}" must be a collection.`, { fix: 'pass { "name": value, … }.' });
}

/** Values of the reference's query come as text and win over those of the form (runtime.md §7). */
async function runRpcTarget(
  run: Run,
  target: Target & { readonly kind: 'rpc' },
  input: Record<string, unknown>,
): Promise<Outcome> {
  const { component, query } = target;
  const parameters = { ...input, ...query };
  run.secrets.addParameters(component.sections.params, parameters);
  const account = await connectionFor(run, component);
  const chain = chainFor(run, {
    component,
    section: 'communication',
    rules: RPC_RULES,
    parameters,
    account,
    roots: hookRoots(run),
  });
  return { bundles: await runRpc(chain, run.app.steps(component, 'communication')) };
}

/** An RPC that an instant trigger's form asks sees the webhook. */
const hookRoots = ({ options }: Run): Record<string, unknown> =>
  options.state === undefined ? {} : { webhook: hookRoot(readHook(options.state)) };

async function runEndpointTarget(
  run: Run,
  { component }: Target & { readonly kind: 'endpoint' },
  input: Record<string, unknown>,
): Promise<Outcome> {
  const [connection = null] = component.attachedAccounts ?? [];
  const account = await connectionFor(run, {
    name: component.name,
    connection: run.options.connectionName ?? connection,
    altConnection: null,
  });
  const result = await executeEndpoint(run, component, { input, account });
  return { bundles: Array.isArray(result) ? result : [result] };
}

async function runReceive(
  run: Run,
  { component }: Target & { readonly kind: 'webhook' },
  input: unknown,
): Promise<Outcome> {
  const parameters = await webhookParameters(run, component, run.options.hookParameters, false);
  const received = await receive(run, component, { request: input ?? {}, parameters });
  return { bundles: routeItems(run, component, received), reply: received.reply };
}

async function runFunction(run: Run, name: string, input: unknown): Promise<Outcome> {
  if (!Array.isArray(input) && input !== undefined) {
    throw new InputError(`The arguments of "functions.${name}" must be a list.`, {
      fix: 'pass a JSON array, such as ["a", 1].',
    });
  }
  const call = run.functions.get(name);
  return { bundles: [await call?.(...(input ?? []))] };
}
