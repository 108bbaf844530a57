import { isPlainObject } from '../core/json.ts';
import type { Problem } from '../core/problems.ts';
import { evaluateStructure } from '../iml/evaluate.ts';
import { systemHost } from '../iml/system-host.ts';
import type { Execution } from '../runtime/app.ts';
import type { ReportedError } from '../runtime/report.ts';
import type { ScenarioReport } from './flow-report.ts';
import type { CallStep, RunStep, Scenario, ScenarioStep } from './scenario.ts';

/** What one step did. */
export interface StepReport {
  readonly number: number;
  readonly title: string;
  /** The component, or the request of a call. */
  readonly what: string;
  readonly requests: number;
  readonly bundles: readonly unknown[];
  readonly warnings: readonly Problem[];
  /** Whole milliseconds. */
  readonly ms: number;
  readonly error?: ReportedError;
}

/** What a scenario runs on. */
export interface Stage {
  /** Runs a component; hooks, connection and transport are its own business. */
  run(component: string, params: unknown): Promise<Execution>;
  /** Makes a request from outside the app; gives its status. */
  call(method: string, path: string, body: unknown): Promise<number>;
}

/** Runs the steps in order and reports each; stops behind the first that fails. */
export async function* runScenario({ steps }: Scenario, stage: Stage): AsyncGenerator<StepReport> {
  const results: Record<string, unknown> = {};
  for (const [index, step] of steps.entries()) {
    const number = index + 1;
    const { report, result } = await runStep(stage, map(step, results), number);
    yield report;
    if (report.error) return;
    results[number] = result;
  }
}

interface Ran {
  readonly report: StepReport;
  readonly result: unknown;
}

function runStep(stage: Stage, step: ScenarioStep, number: number): Promise<Ran> {
  return 'run' in step ? runComponent(stage, step, number) : makeCall(stage, step, number);
}

/** Values of earlier steps go in as in a scenario on Make: by the number of the step (iml.md §0.2). */
function map<S extends ScenarioStep>(step: S, results: Readonly<Record<string, unknown>>): S {
  return evaluateStructure(step, { variables: results, host: systemHost() }) as S; // Texts stay texts.
}

async function runComponent(stage: Stage, { title, run, params }: RunStep, number: number): Promise<Ran> {
  const started = performance.now();
  const { report, outcome } = await stage.run(run, params);
  const ms = Math.round(performance.now() - started);
  const state = isPlainObject(outcome?.state) ? outcome.state : undefined;
  return {
    report: {
      number,
      title,
      what: report.component,
      requests: report.requests.length,
      bundles: report.bundles,
      warnings: report.warnings,
      ms,
      ...(report.error && { error: report.error }),
    },
    result: outcome?.bundles[0] ?? state,
  };
}

async function makeCall(stage: Stage, { title, call, body }: CallStep, number: number): Promise<Ran> {
  const [method = '', path = ''] = call.split(' ');
  const started = performance.now();
  const status = await stage.call(method, path, body);
  const ms = Math.round(performance.now() - started);
  const report = { number, title, what: call, requests: 1, bundles: [], warnings: [], ms };
  if (status < 400) return { report, result: { status } };
  const error = { type: 'CallError', message: `The API answered ${status}.`, statusCode: status };
  return { report: { ...report, error }, result: undefined };
}

/** The report of a scenario of steps: each step is a module that ran once. */
export function reportSteps(name: string, steps: readonly StepReport[]): ScenarioReport {
  const failed = steps.find(({ error }) => error);
  const error = failed?.error && { module: failed.number, ...failed.error, consequence: STOPPED };
  return {
    ok: !failed,
    name,
    status: failed ? 'error' : 'success',
    cycles: 1,
    operations: steps.length,
    modules: steps.map(({ number, title, what, bundles, requests, ms, error }) => ({
      id: number,
      module: what,
      title,
      operations: 1,
      bundles,
      filteredOut: 0,
      requests,
      ms,
      errors: error ? [{ ...error, consequence: STOPPED }] : [],
    })),
    ...(error && { error }),
    warnings: steps.flatMap(({ warnings }) => warnings),
  };
}

const STOPPED = 'the steps behind it did not run.';
