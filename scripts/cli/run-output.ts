import { isPlainObject } from '../core/json.ts';
import { counted, formatProblem, type Problem } from '../core/problems.ts';
import type { ReportedRequest, RunReport } from '../runtime/report.ts';
import { paint, type Terminal } from './terminal.ts';

/** A report for a person: bundles on stdout; requests, warnings and the error on stderr. */
export function printReport(report: RunReport, apiProblems: readonly string[], terminal: Terminal): void {
  for (const request of report.requests) terminal.err(`${printRequest(request, terminal)}\n`);
  for (const bundle of report.bundles) terminal.out(`${JSON.stringify(bundle, shortBinary, 2)}\n`);
  if (report.respond) terminal.out(`${JSON.stringify({ respond: report.respond }, null, 2)}\n`);
  for (const warning of report.warnings) terminal.err(`${printWarning(warning, terminal)}\n`);
  for (const problem of apiProblems) terminal.err(`${paint(terminal, 'yellow', 'mock')} ${problem}\n`);
  if (report.error) {
    terminal.err(`${paint(terminal, 'red', report.error.type)} ${report.error.message}\n`);
    return;
  }
  const counts = [counted(report.requests.length, 'request'), counted(report.bundles.length, 'bundle')].join(', ');
  terminal.err(`${paint(terminal, 'green', 'done')} ${report.component}: ${counts}\n`);
}

/** Characters of binary data that a person is shown. */
const SHOWN_BASE64 = 64;

/** Bytes tell a person nothing: their beginning is enough. */
function shortBinary(_key: string, value: unknown): unknown {
  if (!isPlainObject(value) || typeof value.bytes !== 'number' || typeof value.base64 !== 'string') return value;
  if (value.base64.length <= SHOWN_BASE64) return value;
  return { ...value, base64: `${value.base64.slice(0, SHOWN_BASE64)}… (all of it with --json)` };
}

/** What is wrong first, then where and what to do. */
function printWarning({ severity, code, message, fix, ...place }: Problem, terminal: Terminal): string {
  if (severity === 'info') return `${paint(terminal, 'cyan', 'note')} ${message}`;
  const [where = ''] = formatProblem({ ...place, severity, code, message }).split('\n  ');
  const lines = [where.startsWith(code) ? '' : where, fix ? `fix: ${fix}` : ''].filter((line) => line.trim() !== '');
  return [
    `${paint(terminal, 'yellow', 'warning')} ${code} ${message}`,
    ...lines.map((line) => `  ${paint(terminal, 'dim', line.trim())}`),
  ].join('\n');
}

function printRequest({ method, url, status, ms }: ReportedRequest, terminal: Terminal): string {
  const answer = status === undefined ? paint(terminal, 'red', 'no answer') : paintStatus(status, terminal);
  return `${paint(terminal, 'dim', method.padEnd(6))} ${url} ${answer} ${paint(terminal, 'dim', `${ms} ms`)}`;
}

const paintStatus = (status: number, terminal: Terminal): string =>
  paint(terminal, status < 400 ? 'green' : 'red', String(status));
