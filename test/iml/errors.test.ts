import { describe, expect, test } from 'vitest';
import { failedToMap, formatImlError, ImlRuntimeError, ImlSyntaxError } from '../../scripts/iml/errors.ts';
import { evaluateTemplate } from '../../scripts/iml/evaluate.ts';
import type { CustomFunction } from '../../scripts/iml/host.ts';
import { parseTemplate } from '../../scripts/iml/parse.ts';
import { contextOf, evaluateEveryWay } from './support.ts';

const broken: CustomFunction = () => {
  throw new Error('out of order');
};

const runtime: readonly (readonly [template: string, message: string, place: string])[] = [
  ['{{nosuch(1)}}', "Function 'nosuch' not found!", 'nosuch'],
  ['{{ifEmpty(a, b)}}', "Function 'ifEmpty' not found!", 'ifEmpty'],
  ['{{or(a; b)}}', "Function 'or' not found!", 'or'],
  ['{{body.items.filter(1)}}', "Function 'body.items.filter' not found!", 'body.items.filter'],
  ['{{constructor(1)}}', "Function 'constructor' not found!", 'constructor'],
  ['{{upper(nosuch(1))}}', "Function 'upper' finished with error! Function 'nosuch' not found!", 'nosuch'],
  ['{{if(true, nosuch())}}', "Function 'if' finished with error! Function 'nosuch' not found!", 'nosuch'],
  ['{{lower(upper(1 + nosuch()))}}', "Function 'upper' finished with error! Function 'nosuch' not found!", 'nosuch'],
  [
    "a {{parseDate('soon')}}",
    "Function 'parseDate' finished with error! 'soon' is not a valid date.",
    "parseDate('soon')",
  ],
  [
    "{{lower(formatDate('soon', 'X'))}}",
    "Function 'formatDate' finished with error! 'soon' is not a valid date.",
    "formatDate('soon', 'X')",
  ],
  ["{{add('1', 2)}}", "Function 'add' finished with error! '1' is not a valid array.", "add('1', 2)"],
  ["{{map('1', 'a')}}", "Function 'map' finished with error! Invalid array", "map('1', 'a')"],
  ['{{broken()}}', "Function 'broken' finished with error! out of order", 'broken()'],
  ['{{upper(broken())}}', "Function 'broken' finished with error! out of order", 'broken()'],
  [
    "{{switch(1, 1, parseDate('x'))}}",
    "Function 'parseDate' finished with error! 'x' is not a valid date.",
    "parseDate('x')",
  ],
];

const syntax: readonly (readonly [template: string, code: string, place: string, message: string])[] = [
  ['a {{b', 'IML001', '{{', 'never closed; add }}'],
  ['{{', 'IML001', '{{', 'never closed; add }}'],
  ['{{ {{ ', 'IML001', '{{', 'never closed; add }}'],
  ['{{a}', 'IML001', '{{', 'never closed; add }}'],
  ['{{a b) }}', 'IML002', ')', 'closes nothing'],
  ['{{a ] }}', 'IML002', ']', 'closes nothing'],
  ['{{a # b}}', 'IML002', '#', '"#" cannot stand here'],
  ['{{a, b}}', 'IML002', ',', 'only between the arguments'],
  ['{{a ? b : c}}', 'IML002', '?', 'if(condition, a, b)'],
  ['{{ {a: 1} }}', 'IML002', '{', 'no object literals'],
  ['{{“a”}}', 'IML002', '“', 'Curly quotes'],
  ['{{a 🙂}}', 'IML002', '🙂', '"🙂" cannot stand here'],
  ['{{a +}}', 'IML003', '}', 'A value is missing here'],
  ['{{* a}}', 'IML003', '*', 'before this operator'],
  ['{{f(a b *, c)}}', 'IML003', ',', 'A value is missing here'],
  ['{{()}}', 'IML003', ')', 'A value is missing here'],
  ['{{a.}}', 'IML003', '.', 'name is missing after the dot'],
  ['{{a.-b}}', 'IML003', '.', 'name is missing after the dot'],
  ["{{'a}}", 'IML004', "'", "add a ' at its end"],
  ['{{"a}}', 'IML004', '"', 'add a " at its end'],
  ['{{a.`b}}', 'IML005', '`', 'backtick'],
  ['{{f(a}}', 'IML006', '(', 'add a )'],
  ['{{(a}}', 'IML006', '(', 'add a )'],
  ['{{a[1}}', 'IML007', '[', 'add a ]'],
  ['{{a.2b}}', 'IML002', '2b', 'needs backticks: `2b`'],
  ['{{1e999}}', 'IML010', '1e999', 'too large'],
  ['{{f(a]}}', 'IML002', ']', 'closes nothing'],
];

