import { describe, expect, test } from 'vitest';
import { compileTemplate } from '../../scripts/iml/compile.ts';
import { EMPTY_STRING } from '../../scripts/iml/values.ts';
import { contextOf, evaluateEveryWay, NOW, type Row } from './support.ts';

const rows: readonly Row[] = [
  ['{{true}}', true],
  ['{{false}}', false],
  ['{{null}}', null],
  ['{{erase}}', null],
  ['{{ignore}}', undefined],
  ['{{undefined}}', undefined],
  ['{{emptystring}}', EMPTY_STRING],
  ['{{emptyarray}}', []],
  ['{{space}}', ' '],
  ['a{{space}}b', 'a b'],
  ['a{{newline}}b', 'a\nb'],
  ['a{{tab}}b', 'a\tb'],
  ['a{{carriagereturn}}b', 'a\rb'],
  ['a{{nbsp}}b', 'a\u00a0b'],
  ['a{{emptystring}}b{{null}}c{{ignore}}', 'abc'],
  ['{{pi}}', Math.PI],
  ['{{now}}', new Date(NOW)],
  ['{{timestamp}}', 1714990830],
  ['{{random}}', 0.25],
  ['{{uuid}}', '0b3f6a52-6c0d-4f0e-9a53-0f4b7c1d2e3f'],
  ['{{executionId}}', 'run-1'],
  ['at {{now}}', `at ${NOW}`],
  ['{{}}', null],
  ['{{ }}', null],
  ['a{{}}b', 'ab'],
  // case matters, and names that are no keywords are unknown
  ['{{True}}', undefined],
  ['{{today}}', undefined],
  ['{{emptyobject}}', undefined],
  ['{{not}}', undefined],
  ['{{and}}', undefined],
  ['{{and or mod}}', undefined],
];

describe('keywords and system variables', () => {
  test.each(rows)('%s gives %j', (template, expected, variables = {}) => {
    const value = evaluateEveryWay(template, contextOf(variables));

    expect(value).toEqual(expected);
  });

  test('make a new array at each evaluation', () => {
    const evaluate = compileTemplate('{{emptyarray}}');

    expect(evaluate(contextOf())).not.toBe(evaluate(contextOf()));
  });

  test('ask the host anew at each evaluation', () => {
    let instant = 0;
    const context = contextOf();
    const ticking = { ...context, host: { ...context.host, now: () => new Date(instant++) } };
    const evaluate = compileTemplate('{{now.x}}{{now - 0}},{{now - 0}}');

    expect(evaluate(ticking)).toBe('1,2');
  });
});
