import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import type { ErrorType } from './errors.ts';
import { defaultErrorMessage, defaultErrorType, errorTypeOf, PlatformError } from './errors.ts';

type Evaluate = (template: unknown) => unknown;

interface Wording {
  readonly message?: unknown;
  readonly type?: unknown;
}

/** A directive that is text alone is a message. */
function wordingOf(value: unknown): Wording {
  if (typeof value === 'string') return { message: value };
  return isPlainObject(value) ? value : {};
}

/**
 * The error of an answer with a status of 400 or more, or one that `valid` refused (runtime.md §4.7, §4.8).
 * Wordings come in order of precedence: `valid`, the entry of the status, the generic one, the platform's own text (A8).
 */
export function responseError(
  answer: { readonly status: number; readonly error: unknown; readonly valid?: unknown },
  evaluate: Evaluate,
): PlatformError {
  const { status, error, valid } = answer;
  const entry = isPlainObject(error) ? error[String(status)] : undefined;
  const generic = wordingOf(error);
  const wordings = [
    ...(isPlainObject(valid) ? [valid] : []),
    ...(entry === undefined ? [] : [wordingOf(entry)]),
    generic,
  ];
  const message = firstText(
    wordings.map((wording) => wording.message),
    evaluate,
  );
  return new PlatformError(
    typeIn({ status, entry, generic, valid }, evaluate),
    message ?? (valid === undefined ? defaultErrorMessage(status) : 'Response marked as invalid.'),
    { statusCode: status },
  );
}

/**
 * A type in `valid` wins; then the entry of the status decides alone, its lack of a type meaning the status's default;
 * a generic type counts for every status without an entry (A8, A23).
 */
function typeIn(
  spec: { readonly status: number; readonly entry: unknown; readonly generic: Wording; readonly valid: unknown },
  evaluate: Evaluate,
): ErrorType {
  const chosen = spec.entry === undefined ? spec.generic : wordingOf(spec.entry);
  const candidates = [isPlainObject(spec.valid) ? spec.valid.type : undefined, chosen.type];
  const named = firstText(candidates, evaluate);
  return named === undefined ? defaultErrorType(spec.status) : errorTypeOf(named);
}

/** The first template with text in it; one that fails or yields nothing falls to the next (ASM-41). */
function firstText(templates: readonly unknown[], evaluate: Evaluate): string | undefined {
  for (const template of templates) {
    if (template === undefined || template === null) continue;
    const text = textOrNothing(template, evaluate);
    if (text !== '') return text;
  }
  return undefined;
}

function textOrNothing(template: unknown, evaluate: Evaluate): string {
  try {
    return toText(evaluate(template));
  } catch {
    return ''; // The answer's own error matters more than a mistake in its wording.
  }
}