describe('runtime errors', () => {
  test.each(runtime)('%s fails: %s', (template, message, place) => {
    const context = contextOf({}, { functions: new Map([['broken', broken]]) });
    const error = thrownBy(() => evaluateEveryWay(template, context));

    expect(error).toBeInstanceOf(ImlRuntimeError);
    expect(error).toMatchObject({ message, template });
    expect(template.slice((error as ImlRuntimeError).start, (error as ImlRuntimeError).end)).toBe(place);
  });

  test('name the field when the host maps it', () => {
    const error = thrownBy(() => evaluateTemplate('{{nosuch()}}', contextOf()));

    expect(failedToMap('Title', error)).toBe("Failed to map 'Title': Function 'nosuch' not found!");
  });

  test('say so when a value that contains itself becomes text', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;

    expect(() => evaluateEveryWay('a{{loop}}', contextOf({ loop }))).toThrow(ImlRuntimeError);
    expect(() =>
      evaluateEveryWay('{{loop = loop.self}}{{a = b}}', contextOf({ loop, a: [loop], b: [loop] })),
    ).not.toThrow();
  });

  test('tell what was thrown, whatever it was', () => {
    const throwing = (thrown: unknown): string => {
      const custom: CustomFunction = () => {
        throw thrown;
      };
      const functions = new Map([['f', custom]]);
      return (thrownBy(() => evaluateTemplate('{{f()}}', contextOf({}, { functions }))) as Error).message;
    };

    expect(['plain text', { message: 'in an object' }, null].map(throwing)).toEqual([
      "Function 'f' finished with error! plain text",
      "Function 'f' finished with error! in an object",
      "Function 'f' finished with error! unknown error",
    ]);
  });
});

describe('syntax errors', () => {
  test.each(syntax)('%s fails with %s at "%s"', (template, code, place, message) => {
    const error = thrownBy(() => parseTemplate(template)) as ImlSyntaxError;

    expect(error).toBeInstanceOf(ImlSyntaxError);
    expect(error).toMatchObject({ code, template, span: { start: error.start, end: error.end } });
    expect(error.message).toContain(message);
    expect(template.slice(error.start, error.end)).toBe(place);
  });

  test.each([
    ['parentheses', `{{${'('.repeat(5000)}1${')'.repeat(5000)}}}`],
    ['calls', `{{${'f('.repeat(5000)}1${')'.repeat(5000)}}}`],
    ['mustaches', `${'{{'.repeat(5000)}1${'}}'.repeat(5000)}`],
    ['indexes', `{{a${'[a'.repeat(5000)}${']'.repeat(5000)}}}`],
    ['prefixes', `{{${'!'.repeat(5000)}a}}`],
    ['brackets', `{{${'['.repeat(5000)}1${']'.repeat(5000)}}}`],
    ['sums', `{{1${' + 1'.repeat(5000)}}}`],
    ['members', `{{a${'.a'.repeat(5000)}}}`],
    ['juxtaposition', `{{a${' a'.repeat(5000)}}}`],
  ])('refuse endless %s instead of overflowing the stack', (_, template) => {
    expect(thrownBy(() => parseTemplate(template))).toMatchObject({ name: 'ImlSyntaxError', code: 'IML008' });
  });

  test('allow what people write: 150 levels, 900 operands, 5000 mustaches', () => {
    const deep = `{{${'('.repeat(150)}1${')'.repeat(150)}}}`;
    const long = `{{1${' + 1'.repeat(900)}}}`;
    const wide = '{{a}}'.repeat(5000);

    expect(evaluateTemplate(deep, contextOf())).toBe(1);
    expect(evaluateTemplate(long, contextOf())).toBe(901);
    expect(evaluateTemplate(wide, contextOf({ a: 1 }))).toHaveLength(5000);
  });
});

describe('formatImlError', () => {
  test('marks the place in the line of the template', () => {
    const error = thrownBy(() => parseTemplate('first line\nid: {{parameters.id)}}\nlast'));

    expect(formatImlError(error as ImlSyntaxError)).toMatchInlineSnapshot(`
      "IML002 This ) closes nothing; remove it or add the ( it belongs to.
        id: {{parameters.id)}}
                           ^"
    `);
  });

  test('shortens a long line and marks the whole function', () => {
    const template = `${'x'.repeat(100)}{{lower(nosuch(1))}}${'y'.repeat(100)}`;
    const error = thrownBy(() => evaluateTemplate(template, contextOf()));

    expect(formatImlError(error as ImlRuntimeError)).toMatchInlineSnapshot(`
      "IML101 Function 'lower' finished with error! Function 'nosuch' not found!
        …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{{lower(nosuch(1))}}yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
                                                                     ^^^^^^"
    `);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
