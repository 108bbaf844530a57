import { setTimeout } from 'node:timers/promises';
import type { HttpHandler } from '../core/http.ts';
import { InputError } from '../core/problems.ts';
import type { OriginEntry } from '../manifest/types.generated.ts';
import type { Sleep } from '../origin/client.ts';
import { findOrigin, nameOf } from '../origin/find-origin.ts';
import { createLiveTransport } from '../runtime/live-transport.ts';
import type { CommonOptions } from './options.ts';
import { paint, type Terminal } from './terminal.ts';

/** Options of `deploy` and `pull`. */
export interface OriginOptions extends CommonOptions {
  readonly origin?: string;
  readonly dryRun?: true;
  /** Takes common data along, which may hold secrets. */
  readonly withCommon?: true;
}

export interface DeployOptions extends OriginOptions {
  readonly yes?: true;
  readonly prune?: true;
  readonly create?: true;
}

export interface PullOptions extends OriginOptions {
  /** An empty folder to pull into, with the origins and IDs of the project. */
  readonly out?: string;
}

/** What the commands need of the world outside; tests bring their own. */
export interface Surroundings {
  readonly transport: HttpHandler;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
  /** Asks a person; absent where there is none. */
  readonly ask?: (question: string) => Promise<boolean>;
  /** Shows what is going on in a line that is overwritten; absent where nobody watches. */
  readonly show?: (text: string) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
}

const PATIENCE_MS = 60_000;

/** Runs a command on the network and with whoever sits at the terminal; Ctrl-C ends it at the next request. */
export async function withSurroundings<T>(
  terminal: Terminal,
  run: (surroundings: Surroundings) => Promise<T>,
): Promise<T> {
  const network = createLiveTransport();
  const interruption = new AbortController();
  void terminal.interrupted().then(() => interruption.abort(new Error('interrupted')));
  const transport: HttpHandler = (request, given) => {
    const limit = AbortSignal.timeout(PATIENCE_MS);
    return network.transport(request, { signal: given?.signal ? AbortSignal.any([given.signal, limit]) : limit });
  };
  const sleep: Sleep = async (ms, signal) => setTimeout(ms, undefined, signal ? { signal } : {});
  const hasPerson = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const clock = (): number => performance.now();
  const signal = interruption.signal;
  try {
    return await run({ transport, sleep, signal, clock, ...(hasPerson && { ask }), ...(isWatched() && { show }) });
  } finally {
    await network.close();
  }
}

const isWatched = (): boolean => process.stderr.isTTY === true && process.env.TERM !== 'dumb';
const ERASE_LINE = '\r\u001b[2K';
const show = (text: string): void => void process.stderr.write(`${ERASE_LINE}${text.slice(0, WIDTH)}`);
const WIDTH = 78;

async function ask(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

/** The origin `--origin` names. */
export function chooseOrigin(origins: readonly OriginEntry[], { origin }: OriginOptions): OriginEntry {
  if (origin !== undefined) return findOrigin(origins, origin);
  const known = origins.length > 0 ? `the origins are ${origins.map(nameOf).join(', ')}.` : 'the project has none yet.';
  throw new InputError('--origin is missing.', {
    fix: `name an origin, or give the address of an app, https://eu1.make.com/api/v2/sdk/apps/APP-ID/1; ${known}`,
  });
}

/** "my-app 1 at eu1.make.com". */
export const describeOrigin = ({ appId, appVersion, baseUrl }: OriginEntry): string =>
  `${appId} ${appVersion} at ${new URL(baseUrl).host}`;

export const originDocument = ({ label, baseUrl, appId, appVersion }: OriginEntry): object => ({
  ...(label !== undefined && { label }),
  ...{ baseUrl, appId, appVersion },
});

/** Says why nothing happens for a while. */
export const announceWait =
  (terminal: Terminal) =>
  (ms: number): void =>
    terminal.err(`${paint(terminal, 'dim', `Make asks to wait: going on in ${Math.ceil(ms / 1000)} s`)}\n`);
