import { resolve } from 'node:path';
import type { IncomingRequest } from '../runtime/options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { readObjectArgument } from './json-argument.ts';
import type { CommonOptions } from './options.ts';
import { type Play, type Played, playScenario } from './play-scenario.ts';
import { manifestToRun, openProjectToRun } from './project.ts';
import { readScenarioFile } from './scenario-file.ts';
import { printBlueprintProblems, printScenario, scenarioDocument } from './scenario-output.ts';
import type { Terminal } from './terminal.ts';

interface ScenarioArguments extends CommonOptions {
  readonly connection?: string | readonly string[];
  readonly api: string;
  readonly bundles?: string | readonly string[];
  readonly payload?: string | readonly string[];
  readonly app?: string;
  readonly now?: string;
  readonly timezone: string;
  readonly verbose?: true;
}

/** `makeapp scenario FILE`: runs a scenario or a blueprint, and reports what every module did. */
export async function scenario(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const [path, options] = args as [string, ScenarioArguments]; // As commander declares them.
  const { cwd } = terminal;
  const file = await readScenarioFile(resolve(cwd, path));
  const { folder, ...project } = await openProjectToRun(options.project, cwd);
  const { api, timezone, now, app } = options;
  const played = await playScenario(file, {
    ...{ folder, cwd, api, timezone, manifest: manifestToRun({ folder, ...project }) },
    ...(await readArguments(options, cwd)),
    ...(now !== undefined && { now }),
    ...(app !== undefined && { app }),
  });
  if ('report' in played) return show(played, options, terminal);
  printBlueprintProblems(played, terminal, options.json === true);
  return EXIT.wrongInput;
}

type Given = Pick<Play, 'connection' | 'bundles' | 'payload'>;

async function readArguments(options: ScenarioArguments, cwd: string): Promise<Given> {
  const { connection, bundles, payload } = options;
  return {
    ...(connection && { connection: await readObjectArgument(connection, '--connection', cwd) }),
    ...(bundles && { bundles: await readObjectArgument(bundles, '--bundles', cwd) }),
    // The runtime checks the members of a request.
    ...(payload && { payload: (await readObjectArgument(payload, '--payload', cwd)) as IncomingRequest }),
  };
}

function show({ report, apiProblems }: Played, options: ScenarioArguments, terminal: Terminal): ExitStatus {
  if (options.json) {
    terminal.out(`${JSON.stringify(scenarioDocument(report, terminal.cwd))}\n`);
    for (const problem of apiProblems) terminal.err(`mock: ${problem}\n`);
  } else {
    printScenario(report, { apiProblems, terminal, isVerbose: options.verbose === true });
  }
  return report.ok ? EXIT.done : EXIT.failed;
}
