import type { MessagePort } from 'node:worker_threads';

/** What the sandbox's thread is started with. */
export interface ThreadData {
  readonly port: MessagePort;
  /** Counts of messages to the thread and from it; whoever waits, waits for a change. */
  readonly counts: Int32Array;
  /** Files of the packages, which the thread cannot look up itself. */
  readonly core: string;
  readonly variant: string;
  /** Text that makes `furnishRealm` and its parts. */
  readonly realm: string;
  /** Bytes all realms of the thread may use together. */
  readonly memoryLimit: number;
}

export type ThreadRequest =
  | {
      readonly kind: 'open';
      readonly realm: number;
      readonly configuration: string;
      readonly timeLimit: number;
    }
  | {
      readonly kind: 'enter';
      readonly realm: number;
      readonly texts: readonly string[];
      readonly timeLimit: number;
    }
  | { readonly kind: 'close'; readonly realm: number };

export type ThreadReply =
  | { readonly kind: 'done'; readonly text: string }
  | { readonly kind: 'limit'; readonly limit: 'time' | 'memory' }
  /** The engine itself failed: the thread is of no use any more. */
  | { readonly kind: 'broken'; readonly message: string };

export type ThreadMessage =
  | ThreadReply
  /** Wants a function of the host; the thread waits for the text of the answer. */
  | { readonly kind: 'ask'; readonly what: string; readonly text: string }
  | { readonly kind: 'tell'; readonly what: string; readonly text: string };

/**
 * Runs realms of QuickJS in a thread of their own: there the engine may have a deep stack, and a loop inside the
 * engine, which no interrupt reaches, ends with the thread.
 *
 * The text of this function is the thread's program: it may use nothing from outside itself but `require`.
 */
