import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../core/problems.ts';
import { remembered } from '../core/remember.ts';
import type { IncomingRequest } from '../runtime/options.ts';
import type { RecordedExchange } from '../runtime/recording.ts';
import type { RunReport } from '../runtime/report.ts';
import schema from './case.schema.json' with { type: 'json' };
import { makeFolder } from './write-output.ts';

export const CASE_ENDING = '.case.json';

/** What a case compares of a report. */
export type Expected = Pick<RunReport, 'ok' | 'bundles' | 'respond' | 'state' | 'error'>;

/** One run of a component with the API's answers; no secrets are in it. */
export interface RecordedCase {
  readonly version: 1;
  /** The full name: "modules.createUser". */
  readonly component: string;
  readonly params?: unknown;
  readonly connection?: Readonly<Record<string, unknown>>;
  readonly payload?: IncomingRequest;
  readonly state?: unknown;
  readonly hookUrl?: string;
  readonly limit?: number;
  readonly now: string;
  readonly timezone: string;
  /** What random numbers and UUIDs of the run are made from. */
  readonly seed?: number;
  readonly exchanges: readonly RecordedExchange[];
  readonly expected: Expected;
}

/** Reads a case and checks its form; mistakes come with line and column. */
export async function readCase(file: string): Promise<RecordedCase> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InputError(`${file} cannot be read.`, { cause, fix: 'check the path.' });
  });
  const value = await parse(file, text);
  await remembered(file, [JSON.stringify(schema), file, text], async () => {
    const { checkAgainstSchema } = await import('../mock/schema-check.ts');
    await checkAgainstSchema({ file, text, value }, schema, { what: 'the case', code: 'CAS001' });
    return true;
  });
  return value as RecordedCase; // The schema has just said so.
}

async function parse(file: string, text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { line, column } = await firstMistake(text);
    throw new InputError(`${file}:${line}:${column} is not valid JSON.`, {
      cause,
      fix: 'correct it there, or record the case again.',
    });
  }
}

async function firstMistake(text: string): Promise<{ readonly line: number; readonly column: number }> {
  const { parseTree } = await import('jsonc-parser');
  const errors: Parameters<typeof parseTree>[1] = [];
  parseTree(text, errors, { disallowComments: true });
  const lines = text.slice(0, errors[0]?.offset ?? 0).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** Writes a case as a whole or not at all. */
export async function writeCase(file: string, recorded: RecordedCase): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    await makeFolder(dirname(file)).catch(ignoreExisting);
    await writeFile(partial, `${print(recorded)}\n`);
    await rename(partial, file);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    throw new InputError(`${file} cannot be written.`, { cause, fix: 'name another file.' });
  }
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
}

const WIDTH = 120;

/** JSON as formatters leave it: members on lines of their own, a short list without collections on one line. */
function print(value: unknown, indent = '', before = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => print(item ?? null, deeper, deeper.length))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => {
          const name = `${JSON.stringify(key)}: `;
          return `${name}${print(member, deeper, deeper.length + name.length)}`;
        });
  const [open, close] = isList ? '[]' : '{}';
  if (items.length === 0) return `${open}${close}`;
  const line = `[${items.join(', ')}]`;
  if (isList && !line.includes('\n') && before + line.length < WIDTH) return line;
  return `${open}\n${items.map((item) => `${deeper}${item}`).join(',\n')}\n${indent}${close}`;
}
