import type { BufferClass } from './sandbox-buffer.ts';
import type { ValueCodec, ValueKinds } from './sandbox-codec.ts';

/** What a realm is made with; crosses as JSON. */
export interface RealmConfiguration {
  readonly builtIns: readonly string[];
  /** Custom functions by name. */
  readonly sources: Readonly<Record<string, string>>;
  /** Asks the host for the time and for random numbers, instead of the machine. */
  readonly hasHostClock: boolean;
  readonly hasHostRandom: boolean;
}

/** What reaches out of a realm. Values cross as the codec's text; an answer begins with V (a value) or E (an error). */
export interface RealmHost {
  readonly ask: (what: string, text: string) => string;
  readonly tell: (what: string, text: string) => void;
}

/** What a realm can be asked for; the answer is text as above. */
export type RealmEntry = (action: 'call' | 'load' | 'test', name: string, text: string, timezone: string) => string;

/** The other functions whose text is part of the realm. */
export interface RealmParts {
  readonly codecOf: (kinds: ValueKinds) => ValueCodec;
  readonly makeBuffer: () => BufferClass;
  readonly makeAssert: () => unknown;
}

/**
 * Furnishes a realm: `iml`, `environment`, `debug` and `Buffer` beside JavaScript's own, and nothing else.
 *
 * The text of this function runs inside the sandbox: it may use nothing from outside itself. What it needs of the
 * language it takes hold of before an author's code can change it.
 */
