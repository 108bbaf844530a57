import type { Host } from './host.ts';
import { EMPTY_STRING } from './values.ts';

/** Names with a fixed meaning that host data cannot hide (iml.md §4.1, §7). */
export type Keyword =
  | 'true'
  | 'false'
  | 'null'
  | 'erase'
  | 'ignore'
  | 'undefined'
  | 'emptystring'
  | 'emptyarray'
  | 'space'
  | 'tab'
  | 'newline'
  | 'carriagereturn'
  | 'nbsp';

/** The value of each keyword; `emptyarray` is not here because every evaluation gives a new one. */
const VALUES: Readonly<Record<Exclude<Keyword, 'emptyarray'>, unknown>> = {
  true: true,
  false: false,
  null: null,
  erase: null,
  ignore: undefined,
  undefined: undefined,
  emptystring: EMPTY_STRING,
  space: ' ',
  tab: '\t',
  newline: '\n',
  carriagereturn: '\r',
  nbsp: '\u00a0',
};

export const KEYWORDS: ReadonlySet<string> = new Set([...Object.keys(VALUES), 'emptyarray']);

export function isKeyword(name: string): name is Keyword {
  return KEYWORDS.has(name);
}

export function keywordValue(name: Keyword): unknown {
  return name === 'emptyarray' ? [] : VALUES[name];
}

/** Names every expression sees unless the host supplies a variable of the same name (iml.md §4.1, §7). */
export type SystemVariable = 'now' | 'timestamp' | 'pi' | 'random' | 'uuid' | 'executionId';

const SYSTEM: Readonly<Record<SystemVariable, (host: Host) => unknown>> = {
  now: (host) => host.now(),
  timestamp: (host) => Math.floor(host.now().getTime() / 1000),
  pi: () => Math.PI,
  random: (host) => host.random(),
  uuid: (host) => host.uuid(),
  executionId: (host) => host.executionId,
};

export const SYSTEM_VARIABLES: ReadonlySet<string> = new Set(Object.keys(SYSTEM));

export function isSystemVariable(name: string): name is SystemVariable {
  return SYSTEM_VARIABLES.has(name);
}

export function systemValue(name: SystemVariable, host: Host): unknown {
  return SYSTEM[name](host);
}
