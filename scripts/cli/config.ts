import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { readSource } from '../mock/source.ts';

/** What a project's `makeapp.config.yaml` may say; every member has a default. */
export interface Config {
  /** Declaration of the mock API, an absolute path. */
  readonly mock?: string;
  /** Connection values for the mock API, by connection. */
  readonly connections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Severities of review rules and exceptions from them, as written; `readLintConfig` checks them where they are used. */
  readonly lint: { readonly rules?: unknown; readonly suppress?: unknown };
}

export const CONFIG_FILE = 'makeapp.config.yaml';
const KEYS = ['mock', 'connections', 'rules', 'suppress'] as const;

/** Reads the configuration of a project; a project without one gets the defaults. */
export async function readConfig(folder: string): Promise<Config> {
  const file = join(folder, CONFIG_FILE);
  if (!existsSync(file)) return { connections: {}, lint: {} };
  const content = (await readSource(file)).value ?? {};
  if (!isPlainObject(content)) throw new InputError(`${file} must hold settings by name.`);
  for (const key of Object.keys(content)) refuseUnknown(key, file);
  const { mock, connections = {}, rules, suppress } = content;
  if (mock !== undefined && typeof mock !== 'string')
    throw new InputError(`${file}: "mock" must be the path of a file.`);
  if (!isPlainObject(connections) || !Object.values(connections).every(isPlainObject)) {
    throw new InputError(`${file}: "connections" must hold, for each connection by name, its values.`);
  }
  return {
    ...(mock !== undefined && { mock: resolve(folder, mock) }),
    connections: connections as Config['connections'],
    lint: { rules, suppress },
  };
}

function refuseUnknown(key: string, file: string): void {
  if (KEYS.some((known) => known === key)) return;
  throw new InputError(`${file}: there is no setting "${key}".`, {
    fix: didYouMean(key, KEYS, `the settings are ${KEYS.join(', ')}.`),
  });
}
