import type { DeepEquals } from './sandbox-equality.ts';
import type { Inspect } from './sandbox-inspect.ts';

/** A callable with methods, as tests know `assert`. */
export type Assertions = (value: unknown, message?: unknown) => void;

/**
 * Makes the part of Node's `assert` that the platform documents for tests of functions (iml.md §14.3), and what goes with it.
 *
 * The text of this function runs inside the sandbox: it may use nothing from outside itself.
 */
export function assertModule(inspect: Inspect, deepEquals: DeepEquals): Assertions {
  class AssertionError extends Error {
    override readonly name = 'AssertionError';
    readonly code = 'ERR_ASSERTION';
    readonly actual: unknown;
    readonly expected: unknown;
    readonly operator: string;
    readonly generatedMessage: boolean;

    constructor({ message, actual, expected, operator, isGenerated }: Failure) {
      super(message);
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
      this.generatedMessage = isGenerated;
    }
  }

  interface Failure {
    readonly message: string;
    readonly actual?: unknown;
    readonly expected?: unknown;
    readonly operator: string;
    readonly isGenerated: boolean;
  }

  interface Comparison {
    readonly actual?: unknown;
    readonly expected?: unknown;
    readonly operator: string;
    /** The author's own message, which goes before ours; an Error is thrown as it is. */
    readonly message: unknown;
    readonly explain: () => string;
  }

  const failed = ({ message, explain, ...rest }: Comparison): Error => {
    if (message instanceof Error) return message;
    const isGenerated = message === undefined || message === null;
    return new AssertionError({ ...rest, isGenerated, message: isGenerated ? explain() : `${message}` });
  };

  const require = (isTrue: boolean, comparison: Comparison): void => {
    if (!isTrue) throw failed(comparison);
  };

  /** Marks the lines that differ, between the ones that two values begin and end with alike. */
  const difference = (actual: unknown, expected: unknown): string => {
    const [left, right] = [inspect(actual).split('\n'), inspect(expected).split('\n')];
    let from = 0;
    while (from < Math.min(left.length, right.length) && left[from] === right[from]) from++;
    let behind = 0;
    const longest = Math.min(left.length, right.length) - from;
    while (behind < longest && left[left.length - 1 - behind] === right[right.length - 1 - behind]) behind++;
    return [
      ...left.slice(0, from).map((line) => `  ${line}`),
      ...left.slice(from, left.length - behind).map((line) => `+ ${line}`),
      ...right.slice(from, right.length - behind).map((line) => `- ${line}`),
      ...left.slice(left.length - behind).map((line) => `  ${line}`),
    ].join('\n');
  };

  const explainDifference = (heading: string, actual: unknown, expected: unknown): string => {
    if (inspect(actual) === inspect(expected)) {
      return `${heading.replace(/:$/, '')}, and they only look alike:\n\n${inspect(actual)}\n`;
    }
    return `${heading}\n+ actual - expected\n\n${difference(actual, expected)}\n`;
  };

  const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

  const ok = (...args: readonly unknown[]): void => {
    const [value, message] = args;
    const explain = (): string =>
      args.length === 0 ? 'No value argument passed to `assert.ok()`' : `The value is falsy: ${inspect(value)}`;
    require(Boolean(value), { actual: value, expected: true, operator: '==', message, explain });
  };

  const looselyEqual = (left: unknown, right: unknown): boolean =>
    // biome-ignore lint/suspicious/noDoubleEquals: what the loose assertions are for
    left == right || (Number.isNaN(left) && Number.isNaN(right));

  const equalities = {
    equal: (actual: unknown, expected: unknown, message?: unknown) =>
      require(looselyEqual(actual, expected), {
        actual,
        expected,
        message,
        operator: '==',
        explain: () => `${inspect(actual)} == ${inspect(expected)}`,
      }),
    notEqual: (actual: unknown, expected: unknown, message?: unknown) =>
      require(!looselyEqual(actual, expected), {
        actual,
        expected,
        message,
        operator: '!=',
        explain: () => `${inspect(actual)} != ${inspect(expected)}`,
      }),
    strictEqual: (actual: unknown, expected: unknown, message?: unknown) =>
      require(Object.is(actual, expected), {
        actual,
        expected,
        message,
        operator: 'strictEqual',
        explain: () =>
          isPlain(actual) && isPlain(expected)
            ? `Expected values to be strictly equal:\n\n${inspect(actual)} !== ${inspect(expected)}\n`
            : explainDifference('Expected values to be strictly equal:', actual, expected),
      }),
    notStrictEqual: (actual: unknown, expected: unknown, message?: unknown) =>
      require(!Object.is(actual, expected), {
        actual,
        expected,
        message,
        operator: 'notStrictEqual',
        explain: () => `Expected "actual" to be strictly unequal to: ${inspect(expected)}`,
      }),
    deepEqual: (actual: unknown, expected: unknown, message?: unknown) =>
      require(deepEquals(actual, expected, false), {
        actual,
        expected,
        message,
        operator: 'deepEqual',
        explain: () =>
          `Expected values to be loosely deep-equal:\n\n${inspect(actual)}\n\nshould loosely deep-equal\n\n${inspect(expected)}`,
      }),
    notDeepEqual: (actual: unknown, expected: unknown, message?: unknown) =>
      require(!deepEquals(actual, expected, false), {
        actual,
        expected,
        message,
        operator: 'notDeepEqual',
        explain: () => `Expected "actual" not to be loosely deep-equal to: ${inspect(expected)}`,
      }),
    deepStrictEqual: (actual: unknown, expected: unknown, message?: unknown) =>
      require(deepEquals(actual, expected, true), {
        actual,
        expected,
        message,
        operator: 'deepStrictEqual',
        explain: () => explainDifference('Expected values to be strictly deep-equal:', actual, expected),
      }),
    notDeepStrictEqual: (actual: unknown, expected: unknown, message?: unknown) =>
      require(!deepEquals(actual, expected, true), {
        actual,
        expected,
        message,
        operator: 'notDeepStrictEqual',
        explain: () => `Expected "actual" not to be strictly deep-equal to: ${inspect(expected)}`,
      }),
  };

  /** Runs a function that is expected to throw, or not to. */
  const attempt = (run: unknown): { readonly thrown: unknown } | undefined => {
    if (typeof run !== 'function')
      throw new TypeError(`The "fn" argument must be of type function. Received ${inspect(run)}`);
    try {
      run();
      return undefined;
    } catch (thrown) {
      return { thrown };
    }
  };

  const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : `${thrown}`);

  /** Text in place of an expectation is the author's message. */
  const expectation = (expected: unknown, message: unknown): { readonly wanted: unknown; readonly message: unknown } =>
    typeof expected === 'string' ? { wanted: undefined, message: expected } : { wanted: expected, message };

  const isErrorClass = (wanted: unknown): wanted is new () => Error =>
    typeof wanted === 'function' && (wanted === Error || Object.prototype.isPrototypeOf.call(Error, wanted));

  /** What keeps a thrown value from being the one that was expected. */
  const mismatch = (thrown: unknown, wanted: unknown): string | undefined => {
    if (wanted instanceof RegExp) {
      return wanted.test(String(thrown))
        ? undefined
        : `The input did not match the regular expression ${wanted}. Input:\n\n${inspect(String(thrown))}\n`;
    }
    if (
      isErrorClass(wanted) ||
      (typeof wanted === 'function' && wanted.prototype !== undefined && thrown instanceof wanted)
    ) {
      if (thrown instanceof wanted) return undefined;
      return `The error is expected to be an instance of "${wanted.name}". Received "${thrown instanceof Error ? thrown.name : inspect(thrown)}"\n\nError message:\n\n${messageOf(thrown)}`;
    }
    if (typeof wanted === 'function') {
      return wanted(thrown) === true
        ? undefined
        : `The validation function is expected to return "true". Received error: ${inspect(thrown)}`;
    }
    return typeof wanted === 'object' && wanted !== null ? propertyMismatch(thrown, wanted) : undefined;
  };

  const propertyMismatch = (thrown: unknown, wanted: object): string | undefined => {
    const names = wanted instanceof Error ? ['name', 'message', ...Object.keys(wanted)] : Object.keys(wanted);
    for (const name of names) {
      const [expected, actual]: readonly unknown[] = [Reflect.get(wanted, name), Reflect.get(Object(thrown), name)];
      const isMet =
        expected instanceof RegExp && typeof actual === 'string'
          ? expected.test(actual)
          : deepEquals(actual, expected, true);
      if (!isMet) return explainDifference(`The error's "${name}" is not as expected:`, actual, expected);
    }
    return undefined;
  };

  const throws = (run: unknown, expected?: unknown, given?: unknown): void => {
    const { wanted, message } = expectation(expected, given);
    const outcome = attempt(run);
    const wantedName = isErrorClass(wanted) ? ` (${wanted.name})` : '';
    const ending = typeof message === 'string' ? `${wantedName}: ${message}` : `${wantedName}.`;
    require(outcome !== undefined, {
      operator: 'throws',
      expected: wanted,
      message: message instanceof Error ? message : undefined,
      explain: () => `Missing expected exception${ending}`,
    });
    const reason = mismatch(outcome?.thrown, wanted);
    require(reason === undefined, {
      operator: 'throws',
      actual: outcome?.thrown,
      expected: wanted,
      message,
      explain: () => reason ?? '',
    });
  };

  const doesNotThrow = (run: unknown, expected?: unknown, given?: unknown): void => {
    const { message } = expectation(expected, given);
    const outcome = attempt(run);
    const ending = typeof message === 'string' ? `: ${message}` : '.';
    require(outcome === undefined, {
      operator: 'doesNotThrow',
      actual: outcome?.thrown,
      message: message instanceof Error ? message : undefined,
      explain: () => `Got unwanted exception${ending}\nActual message: "${messageOf(outcome?.thrown)}"`,
    });
  };

  const requireMatch = (input: unknown, regex: RegExp, message: unknown, isWanted: boolean): void => {
    if (!(regex instanceof RegExp)) throw new TypeError('The "regexp" argument must be an instance of RegExp.');
    const verb = isWanted ? 'did not match' : 'was expected to not match';
    require(typeof input === 'string' ? regex.test(input) === isWanted : !isWanted, {
      actual: input,
      expected: regex,
      message,
      operator: isWanted ? 'match' : 'doesNotMatch',
      explain: () =>
        typeof input === 'string'
          ? `The input ${verb} the regular expression ${regex}. Input:\n\n${inspect(input)}\n`
          : `The "string" argument must be of type string. Received ${inspect(input)}`,
    });
  };

  const others = {
    ok,
    throws,
    doesNotThrow,
    match: (input: unknown, regex: RegExp, message?: unknown) => requireMatch(input, regex, message, true),
    doesNotMatch: (input: unknown, regex: RegExp, message?: unknown) => requireMatch(input, regex, message, false),
    fail: (message?: unknown) => require(false, { operator: 'fail', message, explain: () => 'Failed' }),
    ifError: (value?: unknown) =>
      require(value === null || value === undefined, {
        actual: value,
        expected: null,
        operator: 'ifError',
        message: undefined,
        explain: () => `ifError got unwanted exception: ${messageOf(value)}`,
      }),
    AssertionError,
  };

  const { strictEqual, notStrictEqual, deepStrictEqual, notDeepStrictEqual } = equalities;
  const strictOnes = {
    equal: strictEqual,
    notEqual: notStrictEqual,
    deepEqual: deepStrictEqual,
    notDeepEqual: notDeepStrictEqual,
  };
  const callable =
    (): Assertions =>
    (...args) =>
      ok(...args);
  const strict: object = Object.assign(callable(), equalities, others, strictOnes);
  return Object.assign(callable(), equalities, others, { strict: Object.assign(strict, { strict }) });
}
