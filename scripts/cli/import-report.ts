import { relative } from 'node:path';
import { counted, isError, type Problem } from '../core/problems.ts';
import type { Imported } from './import-project.ts';
import { printProblems } from './problem-list.ts';
import { printTable } from './table.ts';
import { paint, type Terminal } from './terminal.ts';

/** Says what was imported, what stayed raw and why, and what to do next. */
export function printImport(imported: Imported, terminal: Terminal): void {
  const { manifest, files, counts, raw, assumed, ms } = imported;
  const out = relative(terminal.cwd, imported.out) || '.';
  terminal.err(printSomeProblems(imported.problems, out, terminal));
  const parts = `${partsOf(manifest)} as ${counted(files.length, 'file')} in ${ms} ms`;
  terminal.out(`${paint(terminal, 'green', 'imported')} ${manifest.app.label}: ${parts}\n\n`);
  terminal.out(printTable(countRows(counts, terminal), new Set([0])));
  terminal.out(printReasons(counts.reasons, terminal));
  for (const name of raw) terminal.out(`  ${name} is JSON as a whole: typed code did not give back the same.\n`);
  if (assumed.length > 0) terminal.err(`The source does not say the app's ${assumed.join(', ')}; see app/app.ts.\n`);
  const same = counts.respelt > 0 ? 'the same manifest but for blanks and quotes in IML' : 'the same manifest';
  terminal.out(
    `\nIt builds back to ${same}. Next:\n  ${out === '.' ? '' : `cd ${out} && `}npm install\n  npx tsc --noEmit && npx makeapp build\n`,
  );
}

/** Where a problem list would bury the result, `check` shows the rest. */
const SHOWN = 8;

function printSomeProblems(problems: readonly Problem[], out: string, terminal: Terminal): string {
  const first = [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))].slice(0, SHOWN);
  const left = problems.length - first.length;
  const more = left === 0 ? '' : `and ${left} more: makeapp check --project ${out} lists them\n`;
  return problems.length === 0 ? '' : `${printProblems(first, terminal)}${more}\n`;
}

function partsOf(manifest: Imported['manifest']): string {
  const parts = [
    [manifest.modules, 'module'],
    [manifest.connections, 'connection'],
    [manifest.rpcs, 'RPC'],
    [manifest.webhooks, 'webhook'],
    [manifest.functions, 'function'],
    [manifest.endpoints, 'endpoint'],
  ] as const;
  const present = parts.map(([map, noun]) => [Object.keys(map).length, noun] as const).filter(([count]) => count > 0);
  return present.length === 0 ? 'no components' : present.map(([count, noun]) => counted(count, noun)).join(', ');
}

function countRows({ typed, respelt, asWritten, unchecked }: Imported['counts'], terminal: Terminal): string[][] {
  const rows = [
    [
      typed,
      'expressions typed',
      `references, checked as you type${respelt > 0 ? `; ${respelt} with other blanks or quotes` : ''}`,
    ],
    [asWritten, 'kept as IML', 'hand-written; a comment above each says why'],
    [unchecked, 'unchecked', 'JSON the DSL has no types for: unchecked() and extra() mark it'],
  ] as const;
  return rows
    .filter(([count], index) => index === 0 || count > 0)
    .map(([count, what, note]) => [`  ${count}`, what, paint(terminal, 'dim', note)]);
}

/** So many reasons are worth a line each. */
const REASONS = 5;

function printReasons(reasons: ReadonlyMap<string, number>, terminal: Terminal): string {
  const sorted = [...reasons].sort(([, a], [, b]) => b - a);
  if (sorted.length === 0) return '';
  const rows = sorted.slice(0, REASONS).map(([why, times]) => [`  ${times}×`, why.replace(/\.$/, '')]);
  const left = sorted.length - rows.length;
  const more = left === 0 ? '' : paint(terminal, 'dim', `  and ${counted(left, 'other reason')}\n`);
  const odd = reasons.get('the DSL spells it differently') ?? 0;
  const hint = odd === 0 ? '' : `  --tidy types ${odd} more: it lets IML change its blanks and quotes\n`;
  return `\nwhy not typed:\n${printTable(rows, new Set([0]))}${more}${hint}`;
}
