import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ScenarioReport } from '../scenario/flow-report.ts';
import { type BuildOptions, buildDocument, buildProject, printBuild } from './build.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { type Played, playScenario } from './play-scenario.ts';
import { hasErrors, printProblems } from './problem-list.ts';
import { readScenarioFile } from './scenario-file.ts';
import { printScenario, scenarioDocument } from './scenario-output.ts';
import { paint, type Terminal } from './terminal.ts';

const SCENARIOS = join('test', 'scenarios');

/** `makeapp start`: builds the app, runs its scenarios against the mock API, and says what to do with the result. */
export async function start(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as BuildOptions; // commander hands over the options this command declares.
  const result = await buildProject(options, terminal.cwd);
  const { manifest, folder } = result;
  if (!options.json) printBuild(result, options, terminal);
  const isBuilt = manifest !== undefined && !hasErrors(result.problems);
  const played = isBuilt ? await playAll({ manifest, folder, isJson: options.json === true }, terminal) : [];
  const isOk = isBuilt && played.every(({ report, apiProblems }) => report.ok && apiProblems.length === 0);
  if (options.json) {
    const scenarios = played.map(({ report }) => scenarioDocument(report, terminal.cwd));
    terminal.out(`${JSON.stringify({ ...buildDocument(result, options, terminal.cwd), ok: isOk, scenarios })}\n`);
  } else if (isBuilt) {
    printUse(manifest, played, terminal);
    printNextSteps(manifest, options.out, terminal);
  }
  return isOk ? EXIT.done : EXIT.failed;
}

interface Built {
  readonly manifest: Manifest;
  readonly folder: string;
  readonly isJson: boolean;
}

/** Runs every scenario of the project, and prints each when it is over. */
async function playAll({ manifest, folder, isJson }: Built, terminal: Terminal): Promise<Played[]> {
  const all: Played[] = [];
  for (const path of await scenarioFiles(folder)) {
    const played = await playScenario(await readScenarioFile(path), {
      folder,
      cwd: terminal.cwd,
      manifest,
      api: 'mock',
    });
    if (!('report' in played)) {
      throw new InputError(`${path} cannot be run.\n\n${printProblems(played, { ...terminal, isColored: false })}`);
    }
    all.push(played);
    if (isJson) continue;
    terminal.out('\n');
    printScenario(played.report, { apiProblems: played.apiProblems, terminal, isVerbose: false });
  }
  return all;
}

async function scenarioFiles(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, SCENARIOS)).catch(() => []);
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, SCENARIOS, name));
}

/** Says how much of the app the scenarios have used. */
function printUse({ app, modules }: Manifest, played: readonly Played[], terminal: Terminal): void {
  if (played.length === 0) return;
  const ran = new Set(played.flatMap(({ report }) => ranIn(report)));
  const used = Object.keys(modules).filter((name) => ran.has(name)).length;
  terminal.out(`${used} of the ${Object.keys(modules).length} modules of ${app.label} ran against the mock API\n`);
}

/** Names behind the dot of a step's component, or the colon of a blueprint's module. */
const ranIn = ({ modules }: ScenarioReport): string[] =>
  modules.filter(({ operations }) => operations > 0).map(({ module }) => module.replace(/^(?:modules\.|[^:/]*:)/, ''));

function printNextSteps({ app }: Manifest, out: string, terminal: Terminal): void {
  const bold = (text: string) => paint(terminal, 'bold', text);
  terminal.out(`
${bold('Import it into Make')}
  1. Install "Make Apps Editor" in VS Code and add your Make zone and API key to it.
  2. Run its command "Import app" and choose ${bold(`${out}/${app.name}.zip`)}.
  3. Open Make, add a module of "${app.label}" to a scenario, and create its connection.

${bold('Go on here')}
  npx makeapp run --help        run one component, with a trace if you like
  npx makeapp scenario --help   run a scenario, or a blueprint exported from Make
  npx makeapp check             report every problem, at its line
  npx makeapp build --watch     build again whenever a file changes
  npx makeapp editor            let VS Code check the app's JSON and YAML files
`);
}
