import type { Step } from './base.ts';
import { type SameBlocks, sameBlocksOf } from './same-block.ts';
import type { Sanitizing } from './sanitizing.ts';
import { sanitizingOf } from './sanitizing.ts';
import type { ZeroIndex } from './zero-index.ts';
import { zeroIndexesOf } from './zero-index.ts';

/** What can be read off a step before it runs. */
export interface StepFacts {
  readonly sanitizing: Sanitizing;
  readonly zeroIndexes: readonly ZeroIndex[];
  readonly sameBlock: SameBlocks;
  /** The request of every further page, once one was asked for. */
  nextPage?: Step;
}

/** Reads each step once; what was read lives as long as the step, which for most is as long as the app. */
export function createStepFacts(): (step: Step) => StepFacts {
  const known = new WeakMap<Step, StepFacts>();
  return (step) => {
    const found = known.get(step);
    if (found) return found;
    const facts: StepFacts = {
      sanitizing: sanitizingOf(step),
      zeroIndexes: zeroIndexesOf(step),
      sameBlock: sameBlocksOf(step),
    };
    known.set(step, facts);
    return facts;
  };
}
