import { describe, expect, test } from 'vitest';
import { contextOf, evaluateEveryWay, type Row } from './support.ts';

const person = { name: 'Ann', tags: ['x', 'y'], born: new Date('2001-02-03T04:05:06.007Z'), home: { city: 'Brno' } };

const text: readonly Row[] = [
  ['Hello, World', 'Hello, World'],
  ['', ''],
  ['Hello, {{body.data.name}}', 'Hello, Ann', { body: { data: person } }],
  ["{{'Hello, ' + item.name}}", 'Hello, Ann', { item: person }],
  ['{{a}}{{b}}', '12', { a: 1, b: 2 }],
  ['id-{{parameters.x}}', 'id-'],
  [' {{a}}', ' 1', { a: 1 }],
  ['{{a}}\n', '1\n', { a: 1 }],
  ['x{{true}}{{false}}{{null}}', 'xtruefalse'],
  ['n={{n}}', 'n=0.0000001', { n: 1e-7 }],
  ['n={{n}}', 'n=100000000000000000000', { n: 1e20 }],
  ['n={{n}}', 'n=1e+21', { n: 1e21 }],
  ['n={{n}}', 'n=-0.00000123', { n: -1.23e-6 }],
  ['n={{n}}', 'n=0', { n: -0 }],
  ['n={{n}}', 'n=', { n: Number.NaN }],
  ['n={{n}}', 'n=', { n: Number.POSITIVE_INFINITY }],
  ['{{p.tags}}!', 'x,y!', { p: person }],
  ['{{p.born}}.', '2001-02-03T04:05:06.007Z.', { p: person }],
  ['{{p.home}}.', '{"city":"Brno"}.', { p: person }],
  ['{{list}}.', '{"a":1},{"a":2}.', { list: [{ a: 1 }, { a: 2 }] }],
  ['{{list}}.', 'a,,1,b,2.', { list: ['a', null, [1, ['b', 2]]] }],
  ['{{file}}.', 'čaj.', { file: Buffer.from('čaj') }],
  ['{{d}}.', '.', { d: new Date(Number.NaN) }],
  // braces that open or close nothing
  ['a } b }} c { d', 'a } b }} c { d'],
  ['{"a":{"b":{{n}}}}', '{"a":{"b":1}}', { n: 1 }],
  ['\\{{n}}\\}', '\\1\\}', { n: 1 }],
  ['{ {n} }', '{ {n} }', { n: 1 }],
  // results are not evaluated again
  ['{{t}}', '{{secret}}', { t: '{{secret}}', secret: 1 }],
  ['<{{t}}>', '<{{secret}}>', { t: '{{secret}}', secret: 1 }],
  // literals may hold what would end a mustache
  ["{{'}}'}}", '}}'],
  ["{{'{{'}}", '{{'],
  ['{{"a}}b"}}{{`x}}y`}}', 'a}}b7', { 'x}}y': 7 }],
];

const literals: readonly Row[] = [
  ['{{"a""b"}}', 'a"b'],
  ['{{""""}}', '"'],
  ["{{'it''s'}}", "it's"],
  ["{{''''}}", "'"],
  ["{{''}}", ''],
  ['{{"it\'s"}}', "it's"],
  ['{{replace(t; """"; "\'")}}', "say 'hi'", { t: 'say "hi"' }],
  ['{{length("\\n")}}', 2],
  ['{{"\\d"}}', '\\d'],
  ["{{'a\nb'}}", 'a\nb'],
  ['{{0}}', 0],
  ['{{1.5}}', 1.5],
  ['{{007}}', 7],
  ['{{1e3}}', 1000],
  ['{{2E-2}}', 0.02],
  ['{{5e+1}}', 50],
  ["{{\u00a0'a'\t\r\n+\u00a01 }}", 'a1'],
];

