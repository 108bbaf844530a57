import { counted, type Problem } from '../core/problems.ts';
import type { ModuleReport, ScenarioReport, ScenarioStatus } from '../scenario/flow-report.ts';
import { printProblems, problemDocument } from './problem-list.ts';
import { printTable } from './table.ts';
import { paint, type Style, type Terminal } from './terminal.ts';

/** What keeps a blueprint from running: on stderr, or as the document. */
export function printBlueprintProblems(problems: readonly Problem[], terminal: Terminal, isJson: boolean): void {
  if (!isJson) {
    terminal.err(printProblems(problems, terminal));
    return;
  }
  const found = problems.map((problem) => problemDocument(problem, terminal.cwd));
  const error = { type: 'InputError', message: `The blueprint cannot be run: ${counted(problems.length, 'problem')}.` };
  terminal.out(`${JSON.stringify({ ok: false, problems: found, error })}\n`);
}

interface Printing {
  readonly apiProblems: readonly string[];
  readonly terminal: Terminal;
  /** Shows bundles too. */
  readonly isVerbose: boolean;
}

const STYLES: Readonly<Record<ScenarioStatus, Style>> = { success: 'green', warning: 'yellow', error: 'red' };

/** A scenario's report for a person: a row for each module, then what went wrong, then the sum. */
export function printScenario(report: ScenarioReport, { apiProblems, terminal, isVerbose }: Printing): void {
  terminal.out(`${paint(terminal, 'bold', report.name)}\n\n`);
  terminal.out(printModules(report.modules, terminal));
  if (isVerbose) for (const module of report.modules) printBundles(module, terminal);
  for (const module of report.modules) printErrors(module, terminal);
  for (const { severity, message, fix } of report.warnings) {
    if (severity === 'info' && !isVerbose) continue;
    const heading = severity === 'info' ? paint(terminal, 'cyan', 'note') : paint(terminal, 'yellow', 'warning');
    terminal.err(`${heading} ${message}${fix ? `\n  fix: ${fix}` : ''}\n`);
  }
  for (const problem of apiProblems) terminal.err(`${paint(terminal, 'yellow', 'mock')} ${problem}\n`);
  const cycles = report.cycles > 1 ? ` in ${report.cycles} cycles` : '';
  const sums = `${counted(report.operations, 'operation')}${cycles}`;
  terminal.out(`\n${paint(terminal, STYLES[report.status], report.status)} ${sums}\n`);
}

interface Column {
  readonly heading: string;
  readonly cell: (module: ModuleReport, terminal: Terminal) => string;
  readonly isRight?: true;
  /** A column is left out where it says nothing. */
  readonly isTelling?: (module: ModuleReport) => boolean;
}

const COLUMNS: readonly Column[] = [
  { heading: '', cell: markOf },
  { heading: '', cell: ({ id }) => String(id), isRight: true },
  { heading: 'step', cell: ({ title = '' }) => title, isTelling: ({ title }) => title !== undefined },
  { heading: 'module', cell: ({ module }, terminal) => paint(terminal, 'dim', shortName(module)) },
  { heading: 'operations', cell: ({ operations }) => String(operations), isRight: true },
  { heading: 'bundles', cell: ({ bundles }) => String(bundles.length), isRight: true },
  {
    heading: 'filtered out',
    cell: ({ filteredOut }) => String(filteredOut),
    isRight: true,
    isTelling: ({ filteredOut }) => filteredOut > 0,
  },
  { heading: 'requests', cell: ({ requests }) => String(requests), isRight: true },
  { heading: 'ms', cell: ({ ms }) => String(ms), isRight: true },
];

function markOf({ errors, operations }: ModuleReport, terminal: Terminal): string {
  if (errors.length > 0) return paint(terminal, 'red', '✗');
  return operations > 0 ? paint(terminal, 'green', '✓') : ' ';
}

const shortName = (module: string): string => module.replace(/^modules\./, '').replace(/\/[0-9a-f]{24}$/, '/…');

function printModules(modules: readonly ModuleReport[], terminal: Terminal): string {
  const columns = COLUMNS.filter(({ isTelling }) => !isTelling || modules.some(isTelling));
  const header = columns.map(({ heading }) => paint(terminal, 'dim', heading));
  const rows = modules.map((module) => columns.map(({ cell }) => cell(module, terminal)));
  const right = columns.flatMap(({ isRight }, index) => (isRight ? [index] : []));
  return printTable([header, ...rows], new Set(right));
}

function printBundles({ id, bundles }: ModuleReport, terminal: Terminal): void {
  for (const [index, bundle] of bundles.entries()) {
    terminal.out(`\n${paint(terminal, 'cyan', `${id}, bundle ${index + 1}`)} ${JSON.stringify(bundle, null, 2)}\n`);
  }
}

function printErrors({ id, errors }: ModuleReport, terminal: Terminal): void {
  for (const { type, message, consequence } of errors) {
    terminal.err(`\n${paint(terminal, 'red', type)} in ${id}: ${message}\n  ${consequence}\n`);
  }
}

/** The report as the command line contract prints it. */
export function scenarioDocument(report: ScenarioReport, cwd: string): object {
  return { ...report, warnings: report.warnings.map((warning) => problemDocument(warning, cwd)) };
}
