import { expect, expectTypeOf } from 'vitest';

/** What does not compile must not throw either: the compiler is there to report it, with the place. */
export function built(...values: readonly unknown[]): void {
  expect(values).not.toHaveLength(0);
}

/** States the type of a value, which tsc judges, and that building it worked, which the test run judges. */
export function typed<T>(value: T) {
  expect(value).toBeDefined();
  return expectTypeOf(value);
}
