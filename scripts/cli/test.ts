import type { FunctionTestReport } from '../runtime/function-tests.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { CommonOptions } from './options.ts';
import { manifestToRun, openProject } from './project.ts';
import { paint, type Terminal } from './terminal.ts';

/** `makeapp test`: runs the tests of the app's custom functions in the sandbox. */
export async function test(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as CommonOptions; // commander hands over the options this command declares.
  const manifest = manifestToRun(await openProject(options.project, terminal.cwd));
  const { runFunctionTests, printFunctionTests } = await import('../runtime/function-tests.ts');
  const { jsonReady } = await import('../runtime/json-ready.ts');
  const reports = await runFunctionTests(manifest);
  const isOk = reports.every((report) => report.ok);
  if (options.json) {
    terminal.out(`${JSON.stringify(jsonReady({ ok: isOk, functions: reports }))}\n`);
  } else if (reports.length === 0) {
    terminal.out(`${manifest.app.label} has no custom functions, so there is nothing to test.\n`);
  } else {
    terminal.out(colored(printFunctionTests(reports), terminal));
    printDebug(reports, terminal);
  }
  return isOk ? EXIT.done : EXIT.failed;
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
