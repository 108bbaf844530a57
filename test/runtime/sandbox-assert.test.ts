import nodeAssert from 'node:assert';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertModule } from '../../scripts/runtime/sandbox-assert.ts';
import { deepEquality } from '../../scripts/runtime/sandbox-equality.ts';
import { inspector } from '../../scripts/runtime/sandbox-inspect.ts';
import { failure } from './sandbox-support.ts';

type Assert = ((...args: unknown[]) => void) & Record<string, (...args: unknown[]) => void>;

/** As it is inside the sandbox, but made here, where Node's can be asked too. */
const inspect = inspector();
const deepEquals = deepEquality();
const assert = assertModule(inspect, deepEquals) as Assert;
const node = nodeAssert as unknown as Assert;

const passes = (run: () => unknown): boolean => {
  try {
    run();
    return true;
  } catch {
    return false;
  }
};

class Ship {
  readonly name = 'Ida';
}

const circular = (): object => {
  const ring: Record<string, unknown> = { a: 1 };
  ring.self = ring;
  return ring;
};

/** Every one is compared with every other. */
const VALUES: readonly unknown[] = [
  0,
  -0,
  1,
  '1',
  '',
  true,
  false,
  null,
  undefined,
  Number.NaN,
  1n,
  'a',
  [],
  [1],
  ['1'],
  [undefined],
  new Array(1),
  {},
  { a: 1 },
  { a: '1' },
  { a: 1, b: 2 },
  { b: 2, a: 1 },
  { a: undefined },
  { b: undefined },
  new Ship(),
  { name: 'Ida' },
  Object.create(null),
  new Date(0),
  new Date(1),
  /a/,
  /a/g,
  new Error('x'),
  new TypeError('x'),
  new Error('y'),
  new Set([1, 2]),
  new Set([2, 1]),
  new Set([{ a: 1 }]),
  new Map([['k', 1]]),
  new Map([['k', '1']]),
  Buffer.from('a'),
  new Uint8Array([97]),
  Object('a'),
  circular(),
  [[1, { a: [2] }]],
  [[1, { a: ['2'] }]],
  { [Symbol.for('s')]: 1 },
  { length: 0 },
];

const METHODS = [
  'equal',
  'notEqual',
  'strictEqual',
  'notStrictEqual',
  'deepEqual',
  'notDeepEqual',
  'deepStrictEqual',
  'notDeepStrictEqual',
];

describe('agrees with Node on what is equal', () => {
  test.each(METHODS)('%s', (method) => {
    const pairs = VALUES.flatMap((left) => VALUES.map((right) => [left, right] as const));
    const outcomes = (module: Assert) => pairs.map(([left, right]) => passes(() => module[method]?.(left, right)));

    const [ours, theirs] = [outcomes(assert), outcomes(node)];

    const differing = pairs.filter((_, at) => ours[at] !== theirs[at]).map((pair) => pair.map(inspect));
    expect(differing).toEqual([]);
  });

  test('deepStrictEqual, on any data', () => {
    const data = fc.object({ maxDepth: 2, withBigInt: true, withDate: true, withMap: true, withSet: true });

    fc.assert(
      fc.property(data, data, (left, right) => {
        expect(passes(() => assert.deepStrictEqual?.(left, right))).toBe(
          passes(() => node.deepStrictEqual?.(left, right)),
        );
        expect(passes(() => assert.deepStrictEqual?.(left, left))).toBe(true);
      }),
    );
  });
});

describe('agrees with Node on', () => {
  const isRed = (error: unknown): boolean => error instanceof Error && error.message === 'red';
  const red = (): never => {
    throw new RangeError('red');
  };
  const none = (): void => {};

  const calls: readonly (readonly [title: string, method: string, ...args: readonly unknown[]])[] = [
    ['ok of a truthy value', 'ok', 'a'],
    ['ok of a falsy value', 'ok', 0],
    ['ok of nothing', 'ok'],
    ['fail', 'fail'],
    ['throws', 'throws', red],
    ['throws, when nothing is thrown', 'throws', none],
    ['throws, given no function', 'throws', 1],
    ['throws with a pattern', 'throws', red, /^RangeError: red$/],
    ['throws with another pattern', 'throws', red, /blue/],
    ['throws with a class', 'throws', red, RangeError],
    ['throws with a class above', 'throws', red, Error],
    ['throws with another class', 'throws', red, TypeError],
    ['throws with a check', 'throws', red, isRed],
    ['throws with a check that fails', 'throws', red, () => false],
    ['throws with properties', 'throws', red, { name: 'RangeError', message: /r.d/ }],
    ['throws with other properties', 'throws', red, { message: 'blue' }],
    ['throws with an error', 'throws', red, new RangeError('red')],
    ['throws with another error', 'throws', red, new RangeError('blue')],
    ['doesNotThrow', 'doesNotThrow', none],
    ['doesNotThrow, when something is thrown', 'doesNotThrow', red],
    ['match', 'match', 'harbour', /arb/],
    ['match of other text', 'match', 'harbour', /xyz/],
    ['match of what is no text', 'match', 5, /5/],
    ['doesNotMatch', 'doesNotMatch', 'harbour', /xyz/],
    ['doesNotMatch of text that does', 'doesNotMatch', 'harbour', /arb/],
    ['ifError of nothing', 'ifError', null],
    ['ifError of an error', 'ifError', new Error('x')],
  ];

  test.each(calls)('%s', (_, method, ...args) => {
    expect(passes(() => assert[method as string]?.(...args))).toBe(passes(() => node[method as string]?.(...args)));
  });

  test('assert itself, and its strict form', () => {
    expect([passes(() => assert(1)), passes(() => assert(0))]).toEqual([true, false]);
    expect(passes(() => (assert as unknown as { strict: Assert }).strict.equal?.(1, '1'))).toBe(false);
  });
});

