import { describe, test } from 'vitest';
import { EMPTY_STRING } from '../../scripts/iml/values.ts';
import type { Row } from './rows.ts';
import { absent, expectRow, is, notes, says, warns } from './rows.ts';

const MANDATORY = says('Field is mandatory.');
const PROHIBITED = says('Value contains prohibited IML expression.');

const empty: readonly Row[] = [
  ['a missing optional value is absent', 'documented', { type: 'text' }, undefined, absent],
  ['empty text is a field nobody filled', 'documented', { type: 'text' }, '', absent],
  ['null is kept: somebody erased the value', 'assumed', { type: 'text' }, null, is(null)],
  ['null erases an array too', 'assumed', { type: 'array', spec: { type: 'text' } }, null, is(null)],
  ['empty text in place of an array', 'assumed', { type: 'array', spec: { type: 'text' } }, '', absent],
  ['empty text in place of a boolean', 'documented', { type: 'boolean' }, '', absent],
  ['a missing required value', 'documented', { type: 'text', required: true }, undefined, MANDATORY],
  ['an empty required value', 'documented', { type: 'text', required: true }, '', MANDATORY],
  ['a null required value', 'documented', { type: 'text', required: true }, null, MANDATORY],
  ['emptystring fills a required field', 'assumed', { type: 'text', required: true }, EMPTY_STRING, is(EMPTY_STRING)],
  ['a required boolean may be false', 'documented', { type: 'boolean', required: true }, false, is(false)],
  ['a required number may be zero', 'documented', { type: 'number', required: true }, 0, is(0)],
  ['a required array may be empty', 'documented', { type: 'array', required: true }, [], is([])],
  ['a required array is missing', 'documented', { type: 'array', required: true }, undefined, MANDATORY],
  ['a required collection is missing', 'documented', { type: 'collection', required: true }, undefined, MANDATORY],
  ['a required select is missing', 'documented', { type: 'select', required: true, options: [] }, '', MANDATORY],
  ['required text that converts to nothing', 'assumed', { type: 'text', required: true }, [], MANDATORY],
  ['required means true only', 'assumed', { type: 'text', required: 'true' }, undefined, absent],
  ['a default stays in the form', 'assumed', { type: 'number', default: 10 }, undefined, absent],
  [
    'a default does not satisfy required',
    'assumed',
    { type: 'text', required: true, default: 'a' },
    undefined,
    MANDATORY,
  ],
];

const required: readonly Row[] = [
  [
    'required counts in a collection',
    'documented',
    { type: 'collection', spec: [{ name: 'a', required: true }] },
    {},
    MANDATORY,
  ],
  ['required counts for simple items', 'documented', { type: 'array', spec: { required: true } }, ['a', ''], MANDATORY],
  [
    'required does not count in items made of fields',
    'documented',
    { type: 'array', spec: [{ name: 'a', required: true }] },
    [{}],
    is([{}]),
  ],
  [
    'required counts in a collection that is an item',
    'documented',
    { type: 'array', spec: { type: 'collection', spec: [{ name: 'a', required: true }] } },
    [{}],
    MANDATORY,
  ],
  [
    'required counts in a collection inside such an item',
    'assumed',
    { type: 'array', spec: [{ name: 'c', type: 'collection', spec: [{ name: 'a', required: true }] }] },
    [{ c: {} }],
    MANDATORY,
  ],
];

