import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { checkProject } from '../../../scripts/cli/check-project.ts';
import type { Problem } from '../../../scripts/core/problems.ts';
import type { Planting } from './mistake.ts';

export interface Planted {
  readonly problems: readonly Problem[];
  /** Where the mistake is to be reported. */
  readonly wanted: string;
}

interface Options {
  readonly advice?: boolean;
}

/** A copy of an app that mistakes are planted in, one after the other. */
export interface Copy {
  /** Checks the copy as `makeapp check` does; errors and warnings come back with relative files. */
  readonly check: (options?: Options) => Promise<Problem[]>;
  /** Plants, checks, and puts everything back. */
  readonly plant: (planting: Planting, options?: Options) => Promise<Planted>;
  readonly remove: () => void;
}

/** Copies folders of the repository, or what is in one of them. */
export function copyOf(...sources: readonly (readonly [from: string, to: string])[]): Copy {
  const dir = mkdtempSync(join(tmpdir(), 'makeapp-mistakes-'));
  for (const [from, to] of sources) cpSync(from, join(dir, to), { recursive: true });
  const check = async ({ advice }: Options = {}): Promise<Problem[]> => {
    const { problems } = await checkProject('.', dir, advice === true);
    return problems.map((problem) => ({ ...problem, ...(problem.file && { file: relative(dir, problem.file) }) }));
  };
  const plant = async ({ changes, removed = [], at = '' }: Planting, options?: Options): Promise<Planted> => {
    const files = new Set([...changes.map(({ file }) => file), ...removed]);
    const before = new Map([...files].map((file) => [file, read(join(dir, file))]));
    const after = new Map<string, string>();
    for (const { file, from, to } of changes)
      after.set(file, replaceOnce(file, after.get(file) ?? before.get(file) ?? '', from, to));
    try {
      for (const [file, text] of after) write(join(dir, file), text.replace(MARK, ''));
      for (const file of removed) rmSync(join(dir, file));
      return { problems: await check(options), wanted: markIn(after) ?? at };
    } finally {
      for (const [file, text] of before) {
        if (text === undefined) rmSync(join(dir, file), { force: true });
        else write(join(dir, file), text);
      }
    }
  };
  return { check, plant, remove: () => rmSync(dir, { recursive: true }) };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // A mistake may add a file.
  }
}

const MARK = '‸';

function replaceOnce(file: string, text: string, from: string | undefined, to: string): string {
  if (from === undefined) return to;
  const [before = '', after, ...more] = text.split(from);
  if (after === undefined || more.length > 0)
    throw new Error(`${file} holds ${JSON.stringify(from)} not exactly once.`);
  return before + to + after;
}

/** `file:line:column` of the mark. */
function markIn(texts: ReadonlyMap<string, string>): string | undefined {
  for (const [file, text] of texts) {
    if (!text.includes(MARK)) continue;
    const lines = text.slice(0, text.indexOf(MARK)).split('\n');
    return `${file}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
  }
  return undefined;
}

/** A report as the table states it: place, then code and message, then the fix. */
export function placeOf({ file, line, column }: Problem): string {
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

export const textOf = ({ code, message, fix }: Problem): string => `${code} ${message}${fix ? ` ${fix}` : ''}`;
