import { describe, expect, test } from 'vitest';
import { createFunctionRunner } from '../../scripts/runtime/sandbox.ts';
import { SandboxError } from '../../scripts/runtime/sandbox-errors.ts';
import { appOf, bodyRunner, failure } from './sandbox-support.ts';

const UTC = { timezone: 'UTC' };
const TIME_LIMIT = 60;

/** Beyond the limit: a loop inside the engine is stopped half a second late, and a slow machine needs its time too. */
const SLACK = 2000;

const timed = (run: () => unknown): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

describe('the time limit', () => {
  test.each([
    ['a loop', 'while (true) {}'],
    ['a loop that catches everything', 'while (true) { try { throw 1 } catch {} finally {} }'],
    ['a loop that will not end', 'for (;;) { try { for (;;) {} } finally { for (;;) {} } }'],
    ['a generator', 'function* g() { for (;;) yield 1 } for (const x of g()) {}'],
    ['a loop of built-ins', `for (;;) iml.length('abc')`],
    ['a loop of clock readings', 'for (;;) Date.now()'],
    ['a regular expression', `return /(a+)+$/.test('a'.repeat(40) + 'b')`],
    ['a replacement', `return 'a'.repeat(40).replace(/^(\\w+\\s?)*!$/, '')`],
    [
      'a getter that is not run, beside one that is',
      'return { get a() { for (;;) {} }, b: (() => { for (;;) {} })() }',
    ],
    ['a proxy as the result', 'return new Proxy({}, { ownKeys() { for (;;) {} } })'],
    ['a toString', 'throw { get message() { return 1 }, toString() { for (;;) {} } }; for (;;) {}'],
    [
      'a shared structure that is a tree of 2^60 leaves',
      'let a = [1]; for (let i = 0; i < 60; i++) a = [a, a]; return a',
    ],
    ['an array of gaps as the result', 'return new Array(4294967295)'],
    ['a search inside the engine', `return 'a'.repeat(6e6).indexOf('a'.repeat(3e6) + 'b')`],
  ])('ends %s', async (title, body) => {
    const runBody = await bodyRunner({ timeLimit: TIME_LIMIT });

    const ms = timed(() => {
      try {
        runBody(body);
        expect(title).toBe('a getter that throws is not run');
      } catch (error) {
        if (title === 'a toString') expect(error).toBeInstanceOf(Error);
        else expect(error).toMatchObject({ limit: 'time', message: 'Script execution timed out after 60 ms.' });
      }
    });

    expect(ms).toBeLessThan(TIME_LIMIT + SLACK);
  });

  test('covers all functions of a call together', async () => {
    const run = await createFunctionRunner(
      appOf({
        outer: 'function outer() { for (;;) iml.inner() }',
        inner: 'function inner() { for (let i = 0; i < 1e4; i++); }',
      }),
      { timeLimit: TIME_LIMIT },
    );

    const error = failure(() => run('outer', [], UTC));

    run.dispose();
    expect(error).toMatchObject({ limit: 'time' });
  });

  test('begins anew with each call', async () => {
    const run = await createFunctionRunner(
      appOf({ wait: 'function wait() { const end = Date.now() + 40; while (Date.now() < end); return 1 }' }),
      { timeLimit: 5000 },
    );

    const results = [run('wait', [], UTC), run('wait', [], UTC)];

    run.dispose();
    expect(results).toEqual([1, 1]);
  });
});

describe('the memory limit', () => {
  test.each([
    ['text', `let s = 'x'.repeat(2 ** 20), all = []; for (;;) all.push(s + all.length + s)`],
    ['a text as long as can be', `return 'x'.repeat(2 ** 29)`],
    ['arrays', 'const all = []; for (;;) all.push(new Array(1000).fill(all.length))'],
    ['a filled array', 'return new Array(3e7).fill(0)'],
    ['binary data', 'const all = []; for (;;) all.push(Buffer.alloc(1e6))'],
    ['a result', `return 'x'.repeat(3e7)`],
  ])('ends %s', async (_, body) => {
    const runBody = await bodyRunner({ timeLimit: 5000, memoryLimit: 24 * 2 ** 20 });

    const error = failure(() => runBody(body));

    expect(error).toBeInstanceOf(SandboxError);
    expect(error).toMatchObject({ limit: 'memory', message: 'Script execution ran out of memory: it may use 24 MB.' });
  });

  test.each([1.5e7, 3e7])('refuses an argument of %d bytes, for which there is no room', async (length) => {
    const runBody = await bodyRunner({ memoryLimit: 24 * 2 ** 20 });

    const error = failure(() => runBody('return args[0].length', 'x'.repeat(length)));

    expect(error).toMatchObject({ limit: 'memory' });
  });

  test('does not count what was freed', async () => {
    const runBody = await bodyRunner({ memoryLimit: 24 * 2 ** 20 });

    expect(runBody(`let n = 0; for (let i = 0; i < 60; i++) n += 'x'.repeat(1e6).length; return n`)).toBe(6e7);
  });

  test('lets nothing be opened that does not fit at all', async () => {
    const runBody = await bodyRunner({ memoryLimit: 20_000 });

    expect(() => runBody('return 1')).toThrow(SandboxError);
  });
});