const general: readonly Row[] = [
  ['{{if(1 = 1; "A"; "B")}}', 'A'],
  ['{{if(1 = 2; "A"; "B")}}', 'B'],
  ['{{if(1 = 2 and 1 = 2; "A"; "B")}}', 'B'],
  ['{{if(c, "yes", "no")}}', 'no', { c: 0 }],
  ['{{if(c, "yes", "no")}}', 'yes', { c: 'false' }],
  ['{{if(c, "yes", "no")}}', 'yes', { c: [] }],
  ["{{if(false, 'x')}}", undefined],
  ["{{if(true, 'x',)}}", 'x'],
  ["{{if(false, 'x',)}}", undefined],
  ['{{if()}}', undefined],
  ['{{if(true, 1, nosuch())}}', 1],
  ['{{if(false, nosuch(), 2)}}', 2],
  ['{{if(length(arr), arr, split("x,y", ","))}}', ['x', 'y'], { arr: [] }],
  ['{{ifempty("A"; "B")}}', 'A'],
  ['{{ifempty(unknown; "B")}}', 'B'],
  ["{{ifempty('', 'B')}}", 'B'],
  ['{{ifempty(null, 5)}}', 5],
  ['{{ifempty(0, 5)}}', 0],
  ['{{ifempty(false, 5)}}', false],
  ['{{ifempty(emptyarray, 5)}}', []],
  ['{{ifempty(body.username, body.user)}}', 'fallback', { body: { user: 'fallback' } }],
  ['{{ifempty(a, b, 9)}}', undefined],
  ['{{ifempty(1, nosuch())}}', 1],
  ['{{switch("B"; "A"; 1; "B"; 2; "C"; 3)}}', 2],
  ['{{switch("C"; "A"; 1; "B"; 2; "C"; 3)}}', 3],
  ['{{switch(2, "2", "two")}}', 'two'],
  ["{{switch('z', 'a', nosuch(), 'other')}}", 'other'],
  ['{{get(array; 1)}}', 'a', { array: ['a', 'b', 'c'] }],
  ['{{get(object; "raw_name")}}', 'v', { object: { raw_name: 'v' } }],
  ['{{get(object; "raw_name.sub_raw_name")}}', 'deep', { object: { raw_name: { sub_raw_name: 'deep' } } }],
  ['{{get(body, parameters.fieldName)}}', 7, { body: { total: 7 }, parameters: { fieldName: 'total' } }],
  [
    "{{get(body.data, if(body.xml == true, 'xml', 'json'))}}",
    'X',
    { body: { xml: true, data: { xml: 'X', json: 'J' } } },
  ],
  ['{{omit(User; "password")}}', { name: 'Eva' }, { User: { name: 'Eva', password: 's3' } }],
  [
    '{{pick(User; "password"; "mail")}}',
    { password: 's3', mail: 'e@x.io' },
    { User: { name: 'Eva', mail: 'e@x.io', password: 's3' } },
  ],
  ['{{mergeCollections(a; b)}}', { x: 1, y: 3, z: 4 }, { a: { x: 1, y: 2 }, b: { y: 3, z: 4 } }],
];

describe('templates', () => {
  describe.each([
    ['text around expressions', text],
    ['literals', literals],
    ['general functions', general],
  ])('%s', (_, rows) => {
    test.each(rows)('%s gives %j', (template, expected, variables = {}) => {
      const value = evaluateEveryWay(template, contextOf(variables));

      expect(value).toEqual(expected);
    });
  });

  test('pass dates, buffers and collections on as they are', () => {
    const context = contextOf({ p: person });

    expect(evaluateEveryWay('{{p}}', context)).toBe(person);
    expect(evaluateEveryWay('{{p.born}}', context)).toBe(person.born);
  });

  test('let a custom function hide a built-in, forms with lazy arguments too', () => {
    const functions = new Map<string, (...args: readonly unknown[]) => unknown>([
      ['if', (...args) => `custom ${args.length}`],
      ['upper', () => 'custom upper'],
      ['map', () => 'custom map'],
    ]);
    const context = contextOf({ list: [{ a: 1 }] }, { functions });

    expect(evaluateEveryWay("{{if(1, 2)}}, {{upper('a')}}, {{map(list, 'a')}}, {{lower('B')}}", context)).toBe(
      'custom 2, custom upper, custom map, b',
    );
  });

  test('know the functions of the app runtime in apps only', () => {
    const template = "{{parseJSON('1')}}";

    expect(evaluateEveryWay(template, contextOf())).toBe(1);
    expect(() => evaluateEveryWay(template, contextOf({}, { dialect: 'scenario' }))).toThrow(
      "Function 'parseJSON' not found!",
    );
  });
});
