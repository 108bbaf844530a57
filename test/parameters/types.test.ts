import { describe, test } from 'vitest';
import { EMPTY_STRING } from '../../scripts/iml/values.ts';
import type { Row } from './rows.ts';
import { absent, expectRow, is, says, warns } from './rows.ts';

const DAY = new Date('2024-05-17T00:00:00.000Z');
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const READ_AS_TRUE = 'The value is read as true: only false and the text "false" are false.';

const text: readonly Row[] = [
  ['text stays', 'documented', { type: 'text' }, 'Praha 1', is('Praha 1')],
  ['surrounding blanks stay', 'documented', { type: 'text' }, ' a ', is(' a ')],
  ['a number becomes its shortest text', 'documented', { type: 'text' }, 12.5, is('12.5')],
  ['a long number shows no exponent', 'documented', { type: 'text' }, 1e20, is('100000000000000000000')],
  ['true becomes text', 'documented', { type: 'text' }, true, is('true')],
  ['false becomes text', 'documented', { type: 'text' }, false, is('false')],
  ['a date becomes ISO text', 'documented', { type: 'text' }, DAY, is('2024-05-17T00:00:00.000Z')],
  ['a buffer is decoded', 'documented', { type: 'text' }, bytes('žluť'), is('žluť')],
  ['an array is joined by commas', 'documented', { type: 'text' }, ['a', 1, true], is('a,1,true')],
  ['a collection becomes JSON', 'documented', { type: 'text' }, { a: 1 }, is('{"a":1}')],
  ['an empty array is empty text', 'assumed', { type: 'text' }, [], absent],
  ['NaN has no text', 'assumed', { type: 'text' }, Number.NaN, says("Expected type 'string', got type 'number'.")],
  [
    'a function has no text',
    'assumed',
    { type: 'text' },
    () => 1,
    says("Expected type 'string', got type 'function'."),
  ],
  [
    'a symbol has no text',
    'assumed',
    { type: 'text' },
    Symbol('s'),
    says("Expected type 'string', got type 'symbol'."),
  ],
  ['the emptystring keyword stays what it is', 'documented', { type: 'text' }, EMPTY_STRING, is(EMPTY_STRING)],
  ['mustaches are data once mapping is over', 'documented', { type: 'text' }, 'Hi {{name}}', is('Hi {{name}}')],
  ['a field without type is text', 'documented', {}, 5, is('5')],
  ['path is text', 'documented', { type: 'path' }, 'a//b', is('a//b')],
  ['uuid is text', 'documented', { type: 'uuid' }, 'not-a-uuid', is('not-a-uuid')],
  ['cert is text', 'documented', { type: 'cert' }, '-----BEGIN', is('-----BEGIN')],
  ['pkey is text', 'documented', { type: 'pkey' }, '-----BEGIN', is('-----BEGIN')],
  ['password is text', 'documented', { type: 'password' }, 123, is('123')],
  ['filename is text', 'documented', { type: 'filename' }, 'a.txt', is('a.txt')],
];

const formats: readonly Row[] = [
  ['an e-mail address passes', 'documented', { type: 'email' }, 'eva.nova@firma.example', is('eva.nova@firma.example')],
  ['an e-mail address has an @', 'assumed', { type: 'email' }, 'eva', says("'eva' is not a valid e-mail address.")],
  [
    'an e-mail address has no blanks',
    'assumed',
    { type: 'email' },
    'a b@c',
    says("'a b@c' is not a valid e-mail address."),
  ],
  ['a URL passes', 'documented', { type: 'url' }, 'https://a.example/x?y=1', is('https://a.example/x?y=1')],
  ['a URL of another scheme passes', 'assumed', { type: 'url' }, 'ftp://a.example/x', is('ftp://a.example/x')],
  ['a URL has a scheme', 'documented', { type: 'url' }, 'a.example', says("'a.example' is not a valid URL.")],
  ['a URL has no blanks', 'assumed', { type: 'url' }, 'https://a b', says("'https://a b' is not a valid URL.")],
  ['a colour passes', 'documented', { type: 'color' }, '#1a7F5b', is('#1a7F5b')],
  ['a colour is six digits', 'assumed', { type: 'color' }, '#fff', says("'#fff' is not a valid colour.")],
  ['a time zone passes', 'documented', { type: 'timezone' }, 'America/New_York', is('America/New_York')],
  ['UTC is a time zone', 'documented', { type: 'timezone' }, 'UTC', is('UTC')],
  ['an offset is no time zone', 'assumed', { type: 'timezone' }, '+02:00', says("'+02:00' is not a valid time zone.")],
  [
    'a made-up time zone',
    'documented',
    { type: 'timezone' },
    'Mars/Base',
    says("'Mars/Base' is not a valid time zone."),
  ],
  ['emptystring has no format', 'assumed', { type: 'email' }, EMPTY_STRING, is(EMPTY_STRING)],
  ['validate: false frees the format', 'documented', { type: 'email', validate: false }, 'eva', is('eva')],
  ['a file name with its ending', 'assumed', { type: 'filename', extension: 'csv' }, 'A.CSV', is('A.CSV')],
  [
    'a file name with one of its endings',
    'assumed',
    { type: 'filename', extension: ['csv', '.tsv'] },
    'a.tsv',
    is('a.tsv'),
  ],
  [
    'a file name without its ending is only suspicious',
    'assumed',
    { type: 'filename', extension: ['csv', 'tsv'] },
    'a.txt',
    warns("The file name 'a.txt' does not end in .csv or .tsv.", 'a.txt'),
  ],
];

