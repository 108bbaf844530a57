import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import schema from './config.schema.json' with { type: 'json' };
import { readChecked } from './data-file.ts';

/** What a project's `makeapp.config.yaml` may say; every member has a default. */
export interface Config {
  /** Declaration of the mock API, an absolute path. */
  readonly mock?: string;
  /** Connection values for the mock API, by connection. */
  readonly connections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Folder of the recorded cases, an absolute path. */
  readonly cases: string;
  /** Severities of review rules and exceptions from them, as written; `readLintConfig` knows the rules. */
  readonly lint: { readonly rules?: unknown; readonly suppress?: unknown };
}

export const CONFIG_FILE = 'makeapp.config.yaml';
const CASES = join('test', 'cases');
const CONFIG = { schema, what: 'the configuration', code: 'CFG001' };

interface WrittenConfig extends Partial<Pick<Config, 'mock' | 'connections' | 'cases'>> {
  readonly rules?: unknown;
  readonly suppress?: unknown;
}

/** Reads the configuration of a project; a project without one gets the defaults. */
export async function readConfig(folder: string): Promise<Config> {
  const file = join(folder, CONFIG_FILE);
  if (!existsSync(file)) return { connections: {}, cases: join(folder, CASES), lint: {} };
  const { value } = await readChecked(file, CONFIG);
  const { mock, connections = {}, cases = CASES, rules, suppress } = (value ?? {}) as WrittenConfig; // The schema has just said so.
  return {
    ...(mock !== undefined && { mock: resolve(folder, mock) }),
    connections,
    cases: resolve(folder, cases),
    lint: { rules, suppress },
  };
}
