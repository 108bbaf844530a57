import { describe, expect, test } from 'vitest';
import { EMPTY_STRING } from '../../scripts/iml/values.ts';
import { contextOf, evaluateEveryWay, type Row } from './support.ts';

const early = new Date('1970-01-01T00:00:00.000Z');
const monday = new Date('2018-06-25T12:00:00.000Z');
const dates = { early, monday, same: new Date(monday) };
const lists = { a: [1, [2]], b: [1, [2]], c: [1, [3]], x: { k: [1], l: 2 }, y: { l: 2, k: [1] }, z: { k: [1] } };

const plus: readonly Row[] = [
  ['{{1 + 2}}', 3],
  ['{{0.1 + 0.2}}', 0.3],
  ['{{0.7 + 0.1}}', 0.8],
  ['{{1e21 + 1}}', 1e21],
  ['{{"1" + 2}}', '12'],
  ["{{2 + '1'}}", '21'],
  ["{{'a' + 'b' + 1 + 2}}", 'ab12'],
  ["{{1 + 2 + 'a'}}", '3a'],
  ["{{null + 'x'}}", 'x'],
  ["{{'x' + null}}", 'x'],
  ['{{missing + 4}}', 4],
  ['{{4 + missing}}', 4],
  ['{{null + null}}', null],
  ['{{missing + missing}}', null],
  ['{{1 + true}}', 2],
  ['{{early + 5}}', 5, dates],
  ["{{early + ' z'}}", '1970-01-01T00:00:00.000Z z', dates],
  ['{{true + true}}', 'truetrue'],
  ['{{a + 1}}', '1,21', lists],
  ["{{emptystring + 'x'}}", 'x'],
  ['{{emptystring + 1}}', '1'],
  ['{{"1" ++ 2}}', 3],
  ['{{1 ++ missing}}', 1],
  ["{{'x' ++ 1}}", null],
];

const arithmetic: readonly Row[] = [
  ['{{7 % 4}}', 3],
  ['{{7 mod 4}}', 3],
  ['{{-7 % 4}}', -3],
  ['{{0.3 % 0.1}}', 0],
  ['{{2 + 3 * 4}}', 14],
  ['{{(2 + 3) * 4}}', 20],
  ['{{(pagination.page - 1) * 100}}', 200, { pagination: { page: 3 } }],
  ['{{0.1 * 3}}', 0.3],
  ['{{1.1 * 1.1}}', 1.21],
  ['{{0.3 / 0.1}}', 3],
  ['{{1 / 3}}', 1 / 3],
  ['{{10 / 4}}', 2.5],
  ['{{8 / 4 / 2}}', 1],
  ['{{9 - 3 - 2}}', 4],
  ['{{0 * -1}}', 0],
  ['{{1 / 0}}', null],
  ['{{0 / 0}}', null],
  ['{{5 % 0}}', null],
  ["{{'x' * 2}}", null],
  ["{{' 7 ' - 2}}", 5],
  ["{{'' - 2}}", -2],
  ['{{null - 2}}', -2],
  ['{{true - 2}}', -1],
  ["{{'0x10' - 0}}", null],
  ["{{'Infinity' - 0}}", null],
  ["{{'1e3' - 0}}", 1000],
  ['{{monday - early}}', monday.getTime(), dates],
  ['{{a - 1}}', null, lists],
  ["{{7 - formatDate(monday; 'E')}}", 6, dates],
  ['{{-5}}', -5],
  ['{{- 12}}', -12],
  ['{{--5}}', 5],
  ["{{-'4'}}", -4],
  ["{{+'4'}}", 4],
  ["{{+'four'}}", null],
  ['{{3 - -2}}', 5],
  ['{{3 + +2}}', 5],
  ['{{-2 * -3}}', 6],
];

const comparisons: readonly Row[] = [
  ['{{1 < 2}}', true],
  ['{{2 <= 2}}', true],
  ['{{2 > 2}}', false],
  ['{{3 >= 2}}', true],
  ["{{'b' > 'a'}}", true],
  ["{{'10' < '9'}}", true],
  ["{{'10' < 9}}", false],
  ["{{10 > '9'}}", true],
  ["{{'x' < 1}}", false],
  ["{{'x' >= 1}}", false],
  ['{{missing < 1}}', false],
  ['{{missing >= 0}}', false],
  ['{{null < 1}}', true],
  ['{{null >= 0}}', true],
  ['{{true > 0}}', true],
  ['{{early < monday}}', true, dates],
  ['{{monday <= same}}', true, dates],
  ["{{monday > '2018-06-24'}}", true, dates],
  ["{{'2018-06-26' > monday}}", true, dates],
  ["{{monday > 'soon'}}", false, dates],
  ["{{monday < 'soon'}}", false, dates],
  ['{{monday > 5}}', true, dates],
  ['{{x < 1}}', false, lists],
  ['{{1 < 2 = true}}', true],
  ['{{body.id > 100}}', true, { body: { id: 101 } }],
  ['{{if(body.id > 100, body.user, false)}}', 'u', { body: { id: 101, user: 'u' } }],
];

