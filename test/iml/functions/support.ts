import { evaluateTemplate } from '../../../scripts/iml/evaluate.ts';
import type { Context, Host } from '../../../scripts/iml/host.ts';

/** What a case fixes beside its expression. */
export interface Situation {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly now?: string;
  readonly timezone?: string;
}

/** `[expression without mustaches, value, situation]`. */
export type Case = readonly [expression: string, value: unknown, situation?: Situation];

/** A host whose clock stands still and whose randomness repeats. */
export const hostAt = (now = '2024-05-06T07:08:09.010Z', timezone = 'UTC'): Host => ({
  now: () => new Date(now),
  timezone,
  random: () => 0.5,
  uuid: () => '6f1c2f0e-7d3b-4c55-9a8e-3f6d0c1b2a99',
  executionId: 'run-1',
});

/** Evaluates an expression by the engine, as an app would. */
export function evaluated(expression: string, { variables = {}, now, timezone }: Situation = {}): unknown {
  const context: Context = { variables, host: hostAt(now, timezone) };
  return evaluateTemplate(`{{${expression}}}`, context);
}

/** Freezes a value and everything in it, dates apart, which cannot be frozen. */
export function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  for (const inner of Object.values(value)) deepFrozen(inner);
  return Object.freeze(value);
}
