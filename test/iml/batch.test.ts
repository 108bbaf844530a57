import { describe, expect, test } from 'vitest';
import { evaluateLine, type RunCustom } from '../../scripts/iml/batch.ts';

const answer = (request: unknown, options = {}): unknown =>
  JSON.parse(evaluateLine(typeof request === 'string' ? request : JSON.stringify(request), options));

describe('evaluateLine', () => {
  test.each([
    ['a value', { expression: '{{a}}', context: { a: [1] } }, { ok: true, value: [1] }],
    ['no context', { expression: '{{1}}' }, { ok: true, value: 1 }],
    ['null', { expression: '{{null}}' }, { ok: true, value: null }],
    ['undefined', { expression: '{{missing}}' }, { ok: true }],
    [
      'undefined inside',
      { expression: '{{a}}', context: { a: [{ $undefined: true }] } },
      { ok: true, value: [{ $undefined: true }] },
    ],
    [
      'a date',
      { expression: '{{a}}', context: { a: { $date: '2020-01-02T03:04:05.000Z' } } },
      { ok: true, value: { $date: '2020-01-02T03:04:05.000Z' } },
    ],
    [
      'a buffer',
      { expression: '{{a}}', context: { a: { $buffer: '00ff' } } },
      { ok: true, value: { $buffer: '00ff' } },
    ],
    ['a buffer as text', { expression: '{{a}}.', context: { a: { $buffer: '6869' } } }, { ok: true, value: 'hi.' }],
    ['emptystring', { expression: '{{emptystring}}' }, { ok: true, value: '' }],
    [
      'the clock',
      { expression: '{{now}}', now: '2021-01-01T00:00:00Z' },
      { ok: true, value: { $date: '2021-01-01T00:00:00.000Z' } },
    ],
    [
      'the zone',
      { expression: "{{formatDate(now, 'HH:mm')}}", now: '2021-01-01T00:00:00Z', timezone: 'Asia/Tokyo' },
      { ok: true, value: '09:00' },
    ],
    [
      'a key __proto__',
      '{"id":7,"expression":"{{a}}","context":{"a":{"__proto__":1}}}',
      { ok: true, value: JSON.parse('{"__proto__":1}') },
    ],
    ['an unknown function', { expression: '{{f()}}' }, { ok: false, error: "Function 'f' not found!" }],
    ['a syntax error', { expression: '{{f(}}' }, { ok: false, error: 'A value is missing here.' }],
    ['no expression', {}, { ok: false, error: '"expression" must be text: one complete template.' }],
    [
      'a bad context',
      { expression: '', context: [] },
      { ok: false, error: '"context" must be an object of root variables.' },
    ],
    ['a bad instant', { expression: '', now: 'soon' }, { ok: false, error: '"now" must be an ISO 8601 date.' }],
    ['a bad zone', { expression: '', timezone: 1 }, { ok: false, error: '"timezone" must be text.' }],
    [
      'bad functions',
      { expression: '', functions: { f: 1 } },
      { ok: false, error: '"functions" must map names to JavaScript.' },
    ],
    [
      'functions without a sandbox',
      { expression: '', functions: {} },
      { ok: false, error: 'Custom functions cannot be run here.' },
    ],
  ])('answers %s', (_, request, expected) => {
    const line = typeof request === 'string' ? request : { id: 7, ...request };

    expect(answer(line)).toEqual({ id: 7, ...expected });
  });

  test('answers a line that is no request', () => {
    expect(answer('{')).toMatchObject({ id: null, ok: false, error: expect.stringMatching(/^The line is not JSON: /) });
    expect(answer('5')).toMatchObject({
      id: null,
      ok: false,
      error: 'The line must be an object with "id" and "expression".',
    });
  });

  test('keeps whatever id it is given', () => {
    expect(answer({ id: 'a-1', expression: '' })).toEqual({ id: 'a-1', ok: true, value: '' });
    expect(answer({ expression: '' })).toEqual({ id: null, ok: true, value: '' });
  });

  test('only parses when asked to', () => {
    expect(answer({ id: 1, expression: '{{nosuch()}}' }, { parseOnly: true })).toEqual({ id: 1, ok: true });
    expect(answer({ id: 1, expression: '{{' }, { parseOnly: true })).toMatchObject({ id: 1, ok: false });
  });

  test('hands functions to the sandbox it is given, and frees them', () => {
    const seen: unknown[] = [];
    const runCustom: RunCustom = (sources, host) => {
      seen.push(sources, host.timezone);
      return { functions: new Map([['twice', (value) => Number(value) * 2]]), dispose: () => seen.push('freed') };
    };
    const request = { id: 1, expression: '{{twice(21)}}', timezone: 'Europe/Prague', functions: { twice: 'source' } };

    expect(answer(request, { runCustom })).toEqual({ id: 1, ok: true, value: 42 });
    expect(seen).toEqual([{ twice: 'source' }, 'Europe/Prague', 'freed']);
  });

  test('takes the rest of the host from its options', () => {
    expect(answer({ id: 1, expression: '{{uuid}}' }, { host: { uuid: () => 'fixed' } })).toEqual({
      id: 1,
      ok: true,
      value: 'fixed',
    });
  });

  test('says so when a result cannot be written', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    const runCustom: RunCustom = () => ({ functions: new Map([['f', () => loop]]) });

    expect(answer({ id: 1, expression: '{{f()}}', functions: {} }, { runCustom })).toMatchObject({ ok: false });
  });
});
