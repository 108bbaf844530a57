import { InputError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { FunctionTestReport } from '../runtime/function-tests.ts';
import type { CaseReport } from './case-run.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { CommonOptions } from './options.ts';
import { manifestToRun, openProjectToRun } from './project.ts';
import { paint, type Terminal } from './terminal.ts';

interface TestOptions extends CommonOptions {
  readonly update?: true;
}

interface Reports {
  readonly functions: readonly FunctionTestReport[];
  readonly cases: readonly CaseReport[];
}

/** `makeapp test [filter]`: runs the tests of the app's custom functions in the sandbox, and its recorded cases. */
export async function test(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const [filter, options] = args as [string | undefined, TestOptions]; // As commander declares them.
  const project = await openProjectToRun(options.project, terminal.cwd);
  const manifest = manifestToRun(project);
  const [{ runCases }, { readConfig }] = await Promise.all([import('./case-run.ts'), import('./config.ts')]);
  const { cases: folder } = await readConfig(project.folder);
  const isUpdate = options.update === true;
  const cases = await runCases({ manifest, folder, cwd: terminal.cwd, isUpdate, ...(filter && { filter }) });
  const reports = { functions: await testFunctions(manifest, filter), cases };
  const count = reports.functions.length + cases.length;
  if (filter && count === 0) {
    throw new InputError(`No custom function and no recorded case matches "${filter}".`, {
      fix: 'give a part of functions.NAME, of the file of a case or of the component it runs.',
    });
  }
  const isOk = [...reports.functions, ...cases].every(({ ok }) => ok);
  if (options.json) await printDocument(reports, isOk, terminal);
  else if (count === 0) terminal.out(nothingToTest(manifest));
  else await printReports(reports, terminal);
  return isOk ? EXIT.done : EXIT.failed;
}

/** Functions that are not asked for stay: others may call them. Their tests go. */
async function testFunctions(manifest: Manifest, filter: string | undefined): Promise<readonly FunctionTestReport[]> {
  const [{ runFunctionTests }, { matches }] = await Promise.all([
    import('../runtime/function-tests.ts'),
    import('./case-run.ts'),
  ]);
  const isAsked = (name: string) => matches(`functions.${name}`, filter);
  const functions = Object.entries(manifest.functions).map(([name, one]) => [
    name,
    isAsked(name) ? one : { ...one, sections: { ...one.sections, test: '' } },
  ]);
  const reports = await runFunctionTests({ ...manifest, functions: Object.fromEntries(functions) });
  return reports.filter(({ name }) => isAsked(name));
}

async function printDocument(reports: Reports, ok: boolean, terminal: Terminal): Promise<void> {
  const { jsonReady } = await import('../runtime/json-ready.ts');
  terminal.out(`${JSON.stringify(jsonReady({ ok, ...reports }))}\n`);
}

const nothingToTest = ({ app }: Manifest): string =>
  `${app.label} has no custom functions and no recorded cases, so there is nothing to test.
Record a case: makeapp run COMPONENT name=value --save-case test/cases/NAME.case.json
`;

async function printReports({ functions, cases }: Reports, terminal: Terminal): Promise<void> {
  if (functions.length > 0) {
    const { printFunctionTests } = await import('../runtime/function-tests.ts');
    terminal.out(colored(printFunctionTests(functions), terminal));
    printDebug(functions, terminal);
  }
  if (cases.length === 0) return;
  const { printCases } = await import('./case-output.ts');
  terminal.out(`${functions.length > 0 ? '\n' : ''}${printCases(cases, terminal)}`);
  if (cases.some(({ ok }) => !ok)) {
    terminal.err(
      'makeapp test --update accepts what is meant; where a request asks for something else, record again.\n',
    );
  }
}

function colored(text: string, terminal: Terminal): string {
  return text
    .replace(/✔|^PASSED$/gm, (mark) => paint(terminal, 'green', mark))
    .replace(/✘|^FAILED$|^EXECUTION CRITICAL FAILURE$/gm, (mark) => paint(terminal, 'red', mark));
}

/** What functions passed to `debug` is no result: it goes where traces go. */
function printDebug(reports: readonly FunctionTestReport[], terminal: Terminal): void {
  for (const { name, debug } of reports) {
    for (const value of debug) terminal.err(`functions.${name} debug ${JSON.stringify(value) ?? 'undefined'}\n`);
  }
}
