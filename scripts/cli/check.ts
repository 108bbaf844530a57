import { InputError, type Problem } from '../core/problems.ts';
import { checkProject } from './check-project.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { CommonOptions } from './options.ts';
import { hasErrors } from './problem-list.ts';
import { reportOf } from './report-data.ts';
import { printerOf, type ReportFormat, readFormat } from './report-format.ts';
import type { Terminal } from './terminal.ts';

export interface CheckOptions extends CommonOptions {
  /** Shows advice too: findings of severity info. */
  readonly info?: true;
  readonly format?: string;
  readonly fix?: true;
  readonly dryRun?: true;
  readonly watch?: true;
}

/** `makeapp check`: everything that can be known without a network. */
export async function check(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as CheckOptions; // commander hands over the options this command declares.
  const format = readFormat(options.format, options.json === true);
  refuseCombinations(options, format);
  if (options.watch) return (await import('./watch-check.ts')).watchCheck(options, terminal);
  if (options.fix) return checkAndFix(options, format, terminal);
  const checked = await checkProject(options.project, terminal.cwd, options.info === true);
  terminal.out((await printerOf(format))(reportOf(checked), terminal));
  return statusOf(checked.problems);
}

function refuseCombinations({ watch, fix, dryRun }: CheckOptions, format: ReportFormat): void {
  if (dryRun && !fix) {
    throw new InputError('--dry-run says what --fix would do.', { fix: 'add --fix, or leave --dry-run out.' });
  }
  if (!watch) return;
  if (fix) {
    throw new InputError('--watch does not change the files it watches.', { fix: 'run check --fix by itself.' });
  }
  if (format !== 'text') {
    throw new InputError(`--watch prints more than one report, the format ${format} holds one.`, {
      fix: 'use one of them.',
    });
  }
}

async function checkAndFix(options: CheckOptions, format: ReportFormat, terminal: Terminal): Promise<ExitStatus> {
  const [{ fixProject }, { printFixes }] = await Promise.all([import('./fix-project.ts'), import('./fix-report.ts')]);
  const dryRun = options.dryRun === true;
  const result = await fixProject(options.project, terminal.cwd, { advice: options.info === true, dryRun });
  const report = reportOf(result.checked, result.files);
  const said = printFixes(result, { dryRun, secrets: report.secrets }, terminal);
  const print = await printerOf(format);
  if (format === 'text') terminal.out(`${said}\n`);
  else terminal.err(said);
  terminal.out(print({ ...report, fixable: 0 }, terminal));
  return statusOf(report.problems);
}

const statusOf = (problems: readonly Problem[]): ExitStatus => (hasErrors(problems) ? EXIT.failed : EXIT.done);