const numbers: readonly Row[] = [
  ['a number stays', 'documented', { type: 'number' }, -1.5, is(-1.5)],
  ['zero is a value', 'documented', { type: 'number' }, 0, is(0)],
  ['text is parsed', 'documented', { type: 'number' }, '12.50', is(12.5)],
  ['text is trimmed', 'documented', { type: 'number' }, ' 7 ', is(7)],
  ['a sign and an exponent are read', 'documented', { type: 'number' }, '-1.5e3', is(-1500)],
  ['a decimal comma is not', 'documented', { type: 'number' }, '1,5', says("'1,5' is not a valid number.")],
  ['hexadecimal digits are not', 'assumed', { type: 'number' }, '0x10', says("'0x10' is not a valid number.")],
  ['words are not', 'documented', { type: 'number' }, 'ten', says("'ten' is not a valid number.")],
  ['blanks are not', 'assumed', { type: 'number' }, '  ', says("'  ' is not a valid number.")],
  ['NaN is not', 'assumed', { type: 'number' }, Number.NaN, says("'NaN' is not a valid number.")],
  [
    'a boolean is no number',
    'documented',
    { type: 'number' },
    true,
    says("Expected type 'number', got type 'boolean'."),
  ],
  ['a date is no number', 'documented', { type: 'number' }, DAY, says("Expected type 'number', got type 'date'.")],
  ['an array is no number', 'documented', { type: 'number' }, [1], says("Expected type 'number', got type 'array'.")],
  [
    'a collection is no number',
    'documented',
    { type: 'number' },
    {},
    says("Expected type 'number', got type 'object'."),
  ],
  ['an integer stays', 'documented', { type: 'integer' }, -3, is(-3)],
  ['an integer is read from text', 'documented', { type: 'integer' }, '42', is(42)],
  ['an integer with a zero fraction is one', 'assumed', { type: 'integer' }, '3.0', is(3)],
  ['fractions are not cut off', 'assumed', { type: 'integer' }, 1.5, says("'1.5' is not a valid integer.")],
  ['an unsigned integer stays', 'documented', { type: 'uinteger' }, 3, is(3)],
  [
    'an unsigned integer is not negative',
    'documented',
    { type: 'uinteger' },
    -1,
    says('Value is too small. Minimum value is 0.'),
  ],
  ['an unsigned integer is whole', 'assumed', { type: 'uinteger' }, 0.5, says("'0.5' is not a valid integer.")],
  ['a port stays', 'documented', { type: 'port' }, 443, is(443)],
  ['a port is read from text', 'documented', { type: 'port' }, '8080', is(8080)],
  ['a port ends at 65535', 'documented', { type: 'port' }, 65536, says('Value is too big. Maximum value is 65535.')],
  ['a data structure is its number', 'documented', { type: 'udt' }, 12, is(12)],
];

