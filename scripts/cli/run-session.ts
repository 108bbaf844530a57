import type { HttpHandler } from '../core/http.ts';
import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { MockOptions } from '../mock/mock.ts';
import type { App, Execution } from '../runtime/app.ts';
import { loadApp } from '../runtime/app.ts';
import { realClock } from '../runtime/clock.ts';
import type { RunOptions } from '../runtime/options.ts';
import type { AccountOutcome } from '../runtime/outcome.ts';
import { type ApiTarget, openTarget } from './api-target.ts';
import { readConfig } from './config.ts';
import { customFunctions } from './custom-functions.ts';
import { HookService, type HookState, type KnownHook } from './hook-service.ts';

/** Where in-process webhooks live: an address of this machine, though nothing listens there. */
const IN_PROCESS = 'http://127.0.0.1/hooks';

export interface SessionOptions {
  readonly folder: string;
  readonly cwd: string;
  readonly manifest: Manifest;
  /** `--api`; absent for what asks no API, such as a custom function. */
  readonly api?: string;
  /** `--connection`: the same values for whichever connection a component has. */
  readonly connection?: Readonly<Record<string, unknown>>;
  readonly defaults?: RunOptions;
  /** Switches, faults and clock of the mock API. */
  readonly mock?: MockOptions;
}

/** An app, the API it talks to and its webhooks, for as long as a command runs. */
export interface Session {
  readonly app: App;
  readonly target: ApiTarget;
  readonly hooks: HookService;
  /** Runs a component with the target's transport and connection. */
  execute(component: string, input: unknown, options?: RunOptions): Promise<Execution>;
  /** Opens an address for a webhook, on 127.0.0.1 unless the API is in this process. */
  openHook(webhook: string, hook?: KnownHook): Promise<HookState>;
  /** Answers again at an address that is registered, where it is one of this machine and nobody else answers. */
  reopenHook(webhook: string, hook: KnownHook): Promise<void>;
  close(execution?: Execution): Promise<void>;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const { folder, cwd, manifest, api, connection, defaults = {}, mock } = options;
  const config = await readConfig(folder);
  const functions = await customFunctions(manifest);
  const app = loadApp(manifest, { ...(functions && { customFunctions: functions }), ...defaults });
  const hooks = new HookService(app);
  const context = { folder, cwd, config, outgoing: hooks.handler, ...(mock && { mock }) };
  const target = api === undefined ? NO_TARGET : await openTarget(api, context);
  const renewed = new Map<string, Readonly<Record<string, unknown>>>();
  let server: Server | undefined;
  const openServer = async (port = 0) => {
    server ??= await serveHooks(hooks.handler, port);
    return server.url;
  };
  return {
    app,
    target,
    hooks,
    execute: async (component, input, given = {}) => {
      const name = connectionNameOf(manifest, component) ?? '';
      const values = renewed.get(name) ?? connection ?? target.connections[name];
      const execution = await app.execute(component, input, {
        transport: target.transport,
        ...(values && { connection: values }),
        ...(!target.isInProcess && { clock: realClock(startOf({ ...defaults, ...given })) }),
        ...given,
      });
      if (execution.account) renewed.set(name, storedForm(execution.account));
      return execution;
    },
    openHook: async (webhook, hook = {}) =>
      hooks.open(webhook, { ...hook, base: target.isInProcess ? IN_PROCESS : await openServer() }),
    reopenHook: async (webhook, { state, parameters }) => {
      if (!isHookState(state)) return;
      hooks.reopen(webhook, state, parameters);
      const { port, hostname } = new URL(state.url);
      const isOurs = hostname === '127.0.0.1' && port !== '';
      if (isOurs && !target.isInProcess) await openServer(Number(port)).catch(ignoreTakenPort);
    },
    close: async (execution) => {
      await server?.close();
      await target.close(execution);
      functions?.dispose();
    },
  };
}

const NO_TARGET: ApiTarget = {
  transport: ({ method, url }) => Promise.reject(new Error(`Nothing answers ${method} ${url}: there is no API.`)),
  isInProcess: true,
  connections: {},
  problems: () => [],
  close: async () => {},
};

/** Waits are real where another process answers. A date that is none is refused by the run itself. */
function startOf({ now }: RunOptions): Date | undefined {
  return now === undefined ? undefined : new Date(now);
}

/** A renewed connection as a later run takes it: a token that was used to renew is often worth nothing afterwards. */
const storedForm = ({ values, ...rest }: AccountOutcome): Readonly<Record<string, unknown>> => ({
  ...rest,
  parameters: values,
});

interface Server {
  readonly url: string;
  close(): Promise<void>;
}

async function serveHooks(handler: HttpHandler, port: number): Promise<Server> {
  const { serve } = await import('../mock/serve.ts');
  return serve(handler, { port });
}

const isHookState = (state: unknown): state is HookState =>
  isPlainObject(state) && typeof state.url === 'string' && URL.canParse(state.url);

/** Whoever listens there answers instead. */
function ignoreTakenPort(error: unknown): void {
  if (!(error instanceof InputError)) throw error;
}

/** The connection a component is bound to; a connection's own test takes its values as parameters instead. */
export function connectionNameOf(manifest: Manifest, component: string): string | undefined {
  const [prefix = '', name] = component.replace(/^rpc:\/\//, 'rpcs.').split(/[.?]/);
  if (prefix === 'connections') return undefined;
  const { modules, rpcs, webhooks } = manifest;
  const bound = { modules, rpcs, webhooks }[prefix]?.[name ?? ''] ?? modules[prefix];
  if (!bound) return undefined;
  if (bound.kind === 'module' && bound.webhook)
    return bound.connection ?? webhooks[bound.webhook]?.connection ?? undefined;
  return bound.connection ?? bound.altConnection ?? undefined;
}
