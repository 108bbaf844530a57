import { describe, expect, test } from 'vitest';
import { parseExpression, parseTemplate } from '../../scripts/iml/parse.ts';
import { bracketed } from './bracketed.ts';

/** An expression, and the same with every operation in brackets: `(op left right)`, `name(args)`. */
const grammar: readonly (readonly [source: string, shape: string])[] = [
  // precedence, low to high, and left association
  ['a | b & c', '(| a (& b c))'],
  ['a & b = c', '(& a (= b c))'],
  ['a = b < c', '(= a (< b c))'],
  ['a < b = c > d', '(= (< a b) (> c d))'],
  ['a < b + c', '(< a (+ b c))'],
  ['a + b * c', '(+ a (* b c))'],
  ['a * b + c', '(+ (* a b) c)'],
  ['!a * b', '(* (! a) b)'],
  ['!a.b[1]', '(! a.b[1])'],
  ['-a + b', '(+ (- a) b)'],
  ['- -a', '(- (- a))'],
  ['!-a', '(! (- a))'],
  ['a - b - c', '(- (- a b) c)'],
  ['a / b * c % d', '(% (* (/ a b) c) d)'],
  ['a - (b - c)', '(- a (- b c))'],
  ['(a | b) & c', '(& (| a b) c)'],
  ['a = b = c', '(= (= a b) c)'],
  ['a | b | c', '(| (| a b) c)'],
  ['a + b ++ c - d', '(- (++ (+ a b) c) d)'],
  // every spelling
  ['a || b or c | d', '(| (| (| a b) c) d)'],
  ['a && b and c & d', '(& (& (& a b) c) d)'],
  ['a == b === c = d', '(= (= (= a b) c) d)'],
  ['a != b !== c', '(!= (!= a b) c)'],
  ['a <= b', '(<= a b)'],
  ['a>=b', '(>= a b)'],
  ['a mod b', '(% a b)'],
  ['a++b', '(++ a b)'],
  ['a + +b', '(+ a (+ b))'],
  ['a+++b', '(++ a (+ b))'],
  ['a--b', '(- a (- b))'],
  ['a!=b', '(!= a b)'],
  ['a=!b', '(= a (! b))'],
  // words are operators only between operands
  ['and', 'and'],
  ['or.mod', 'or.mod'],
  ['and and and', '(& and and)'],
  ['a andb', '(join a andb)'],
  ['orders', 'orders'],
  ['model', 'model'],
  ['or(a; b)', 'or(a, b)'],
  ['a and(b)', '(& a b)'],
  ['not a', '(join not a)'],
  ['a.and.or', 'a.and.or'],
  // juxtaposition
  ["a 'x' b", "(join (join a 'x') b)"],
  ["'x'a", "(join 'x' a)"],
  ["a + 'x' b * c", "(join (+ a 'x') (* b c))"],
  ["a = b 'x'", "(= a (join b 'x'))"],
  ['f(a) g(b)', '(join f(a) g(b))'],
  ['a `b c`', '(join a b c)'],
  ['a !b', '(join a (! b))'],
  ['(a)(b)', '(join a b)'],
  ["a {{'x'}}", "(join a 'x')"],
  ['x[1].f(2)', '(join x[1].f 2)'],
  // postfix
  ['a.b.c', 'a.b.c'],
  ['a . b [ 1 ] . c', 'a.b[1].c'],
  ['a[]', 'a[]'],
  ['a[][]', 'a[][]'],
  ['a[-1]', 'a[(- 1)]'],
  ['a[b + 1].c', 'a[(+ b 1)].c'],
  ['a[{{b}}]', 'a[b]'],
  ['a[{{}}]', 'a[nothing]'],
  ['a.`b c`.d', 'a.b c.d'],
  ['a.2.b', 'a.2.b'],
  ["headers['x-y']", "headers['x-y']"],
  ['first(a).b[2]', 'first(a).b[2]'],
  ['(a + b).c', '(+ a b).c'],
  // modules and numbers
  ['1', '#1'],
  ['1.5', '#1.5'],
  ['1.5e3', '#1500'],
  ['1e3', '#1000'],
  ['1.name', '1.name'],
  ['12.items[2].y', '12.items[2].y'],
  ['1.`0`', '1.0'],
  ['1.0.id', '1.0.id'],
  ['1.5[2]', '1.5[2]'],
  ['1[2]', '1[2]'],
  ['`1`', '1'],
  ['1 + 2.x', '(+ #1 2.x)'],
  ['1.e5', '1.e5'],
  ['1 .a', '#1.a'],
  ['2 x', '(join #2 x)'],
  // calls and arguments
  ['f()', 'f()'],
  ['f( )', 'f()'],
  ['f(a)', 'f(a)'],
  ['f(a, b; c)', 'f(a, b, c)'],
  ['f(a,)', 'f(a, _)'],
  ['f(,a)', 'f(_, a)'],
  ['f(;)', 'f(_, _)'],
  ['f(a,,b)', 'f(a, _, b)'],
  ['f (a)', 'f(a)'],
  ['a.b.f(c)', 'a.b.f(c)'],
  ['now()', 'now()'],
  ['true(1)', 'true(#1)'],
  ['f(g(h(1)))', 'f(g(h(#1)))'],
  ['f((a, b))', 'error'],
  // names
  ['_a$1', '_a$1'],
  ['$', '$'],
  ['šířka', 'šířka'],
  ['名前.値', '名前.値'],
  ['𝒳y', '𝒳y'],
  ['`a b`', 'a b'],
  ['``', ''],
  // keywords
  ['true', '<true>'],
  ['null.a', '<null>.a'],
  ['`true`', 'true'],
  ['truely', 'truely'],
  ['a.true', 'a.true'],
  // brackets with nothing before them
  ["['a']", "['a']"],
  ["['a', 'b']", "['a', 'b']"],
  ['f([a])', 'f([a])'],
  ['[]', '[]'],
];

