import type { Case } from './support.ts';

/** Functions on any value (iml.md §8). */
export const generalCases: readonly Case[] = [
  ['if(1 = 1; "A"; "B")', 'A'],
  ['if(1 = 2; "A"; "B")', 'B'],
  ['if(1 = 2 and 1 = 2; "A"; "B")', 'B'],
  ['ifempty("A"; "B")', 'A'],
  ['ifempty(unknown; "B")', 'B'],
  ['ifempty(body.username, body.user)', 'fallback', { variables: { body: { user: 'fallback' } } }],
  ['if(length(arr), arr, split("x,y", ","))', ['x', 'y'], { variables: { arr: [] } }],
  ['switch("B"; "A"; 1; "B"; 2; "C"; 3)', 2],
  ['switch("C"; "A"; 1; "B"; 2; "C"; 3)', 3],
  ['get(array; 1)', 'a', { variables: { array: ['a', 'b', 'c'] } }],
  ['get(object; "raw_name")', 'v', { variables: { object: { raw_name: 'v' } } }],
  ['get(object; "raw_name.sub_raw_name")', 'deep', { variables: { object: { raw_name: { sub_raw_name: 'deep' } } } }],
  ['get(body, parameters.fieldName)', 7, { variables: { body: { total: 7 }, parameters: { fieldName: 'total' } } }],
  [
    `get(body.data, if(body.xml == true, 'xml', 'json'))`,
    'X',
    { variables: { body: { xml: true, data: { xml: 'X', json: 'J' } } } },
  ],
  [
    'omit(User; "password")',
    { name: 'Ann', email: 'a@x.io' },
    { variables: { User: { name: 'Ann', email: 'a@x.io', password: 's3' } } },
  ],
  [
    'pick(User; "password"; "email")',
    { password: 's3', email: 'a@x.io' },
    { variables: { User: { name: 'Ann', email: 'a@x.io', password: 's3' } } },
  ],
  ['mergeCollections(a; b)', { x: 1, y: 3, z: 4 }, { variables: { a: { x: 1, y: 2 }, b: { y: 3, z: 4 } } }],
];
