import { type ErrorType, errorTypeOf } from '../../core/error-types.ts';

/** An error as a value: what `errorFactory` gives and a custom function may return to fail with that type. */
export class TypedError extends Error {
  readonly type: ErrorType;

  constructor(type: ErrorType, message: string) {
    super(message);
    this.name = type;
    this.type = type;
  }
}

/** Makes an error of a type; a type nobody knows becomes RuntimeError (A, iml-digest.md §5.6). */
export const typedError = (type: string, message: string): TypedError => new TypedError(errorTypeOf(type), message);
