/** The error types an app can name (runtime.md §4.7). */
export const ERROR_TYPES: ReadonlySet<string> = new Set([
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
  'Warning',
]);

/** An error as a value: what `errorFactory` gives and a custom function may return to fail with that type. */
export class TypedError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.name = type;
    this.type = type;
  }
}

/** Makes an error of a type; a type nobody knows becomes RuntimeError (A, iml-digest.md §5.6). */
export const typedError = (type: string, message: string): TypedError =>
  new TypedError(ERROR_TYPES.has(type) ? type : 'RuntimeError', message);
