import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { runScenario, type StepReport } from '../scenario/run-scenario.ts';
import { readScenario } from '../scenario/scenario.ts';
import { type BuildOptions, buildProject, printBuild } from './build.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { readDataFile } from './json-argument.ts';
import { hasErrors } from './problem-list.ts';
import { openProject } from './project.ts';
import { openSession } from './run-session.ts';
import { stageOf } from './stage.ts';
import { printTable } from './table.ts';
import { paint, type Terminal } from './terminal.ts';

const SCENARIOS = join('test', 'scenarios');

/** `makeapp start`: builds the app, runs its scenarios against the mock API, and says what to do with the result. */
export async function start(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as BuildOptions; // commander hands over the options this command declares.
  const result = await buildProject(options, terminal.cwd);
  printBuild(result, options, terminal);
  if (!result.manifest || hasErrors(result.problems)) return EXIT.failed;

  const { folder } = await openProject(options.project, terminal.cwd);
  let failed = 0;
  for (const file of await scenarioFiles(folder))
    failed += await play(file, { folder, manifest: result.manifest, terminal });
  printNextSteps(result.manifest, options.out, terminal);
  return failed === 0 ? EXIT.done : EXIT.failed;
}

async function scenarioFiles(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, SCENARIOS)).catch(() => []);
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, SCENARIOS, name));
}

interface Play {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly terminal: Terminal;
}

/** Runs one scenario; gives how many of its steps failed. */
async function play(file: string, { folder, manifest, terminal }: Play): Promise<number> {
  const scenario = readScenario(await readDataFile(file, 'the scenario'), file);
  const session = await openSession({ folder, cwd: terminal.cwd, manifest, api: 'mock' });
  const reports: StepReport[] = [];
  for await (const report of runScenario(scenario, stageOf(session, manifest))) reports.push(report);
  await session.close();

  terminal.out(`\n${paint(terminal, 'bold', scenario.name)}, against the mock API\n\n`);
  terminal.out(printSteps(reports, terminal));
  const modules = new Set(reports.map(({ what }) => what).filter((what) => what.startsWith('modules.')));
  const problems = session.target.problems();
  for (const problem of problems) terminal.err(`${paint(terminal, 'yellow', 'mock')} ${problem}\n`);
  const failures = reports.filter(({ error }) => error);
  const unrun = scenario.steps.length - reports.length;
  terminal.out(
    failures.length > 0
      ? `\n${paint(terminal, 'red', 'stopped')} at step ${reports.length}; ${counted(unrun, 'step')} not run\n`
      : `\n${paint(terminal, 'green', 'passed')} ${modules.size} of ${Object.keys(manifest.modules).length} modules ran\n`,
  );
  return failures.length + problems.length;
}

function printSteps(reports: readonly StepReport[], terminal: Terminal): string {
  const dim = (text: string) => paint(terminal, 'dim', text);
  const header = ['', '', 'step', 'component', 'requests', 'bundles', 'ms'].map(dim);
  const rows = reports.map(({ number, title, what, requests, bundles, ms, error }) => [
    error ? paint(terminal, 'red', '✗') : paint(terminal, 'green', '✓'),
    String(number),
    title,
    dim(what.replace(/^modules\./, '').replace(/\/[0-9a-f]{24}$/, '/…')),
    String(requests),
    String(bundles),
    String(ms),
  ]);
  const failure = reports.find(({ error }) => error)?.error;
  const table = printTable([header, ...rows], new Set([1, 4, 5, 6]));
  return failure ? `${table}\n${paint(terminal, 'red', failure.type)} ${failure.message}\n` : table;
}

function printNextSteps({ app }: Manifest, out: string, terminal: Terminal): void {
  const bold = (text: string) => paint(terminal, 'bold', text);
  terminal.out(`
${bold('Import it into Make')}
  1. Install "Make Apps Editor" in VS Code and add your Make zone and API key to it.
  2. Run its command "Import app" and choose ${bold(`${out}/${app.name}.zip`)}.
  3. Open Make, add a module of "${app.label}" to a scenario, and create its connection.

${bold('Go on here')}
  npx makeapp run --help        run one component, with a trace if you like
  npx makeapp check             report every problem, at its line
  npx makeapp build --watch     build again whenever a file changes
`);
}
