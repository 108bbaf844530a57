import fc from 'fast-check';

const name = fc.constantFrom(
  'a',
  'item',
  'body',
  'Ž_1',
  '$x',
  '(and)',
  '(or)',
  '(mod)',
  '`odd name`',
  '`1`',
  '`true`',
  'now',
);
const segment = fc.constantFrom(
  '.b',
  '.c',
  '.`x y`',
  '[]',
  '[1]',
  '[-1]',
  '[2]',
  '.2',
  "['b']",
  '.length',
  '.constructor',
);
const operator = fc.constantFrom(
  ...['|', '||', ' or ', '&', '&&', ' and ', '=', '==', '===', '!=', '!==', '<', '<=', '>', '>=', '+', '++', ' - '],
  ...['*', '/', '%', ' mod ', ' '],
);
const functionName = fc.constantFrom('if', 'ifempty', 'upper', 'length', 'join', 'add', 'switch', 'nosuch', 'get');
const word = fc.constantFrom('true', 'null', 'undefined', 'emptystring', 'emptyarray', 'space', '{{}}');
const text = fc.string({ maxLength: 6 }).map((value) => `'${value.replaceAll("'", "''")}'`);
const number = fc.oneof(fc.nat(999).map(String), fc.constantFrom('0.1', '1.5e3', '7.25', '1e-7'));

/** Sources of expressions of every form, in all spellings. */
export const expressionSource: fc.Arbitrary<string> = fc.letrec<{ any: string; small: string }>((tie) => ({
  small: fc.oneof(
    name,
    fc.tuple(name, segment, segment).map((parts) => parts.join('')),
    text,
    number,
    word,
    fc.constantFrom('1.mail', '2.`0`', '3[1]', 'a.b.c'),
  ),
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    tie('small'),
    fc.tuple(tie('any'), operator, tie('any')).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('!', '-', '+', '- ', '! '), tie('any')).map(([sign, operand]) => `${sign}(${operand})`),
    fc
      .tuple(fc.constantFrom('(', '{{'), tie('any'))
      .map(([open, inner]) => `${open}${inner}${open === '(' ? ')' : '}}'}`),
    fc.tuple(tie('any'), segment).map(([object, step]) => `(${object})${step}`),
    fc.tuple(tie('small'), tie('any')).map(([object, index]) => `(${object})[${index}]`),
    fc
      .tuple(
        functionName,
        fc.constantFrom(',', ';', ' , '),
        fc.array(fc.option(tie('any'), { nil: '' }), { maxLength: 4 }),
      )
      .map(([called, separator, args]) => `${called}(${args.join(separator)})`),
    fc.array(tie('any'), { maxLength: 2 }).map((items) => `([${items.join(',')}])`),
  ),
})).any;

/** Templates of text and such expressions. */
export const templateText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      expressionSource.map((source) => `{{${source}}}`),
      fc.string({ maxLength: 8 }).map((plain) => plain.replaceAll('{', '(')),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));

/** Variables with values of every kind under the names used above. */
export const variables = {
  a: { b: { c: 5 }, c: [1, 2], 'x y': 'z', length: 3 },
  item: [{ b: 'one' }, { b: 'two', c: null }],
  body: { b: '7', c: new Date(86_400_000), 'x y': Buffer.from('bin') },
  Ž_1: '12',
  $x: 0,
  'odd name': true,
  '1': { mail: 'a@x.io', b: [[1], [2]] },
  '2': { '0': 'zero' },
  '3': ['first'],
} as const;
