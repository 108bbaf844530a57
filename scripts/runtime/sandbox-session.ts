import { messageOf } from '../iml/errors.ts';
import type { ImlFunction } from '../iml/functions/function.ts';
import { library } from '../iml/functions/library.ts';
import { TypedError, typedError } from '../iml/functions/typed-error.ts';
import type { Host } from '../iml/host.ts';
import { EMPTY_STRING } from '../iml/values.ts';
import { valueCodec } from './sandbox-codec.ts';
import { engineFailed, memoryExceeded, sourceTooLong, stackExceeded, timeExceeded } from './sandbox-errors.ts';
import type { RealmConfiguration, RealmEntry } from './sandbox-realm.ts';
import { runningThread, type SandboxThread, type ThreadHost } from './sandbox-thread.ts';
import type { ThreadReply, ThreadRequest } from './sandbox-worker.ts';

/** What the platform allows a custom function (iml.md §14.1, runtime.md §13). */
export const TIME_LIMIT = 10_000;
export const SOURCE_LIMIT = 5000;

/** Bytes; the platform has sixteen times as much (runtime.md §13), which no function should come near. */
export const MEMORY_LIMIT = 128 * 2 ** 20;

export interface SessionOptions {
  /** Milliseconds one call may take, calls of other functions included. */
  readonly timeLimit?: number | undefined;
  /** Bytes of all realms with the same limit together. */
  readonly memoryLimit?: number | undefined;
  /** Gets what functions pass to `debug`. */
  readonly debug?: ((value: unknown) => void) | undefined;
  /** Gets what else the code in the realm reports, with the time it did. */
  readonly note?: ((what: string, value: unknown, at: number) => void) | undefined;
  /** Whether `Date` and `Math.random` follow the host; otherwise they are the machine's. */
  readonly followsHost?: boolean | undefined;
}

const { encode, decode } = valueCodec({
  emptyString: EMPTY_STRING,
  bytesOf: (value) =>
    value instanceof Uint8Array
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1')
      : undefined,
  makeBytes: (characters) => Buffer.from(characters, 'latin1'),
  errorType: (value) => (value instanceof TypedError ? value.type : undefined),
  makeTypedError: typedError,
});

interface Entering {
  readonly host: Host;
  readonly timeLimit: number;
}

function checkLength(name: string, { length }: string): void {
  if (length > SOURCE_LIMIT) throw sourceTooLong(name, length, SOURCE_LIMIT);
}

let sessions = 0;

/** The functions of one app in a realm of their own, which opens at the first call and again after a limit was hit. */
export class SandboxSession {
  readonly #sources: Readonly<Record<string, string>>;
  readonly #options: SessionOptions;
  readonly #id = ++sessions;
  /** The thread that holds the realm. */
  #thread: SandboxThread | undefined;

  constructor(sources: Readonly<Record<string, string>>, options: SessionOptions = {}) {
    this.#sources = sources;
    this.#options = options;
  }