describe('parseExpression', () => {
  test.each(grammar)('reads %s as %s', (source, shape) => {
    expect(shapeOf(source)).toBe(shape);
  });

  test('gives every node the place it was written at', () => {
    const source = "  if( a.b[2] >= 10 ; 'x' y ,)";
    const places: string[] = [];
    collectPlaces(parseExpression(source));

    expect(places).toEqual([
      "if( a.b[2] >= 10 ; 'x' y ,)",
      'a.b[2] >= 10',
      'a.b[2]',
      'a.b',
      'a',
      '2',
      '10',
      "'x' y",
      "'x'",
      'y',
    ]);

    function collectPlaces(node: object): void {
      const { type, start, end } = node as { type?: string; start: number; end: number };
      if (type !== undefined) places.push(source.slice(start, end));
      for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) collectPlaces(value);
    }
  });

  test('keeps spellings and separators for those who judge style', () => {
    expect(parseExpression('a === b')).toMatchObject({ operator: '=', spelling: '===', at: 2 });
    expect(parseExpression('f(a; b, c)')).toMatchObject({ separators: ';,' });
  });

  test('needs an expression', () => {
    expect(() => parseExpression('  ')).toThrow('There is no expression here.');
    expect(() => parseExpression('a }}')).toThrow('closes nothing');
  });
});

describe('parseTemplate', () => {
  test.each([
    ['', 'plain', []],
    ['text', 'plain', ['text']],
    ['{{a}}', 'primitive', ['{{a}}']],
    ['{{}}', 'primitive', ['{{}}']],
    [' {{a}}', 'interpolated', [' ', '{{a}}']],
    ['{{a}}{{b}}', 'interpolated', ['{{a}}', '{{b}}']],
    ["x{{ '}}' }}y", 'interpolated', ['x', "{{ '}}' }}", 'y']],
    ['{{a[{{b}}]}}', 'primitive', ['{{a[{{b}}]}}']],
    ['{{...}}', 'primitive', ['{{...}}']],
    ['{{ ... }}', 'primitive', ['{{ ... }}']],
    ['a }} b', 'plain', ['a }} b']],
  ])('reads "%s" as %s', (text, kind, parts) => {
    const template = parseTemplate(text);

    expect(template.kind).toBe(kind);
    expect(template.parts.map(({ start, end }) => text.slice(start, end))).toEqual(parts);
  });
});

function shapeOf(source: string): string {
  try {
    return bracketed(parseExpression(source));
  } catch {
    return 'error';
  }
}