const booleans: readonly Row[] = [
  ['true stays', 'documented', { type: 'boolean' }, true, is(true)],
  ['false stays', 'documented', { type: 'boolean' }, false, is(false)],
  ['the text false', 'documented', { type: 'boolean' }, 'false', is(false)],
  ['the text true', 'documented', { type: 'boolean' }, 'true', is(true)],
  ['any other text is true', 'documented', { type: 'boolean' }, 'maybe', is(true)],
  ['no is true, which surprises', 'documented', { type: 'boolean' }, 'no', warns(READ_AS_TRUE, true)],
  ['FALSE is true, which surprises', 'documented', { type: 'boolean' }, 'FALSE', warns(READ_AS_TRUE, true)],
  ['zero is true, which surprises', 'documented', { type: 'boolean' }, 0, warns(READ_AS_TRUE, true)],
  ['one is true', 'documented', { type: 'boolean' }, 1, is(true)],
  ['an array is true', 'documented', { type: 'boolean' }, [], is(true)],
  ['a collection is true', 'documented', { type: 'boolean' }, {}, is(true)],
  ['a date is true', 'documented', { type: 'boolean' }, DAY, is(true)],
  ['emptystring is false', 'assumed', { type: 'boolean' }, EMPTY_STRING, is(false)],
  ['checkbox is boolean', 'documented', { type: 'checkbox' }, 'false', is(false)],
];

const dates: readonly Row[] = [
  ['a date stays', 'documented', { type: 'date' }, DAY, is(DAY)],
  ['ISO text', 'documented', { type: 'date' }, '2024-05-17T00:00:00.000Z', is(DAY)],
  ['ISO text with an offset', 'documented', { type: 'date' }, '2024-05-17T02:00:00+02:00', is(DAY)],
  ['a day alone', 'documented', { type: 'date' }, '2024-05-17', is(DAY)],
  ['slashes put the month first', 'documented', { type: 'date' }, '05/17/2024', is(DAY)],
  ['dots put the day first', 'documented', { type: 'date' }, '17.5.2024', is(DAY)],
  ['a 12-hour clock', 'documented', { type: 'date' }, '2024/05/17 5:26 PM', is(new Date('2024-05-17T17:26:00Z'))],
  [
    'text without an offset is in the zone',
    'documented',
    { type: 'date' },
    '2024-05-17 02:00',
    is(DAY),
    { timezone: 'Europe/Prague' },
  ],
  [
    'the zone has its winter time',
    'documented',
    { type: 'date' },
    '2024-01-17 01:00',
    is(new Date('2024-01-17T00:00:00Z')),
    { timezone: 'Europe/Prague' },
  ],
  ['a number is epoch milliseconds', 'documented', { type: 'date' }, DAY.getTime(), is(DAY)],
  ['the marked form of JSON', 'assumed', { type: 'date' }, { $date: '2024-05-17T00:00:00.000Z' }, is(DAY)],
  ['a date-only picker gives a full date too', 'documented', { type: 'date', time: false }, '2024-05-17', is(DAY)],
  ['a word is no date', 'documented', { type: 'date' }, 'tomorrow', says("'tomorrow' is not a valid date.")],
  [
    'a day that does not exist',
    'documented',
    { type: 'date' },
    '2024-02-30',
    says("'2024-02-30' is not a valid date."),
  ],
  ['an invalid date', 'assumed', { type: 'date' }, new Date(Number.NaN), says("'Invalid Date' is not a valid date.")],
  ['a boolean is no date', 'documented', { type: 'date' }, true, says("Expected type 'date', got type 'boolean'.")],
  ['an array is no date', 'documented', { type: 'date' }, ['2024'], says("Expected type 'date', got type 'array'.")],
  ['a timestamp from a date is in seconds', 'assumed', { type: 'timestamp' }, DAY, is(1715904000)],
  ['a timestamp from date text', 'assumed', { type: 'timestamp' }, '2024-05-17', is(1715904000)],
  ['a timestamp stays', 'documented', { type: 'timestamp' }, 1715904000, is(1715904000)],
  ['a timestamp from digits', 'assumed', { type: 'timestamp' }, '1715904000', is(1715904000)],
  ['a timestamp of nonsense', 'assumed', { type: 'timestamp' }, 'soon', says("'soon' is not a valid date.")],
  ['hours and minutes', 'documented', { type: 'time' }, '09:30', is('09:30')],
  ['hours, minutes and seconds', 'documented', { type: 'time' }, '09:30:15', is('09:30:15')],
  ['milliseconds', 'documented', { type: 'time' }, '23:59:59.999', is('23:59:59.999')],
  ['25 o’clock', 'documented', { type: 'time' }, '25:00', says("'25:00' is not a valid time.")],
  ['minute 60', 'documented', { type: 'time' }, '10:60', says("'10:60' is not a valid time.")],
  ['a number is no time', 'assumed', { type: 'time' }, 930, says("Expected type 'string', got type 'number'.")],
];

