import { describe, expect, test } from 'vitest';
import { analyseText } from '../../scripts/iml/analyse.ts';

describe('references', () => {
  test.each([
    ['{{parameters.id}}', [['parameters', ['id']]]],
    [
      '/a/{{parameters.id}}/{{body.rows[2].x}}',
      [
        ['parameters', ['id']],
        ['body', ['rows', 2, 'x']],
      ],
    ],
    ['{{body.rows[].x}}', [['body', ['rows', 1, 'x']]]],
    ['{{body.rows[-1]}}', [['body', ['rows', -1]]]],
    ["{{headers['x-id']}}", [['headers', ['x-id']]]],
    ['{{headers.`x id`.2}}', [['headers', ['x id', '2']]]],
    [
      '{{body.rows[temp.i].x}}',
      [
        ['body', ['rows', null, 'x']],
        ['temp', ['i']],
      ],
    ],
    [
      '{{a[b[c]]}}',
      [
        ['a', [null]],
        ['b', [null]],
        ['c', []],
      ],
    ],
    [
      '{{if(a, b.c, d)}}',
      [
        ['a', []],
        ['b', ['c']],
        ['d', []],
      ],
    ],
    [
      '{{!a | -b = c d}}',
      [
        ['a', []],
        ['b', []],
        ['c', []],
        ['d', []],
      ],
    ],
    ['{{first(a).b}}', [['a', []]]],
    ['{{12.x}}', [['12', ['x']]]],
    ['{{now}} {{true}} {{null.x}}', []],
    ['plain', []],
  ])('of %s', (text, expected) => {
    const found = analyseText(text).references.map(({ root, path }) => [root, path]);

    expect(found).toEqual(expected);
  });

  test('say where they are written', () => {
    const text = 'x {{if(a.b[1], c)}}';
    const places = analyseText(text).references.map(({ start, end }) => text.slice(start, end));

    expect(places).toEqual(['a.b[1]', 'c']);
  });

  test('leave system variables apart', () => {
    expect([...analyseText('{{addDays(now, random)}}{{uuid}}').systemVariables]).toEqual(['now', 'random', 'uuid']);
  });
});

describe('functions', () => {
  test('are listed with their kind, arguments and separators', () => {
    const { functions } = analyseText('{{mine(upper(a); nosuch(1,,2))}}', { functions: ['mine'] });

    expect(functions.map(({ name, kind, args, separators }) => [name, kind, args.length, separators])).toEqual([
      ['mine', 'custom', 2, ';'],
      ['upper', 'built-in', 1, ''],
      ['nosuch', 'unknown', 3, ',,'],
    ]);
  });

  test('of the app runtime are unknown in scenarios', () => {
    expect(analyseText("{{parseJSON('1')}}").problems).toEqual([]);
    expect(analyseText("{{parseJSON('1')}}", { dialect: 'scenario' }).problems).toMatchObject([
      { code: 'IML201', fix: 'it exists in apps only, not in scenario fields' },
    ]);
  });

  test('that only the vendor documents are not reported', () => {
    expect(analyseText("{{getFieldMapping('x')}}").problems).toEqual([]);
  });
});

/** Template, code, offset, the message, and the fix. */
const problems: readonly (readonly [text: string, code: string, offset: number, message: string, fix: string])[] = [
  ['{{fomatDate(now)}}', 'IML201', 2, 'There is no function named "fomatDate".', 'did you mean "formatDate"?'],
  ['{{ifEmpty(a, b)}}', 'IML201', 2, 'There is no function named "ifEmpty".', 'did you mean "ifempty"?'],
  ['{{twise(1)}}', 'IML201', 2, 'There is no function named "twise".', 'did you mean "twice"?'],
  ["{{startsWith(a, 'b')}}", 'IML201', 2, 'There is no function named "startsWith".', 'use indexOf(text, start) = 0'],
  ['{{coalesce(a, b)}}', 'IML201', 2, 'There is no function named "coalesce".', 'use ifempty(a, b)'],
  [
    '{{now()}}',
    'IML201',
    2,
    'There is no function named "now".',
    'now is a value, not a function: write it without ()',
  ],
  [
    '{{a.trim()}}',
    'IML201',
    2,
    'There is no function named "a.trim".',
    'values have no methods: call a function with the value as its argument',
  ],
  [
    '{{zzzzzzzzzz(1)}}',
    'IML201',
    2,
    'There is no function named "zzzzzzzzzz".',
    'write it as a custom function, or use one of the built-in ones',
  ],
  ['{{ifempty(a)}}', 'IML202', 2, 'ifempty() takes 2 arguments, not 1.', 'add what is missing'],
  ['{{ifempty(a, b, c)}}', 'IML202', 2, 'ifempty() takes 2 arguments, not 3.', 'remove the rest: it is ignored'],
  ['{{upper()}}', 'IML202', 2, 'upper() takes 1 argument, not 0.', 'add what is missing'],
  ['{{if(a)}}', 'IML202', 2, 'if() takes 2 to 3 arguments, not 1.', 'add what is missing'],
  ['{{switch(a)}}', 'IML202', 2, 'switch() takes at least 3 arguments, not 1.', 'add what is missing'],
  [
    'x {{a[0].b}}',
    'IML203',
    4,
    'Positions count from 1, so [0] is always undefined.',
    'write [1], or [] for the first item',
  ],
  [
    'parameters.id',
    'IML204',
    0,
    '"parameters.id" looks like an expression, but is sent as it is.',
    'write {{parameters.id}}',
  ],
  [
    'body.rows[].id',
    'IML204',
    0,
    '"body.rows[].id" looks like an expression, but is sent as it is.',
    'write {{body.rows[].id}}',
  ],
  [
    "ifempty(a, 'b')",
    'IML204',
    0,
    '"ifempty(a, \'b\')" looks like an expression, but is sent as it is.',
    "write {{ifempty(a, 'b')}}",
  ],
  [
    'length(body.rows) > 3',
    'IML204',
    0,
    '"length(body.rows) > 3" looks like an expression, but is sent as it is.',
    'write {{length(body.rows) > 3}}',
  ],
  [
    '!body.done & body.next != body.last',
    'IML204',
    0,
    '"!body.done & body.next != body.last" looks like an expression, but is sent as it is.',
    'write {{!body.done & body.next != body.last}}',
  ],
  [
    '/x/{parameters.id}',
    'IML205',
    3,
    '"{parameters.id}" looks like an expression, but single braces are plain text.',
    'write {{parameters.id}}',
  ],
  [
    '{{a}}/${ body.id }',
    'IML205',
    6,
    '"${ body.id }" looks like an expression, but single braces are plain text.',
    'write {{body.id}}',
  ],
  [
    "{{['a']}}",
    'IML206',
    2,
    'There are no array literals: brackets that follow no value give null.',
    "make an array with split('a,b', ','), emptyarray or add(emptyarray, a, b)",
  ],
  [
    '{{... }} x',
    'IML207',
    2,
    '{{...}} is no value; it can only be the key of an object.',
    'use it as a key whose value is a collection',
  ],
  [
    '{{a[1].f(2)}}',
    'IML208',
    2,
    'This looks like a call, but values have no methods: both sides are joined as text.',
    'call a function with the value as its argument, or write + to join text',
  ],
  ['{{a', 'IML001', 0, 'The mustache opened here is never closed; add }} after the expression.', ''],
];

