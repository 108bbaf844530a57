import type { RunCustom } from '../iml/batch.ts';
import type { Host } from '../iml/host.ts';
import { systemHost } from '../iml/system-host.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { MEMORY_LIMIT, SandboxSession } from './sandbox-session.ts';
import { startThread } from './sandbox-thread.ts';

export interface SandboxOptions {
  /** Milliseconds one call may take; 10 000 on the platform (runtime.md §13). */
  readonly timeLimit?: number;
  /** Bytes of memory for all realms that have the same limit; 128 MB by default. */
  readonly memoryLimit?: number;
  /** Gets what functions pass to `debug`. */
  readonly debug?: (value: unknown) => void;
}

export interface RunnerOptions extends SandboxOptions {
  /** What functions see of the clock and of randomness; by default the machine's. */
  readonly host?: Partial<Omit<Host, 'timezone'>>;
}

/** What a call may bring along: with a host, its clock and its randomness are those of the run. */
export interface CallContext {
  readonly timezone: string;
  readonly host?: Host;
  /** Hears what the call passes to `debug`, in place of who made the runner. */
  readonly debug?: ((value: unknown) => void) | undefined;
}

/** Runs the custom functions of an app; to be disposed when no more of them will be called. */
export interface DisposableRunner {
  (name: string, args: readonly unknown[], context: CallContext): unknown;
  dispose(): void;
}

/** Makes the custom functions of an app callable. The engine is loaded here, so that calls can be synchronous. */
export async function createFunctionRunner(manifest: Manifest, options: RunnerOptions = {}): Promise<DisposableRunner> {
  await startThread(options.memoryLimit ?? MEMORY_LIMIT);
  const { host: base, ...limits } = options;
  let { debug } = options;
  const session = new SandboxSession(sourcesOf(manifest), { ...limits, debug: (value) => debug?.(value) });
  const call = (name: string, args: readonly unknown[], context: CallContext): unknown => {
    debug = context.debug ?? options.debug;
    return session.call(name, args, context.host ?? systemHost({ ...base, timezone: context.timezone }));
  };
  const runner = Object.assign(call, { dispose: () => session.dispose() });
  abandoned.register(runner, session);
  return runner;
}

/** The code of every custom function by name. */
export function sourcesOf({ functions }: Manifest): Record<string, string> {
  const code = Object.values(functions).map(({ name, sections }) => [name, String(sections.code ?? '')] as const);
  return Object.fromEntries(code);
}

/** Frees the realm of a runner that nobody holds any more and nobody disposed of. */
const abandoned = new FinalizationRegistry<SandboxSession>((session) => session.dispose());

/** Loads the engine, and gives what makes custom functions callable from their sources alone. */
export async function loadSandbox(options: SandboxOptions = {}): Promise<RunCustom> {
  await startThread(options.memoryLimit ?? MEMORY_LIMIT);
  return (sources, host) => {
    const session = new SandboxSession(sources, options);
    const names = Object.keys(sources);
    return {
      functions: new Map(names.map((name) => [name, (...args: readonly unknown[]) => session.call(name, args, host)])),
      dispose: () => session.dispose(),
    };
  };
}
