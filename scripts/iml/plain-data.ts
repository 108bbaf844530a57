import { readStep, type StaticPath } from './static-path.ts';

/**
 * Readings of a path that generated code makes property by property before it reads directly. Direct reading never
 * reaches a prototype, but would run a getter; the trial finds out whether a host supplies any on this path.
 */
export const TRIAL = 64;

/** What is left of a trial after one more reading: one less, or -1 for good when a getter was in the way. */
export function afterTrial(left: number, variables: object, path: StaticPath): number {
  return left < 0 || hasGetter(variables, path) ? -1 : left - 1;
}

/** Claims that a property on the way is computed by the host. */
function hasGetter(variables: object, { root, steps }: StaticPath): boolean {
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
