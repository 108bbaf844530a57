import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { compileFunctions } from '../../scripts/compile/compile-functions.ts';
import { loadProject } from '../../scripts/compile/load-project.ts';
import { openProject } from '../../scripts/compile/open-project.ts';
import { formatProblem, sortProblems } from '../../scripts/core/problems.ts';
import { projectOf } from './support/project.ts';

async function compile(files: Readonly<Record<string, string>>) {
  const project = await loadProject(await openProject(await projectOf(files)));
  const { components, problems } = await compileFunctions(project.dir, project.files);
  const sections = Object.fromEntries(components.map(({ name, sections: own }) => [name, own]));
  return {
    sections,
    problems: sortProblems([...project.problems, ...problems])
      .map(formatProblem)
      .join('\n'),
  };
}

async function codeOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const { sections, problems } = await compile(files);
  expect(problems).toBe('');
  return String(sections[name]?.code);
}

/** What the platform does: reads the text as a function expression, and calls it with a scope of its own. */
function call(code: string, ...args: readonly unknown[]): unknown {
  const globals = {
    iml: { upper: (text: string) => text.toUpperCase() },
    environment: { timezone: 'UTC' },
    debug: () => undefined,
  };
  const run = runInNewContext(`(${code})`, globals) as (this: unknown, ...args: readonly unknown[]) => unknown;
  return run.call({ timezone: 'Europe/Prague' }, ...args);
}

