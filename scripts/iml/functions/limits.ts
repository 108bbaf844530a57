import { ImlFunctionError } from '../errors.ts';

/** The longest text a function may make of shorter ones, in UTF-16 units; far above what a bundle can carry. */
export const MAX_TEXT = 2 ** 26;

/** Refuses a result that would exceed the limit, before it is built. */
export function checkLength(length: number): void {
  if (length <= MAX_TEXT) return;
  throw new ImlFunctionError(`The result would have ${length} characters; at most ${MAX_TEXT} are possible.`);
}