const texts: readonly Row[] = [
  ['text long enough', 'documented', { validate: { min: 3 } }, 'abc', is('abc')],
  ['text too short', 'documented', { validate: { min: 3 } }, 'ab', says('Value must be at least 3 characters long.')],
  ['text short enough', 'documented', { validate: { max: 3 } }, 'abc', is('abc')],
  [
    'text too long',
    'documented',
    { validate: { max: 3 } },
    'abcd',
    says('Value exceeded maximum length of 3 characters.'),
  ],
  [
    'length counts after conversion',
    'assumed',
    { validate: { max: 2 } },
    123,
    says('Value exceeded maximum length of 2 characters.'),
  ],
  ['a pattern that matches', 'documented', { validate: { pattern: '^[a-z]+$' } }, 'abc', is('abc')],
  [
    'a pattern that does not',
    'documented',
    { validate: { pattern: '^[a-z]+$' } },
    'a1',
    says("Value doesn't match the pattern: ^[a-z]+$"),
  ],
  [
    'patterns tell cases apart',
    'documented',
    { validate: { pattern: '^https:' } },
    'HTTPS:',
    says("Value doesn't match the pattern: ^https:"),
  ],
  ['patterns know Unicode', 'documented', { validate: { pattern: '^\\p{Lu}.$' } }, 'Ž😀', is('Ž😀')],
  ['patterns match anywhere', 'assumed', { validate: { pattern: 'b' } }, 'abc', is('abc')],
  [
    'the long form of a pattern',
    'documented',
    { validate: { pattern: { regexp: '^a$' } } },
    'b',
    says("Value doesn't match the pattern: ^a$"),
  ],
  [
    'a pattern that is none is ignored',
    'assumed',
    { validate: { pattern: '[a-' } },
    'x',
    warns(
      'The pattern of the parameter cannot be used: Invalid regular expression: /[a-/u: Unterminated character class',
      'x',
    ),
  ],
  [
    'a pattern that would take for ever is stopped and ignored',
    'assumed',
    { validate: { pattern: '^(a+)+$' } },
    `${'a'.repeat(40)}!`,
    warns(
      "The pattern of the parameter cannot be used: The regular expression '^(a+)+$' was stopped after 1000 ms; repeat no group that repeats something itself, as (a+)+ does.",
      `${'a'.repeat(40)}!`,
    ),
  ],
  ['an allowed text', 'documented', { validate: { enum: ['a', 'b'] } }, 'b', is('b')],
  [
    'a text that is not allowed',
    'documented',
    { validate: { enum: ['a', 'b'] } },
    'c',
    says('Value must be one of the following: a, b'),
  ],
  ['an empty enum allows everything', 'assumed', { validate: { enum: [] } }, 'c', is('c')],
  ['rules skip empty values', 'documented', { validate: { min: 3 } }, '', absent],
  [
    'rules apply to passwords',
    'documented',
    { type: 'password', validate: { min: 8 } },
    'abc',
    says('Value must be at least 8 characters long.'),
  ],
  ['validate: false switches them off', 'documented', { type: 'number', validate: false }, -1, is(-1)],
  ['validate: false keeps required', 'documented', { required: true, validate: false }, '', MANDATORY],
  ['validate: true adds nothing', 'documented', { validate: true }, 'x', is('x')],
  ['rules of the wrong shape are ignored', 'assumed', { validate: { min: '3', pattern: 5, enum: 'a' } }, 'x', is('x')],
];

const bounds: readonly Row[] = [
  ['a number at its minimum', 'documented', { type: 'number', validate: { min: 1 } }, 1, is(1)],
  [
    'a number below it',
    'documented',
    { type: 'number', validate: { min: 1 } },
    0.5,
    says('Value is too small. Minimum value is 1.'),
  ],
  ['a number at its maximum', 'documented', { type: 'number', validate: { max: 5 } }, '5', is(5)],
  [
    'a number above it',
    'documented',
    { type: 'number', validate: { max: 5 } },
    '6',
    says('Value is too big. Maximum value is 5.'),
  ],
  [
    'an integer has limits',
    'documented',
    { type: 'integer', validate: { min: 1, max: 40 } },
    41,
    says('Value is too big. Maximum value is 40.'),
  ],
  [
    'bounds of the type stay without rules',
    'assumed',
    { type: 'port', validate: false },
    70000,
    says('Value is too big. Maximum value is 65535.'),
  ],
  ['a number among the allowed', 'documented', { type: 'number', validate: { enum: [1, 2] } }, '2', is(2)],
  [
    'a number not among them',
    'documented',
    { type: 'number', validate: { enum: [1, 2] } },
    3,
    says('Value must be one of the following: 1, 2'),
  ],
  [
    'a date before its minimum',
    'assumed',
    { type: 'date', validate: { min: '2024-01-01' } },
    '2023-12-31',
    says('Value is too small. Minimum value is 2024-01-01T00:00:00.000Z.'),
  ],
  [
    'a date after its maximum',
    'assumed',
    { type: 'date', validate: { max: '2024-01-01' } },
    '2024-01-02',
    says('Value is too big. Maximum value is 2024-01-01T00:00:00.000Z.'),
  ],
  [
    'a date between them',
    'documented',
    { type: 'date', validate: { min: '2024-01-01', max: '2025-01-01' } },
    '2024-05-01',
    is(new Date('2024-05-01')),
  ],
  [
    'a past date',
    'documented',
    { type: 'date', validate: { past: true } },
    '2024-06-15T11:59:59Z',
    is(new Date('2024-06-15T11:59:59Z')),
  ],
  [
    'a date that is not past',
    'documented',
    { type: 'date', validate: { past: true } },
    '2024-06-15T12:00:01Z',
    says('The date must be in the past.'),
  ],
  [
    'past: false asks for nothing',
    'assumed',
    { type: 'date', validate: { past: false } },
    '2030-01-01',
    is(new Date('2030-01-01')),
  ],
  [
    'a timestamp that is not past',
    'assumed',
    { type: 'timestamp', validate: { past: true } },
    1900000000,
    says('The date must be in the past.'),
  ],
  [
    'a timestamp has limits in seconds',
    'assumed',
    { type: 'timestamp', validate: { min: 86400 } },
    10,
    says('Value is too small. Minimum value is 1970-01-02T00:00:00.000Z.'),
  ],
];

