import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Step } from './base.ts';

const ZERO = /\{\{[\s\S]*?(?:\w|\)|`)\[\s*0\s*\][\s\S]*?\}\}/;

/** A template that reads `[0]`, which is no position of a list. */
export interface ZeroIndex {
  readonly path: JsonPath;
  readonly text: string;
}

export const zeroIndexesOf = (step: Step): readonly ZeroIndex[] => [...zeroIndexes(step, [])];

function* zeroIndexes(value: unknown, path: JsonPath): Generator<ZeroIndex> {
  if (typeof value === 'string') {
    if (value.includes('[') && ZERO.test(value)) yield { path, text: value };
  } else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* zeroIndexes(item, [...path, at]);
  } else if (isPlainObject(value)) {
    for (const [key, inner] of Object.entries(value)) yield* zeroIndexes(inner, [...path, key]);
  }
}
