/** Why the sandbox gave up. */
export type SandboxLimit = 'time' | 'memory' | 'stack' | 'source' | 'engine';

/** A custom function that was stopped, or refused, by a limit of the sandbox. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly limit: SandboxLimit;

  constructor(limit: SandboxLimit, message: string) {
    super(message);
    this.limit = limit;
  }
}

export const timeExceeded = (milliseconds: number): SandboxError =>
  new SandboxError('time', `Script execution timed out after ${milliseconds} ms.`);

export const memoryExceeded = (bytes: number): SandboxError =>
  new SandboxError('memory', `Script execution ran out of memory: it may use ${Math.round(bytes / 2 ** 20)} MB.`);

export const stackExceeded = (): SandboxError => new SandboxError('stack', 'Maximum call stack size exceeded');

/** Neither the code's doing nor a limit we know: what the engine said goes along. */
export const engineFailed = (message: string): SandboxError =>
  /stack|out of bounds|unreachable/.test(message)
    ? stackExceeded()
    : new SandboxError('engine', `The script broke the engine it ran on: ${message}.`);

/** The platform refuses to store such a function (runtime.md §13). */
export const sourceTooLong = (name: string, length: number, limit: number): SandboxError =>
  new SandboxError(
    'source',
    `IM005: the code of function '${name}' has ${length} characters; at most ${limit} are allowed.`,
  );
