import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { HttpHandler } from '../core/http.ts';
import { printJson } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import type { Mock, MockOptions } from '../mock/mock.ts';
import type { Execution } from '../runtime/app.ts';
import { standInTransport, type Transport } from '../runtime/transport.ts';
import type { Config } from './config.ts';
import { readDataFile } from './json-argument.ts';
import { MissingMock, openMock } from './project-mock.ts';

/** What `--api` names: where the app's requests go. */
export interface ApiTarget {
  readonly transport: Transport;
  /** Whether the API runs in this process, so that its webhooks need no address on the network. */
  readonly isInProcess: boolean;
  /** Connection values to use when the command line gives none. */
  readonly connections: Config['connections'];
  /** The mock API itself, when it is the target. */
  readonly mock?: Mock;
  /** Problems the API itself had with the run: requests it has no route for. */
  problems(): readonly string[];
  /** Ends the target after a run: closes connections, writes a recording. */
  close(execution?: Execution): Promise<void>;
}

export interface TargetContext {
  readonly folder: string;
  readonly config: Config;
  readonly cwd: string;
  /** Carries what the in-process API sends to webhooks. */
  readonly outgoing?: HttpHandler;
  /** Switches, faults and clock of the mock. */
  readonly mock?: MockOptions;
}

const nothing = () => [];

/** Opens a target: mock, live, http://127.0.0.1:PORT, replay:FILE, record:FILE. */
export async function openTarget(text: string, context: TargetContext): Promise<ApiTarget> {
  if (text === 'mock') return openMockTarget(context);
  if (text === 'live') return openLive(undefined);
  if (/^https?:\/\/[^/]/.test(text) && URL.canParse(text)) return openLive(text);
  const [, kind, file] = /^(replay|record):(.+)$/s.exec(text) ?? [];
  if (kind === 'replay' && file) return openReplay(resolve(context.cwd, file));
  if (kind === 'record' && file) return openRecord(resolve(context.cwd, file));
  throw new InputError(`--api ${text} is no target.`, {
    fix: 'use mock, live, http://127.0.0.1:PORT, replay:FILE or record:FILE.',
  });
}

async function openMockTarget(context: TargetContext): Promise<ApiTarget> {
  const options = { ...(context.outgoing && { outgoing: context.outgoing }), ...context.mock };
  const mock = await openMock(context, options).catch(missingMock);
  if (mock instanceof MissingMock) return withoutMock(mock, context.config.connections);
  return {
    mock,
    transport: mock.handler,
    isInProcess: true,
    connections: context.config.connections,
    problems: () => mock.problems.map(({ message, fix }) => (fix ? `${message} ${fix}` : message)),
    close: async () => {},
  };
}

function missingMock(error: unknown): MissingMock {
  if (error instanceof MissingMock) return error;
  throw error;
}

/** Refuses the first request only: a responder, or a webhook that receives, sends none. */
const withoutMock = (error: MissingMock, connections: Config['connections']): ApiTarget => ({
  transport: () => Promise.reject(error),
  isInProcess: true,
  connections,
  problems: nothing,
  close: async () => {},
});

async function openLive(server: string | undefined): Promise<ApiTarget> {
  const { createLiveTransport } = await import('../runtime/live-transport.ts');
  const { transport, close } = createLiveTransport();
  return {
    transport: server === undefined ? transport : standInTransport(server, transport),
    isInProcess: false,
    connections: {},
    problems: nothing,
    close,
  };
}

async function openReplay(file: string): Promise<ApiTarget> {
  const { readRecording, replayTransport } = await import('../runtime/recording.ts');
  const recording = readRecording(await readDataFile(file, '--api replay'), file);
  return {
    transport: replayTransport(recording),
    isInProcess: true,
    connections: {},
    problems: nothing,
    close: async () => {},
  };
}

/** Writes the recording when the run is over: only then is every secret known, and masked. */
async function openRecord(file: string): Promise<ApiTarget> {
  const [{ createRecorder }, live] = await Promise.all([import('../runtime/recording.ts'), openLive(undefined)]);
  const recorder = createRecorder(live.transport);
  return {
    ...live,
    transport: recorder.transport,
    close: async (execution) => {
      await live.close();
      if (execution) await writeFile(file, printJson(recorder.recording(execution.mask)));
    },
  };
}