const equality: readonly Row[] = [
  ['{{"0" === 0}}', true],
  ["{{'1' == 1}}", true],
  ["{{'1' = 1}}", true],
  ["{{'1' != 1}}", false],
  ["{{'1' !== 1}}", false],
  ["{{'a' = 'A'}}", false],
  ["{{'true' = true}}", false],
  ["{{'1' = true}}", true],
  ['{{null = missing}}', true],
  ["{{null = ''}}", false],
  ['{{null = 0}}', false],
  ['{{missing = false}}', false],
  ["{{'' = 0}}", true],
  ["{{emptystring = ''}}", true],
  ['{{emptystring = null}}', false],
  ['{{emptystring = emptystring}}', true],
  ['{{monday = same}}', true, dates],
  ['{{monday != early}}', true, dates],
  ["{{monday = '2018-06-25T12:00:00Z'}}", true, dates],
  ["{{'2018-06-25T12:00:00Z' = monday}}", true, dates],
  ["{{monday = 'soon'}}", false, dates],
  ['{{early = 0}}', true, dates],
  ['{{a = b}}', true, lists],
  ['{{a = c}}', false, lists],
  ['{{x = y}}', true, lists],
  ['{{x = z}}', false, lists],
  ['{{x = 1}}', false, lists],
  ["{{a = '1,2'}}", true, lists],
  ["{{formatDate(early, 'X') === 0}}", true, dates],
  ["{{indexOf(item.name,'vision')='-1'}}", true, { item: { name: 'gemini-pro' } }],
];

const logic: readonly Row[] = [
  ['{{1 = 1 & 2 = 2}}', true],
  ['{{1 = 1 && 2 = 3}}', false],
  ['{{1 = 2 and 1 = 1}}', false],
  ['{{1 = 2 or 1 = 1}}', true],
  ['{{1 = 2 | 1 = 1}}', true],
  ['{{1 = 2 || 1 = 1 && 1 = 2}}', false],
  ['{{(1 = 2 || 1 = 1) && 1 = 1}}', true],
  ['{{!(1 = 1)}}', false],
  ['{{!missing}}', true],
  ['{{!!7}}', true],
  ["{{!''}}", true],
  ["{{!'false'}}", false],
  ['{{!emptyarray}}', false],
  ['{{!emptystring}}', false],
  ['{{! 1 = 2}}', false],
  ['{{body.keywords || body.other}}', 'fallback', { body: { other: 'fallback' } }],
  ["{{0 || ''}}", ''],
  ['{{5 && 0}}', 0],
  ["{{5 && 'yes'}}", 'yes'],
  ['{{data.lastDate || undefined}}', undefined, { data: {} }],
  ['{{true || nosuch()}}', true],
  ['{{false && nosuch()}}', false],
];

const juxtaposition: readonly Row[] = [
  ["{{item.first ' ' item.last}}", 'Eva Nová', { item: { first: 'Eva', last: 'Nová' } }],
  ["{{'cha_'parameters.sourceId}}", 'cha_9', { parameters: { sourceId: 9 } }],
  ["{{'a' 1 'b' 2}}", 'a1b2'],
  ["{{1 + 2 ' items'}}", '3 items'],
  ["{{'n' 2 * 3}}", 'n6'],
  ["{{'x' (1 + 2)}}", 'x3'],
  ["{{'x' missing 'y'}}", 'xy'],
  ["{{'x' `odd` {{1}}}}", 'x51', { odd: 5 }],
  ["{{'no: ' !true}}", 'no: false'],
  ["{{'a' 'b' = 'ab'}}", true],
];

describe('operators', () => {
  describe.each([
    ['plus', plus],
    ['arithmetic', arithmetic],
    ['comparison', comparisons],
    ['equality', equality],
    ['logic', logic],
    ['juxtaposition', juxtaposition],
  ])('%s', (_, rows) => {
    test.each(rows)('%s gives %j', (template, expected, variables = {}) => {
      const value = evaluateEveryWay(template, contextOf(variables));

      expect(value).toEqual(expected);
    });
  });

  test('keep plain floating point for minus, as the platform does', () => {
    expect(evaluateEveryWay('{{0.3 - 0.1}}', contextOf())).toBeCloseTo(0.2, 12);
  });

  test('compare without conversion when the context asks for it', () => {
    const context = contextOf({}, { strictEquality: true });

    expect(evaluateEveryWay("{{'1' = 1}}/{{1 = 1}}/{{null = undefined}}", context)).toBe('false/true/false');
  });

  test('give the marker of emptystring back unchanged', () => {
    expect(evaluateEveryWay('{{missing || emptystring}}', contextOf())).toBe(EMPTY_STRING);
  });

  test('never change the sign of zero', () => {
    for (const template of ['{{0 * -5}}', '{{-0}}', '{{0 / -5}}', '{{-4 % 2}}']) {
      expect(Object.is(evaluateEveryWay(template, contextOf()), 0)).toBe(true);
    }
  });
});
