/** Where in a template an error is: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What every located error of the language carries. */
export interface ImlErrorDetails extends Span {
  /** `IML0xx` for syntax, `IML1xx` for evaluation. */
  readonly code: string;
  /** The complete template text the offsets refer to. */
  readonly template: string;
}

/** A template that cannot be parsed. */
export class ImlSyntaxError extends Error {
  override readonly name = 'ImlSyntaxError';
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly template: string;

  constructor(message: string, details: ImlErrorDetails) {
    super(message);
    this.code = details.code;
    this.start = details.start;
    this.end = details.end;
    this.template = details.template;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** A template that parses but fails while it is evaluated; the message is the platform's where one is known (iml.md §6.5). */
export class ImlRuntimeError extends Error {
  override readonly name = 'ImlRuntimeError';
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly template: string;
  /** The function named in the message, when one is. */
  readonly functionName: string | undefined;

  constructor(
    message: string,
    details: ImlErrorDetails & { readonly functionName?: string | undefined; readonly cause?: unknown },
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.start = details.start;
    this.end = details.end;
    this.template = details.template;
    this.functionName = details.functionName;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/**
 * Thrown by a language function on bad input, with the inner message alone (`'x' is not a valid date.`).
 * The evaluator, which knows the call, turns it into an ImlRuntimeError.
 */
export class ImlFunctionError extends Error {
  override readonly name = 'ImlFunctionError';

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
  }
}

/** `Function 'x' not found!`, with the nearest enclosing function's prefix inside an argument (iml.md §6.5). */
export function functionNotFound(name: string, enclosing: string | undefined): string {
  const message = `Function '${name}' not found!`;
  return enclosing === undefined ? message : functionFailed(enclosing, message);
}

/** `Function 'x' finished with error! …` (iml.md §6.5). */
export function functionFailed(name: string, inner: string): string {
  return `Function '${name}' finished with error! ${inner}`;
}

/** The host's form of an evaluation error, naming the field that was being mapped (iml.md §6.5). */
export function failedToMap(field: string, error: unknown): string {
  return `Failed to map '${field}': ${messageOf(error)}`;
}

/** The message of anything that can be thrown; never throws itself. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'string') return error;
  const message = typeof error === 'object' && error !== null ? ownText(error, 'message') : undefined;
  return message ?? 'unknown error';
}

function ownText(value: object, key: string): string | undefined {
  const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return typeof found === 'string' ? found : undefined;
}

/** Characters of a long template shown on each side of the place. */
const CONTEXT = 60;

/** Prints an error as code and message, the line of the template it is in, and carets under the place. */
export function formatImlError(error: ImlErrorDetails & { readonly message: string }): string {
  const { template, code, message } = error;
  const start = Math.min(Math.max(error.start, 0), template.length);
  const lineStart = template.lastIndexOf('\n', start - 1) + 1;
  const newline = template.indexOf('\n', start);
  const lineEnd = newline === -1 ? template.length : newline;
  const from = Math.max(lineStart, start - CONTEXT);
  const to = Math.min(lineEnd, start + CONTEXT);
  const before = `${from > lineStart ? '…' : ''}${template.slice(from, start)}`;
  const shown = `${before}${template.slice(start, to)}${to < lineEnd ? '…' : ''}`;
  const width = Math.max(1, Math.min(error.end, to) - start);
  const indent = before.replace(/[^\t]/g, ' ');
  return `${code} ${message}\n  ${shown}\n  ${indent}${'^'.repeat(width)}`;
}
