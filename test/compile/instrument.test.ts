import { compileFunction } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrument } from '../../scripts/compile/instrument.ts';
import { createOrigins } from '../../scripts/compile/origins.ts';

/** Runs a bundle text that returns an object, and tells what the text says where a property was written. */
function whereIs(code: string, key: string | number): string | undefined {
  const { code: instrumented, literals } = instrument(code);
  const { hooks, find } = createOrigins(literals);
  const holder = compileFunction(
    `${instrumented}; return made;`,
    Object.keys(hooks),
  )(...Object.values(hooks)) as object;
  const written = find({ holder, key });
  return (
    written &&
    code
      .slice(written.valueStart)
      .split(/[,}\]\n]/)[0]
      ?.trim()
  );
}

describe('instrument', () => {
  test.each([
    ['a property', 'const made = { a: 1, b: 22 };', 'b', '22'],
    ['a quoted key', "const made = { 'x-y': 33 };", 'x-y', '33'],
    ['a shorthand', 'const b = 5; const made = { a: 1, b };', 'b', 'b'],
    ['the later of two equal keys', 'const made = { a: 1, a: 2 };', 'a', '2'],
    ['a property of a spread constant', 'const shared = { id: 7 }; const made = { ...shared, x: 1 };', 'id', '7'],
    ['a property that overrides a spread one', 'const s = { id: 7 }; const made = { ...s, id: 8 };', 'id', '8'],
    ['a spread that overrides a property', 'const s = { id: 7 }; const made = { id: 8, ...s };', 'id', '7'],
    ['a spread of a spread', 'const s = { id: 7 }; const t = { ...s }; const made = { ...t };', 'id', '7'],
    [
      'the spread itself when its value comes from no literal',
      'const made = { ...Object(new Map([[1, 2]])), ...Object.fromEntries([["k", 1]]) };',
      'k',
      'Object.fromEntries([["k"',
    ],
    ['a computed key', "const k = 'a'; const made = { b: 1, [k]: 9 };", 'a', '9'],
    ['what a helper function made', 'const of = (id) => ({ id: id + 1 }); const made = of(4);', 'id', 'id + 1'],
    ['a method', 'const made = { run() { return 1; } };', 'run', 'run() { return 1;'],
    ['an element', 'const made = [1, 22, 3];', 1, '22'],
    ['an element after a spread list', 'const s = [1, 2]; const made = [0, ...s, 33];', 3, '33'],
    ['an element of a spread list', 'const s = [1, 24]; const made = [0, ...s, 33];', 2, '24'],
    ['an element behind an iterator', 'const made = [...new Set([5, 6]).values(), 7];', 2, '7'],
    [
      'a constant text, where it is written',
      "const path = '/users'; const made = { url: path };",
      'url',
      "'/users'; const made = { url: path",
    ],
    [
      'a constant template of a tag, where it is written',
      'const tag = (parts) => parts.join(); const path = tag`/users`; const made = { url: path };',
      'url',
      'tag`/users`; const made = { url: path',
    ],
    [
      'a name that is also a parameter, where it is used',
      "const path = '/a'; const f = (path) => path; const made = { url: path };",
      'url',
      'path',
    ],
  ])('finds %s', (_, code, key, expected) => {
    expect(whereIs(code, key)).toBe(expected);
  });

  test('points at the literal when it has no such property', () => {
    expect(whereIs('const made = { a: 1 };', 'b')).toBe('{ a: 1');
  });

  test('keeps spreads apart when a literal is left by an exception', () => {
    const code = `const s = { id: 7 };
      const broken = () => ({ ...s, x: (() => { throw new Error(); })() });
      const attempt = () => { try { return broken(); } catch { return 0; } };
      const made = { ...{ a: attempt() }, ...s };`;

    expect(whereIs(code, 'id')).toBe('7');
  });

  test('changes nothing in what the code computes', () => {
    const code =
      'const s = [1, [2]]; const made = { a: [...s, { b: null }], ...{ c: () => 1 }.c.name.length ? { d: 4 } : {} };';
    const { code: instrumented, literals } = instrument(code);
    const { hooks } = createOrigins(literals);

    const plain: unknown = compileFunction(`${code}; return made;`)();
    const same: unknown = compileFunction(`${instrumented}; return made;`, Object.keys(hooks))(...Object.values(hooks));

    expect(same).toEqual(plain);
  });

  test('leaves any literal as it is, and finds all its parts', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const code = `const made = ${JSON.stringify(value)};`;
        const { code: instrumented, literals } = instrument(code);
        const { hooks, find } = createOrigins(literals);

        const made: unknown = compileFunction(
          `${instrumented}; return made;`,
          Object.keys(hooks),
        )(...Object.values(hooks));

        expect(JSON.stringify(made)).toBe(JSON.stringify(runPlain(code)));
        if (typeof made !== 'object' || made === null) return;
        for (const [key, inner] of Object.entries(made)) {
          const written = find({ holder: made, key });
          expect(code.slice(written?.valueStart).startsWith(JSON.stringify(inner))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** What the code computes by itself; a `__proto__` key means something else there than in JSON. */
const runPlain = (code: string): unknown => compileFunction(`${code}; return made;`)();
