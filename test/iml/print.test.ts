import { describe, expect, test } from 'vitest';
import { parseExpression, parseTemplate } from '../../scripts/iml/parse.ts';
import { printExpression, printTemplate } from '../../scripts/iml/print.ts';
import { withoutPlaces } from './support.ts';
import { templatesInUse } from './templates-in-use.ts';

const rows: readonly (readonly [source: string, printed: string])[] = [
  ['a==b', 'a = b'],
  ['a !== b', 'a != b'],
  ['a&&b||c', 'a & b | c'],
  ['a and b or c', 'a & b | c'],
  ['a mod b', 'a % b'],
  ['(a) + (b)', 'a + b'],
  ['a * (b + c)', 'a * (b + c)'],
  ['a - (b - c)', 'a - (b - c)'],
  ['(a - b) - c', 'a - b - c'],
  ['!(a | b)', '!(a | b)'],
  ['!(a.b)', '!a.b'],
  ['(a + b).c', '(a + b).c'],
  ['(-a)[1]', '(-a)[1]'],
  ['- - a', '--a'],
  ['a - -b', 'a - -b'],
  ['a ++ (+b)', 'a ++ +b'],
  ['a "b"', "a 'b'"],
  ['(a)(-b)', '(a) (-b)'],
  ['(a) (b | c)', '(a) (b | c)'],
  ['a !b', '(a) (!b)'],
  ["'x' ['y']", "'x'['y']"],
  ['(x)(or(a, b))', '(x) (or(a, b))'],
  ['f( a ;b;)', 'f(a, b, )'],
  ['"it\'s"', '"it\'s"'],
  ['"say ""hi"""', '\'say "hi"\''],
  ["'it''s \"\"'", "'it''s \"\"'"],
  ['`plain`.`also`', 'plain.also'],
  ['`true`', '`true`'],
  ['`and`', '`and`'],
  ['`a b`.c.`d-e`', '`a b`.c.`d-e`'],
  ['`1`', '`1`'],
  ['1.name', '1.name'],
  ['1.`0`', '1.`0`'],
  ['1.`a b`', '1.`a b`'],
  ['`1`[2]', '1[2]'],
  ['a.2', 'a.`2`'],
  ['a[]', 'a[]'],
  ['a[{{b}}]', 'a[b]'],
  ['{{}}', '{{}}'],
  ['1.50', '1.5'],
  ['1e21', '1e+21'],
  ['(5).x', '(5).x'],
  ['null.x', 'null.x'],
  ['[a, b]', '[a, b]'],
];

describe('printExpression', () => {
  test.each(rows)('prints %s as %s', (source, printed) => {
    const expression = parseExpression(source);

    expect(printExpression(expression)).toBe(printed);
    expect(withoutPlaces(parseExpression(printed))).toEqual(withoutPlaces(expression));
  });

  test('separates arguments with semicolons for scenarios', () => {
    expect(printExpression(parseExpression('f(a, g(b, c))'), { separator: ';' })).toBe('f(a; g(b; c))');
  });
});

describe('printTemplate', () => {
  test.each(templatesInUse)('keeps the tree of %s', (text) => {
    const template = parseTemplate(text);
    const printed = printTemplate(template);

    expect(withoutPlaces(parseTemplate(printed))).toEqual(withoutPlaces(template));
  });

  test('leaves text as it is', () => {
    expect(printTemplate(parseTemplate('a {{ b }}\n}} \\{ {{"x"}}'))).toBe("a {{b}}\n}} \\{ {{'x'}}");
  });

  test('has a table of templates large enough to mean something', () => {
    expect(new Set(templatesInUse).size).toBeGreaterThanOrEqual(150);
  });
});