const lists: readonly Row[] = [
  ['items enough', 'documented', { type: 'array', validate: { minItems: 1 } }, [1], is([1])],
  [
    'too few items',
    'documented',
    { type: 'array', validate: { minItems: 2 } },
    [1],
    says('Array has less than 2 items.'),
  ],
  [
    'too many items',
    'documented',
    { type: 'array', validate: { maxItems: 1 } },
    [1, 2],
    says('Array has more than 1 items.'),
  ],
  [
    'a single value counts as one item',
    'documented',
    { type: 'array', validate: { minItems: 2 } },
    'a',
    says('Array has less than 2 items.'),
  ],
  ['an absent array has no count', 'documented', { type: 'array', validate: { minItems: 2 } }, undefined, absent],
  [
    'items among the allowed',
    'documented',
    { type: 'array', spec: { type: 'text' }, validate: { enum: ['a'] } },
    ['a', 'a'],
    is(['a', 'a']),
  ],
  [
    'an item not among them',
    'documented',
    { type: 'array', spec: { type: 'text' }, validate: { enum: ['a'] } },
    ['a', 'b'],
    says('Value must be one of the following: a'),
  ],
  ['unique items', 'documented', { type: 'array', validate: { unique: true } }, [1, '1', 2], is([1, '1', 2])],
  [
    'a repeated item',
    'documented',
    { type: 'array', validate: { unique: true } },
    ['a', 'b', 'a'],
    says('Items must be unique, but item 3 equals an earlier one.'),
  ],
  [
    'a repeated collection',
    'documented',
    { type: 'array', validate: { unique: true } },
    [{ a: 1 }, { a: 1 }],
    says('Items must be unique, but item 2 equals an earlier one.'),
  ],
  [
    'a repeated member',
    'documented',
    { type: 'array', spec: [{ name: 'key' }, { name: 'v' }], validate: { unique: { by: 'key' } } },
    [
      { key: 'a', v: '1' },
      { key: 'a', v: '2' },
    ],
    says('Items must be unique, but item 2 has the same "key" as an earlier one.'),
  ],
  [
    'missing members repeat nothing',
    'assumed',
    { type: 'array', spec: [{ name: 'key' }], validate: { unique: { by: 'key' } } },
    [{}, {}],
    is([{}, {}]),
  ],
  ['unique: false allows repeats', 'assumed', { type: 'array', validate: { unique: false } }, [1, 1], is([1, 1])],
  ['validate: false allows any count', 'documented', { type: 'array', validate: false }, [], is([])],
];

