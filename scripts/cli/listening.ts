import type { Execution } from '../runtime/app.ts';
import type { RunOptions } from '../runtime/options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { Arrival, HookState } from './hook-service.ts';
import { printArrival, printBundles } from './listen-output.ts';
import { type HookServer, serveHook } from './listen-server.ts';
import { problemDocument } from './problem-list.ts';
import { printReport } from './run-output.ts';
import type { Session } from './run-session.ts';
import { writeState } from './state-file.ts';
import { paint, type Terminal } from './terminal.ts';

export interface ListeningOptions {
  readonly terminal: Terminal;
  readonly session: Session;
  readonly webhook: string;
  /** Of the webhook, as given. */
  readonly parameters: unknown;
  readonly stateFile: string | undefined;
  readonly isJson: boolean;
}

/** One webhook from its attach to its detach. */
export class Listening {
  readonly #options: ListeningOptions;
  readonly #interrupted: Promise<void>;
  /** Deliveries that have to wait until the address, the first line, is out. */
  #held: Arrival[] | undefined = [];
  /** The last step run against the API, with a mask for all of them. */
  lastExecution: Execution | undefined;

  constructor(options: ListeningOptions) {
    this.#options = options;
    this.#interrupted = options.terminal.interrupted(); // From now on, so that an early Ctrl-C still detaches.
    options.session.hooks.onArrival((arrival) => this.#print(arrival));
  }

  async run(port: number, before: unknown): Promise<ExitStatus> {
    const { session, webhook, parameters } = this.#options;
    const server = await serveHook(session, { port, onFailure: (error) => this.#warn(messageOf(error)) });
    try {
      if (before !== undefined) await this.#removeOld(before);
      const hook = session.hooks.open(webhook, { base: server.url, state: before, parameters });
      const { report, outcome } = await this.#step('attach', { state: hook, hookUrl: hook.url });
      if (!outcome) return this.#refused(report);
      const attached = outcome.state as unknown as HookState; // The runtime documents the shape of a webhook's state.
      session.hooks.update(attached);
      return await this.#listenAt(attached, server);
    } finally {
      await server.close();
    }
  }

  /** Detaches whatever ends the listening, a state file that cannot be written among it. */
  async #listenAt(attached: HookState, server: HookServer): Promise<ExitStatus> {
    const { terminal, webhook } = this.#options;
    try {
      await this.#keep(attached);
      this.#release(attached.url);
      terminal.err(`${paint(terminal, 'dim', `listening for ${webhook}; Ctrl-C detaches and stops`)}\n`);
      await this.#interrupted;
    } catch (error) {
      await this.#detach(attached);
      throw error;
    }
    const status = await this.#detach(attached);
    await server.settled();
    return status;
  }

  async #detach(attached: HookState): Promise<ExitStatus> {
    const { session, terminal } = this.#options;
    const { report, outcome } = await this.#step('detach', { state: attached });
    if (outcome) await this.#keep(outcome.state);
    else this.#warn(`The webhook may still be registered: ${report.error?.message}`);
    for (const problem of session.target.problems()) terminal.err(`${paint(terminal, 'yellow', 'mock')} ${problem}\n`);
    return outcome ? EXIT.done : EXIT.failed;
  }

  /** A registration that an earlier command left is removed first: nothing could reach its address any more. */
  async #removeOld(before: unknown): Promise<void> {
    const { report } = await this.#step('detach', { state: before });
    if (report.error) this.#warn(`The registration of an earlier attach may be left: ${report.error.message}`);
  }

  async #step(step: 'attach' | 'detach', options: RunOptions): Promise<Execution> {
    const { session, webhook, parameters } = this.#options;
    const execution = await session.execute(`webhooks.${webhook}.${step}`, parameters, options);
    const { mask } = this.lastExecution ?? execution;
    this.lastExecution = { ...execution, mask: (value) => execution.mask(mask(value)) };
    return execution;
  }

  #refused(report: Execution['report']): ExitStatus {
    const { terminal, session, isJson } = this.#options;
    const warnings = report.warnings.map((warning) => problemDocument(warning, terminal.cwd));
    if (isJson) terminal.out(`${JSON.stringify({ ...report, warnings })}\n`);
    else printReport(report, session.target.problems(), terminal);
    return EXIT.failed;
  }

  #release(address: string): void {
    this.#options.terminal.out(`${address}\n`);
    for (const arrival of this.#held ?? []) printBundles(arrival, this.#options);
    this.#held = undefined;
  }

  #print(arrival: Arrival): void {
    printArrival(arrival, this.#options.terminal);
    if (this.#held) this.#held.push(arrival);
    else printBundles(arrival, this.#options);
  }

  #warn(message: string): void {
    const { terminal } = this.#options;
    terminal.err(`${paint(terminal, 'yellow', 'warning')} ${message}\n`);
  }

  async #keep(state: unknown): Promise<void> {
    if (this.#options.stateFile !== undefined) await writeState(this.#options.stateFile, state);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