describe('says what is wrong', () => {
  const berths = {
    quay: 'north',
    berths: [
      { id: 1, ship: 'Ida' },
      { id: 2, ship: null },
      { id: 3, ship: 'Marie-Louise' },
    ],
  };

  const message = (method: string, ...args: readonly unknown[]): string =>
    failure(() => assert[method]?.(...args)).message;

  test('in one line, where values are short', () => {
    expect([
      message('ok', 0),
      message('ok'),
      message('equal', 1, 2),
      message('notEqual', 1, '1'),
      message('strictEqual', 1, '1'),
      message('notStrictEqual', 'a', 'a'),
      message('notDeepStrictEqual', [1], [1]),
      message('fail'),
      message('throws', () => 1),
      message('throws', () => 1, TypeError, 'too kind'),
      message('doesNotThrow', () => {
        throw new Error('storm');
      }),
    ]).toMatchInlineSnapshot(`
      [
        "The value is falsy: 0",
        "No value argument passed to \`assert.ok()\`",
        "1 == 2",
        "1 != '1'",
        "Expected values to be strictly equal:

      1 !== '1'
      ",
        "Expected "actual" to be strictly unequal to: 'a'",
        "Expected "actual" not to be strictly deep-equal to: [ 1 ]",
        "Failed",
        "Missing expected exception.",
        "Missing expected exception (TypeError): too kind",
        "Got unwanted exception.
      Actual message: "storm"",
      ]
    `);
  });

  test('line by line, where they are long', () => {
    const changed = { ...berths, berths: berths.berths.with(1, { id: 2, ship: 'Olga' }) };

    expect(message('deepStrictEqual', berths, changed)).toMatchInlineSnapshot(`
      "Expected values to be strictly deep-equal:
      + actual - expected

        {
          quay: 'north',
          berths: [
            { id: 1, ship: 'Ida' },
      +     { id: 2, ship: null },
      -     { id: 2, ship: 'Olga' },
            { id: 3, ship: 'Marie-Louise' }
          ]
        }
      "
    `);
  });

  test('of values that only look alike', () => {
    expect(
      message('deepStrictEqual', new Ship(), Object.assign(Object.create({ constructor: Ship }), { name: 'Ida' })),
    ).toMatchInlineSnapshot(`
      "Expected values to be strictly deep-equal, and they only look alike:

      Ship { name: 'Ida' }
      "
    `);
  });

  test('of text that does not match', () => {
    expect(message('match', 'harbour', /^port/)).toMatchInlineSnapshot(`
      "The input did not match the regular expression /^port/. Input:

      'harbour'
      "
    `);
  });

  test.each([
    ['text', 'the tide is wrong', 'AssertionError', 'the tide is wrong'],
    ['an error', new RangeError('tide'), 'RangeError', 'tide'],
  ])('in the words of the author, given as %s', (_, given, name, words) => {
    const error = failure(() => assert.strictEqual?.(1, 2, given));

    expect([error.name, error.message]).toEqual([name, words]);
  });

  test('also for programs', () => {
    expect(failure(() => assert.strictEqual?.(1, 2))).toMatchObject({
      name: 'AssertionError',
      code: 'ERR_ASSERTION',
      actual: 1,
      expected: 2,
      operator: 'strictEqual',
      generatedMessage: true,
    });
  });
});

test('values print as a person would write them', () => {
  const printed = [
    "it's",
    'say "it\'s"',
    'a\nb',
    -0,
    5n,
    null,
    undefined,
    Symbol('s'),
    () => 1,
    Math.max,
    [],
    {},
    [1, [2, 'x']],
    { a: { 'b-c': true } },
    new Date(0),
    new Date(Number.NaN),
    /x/g,
    new TypeError('bad'),
    Buffer.from('hi'),
    new Map([['k', { v: 1 }]]),
    new Set(['a']),
    Object('t'),
    new Ship(),
    Object.create(null),
    circular(),
    {
      get tide() {
        return 1;
      },
    },
    new Array(102)
      .fill(0)
      .map((_, at) => at)
      .slice(0, 3),
  ].map(inspect);

  expect(printed).toMatchInlineSnapshot(`
    [
      ""it's"",
      "'say "it\\'s"'",
      "'a\\nb'",
      "-0",
      "5n",
      "null",
      "undefined",
      "Symbol(s)",
      "[Function (anonymous)]",
      "[Function: max]",
      "[]",
      "{}",
      "[ 1, [ 2, 'x' ] ]",
      "{ a: { 'b-c': true } }",
      "1970-01-01T00:00:00.000Z",
      "Invalid Date",
      "/x/g",
      "[TypeError: bad]",
      "<Buffer 68 69>",
      "Map(1) { 'k' => { v: 1 } }",
      "Set(1) { 'a' }",
      "[String: 't']",
      "Ship { name: 'Ida' }",
      "[Object: null prototype] {}",
      "{ a: 1, self: [Circular] }",
      "{ tide: [Getter] }",
      "[ 0, 1, 2 ]",
    ]
  `);
});