const iml: readonly Row[] = [
  ['a field that takes no mapping', 'documented', { mappable: false }, '{{1.id}}', PROHIBITED],
  ['mustaches inside text too', 'documented', { mappable: false }, 'a {{1.id}} b', PROHIBITED],
  ['half a mustache is text', 'documented', { mappable: false }, '{{ a', is('{{ a')],
  ['the long form of mappable', 'documented', { mappable: { help: 'An ID.' } }, '{{1.id}}', is('{{1.id}}')],
  ['a section that takes no mapping', 'documented', {}, '{{1.id}}', PROHIBITED, { iml: 'prohibited' }],
  ['a password in such a section', 'documented', { type: 'password' }, '{{1.id}}', PROHIBITED, { iml: 'prohibited' }],
  [
    'at design time a mapped number is text',
    'documented',
    { type: 'number' },
    '{{4.id}}',
    is('{{4.id}}'),
    { iml: 'unresolved' },
  ],
  [
    'at design time a mapped date is text',
    'documented',
    { type: 'date' },
    '{{4.at}}',
    is('{{4.at}}'),
    { iml: 'unresolved' },
  ],
  [
    'at design time a mapped array is text',
    'documented',
    { type: 'array' },
    '{{4.list}}',
    is('{{4.list}}'),
    { iml: 'unresolved' },
  ],
  ['at design time other values are read', 'documented', { type: 'number' }, '5', is(5), { iml: 'unresolved' }],
  [
    'at design time a fixed field stays fixed',
    'documented',
    { mappable: false },
    '{{4.id}}',
    PROHIBITED,
    { iml: 'unresolved' },
  ],
  [
    'at design time items may be mapped',
    'assumed',
    { type: 'array', spec: { type: 'number' } },
    ['{{1.a}}', '2'],
    is(['{{1.a}}', 2]),
    { iml: 'unresolved' },
  ],
];

const IGNORED = 'The value is ignored: the platform does not submit this parameter.';

const submission: readonly Row[] = [
  ['a disabled field is not submitted', 'documented', { disabled: true }, 'a', warns(IGNORED)],
  ['a disabled field is not required', 'documented', { disabled: true, required: true }, undefined, absent],
  ['an omitted field is not submitted', 'documented', { omit: true }, 'a', warns(IGNORED)],
  ['an omitted field without value', 'documented', { omit: true }, '', absent],
  ['a readonly field is submitted', 'documented', { readonly: true }, 'a', is('a')],
  ['advanced changes nothing', 'documented', { advanced: true }, 'a', is('a')],
  ['multiline changes nothing', 'documented', { multiline: true }, 'a\nb', is('a\nb')],
  ['tags are left to the platform', 'assumed', { tags: 'strip' }, '<b>a</b>', is('<b>a</b>')],
  ['convert describes the interface only', 'documented', { convert: { type: 'number' } }, '5', is('5')],
];

const OPTIONS = [
  { label: 'Ascending', value: 'asc' },
  { label: 'Descending', value: 'desc' },
];

