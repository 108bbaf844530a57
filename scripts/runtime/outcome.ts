import type { HttpResponse } from '../core/http.ts';

/** What a connection has become by its flow. */
export interface AccountOutcome {
  /** Its parameters with everything it saved over them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What it saved alone. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata?: unknown;
  readonly uid?: unknown;
  readonly expires?: Date;
  /** Scopes the provider granted, as far as known. */
  readonly scope: readonly string[];
}

/** What a component gave, in the values expressions work with: dates are dates, and nothing is masked. */
export interface Outcome {
  readonly bundles: readonly unknown[];
  /** The answer to a webhook's sender, or a responder's. */
  readonly reply?: HttpResponse;
  /** What the next run starts from. */
  readonly state?: Readonly<Record<string, unknown>>;
  readonly account?: AccountOutcome;
}
