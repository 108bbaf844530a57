import { resolve } from 'node:path';
import { counted, InputError, type Locate, locateProblems, ManifestError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Execution } from '../runtime/app.ts';
import type { IncomingRequest, RunOptions } from '../runtime/options.ts';
import type { TraceSink } from '../runtime/trace.ts';
import type { CaseRecording, CaseRequest } from './case-record.ts';
import { readInput } from './component-input.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { readObjectArgument } from './json-argument.ts';
import type { CommonOptions } from './options.ts';
import { problemDocument } from './problem-list.ts';
import { manifestToRun, openProjectToRun } from './project.ts';
import { printReport } from './run-output.ts';
import { openSession, type Session } from './run-session.ts';
import { readState, writeState } from './state-file.ts';
import type { Terminal } from './terminal.ts';
import { createTracePrinter } from './trace-output.ts';

interface RunArguments extends CommonOptions {
  readonly connection?: string | readonly string[];
  readonly api: string;
  readonly payload?: string | readonly string[];
  readonly state?: string;
  readonly limit?: string;
  readonly hookUrl?: string;
  readonly saveCase?: string;
  readonly trace?: true;
  readonly now?: string;
  readonly timezone: string;
}

interface Request {
  readonly component: string;
  readonly parameters: readonly string[];
  readonly options: RunArguments;
}

/** `makeapp run COMPONENT [params]`: runs one component and prints its report. */
export async function run(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const [component, parameters, options] = args as [string, string[], RunArguments]; // As commander declares them.
  const request = { component, parameters, options };
  try {
    return await runComponent(terminal, request);
  } catch (error) {
    if (!options.json) throw error;
    if (error instanceof InputError) {
      terminal.out(`${JSON.stringify(refusal(component, error))}\n`);
      return EXIT.wrongInput;
    }
    if (!(error instanceof ManifestError)) throw error;
    const { name, problems } = error;
    const message = `The app cannot be run: it has ${counted(problems.length, 'problem')}.`;
    const shown = problems.map((problem) => problemDocument(problem, terminal.cwd));
    terminal.out(`${JSON.stringify({ ...refusal(component, { name, message }), problems: shown })}\n`);
    return EXIT.failed;
  }
}

interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly fix?: string | undefined;
}

/** The contract's document for a run that could not begin. */
const refusal = (component: string, { name, message, fix }: Refusal): object => ({
  ok: false,
  component,
  bundles: [],
  requests: [],
  warnings: [],
  error: { type: name, message: fix === undefined ? message : `${message} Fix: ${fix}` },
});

async function runComponent(terminal: Terminal, request: Request): Promise<ExitStatus> {
  const { options, component } = request;
  const project = await openProjectToRun(options.project, terminal.cwd);
  const manifest = manifestToRun(project);
  const input = await readInput(component, request.parameters, { cwd: terminal.cwd, manifest });
  const given = await readRunOptions(options, terminal);
  const connection = options.connection && (await readObjectArgument(options.connection, '--connection', terminal.cwd));
  requirePayload(manifest, component, given);
  refuseUnused(component, input, connection);
  const caseFile = options.saveCase && resolve(terminal.cwd, options.saveCase);
  const ran = { manifest, component, input, options: given, ...(connection && { connection }) };
  const recording = caseFile ? await startRecording({ ...ran, file: caseFile }) : undefined;
  const runOptions = recording?.options ?? given;

  const opened = await openSession({
    folder: project.folder,
    cwd: terminal.cwd,
    manifest,
    ...(!component.startsWith('functions.') && { api: options.api }),
    ...(connection && { connection }),
    defaults: runOptions,
  });
  const session = recording?.wrap(opened) ?? opened;
  const execution = await closing(session, () => execute(session, { component, input, runOptions }));
  await keepState(execution, options.state, terminal.cwd);
  const saved = await recording?.save(execution, terminal.cwd);
  const status = report(terminal, { execution, session, locate: project.locate, isJson: options.json === true });
  if (saved !== undefined) terminal.err(`${saved}\n`);
  return status;
}

async function startRecording(request: CaseRequest): Promise<CaseRecording> {
  const { recordCase } = await import('./case-record.ts');
  return recordCase(request);
}

