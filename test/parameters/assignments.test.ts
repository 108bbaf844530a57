import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printPath } from '../../scripts/core/paths.ts';
import { parseAssignments } from '../../scripts/parameters/assignments.ts';

describe('parseAssignments', () => {
  test.each<[string, string[], unknown]>([
    ['text', ['name=Ana'], { name: 'Ana' }],
    ['text with blanks', ['name=Ana Nová'], { name: 'Ana Nová' }],
    ['a number', ['limit=10'], { limit: 10 }],
    ['quoted digits', ['limit="10"'], { limit: '10' }],
    ['leading zeros', ['zip=00420'], { zip: '00420' }],
    ['a long id', ['id=12345678901234567890'], { id: '12345678901234567890' }],
    ['a long fraction', ['x=0.1234567890123456789'], { x: 0.12345678901234568 }],
    ['booleans and null', ['a=true', 'b=false', 'c=null'], { a: true, b: false, c: null }],
    ['a collection', ['x={"y":2}'], { x: { y: 2 } }],
    ['an array', ['x=[1,"a"]'], { x: [1, 'a'] }],
    ['broken JSON as text', ['x={"y":'], { x: '{"y":' }],
    ['nothing', ['x='], { x: '' }],
    ['a value with =', ['q=a=b'], { q: 'a=b' }],
    ['nested names', ['a.b=1', 'a.c.d=2'], { a: { b: 1, c: { d: 2 } } }],
    ['items by number', ['a[0]=x', 'a[1]=y'], { a: ['x', 'y'] }],
    ['appended items', ['a[]=x', 'a[]=y'], { a: ['x', 'y'] }],
    ['members of items', ['f[0].k=a', 'f[0].v=1', 'f[1].k=b'], { f: [{ k: 'a', v: 1 }, { k: 'b' }] }],
    ['lists of lists', ['a[0][0]=1', 'a[0][1]=2'], { a: [[1, 2]] }],
    ['a number after a dot is a name', ['a.0=x'], { a: { '0': 'x' } }],
    ['a quoted name', ['["a.b"]=1'], { 'a.b': 1 }],
    ['a quoted name inside', ['a["x=y"].c=1'], { a: { 'x=y': { c: 1 } } }],
    ['no arguments', [], {}],
  ])('reads %s', (_, assignments, expected) => {
    expect(parseAssignments(assignments)).toEqual(expected);
  });

  test.each<[string, string[], string]>([
    ['a word alone', ['limit'], 'Among the parameters, "limit" is not of the form name=value.'],
    ['a long word alone', ['a'.repeat(50)], 'Among the parameters, an argument is not of the form name=value.'],
    ['no name', ['=5'], 'Among the parameters, an argument has no name before the "=".'],
    ['a dot at the end', ['a.=5'], 'Among the parameters, an argument is not of the form name=value.'],
    ['an open bracket', ['a[x=5'], 'Among the parameters, an argument is not of the form name=value.'],
    ['broken JSON', ['{"a":1'], 'One of the parameters looks like JSON, but does not parse.'],
    ['a name given twice', ['a=1', 'a=2'], '"a" is given twice.'],
    ['a whole, then a part', ['a={}', 'a.b=1'], '"a" is given both as a whole and in parts.'],
    ['a part, then the whole', ['a.b=1', 'a={}'], '"a" is given twice.'],
    ['a list and a collection', ['a[0]=1', 'a.b=1'], '"a" is given both as a list and as a collection.'],
    ['a collection and a list', ['a.b=1', 'a[]=1'], '"a" is given both as a list and as a collection.'],
    ['a gap', ['a[1]=1'], '"a[1]" leaves a gap, the next item is [0].'],
  ])('refuses %s', (_, assignments, message) => {
    expect(() => parseAssignments(assignments)).toThrow(expect.objectContaining({ name: 'InputError', message }));
  });

  test('names the argument it reads', () => {
    expect(() => parseAssignments(['token'], { what: '--connection values' })).toThrow(
      'Among the --connection values, "token" is not of the form name=value.',
    );
  });

  test('repeats no value, which may be a secret', () => {
    for (const assignments of [['a=hunter2', 'a=hunter2'], ['{"apiKey":"hunter2"'], ['hunter2 hunter2']]) {
      expect(() => parseAssignments(assignments)).toThrow(expect.not.stringContaining('hunter2'));
    }
  });

  test('does not reach the prototype', () => {
    const value = parseAssignments(['__proto__.polluted=true']);

    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('puts a value where its printed path says', () => {
    const steps = fc.array(fc.oneof(fc.string({ minLength: 1 }), fc.constant(0)), { maxLength: 4 });
    // A whole number that JavaScript would round stays text.
    const kept = fc.jsonValue().filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), steps, kept, (name, rest, value) => {
        const path = [name, ...rest];
        const expected = path.reduceRight<unknown>(
          (inner, key) => (key === 0 ? [inner] : Object.fromEntries([[key, inner]])),
          JSON.parse(JSON.stringify(value)),
        );

        expect(parseAssignments([`${printPath(path)}=${JSON.stringify(value)}`])).toEqual(expected);
      }),
    );
  });
});
