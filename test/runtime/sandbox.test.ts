import { beforeAll, describe, expect, test } from 'vitest';
import type { RunCustom } from '../../scripts/iml/batch.ts';
import { evaluateLine } from '../../scripts/iml/batch.ts';
import { library } from '../../scripts/iml/functions/library.ts';
import { TypedError } from '../../scripts/iml/functions/typed-error.ts';
import { systemHost } from '../../scripts/iml/system-host.ts';
import { EMPTY_STRING } from '../../scripts/iml/values.ts';
import { createFunctionRunner, loadSandbox } from '../../scripts/runtime/sandbox.ts';
import { MEMORY_LIMIT } from '../../scripts/runtime/sandbox-session.ts';
import { runningThread } from '../../scripts/runtime/sandbox-thread.ts';
import { appOf, bodyRunner, failure } from './sandbox-support.ts';

const UTC = { timezone: 'UTC' };

let runCustom: RunCustom;
let runBody: (body: string, ...args: unknown[]) => unknown;

beforeAll(async () => {
  runCustom = await loadSandbox();
  runBody = await bodyRunner();
});

describe('values crossing into a function and back', () => {
  const values: readonly (readonly [title: string, value: unknown])[] = [
    ['undefined', undefined],
    ['null', null],
    ['booleans', [true, false]],
    ['numbers', [0, -1, 1.5, 1e300, Number.MIN_VALUE]],
    ['numbers JSON lacks', [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0]],
    ['text of any kind', ['', 'přístav', '⚓🚢', '\u0000', '\ud83d', '\udea2x', '\u2028', '\ufeff', '"$"']],
    ['dates', [new Date(0), new Date('2031-05-17T08:09:10.011Z'), new Date(Number.NaN)]],
    ['buffers', [Buffer.from([0, 127, 128, 255]), Buffer.alloc(0)]],
    [
      'nested collections',
      {
        quay: {
          berths: [
            { id: 1, free: null },
            { id: 2, tags: ['a', []] },
          ],
        },
        none: undefined,
      },
    ],
    ['keys that mean something elsewhere', { $: 1, constructor: 2, toString: 3, '': 4 }],
    ['a collection that looks like a coded value', [{ $: ['u'] }, { $: 'x' }, [['u'], 'n', 'NaN']]],
    ['emptystring', [EMPTY_STRING]],
  ];

  test.each(values)('%s', (_, value) => {
    const back = runBody('return args[0]', value);

    expect(back).toStrictEqual(value);
  });

  test('keep what they are inside', () => {
    const kinds = runBody(
      `return args.map((value) => Object.prototype.toString.call(value) + ' ' + (value && value.constructor.name))`,
      new Date(0),
      Buffer.from('x'),
      [1],
      { a: 1 },
      'text',
    );

    expect(kinds).toEqual([
      '[object Date] Date',
      '[object Uint8Array] Buffer',
      '[object Array] Array',
      '[object Object] Object',
      '[object String] String',
    ]);
  });

  test('a key __proto__ is plain data on both sides', () => {
    const value = JSON.parse('{"__proto__": {"isAdmin": true}}');

    const back = runBody('return { value: args[0], inherited: args[0].isAdmin }', value);

    expect(JSON.stringify(back)).toBe('{"value":{"__proto__":{"isAdmin":true}}}');
    expect(Object.getPrototypeOf((back as { value: object }).value)).toBe(Object.prototype);
  });

  test('a Uint8Array becomes a Buffer', () => {
    const back = runBody('return [Buffer.isBuffer(args[0]), new Uint8Array([7])]', new Uint8Array([1]));

    expect(back).toStrictEqual([true, Buffer.from([7])]);
  });

  test('an argument is a copy', () => {
    const list = [1, 2];

    const length = runBody('args[0].push(3); return args[0].length', list);

    expect([length, list]).toEqual([3, [1, 2]]);
  });

  test('getters, methods and prototypes stay inside', () => {
    const back = runBody(`
      class Ship { constructor() { this.name = 'Ida'; this.sail = () => 1 } get speed() { throw new Error('read') } }
      return Object.defineProperty(new Ship(), 'draught', { enumerable: true, get() { throw new Error('read') } });`);

    expect(back).toStrictEqual({ name: 'Ida', sail: undefined });
  });

  test.each([
    ['a cycle', 'const ship = {}; ship.self = ship; return ship', /500 levels deep, or contains itself/],
    ['a cycle of arrays', 'const list = []; list.push(list, list); return list', /500 levels deep, or contains itself/],
    ['a promise', 'return Promise.resolve(1)', /promise: functions must be synchronous/],
    ['a BigInt', 'return 10n', /BigInt cannot leave a function/],
  ])('%s is refused as a result', (_, body, message) => {
    expect(() => runBody(body)).toThrow(message);
  });

  test('a cycle is refused as an argument', () => {
    const ship: Record<string, unknown> = {};
    ship.self = ship;

    expect(() => runBody('return 1', ship)).toThrow(/500 levels deep, or contains itself/);
  });

  test('an author who changes the language breaks only the own function', () => {
    const back = runBody(`
      Array.prototype.toJSON = Object.prototype.toJSON = () => 'gone';
      JSON.stringify = JSON.parse = Object.keys = () => { throw new Error('gone') };
      globalThis.Date = globalThis.Error = globalThis.Promise = undefined;
      return { list: [1, { a: 'b' }], length: iml.length('abc') };`);

    expect(back).toStrictEqual({ list: [1, { a: 'b' }], length: 3 });
  });
});

