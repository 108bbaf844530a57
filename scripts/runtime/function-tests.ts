import { counted } from '../core/problems.ts';
import type { Host } from '../iml/host.ts';
import { systemHost } from '../iml/system-host.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { sourcesOf } from './sandbox.ts';
import { MEMORY_LIMIT, SandboxSession } from './sandbox-session.ts';
import { startThread } from './sandbox-thread.ts';

export interface FunctionTestOptions {
  /** Fixes what functions see of the clock, of randomness and of the time zone, which is UTC otherwise. */
  readonly host?: Partial<Host>;
  /** Milliseconds to read the code of all functions. */
  readonly loadLimit?: number;
  /** Milliseconds for the test of one function. */
  readonly testLimit?: number;
  readonly memoryLimit?: number;
}

export interface TestError {
  readonly name: string;
  readonly message: string;
}

/** One `it` of a test. */
export interface TestBlock {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly error?: TestError;
}

/** What the test of one function gave. A function without a test has no blocks and is fine. */
export interface FunctionTestReport {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly hasTest: boolean;
  readonly blocks: readonly TestBlock[];
  /** What ended the run before its time: code that cannot be loaded, an error outside a block, a limit. */
  readonly failure?: TestError;
  /** What was passed to `debug`. */
  readonly debug: readonly unknown[];
}

/** The editor's limits (iml.md §14.3): its second for binding a function has no step of its own here. */
const LOAD_LIMIT = 2000;
const TEST_LIMIT = 5000;

/** Runs the test of every custom function, each in a realm of its own. */
export async function runFunctionTests(
  manifest: Manifest,
  options: FunctionTestOptions = {},
): Promise<FunctionTestReport[]> {
  const tests = Object.values(manifest.functions).map(
    ({ name, sections }) => [name, String(sections.test ?? '')] as const,
  );
  if (tests.some(([, test]) => test.trim() !== '')) await startThread(options.memoryLimit ?? MEMORY_LIMIT);
  const sources = sourcesOf(manifest);
  return tests.map(([name, test]) => (test.trim() === '' ? untested(name) : runTest({ name, test, sources, options })));
}

const untested = (name: string): FunctionTestReport => ({
  name,
  ok: true,
  ms: 0,
  hasTest: false,
  blocks: [],
  debug: [],
});

interface Test {
  readonly name: string;
  readonly test: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly options: FunctionTestOptions;
}

function runTest({ name, test, sources, options }: Test): FunctionTestReport {
  const { memoryLimit, loadLimit = LOAD_LIMIT, testLimit = TEST_LIMIT } = options;
  const record = createRecord();
  const debug: unknown[] = [];
  const session = new SandboxSession(sources, {
    memoryLimit,
    debug: (value) => debug.push(value),
    note: record.note,
    followsHost: options.host !== undefined,
  });
  const host = systemHost(options.host);
  const start = performance.now();
  let failure: TestError | undefined;
  try {
    session.load(host, loadLimit);
    session.test(name, test, { host, timeLimit: testLimit });
  } catch (error) {
    failure = describeError(error);
  } finally {
    session.dispose();
  }
  const blocks = record.blocks();
  const ok = failure === undefined && blocks.every((block) => block.ok);
  return { name, ok, ms: since(start), hasTest: true, blocks, ...(failure && { failure }), debug };
}

interface TestRecord {
  readonly note: (what: string, value: unknown, at: number) => void;
  readonly blocks: () => readonly TestBlock[];
}

/** Makes blocks of what the realm reports: each begins with its name and ends with its error, if any. */
function createRecord(): TestRecord {
  const blocks: TestBlock[] = [];
  let name = '';
  let start = 0;
  return {
    blocks: () => blocks,
    note: (what, value, at) => {
      if (what === 'begin') [name, start] = [String(value), at];
      if (what !== 'end') return;
      const error = value === undefined ? undefined : describeError(value);
      blocks.push({ name, ok: error === undefined, ms: Math.round(at - start), ...(error && { error }) });
    },
  };
}

const since = (start: number): number => Math.round(performance.now() - start);

function describeError(error: unknown): TestError {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

/** Prints reports as the editor's runner does: a line a block, totals, and whether all is well (iml.md §14.3). */
export function printFunctionTests(reports: readonly FunctionTestReport[]): string {
  const blocks = reports.flatMap((report) => report.blocks);
  const failed = blocks.filter((block) => !block.ok).length;
  const totals = [counted(blocks.length, 'block'), `${blocks.length - failed} passed`, `${failed} failed`].join(', ');
  const banner = reports.every((report) => report.ok) ? 'PASSED' : 'FAILED';
  return `${reports.map(printReport).join('\n')}\n${totals}\n${banner}\n`;
}

function printReport({ name, hasTest, blocks, failure }: FunctionTestReport): string {
  const lines = blocks.map((block) => `- ${block.name} ... ${block.error ? `✘ => ${printError(block.error)}` : '✔'}`);
  if (!hasTest) lines.push('  no test');
  if (failure) lines.push('EXECUTION CRITICAL FAILURE', printError(failure));
  return `functions.${name}\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** An explanation of several lines stays below its block. */
const printError = ({ name, message }: TestError): string =>
  `${name}: ${message}`.trimEnd().replace(/\n(?!\n|$)/g, '\n    ');
