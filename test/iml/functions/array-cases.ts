import type { Case } from './support.ts';

/** Functions on arrays and collections (iml.md §12). */
export const arrayCases: readonly Case[] = [
  [
    'toCollection(6.array; "name"; "age")',
    { Bob: 22, Tim: 23 },
    {
      variables: {
        6: {
          array: [
            { name: 'Bob', age: 22 },
            { name: 'Tim', age: 23 },
          ],
        },
      },
    },
  ],
  [
    'arrayDifference(myArray; yourArray; "classic")',
    [1, 2],
    { variables: { myArray: [1, 2, 3, 4, 5], yourArray: [3, 4, 5, 6, 7] } },
  ],
  [
    'arrayDifference(yourArray; myArray; "classic")',
    [6, 7],
    { variables: { myArray: [1, 2, 3, 4, 5], yourArray: [3, 4, 5, 6, 7] } },
  ],
  [
    'arrayDifference(myArray; yourArray; "symmetric")',
    [1, 2, 6, 7],
    { variables: { myArray: [1, 2, 3, 4, 5], yourArray: [3, 4, 5, 6, 7] } },
  ],
  ['arrayDiff(a; b)', [1, 2], { variables: { a: [1, 2, 3, 4], b: [3, 4, 5, 6] } }],
  ['arrayIntersect(a; b)', [3, 4], { variables: { a: [1, 2, 3, 4], b: [3, 4, 5, 6] } }],
  ['arrayIntersect(a; b)', ['b', 'c'], { variables: { a: ['a', 'b', 'c'], b: ['b', 'c', 'd'] } }],
  [
    'map(Emails; "email"; "label"; "work")',
    ['w@x.io'],
    {
      variables: {
        Emails: [
          { email: 'w@x.io', label: 'work' },
          { email: 'h@x.io', label: 'home' },
          { email: 'o@x.io', label: 'other' },
        ],
      },
    },
  ],
  [
    'map(Emails; "email"; "label"; "work,home")',
    ['w@x.io', 'h@x.io'],
    {
      variables: {
        Emails: [
          { email: 'w@x.io', label: 'work' },
          { email: 'h@x.io', label: 'home' },
          { email: 'o@x.io', label: 'other' },
        ],
      },
    },
  ],
  [
    'first(map(5.user_column_data; "string_value"; "column_id"; "EMAIL"))',
    'a@x.io',
    {
      variables: {
        5: {
          user_column_data: [
            { column_id: 'NAME', string_value: 'Ann' },
            { column_id: 'EMAIL', string_value: 'a@x.io' },
          ],
        },
      },
    },
  ],
  ['sort(arr; "asc")', ['A', 'B', 'C', 'a', 'b', 'c'], { variables: { arr: ['b', 'A', 'c', 'B', 'a', 'C'] } }],
  ['sort(arr; "desc")', ['c', 'b', 'a', 'C', 'B', 'A'], { variables: { arr: ['b', 'A', 'c', 'B', 'a', 'C'] } }],
  [
    'sort(Contacts; "name")',
    [{ name: 'B' }, { name: 'C' }, { name: 'a' }, { name: 'b' }],
    { variables: { Contacts: [{ name: 'b' }, { name: 'C' }, { name: 'a' }, { name: 'B' }] } },
  ],
  [
    'sort(Contacts; "desc"; "name")',
    [{ name: 'b' }, { name: 'a' }, { name: 'C' }, { name: 'B' }],
    { variables: { Contacts: [{ name: 'b' }, { name: 'C' }, { name: 'a' }, { name: 'B' }] } },
  ],
  [
    'sort(Emails; "sender.name")',
    [{ sender: { name: 'a' } }, { sender: { name: 'b' } }],
    { variables: { Emails: [{ sender: { name: 'b' } }, { sender: { name: 'a' } }] } },
  ],
  [`sort(arr, 'asc ci')`, ['a', 'B', 'c'], { variables: { arr: ['c', 'B', 'a'] } }],
  [
    'flatten(9.nested; 1)',
    ['val1', 'val2', 'val3', ['val4', 'val5'], 'val6'],
    { variables: { 9: { nested: ['val1', 'val2', ['val3', ['val4', 'val5']], 'val6'] } } },
  ],
  [
    'flatten(a; 1)',
    ['val1', 'val2', 'val3', 'val4', 'val5'],
    { variables: { a: ['val1', 'val2', ['val3', 'val4'], 'val5'] } },
  ],
  [
    'flatten(9.nested)',
    ['val1', 'val2', 'val3', ['val4', 'val5'], 'val6'],
    { variables: { 9: { nested: ['val1', 'val2', ['val3', ['val4', 'val5']], 'val6'] } } },
  ],
  ['first(arr)', 'a', { variables: { arr: ['a', 'b', 'c'] } }],
  ['merge(a; b)', [1, 2, 3, 4], { variables: { a: [1, 2], b: [3, 4] } }],
  ['merge(a; x; b)', [1, 2, 3, 4], { variables: { a: [1, 2], b: [3, 4], x: 'no' } }],
  ['join(arr; ", ")', 'a, b, c', { variables: { arr: ['a', 'b', 'c'] } }],
  ['length(arr)', 3, { variables: { arr: ['a', 'b', 'c'] } }],
  ['contains(arr; "b")', true, { variables: { arr: ['a', 'b'] } }],
  ['contains(arr; "z")', false, { variables: { arr: ['a', 'b'] } }],
  ['contains(arr, "B", true)', true, { variables: { arr: ['a', 'b'] } }],
  ['remove(arr; "b"; "d")', ['a', 'c'], { variables: { arr: ['a', 'b', 'c', 'd'] } }],
  ['remove(arr; 2)', [1, 3], { variables: { arr: [1, 2, 3] } }],
  ['keys(o)', ['x', 'y'], { variables: { o: { x: 1, y: 2 } } }],
  ['deduplicate(arr)', ['a', 'b'], { variables: { arr: ['a', 'b', 'a'] } }],
  ['distinct(arr)', [1, 2], { variables: { arr: [1, 2, 1] } }],
  [
    'distinct(Contacts; "name")',
    [
      { name: 'Ann', n: 1 },
      { name: 'Bob', n: 3 },
    ],
    {
      variables: {
        Contacts: [
          { name: 'Ann', n: 1 },
          { name: 'Ann', n: 2 },
          { name: 'Bob', n: 3 },
        ],
      },
    },
  ],
  ['emptyarray', []],
  ['isArray(arr)', true, { variables: { arr: [] } }],
  ['pop(arr)', 3, { variables: { arr: [1, 2, 3] } }],
  ['shift(arr)', 1, { variables: { arr: [1, 2, 3] } }],
];
