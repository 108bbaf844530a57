import { type ErrorType, errorTypeOf } from '../core/error-types.ts';
import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import { defaultErrorMessage, defaultErrorType, PlatformError, typedErrorIn } from './errors.ts';

type Evaluate = (template: unknown) => unknown;
/** Hears of a wording that does not do what its author meant. */
type Remark = (kind: 'emptyMessage' | 'errorType', message: string) => void;

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
  remark: Remark,
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
    (template) =>
      remark('emptyMessage', `The message ${JSON.stringify(template)} comes out empty for status ${status}.`),
  );
  return new PlatformError(
    typeIn({ status, entry, generic, valid }, evaluate, remark),
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
  remark: Remark,
): ErrorType {
  const chosen = spec.entry === undefined ? spec.generic : wordingOf(spec.entry);
  const candidates = [isPlainObject(spec.valid) ? spec.valid.type : undefined, chosen.type];
  const named = firstText(candidates, evaluate);
  if (named === undefined) return defaultErrorType(spec.status);
  const type = errorTypeOf(named);
  if (type !== named) remark('errorType', `The error type "${named}" is unknown.`);
  return type;
}

/** The first template with text in it; one that fails or yields nothing falls to the next (ASM-41). */
function firstText(
  templates: readonly unknown[],
  evaluate: Evaluate,
  onEmpty?: (template: unknown) => void,
): string | undefined {
  for (const template of templates) {
    if (template === undefined || template === null) continue;
    const text = textOrNothing(template, evaluate);
    if (text !== '') return text;
    onEmpty?.(template);
  }
  return undefined;
}

function textOrNothing(template: unknown, evaluate: Evaluate): string {
  try {
    return toText(evaluate(template));
  } catch (error) {
    if (typedErrorIn(error)) throw error; // The app made this error to be the one that is seen.
    return ''; // The answer's own error matters more than a mistake in its wording.
  }
}
