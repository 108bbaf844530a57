import { describe, expect, test } from 'vitest';
import { makeapp, makeappJson } from './support.ts';

const batch = async (lines: readonly object[], ...args: string[]) => {
  const stdin = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { status, out, err } = await makeapp(['iml', '--batch', ...args], { stdin });
  return {
    status,
    err,
    answers: out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  };
};

describe('iml', () => {
  test.each([
    ['text', '{{upper("quay")}}', 'QUAY\n'],
    ['a number', '{{1 + 1}}', '2\n'],
    ['a collection', '{{parseJSON("{""a"":1}")}}', undefined],
    ['nothing', '{{body.none}}', undefined],
  ])('prints %s', async (_what, template, expected) => {
    const { status, out, err } = await makeapp(['iml', template]);

    expect([status, err]).toEqual([0, '']);
    expect(out.endsWith('\n')).toBe(true);
    expect(out).toBe(expected ?? out);
  });

  test.each([
    ['JSON', ['{"body":{"id":7}}']],
    ['an assignment', ['body.id=7']],
  ])('reads variables from %s', async (_form, [context = '']) => {
    const { status, json } = await makeappJson(['iml', '{{body.id + 1}}', '--context', context]);

    expect([status, json]).toEqual([0, { ok: true, value: 8 }]);
  });

  test('keeps clock and time zone', async () => {
    const args = ['--now', '2026-01-31T23:30:00Z', '--timezone', 'Europe/Prague'];

    const { json } = await makeappJson(['iml', '{{formatDate(now; "YYYY-MM-DD HH:mm")}}', ...args]);

    expect(json).toEqual({ ok: true, value: '2026-02-01 00:30' });
  });

  test('leaves out a value that is undefined', async () => {
    expect((await makeappJson(['iml', '{{body.none}}'])).json).toEqual({ ok: true });
  });

  test('shows the place of a mistake', async () => {
    const { status, out, err } = await makeapp(['iml', '{{1 +}}']);

    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('{{1 +}}\n       ^');
  });

  test('says what was probably meant', async () => {
    const { status, err } = await makeapp(['iml', '{{uper(1)}}']);

    expect(status).toBe(1);
    expect(err).toMatch(/Function 'uper' not found![\s\S]*fix: did you mean "upper"/);
  });

  test.each([
    ['an index 0', '{{list[0]}}', /warning IML\d+ [\s\S]*\{\{list\[0\]\}\}\n\s+\^[\s\S]*fix: /],
    ['an expression without {{ }}', 'length(list) > 3', /warning IML\d+ [\s\S]*fix: /],
    ['an argument too many', '{{upper("a", 1)}}', /warning IML202 upper\(\) takes 1 argument, not 2\./],
  ])('warns of %s and still prints the value', async (_what, template, warning) => {
    const { status, out, err } = await makeapp(['iml', template]);

    expect([status, out]).toEqual([0, expect.stringMatching(/\S/)]);
    expect(err).toMatch(warning);
  });

  test('says a mistake in one document with --json', async () => {
    const { status, json } = await makeappJson(['iml', '{{1 +}}']);

    expect([status, json]).toEqual([1, { ok: false, error: expect.any(String) }]);
  });

  test('only reads with --parse-only', async () => {
    const good = await makeappJson(['iml', '{{nothing(1)}}', '--parse-only']);
    const bad = await makeappJson(['iml', '{{nothing(1}}', '--parse-only']);

    expect([good.status, good.json]).toEqual([0, { ok: true }]);
    expect([bad.status, bad.json.ok]).toEqual([1, false]);
  });
});

describe('iml --batch', () => {
  test('answers a line for a line, in order', async () => {
    const { status, err, answers } = await batch([
      { id: 'a', expression: '{{x * 2}}', context: { x: 21 } },
      { id: 'b', expression: '{{1 +}}' },
      { id: 'c', expression: '{{none}}' },
    ]);

    expect([status, err]).toEqual([0, '']);
    expect(answers).toEqual([
      { id: 'a', ok: true, value: 42 },
      { id: 'b', ok: false, error: expect.any(String) },
      { id: 'c', ok: true },
    ]);
  });

  test('reads and writes what JSON lacks', async () => {
    const { answers } = await batch([
      { id: 1, expression: '{{d}}', context: { d: { $date: '2026-01-31T09:00:00.000Z' } } },
      { id: 2, expression: '{{b}}', context: { b: { $buffer: '00ff' } } },
      { id: 3, expression: '{{ifempty(u; "none")}}', context: { u: { $undefined: true } } },
    ]);

    expect(answers.map(({ value }) => value)).toEqual([
      { $date: '2026-01-31T09:00:00.000Z' },
      { $buffer: '00ff' },
      'none',
    ]);
  });

  test('takes a clock for all lines and one for each', async () => {
    const expression = '{{formatDate(now; "YYYY")}}';

    const { answers } = await batch(
      [
        { id: 1, expression },
        { id: 2, expression, now: '1999-06-01T00:00:00Z' },
      ],
      '--now',
      '2026-01-31T09:00:00Z',
    );

    expect(answers.map(({ value }) => value)).toEqual(['2026', '1999']);
  });

  test('only reads with --parse-only', async () => {
    const { answers } = await batch(
      [
        { id: 1, expression: '{{nothing(1)}}' },
        { id: 2, expression: '{{' },
      ],
      '--parse-only',
    );

    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
  });

  test('answers a line that is no JSON, and goes on', async () => {
    const { status, out } = await makeapp(['iml', '--batch'], { stdin: 'x\n\n{"id":2,"expression":"{{1}}"}\n' });
    const answers = out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));

    expect(status).toBe(0);
    expect(answers).toEqual([expect.objectContaining({ ok: false }), { id: 2, ok: true, value: 1 }]);
  });

  test('prints nothing for nothing', async () => {
    expect(await makeapp(['iml', '--batch'])).toEqual({ status: 0, out: '', err: '' });
  });
});
