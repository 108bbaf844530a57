import { describe, expect, test } from 'vitest';
import { evaluateStructure } from '../../scripts/iml/evaluate.ts';
import { contextOf } from './support.ts';

const variables = {
  a: 1,
  text: 'x',
  list: [1, 2],
  none: null,
  more: { b: 2, c: undefined, d: null },
  day: new Date(5),
};
const rows: readonly (readonly [title: string, structure: unknown, expected: unknown])[] = [
  ['a text', '{{a}}', 1],
  ['what is no text', [1, true, null], [1, true, null]],
  ['nested objects and arrays', { x: [{ y: '{{a}}' }], z: 'v{{a}}' }, { x: [{ y: 1 }], z: 'v1' }],
  ['an undefined property, left out', { x: '{{missing}}', y: '{{ignore}}', z: '{{a}}' }, { z: 1 }],
  ['a null property, kept', { x: '{{none}}', y: '{{erase}}', z: null }, { x: null, y: null, z: null }],
  ['an undefined item, made null', ['{{missing}}', '{{a}}'], [null, 1]],
  ['an object left empty', { x: { y: '{{missing}}' } }, { x: {} }],
  ['a key with an expression', { 'k{{a}}': 1, '{{text}}': 2 }, { k1: 1, x: 2 }],
  ['a key that is no text', { '{{a}}': 'n', '{{missing}}': 'e' }, { '1': 'n', '': 'e' }],
  ['a spread', { '{{...}}': '{{more}}' }, { b: 2, d: null }],
  ['a spread over earlier keys', { b: 0, z: 9, '{{...}}': '{{more}}' }, { b: 2, z: 9, d: null }],
  ['a spread under later keys', { '{{...}}': '{{more}}', b: 7 }, { b: 7, d: null }],
  ['a spread of nothing', { '{{...}}': '{{missing}}', x: 1 }, { x: 1 }],
  ['a spread of null', { '{{...}}': '{{none}}', x: 1 }, { x: 1 }],
  ['a spread of a structure', { '{{ ... }}': { q: '{{a}}' } }, { q: 1 }],
  ['results with mustaches, not evaluated again', { x: '{{raw}}' }, { x: '{{a}}' }],
  ['the key __proto__, as data', JSON.parse('{"__proto__":"{{a}}"}'), JSON.parse('{"__proto__":1}')],
];

describe('evaluateStructure', () => {
  test.each(rows)('evaluates %s', (_, structure, expected) => {
    const value = evaluateStructure(structure, contextOf({ ...variables, raw: '{{a}}' }));

    expect(value).toStrictEqual(expected);
  });

  test('orders keys as written, a spread in its place', () => {
    const value = evaluateStructure({ z: 1, '{{...}}': '{{more}}', a: 2 }, contextOf(variables));

    expect(Object.keys(value as object)).toEqual(['z', 'b', 'd', 'a']);
  });

  test('passes dates and other instances by reference', () => {
    const { day } = variables;

    expect(evaluateStructure({ at: day, same: '{{day}}' }, contextOf(variables))).toEqual({ at: day, same: day });
  });

  test('leaves what it is given unchanged', () => {
    const structure = Object.freeze({ x: Object.freeze(['{{a}}']) });

    evaluateStructure(structure, contextOf(variables));

    expect(structure).toEqual({ x: ['{{a}}'] });
  });

  test.each([
    ['an array', '{{list}}', 'array'],
    ['text', '{{text}}', 'text'],
    ['a number', 5, 'number'],
  ])('refuses to spread %s', (_, value, kind) => {
    expect(() => evaluateStructure({ '{{...}}': value }, contextOf(variables))).toThrow(
      `The value of the key {{...}} must be a collection, but this one is of type ${kind}.`,
    );
  });

  test('refuses the three dots as a value', () => {
    expect(() => evaluateStructure({ x: '{{...}}' }, contextOf())).toThrow('can only be the key of an object');
  });

  test('refuses a structure that contains itself', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;

    expect(() => evaluateStructure(loop, contextOf())).toThrow('or contains itself');
  });
});
