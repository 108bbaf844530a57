import { InputError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { type App, loadApp } from '../runtime/app.ts';
import { createRecorder, type RecordedExchange, responseOf } from '../runtime/recording.ts';
import type { RunReport } from '../runtime/report.ts';
import type { Transport } from '../runtime/transport.ts';
import {
  addressOf,
  type Difference,
  differences,
  lineOf,
  type RecordedRequest,
  requestDifferences,
} from './case-differences.ts';
import type { Expected, RecordedCase } from './case-file.ts';
import { seededHost } from './case-host.ts';
import { caseMask } from './case-secrets.ts';
import { customFunctions } from './custom-functions.ts';

/** What a case gives when it is run again. */
export interface Replay {
  readonly expected: Expected;
  readonly requests: readonly RecordedRequest[];
  /** The first request that the recording has no answer for: what came of the run after it says nothing. */
  readonly stray?: Difference;
}

/** An app to run cases on, any number of them. */
export interface Replayer {
  /** Runs a case on its recorded answers; `isAnyAddress` gives them by position, whatever is asked. */
  replay(recorded: RecordedCase, options?: { readonly isAnyAddress?: boolean }): Promise<Replay>;
  close(): void;
}

export async function openReplayer(manifest: Manifest): Promise<Replayer> {
  const functions = await customFunctions(manifest);
  const app = loadApp(manifest, functions ? { customFunctions: functions } : {});
  return {
    replay: (recorded, { isAnyAddress = false } = {}) => replay(app, recorded, isAnyAddress),
    close: () => functions?.dispose(),
  };
}

async function replay(app: App, recorded: RecordedCase, isAnyAddress: boolean): Promise<Replay> {
  const { component, params, exchanges, seed = 0, expected: _, version: __, ...given } = recorded;
  const answers = answering(exchanges, isAnyAddress);
  const recorder = createRecorder(answers.transport);
  const execution = await app.execute(component, params, {
    ...given,
    host: seededHost(seed),
    transport: recorder.transport,
  });
  const stray = answers.stray();
  const made = recorder.recording(execution.mask).exchanges;
  const mask = caseMask({ connection: recorded.connection, execution, exchanges: made });
  return {
    expected: mask(expectedOf(execution.report)),
    requests: mask(made).map(({ request }) => request),
    ...(stray && { stray }),
  };
}

/** What a case keeps of a report, as JSON has it. */
export function expectedOf({ ok, bundles, respond, state, error }: RunReport): Expected {
  const kept = { ok, bundles, respond, state, error };
  return JSON.parse(JSON.stringify(kept)) as Expected; // A report is JSON-ready.
}

interface Answers {
  readonly transport: Transport;
  stray(): Difference | undefined;
}

function answering(exchanges: readonly RecordedExchange[], isAnyAddress: boolean): Answers {
  let position = 0;
  let stray: Difference | undefined;
  const transport: Transport = async ({ method, url }, options) => {
    const at = position++;
    const asked = { method, url: String(options?.mask?.(url) ?? url) };
    const exchange = exchanges[at];
    if (exchange && (isAnyAddress || isSameAddress(exchange.request, asked))) return responseOf(exchange);
    const expected = exchange && lineOf(exchange.request);
    stray ??= { path: `requests[${at}]`, ...(expected && { expected }), actual: lineOf(asked) };
    throw new Error(`Nothing is recorded for ${lineOf(asked)}.`);
  };
  return { transport, stray: () => stray };
}

const isSameAddress = (a: Pick<RecordedRequest, 'method' | 'url'>, b: Pick<RecordedRequest, 'method' | 'url'>) =>
  a.method === b.method && addressOf(a.url) === addressOf(b.url);

/** Where a replay is not what was recorded: its requests first, since the rest follows from them. */
export function replayDifferences({ exchanges, expected }: RecordedCase, made: Replay): readonly Difference[] {
  const wanted = exchanges.map(({ request }) => request);
  if (made.stray) {
    return [...requestDifferences(wanted.slice(0, made.requests.length), made.requests), made.stray];
  }
  return [...requestDifferences(wanted, made.requests), ...differences(expected, made.expected)];
}

/** The case with what a replay gave as what is expected. */
export function settled(recorded: RecordedCase, { expected, requests, stray }: Replay): RecordedCase {
  if (stray) throw new InputError(`Nothing is recorded for ${String(stray.actual)}.`);
  const exchanges = recorded.exchanges.slice(0, requests.length);
  return {
    ...recorded,
    exchanges: exchanges.map((exchange, at) => ({ ...exchange, request: requests[at] ?? exchange.request })),
    expected,
  };
}
