import { expect } from 'vitest';
import { compileHot, compileParsed, compileTemplate } from '../../scripts/iml/compile.ts';
import type { Context, Host, Variables } from '../../scripts/iml/host.ts';
import { parseTemplate } from '../../scripts/iml/parse.ts';

/** The instant all tests run at. */
export const NOW = '2024-05-06T10:20:30.456Z';

export const host: Host = {
  now: () => new Date(NOW),
  timezone: 'UTC',
  random: () => 0.25,
  uuid: () => '0b3f6a52-6c0d-4f0e-9a53-0f4b7c1d2e3f',
  executionId: 'run-1',
};

export function contextOf(variables: Variables = {}, more: Partial<Context> = {}): Context {
  return { variables, host, ...more };
}

/** Runs that take a template through its trial and past the point where it gets JavaScript of its own. */
const WARM = 300;

/** Evaluates a template in every form it can take, and makes sure that all agree. */
export function evaluateEveryWay(text: string, context: Context): unknown {
  const expected = outcome(() => compileParsed(parseTemplate(text))(context));
  const [hot, cached] = [compileHot(text), compileTemplate(text)];
  for (let run = 1; run < WARM; run++) {
    outcome(() => hot(context));
    outcome(() => cached(context));
  }
  expect(outcome(() => hot(context))).toEqual(expected);
  expect(outcome(() => cached(context))).toEqual(expected);
  if ('error' in expected) throw expected.error;
  return expected.value;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

function outcome(run: () => unknown): Outcome {
  try {
    return { value: run() };
  } catch (error) {
    return { error };
  }
}

/** `[template, value]`, or with the variables it needs. */
export type Row =
  | readonly [template: string, value: unknown]
  | readonly [template: string, value: unknown, variables: Variables];

/** A tree without what depends on where and how it was written. */
export function withoutPlaces(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutPlaces);
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree).filter(([key]) => !PLACES.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutPlaces(value)]));
}

const PLACES: ReadonlySet<string> = new Set(['start', 'end', 'at', 'spelling', 'separators', 'text']);