describe('the stack', () => {
  test.each([
    ['a function', 'const f = () => f() + 1; return f()'],
    ['functions through iml', 'return iml.probe()'],
    ['callbacks', 'const f = () => [1].map(f); return f()'],
    ['text conversion', `const o = { toString() { return '' + o } }; return '' + o`],
    ['a comparison', 'const f = () => [2, 1].sort(f); return f()'],
    ['a proxy', 'const p = new Proxy({}, { get: (_, key) => p[key] }); return p.x'],
    ['data', `return JSON.parse('['.repeat(1e6))`],
    ['source text', `return eval('('.repeat(1e5) + '1' + ')'.repeat(1e5))`],
    ['a list in a list', `let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return String(a)`],
  ])('ends too deep a nesting of %s', async (_, body) => {
    const runBody = await bodyRunner({ timeLimit: 3000 });

    const error = failure(() => runBody(body));

    expect(error).toMatchObject({ limit: 'stack', message: 'Maximum call stack size exceeded' });
  });

  test('ends functions in functions, with whatever gives out first', async () => {
    const runBody = await bodyRunner({ timeLimit: 3000 });

    const error = failure(() => runBody(`return eval('function f(){'.repeat(1e4) + '1' + '}'.repeat(1e4))`));

    expect(error).toMatchObject({ limit: expect.stringMatching(/^(?:stack|memory)$/) });
  });

  test('suffices for deep recursion, and for a deep caller', async () => {
    const runBody = await bodyRunner();
    const fromDepth = (depth: number): unknown =>
      depth === 0 ? runBody('const f = (n) => (n === 0 ? 0 : 1 + f(n - 1)); return f(3000)') : fromDepth(depth - 1);

    expect(fromDepth(4000)).toBe(3000);
  });
});

test('no method of an array runs through more gaps than memory has room for', async () => {
  const runBody = await bodyRunner({ timeLimit: 1000 });

  const messages = runBody(`
    const calls = ['indexOf', 'includes', 'join', 'forEach', 'reverse', 'map', 'findLast'].map((name) => () => new Array(2 ** 32 - 1)[name](() => 1));
    calls.push(() => [].indexOf.call({ length: 2 ** 53 - 1 }, 1));
    return calls.map((call) => { try { return call() } catch (error) { return error.message } })`);

  expect(new Set(messages as unknown[])).toEqual(new Set(['Invalid array length']));
});

describe('after a limit was hit', () => {
  test.each([
    ['time', 'while (true) {}'],
    ['memory', 'const all = []; for (;;) all.push(Buffer.alloc(1e6))'],
    ['stack', 'spoil()'],
    ['the engine', `return 'a'.repeat(6e6).indexOf('a'.repeat(3e6) + 'b')`],
  ])('%s: the same functions and those of others can be called', async (_, body) => {
    const options = { timeLimit: 150, memoryLimit: 40 * 2 ** 20 };
    const run = await createFunctionRunner(
      appOf({ spoil: `function spoil() { ${body} }`, one: 'function one() { return 1 }' }),
      options,
    );
    const other = await createFunctionRunner(appOf({ two: 'function two() { return 2 }' }), options);
    other('two', [], UTC);
    expect(() => run('spoil', [], UTC)).toThrow(Error);

    const results = [run('one', [], UTC), other('two', [], UTC)];

    run.dispose();
    other.dispose();
    expect(results).toEqual([1, 2]);
  });
});

describe('source text', () => {
  const padded = (length: number): string => {
    const code = 'function f() { return 1 } ';
    return `${code}//${'x'.repeat(length - code.length - 2)}`;
  };

  test('of 5000 characters is taken', async () => {
    const run = await createFunctionRunner(appOf({ f: padded(5000) }));

    const result = run('f', [], UTC);

    run.dispose();
    expect(result).toBe(1);
  });

  test('of more is refused as on the platform', async () => {
    const run = await createFunctionRunner(appOf({ f: padded(5001) }));

    const error = failure(() => run('f', [], UTC));

    expect(error).toMatchObject({
      limit: 'source',
      message: "IM005: the code of function 'f' has 5001 characters; at most 5000 are allowed.",
    });
  });
});