/** The name the archive's import reads out of the code. */
const nameSeen = (code: string): string | undefined => /(?:function )(.+)(?:\()/.exec(code)?.[1];

const FORMS: readonly (readonly [string, string, readonly unknown[], unknown])[] = [
  ['a named export', 'export function shout(text: string): string { return text + "!"; }', ['a'], 'a!'],
  ['a default export', 'export default function (text: string) { return text + "!"; }', ['a'], 'a!'],
  ['an arrow', 'export const shout = (text: string) => text + "!";', ['a'], 'a!'],
  ['an arrow that gives an object', 'export const shout = (text: string) => ({ text });', ['a'], { text: 'a' }],
  [
    'an exported constant',
    'const shout = function (text: string): string { return text + "!"; };\nexport { shout };',
    ['a'],
    'a!',
  ],
  ['defaults', 'export function shout(text: string, mark = "?"): string { return text + mark; }', ['a'], 'a?'],
  [
    'defaults that are computed',
    'export function shout(text: string, mark = String(1)): string { return text + mark; }',
    ['a'],
    'a1',
  ],
  ['rest parameters', 'export function shout(...parts: string[]): string { return parts.join(""); }', ['a', 'b'], 'ab'],
  [
    'taken apart parameters',
    'export const shout = ({ a = 1 }: { a?: number }, [b]: number[]) => a + b!;',
    [{}, [2]],
    3,
  ],
  ['this', 'export function shout(this: { timezone: string }): string { return this.timezone; }', [], 'Europe/Prague'],
  [
    'globals',
    'declare const iml: { upper(text: string): string };\nexport const shout = (text: string) => iml.upper(text);',
    ['a'],
    'A',
  ],
  [
    'what only the platform has, at the top of the file',
    'declare const environment: { timezone: string };\nconst zone = environment.timezone;\nexport const shout = () => zone;',
    [],
    'UTC',
  ],
  [
    'helpers of its own',
    'const mark = "!";\nfunction twice(text: string) { return text + text; }\nexport function shout(text: string) { return twice(text) + mark; }',
    ['a'],
    'aa!',
  ],
  [
    'a helper of the same name as a parameter',
    'const text = (it: string) => it + "!";\nexport function shout(value: string) { return text(value); }',
    ['a'],
    'a!',
  ],
  [
    'helpers of other files',
    'import { twice } from "../app/twice.ts";\nexport const shout = (twice_: string) => twice(twice_);',
    ['a'],
    'aa',
  ],
  [
    'defineFunction with a method',
    'import { callOf, defineFunction } from "#dsl";\nexport const shout = defineFunction({ name: "shout", run(text: string) { return text + "!"; } });\nexport const callShout = callOf(shout);',
    ['a'],
    'a!',
  ],
  [
    'defineFunction with an arrow',
    'import { defineFunction } from "#dsl";\nexport const shout = defineFunction({ name: "shout", run: (text: string) => text + "!" });',
    ['a'],
    'a!',
  ],
  [
    'defineFunction with a helper',
    'import { defineFunction } from "#dsl";\nconst mark = "!";\nexport const shout = defineFunction({ name: "shout", run: (text: string) => text + mark });',
    ['a'],
    'a!',
  ],
  [
    'a function that calls itself',
    'export default function count(n: number): number { return n > 0 ? 1 + count(n - 1) : 0; }',
    [3],
    3,
  ],
  [
    'a helper named like anything',
    'const run = 2;\nexport const shout = (arguments_: number) => arguments_ * run;',
    [3],
    6,
  ],
  ['a body of one line with calls in it', 'export function shout(a) { return String(a).trim(); }', [1], '1'],
  [
    'a comment that looks like a declaration',
    '// the function of (all)\nexport function shout(a: string) {\n  return a;\n}',
    ['a'],
    'a',
  ],
];

describe('compileFunctions', () => {
  test.each(FORMS)('makes one declaration of %s', async (_, source, args, expected) => {
    const code = await codeOf('shout', {
      'functions/shout.ts': source,
      'app/twice.ts': 'export const twice = (text: string): string => text + text;\nexport const unused = 1;\n',
    });

    expect(call(code, ...args)).toEqual(expected);
    expect(nameSeen(code)).toBe('shout');
    expect(code).not.toMatch(/unused|defineFunction|callOf/);
  });

  test('keeps the text of a file that already is what the platform takes', async () => {
    const code = await codeOf('shout', {
      'functions/shout.ts':
        "// @ts-nocheck\n/* Says it\n   loudly. */\nexport function shout(text) {\n    // why\n  return text+'!'\n}\n",
    });

    expect(code).toBe("/* Says it\n   loudly. */\nfunction shout(text) {\n    // why\n  return text+'!'\n}\n");
  });

  test('prints a function with helpers readably', async () => {
    const code = await codeOf('shout', {
      'functions/shout.ts':
        'const mark = "!";\nexport function shout(text: string, times = 1): string {\n  return text + mark.repeat(times);\n}\n',
    });

    expect(code).toMatchInlineSnapshot(`
      "function shout(text, times) {
      'use strict';
      {
      var mark = "!";
      function shout(text, times = 1) {
        return text + mark.repeat(times);
      }
      return shout.apply(this, arguments);
      }
      }
      "
    `);
  });

  test('takes types and imports out of a test', async () => {
    const { sections, problems } = await compile({
      'functions/shout.ts': 'export const shout = (text: string) => text + "!";',
      'functions/shout.test.ts': `import assert from 'node:assert/strict';
import { it } from 'node:test';
import { shout as loud } from './shout.ts';

it('adds a mark', () => {
  const expected: string = 'a!';
  assert.equal(loud('a'), expected);
});
`,
    });

    expect(problems).toBe('');
    expect(sections.shout?.test).toMatchInlineSnapshot(`
      "const loud = shout;
      it("adds a mark", () => {
        const expected = "a!";
        assert.equal(loud("a"), expected);
      });
      "
    `);
  });

  test('keeps a test in plain JavaScript as it is, without its imports', async () => {
    const { sections } = await compile({
      'functions/shout.ts': 'export const shout = (text: string) => text;',
      'functions/shout.test.ts':
        "// @ts-nocheck\nimport { shout } from './shout.ts';\n// it matters\nit('x', () => { assert.ok(shout('a')) })\n",
    });

    expect(sections.shout?.test).toBe("// it matters\nit('x', () => { assert.ok(shout('a')) })\n");
  });

  test('says what cannot go to the platform', async () => {
    const { problems, sections } = await compile({
      'functions/asynchronous.ts': 'export async function asynchronous() { return 1; }',
      'functions/generator.ts': 'export function* generator() { yield 1; }',
      'functions/missing.ts': 'export const other = () => 1;',
      'functions/value.ts': 'export const value = 1;',
      'functions/node.ts': 'import { join } from "node:path";\nexport const node = (a: string) => join(a);',
      'functions/syntax.ts': 'export const syntax = (a: string => a;',
      'functions/long.ts': `export function long() { return '${'x'.repeat(5000)}'; }`,
      'functions/tested.ts': 'export const tested = () => 1;',
      'functions/tested.test.ts': 'import { load } from "../app/load.ts";\nload();\n',
      'functions/named.ts':
        'import { defineFunction } from "#dsl";\nexport const named = defineFunction({ name: "unnamed", run: () => 1 });',
    });

    expect(Object.keys(sections)).toEqual(['long', 'named', 'tested']);
    expect(problems).toMatchInlineSnapshot(`
      "functions.unnamed › name
        MAN204 The function is named "unnamed", its file functions/named.ts.
        fix: rename the file to "unnamed.ts", or the function to "named".
      functions/asynchronous.ts › functions.asynchronous › code
        MAN220 The function cannot be sent to the platform: it is async; the platform calls functions synchronously.
      functions/generator.ts › functions.generator › code
        MAN220 The function cannot be sent to the platform: it is a generator; the platform wants a value.
      functions/long.ts › functions.long › code
        MAN221 The function is 5030 characters long; the platform takes 5000.
        fix: split it: functions can call each other as iml.name(...).
      functions/missing.ts › functions.missing › code
        MAN220 The function cannot be sent to the platform: it exports no function under the name "missing" and none by default.
      functions/node.ts:1:22
        MAN201 "node:path" is not available here.
        fix: import "#dsl", JSON files and other files of the project by a relative path.
      functions/node.ts:1:22
        MAN201 "node:path" is not available here.
        fix: import JSON files and other files of the project by a relative path.
      functions/syntax.ts:1:34
        MAN200 Expected ")" but found "=>".
      functions/tested.test.ts › functions.tested › test
        MAN222 The test cannot run on the platform: it imports "../app/load.ts"; on the platform a test has only the function, iml, it and assert.
      functions/value.ts › functions.value › code
        MAN220 The function cannot be sent to the platform: "value" is no function, or not declared where it is exported."
    `);
  });
});
