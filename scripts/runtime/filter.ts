import { isPlainObject } from '../core/json.ts';
import { PlatformError } from './errors.ts';

/** Which results a component may have (runtime.md §4.13). */
export type Shape = 'action' | 'search' | 'rpc';

/** Claims what the notes call falsy: such a result means nothing came out. */
export const isNoResult = (value: unknown): boolean => !value;

/**
 * Refuses a result of the wrong shape; gives the bundles. The check is made once, on what is left after the last step: a step
 * in the middle may well yield text or a list nobody outputs.
 */
export function filterResult(shape: Shape, result: unknown): unknown[] {
  if (isNoResult(result)) return [];
  switch (shape) {
    case 'action':
      return [checked(result, isBundle)];
    case 'search':
      return Array.isArray(result) ? result.map((item) => checked(item, isBundle)) : [checked(result, isBundle)];
    case 'rpc':
      return Array.isArray(result) ? result.map((item) => checked(item, isRpcItem)) : [checked(result, isRpcItem)];
  }
}

/** Anything with members: a class instance would be one too, but none gets here. */
const isBundle = (value: unknown): boolean => isPlainObject(value);
const isRpcItem = (value: unknown): boolean =>
  isPlainObject(value) || typeof value === 'string' || Array.isArray(value);

/** A search refuses a list with anything but objects in it: the strict reading of two (A15). */
function checked(value: unknown, accepts: (value: unknown) => boolean): unknown {
  if (accepts(value)) return value;
  throw new PlatformError(
    'DataError',
    `Invalid item in module output. Expected Object, but found ${shapeName(value)}.`,
  );
}

function shapeName(value: unknown): string {
  if (value === null) return 'Null';
  if (Array.isArray(value)) return 'Array';
  if (value instanceof Date) return 'Date';
  if (value instanceof Uint8Array) return 'Buffer';
  const name = typeof value;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Gives the platform's own treatment to the bundles of a search: identical ones once, count and position on each (runtime.md §4.15). */
export function stampSearchBundles(bundles: readonly unknown[]): unknown[] {
  const distinct = [...new Set(bundles)];
  return distinct.map((bundle, index) => ({
    ...(bundle as Record<string, unknown>), // The filter let nothing else through.
    __IMTLENGTH__: distinct.length,
    __IMTINDEX__: index + 1,
  }));
}

/** What a search without results gives: nothing when told not to go on, else one bundle that says so (RT-41). */
export const noResultBundles = (continueWhenNoResults: unknown): unknown[] =>
  continueWhenNoResults === false ? [] : [{ __IMTLENGTH__: 0 }];
