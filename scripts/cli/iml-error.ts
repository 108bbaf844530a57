import { formatImlError, ImlRuntimeError, ImlSyntaxError, messageOf } from '../iml/errors.ts';

/** An error of the language with a caret under its place; anything else as its message. */
export function showError(error: unknown): string {
  return error instanceof ImlSyntaxError || error instanceof ImlRuntimeError ? formatImlError(error) : messageOf(error);
}