describe('problems', () => {
  test.each(problems)('%s has %s', (text, code, offset, message, fix) => {
    const found = analyseText(text, { functions: ['twice'] }).problems;

    expect(found).toEqual([
      { code, severity: expect.stringMatching(/^(error|warning)$/), message, offset, ...(fix ? { fix } : {}) },
    ]);
  });

  test.each([
    ['', 'nothing'],
    ['just some text (really)', 'text'],
    ['item.name', 'a path from an unknown place? no: item is a root'],
    ['v1.2.3', 'a version'],
    ['example.com', 'a host name'],
    ['item.name - the one you chose', 'a sentence'],
    ['length(cm) > width(cm)', 'an unknown function'],
    ['2 + 2 = 4', 'a sum'],
    ['now', 'a word'],
    ['round(x', 'an unclosed bracket'],
    ['{"a":{"b":1}}', 'JSON'],
    ['{{...}}', 'the spread key'],
    ["{{'a' (b)}}", 'joined text'],
    ["{{'x'parameters.id}}", 'joined text without a space'],
    ['{{a[1]}}{{a[10]}}{{a[-1]}}', 'positions'],
    ['{{nosuch}}', 'an unknown name'],
  ])('%j has none: %s', (text) => {
    const expected = text === 'item.name' ? ['IML204'] : [];

    expect(analyseText(text).problems.map(({ code }) => code)).toEqual(expected);
  });

  test('can leave text alone', () => {
    expect(analyseText('parameters.id', { text: false }).problems).toEqual([]);
  });
});

describe('the result type', () => {
  test.each([
    ['text', 'text'],
    ['a {{b}}', 'text'],
    ['{{a}}', 'any'],
    ["{{'x'}}", 'text'],
    ['{{1}}', 'number'],
    ['{{true}}', 'boolean'],
    ['{{emptyarray}}', 'array'],
    ['{{emptystring}}', 'text'],
    ['{{null}}', 'any'],
    ['{{now}}', 'date'],
    ['{{timestamp}}', 'number'],
    ['{{uuid}}', 'text'],
    ['{{a = b}}', 'boolean'],
    ['{{!a}}', 'boolean'],
    ['{{a - b}}', 'number'],
    ['{{-a}}', 'number'],
    ['{{1 + 2}}', 'number'],
    ["{{'a' + 'b'}}", 'text'],
    ['{{a + b}}', 'any'],
    ["{{a 'b'}}", 'text'],
    ['{{1 = 1 | 2 = 2}}', 'boolean'],
    ['{{a | 1}}', 'any'],
    ['{{formatDate(now)}}', 'text'],
    ['{{length(a)}}', 'number'],
    ["{{split(a, ',')}}", 'array'],
    ["{{if(a, 'x', 'y')}}", 'text'],
    ["{{if(a, 'x', 1)}}", 'any'],
    ["{{if(a, 'x')}}", 'any'],
    ["{{ifempty(upper(a), 'x')}}", 'text'],
    ['{{constructor}}', 'any'],
  ])('of %s is %s', (text, type) => {
    expect(analyseText(text).type).toBe(type);
  });

  test('of a custom function is unknown, also when it hides a built-in', () => {
    expect(analyseText('{{length(a)}}', { functions: ['length'] }).type).toBe('any');
  });
});
