import { counted } from '../core/problems.ts';
import type { ReportedRequest, RunReport } from '../runtime/report.ts';
import type { TraceStep } from '../runtime/trace.ts';
import { paint, type Terminal } from './terminal.ts';

/** A report for a person: bundles on stdout; requests, warnings and the error on stderr. */
export function printReport(report: RunReport, apiProblems: readonly string[], terminal: Terminal): void {
  for (const request of report.requests) terminal.err(`${printRequest(request, terminal)}\n`);
  for (const bundle of report.bundles) terminal.out(`${JSON.stringify(bundle, null, 2)}\n`);
  if (report.respond) terminal.out(`${JSON.stringify({ respond: report.respond }, null, 2)}\n`);
  for (const { message, fix } of report.warnings) {
    terminal.err(`${paint(terminal, 'yellow', 'warning')} ${message}${fix ? ` ${fix}` : ''}\n`);
  }
  for (const problem of apiProblems) terminal.err(`${paint(terminal, 'yellow', 'mock')} ${problem}\n`);
  if (report.error) {
    terminal.err(`${paint(terminal, 'red', report.error.type)} ${report.error.message}\n`);
    return;
  }
  const counts = [counted(report.requests.length, 'request'), counted(report.bundles.length, 'bundle')].join(', ');
  terminal.err(`${paint(terminal, 'green', 'done')} ${report.component}: ${counts}\n`);
}

function printRequest({ method, url, status, ms }: ReportedRequest, terminal: Terminal): string {
  const answer = status === undefined ? paint(terminal, 'red', 'no answer') : paintStatus(status, terminal);
  return `${paint(terminal, 'dim', method.padEnd(6))} ${url} ${answer} ${paint(terminal, 'dim', `${ms} ms`)}`;
}

const paintStatus = (status: number, terminal: Terminal): string =>
  paint(terminal, status < 400 ? 'green' : 'red', String(status));

/** One step of a trace, a line each, values as JSON. */
export function printTraceStep({ step, ...rest }: TraceStep, terminal: Terminal): string {
  const parts = Object.entries(rest).map(([name, value]) => `${paint(terminal, 'dim', `${name}=`)}${shorten(value)}`);
  return `${paint(terminal, 'cyan', step.padEnd(10))} ${parts.join(' ')}\n`;
}

const LONGEST = 400;

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