describe('errors of a function', () => {
  test.each([
    ['an Error', `throw new Error('no berth')`, 'Error', 'no berth'],
    ['an error of a class', `null.name`, 'TypeError', "cannot read property 'name' of null"],
    ['text', `throw 'no berth'`, 'Error', 'no berth'],
    ['an object with a message', `throw { message: 'no berth' }`, 'Error', 'no berth'],
    ['nothing', `throw undefined`, 'Error', 'undefined'],
    ['an object without a message', `throw { code: 4 }`, 'Error', 'undefined'],
    ['a symbol', `throw Symbol('x')`, 'Error', 'unknown error'],
    ['an error with lone surrogates', `throw new Error('\\ud83d\\0')`, 'Error', '\ud83d\0'],
  ])('%s comes out as an Error', (_, body, name, message) => {
    const error = failure(() => runBody(body));

    expect([error.name, error.message]).toEqual([name, message]);
  });

  test('the evaluator adds the prefix of the platform', () => {
    const line = JSON.stringify({
      id: 1,
      expression: '{{upper(moor())}}',
      functions: { moor: `function moor() { throw new Error('no berth') }` },
    });

    expect(JSON.parse(evaluateLine(line, { runCustom }))).toEqual({
      id: 1,
      ok: false,
      error: "Function 'moor' finished with error! no berth",
    });
  });

  test.each([
    ['thrown', 'try { return probeError() } catch (error) { throw error }'],
    ['from inside a deeper function', '[1].forEach(() => probeError())'],
  ])('a typed error keeps its type when %s', (_, body) => {
    const error = failure(() =>
      runBody(`function probeError() { throw iml.errorFactory('RateLimitError', 'slow down') } ${body}`),
    );

    expect(error).toBeInstanceOf(TypedError);
    expect(error).toMatchObject({ type: 'RateLimitError', message: 'slow down' });
  });

  test('a typed error keeps its type when returned, inside a collection too', () => {
    const back = runBody(`return { error: iml.errorFactory('DataError', 'bad') }`) as { error: unknown };

    expect(back.error).toBeInstanceOf(TypedError);
    expect(back.error).toMatchObject({ name: 'DataError', type: 'DataError', message: 'bad' });
  });

  test('code that cannot be read names the function and the line', () => {
    const { functions, dispose } = runCustom({ moor: 'function moor() {\n  const = 1;\n}' }, systemHost());

    const error = failure(() => functions.get('moor')?.());

    dispose?.();
    expect(error.message).toMatch(/^The code of 'moor' cannot be loaded: .+ \(line 2\)$/);
  });

  test.each([
    ['more than one declaration', 'function a() {}\nfunction b() {}'],
    ['no function', '1 + 1'],
    ['nothing', ''],
  ])('%s is no function', (_, source) => {
    const { functions, dispose } = runCustom({ moor: source }, systemHost());

    expect(() => functions.get('moor')?.()).toThrow(/The code of 'moor' cannot be loaded/);

    dispose?.();
  });

  test('an error of a built-in reaches the author as an Error', () => {
    const back = runBody(
      `try { iml.parseDate('soon') } catch (error) { return [error instanceof Error, error.message] }`,
    );

    expect(back).toEqual([true, "'soon' is not a valid date."]);
  });
});

