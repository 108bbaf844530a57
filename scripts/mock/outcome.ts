import type { Situation } from './definition.ts';

/** An answer of the API, before it is bytes; without a status it is the first 2xx of the description. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
}

/** A request the API turns down. */
export interface Refusal {
  readonly situation: Situation;
  readonly message: string;
  readonly field?: string;
}

export type Outcome = Reply | Refusal;

export const isRefusal = (outcome: Outcome): outcome is Refusal => 'situation' in outcome;