const selects: readonly Row[] = [
  ['an option', 'documented', { type: 'select', options: OPTIONS }, 'asc', is('asc')],
  ['no option', 'documented', { type: 'select', options: OPTIONS }, 'up', says("Value 'up' not found in options.")],
  [
    'a label is no value',
    'documented',
    { type: 'select', options: OPTIONS },
    'Ascending',
    says("Value 'Ascending' not found in options."),
  ],
  ['a number finds its text', 'assumed', { type: 'select', options: [{ value: '10' }] }, 10, is('10')],
  ['text finds its number', 'assumed', { type: 'select', options: [{ value: 10 }] }, '10', is(10)],
  ['text finds its boolean', 'assumed', { type: 'select', options: [{ value: false }] }, 'false', is(false)],
  ['identity comes first', 'documented', { type: 'select', options: [{ value: '1' }, { value: 1 }] }, 1, is(1)],
  [
    'objects match by their JSON',
    'documented',
    { type: 'select', options: [{ value: { a: 1 } }] },
    { a: 1 },
    is({ a: 1 }),
  ],
  [
    'other objects do not',
    'documented',
    { type: 'select', options: [{ value: { a: 1 } }] },
    { a: 2 },
    says('Value \'{"a":2}\' not found in options.'),
  ],
  [
    'groups are searched',
    'documented',
    { type: 'select', grouped: true, options: [{ label: 'G', options: OPTIONS }] },
    'desc',
    is('desc'),
  ],
  [
    'groups and options mix',
    'documented',
    { type: 'select', options: [{ label: 'G', options: OPTIONS }, { value: 'x' }] },
    'x',
    is('x'),
  ],
  ['a store object', 'documented', { type: 'select', options: { store: OPTIONS } }, 'desc', is('desc')],
  [
    'renamed properties',
    'documented',
    { type: 'select', options: { store: [{ id: 7, title: 'Seven' }], value: 'id', label: 'title' } },
    7,
    is(7),
  ],
  ['bare values as options', 'assumed', { type: 'select', options: ['a', 'b'] }, 'b', is('b')],
  ['no options at all', 'assumed', { type: 'select', options: [] }, 'a', says("Value 'a' not found in options.")],
  ['options of unknown shape', 'assumed', { type: 'select', options: '{{x}}' }, 'a', is('a')],
  [
    'dynamic: mapped values are not checked',
    'documented',
    { type: 'select', dynamic: true, options: OPTIONS },
    'up',
    is('up'),
  ],
  [
    'editable: typed values pass',
    'assumed',
    { type: 'select', editable: true, options: OPTIONS },
    'up',
    warns("Value 'up' not found in options.", 'up'),
  ],
  [
    'editable in its long form',
    'assumed',
    { type: 'select', editable: { enabled: true }, options: OPTIONS },
    'up',
    warns("Value 'up' not found in options.", 'up'),
  ],
  [
    'editable switched off',
    'assumed',
    { type: 'select', editable: { enabled: false }, options: OPTIONS },
    'up',
    says("Value 'up' not found in options."),
  ],
  [
    'several options',
    'documented',
    { type: 'select', multiple: true, options: OPTIONS },
    ['desc', 'asc'],
    is(['desc', 'asc']),
  ],
  [
    'one value where several go',
    'documented',
    { type: 'select', multiple: true, options: OPTIONS },
    'asc',
    says('Value is not an array.'),
  ],
  [
    'one of several is no option',
    'documented',
    { type: 'select', multiple: true, options: OPTIONS },
    ['asc', 'up'],
    says("Value 'up' not found in options."),
  ],
  [
    'too few chosen',
    'documented',
    { type: 'select', multiple: true, options: OPTIONS, validate: { minItems: 2 } },
    ['asc'],
    says('Selected less than 2 items.'),
  ],
  [
    'too many chosen',
    'documented',
    { type: 'select', multiple: true, options: OPTIONS, validate: { maxItems: 1 } },
    ['asc', 'desc'],
    says('Selected more than 1 items.'),
  ],
  [
    'chosen twice',
    'documented',
    { type: 'select', multiple: true, options: OPTIONS, validate: { unique: true } },
    ['asc', 'asc'],
    says('Items must be unique, but item 2 equals an earlier one.'),
  ],
  [
    'radio is select',
    'documented',
    { type: 'radio', options: OPTIONS },
    'up',
    says("Value 'up' not found in options."),
  ],
  ['list is select', 'documented', { type: 'list', options: OPTIONS }, 'asc', is('asc')],
  [
    'options nobody can ask for',
    'documented',
    { type: 'select', options: 'rpc://rooms' },
    'r1',
    notes('Accepted as it is: rpc://rooms was not asked for its options.', 'r1'),
  ],
  [
    'at design time a mapped choice',
    'documented',
    { type: 'select', options: OPTIONS },
    '{{1.a}}',
    is('{{1.a}}'),
    { iml: 'unresolved' },
  ],
];

const CONDITION = { a: 'name', o: 'text:contain', b: 'ana' };