const buffers: readonly Row[] = [
  ['binary data stays', 'documented', { type: 'buffer' }, bytes('ab'), is(bytes('ab'))],
  ['text becomes UTF-8', 'documented', { type: 'buffer' }, 'č', is(Buffer.from([0xc4, 0x8d]))],
  ['text follows the codepage', 'documented', { type: 'buffer', codepage: 'latin1' }, 'é', is(Buffer.from([0xe9]))],
  ['binary is another name of it', 'assumed', { type: 'buffer', codepage: 'binary' }, 'é', is(Buffer.from([0xe9]))],
  ['an unknown codepage is UTF-8', 'assumed', { type: 'buffer', codepage: 'klingon' }, 'é', is(bytes('é'))],
  ['a number becomes its text', 'documented', { type: 'buffer' }, 12, is(bytes('12'))],
  ['a boolean becomes its text', 'documented', { type: 'buffer' }, true, is(bytes('true'))],
  ['a date becomes its text', 'documented', { type: 'buffer' }, DAY, is(bytes('2024-05-17T00:00:00.000Z'))],
  [
    'base64, as a run prints it',
    'assumed',
    { type: 'buffer' },
    { fileName: 'a', bytes: 2, base64: 'YWI=' },
    is(bytes('ab')),
  ],
  ['hex, as a batch prints it', 'assumed', { type: 'buffer' }, { $buffer: '6162' }, is(bytes('ab'))],
  ['what JSON makes of a Buffer', 'assumed', { type: 'buffer' }, { type: 'Buffer', data: [97] }, is(bytes('a'))],
  [
    'any other collection',
    'documented',
    { type: 'buffer' },
    { a: 1 },
    says("Expected type 'string', got type 'object'."),
  ],
  ['an array', 'documented', { type: 'buffer' }, ['a'], says("Expected type 'string', got type 'array'.")],
];

const others: readonly Row[] = [
  ['json text stays text', 'documented', { type: 'json' }, '{"a": 1}', is('{"a": 1}')],
  ['json text must parse', 'documented', { type: 'json' }, '{a:1}', says("'{a:1}' is not valid JSON.")],
  ['a collection is printed as json', 'assumed', { type: 'json' }, { a: [1] }, is('{"a":[1]}')],
  ['an array is printed as json', 'assumed', { type: 'json' }, [], is('[]')],
  ['a number is printed as json', 'assumed', { type: 'json' }, 5, is('5')],
  ['a boolean is printed as json', 'assumed', { type: 'json' }, false, is('false')],
  ['a bigint cannot be json', 'assumed', { type: 'json' }, 5n, says("Expected type 'string', got type 'bigint'.")],
  ['any stays a number', 'documented', { type: 'any' }, 5, is(5)],
  ['any stays a collection', 'documented', { type: 'any' }, { a: [null] }, is({ a: [null] })],
  ['any stays text', 'documented', { type: 'any' }, '5', is('5')],
  ['an unknown type is taken as it is', 'assumed', { type: 'string' }, 5, is(5)],
  ['a type given as IML is taken as it is', 'documented', { type: '{{parameters.t}}' }, 5, is(5)],
  ['a platform type is taken as it is', 'documented', { type: 'account:chat' }, 77, is(77)],
  ['upload is taken as it is', 'assumed', { type: 'upload' }, [{ n: 1 }], is([{ n: 1 }])],
  ['hidden text stays', 'documented', { type: 'hidden' }, 'v', is('v')],
  ['a hidden default is submitted', 'documented', { type: 'hidden', default: 'v1' }, undefined, is('v1')],
  ['a hidden default becomes text', 'documented', { type: 'hidden', default: 7 }, undefined, is('7')],
  ['a hidden collection becomes text', 'documented', { type: 'hidden', default: { a: 1 } }, undefined, is('{"a":1}')],
  ['a hidden default replaces empty text', 'assumed', { type: 'hidden', default: 'v1' }, '', is('v1')],
  ['a hidden field can be overridden', 'assumed', { type: 'hidden', default: 'v1' }, 'v2', is('v2')],
  ['a hidden field without default', 'documented', { type: 'hidden' }, undefined, absent],
];

