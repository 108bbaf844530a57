import type { StaticPath } from './static-path.ts';

/**
 * JavaScript being written: functions that share constants. What changes while it runs is kept in objects among the
 * constants: the engine reads a field of a known object faster than a variable that is assigned to.
 */
export interface Unit {
  readonly constants: unknown[];
  /** The paths read directly. */
  readonly paths: StaticPath[];
  readonly declarations: string[];
}

export function startUnit(): Unit {
  return { constants: [], paths: [], declarations: [] };
}

/** Hands a value to the code and gives the name it has there. */
export function constantIn({ constants }: Unit, value: unknown): string {
  const known = constants.indexOf(value);
  const at = known === -1 ? constants.push(value) - 1 : known;
  return `k${at}`;
}

/** The source of a factory that gives the function with the given body over a context `x`. */
export function printUnit({ constants, declarations }: Unit, body: string): string {
  const received = constants.map((_, at) => `const k${at} = constants[${at}];`);
  return ['"use strict";', ...received, ...declarations, `return function template(x) { ${body} };`].join('\n');
}