  /** Calls a function; throws what it throws, or a SandboxError. */
  call(name: string, args: readonly unknown[], host: Host): unknown {
    const source = Object.hasOwn(this.#sources, name) ? this.#sources[name] : undefined;
    if (source === undefined) throw new Error(`Function '${name}' not found!`);
    checkLength(name, source);
    return this.#enter('call', [name, args], { host, timeLimit: this.#timeLimit });
  }

  /** Reads the code of every function, so that errors in it show. */
  load(host: Host, timeLimit: number): void {
    for (const [name, source] of Object.entries(this.#sources)) checkLength(name, source);
    this.#enter('load', ['', undefined], { host, timeLimit });
  }

  /** Runs the test of a function; what its blocks do is reported as notes. */
  test(name: string, test: string, { host, timeLimit }: Entering): void {
    this.#enter('test', [name, test], { host, timeLimit });
  }

  #enter(
    action: Parameters<RealmEntry>[0],
    [name, value]: readonly [name: string, value: unknown],
    { host, timeLimit }: Entering,
  ): unknown {
    const text = encode(value);
    if (text.length > this.#memoryLimit) throw memoryExceeded(this.#memoryLimit);
    this.#open(host);
    const texts = [action, name, text, host.timezone];
    const reply = this.#request({ kind: 'enter', realm: this.#id, texts, timeLimit }, host);
    return this.#read(reply, timeLimit);
  }

  /** Frees the realm; a later call opens another. */
  dispose(): void {
    if (this.#thread?.isAlive) this.#thread.request({ kind: 'close', realm: this.#id }, TIME_LIMIT, DEAF);
    this.#thread = undefined;
  }

  get #timeLimit(): number {
    return this.#options.timeLimit ?? TIME_LIMIT;
  }

  get #memoryLimit(): number {
    return this.#options.memoryLimit ?? MEMORY_LIMIT;
  }

  #open(host: Host): void {
    if (this.#thread?.isAlive) return;
    this.#thread = runningThread(this.#memoryLimit);
    const { followsHost = true } = this.#options;
    const configuration: RealmConfiguration = {
      builtIns: [...library.keys()],
      sources: this.#sources,
      hasHostClock: followsHost,
      hasHostRandom: followsHost && host.random !== Math.random,
    };
    const request = { realm: this.#id, configuration: JSON.stringify(configuration), timeLimit: OPENING };
    this.#read(this.#request({ kind: 'open', ...request }, host), OPENING);
  }

  #request(request: ThreadRequest & { readonly kind: 'open' | 'enter' }, host: Host): ThreadReply | undefined {
    const notes: (readonly [what: string, value: unknown, at: number])[] = [];
    const threadHost: ThreadHost = {
      answer: (what, text) => answerTo(what, text, host),
      note: (what, text) => notes.push([what, readAnswer(text).value, performance.now()]),
    };
    try {
      return this.#thread?.request(request, request.timeLimit, threadHost);
    } finally {
      for (const [what, value, at] of notes) this.#pass(what, value, at);
    }
  }

  /** Only after the reply: whoever gets a note may call a function again. */
  #pass(what: string, value: unknown, at: number): void {
    if (what === 'debug') this.#options.debug?.(value);
    else this.#options.note?.(what, value, at);
  }

  #read(reply: ThreadReply | undefined, timeLimit: number): unknown {
    if (reply === undefined) throw timeExceeded(timeLimit);
    switch (reply.kind) {
      case 'done':
        return reply.text === '' ? undefined : this.#readText(reply.text);
      case 'limit':
        if (reply.limit === 'memory') throw this.#memoryExceeded();
        this.dispose();
        throw timeExceeded(timeLimit);
      case 'broken':
        throw engineFailed(reply.message);
    }
  }

  #readText(text: string): unknown {
    const { isError, value } = readAnswer(text);
    if (!isError) return value;
    if (!(value instanceof Error) || !/^(?:InternalError|SyntaxError)$/.test(value.name)) throw value;
    if (/stack overflow/.test(value.message)) throw stackExceeded();
    throw /out of memory/.test(value.message) ? this.#memoryExceeded() : value;
  }

  /** The memory of a thread never shrinks: it ends, and whoever had a realm there gets another. */
  #memoryExceeded(): Error {
    this.#thread?.end();
    return memoryExceeded(this.#memoryLimit);
  }
}

/** Milliseconds to furnish a realm. */
const OPENING = 5000;

const DEAF: ThreadHost = { answer: () => `E${encode(new Error('closed'))}`, note: () => undefined };

function readAnswer(text: string): { readonly isError: boolean; readonly value: unknown } {
  return { isError: text.startsWith('E'), value: decode(text.slice(1)) };
}

/** Calls what the code asked for; every failure is an answer too. */
function answerTo(what: string, text: string, host: Host): string {
  try {
    return `V${encode(ask(what, decode(text), host))}`;
  } catch (error) {
    return `E${encode(error instanceof TypedError ? error : new Error(messageOf(error)))}`;
  }
}

function ask(what: string, args: unknown, host: Host): unknown {
  if (what === 'Date.now') return host.now().getTime();
  if (what === 'Math.random') return host.random();
  const builtIn = library.get(what);
  if (!builtIn || !Array.isArray(args)) throw new Error(`Function '${what}' not found!`);
  return callBuiltIn(builtIn, args, host);
}

/** Arguments of lazy functions are evaluated already, as JavaScript does. */
function callBuiltIn(builtIn: ImlFunction, args: readonly unknown[], host: Host): unknown {
  if (!builtIn.lazy) return builtIn.run(host, ...args);
  return builtIn.run(host, ...args.map((value) => () => value));
}
