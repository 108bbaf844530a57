import { InputError, isError, type Problem } from '../core/problems.ts';
import type { Host } from '../iml/host.ts';
import { systemHost } from '../iml/system-host.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Execution } from '../runtime/app.ts';
import type { IncomingRequest, RunOptions } from '../runtime/options.ts';
import { type Blueprint, everyModule, moduleName, type Supplies } from '../scenario/blueprint.ts';
import { checkBlueprint } from '../scenario/check-blueprint.ts';
import type { ScenarioReport } from '../scenario/flow-report.ts';
import { runBlueprint } from '../scenario/run-blueprint.ts';
import { reportSteps, runScenario, type StepReport } from '../scenario/run-scenario.ts';
import { openSession, type Session, type SessionOptions } from './run-session.ts';
import { type ScenarioFile, withBundles } from './scenario-file.ts';
import { stageOf } from './stage.ts';

/** What the command line adds to a scenario's file. */
export interface Additions {
  /** Fixed output by module number. */
  readonly bundles?: Readonly<Record<string, unknown>>;
  /** Goes to the first instant trigger. */
  readonly payload?: IncomingRequest;
  /** The ID the app has in the blueprint. */
  readonly app?: string;
}

export interface Play extends Pick<SessionOptions, 'folder' | 'cwd' | 'manifest' | 'api' | 'connection'>, Additions {
  readonly now?: string;
  readonly timezone?: string;
}

export interface Played {
  readonly report: ScenarioReport;
  /** What the mock API has to complain of. */
  readonly apiProblems: readonly string[];
}

/** Runs a scenario; gives the problems instead that keep a blueprint from running. */
export async function playScenario(file: ScenarioFile, play: Play): Promise<Played | readonly Problem[]> {
  const scene = file.kind === 'steps' ? stepsScene(file, play) : await blueprintScene(file, play);
  if (typeof scene !== 'function') return scene;
  const { now, timezone } = play;
  const session = await openSession({
    ...play,
    defaults: { ...(now !== undefined && { now }), ...(timezone !== undefined && { timezone }) },
  });
  const executions: Execution[] = [];
  try {
    const report = await scene({ ...session, execute: recording(session, executions) });
    return { report, apiProblems: session.target.problems() };
  } finally {
    await session.close(allOf(executions));
  }
}

/** Something to play on a session. */
type Scene = (session: Session) => Promise<ScenarioReport>;

type Steps = ScenarioFile & { readonly kind: 'steps' };
type Flow = ScenarioFile & { readonly kind: 'blueprint' };

function stepsScene({ scenario }: Steps, { manifest, bundles, payload }: Play): Scene {
  if (bundles || payload) {
    throw new InputError(`--${bundles ? 'bundles' : 'payload'} is for blueprints; this scenario has steps.`, {
      fix: 'say in its steps what arrives: call: "POST /…".',
    });
  }
  return async (session) => {
    const reports: StepReport[] = [];
    for await (const report of runScenario(scenario, stageOf(session, manifest))) reports.push(report);
    return reportSteps(scenario.name, reports);
  };
}

async function blueprintScene({ blueprint, locate, ...file }: Flow, play: Play): Promise<Scene | readonly Problem[]> {
  const supplies = suppliesFor(blueprint, file.supplies, play);
  const problems = await locate(checkBlueprint(blueprint, { manifest: play.manifest, supplies }));
  if (problems.some(isError)) return problems;
  const host = hostOf(play);
  return async (session) => {
    // A new trigger has no start chosen: here it takes everything there is, since "from now on" would find nothing.
    const run = (module: string, input: unknown, given: RunOptions) =>
      session.execute(`modules.${module}`, input, { start: { type: 'all' }, ...given });
    const report = await runBlueprint(blueprint, supplies, { host, run });
    return { ...report, warnings: [...problems, ...report.warnings] };
  };
}

function hostOf({ now, timezone }: Play): Host {
  const fixed = now === undefined ? undefined : new Date(now);
  if (fixed && Number.isNaN(fixed.getTime())) {
    throw new InputError(`--now ${now} is no date.`, { fix: 'use ISO 8601, such as 2026-01-31T09:00:00Z.' });
  }
  return systemHost({ ...(timezone !== undefined && { timezone }), ...(fixed && { now: () => fixed }) });
}

function suppliesFor({ flow }: Blueprint, supplies: Supplies, play: Play): Supplies {
  const { manifest, bundles, payload, app } = play;
  const known = { ...supplies, ...(app !== undefined && { app }) };
  const filled = bundles ? withBundles(known, bundles) : known;
  if (!payload) return filled;
  const trigger = everyModule(flow).find(({ module }) => isInstant(manifest, module));
  if (!trigger) throw new InputError('--payload has nobody to go to: the blueprint has no instant trigger of the app.');
  return { ...filled, payloads: { ...filled.payloads, [trigger.id]: [payload] } };
}

const isInstant = ({ modules }: Manifest, module: string): boolean =>
  modules[moduleName(module)]?.moduleType === 'instant_trigger';

const recording =
  (session: Session, executions: Execution[]): Session['execute'] =>
  async (component, input, options) => {
    const execution = await session.execute(component, input, options);
    executions.push(execution);
    return execution;
  };

/** A recording is written with every secret masked that any of the runs met. */
function allOf(executions: readonly Execution[]): Execution | undefined {
  const last = executions.at(-1);
  return last && { ...last, mask: (value) => executions.reduce((shown, { mask }) => mask(shown), value) };
}
