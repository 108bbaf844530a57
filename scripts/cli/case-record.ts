import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { counted, InputError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Execution } from '../runtime/app.ts';
import type { RunOptions } from '../runtime/options.ts';
import { createRecorder, type RecordedExchange } from '../runtime/recording.ts';
import { findTarget } from '../runtime/target.ts';
import { differences } from './case-differences.ts';
import { CASE_ENDING, type RecordedCase, readCase, writeCase } from './case-file.ts';
import { seededHost } from './case-host.ts';
import { printDifference } from './case-output.ts';
import { expectedOf, openReplayer, settled } from './case-replay.ts';
import { caseMask } from './case-secrets.ts';
import { connectionNameOf, type Session } from './run-session.ts';

const MAX_SEED = 2 ** 31;

export interface CaseRequest {
  /** An absolute path. */
  readonly file: string;
  readonly manifest: Manifest;
  readonly component: string;
  readonly input: unknown;
  readonly options: RunOptions;
  /** `--connection`; without it the target's own values are used. */
  readonly connection?: Readonly<Record<string, unknown>>;
}

/** The recording of one run as a case. */
export interface CaseRecording {
  /** Options of the run with its clock and chance fixed. */
  readonly options: RunOptions;
  /** The session with its requests and answers remembered. */
  wrap(session: Session): Session;
  /** Writes the case; gives what to tell the person. */
  save(execution: Execution, cwd: string): Promise<string>;
}

/** Prepares the recording of a case. Refuses a file that must not be written before anything runs. */
export async function recordCase(request: CaseRequest): Promise<CaseRecording> {
  const component = fullName(request.manifest, request.component);
  const seed = (await earlierSeed(request.file, component)) ?? randomInt(MAX_SEED);
  const options = { ...request.options, now: request.options.now ?? new Date().toISOString(), host: seededHost(seed) };
  const heard: Heard = { options, connection: request.connection, asked: 0, exchanges: () => [] };
  return {
    options,
    wrap: (session) => listening(session, request, heard),
    save: async (execution, cwd) => {
      const known = heard.exchanges(execution.mask);
      const missing = heard.asked - known.length;
      if (missing > 0) return `The case is not saved: ${counted(missing, 'request')} got no answer.`;
      const { connection } = heard;
      const mask = caseMask({ connection, execution, exchanges: known });
      const given = { component, params: request.input, ...(connection && { connection }), ...stored(heard.options) };
      const came = { exchanges: mask(known), expected: mask(expectedOf(execution.report)) };
      return saveSettled(request.manifest, { version: 1, ...mask(given), seed, ...came }, { file: request.file, cwd });
    },
  };
}

/** What was learnt of a run from outside. */
interface Heard {
  options: RunOptions;
  connection: CaseRequest['connection'];
  /** Requests that were sent, answered or not. */
  asked: number;
  exchanges: (mask: Execution['mask']) => readonly RecordedExchange[];
}

/** The session, with what passes through it noted. */
function listening(session: Session, { manifest, component }: CaseRequest, heard: Heard): Session {
  const { transport, recording } = createRecorder(session.target.transport);
  const counting: typeof transport = (request, how) => {
    heard.asked += 1;
    return transport(request, how);
  };
  heard.exchanges = (mask) => recording(mask).exchanges;
  heard.connection ??= session.target.connections[connectionNameOf(manifest, component) ?? ''];
  return {
    ...session,
    execute: (name, input, given = {}) => {
      heard.options = { ...heard.options, ...given };
      return session.execute(name, input, { transport: counting, ...given });
    },
  };
}

/** What of a run's options a case keeps. */
function stored({ payload, state, hookUrl, limit, now, timezone = 'UTC' }: RunOptions) {
  return {
    ...(payload && { payload }),
    ...(state !== undefined && { state }),
    ...(hookUrl !== undefined && { hookUrl }),
    ...(limit !== undefined && { limit }),
    now: new Date(now ?? 0).toISOString(),
    timezone,
  };
}

/** The name of an RPC may come with a query, which is part of what runs. */
const fullName = (manifest: Manifest, text: string): string => {
  const { path } = findTarget(manifest, text);
  return text.startsWith('rpc://') ? text : path;
};

/** A case that is recorded again keeps its chance, so that its difference shows what has changed. */
async function earlierSeed(file: string, component: string): Promise<number | undefined> {
  if (!file.endsWith(CASE_ENDING)) {
    throw new InputError(`--save-case ${file} is no name for a case.`, {
      fix: `let it end with ${CASE_ENDING}: makeapp test finds it by that.`,
    });
  }
  if (!existsSync(file)) return undefined;
  const known = await readCase(file);
  if (known.component === component) return known.seed;
  throw new InputError(`--save-case: ${file} is a case of ${known.component}, not of ${component}.`, {
    fix: 'name another file, or remove this one.',
  });
}

interface Where {
  readonly file: string;
  readonly cwd: string;
}

/** A request signed with a secret is another one without it: what is expected is what the case itself gives. */
async function saveSettled(manifest: Manifest, raw: RecordedCase, { file, cwd }: Where): Promise<string> {
  const replayer = await openReplayer(manifest);
  try {
    const replay = await replayer.replay(raw, { isAnyAddress: true });
    if (replay.stray)
      return `The case is not saved: without its secrets the run asks for more: ${String(replay.stray.actual)}.`;
    await writeCase(file, settled(raw, replay));
    const [first] = differences(raw.expected, replay.expected);
    const saved = `saved ${relative(cwd, file)}: ${counted(replay.requests.length, 'request')}`;
    if (!first) return saved;
    return `${saved}\nRepeated without secrets and with its clock standing still, it gives something else; the case holds that:\n${printDifference(first)}`;
  } finally {
    replayer.close();
  }
}
