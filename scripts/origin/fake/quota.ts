import { Refusal } from './answer.ts';

/** How many requests an organisation may send (make-app-format.md §2.7, ASM-15). */
export interface Quota {
  readonly perMinute: number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** The refusal of a request beyond the quota. */
export class OverQuota extends Refusal {
  /** Seconds until the next minute begins. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(429, 'The requests of this minute are used up.');
    this.retryAfter = retryAfter;
  }
}

const MINUTE_MS = 60_000;

/** Counts requests by the minute, refused ones too, and refuses those beyond the quota. */
export function countRequests(quota: Quota | undefined): () => void {
  let minute = -1;
  let used = 0;
  return () => {
    if (!quota) return;
    const now = quota.now();
    const current = Math.floor(now / MINUTE_MS);
    used = current === minute ? used + 1 : 1;
    minute = current;
    if (used > quota.perMinute) throw new OverQuota(Math.ceil(((current + 1) * MINUTE_MS - now) / 1000));
  };
}
