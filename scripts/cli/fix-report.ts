import { counted, type Problem } from '../core/problems.ts';
import { type HiddenRange, printable } from './code-frame.ts';
import type { FixResult } from './fix-project.ts';
import type { FixedFile } from './fix-write.ts';
import { relativeFile } from './problem-list.ts';
import { hiddenRanges } from './report-secrets.ts';
import { paint, type Terminal } from './terminal.ts';

export interface FixReportOptions {
  readonly dryRun: boolean;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

/** Says which files were changed and what for, and what has a fix that was not made. */
export function printFixes(result: FixResult, { dryRun, secrets }: FixReportOptions, terminal: Terminal): string {
  const { files, fixed, refused } = result;
  const lines: string[] = [];
  if (files.length === 0) lines.push('nothing to fix');
  else {
    const what = `${counted(fixed.length, 'problem')} in ${counted(files.length, 'file')}`;
    lines.push(dryRun ? `would fix ${what}; nothing is written` : `${paint(terminal, 'green', 'fixed')} ${what}`);
    for (const file of files) {
      lines.push(`  ${printable(relativeFile(file.file, terminal.cwd))}${codesIn(file, fixed)}`);
      if (dryRun) lines.push(...diffOf(file, secrets, terminal));
    }
  }
  const left = new Set(refused.map(({ problem, reason }) => `  ${placeOf(problem, terminal)}: ${reason}`));
  if (left.size > 0) lines.push('left to you', ...left);
  return `${lines.join('\n')}\n`;
}

/** The rules a file was changed for; where several components share a line, the file is that of each. */
function codesIn({ file }: FixedFile, fixed: readonly Problem[]): string {
  const codes = [...new Set(fixed.filter((problem) => problem.file === file).map(({ code }) => code))].sort();
  return codes.length === 0 ? '' : ` (${codes.join(', ')})`;
}

const placeOf = ({ code, file, line, column }: Problem, terminal: Terminal): string =>
  printable(
    [
      code,
      [file === undefined ? 'the app' : relativeFile(file, terminal.cwd), line, column]
        .filter((part) => part !== undefined)
        .join(':'),
    ].join(' '),
  );

const CONTEXT = 2;

/** The lines that change, with their neighbours; without their common beginning and end. */
function diffOf({ before, after }: FixedFile, secrets: readonly string[], terminal: Terminal): string[] {
  const show = (line: string): string => printable(masked(line, hiddenRanges(line, secrets)));
  return hunks(linesOf(before), linesOf(after)).flatMap(({ at, lines }) => [
    paint(terminal, 'cyan', `    @@ line ${at} @@`),
    ...lines.map(({ sign, text }) => {
      const line = `    ${sign} ${show(text)}`.trimEnd();
      return sign === ' ' ? line : paint(terminal, sign === '+' ? 'green' : 'red', line);
    }),
  ]);
}

const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

function masked(line: string, hidden: readonly HiddenRange[]): string {
  let text = '';
  let from = 0;
  for (const { start, end } of hidden) {
    if (start < from) continue;
    text += `${line.slice(from, start)}***`;
    from = end;
  }
  return text + line.slice(from);
}

interface DiffLine {
  readonly sign: ' ' | '+' | '-';
  readonly text: string;
}

interface Hunk {
  readonly at: number;
  readonly lines: readonly DiffLine[];
}

function hunks(before: readonly string[], after: readonly string[]): Hunk[] {
  const all = diffLines(before, after);
  const near = new Set(
    all.flatMap(({ sign }, index) =>
      sign === ' ' ? [] : Array.from({ length: 2 * CONTEXT + 1 }, (_, step) => index + step - CONTEXT),
    ),
  );
  const found: { at: number; lines: DiffLine[] }[] = [];
  let line = 1;
  for (const [index, entry] of all.entries()) {
    if (near.has(index)) {
      if (!near.has(index - 1) || found.length === 0) found.push({ at: line, lines: [] });
      found.at(-1)?.lines.push(entry);
    }
    if (entry.sign !== '+') line++;
  }
  return found;
}

/** Fixes are small and apart, so the next line that is equal again is found by looking ahead. */
function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let a = 0;
  let b = 0;
  while (a < before.length || b < after.length) {
    const old = before[a];
    const now = after[b];
    if (old !== undefined && old === now) {
      lines.push({ sign: ' ', text: old });
      a++;
      b++;
      continue;
    }
    const { gone, added } = nextEqual(before, after, a, b);
    lines.push(...before.slice(a, a + gone).map((text): DiffLine => ({ sign: '-', text })));
    lines.push(...after.slice(b, b + added).map((text): DiffLine => ({ sign: '+', text })));
    a += gone;
    b += added;
  }
  return lines;
}

/** How many lines on either side stand before the nearest pair of equal ones. */
function nextEqual(before: readonly string[], after: readonly string[], a: number, b: number) {
  const most = before.length - a + after.length - b;
  for (let distance = 1; distance <= most; distance++) {
    for (let gone = 0; gone <= distance; gone++) {
      const old = before[a + gone];
      if (old !== undefined && old === after[b + distance - gone]) return { gone, added: distance - gone };
    }
  }
  return { gone: before.length - a, added: after.length - b };
}