export function furnishRealm(parts: RealmParts, { ask, tell }: RealmHost, config: RealmConfiguration): RealmEntry {
  const { codecOf, makeBuffer, makeAssert } = parts;
  const { apply, construct, get } = Reflect;
  const { hasOwn, freeze, isFrozen, defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames } = Object;
  // biome-ignore lint/security/noGlobalEval: the sandbox is there to evaluate code
  const evaluate = globalThis.eval;
  const exec = RegExp.prototype.exec;
  const emptyString: unknown = freeze(Object(''));
  const errorTypes = new WeakMap<object, string>();
  const typeOf = errorTypes.get.bind(errorTypes);

  const makeTypedError = (type: string, message: string): Error => {
    const error = new Error(message);
    for (const key of ['name', 'type']) {
      defineProperty(error, key, { value: type, writable: true, enumerable: key === 'type', configurable: true });
    }
    errorTypes.set(error, type);
    return error;
  };

  let knownBuffer: BufferClass | undefined;

  /** Few functions need it: it is made for the first that does. */
  const bufferClass = (): BufferClass => {
    knownBuffer ??= makeBuffer();
    return knownBuffer;
  };

  const { encode, decode } = codecOf({
    emptyString,
    bytesOf: (value) => (value instanceof Uint8Array ? bufferClass().from(value).toString('latin1') : undefined),
    makeBytes: (characters) => bufferClass().from(characters, 'latin1'),
    errorType: (value) => typeOf(value),
    makeTypedError,
  });

  const errorOf = (thrown: unknown): Error => {
    if (thrown instanceof Error) return thrown;
    const message =
      typeof thrown === 'object' && thrown !== null ? getOwnPropertyDescriptor(thrown, 'message')?.value : thrown;
    return new Error(typeof message === 'symbol' || typeof message === 'object' ? 'unknown error' : `${message}`);
  };

  const answer = (work: () => unknown): string => {
    try {
      return `V${encode(work())}`;
    } catch (thrown) {
      return `E${encode(errorOf(thrown))}`;
    }
  };

  const readAnswer = (text: string): unknown => {
    const value = decode(text.slice(1));
    if (text[0] === 'E') throw value;
    return value;
  };

  let timezone = 'UTC';
  const compiled: Record<string, (...args: readonly unknown[]) => unknown> = Object.create(null);

  /** Reads a source as a function expression, at its first use, so that functions need no order. */
  const functionOf = (name: string): ((...args: readonly unknown[]) => unknown) => {
    const known = compiled[name];
    if (known) return known;
    let found: unknown;
    try {
      found = evaluate(`(${config.sources[name]}\n)`);
    } catch (thrown) {
      const { message, stack } = errorOf(thrown);
      const line = apply(exec, /<(?:input|evalScript)>:(\d+)/, [stack ?? ''])?.[1];
      throw new SyntaxError(
        `The code of '${name}' cannot be loaded: ${message}${line === undefined ? '' : ` (line ${line})`}`,
      );
    }
    if (typeof found !== 'function')
      throw new SyntaxError(`The code of '${name}' cannot be loaded: it is not a function.`);
    compiled[name] = found as (...args: readonly unknown[]) => unknown; // What JavaScript calls a function.
    return compiled[name];
  };

  const callCustom = (name: string, args: readonly unknown[]): unknown => apply(functionOf(name), { timezone }, args);

  /** `pop` and `shift` change the very array they are given; every other function gets and gives copies. */
  const IN_PLACE: Readonly<Record<string, (array: unknown[]) => unknown>> = {
    pop: (array) => array.pop(),
    shift: (array) => array.shift(),
  };

  const callBuiltIn = (name: string, args: readonly unknown[]): unknown => {
    const [array] = args;
    const inPlace = hasOwn(IN_PLACE, name) ? IN_PLACE[name] : undefined;
    if (inPlace && Array.isArray(array) && !isFrozen(array)) return inPlace(array);
    return readAnswer(ask(name, encode(args)));
  };

  const iml: Record<string, unknown> = Object.create(null);
  for (const name of config.builtIns) iml[name] = (...args: readonly unknown[]) => callBuiltIn(name, args);
  for (const name of Object.keys(config.sources)) iml[name] = (...args: readonly unknown[]) => callCustom(name, args);
  freeze(iml);

  const debug = (...values: readonly unknown[]): void => {
    for (const value of values)
      tell(
        'debug',
        answer(() => value),
      );
  };

  const addGlobal = (name: string, value: unknown): void => {
    defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
  };

  const setTimezone = (zone: string): void => {
    timezone = zone;
    addGlobal('environment', { timezone });
  };

  const followHostClock = (): void => {
    const Native = Date;
    const now = (): number => Number(readAnswer(ask('Date.now', '[]')));
    const HostDate = new Proxy(Native, {
      apply: () => new HostDate().toString(),
      construct: (target, args, self) => construct(target, args.length === 0 ? [now()] : args, self),
      get: (target, key, self) => (key === 'now' ? now : get(target, key, self)),
    });
    defineProperty(Native.prototype, 'constructor', { value: HostDate, writable: true, configurable: true });
    addGlobal('Date', HostDate);
  };

  /** Native loops over the length of an array cannot be interrupted: an array with more gaps than memory has room for is refused. */
  const boundArrays = (): void => {
    const MAX_LENGTH = 2 ** 25;
    for (const name of getOwnPropertyNames(Array.prototype)) {
      const native: unknown = getOwnPropertyDescriptor(Array.prototype, name)?.value;
      if (typeof native !== 'function' || name === 'constructor' || name === 'push' || name === 'at') continue;
      const bounded = {
        [name](this: { readonly length?: unknown } | null, ...args: readonly unknown[]): unknown {
          const length = this === null || this === undefined ? 0 : this.length;
          if (typeof length === 'number' && length > MAX_LENGTH) throw new RangeError('Invalid array length');
          return apply(native, this, args);
        },
      }[name];
      defineProperty(bounded, 'length', { value: native.length, configurable: true });
      defineProperty(Array.prototype, name, { value: bounded, writable: true, configurable: true });
    }
    defineProperty(Array.prototype, Symbol.iterator, {
      value: Array.prototype.values,
      writable: true,
      configurable: true,
    });
  };

  const it = (name: unknown, test: () => unknown): void => {
    tell(
      'begin',
      answer(() => `${name}`),
    );
    tell(
      'end',
      answer(() => {
        const result = test();
        if (result instanceof Promise) throw new TypeError('The test returned a promise: tests must be synchronous.');
      }),
    );
  };

  const runTest = (name: string, source: string): void => {
    addGlobal('assert', makeAssert());
    addGlobal('it', it);
    addGlobal(name, iml[name]);
    evaluate(source);
  };

  const ACTIONS: { readonly [Action in Parameters<RealmEntry>[0]]: (name: string, text: string) => unknown } = {
    call: (name, text) => callCustom(name, decode(text) as readonly unknown[]), // The host encodes a list.
    load: () => {
      for (const name of Object.keys(config.sources)) functionOf(name);
    },
    test: (name, text) => runTest(name, decode(text) as string), // The host encodes text.
  };

  addGlobal('iml', iml);
  addGlobal('debug', debug);
  defineProperty(globalThis, 'Buffer', {
    get: bufferClass,
    set: (value: unknown) => addGlobal('Buffer', value),
    configurable: true,
  });
  setTimezone(timezone);
  if (config.hasHostClock) followHostClock();
  if (config.hasHostRandom) Math.random = () => Number(readAnswer(ask('Math.random', '[]')));
  boundArrays();
  return (action, name, text, zone) => {
    if (zone !== timezone) setTimezone(zone);
    return answer(() => ACTIONS[action](name, text));
  };
}
