import { relative } from 'node:path';
import { printPath } from '../core/paths.ts';
import { counted, formatProblem, isError, type Problem } from '../core/problems.ts';
import { paint, type Terminal } from './terminal.ts';

/** A problem as the command line contract prints it: `path` is text, files are relative to the current folder. */
export function problemDocument(problem: Problem, cwd: string): object {
  const { code, severity, message, fix, component, section, path, file, line, column } = problem;
  return {
    code,
    severity,
    message,
    ...(fix !== undefined && { fix }),
    ...(component !== undefined && { component }),
    ...(section !== undefined && { section }),
    ...(path !== undefined && path.length > 0 && { path: printPath(path) }),
    ...(file !== undefined && { file: relativeFile(file, cwd) }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

/** Problems for a person, most important first, with a count at the end; empty text when there are none. */
export function printProblems(problems: readonly Problem[], terminal: Terminal): string {
  if (problems.length === 0) return '';
  const lines = problems.map((problem) => printProblem(problem, terminal));
  return `${lines.join('\n\n')}\n\n${printCounts(problems, terminal)}\n`;
}

function printProblem(problem: Problem, terminal: Terminal): string {
  const file = problem.file === undefined ? {} : { file: relativeFile(problem.file, terminal.cwd) };
  const style = problem.severity === 'error' ? 'red' : problem.severity === 'warning' ? 'yellow' : 'cyan';
  return formatProblem({ ...problem, ...file })
    .split('\n')
    .map((line, index) => (index === 0 ? paint(terminal, 'bold', line) : line))
    .join('\n')
    .replace(problem.code, `${paint(terminal, style, problem.severity)} ${problem.code}`);
}

/** "2 errors, 1 warning". */
export function printCounts(problems: readonly Problem[], terminal: Pick<Terminal, 'isColored'>): string {
  const counts = countBySeverity(problems);
  const parts = [
    counts.error > 0 ? paint(terminal, 'red', counted(counts.error, 'error')) : '',
    counts.warning > 0 ? paint(terminal, 'yellow', counted(counts.warning, 'warning')) : '',
    counts.info > 0 ? paint(terminal, 'cyan', counted(counts.info, 'note')) : '',
  ];
  return parts.filter(Boolean).join(', ');
}

export function countBySeverity(problems: readonly Problem[]): Readonly<Record<Problem['severity'], number>> {
  const count = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

export const hasErrors = (problems: readonly Problem[]): boolean => problems.some(isError);

export function relativeFile(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path.startsWith('..') && path.length > file.length ? file : path;
}