const collections: readonly Row[] = [
  [
    'a collection reads its members',
    'documented',
    { type: 'collection', spec: [{ name: 'n', type: 'number' }] },
    { n: '1' },
    is({ n: 1 }),
  ],
  ['a collection without spec is free', 'assumed', { type: 'collection' }, { a: { b: 1 } }, is({ a: { b: 1 } })],
  ['a collection with empty spec is free', 'assumed', { type: 'collection', spec: [] }, { a: 1 }, is({ a: 1 })],
  [
    'text is no collection',
    'documented',
    { type: 'collection', spec: [] },
    '{"a":1}',
    says("Expected type 'object', got type 'string'."),
  ],
  [
    'an array is no collection',
    'documented',
    { type: 'collection' },
    [{}],
    says("Expected type 'object', got type 'array'."),
  ],
  [
    'an unknown member is dropped',
    'assumed',
    { type: 'collection', spec: [{ name: 'city' }] },
    { citty: 'Brno' },
    warns("Unknown field 'citty'.", {}),
  ],
  [
    'members keep the order given',
    'assumed',
    { type: 'collection', spec: [{ name: 'a' }, { name: 'b' }] },
    { b: '2', a: '1' },
    is({ b: '2', a: '1' }),
  ],
  ['an empty collection is one', 'documented', { type: 'collection', spec: [{ name: 'a' }] }, {}, is({})],
];

const arrays: readonly Row[] = [
  ['items are read', 'documented', { type: 'array', spec: { type: 'number' } }, ['1', 2], is([1, 2])],
  ['a single value is an array of one', 'documented', { type: 'array', spec: { type: 'text' } }, 'a', is(['a'])],
  [
    'a single collection is an array of one',
    'documented',
    { type: 'array', spec: [{ name: 'n' }] },
    { n: 'a' },
    is([{ n: 'a' }]),
  ],
  ['items without spec are free', 'documented', { type: 'array' }, [1, 'a', null], is([1, 'a', null])],
  ['an empty array is sent', 'documented', { type: 'array', spec: { type: 'text' } }, [], is([])],
  [
    'collections are read',
    'documented',
    { type: 'array', spec: [{ name: 'n', type: 'integer' }] },
    [{ n: '1' }],
    is([{ n: 1 }]),
  ],
  [
    'arrays nest',
    'assumed',
    { type: 'array', spec: { type: 'array', spec: { type: 'number' } } },
    [['1'], 2],
    is([[1], [2]]),
  ],
  ['an item that comes to nothing is null', 'assumed', { type: 'array', spec: { type: 'text' } }, [[]], is([null])],
  ['empty items stay', 'assumed', { type: 'array', spec: { type: 'text' } }, ['', null], is(['', null])],
  [
    'an item of the wrong type',
    'documented',
    { type: 'array', spec: { type: 'number' } },
    [1, 'x'],
    says("'x' is not a valid number."),
  ],
  [
    'a scalar where collections are',
    'documented',
    { type: 'array', spec: [{ name: 'n' }] },
    ['a'],
    says("Expected type 'object', got type 'string'."),
  ],
  [
    'items may be selects',
    'documented',
    { type: 'array', spec: { type: 'select', options: [{ value: 1 }] } },
    ['1'],
    is([1]),
  ],
  [
    'an item that is no option',
    'documented',
    { type: 'array', spec: { type: 'select', options: [{ value: 'a' }] } },
    ['b'],
    says("Value 'b' not found in options."),
  ],
];

const visual: readonly Row[] = ['banner', 'markdown', 'html', 'separator'].map(
  (type): Row => [`${type} has no value`, 'documented', { type, required: true }, undefined, absent],
);

const run = (...row: readonly unknown[]): Promise<void> => expectRow(row as unknown as Row); // test.each spreads the row.

describe('prepareParameters by type', () => {
  test.each([...text, ...formats])('text-like: %s (%s)', run);
  test.each([...numbers, ...booleans])('number or boolean: %s (%s)', run);
  test.each([...dates, ...buffers])('date, time or buffer: %s (%s)', run);
  test.each([...collections, ...arrays])('container: %s (%s)', run);
  test.each([...others, ...visual])('other: %s (%s)', run);
});
