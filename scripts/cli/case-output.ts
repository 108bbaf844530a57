import { counted } from '../core/problems.ts';
import type { Difference } from './case-differences.ts';
import type { CaseReport } from './case-run.ts';
import { paint, type Terminal } from './terminal.ts';

/** Characters of a value that are shown; differences of one case that are listed. */
const MAX_SHOWN = 160;
const MAX_LISTED = 8;

/** The report of all cases for a person. */
export function printCases(reports: readonly CaseReport[], terminal: Terminal): string {
  const failed = reports.filter(({ ok }) => !ok).length;
  const counts = [counted(reports.length, 'case'), `${reports.length - failed} passed`, `${failed} failed`];
  const verdict = failed === 0 ? paint(terminal, 'green', 'PASSED') : paint(terminal, 'red', 'FAILED');
  return `${reports.map((report) => printCase(report, terminal)).join('')}\n${counts.join(', ')}\n${verdict}\n`;
}

function printCase({ file, component, ok, ms, differences, isUpdated }: CaseReport, terminal: Terminal): string {
  const mark = ok ? paint(terminal, 'green', isUpdated ? '✔ updated' : '✔') : paint(terminal, 'red', '✘');
  const heading = `- ${file} (${component}, ${ms} ms) ... ${mark}\n`;
  const listed = differences.slice(0, MAX_LISTED).map(printDifference);
  const rest = differences.length - listed.length;
  const lines = rest > 0 ? [...listed, `    and ${counted(rest, 'more difference')}`] : listed;
  return `${heading}${lines.map((line) => `${line}\n`).join('')}`;
}

/** The path and both values, one below the other. */
export function printDifference(difference: Difference): string {
  return [
    `    ${difference.path}`,
    `      expected ${shown(difference, 'expected')}`,
    `      actual   ${shown(difference, 'actual')}`,
  ].join('\n');
}

function shown(difference: Difference, side: 'expected' | 'actual'): string {
  if (!(side in difference)) return 'nothing';
  const text = JSON.stringify(difference[side]);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}… (${text.length} characters)` : text;
}
