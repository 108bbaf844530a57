import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { layOut } from '../../scripts/decompile/document.ts';
import { namesIn } from '../../scripts/decompile/source-file.ts';
import { jsonLiteral, keyOf, list, memberOf, object, quoted, templateText } from '../../scripts/decompile/syntax.ts';

/** Texts that try to get out of wherever they stand. */
const hostile = fc.oneof(
  fc.constantFrom(
    "'",
    '"',
    '`',
    '${',
    '}',
    '\\',
    '\n',
    '\r',
    '\u2028',
    '\u2029',
    '*/',
    '//',
    '\ud800',
    '__proto__',
    'constructor',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const text = fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join(''));
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie('json')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

const evaluated = (code: string): unknown => runInNewContext(code, Object.create(null));
/** As JSON, and back into objects of this realm. */
const again = (code: string): unknown => JSON.parse(String(evaluated(`JSON.stringify(${code})`)));

describe('jsonLiteral', () => {
  test('gives code that evaluates to the same JSON', () => {
    fc.assert(
      fc.property(json, fc.integer({ min: 10, max: 120 }), (value, width) => {
        expect(again(layOut(['(', jsonLiteral(value), ')'], width))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 100 },
    );
  });

  test('keeps a key that would set the prototype', () => {
    const value = JSON.parse('{"__proto__": {"a": 1}, "b": 2}');

    expect(layOut(jsonLiteral(value))).toBe("{ ['__proto__']: { a: 1 }, b: 2 }");
  });

  test('keeps the sign of zero', () => {
    expect(layOut(jsonLiteral([-0, 0]))).toBe('[-0, 0]');
  });
});

describe('quoted, templateText, keyOf, memberOf', () => {
  test('give code that evaluates to the same text, and nothing more', () => {
    fc.assert(
      fc.property(text, (value) => {
        const codes = [quoted(value), `\`${templateText(value)}\``, `Object.keys({ ${keyOf(value)}: 1 })[0]`];
        expect(codes.map((code) => evaluated(`(${code})`))).toEqual([value, value, value]);
        expect(evaluated(`${memberOf('new Proxy({}, { get: (_, name) => name })', value)}`)).toBe(value);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['plain', "'plain'"],
    ["it's", '"it\'s"'],
    [`"it's"`, `'"it\\'s"'`],
    ['a\u2028b\u200bc', "'a\\u2028b\\u200bc'"],
  ])('choose the quotes that need fewer escapes: %j', (value, code) => {
    expect(quoted(value)).toBe(code);
  });
});

describe('comments', () => {
  test('never end before the line does', () => {
    fc.assert(
      fc.property(text, (comment) => {
        const code = layOut(['(', object([{ code: 'a: 1', comment: `${comment} injected` }]), ')']);
        expect(again(code)).toEqual({ a: 1 });
        expect(again(layOut(list([{ code: '1', comment: `${comment}, injected` }])))).toEqual([1]);
      }),
      { numRuns: 80 },
    );
  });

  test('are not repeated while they stay the same', () => {
    const code = object([{ code: 'a', comment: 'Twice.' }, { code: 'b', comment: 'Twice.' }, { code: 'c' }]);

    expect(layOut(code)).toBe('{\n  // Twice.\n  a,\n  b,\n  c,\n}');
  });
});

describe('namesIn', () => {
  test.each([
    ["defineModule({ name: 'p', url: p.name })", ['defineModule', 'p']],
    ['iml`/${fn.trim(p.a)}/${`${q}`} text`', ['iml', 'fn', 'p', 'q']],
    ['{ ...spread(body), "key": `x` }', ['spread', 'body']],
    ["// Kept as IML: nothing\n'{{parameters.x}}'", []],
    ["'it\\'s' + name", ['name']],
  ])('reads names, not keys, members or texts: %s', (code, names) => {
    expect(namesIn(code)).toEqual(names);
  });
});