export function sandboxThread(require: NodeJS.Require): void {
  type Core = typeof import('quickjs-emscripten-core');
  type Context = import('quickjs-emscripten-core').QuickJSContext;
  type Handle = import('quickjs-emscripten-core').QuickJSHandle;
  type Engine = import('quickjs-emscripten-core').QuickJSWASMModule;

  type WasmMemory = NonNullable<Parameters<Core['newVariant']>[1]['wasmMemory']> & { readonly buffer: ArrayBuffer };

  interface Realm {
    readonly context: Context;
    readonly runtime: { readonly dispose: () => void };
    readonly entry: Handle;
    deadline: number;
  }

  const { workerData, parentPort, receiveMessageOnPort }: typeof import('node:worker_threads') =
    require('node:worker_threads');
  const { port, counts, core, variant, realm: realmText, memoryLimit } = workerData as ThreadData; // As `SandboxThread` passes it.
  const STACK_SIZE = 800_000;
  const SPINS = 2000;
  const PAGE_SIZE = 65_536;
  const INITIAL_PAGES = 256;
  /** Bytes of text that fit in what is left over anywhere. */
  const SHORT = 100_000;
  // The engine's own limit counts next to nothing in WebAssembly, save for one allocation that is too large by itself.
  const maximum = Math.max(INITIAL_PAGES, Math.floor(memoryLimit / PAGE_SIZE));
  // Node's types know no WebAssembly.
  const { Memory } = Reflect.get(globalThis, 'WebAssembly') as { readonly Memory: new (limits: object) => WasmMemory };
  const wasmMemory = new Memory({ initial: INITIAL_PAGES, maximum });
  const realms = new Map<number, Realm>();

  const send = (message: ThreadMessage): void => {
    port.postMessage(message);
    Atomics.add(counts, 1, 1);
    Atomics.notify(counts, 1);
  };

  const receive = (): unknown => {
    for (;;) {
      const seen = Atomics.load(counts, 0);
      const received = receiveMessageOnPort(port);
      if (received) return received.message;
      for (let turn = 0; turn < SPINS && Atomics.load(counts, 0) === seen; turn++);
      Atomics.wait(counts, 0, seen);
    }
  };

  /** A failure of the engine, told apart from errors of the code it runs. */
  const limitOf = (error: unknown): ThreadReply => {
    const { message } = Object(error) as { readonly message?: unknown };
    if (message === 'interrupted') return { kind: 'limit', limit: 'time' };
    if (message === 'out of memory' || error === null) return { kind: 'limit', limit: 'memory' };
    return { kind: 'broken', message: String(message) };
  };

  const failureOf = (context: Context, handle: Handle): ThreadReply => {
    try {
      return limitOf(context.dump(handle));
    } finally {
      handle.dispose();
    }
  };

  /** Claims text that the engine has room for: where it has none, it would write the text over its own data. */
  const hasRoomFor = (text: string): boolean => {
    const left = maximum * PAGE_SIZE - wasmMemory.buffer.byteLength;
    return Buffer.byteLength(text) < Math.max(left, SHORT);
  };

  const textsOf = (context: Context, texts: readonly string[]): Handle[] | undefined => {
    if (!texts.every(hasRoomFor)) return undefined;
    const handles = texts.map((text) => context.newString(text));
    if (handles.every((handle) => context.typeof(handle) === 'string')) return handles;
    for (const handle of handles) handle.dispose();
    return undefined;
  };

  const hostObject = (context: Context): Handle => {
    const host = context.newObject();
    const ask = context.newFunction('ask', (what, text) => {
      send({ kind: 'ask', what: context.getString(what), text: context.getString(text) });
      const [answer] = textsOf(context, [String(receive())]) ?? [];
      if (!answer) throw new Error('out of memory');
      return answer;
    });
    const tell = context.newFunction('tell', (what, text) =>
      send({ kind: 'tell', what: context.getString(what), text: context.getString(text) }),
    );
    context.setProp(host, 'ask', ask);
    context.setProp(host, 'tell', tell);
    ask.dispose();
    tell.dispose();
    return host;
  };

  const enter = ({ context, entry }: Realm, texts: readonly string[]): ThreadReply => {
    const handles = textsOf(context, texts);
    if (!handles) return { kind: 'limit', limit: 'memory' };
    const result = context.callFunction(entry, context.undefined, ...handles);
    for (const handle of handles) handle.dispose();
    if (result.error) return failureOf(context, result.error);
    const text = context.getString(result.value);
    result.value.dispose();
    return { kind: 'done', text };
  };

  const open = (engine: Engine, request: ThreadRequest & { readonly kind: 'open' }): ThreadReply => {
    const runtime = engine.newRuntime();
    runtime.setMemoryLimit(memoryLimit);
    runtime.setMaxStackSize(STACK_SIZE);
    const context = runtime.newContext();
    const deadline = performance.now() + request.timeLimit;
    const realm = { runtime, context, deadline, entry: context.undefined };
    realms.set(request.realm, realm);
    runtime.setInterruptHandler(() => performance.now() > realm.deadline);
    const [configuration] = textsOf(context, [request.configuration]) ?? [];
    if (!configuration) return { kind: 'limit', limit: 'memory' };
    const furnish = context.evalCode(realmText, 'sandbox.js');
    if (furnish.error) {
      configuration.dispose();
      return failureOf(context, furnish.error);
    }
    const host = hostObject(context);
    const entry = context.callFunction(furnish.value, context.undefined, host, configuration);
    for (const handle of [host, configuration, furnish.value]) handle.dispose();
    if (entry.error) return failureOf(context, entry.error);
    realm.entry = entry.value;
    return { kind: 'done', text: '' };
  };

  const close = (id: number): ThreadReply => {
    const realm = realms.get(id);
    realms.delete(id);
    realm?.entry.dispose();
    realm?.context.dispose();
    realm?.runtime.dispose();
    return { kind: 'done', text: '' };
  };

  const handle = (engine: Engine, request: ThreadRequest): ThreadReply => {
    switch (request.kind) {
      case 'open':
        return open(engine, request);
      case 'enter': {
        const realm = realms.get(request.realm);
        if (!realm) return { kind: 'broken', message: 'the realm is not open' };
        realm.deadline = performance.now() + request.timeLimit;
        return enter(realm, request.texts);
      }
      case 'close':
        return close(request.realm);
    }
  };

  const serve = (engine: Engine): void => {
    parentPort?.postMessage('ready');
    for (;;) {
      let reply: ThreadReply;
      try {
        reply = handle(engine, receive() as ThreadRequest); // Only `SandboxThread` has the other end of the port.
      } catch (error) {
        reply = { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
      }
      send(reply);
    }
  };

  // The engine asks its host for the local time zone; on the platform's servers that is UTC (A).
  Date.prototype.getTimezoneOffset = () => 0;
  const silent = (): void => {};
  const quickjs: Core = require(core);
  const found = require(variant);
  const emscriptenModule: object = { print: silent, printErr: silent };
  const quiet = quickjs.newVariant(found.default ?? found, { emscriptenModule, wasmMemory });
  quickjs.newQuickJSWASMModuleFromVariant(quiet).then(serve, (error: unknown) => {
    throw error;
  });
}
