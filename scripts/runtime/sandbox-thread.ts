import { createRequire } from 'node:module';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { realmText } from './sandbox-text.ts';
import {
  sandboxThread,
  type ThreadData,
  type ThreadMessage,
  type ThreadReply,
  type ThreadRequest,
} from './sandbox-worker.ts';

/** What the code in a realm may reach while a request is served. */
export interface ThreadHost {
  /** Answers a question of the code. Must not throw, nor send a request of its own. */
  readonly answer: (what: string, text: string) => string;
  readonly note: (what: string, text: string) => void;
}

/** Beyond its own limits, how long the thread may take to answer: to notice that time is up, or to start anew. */
const GRACE = 500;
const START = 10_000;

/** Looks at the count before going to sleep: most answers come sooner than a sleeper wakes. */
const SPINS = 2000;

/** Megabytes of native stack; the engine's own limit is reached long before, so that it never meets this one. */
const STACK_SIZE = 32;

/** The thread that sandboxes run in, spoken to synchronously. */
export class SandboxThread {
  /** Resolves when the first request would be served at once; rejects when the engine cannot be loaded. */
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #counts = new Int32Array(new SharedArrayBuffer(8));
  #isAlive = true;
  #hasAnswered = false;

  constructor(memoryLimit: number) {
    const { port1, port2 } = new MessageChannel();
    const { resolve } = createRequire(import.meta.url);
    const workerData: ThreadData = {
      port: port2,
      counts: this.#counts,
      core: resolve('quickjs-emscripten-core'),
      variant: resolve('@jitl/quickjs-wasmfile-release-sync'),
      realm: realmText(),
      memoryLimit,
    };
    this.#port = port1;
    this.#worker = new Worker(`(${String(sandboxThread)})(require)`, {
      eval: true,
      workerData,
      transferList: [port2],
      resourceLimits: { stackSizeMb: STACK_SIZE },
      env: {},
      execArgv: [],
      name: 'sandbox',
    });
    this.ready = this.#start();
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Sends a request and waits for its reply; undefined when there was none in time, and the thread has been ended. */
  request(request: ThreadRequest, timeLimit: number, host: ThreadHost): ThreadReply | undefined {
    const until = performance.now() + timeLimit + GRACE + (this.#hasAnswered ? 0 : START);
    try {
      this.#send(request);
      const reply = this.#serve(host, until);
      if (reply === undefined || reply.kind === 'broken') this.end();
      return reply;
    } catch (error) {
      this.end(); // Its reply would be taken for that to the next request.
      throw error;
    }
  }

  end(): void {
    this.#isAlive = false;
    this.#port.close();
    void this.#worker.terminate();
  }

  /** The thread must not keep the process alive: it lives as long as somebody may want it. */
  async #start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#worker.once('message', () => resolve());
      this.#worker.once('error', reject);
      this.#worker.once('exit', () => reject(new Error('The sandbox ended before it was ready.')));
    }).finally(() => this.#worker.unref());
    this.#worker.on('error', () => this.end());
  }

  #serve(host: ThreadHost, until: number): ThreadReply | undefined {
    for (;;) {
      const message = this.#receive(until);
      if (message === undefined) return undefined;
      this.#hasAnswered = true;
      if (message.kind === 'ask') this.#send(host.answer(message.what, message.text));
      else if (message.kind === 'tell') host.note(message.what, message.text);
      else return message;
    }
  }

  #send(message: ThreadRequest | string): void {
    this.#port.postMessage(message);
    Atomics.add(this.#counts, 0, 1);
    Atomics.notify(this.#counts, 0);
  }

  #receive(until: number): ThreadMessage | undefined {
    for (;;) {
      const seen = Atomics.load(this.#counts, 1);
      const received = receiveMessageOnPort(this.#port);
      if (received) return received.message as ThreadMessage; // Only the thread has the other end of the port.
      for (let turn = 0; turn < SPINS && Atomics.load(this.#counts, 1) === seen; turn++);
      const left = until - performance.now();
      if (left <= 0) return undefined;
      Atomics.wait(this.#counts, 1, seen, left);
    }
  }
}

interface Started {
  readonly thread: SandboxThread;
  readonly ready: Promise<void>;
}

/** A thread for each memory limit, which is the thread's; nearly always one. */
const started = new Map<number, Started>();

function start(memoryLimit: number): Started {
  const known = started.get(memoryLimit);
  if (known?.thread.isAlive) return known;
  const thread = new SandboxThread(memoryLimit);
  const entry = { thread, ready: thread.ready };
  entry.ready.catch(() => thread.end());
  started.set(memoryLimit, entry);
  return entry;
}

/** Starts the thread unless it runs: the engine is loaded once. */
export const startThread = (memoryLimit: number): Promise<void> => start(memoryLimit).ready;

/** The running thread; in place of one that had to be ended, a new one. */
export const runningThread = (memoryLimit: number): SandboxThread => start(memoryLimit).thread;
