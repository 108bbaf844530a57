/** The error types an app can name in `error.type` and `valid.type` (make-app-format.md §6.1). */
export const APP_ERROR_TYPES = [
  'RuntimeError',
  'DataError',
  'RateLimitError',
  'OutOfSpaceError',
  'ConnectionError',
  'InvalidConfigurationError',
  'InvalidAccessTokenError',
  'IncompleteDataError',
  'DuplicateDataError',
] as const;

/** Every error name the platform uses; `errorFactory` makes all but the two that validation raises (runtime.md §4.7). */
export const ERROR_TYPES = [
  ...APP_ERROR_TYPES,
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
  'BundleValidationError',
  'AccountValidationError',
] as const;

export type ErrorType = (typeof ERROR_TYPES)[number];

/** An unknown or misspelt type counts as RuntimeError (ASM-64). */
export function errorTypeOf(name: unknown): ErrorType {
  return ERROR_TYPES.find((type) => type === name) ?? 'RuntimeError';
}
