import { setTimeout as sleep } from 'node:timers/promises';

/** The time of a run. */
export interface Clock {
  now(): Date;
  /** Passes the time between two turns of `repeat`. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Milliseconds since some fixed moment, for measuring. */
  elapsed(): number;
}

/** A clock whose waits take no time: they only move `now` on (runtime.md §4.2). With a start, nothing else moves it. */
export function virtualClock(start?: Date): Clock {
  let waited = 0;
  return {
    now: () => new Date((start?.getTime() ?? Date.now()) + waited),
    wait: async (milliseconds) => {
      waited += milliseconds;
    },
    elapsed: () => performance.now(),
  };
}

/** The clock of runs against a real API: waits are real. With a start, the time goes on from there. */
export function realClock(start?: Date): Clock {
  const begun = performance.now();
  return {
    now: () => (start ? new Date(start.getTime() + performance.now() - begun) : new Date()),
    wait: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
    elapsed: () => performance.now(),
  };
}