describe('what a function finds', () => {
  test('this, environment and the functions that take a zone agree on the zone of the call', async () => {
    const code = `function zone() { return [this.timezone, environment.timezone, iml.formatDate(new Date(0), 'HH:mm')] }`;
    const run = await createFunctionRunner(appOf({ zone: code }));

    const zones = ['Asia/Tokyo', 'UTC', 'America/New_York'].map((timezone) => run('zone', [], { timezone }));

    run.dispose();
    expect(zones).toEqual([
      ['Asia/Tokyo', 'Asia/Tokyo', '09:00'],
      ['UTC', 'UTC', '00:00'],
      ['America/New_York', 'America/New_York', '19:00'],
    ]);
  });

  test('every built-in is a method of iml', () => {
    const names = runBody(`return Object.keys(iml).filter((name) => typeof iml[name] === 'function')`);

    expect(names).toEqual(expect.arrayContaining([...library.keys()]));
  });

  test.each<[body: string, value: unknown]>([
    [`return iml.length('abc')`, 3],
    [`return iml.ifempty('', 'none')`, 'none'],
    [`return iml.if(1 > 2, 'a', 'b')`, 'b'],
    [`return iml.switch('b', 'a', 1, 'b', 2)`, 2],
    [`return iml.formatDate(new Date(Date.UTC(2031, 4, 17)), 'YYYY/MM/DD')`, '2031/05/17'],
    [`return iml.parseDate('2031-05-17', 'YYYY-MM-DD') instanceof Date`, true],
    [`return iml.toBinary('hi').toString('hex')`, '6869'],
    [`const list = [1, 2, 3]; return [iml.pop(list), iml.shift(list), list]`, [3, 1, [2]]],
    [`return iml.map([{ a: 1 }, { a: 2 }], 'a')`, [1, 2]],
    [`return iml.get({ a: [{ b: 5 }] }, 'a[1].b')`, 5],
  ])('%s', (body, value) => {
    expect(runBody(body)).toEqual(value);
  });

  test('functions call each other and themselves through iml, whatever their order', async () => {
    const run = await createFunctionRunner(
      appOf({
        isEven: 'function isEven(n) { return n === 0 ? true : iml.isOdd(n - 1) }',
        isOdd: 'function isOdd(n) { return n === 0 ? false : iml.isEven(n - 1) }',
        factorial: 'function factorial(n) { return n < 2 ? 1 : n * iml.factorial(n - 1) }',
      }),
    );

    const results = [run('isEven', [300], UTC), run('isOdd', [7], UTC), run('factorial', [10], UTC)];

    run.dispose();
    expect(results).toEqual([true, true, 3_628_800]);
  });

  test('a custom function hides the built-in of its name, also for its fellows', async () => {
    const run = await createFunctionRunner(
      appOf({
        upper: 'function upper(t) { return `<${t}>` }',
        shout: 'function shout(t) { return iml.upper(t) + "!" }',
      }),
    );

    const result = run('shout', ['hi'], UTC);

    run.dispose();
    expect(result).toBe('<hi>!');
  });

  test('one function that cannot be loaded does not keep the others from working', async () => {
    const run = await createFunctionRunner(appOf({ bad: 'function (', good: 'function good() { return 1 }' }));

    const result = run('good', [], UTC);

    run.dispose();
    expect(result).toBe(1);
  });

  test('debug hands values out, in order, even when the function fails afterwards', async () => {
    const seen: unknown[] = [];
    const run = await createFunctionRunner(
      appOf({ f: `function f() { debug('a', new Date(0)); debug({ n: NaN }); debug(f); throw new Error('x') }` }),
      { debug: (value) => seen.push(value) },
    );

    expect(() => run('f', [], UTC)).toThrow('x');

    run.dispose();
    expect(seen).toStrictEqual(['a', new Date(0), { n: Number.NaN }, undefined]);
  });

  test('a sink of debug may call a function itself', async () => {
    const seen: unknown[] = [];
    const run = await createFunctionRunner(
      appOf({ one: 'function one() { debug(1); return 1 }', two: 'function two() { return 2 }' }),
      { debug: () => seen.push(run('two', [], UTC)) },
    );

    const result = run('one', [], UTC);

    run.dispose();
    expect([result, seen]).toEqual([1, [2]]);
  });

  test('the clock and randomness are those of the host', () => {
    const host = systemHost({ now: () => new Date('2031-05-17T00:00:00Z'), random: () => 0.25 });
    const code = `function f() { return [new Date(), Date.now(), Math.random(), new Date(5).getTime(), new Date() instanceof Date,
      new Date(2031, 0, 1, 12), Date.UTC(1970, 0, 1), typeof Date(), new Date().constructor === Date, iml.shuffle([1, 2]).length] }`;
    const { functions, dispose } = runCustom({ f: code }, host);

    const result = functions.get('f')?.();

    dispose?.();
    expect(result).toStrictEqual([
      new Date('2031-05-17T00:00:00Z'),
      Date.parse('2031-05-17T00:00:00Z'),
      0.25,
      5,
      true,
      new Date('2031-01-01T12:00:00Z'),
      0,
      'string',
      true,
      2,
    ]);
  });

  test('local time is UTC, wherever the machine is', () => {
    const before = process.env.TZ;
    process.env.TZ = 'America/New_York';
    try {
      expect(
        runBody(`return [new Date(2031, 6, 1).toISOString(), new Date(0).getTimezoneOffset(), new Date(0).getHours()]`),
      ).toEqual(['2031-07-01T00:00:00.000Z', 0, 0]);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  test('modern JavaScript works', () => {
    const body = `
      class Queue { #items = []; static of(...items) { const q = new Queue(); q.#items = items; return q; } get size() { return this.#items.length } }
      const { a = 1, ...rest } = { b: 2, c: 3 };
      return [Queue.of(1, 2).size, a ?? 0, rest, [3, 1, 2].toSorted(), 'x'.padStart(3, '-'), Object.fromEntries(new Map([['k', 2n ** 3n > 7]])), [1, [2, [3]]].flat(Infinity), 'a-b'.replaceAll('-', '+'), [1, 2, 3].at(-1)];`;

    expect(runBody(body)).toEqual([2, 1, { b: 2, c: 3 }, [1, 2, 3], '--x', { k: true }, [1, 2, 3], 'a+b', 3]);
  });
});

describe('what a function does not find', () => {
  test.each([
    'require',
    'process',
    'console',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'fetch',
    'module',
    'exports',
    'global',
    'performance',
    'queueMicrotask',
    'WebAssembly',
    'std',
    'os',
  ])('%s', (name) => {
    expect(runBody(`return typeof ${name}`)).toBe('undefined');
  });

  test.each([
    ['the constructor of constructors', `return constructor.constructor('return typeof process + typeof require')()`],
    ['the constructor of this', `return this.constructor.constructor('return typeof process + typeof require')()`],
    ['Function', `return Function('return typeof process + typeof require')()`],
    ['eval', `return (0, eval)('typeof process + typeof require')`],
    [
      'a generator function',
      `return Object.getPrototypeOf(function* () {}).constructor('yield typeof process + typeof require')().next().value`,
    ],
    ['a function of the host', `return iml.length.constructor('return typeof process + typeof require')()`],
    [
      'the constructor of an argument',
      `return args[0].constructor.constructor('return typeof process + typeof require')()`,
    ],
    [
      'the constructor of a result',
      `return iml.toBinary('x').constructor.constructor('return typeof process + typeof require')()`,
    ],
    [
      'an error of the host',
      `try { iml.parseDate('x') } catch (error) { return error.constructor.constructor('return typeof process + typeof require')() }`,
    ],
    [
      'the stack of an overflow',
      `try { (function deep() { deep() })() } catch (error) { return error.constructor.constructor('return typeof process + typeof require')() }`,
    ],
    [
      'the caller',
      `return typeof (function inner() { try { return inner.caller } catch { return undefined } })() === 'function' ? 'caller' : 'undefinedundefined'`,
    ],
  ])('%s leads nowhere', (_, body) => {
    expect(runBody(body, { a: 1 })).toBe('undefinedundefined');
  });

  test('a module cannot be imported', () => {
    expect(() => runBody(`return import('node:fs')`)).toThrow(/promise/);
  });

  test('changing prototypes inside changes nothing outside', () => {
    runBody(
      `Object.prototype.polluted = 1; Array.prototype.map = null; args[0].constructor.prototype.polluted = 2; return 1`,
      {},
    );

    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect([1].map((n) => n + 1)).toEqual([2]);
  });

  test('iml cannot be changed', () => {
    expect(runBody(`iml.length = () => 0; delete iml.upper; return [iml.length('abc'), typeof iml.upper]`)).toEqual([
      3,
      'function',
    ]);
  });
});

describe('realms', () => {
  test('of two apps know nothing of each other', async () => {
    const source = 'function count() { globalThis.n = (globalThis.n ?? 0) + 1; return n }';
    const [first, second] = await Promise.all([
      createFunctionRunner(appOf({ count: source })),
      createFunctionRunner(appOf({ count: source })),
    ]);

    const counts = [first, first, second, first].map((run) => run('count', [], UTC));

    first.dispose();
    second.dispose();
    expect(counts).toEqual([1, 2, 1, 3]);
  });

  test('can be disposed twice, and open again when they are called', async () => {
    const run = await createFunctionRunner(appOf({ one: 'function one() { return 1 }' }));
    run('one', [], UTC);

    run.dispose();
    run.dispose();
    const result = run('one', [], UTC);
    run.dispose();

    expect(result).toBe(1);
  });

  test('leave nothing behind', async () => {
    const run = await createFunctionRunner(appOf({ one: 'function one() { return new Array(100).fill({}) }' }));

    const thread = runningThread(MEMORY_LIMIT);

    for (let turn = 0; turn < 60; turn++) {
      run('one', [], UTC);
      expect(() => run('one', [10n], UTC)).toThrow(/BigInt/);
      run.dispose();
    }

    expect(runningThread(MEMORY_LIMIT)).toBe(thread); // The engine aborts when it is freed with handles left, and its thread ends.
  });

  test('a function nobody declared is not found', async () => {
    const run = await createFunctionRunner(appOf({}));

    expect(() => run('toString', [], UTC)).toThrow("Function 'toString' not found!");
  });

  test('a line of a batch gets its own', () => {
    const line = (expression: string): string =>
      JSON.stringify({
        id: expression,
        expression,
        functions: { last: 'function last() { return globalThis.seen = typeof seen }' },
      });

    const lines = ['{{last()}}', '{{last()}}'].map((expression) =>
      JSON.parse(evaluateLine(line(expression), { runCustom })),
    );

    expect(lines.map(({ value }) => value)).toEqual(['undefined', 'undefined']);
  });
});
