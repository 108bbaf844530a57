import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from './requests.ts';

/** One way a request of the app can fail, as its `error` directive says. */
export interface ErrorCase {
  /** Three digits, or `other` for every status without an entry of its own. */
  readonly status: string;
  readonly type: string;
  /** IML, as written; undefined when the platform's own message is shown. */
  readonly message: string | undefined;
}

/** A check of an answer, or of what a step prepared, that the request fails without. */
export interface Check {
  readonly condition: string;
  readonly type: string;
  readonly message: string | undefined;
}

const OTHER = 'other';

/**
 * The cases of a request's `error`, the rest last. Statuses without an entry keep the platform's types: 429 and 5xx have
 * their own, everything else is a RuntimeError (make-app-format.md §3.6.4).
 */
export function errorCases(error: Json | undefined): ErrorCase[] {
  const spec: JsonObject = typeof error === 'string' ? { message: error } : isObject(error) ? error : {};
  const message = textOf(spec.message);
  const listed = Object.entries(spec)
    .filter(([status, entry]) => /^\d{3}$/.test(status) && (isObject(entry) || typeof entry === 'string'))
    .map(([status, entry]): ErrorCase => {
      const own = isObject(entry) ? entry : { message: entry };
      const type = textOf(own.type) ?? textOf(spec.type) ?? defaultType(status);
      return { status, type, message: textOf(own.message) ?? message };
    });
  const known = new Set(listed.map(({ status }) => status));
  const generic = textOf(spec.type);
  const usual = ['429', '5xx'].filter(
    (status) => generic === undefined && !known.has(status) && !(status === '5xx' && known.has('500')),
  );
  return [
    ...listed,
    ...usual.map((status): ErrorCase => ({ status, type: defaultType(status), message })),
    { status: OTHER, type: generic ?? 'RuntimeError', message },
  ];
}

function defaultType(status: string): string {
  if (status === '429') return 'RateLimitError';
  return status.startsWith('5') ? 'ConnectionError' : 'RuntimeError';
}

/** Reads `valid`: a condition alone, or with a message and a type (make-app-format.md §3.6.3). */
export function checkOf(valid: Json | undefined, error: Json | undefined): Check | undefined {
  if (valid === undefined || valid === true) return undefined;
  const spec: JsonObject = isObject(valid) ? valid : { condition: valid };
  const rest = errorCases(error).at(-1);
  return {
    condition: typeof spec.condition === 'string' ? spec.condition : JSON.stringify(spec.condition ?? true),
    type: textOf(spec.type) ?? rest?.type ?? 'RuntimeError',
    message: textOf(spec.message) ?? rest?.message,
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const isOther = ({ status }: ErrorCase): boolean => status === OTHER;

/** What an error type means to the person whose scenario it stops (make-app-format.md §6.1). */
export const ERROR_MEANINGS: Readonly<Record<string, string>> = {
  RuntimeError:
    'The request failed. The run stops and is rolled back; after several failures in a row Make switches the scenario off.',
  DataError:
    'The service does not accept the data. The bundle is kept among the incomplete executions if the scenario stores them; correct the fields and run it again.',
  RateLimitError: 'The service gets too many requests. Make waits and tries again, a little longer each time.',
  OutOfSpaceError:
    'The quota of your account at the service is used up. Free some space or raise the quota, then run the scenario again.',
  ConnectionError: 'The service cannot be reached or has trouble of its own. Make waits and tries again.',
  InvalidConfigurationError: 'Something in the settings is wrong. Make switches the scenario off until you correct it.',
  InvalidAccessTokenError:
    'The service no longer accepts the connection. Make switches the scenario off; reauthorize the connection, then switch it on again.',
  IncompleteDataError: 'The data is not complete yet. Make keeps the bundle and tries again later.',
  DuplicateDataError:
    'The service already has it. Make shows a warning and goes on, or keeps the bundle among the incomplete executions.',
};
