import { printPath } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import { printable } from './code-frame.ts';
import { printCounts } from './problem-list.ts';
import type { Report } from './report-data.ts';
import { portableFile } from './report-file.ts';
import type { Terminal } from './terminal.ts';

/** What a step may annotate of each severity; GitHub drops further ones without a word. */
const MOST = 10;
const LONGEST_MESSAGE = 4000;
const LONGEST_TITLE = 255;

const COMMANDS: Readonly<Record<Problem['severity'], string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands, which GitHub shows at the lines of a pull request; what it would drop follows as plain lines. */
export function printGithubReport({ problems, label }: Report, terminal: Terminal): string {
  if (problems.length === 0) return `no problems in ${printable(label)}\n`;
  const seen = { error: 0, warning: 0, info: 0 };
  const shown: string[] = [];
  const rest: string[] = [];
  for (const severity of ['error', 'warning', 'info'] as const) {
    for (const problem of problems.filter((each) => each.severity === severity)) {
      if (++seen[severity] <= MOST) shown.push(annotation(problem, terminal));
      else rest.push(plainLine(problem, terminal));
    }
  }
  const group = rest.length === 0 ? [] : [`::group::${rest.length} more`, ...rest, '::endgroup::'];
  return `${[...shown, ...group, printCounts(problems, { isColored: false })].join('\n')}\n`;
}

function annotation(problem: Problem, terminal: Terminal): string {
  const { severity, code, message, fix, file, line, column } = problem;
  const properties = {
    ...(file !== undefined && { file: workspaceFile(file, terminal) }),
    ...(line !== undefined && { line: String(line) }),
    ...(line !== undefined && column !== undefined && { col: String(column) }),
    title: [code, placeOf(problem)].filter(Boolean).join(' ').slice(0, LONGEST_TITLE),
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  const text = [message, ...(fix === undefined ? [] : [`fix: ${fix}`])].join('\n').slice(0, LONGEST_MESSAGE);
  return `::${COMMANDS[severity]} ${list.join(',')}::${escapeData(text)}`;
}

/** Paths of annotations start at the checkout, wherever the step runs. */
const workspaceFile = (file: string, { cwd, env }: Terminal): string => portableFile(file, env.GITHUB_WORKSPACE ?? cwd);

const placeOf = ({ component, section, path }: Problem): string =>
  [component, section, printPath(path ?? [])].filter(Boolean).join(' › ');

/** A line that starts with "::" would be a command again. */
function plainLine({ severity, code, message, file, line }: Problem, terminal: Terminal): string {
  const where =
    file === undefined ? 'the app' : `${workspaceFile(file, terminal)}${line === undefined ? '' : `:${line}`}`;
  return printable(`${severity} ${where} ${code} ${message}`).slice(0, LONGEST_MESSAGE);
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
