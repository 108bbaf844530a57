import { describe, expect, test } from 'vitest';
import { compileHot } from '../../scripts/iml/compile.ts';
import { evaluateStructure } from '../../scripts/iml/evaluate.ts';
import { library } from '../../scripts/iml/functions/library.ts';
import { readPath } from '../../scripts/iml/values.ts';
import { contextOf, evaluateEveryWay } from './support.ts';

class Account {
  readonly id = 1;
  get secret(): string {
    throw new Error('a getter ran');
  }
  reveal(): string {
    return 'secret';
  }
}

const guarded = Object.defineProperty({ plain: 1 }, 'lazy', {
  enumerable: true,
  get: () => {
    throw new Error('a getter ran');
  },
});
const variables = {
  o: {},
  list: [guarded],
  f: () => 1,
  text: 'abc',
  n: 5,
  d: new Date(0),
  b: Buffer.from('x'),
  a: new Account(),
  guarded,
};

const inherited = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  '__lookupGetter__',
  'toJSON',
  'then',
];
const roots = [
  'o',
  'list',
  'list[]',
  'f',
  'text',
  'n',
  'd',
  'b',
  'a',
  'true',
  "'x'",
  '(1)',
  'emptystring',
  'emptyarray',
  'now',
];

describe('prototypes, globals and getters', () => {
  test.each(inherited)('%s is out of reach of every kind of value', (name) => {
    for (const root of roots) {
      for (const path of [
        `${root}.${name}`,
        `${root}.\`${name}\``,
        `${root}['${name}']`,
        `${root}.${name}.constructor`,
      ]) {
        expect(evaluateEveryWay(`{{${path}}}`, contextOf(variables)), path).toBeUndefined();
      }
    }
  });

  test.each([...inherited, 'globalThis', 'process', 'require', 'Object', 'Function', 'x', 'constants', 'k0', 'f0'])(
    'the root %s is unknown',
    (name) => {
      const context = contextOf();

      expect(evaluateEveryWay(`{{${name}}}`, context)).toBeUndefined();
      expect(evaluateEveryWay(`{{${name}.constructor}}`, context)).toBeUndefined();
      if (library.has(name)) return; // toString is a function of the language
      expect(() => evaluateEveryWay(`{{${name}('x')}}`, context)).toThrow(`Function '${name}' not found!`);
    },
  );

  test.each(['toString.call', 'o.toString', 'o.constructor', 'constructor.constructor', 'o.__proto__.toString'])(
    'the call %s() finds no function',
    (name) => {
      expect(() => evaluateEveryWay(`{{${name}('x')}}`, contextOf(variables))).toThrow(`Function '${name}' not found!`);
    },
  );

  test('getters do not run, own or inherited', () => {
    const context = contextOf(variables);

    expect(evaluateEveryWay('{{guarded.lazy}}{{list[].lazy}}{{a.secret}}{{a.reveal}}', context)).toBe('');
    expect(evaluateEveryWay('{{a.id}}{{guarded.plain}}', context)).toBe('11');
    expect(evaluateEveryWay("{{map(list, 'lazy')}}", context)).toEqual([]);
    expect(evaluateEveryWay("{{get(guarded, 'lazy')}}", context)).toBeUndefined();
    expect(() => evaluateEveryWay('{{guarded = a}}', context)).not.toThrow();
  });

  test('a class instance met after the trial is still read by its own properties only', () => {
    const hot = compileHot('{{v.secret}}');
    for (let run = 0; run < 100; run++) hot(contextOf({ v: { secret: run } }));

    expect(hot(contextOf({ v: { secret: 'plain' } }))).toBe('plain');
    expect(hot(contextOf({ v: new Account() }))).toBeUndefined();
    expect(hot(contextOf({ v: Object.create({ secret: 1 }) }))).toBeUndefined();
    expect(hot(contextOf({ v: 'text' }))).toBeUndefined();
    expect(hot(contextOf({ v: null }))).toBeUndefined();
    expect(hot(contextOf({}))).toBeUndefined();
  });

  test('a generated loop reads own properties only', () => {
    const hot = compileHot("{{map(v, 'secret')}}");
    for (let run = 0; run < 100; run++) hot(contextOf({ v: [{ secret: run }] }));

    expect(hot(contextOf({ v: [{ secret: 1 }, new Account(), Object.create({ secret: 2 }), 'x', null, {}] }))).toEqual([
      1,
    ]);
  });

  test.each([
    '__proto__',
    'constructor',
    'constructor.prototype',
    '__proto__.polluted',
    '[__proto__]',
    '`__proto__`.x',
  ])('the textual path %s reads nothing inherited', (path) => {
    expect([{}, [], 'x', 5, new Date(0)].map((value) => readPath(value, path))).toEqual(Array(5).fill(undefined));
  });

  test('a structure cannot change a prototype', () => {
    const structure = JSON.parse('{"a":{"__proto__":{"polluted":1}},"{{...}}":"{{evil}}","{{key}}":{"polluted":2}}');
    const value = evaluateStructure(
      structure,
      contextOf({ evil: JSON.parse('{"__proto__":{"polluted":3}}'), key: '__proto__' }),
    );

    expect((value as { a: object }).a).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

/** Text that would do harm if any of it became code. */
const codeLike = [
  `'); throw new Error('code ran'); ('`,
  '"); throw new Error("code ran"); ("',
  '`${(() => { throw new Error("code ran") })()}`',
  '\\"); throw 1; //',
  '*/ throw 1; /*',
  '\u2028throw 1\u2029',
  '\ud800',
  '</script><script>throw 1</script>',
  '__proto__"]; throw 1; v["',
];

describe('generated JavaScript', () => {
  test.each(codeLike)('takes the text %j as text', (text) => {
    const quoted = `'${text.replaceAll("'", "''")}'`;
    const context = contextOf({ list: [{ [text]: 'item' }] });

    expect(evaluateEveryWay(`{{${quoted}}}`, context)).toBe(text);
    expect(evaluateEveryWay(`{{upper(${quoted})}}`, context)).toBe(text.toUpperCase());
    expect(evaluateEveryWay(`{{list[][${quoted}]}}`, context)).toBe('item');
    expect(evaluateEveryWay(`${text}{{1}}`, context)).toBe(`${text}1`);
  });

  test.each(codeLike.filter((text) => !text.includes('`')))('takes the name %j as a name', (name) => {
    const context = contextOf({ [name]: { [name]: 7 } });

    expect(evaluateEveryWay(`{{\`${name}\`.\`${name}\`}}`, context)).toBe(7);
    expect(evaluateEveryWay(`{{\`${name}\`.missing.\`${name}\`}}`, context)).toBeUndefined();
  });
});
