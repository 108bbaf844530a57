import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isPlainObject, printJson } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { readDataFile } from './json-argument.ts';

/** Reads what `--state` remembers; a missing file and `{}` mean a fresh start. Refuses a place that nothing could be written to later. */
export async function readState(file: string): Promise<Record<string, unknown> | undefined> {
  if (!existsSync(dirname(file))) {
    throw new InputError(`--state: there is no folder ${dirname(file)} to keep the state in.`, {
      fix: 'make the folder first, or name another file.',
    });
  }
  if (!existsSync(file)) return undefined;
  const state = await readDataFile(file, '--state');
  if (!isPlainObject(state)) {
    throw new InputError(`--state: ${file} must hold a JSON object.`, {
      fix: 'name another file, or remove this one.',
    });
  }
  return Object.keys(state).length > 0 ? state : undefined;
}

export async function writeState(file: string, state: unknown): Promise<void> {
  try {
    await writeFile(file, printJson(state));
  } catch (cause) {
    throw new InputError(`--state: ${file} cannot be written.`, { cause, fix: 'name another file.' });
  }
}
