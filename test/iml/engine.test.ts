import { describe, expect, test } from 'vitest';
import {
  analyse,
  compile,
  createContext,
  createHost,
  EMPTY_STRING,
  evaluate,
  formatError,
  functions,
  ImlSyntaxError,
  parse,
  print,
} from '../../scripts/iml/engine.ts';
import { TemplateCache } from '../../scripts/iml/template-cache.ts';

const context = createContext({ lead: { name: 'Ann' } }, { now: () => new Date(0), uuid: () => 'u-1' });

describe('the engine', () => {
  test('evaluates text, parsed templates and structures', () => {
    expect(evaluate('Hello {{lead.name}}', context)).toBe('Hello Ann');
    expect(evaluate(parse('{{lead}}'), context)).toEqual({ name: 'Ann' });
    expect(evaluate({ a: ['{{lead.name}}'], kind: 'plain', parts: [] }, context)).toEqual({
      a: ['Ann'],
      kind: 'plain',
      parts: [],
    });
    expect(evaluate(5, context)).toBe(5);
  });

  test('compiles to a function to keep', () => {
    const greet = compile('{{upper(lead.name)}}!');

    expect([greet(context), greet(createContext({}))]).toEqual(['ANN!', '!']);
    expect(compile('plain')(context)).toBe('plain');
  });

  test('prints templates and expressions', () => {
    expect(print(parse('{{a==b}}!'))).toBe('{{a = b}}!');
    expect(print({ type: 'literal', value: 'x', start: 0, end: 0 })).toBe("'x'");
  });

  test('analyses text and parsed templates alike', () => {
    const { problems } = analyse('{{nosuch()}}');

    expect(problems).toMatchObject([{ code: 'IML201' }]);
    expect(analyse(parse('{{nosuch()}}')).problems).toEqual(problems);
  });

  test('takes what is not fixed of the host from the machine', () => {
    const host = createHost();

    expect(host).toMatchObject({ timezone: 'UTC' });
    expect(Math.abs(host.now().getTime() - Date.now())).toBeLessThan(60_000);
    expect(host.uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(host.random()).toBeGreaterThanOrEqual(0);
    expect(host.executionId).toMatch(/^[\da-f]{32}$/);
    expect(host.executionId).toBe(host.executionId);
  });

  test('runs custom functions and chooses the dialect', () => {
    const custom = createContext(
      {},
      { functions: new Map([['twice', (value) => Number(value) * 2]]), dialect: 'scenario' },
    );

    expect(evaluate('{{twice(4)}}', custom)).toBe(8);
    expect(() => evaluate("{{parseJSON('1')}}", custom)).toThrow("Function 'parseJSON' not found!");
    expect(evaluate("{{'1' = 1}}", createContext({}, { strictEquality: true }))).toBe(false);
  });

  test('shows errors and the library', () => {
    const error = new ImlSyntaxError('Wrong.', { code: 'IML002', template: 'abc', start: 1, end: 2 });

    expect(formatError(error)).toBe('IML002 Wrong.\n  abc\n   ^');
    expect(functions.get('ifempty')?.name).toBe('ifempty');
    expect(evaluate('{{emptystring}}', context)).toBe(EMPTY_STRING);
  });
});

describe('TemplateCache', () => {
  test('keeps what is used and stays within its bound', () => {
    const cache = new TemplateCache<number>(10);
    cache.set('used', -1);
    for (let at = 0; at < 100; at++) {
      cache.set(`template ${at}`, at);
      cache.get('used');
    }

    expect(cache.get('used')).toBe(-1);
    expect(cache.get('template 99')).toBe(99);
    expect(cache.get('template 1')).toBeUndefined();
    expect(cache.size).toBeLessThanOrEqual(11);
  });

  test('does not keep very long texts', () => {
    const cache = new TemplateCache<number>(10);
    cache.set('x'.repeat(5000), 1);

    expect(cache.size).toBe(0);
  });
});
