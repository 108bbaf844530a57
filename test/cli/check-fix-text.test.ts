import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printLiteral, quoted, readLiteral, styleOf } from '../../scripts/cli/fix-literal.ts';
import { writeStep } from '../../scripts/cli/fix-source.ts';
import type { FixStep } from '../../scripts/cli/fix-steps.ts';
import { addMember, applyChanges, containerAround, readContainer, removeMember } from '../../scripts/cli/fix-text.ts';
import { parseJsonc } from '../../scripts/layouts/jsonc.ts';

const LAYOUT = { eol: '\n', indent: '  ', opensLines: false };

const removed = (source: string, index: number): string | undefined => {
  const container = readContainer(source, source.search(/[{[]/));
  const changes = container && removeMember(source, container, index);
  return changes && applyChanges(source, changes);
};

const added = (source: string, member: string, layout = LAYOUT): string | undefined => {
  const container = readContainer(source, source.search(/[{[]/));
  const changes = container && addMember(source, container, () => member, layout);
  return changes && applyChanges(source, changes);
};

describe('removeMember', () => {
  test.each<[string, string, number, string | undefined]>([
    ['the first of a line', '{ a: 1, b: 2 }', 0, '{ b: 2 }'],
    ['the last of a line', '{ a: 1, b: 2 }', 1, '{ a: 1 }'],
    ['the last before a comma', '[1, 2, ]', 1, '[1, ]'],
    ['the only one', '{ a: [1, 2] }', 0, '{}'],
    ['one with a line of its own', '{\n  a: 1,\n  b: 2,\n}', 0, '{\n  b: 2,\n}'],
    ['the last line without a comma', '{\n  "a": 1,\n  "b": 2\n}', 1, '{\n  "a": 1\n}'],
    ['one of several lines', '{\n  a: {\n    x: 1,\n  },\n  b: 2,\n}', 0, '{\n  b: 2,\n}'],
    ['one with a comment behind', '{\n  a: 1, // why\n  b: 2,\n}', 0, '{\n  b: 2,\n}'],
    ['one behind a comment', '{\n  a: 1, // why\n  b: 2 // then\n}', 1, '{\n  a: 1 // why\n}'],
    ['one with two comments behind', '{\n  a: 1, /* x */ // y\n  b: 2,\n}', 0, '{\n  b: 2,\n}'],
    ['one before a longer comment', '{\n  a: 1, /* x\n  y */\n  b: 2,\n}', 0, '{\n  /* x\n  y */\n  b: 2,\n}'],
    ['one of two on a line', '{\n  a: 1, b: 2, // why\n}', 1, '{\n  a: 1, // why\n}'],
    ['the only one with its comment', '{\n  // why\n  a: 1, // how\n}', 0, '{}'],
    ['the last with a comment above', '{\n  a: 1,\n  // why\n  b: 2,\n}', 1, '{\n  a: 1,\n}'],
    ['one between comments', '{\n  // x\n  a: 1,\n  // y\n  b: 2,\n}', 0, '{\n  // y\n  b: 2,\n}'],
    ['one under a longer comment', '{\n  /* x\n   // y */\n  a: 1,\n\n  b: 2,\n}', 0, '{\n\n  b: 2,\n}'],
    ['the first of a group', '{\n  // both\n  a: 1,\n  b: 2,\n}', 0, '{\n  // both\n  b: 2,\n}'],
    ['one far from a comment', '{\n  // all\n\n  a: 1,\n}', 0, '{\n  // all\n\n}'],
    ['one below the comment of another', '{\n  a: 1, // x\n  b: 2,\n}', 1, '{\n  a: 1, // x\n}'],
    ['one with its exception', '{\n  // lint-disable-next-line A-1 x\n  a: 1,\n  b: 2,\n}', 0, '{\n  b: 2,\n}'],
    [
      'one under an exception of the file',
      '{\n  // lint-disable-file A-1 x\n  a: 1,\n}',
      0,
      '{\n  // lint-disable-file A-1 x\n}',
    ],
    ['one with a comment inside', '{ a: { /* x */ }, b: 1 }', 0, undefined],
    ['a comment before its comma', '{ a: 1 /* x */, b: 1 }', 0, undefined],
    ['lines of Windows', '{\r\n  "a": 1,\r\n  "b": 2\r\n}', 0, '{\r\n  "b": 2\r\n}'],
    [
      'signs in texts and patterns',
      '{ a: "},\\"{", b: /[},/]/g, c: `}${ { x: "," }.x }` }',
      1,
      '{ a: "},\\"{", c: `}${ { x: "," }.x }` }',
    ],
  ])('takes out %s', (_, source, index, expected) => {
    expect(removed(source, index)).toBe(expected);
  });
});

describe('addMember', () => {
  test.each<[string, string, string | undefined]>([
    ['on one line', '{ a: 1 }', '{ a: 1, z }'],
    ['behind a comma', '[a, ]', '[a, z, ]'],
    ['into nothing', 'x({})', 'x({ z })'],
    ['into an empty list', '[]', '[z]'],
    ['on lines', '{\n\ta: 1\n}', '{\n\ta: 1,\n\tz\n}'],
    ['on lines that end in commas', '{\n  a: 1,\n}', '{\n  a: 1,\n  z,\n}'],
    ['behind a comment', '{\n  a: 1 // why\n}', '{\n  a: 1, // why\n  z\n}'],
    ['not into a comment', '{ /* nothing yet */ }', undefined],
  ])('adds %s', (_, source, expected) => {
    expect(added(source, 'z')).toBe(expected);
  });

  test('opens lines for the first member where that is the custom', () => {
    expect(added('  {}', '"z": 1', { eol: '\r\n', indent: '\t', opensLines: true })).toBe('  {\r\n  \t"z": 1\r\n  }');
  });
});

describe('containerAround', () => {
  test.each<[string, string, number | undefined]>([
    ['a collection in a call', 'f({ a: |1 })', 2],
    ['the innermost one', '{ a: [1, |2] }', 5],
    ['none of a call', 'f(|1)', undefined],
    ['none inside a text', '{ a: "x|y" }', undefined],
    ['none inside a comment', '{ /* x|y */ }', undefined],
  ])('finds %s', (_, marked, open) => {
    const source = marked.replace('|', '');

    expect(containerAround(source, marked.indexOf('|'))?.open).toBe(open);
  });
});

/** JSON as people write it: any layout, comments, commas at the end. */
const space = fc.constantFrom('', ' ', '\n', '\r\n', '\n\t', ' // note\n', ' /* , } */ ', '  ');
const scalar = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null))
  .map((value) => JSON.stringify(value));
const collection = fc
  .tuple(
    fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
    fc.infiniteStream(fc.tuple(scalar, space, space)),
    space,
    fc.boolean(),
  )
  .map(([keys, values, inner, isTrailing]) => {
    const members = keys.map((key) => {
      const [value, before, after] = values.next().value as [string, string, string]; // the stream does not end
      return `${before}${JSON.stringify(key)}:${value}${after}`;
    });
    return { keys, source: `{${members.join(',')}${isTrailing ? ',' : ''}${inner}}` };
  });

const comments = (text: string): string[] => text.match(/\/\/ note|\/\* , \} \*\//g) ?? [];

describe('changes of any text', () => {
  test('take out one member and no comment elsewhere', () => {
    fc.assert(
      fc.property(collection, fc.nat(), ({ keys, source }, seed) => {
        const index = seed % keys.length;
        const after = removed(source, index);
        if (after === undefined) return; // a comment stands where the member would go
        const { [keys[index] ?? '']: _, ...rest } = parseJsonc(source).value as Record<string, never>;
        expect(parseJsonc(after).value).toEqual(rest);
        const { members = [] } = readContainer(source, 0) ?? {};
        const [before, behind] = [
          source.slice(0, members[index - 1]?.end ?? 0),
          source.slice(members[index + 1]?.start),
        ];
        const kept = comments(after);
        expect(kept.slice(0, comments(before).length)).toEqual(comments(before));
        if (index + 1 < keys.length)
          expect(kept.slice(kept.length - comments(behind).length)).toEqual(comments(behind));
      }),
    );
  });

  test('add one member behind the others', () => {
    fc.assert(
      fc.property(collection, ({ source }) => {
        const after = added(source, '"longer": [1]');
        if (after === undefined) return;
        expect(parseJsonc(after).value).toEqual({ ...(parseJsonc(source).value as object), longer: [1] });
        expect(comments(after)).toEqual(comments(source));
      }),
    );
  });
});

describe('literals', () => {
  test.each<[string, unknown]>([
    ["'a\\'b\\n'", "a'b\n"],
    ['"\\u00e9\\u{1F600}\\x41"', 'é😀A'],
    ['`two\nlines`', 'two\nlines'],
    ['-1.5e3', -1500],
    ['true as const', true],
    ['null', null],
  ])('reads %s', (source, value) => {
    expect(readLiteral(source, 0)?.value).toEqual(value);
  });

  test.each(["'a' + b", '`${a}`', 'name', '1n', "'open", 'nullish'])('does not take %s for one', (source) => {
    expect(readLiteral(source, 0)).toBeUndefined();
  });

  test('reads what it prints, in any quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('"', "'", '`'), (text, quote) => {
        expect(readLiteral(quoted(text, quote), 0)?.value).toBe(text);
      }),
    );
  });

  test('prints values as the source around them is written', () => {
    const value = { url: "it's", 'x-y': [1, {}] };

    expect(printLiteral(value, styleOf("a: 'b'", 'typescript'), '  ')).toBe("{ url: 'it\\'s', 'x-y': [1, {}] }");
    expect(printLiteral(value, styleOf('{\r\n\t"a": 1\r\n}', 'json'), '\t')).toBe(
      '{\r\n\t\t"url": "it\'s",\r\n\t\t"x-y": [\r\n\t\t\t1,\r\n\t\t\t{}\r\n\t\t]\r\n\t}',
    );
  });
});

describe('writeStep', () => {
  const written = (step: FixStep, marked: string, dialect: 'json' | 'typescript'): string | undefined => {
    const text = marked.replace('|', '');
    const source = { file: 'a', text, dialect };
    const change = writeStep(step, () => ({ source, offset: marked.indexOf('|') }));
    return change && applyChanges(text, change.changes);
  };
  const limit: FixStep = { kind: 'insert', path: [], key: 'limit', value: '{{parameters.limit}}' };

  test.each<[string, FixStep, 'json' | 'typescript', string, string | undefined]>([
    ['adds an expression to JSON', limit, 'json', '|{ "a": 1 }', '{ "a": 1, "limit": "{{parameters.limit}}" }'],
    ['leaves expressions of descriptors to their author', limit, 'typescript', '|{ a: 1 }', undefined],
    [
      'adds to what a call takes',
      { kind: 'insert', path: [], key: 'editable', value: true },
      'typescript',
      "a: |text({ label: 'A' })",
      "a: text({ label: 'A', editable: true })",
    ],
    ['adds to a list', { kind: 'append', path: [], value: 'b' }, 'typescript', "|['a']", "['a', 'b']"],
    ['does not add a key to a list', limit, 'json', '|[1]', undefined],
    [
      'renames a key in its quotes',
      { kind: 'rename', path: ['A'], to: 'b' },
      'typescript',
      "{ 'A': |1 }",
      "{ 'b': 1 }",
    ],
    ['does not rename another key', { kind: 'rename', path: ['A'], to: 'b' }, 'json', '{ "C": |1 }', undefined],
    ['does not take out a shorthand', { kind: 'remove', path: ['a'] }, 'typescript', '{ |a, b }', undefined],
    ['does not take out a constant', { kind: 'remove', path: ['a'] }, 'typescript', "const A = |'x';", undefined],
    [
      'does not replace another value',
      { kind: 'replace', path: ['a'], from: 1, to: 2 },
      'json',
      '{ "a": |3 }',
      undefined,
    ],
    [
      'writes a collection anew in JSON',
      { kind: 'replace', path: ['a'], from: { b: 1, c: 2 }, to: { c: 2, b: 1 } },
      'json',
      '{\n  "a": |{\n    "b": 1,\n    "c": 2\n  }\n}',
      '{\n  "a": {\n    "c": 2,\n    "b": 1\n  }\n}',
    ],
    [
      'does not lose comments over it',
      { kind: 'replace', path: ['a'], from: { b: 1, c: 2 }, to: { c: 2, b: 1 } },
      'json',
      '{ "a": |{ "b": 1, /* then */ "c": 2 } }',
      undefined,
    ],
  ])('%s', (_, step, dialect, marked, expected) => {
    expect(written(step, marked, dialect)).toBe(expected);
  });
});
