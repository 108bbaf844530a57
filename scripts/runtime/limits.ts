/** How much one execution may do (runtime.md §13). */
export interface Limits {
  readonly requests: number;
  readonly pageRequests: number;
  readonly pastRecords: number;
}

export const REPEAT_CEILING = 1000;
export const MAX_REDIRECTS = 21;
export const MAX_ENDPOINT_CALLS = 100;
export const MAX_STORE_BYTES = 65_536;
/** The largest file of any plan (ASM-71). */
export const MAX_ANSWER_BYTES = 1_000_000_000;
export const DEFAULT_TIMEOUT = 40_000;
const MAX_TIMEOUT = 300_000;

/** Reads the limits an app may raise through its common data. */
export function limitsOf(common: Readonly<Record<string, unknown>>): Limits {
  return {
    requests: countOr(common.maxRequestCount, 100),
    pageRequests: countOr(common.maxPaginationRequestCount, 50),
    pastRecords: countOr(common.maxPastRecords, 3200),
  };
}

/** Milliseconds until a request is given up; what is no number counts as absent. */
export function timeoutOf(directive: unknown): number {
  const given = numberOf(directive);
  return given === undefined || given <= 0 ? DEFAULT_TIMEOUT : Math.min(given, MAX_TIMEOUT);
}

function countOr(value: unknown, otherwise: number): number {
  const given = numberOf(value);
  return given === undefined || given < 1 ? otherwise : Math.floor(given);
}

/** A finite number or the number a text spells; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}
