import { expect } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import type { PrepareOptions } from '../../scripts/parameters/prepare.ts';
import { prepareParameters } from '../../scripts/parameters/prepare.ts';

/** What becomes of a value: its run-time form, nothing, or a message with or without the value. */
export interface Outcome {
  readonly value?: unknown;
  readonly says?: string;
  readonly severity?: 'error' | 'warning' | 'info';
}

/** Rule of the platform, whether it is documented, the field (named x), the input, the outcome. */
export type Row = readonly [
  rule: string,
  basis: 'documented' | 'assumed',
  field: Json,
  given: unknown,
  outcome: Outcome,
  options?: PrepareOptions,
];

export const is = (value: unknown): Outcome => ({ value });
export const absent: Outcome = {};
export const says = (message: string): Outcome => ({ says: message, severity: 'error' });
export const warns = (message: string, value?: unknown): Outcome => ({ says: message, severity: 'warning', value });
export const notes = (message: string, value?: unknown): Outcome => ({ says: message, severity: 'info', value });

export const NOW = new Date('2024-06-15T12:00:00.000Z');

/** Prepares one value for one field called x. */
export async function prepareOne(field: Json, given: unknown, options: PrepareOptions = {}) {
  const section = [{ name: 'x', ...(field as object) }];
  return prepareParameters(section, given === undefined ? {} : { x: given }, { now: () => NOW, ...options });
}

export async function expectRow([, , field, given, outcome, options]: Row): Promise<void> {
  const { values, problems } = await prepareOne(field, given, options);

  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(
    outcome.says === undefined ? [] : [`${outcome.severity}: ${outcome.says}`],
  );
  expect(values).toEqual(outcome.value === undefined ? {} : { x: outcome.value });
}
