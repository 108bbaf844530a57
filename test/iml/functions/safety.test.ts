import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { library } from '../../../scripts/iml/functions/library.ts';
import { MAX_TEXT } from '../../../scripts/iml/functions/limits.ts';
import { deepFrozen, evaluated, hostAt } from './support.ts';

/** User data that carries the names of prototype members as its own keys. */
const HOSTILE = JSON.parse('{"__proto__": {"admin": true}, "constructor": 1, "toString": "mine", "plain": 2}');

describe('results built from user keys', () => {
  test.each([
    ["pick(data, '__proto__', 'constructor')", ['__proto__', 'constructor']],
    ["omit(data, 'plain')", ['__proto__', 'constructor', 'toString']],
    ['mergeCollections(data)', ['__proto__', 'constructor', 'toString', 'plain']],
    ["toCollection(toArray(data), 'key', 'value')", ['__proto__', 'constructor', 'toString', 'plain']],
    ['parseJSON(createJSON(data))', ['__proto__', 'constructor', 'toString', 'plain']],
  ])('%s keep __proto__ as plain data', (expression, keys) => {
    const result = evaluated(expression, { variables: { data: HOSTILE } }) as object;

    expect(Object.keys(result)).toEqual(keys);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.hasOwn({}, 'admin')).toBe(false);
    expect(({} as { admin?: true }).admin).toBeUndefined();
  });
});

describe('reading by a key from user data', () => {
  test.each([
    ["get(o, 'constructor')", undefined],
    ["get(o, '__proto__')", undefined],
    ["get(o, 'a.length')", undefined],
    ["get(list, 'length')", undefined],
    ["get('text', 'length')", undefined],
    ["pick(o, 'toString', 'hasOwnProperty')", {}],
    ["map(list, 'constructor')", []],
    ["map(list, 'constructor', 'a', 1)", []],
    ["first(distinct(list, '__proto__'))", { a: 1 }],
    ["toCollection(list, 'constructor', 'a')", {}],
    ["sort(list, '__proto__')", [{ a: 1 }, { a: 2 }]],
  ])('%s sees no prototype member', (expression, value) => {
    const variables = { o: { a: 'text' }, list: [{ a: 1 }, { a: 2 }] };

    expect(evaluated(expression, { variables })).toEqual(value);
  });
});

describe('XML', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'an element named %s pollutes nothing',
    (name) => {
      let result: unknown;
      try {
        result = evaluated(`parseXML('<a><${name} admin="1"><admin>1</admin></${name}></a>')`);
      } catch (error) {
        result = error;
      }

      expect(result).toBeDefined();
      expect(({} as { admin?: unknown }).admin).toBeUndefined();
      expect(Object.prototype).not.toHaveProperty('_attributes');
    },
  );

  test('entities that multiply are refused or left alone, never expanded without end', () => {
    const entities = Array.from({ length: 12 }, (_, at) => {
      const content = at === 0 ? 'ha'.repeat(10) : `&e${at - 1};`.repeat(10);
      return `<!ENTITY e${at} "${content}">`;
    });
    const xml = `<!DOCTYPE a [${entities.join('')}]><a>&e11;</a>`;

    let size = 0;
    try {
      size = JSON.stringify(evaluated('parseXML(xml)', { variables: { xml } })).length;
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }

    expect(size).toBeLessThan(100_000);
  });
});

describe('size of results', () => {
  const big = 'x'.repeat(100_000);

  test.each([
    ['join(list, big)', { list: Array(2000).fill('a'), big }],
    ["replace(big, 'x', big)", { big }],
    ["replace(big, '/x/g', big)", { big }],
    ['replaceEmojiCharacters(smiles, big)', { smiles: '😀'.repeat(2000), big }],
  ])('%s is refused before memory runs out', (expression, variables) => {
    expect(() => evaluated(expression, { variables })).toThrow(/characters; at most|failed: .*Invalid string length/);
  });

  test('up to the limit is allowed', () => {
    const list = [big, big];

    expect(MAX_TEXT).toBeGreaterThan(50_000_000);
    expect(evaluated('length(join(list))', { variables: { list } })).toBe(200_001);
  });

  test.each([
    ['length(stripHTML(text))', '<a ='.repeat(100_000)],
    ['length(stripHTML(text))', `${'<a x="">'.repeat(30_000)}<`],
    ['length(stripHTML(text))', '<!--'.repeat(100_000)],
    ['length(stripHTML(text))', '<script>'.repeat(100_000)],
    ['length(stripHTML(text))', `<a ${'=""'.repeat(100_000)}>`],
    ['length(startcase(text))', 'a'.repeat(400_000)],
    ["length(replaceEmojiCharacters(text, ''))", '👩\u200D'.repeat(100_000)],
    ['length(trim(text))', `${' '.repeat(200_000)}x${' '.repeat(200_000)}`],
    ['parseNumber(text)', `1${'e'.repeat(400_000)}`],
    ['ifempty(get(text, text), 1)', 'a.'.repeat(100_000)],
  ])('%s takes time in proportion to its text', (expression, text) => {
    expect(evaluated(expression, { variables: { text } })).toBeTypeOf('number');
  });
});

describe('every function', () => {
  const VALUES = [
    null,
    undefined,
    true,
    0,
    -1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e300,
    '',
    'text',
    '2024-05-06',
    'name',
    new Date('2024-05-06'),
    new Date(Number.NaN),
    Buffer.from('bytes'),
    [],
    ['b', 'a', null, 2],
    [{ name: 'x' }, { name: 'y' }],
    [[1], [2, [3]]],
    {},
    { name: 'x', deep: { list: [1] } },
  ].map((value) => deepFrozen(value));

  const anyArguments = fc.array(fc.constantFrom<unknown>(...VALUES), { maxLength: 5 });

  const eager = [...library.values()].filter((row) => !row.lazy);

  test.each(eager)('$name leaves its arguments alone and fails only with a message', ({ name, run }) => {
    const call = run as (host: unknown, ...args: readonly unknown[]) => unknown;
    fc.assert(
      fc.property(anyArguments, (args) => {
        try {
          call(hostAt(undefined, 'America/New_York'), ...args);
        } catch (error) {
          expect(error, name).toMatchObject({ name: 'ImlFunctionError', message: expect.stringMatching(/./) });
        }
      }),
      { numRuns: 200 },
    );
    expect(VALUES[16]).toEqual(['b', 'a', null, 2]);
  });

  test.each(eager.filter(({ name }) => !['pop', 'shift'].includes(name)))(
    '$name gives the same for the same arguments',
    ({ run }) => {
      const call = run as (host: unknown, ...args: readonly unknown[]) => unknown;
      const outcome = (args: readonly unknown[]): unknown => {
        try {
          return call(hostAt(undefined, 'America/New_York'), ...args);
        } catch (error) {
          return String(error);
        }
      };
      fc.assert(
        fc.property(anyArguments, (args) => {
          expect(outcome(args)).toEqual(outcome(args));
        }),
        { numRuns: 50 },
      );
    },
  );

  test('that takes an end off an array takes it off the very array it got', () => {
    const list = [1, 2, 3];

    expect(evaluated('pop(list)', { variables: { list } })).toBe(3);
    expect(evaluated('shift(list)', { variables: { list } })).toBe(1);
    expect(list).toEqual([2]);
  });
});
