import { readStep, type StaticPath } from './static-path.ts';

/**
 * Runs of generated code before it reads properties directly. Direct reading never reaches a prototype, but would run a
 * getter; the trial finds out whether a host supplies any.
 */
const TRIAL = 64;

/**
 * Counts runs until they are enough, with no getter in the way. `passed` comes into being only then: of a property that
 * is written once, the engine makes a constant, so that asking for it costs nothing afterwards.
 */
export interface TrialState {
  passed?: boolean;
}

/** Starts a trial; `count` counts one more run, given whether it met a getter, which ends the trial for good. */
export function startTrial(): { readonly state: TrialState; readonly count: (metGetter: boolean) => void } {
  const state: TrialState = {};
  let left = TRIAL;
  const count = (metGetter: boolean): void => {
    left = metGetter ? Number.POSITIVE_INFINITY : left - 1;
    if (left === 0) state.passed = true;
  };
  return { state, count };
}

/** Claims that a property on the way of a path is computed by the host. */
export function hasGetter(variables: object, { root, steps }: StaticPath): boolean {
  let value: unknown = variables;
  for (const step of [root, ...steps]) {
    if (isGetter(value, step)) return true;
    value = readStep(value, step);
  }
  return false;
}

/** Claims an own property that is a getter or a setter. */
export function isGetter(value: unknown, key: string | number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const property = Object.getOwnPropertyDescriptor(value, key);
  return property !== undefined && !('value' in property);
}
