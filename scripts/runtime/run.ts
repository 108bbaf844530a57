import { TypedError } from '../iml/functions/typed-error.ts';
import type { CustomFunction, Host } from '../iml/host.ts';
import type { Clock } from './clock.ts';
import { virtualClock } from './clock.ts';
import { PlatformError } from './errors.ts';
import { RunHost } from './host.ts';
import type { Limits } from './limits.ts';
import type { LoadedApp } from './loaded-app.ts';
import type { RunOptions } from './options.ts';
import type { AccountOutcome } from './outcome.ts';
import type { NotedRequest } from './report.ts';
import type { Secrets } from './secrets.ts';
import { createSecrets } from './secrets.ts';
import type { TraceStep } from './trace.ts';
import type { Transport } from './transport.ts';
import type { Warnings } from './warnings.ts';
import { createWarnings } from './warnings.ts';

/** One execution: what it may use, and what it has done so far. */
export interface Run {
  readonly app: LoadedApp;
  readonly options: RunOptions;
  readonly host: Host;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly functions: ReadonlyMap<string, CustomFunction>;
  readonly limits: Limits;
  readonly secrets: Secrets;
  readonly warnings: Warnings;
  /** With secrets still in them: more of them may become known. */
  readonly requests: NotedRequest[];
  readonly counts: { requests: number; endpointCalls: number };
  /** Connections that were renewed, whatever became of the run after that. */
  readonly renewed: AccountOutcome[];
}

export function createRun(app: LoadedApp, options: RunOptions): Run {
  const clock = options.clock ?? virtualClock(startOf(options.now));
  const secrets = createSecrets({ memory: app.secretMemory, secretNames: app.parameterFacts.secretNames });
  const host = new RunHost(clock.now, options.timezone ?? 'UTC', options.host);
  return {
    app,
    options,
    clock,
    host,
    transport: options.transport ?? refuseRequests,
    functions: customFunctionsOf(app, options, { host, secrets }),
    limits: app.limits,
    secrets,
    warnings: createWarnings(),
    requests: [],
    counts: { requests: 0, endpointCalls: 0 },
    renewed: [],
  };
}

const startOf = (now: Date | string | undefined): Date | undefined => (now === undefined ? undefined : new Date(now));

const refuseRequests: Transport = async (request) => {
  throw new PlatformError(
    'ConnectionError',
    `Nothing answers ${request.method} ${request.url}: the run has no transport.`,
  );
};

const NO_FUNCTIONS: ReadonlyMap<string, CustomFunction> = new Map();

/** Custom functions hide built-ins of the same name. One that returns an error fails with it (iml-digest.md §6). */
function customFunctionsOf(
  app: LoadedApp,
  { customFunctions: runner, trace: sink }: RunOptions,
  { host, secrets }: Pick<Run, 'host' | 'secrets'>,
): ReadonlyMap<string, CustomFunction> {
  const names = Object.keys(app.manifest.functions);
  if (names.length === 0) return NO_FUNCTIONS;
  const tell =
    sink && ((name: string, value: unknown) => sink(secrets.shown({ step: 'debug', name, value }) as TraceStep));
  return new Map(
    names.map((name) => [
      name,
      (...args) => {
        if (!runner) throw notExecutable(name);
        const debug = tell && ((value: unknown) => tell(name, value));
        const result = runner(name, args, { timezone: host.timezone, host, debug });
        if (result instanceof TypedError) throw result;
        return result;
      },
    ]),
  );
}

const notExecutable = (name: string): PlatformError =>
  new PlatformError('RuntimeError', `Function '${name}' is the app's own, and the run has nothing to execute it.`);

/** Tells the trace what happened; `describe` is called only when somebody listens. */
export function trace(run: Run, describe: () => TraceStep): void {
  const sink = run.options.trace;
  if (sink) sink(run.secrets.shown(describe()) as TraceStep); // Masking keeps the shape.
}

/** Ends the run when its caller gave it up. */
export function checkInterrupted(run: Run): void {
  if (run.options.signal?.aborted) throw new PlatformError('ExecutionInterruptedError', 'The run was interrupted.');
}
