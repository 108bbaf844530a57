import type { ErrorType } from '../core/error-types.ts';
import { InputError } from '../core/problems.ts';
import { failedToMap, ImlFunctionError, ImlRuntimeError, ImlSyntaxError, messageOf } from '../iml/errors.ts';
import { TypedError } from '../iml/functions/typed-error.ts';

/** An error as the platform would raise it; ends a run and becomes a value in its report. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly type: ErrorType;
  readonly statusCode: number | undefined;

  constructor(
    type: ErrorType,
    message: string,
    options: { readonly statusCode?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.type = type;
    this.statusCode = options.statusCode;
  }
}

/** The type a status has when the app names none (runtime.md §4.7). */
export function defaultErrorType(status: number): ErrorType {
  if (status === 429) return 'RateLimitError';
  return status >= 500 && status <= 599 ? 'ConnectionError' : 'RuntimeError';
}

/** The message a status has when the app gives none (runtime.md §4.7). */
export function defaultErrorMessage(status: number): string {
  if (status < 400) return 'Response marked as invalid.';
  if (status === 429) return 'Third party API limit likely exceeded';
  return status >= 500 && status <= 599 ? 'Service is temporarily unavailable.' : `Status Code Error: ${status}`;
}

/**
 * A failure of an expression is a RuntimeError naming the directive that was evaluated (ASM-23, iml.md §6.5). An error the app
 * made itself, by errorFactory, keeps its type and its words, which are meant for the user.
 */
export function evaluationError(directive: string, error: unknown): Error {
  if (error instanceof PlatformError) return error;
  const own = typedErrorIn(error);
  if (own) return new PlatformError(own.type, own.message, { cause: own });
  const isLanguage =
    error instanceof ImlSyntaxError || error instanceof ImlRuntimeError || error instanceof ImlFunctionError;
  if (!isLanguage) return error instanceof Error ? error : new PlatformError('UnknownError', messageOf(error));
  return new PlatformError('RuntimeError', failedToMap(directive, error), { cause: error });
}

/** The error that errorFactory made, where that is what failed; the evaluator wraps it once for every call around it. */
export function typedErrorIn(error: unknown): TypedError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof TypedError) return at;
  return undefined;
}

/** Turns whatever ended a run into the platform's error; a wrong command line or input file stays what it is. */
export function toPlatformError(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  if (error instanceof InputError) throw error;
  return new PlatformError('RuntimeError', messageOf(error), { cause: error });
}

const TIMEOUTS = new Set([
  'ESOCKETTIMEDOUT',
  'ECONNABORTED',
  'ETIMEDOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Requests that never left: an address or a header that cannot be sent. */
const UNSENDABLE = new Set(['UND_ERR_INVALID_ARG', 'ERR_INVALID_URL']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|CRL_/;

/** The code of a failed exchange, found on the error or on what caused it. */
export function networkCode(error: unknown): string {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = 'cause' in at ? at.cause : undefined;
  }
  return '';
}

/** Names the class of a request that got no answer at all (runtime.md §4.7; the class of a timeout is A7). */
export function networkError(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  if (error instanceof InputError) throw error;
  const code = networkCode(error);
  const said = messageOf(error) || code;
  const isCutShort = code === 'UND_ERR_SOCKET';
  const message =
    (isCutShort ? `The server closed the connection before its answer was complete (${said}).` : said) ||
    'The request failed without an answer.';
  if (TIMEOUTS.has(code)) return new PlatformError('ModuleTimeoutError', message, { cause: error });
  return new PlatformError(
    CERTIFICATE.test(code) || UNSENDABLE.has(code) ? 'RuntimeError' : 'ConnectionError',
    message,
    { cause: error },
  );
}
