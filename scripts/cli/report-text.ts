import { printPath } from '../core/paths.ts';
import { counted, type Problem } from '../core/problems.ts';
import { codeFrame, printable } from './code-frame.ts';
import { printCounts, relativeFile } from './problem-list.ts';
import type { Report } from './report-data.ts';
import { hiddenRanges } from './report-secrets.ts';
import { paint, type Style, type Terminal } from './terminal.ts';

const WIDEST = 120;
const NARROWEST = 40;

/** Problems for a person: by file, each with the lines it is about, and what to do next at the end. */
export function printTextReport(report: Report, terminal: Terminal): string {
  const { problems } = report;
  if (problems.length === 0) return `${paint(terminal, 'green', 'no problems')} in ${printable(report.label)}\n`;
  const groups = groupByFile(problems);
  const blocks = [...groups].map(([file, found]) => {
    const heading = file === undefined ? 'the app' : printable(relativeFile(file, terminal.cwd));
    return [paint(terminal, 'bold', heading), ...found.map((problem) => printProblem(problem, report, terminal))].join(
      '\n\n',
    );
  });
  return `${blocks.join('\n\n')}\n\n${summary(report, groups.size, terminal)}`;
}

function groupByFile(problems: readonly Problem[]): Map<string | undefined, Problem[]> {
  const groups = new Map<string | undefined, Problem[]>();
  for (const problem of problems) {
    const group = groups.get(problem.file);
    if (group) group.push(problem);
    else groups.set(problem.file, [problem]);
  }
  return groups;
}

const STYLES: Readonly<Record<Problem['severity'], Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };

function printProblem(problem: Problem, report: Report, terminal: Terminal): string {
  const { severity, code, message, fix, line, column } = problem;
  const position = [line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  const name = `${paint(terminal, STYLES[severity], severity === 'info' ? 'note' : severity)} ${code}`;
  const heading = `  ${position === '' ? '' : `${paint(terminal, 'dim', position)} `}${name} ${printable(message)}`;
  const place = placeOf(problem);
  return [
    heading,
    ...(place === '' ? [] : [`    ${paint(terminal, 'dim', printable(place))}`]),
    ...frameOf(problem, report, terminal).map((drawn) => `    ${drawn}`),
    ...(fix === undefined ? [] : [`    fix: ${printable(fix)}`]),
  ].join('\n');
}

const placeOf = ({ component, section, path }: Problem): string =>
  [component, section, printPath(path ?? [])].filter(Boolean).join(' › ');

function frameOf({ file, line, column }: Problem, report: Report, terminal: Terminal): string[] {
  const text = file === undefined || line === undefined ? undefined : report.textOf(file);
  if (text === undefined || line === undefined) return [];
  const hidden = (source: string) => hiddenRanges(source, report.secrets);
  const width = Math.max(NARROWEST, Math.min(WIDEST, terminal.columns ?? WIDEST) - 12);
  return codeFrame(text, { line, ...(column !== undefined && { column }) }, { width, hidden, terminal });
}

/** How many of what, and the commands that say or do more. */
function summary({ problems, fixable }: Report, files: number, terminal: Terminal): string {
  const where = files > 1 ? ` in ${counted(files, 'file')}` : '';
  const rule = (problems.find(({ code }) => code.includes('-')) ?? problems[0])?.code;
  const hints = [
    ...(fixable > 0
      ? [
          `makeapp check --fix puts ${fixable < problems.length ? fixable : fixable === 1 ? 'it' : 'all of them'} right.`,
        ]
      : []),
    ...(rule === undefined
      ? []
      : [
          `makeapp explain ${rule} says ${rule.includes('-') ? 'why and what else a rule wants' : 'what that means on Make'}.`,
        ]),
  ];
  return `${printCounts(problems, terminal)}${where}\n${hints.map((hint) => `${paint(terminal, 'dim', hint)}\n`).join('')}`;
}