/** Closes the session whatever happens: an address that is still served would keep the process alive. */
async function closing(session: Session, runIt: () => Promise<Execution>): Promise<Execution> {
  let execution: Execution | undefined;
  try {
    execution = await runIt();
    return execution;
  } finally {
    await session.close(execution);
  }
}

interface Execute {
  readonly component: string;
  readonly input: unknown;
  readonly runOptions: RunOptions;
}

/** An API may call the hook's address before it answers an attach or update, so the address answers first. */
async function execute(session: Session, { component, input, runOptions }: Execute): Promise<Execution> {
  const [kind, webhook = '', step] = component.split('.');
  const isHook = kind === 'webhooks';
  if (isHook && step === 'update') await session.reopenHook(webhook, { state: runOptions.state, parameters: input });
  const makesAddress = isHook && step === 'attach' && runOptions.hookUrl === undefined;
  if (!makesAddress) return session.execute(component, input);
  const state = await session.openHook(webhook, { state: runOptions.state, parameters: input });
  return session.execute(component, input, { state, hookUrl: state.url });
}

async function readRunOptions(options: RunArguments, terminal: Terminal): Promise<RunOptions> {
  const { cwd } = terminal;
  const payload = options.payload && (await readObjectArgument(options.payload, '--payload', cwd));
  const state = options.state && (await readState(resolve(cwd, options.state)));
  return {
    timezone: options.timezone,
    ...(options.now !== undefined && { now: options.now }),
    ...(options.limit !== undefined && { limit: readLimit(options.limit) }),
    ...(options.hookUrl !== undefined && { hookUrl: checkAddress(options.hookUrl) }),
    ...(payload && { payload: payload as IncomingRequest }), // The runtime checks its members.
    ...(state && { state }),
    ...(options.trace && { trace: traceTo(terminal) }),
  };
}

/** Writes steps as they happen, on stderr: with --json, stdout holds the document alone. */
function traceTo(terminal: Terminal): TraceSink {
  const print = createTracePrinter(terminal);
  return (step) => terminal.err(print(step));
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new InputError(`--limit ${text} is no number of bundles.`, { fix: 'use a whole number above 0.' });
}

function checkAddress(url: string): string {
  if (URL.canParse(url)) return url;
  throw new InputError(`--hook-url ${url} is no address.`, {
    fix: 'use an absolute address, such as https://host/path.',
  });
}

/** A failed run leaves the state as it was: the platform commits only what succeeded (make-app-format.md §5.2). */
async function keepState({ outcome }: Execution, file: string | undefined, cwd: string): Promise<void> {
  if (file === undefined || outcome?.state === undefined) return;
  await writeState(resolve(cwd, file), outcome.state);
}

/** An instant trigger without a delivery has nothing to run on. */
function requirePayload(manifest: Manifest, component: string, { payload }: RunOptions): void {
  const module = manifest.modules[component.replace(/^modules\./, '')];
  if (module?.moduleType !== 'instant_trigger' || payload) return;
  throw new InputError(`${module.name} is an instant trigger: it runs on an incoming request.`, {
    fix: `pass one: --payload '{"method":"POST","query":{},"headers":{},"body":{…}}'.`,
  });
}

/** A connection's own test takes its values as parameters; `--connection` would go unseen. */
function refuseUnused(component: string, input: unknown, connection: unknown): void {
  if (!connection || input !== undefined || !/^connections\.[^.]+$/.test(component)) return;
  throw new InputError('--connection says nothing here: a connection is tested with its own parameters.', {
    fix: `pass them as parameters: makeapp run ${component} name=value, or @file.json.`,
  });
}

interface Reported {
  readonly execution: Execution;
  readonly session: Session;
  /** Finds the lines that warnings are about, where the project was read from files. */
  readonly locate: Locate;
  readonly isJson: boolean;
}

function report(terminal: Terminal, { execution, session, locate, isJson }: Reported): ExitStatus {
  const document = { ...execution.report, warnings: locateProblems(execution.report.warnings, locate) };
  const apiProblems = session.target.problems();
  if (isJson) {
    const warnings = document.warnings.map((warning) => problemDocument(warning, terminal.cwd));
    terminal.out(`${JSON.stringify({ ...document, warnings })}\n`);
    for (const problem of apiProblems) terminal.err(`mock: ${problem}\n`);
  } else {
    printReport(document, apiProblems, terminal);
  }
  return document.ok ? EXIT.done : EXIT.failed;
}
