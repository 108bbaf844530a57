import { isPlainObject } from '../core/json.ts';
import { readAt } from '../core/paths.ts';
import type { Step } from './base.ts';

/** A key of a `temp` block whose template reads another key of that block. */
export interface SameBlock {
  readonly key: string;
  readonly other: string;
}

export interface SameBlocks {
  readonly request: readonly SameBlock[];
  readonly response: readonly SameBlock[];
}

export const sameBlocksOf = (step: Step): SameBlocks => ({
  request: crossReads(step.temp),
  response: crossReads(readAt(step.response, ['temp'])),
});

const NONE: readonly SameBlock[] = [];

function crossReads(block: unknown): readonly SameBlock[] {
  if (!isPlainObject(block)) return NONE;
  const keys = Object.keys(block);
  if (keys.length < 2) return NONE;
  return keys.flatMap((key) => {
    const text = JSON.stringify(block[key]) ?? '';
    if (!text.includes('temp.')) return [];
    const read = new Set([...text.matchAll(/\btemp\.([\w$]+)/g)].map(([, name]) => name));
    return keys.filter((other) => other !== key && read.has(other)).map((other) => ({ key, other }));
  });
}