const filters: readonly Row[] = [
  [
    'groups of conditions',
    'documented',
    { type: 'filter' },
    [[CONDITION], [CONDITION]],
    is([[CONDITION], [CONDITION]]),
  ],
  ['a single list of conditions', 'assumed', { type: 'filter' }, [CONDITION], is([CONDITION])],
  [
    'a single list whatever logic says',
    'assumed',
    { type: 'filter', options: { logic: 'or' } },
    [[CONDITION]],
    is([[CONDITION]]),
  ],
  ['no conditions', 'documented', { type: 'filter' }, [], is([])],
  [
    'an operator without operand',
    'documented',
    { type: 'filter' },
    [[{ a: 'x', o: 'exist' }]],
    is([[{ a: 'x', o: 'exist' }]]),
  ],
  [
    'operators that ignore case',
    'documented',
    { type: 'filter' },
    [[{ a: 'x', o: 'array:contain:ci', b: 1 }]],
    is([[{ a: 'x', o: 'array:contain:ci', b: 1 }]]),
  ],
  [
    'versions compare',
    'documented',
    { type: 'filter' },
    [[{ a: 'x', o: 'semver:less', b: '2.0.0' }]],
    is([[{ a: 'x', o: 'semver:less', b: '2.0.0' }]]),
  ],
  [
    'an operator that does not exist',
    'documented',
    { type: 'filter' },
    [[{ a: 'x', o: 'text:equals' }]],
    says("Operator 'text:equals' does not exist."),
  ],
  [
    'an operator of the filter’s own',
    'documented',
    { type: 'filter', options: { operators: [{ label: 'T', options: [{ value: 'is' }] }] } },
    [{ o: 'is' }],
    is([{ o: 'is' }]),
  ],
  [
    'own operators replace the defaults',
    'documented',
    { type: 'filter', options: { operators: [{ value: 'is' }] } },
    [{ o: 'exist' }],
    says("Operator 'exist' does not exist."),
  ],
  [
    'an operand that is no option',
    'documented',
    { type: 'filter', options: [{ value: 'name' }] },
    [[{ a: 'age', o: 'exist' }]],
    warns("Value 'age' not found in options.", [[{ a: 'age', o: 'exist' }]]),
  ],
  ['an object is no filter', 'documented', { type: 'filter' }, { a: 1 }, says('Value is not an array.')],
  [
    'a text is no condition',
    'documented',
    { type: 'filter' },
    [['a']],
    says('A filter condition is an object with a, o and b.'),
  ],
];

const FILES = [
  { label: 'Docs', value: 'docs' },
  { label: 'Pictures', value: 'img' },
];

const paths: readonly Row[] = [
  [
    'a path of several levels',
    'documented',
    { type: 'folder', options: 'rpc://list' },
    '/docs/2024',
    notes('Accepted as it is: rpc://list was not asked what is there.', '/docs/2024'),
  ],
  ['a path without options', 'assumed', { type: 'file' }, 'docs/a.txt', is('docs/a.txt')],
  ['a path among fixed options', 'documented', { type: 'folder', options: { store: FILES } }, 'docs', is('docs')],
  ['the root', 'assumed', { type: 'folder', options: { store: FILES } }, '/', is('/')],
  [
    'a path not among them',
    'documented',
    { type: 'folder', options: { store: FILES } },
    '/music',
    says("Path '/music' not found in options."),
  ],
  ['a number becomes a path', 'documented', { type: 'file', options: { store: [{ value: '12' }] } }, 12, is('12')],
  [
    'slashes where there is one level',
    'documented',
    { type: 'folder', options: { store: FILES, singleLevel: true } },
    'docs/x',
    says('Single level path cannot contain slashes.'),
  ],
  ['a gap in a path', 'documented', { type: 'folder' }, '/docs//x', says('Invalid path "/docs//x" encountered.')],
  [
    'at design time a mapped path',
    'documented',
    { type: 'folder', options: { store: FILES } },
    '/{{1.a}}',
    is('/{{1.a}}'),
    { iml: 'unresolved' },
  ],
];

const run = (...row: readonly unknown[]): Promise<void> => expectRow(row as unknown as Row); // test.each spreads the row.

describe('prepareParameters by attribute', () => {
  test.each([...empty, ...required])('empty or required: %s (%s)', run);
  test.each([...texts, ...bounds, ...lists])('validate: %s (%s)', run);
  test.each([...iml, ...submission])('mapping or submission: %s (%s)', run);
  test.each(selects)('select: %s (%s)', run);
  test.each([...filters, ...paths])('filter or path: %s (%s)', run);
});
