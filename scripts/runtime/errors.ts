import { InputError } from '../core/problems.ts';
import { failedToMap, ImlFunctionError, ImlRuntimeError, ImlSyntaxError, messageOf } from '../iml/errors.ts';

/** Every error name the platform uses (make-app-format.md §6.1). */
export const ERROR_TYPES = [
  'RuntimeError',
  'DataError',
  'RateLimitError',
  'OutOfSpaceError',
  'ConnectionError',
  'InvalidConfigurationError',
  'InvalidAccessTokenError',
  'IncompleteDataError',
  'DuplicateDataError',
  'UnknownError',
  'InconsistencyError',
  'UnexpectedError',
  'MaxResultsExceededError',
  'MaxFileSizeExceededError',
  'ModuleTimeoutError',
  'ScenarioTimeoutError',
  'OperationsLimitExceededError',
  'DataSizeLimitExceededError',
  'ExecutionInterruptedError',
  'BundleValidationError',
  'AccountValidationError',
] as const;

export type ErrorType = (typeof ERROR_TYPES)[number];

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

/** An unknown or misspelt type counts as RuntimeError (ASM-64). */
export function errorTypeOf(name: unknown): ErrorType {
  return ERROR_TYPES.find((type) => type === name) ?? 'RuntimeError';
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

/** A failure of an expression is a RuntimeError naming the directive that was evaluated (ASM-23, iml.md §6.5). */
export function evaluationError(directive: string, error: unknown): Error {
  const isLanguage =
    error instanceof ImlSyntaxError || error instanceof ImlRuntimeError || error instanceof ImlFunctionError;
  if (!isLanguage) return error instanceof Error ? error : new PlatformError('UnknownError', messageOf(error));
  return new PlatformError('RuntimeError', failedToMap(directive, error), { cause: error });
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
  const message = messageOf(error) || code || 'The request failed without an answer.';
  if (TIMEOUTS.has(code)) return new PlatformError('ModuleTimeoutError', message, { cause: error });
  return new PlatformError(CERTIFICATE.test(code) ? 'RuntimeError' : 'ConnectionError', message, { cause: error });
}
