import { describe, expect, test } from 'vitest';
import { codeFrame, printable } from '../../scripts/cli/code-frame.ts';
import { hiddenRanges, secretTexts } from '../../scripts/cli/report-secrets.ts';
import { minimalApp } from '../../scripts/lint/minimal-app.ts';

const plain = { width: 60, terminal: { isColored: false } };
const frame = (text: string, line: number, column?: number, options = {}) =>
  codeFrame(text, { line, ...(column !== undefined && { column }) }, { ...plain, ...options }).join('\n');

describe('codeFrame', () => {
  test('shows a line between its neighbours, with a caret under the column', () => {
    expect(frame('{\n  "a": 1,\n  "b": 2\n}\n', 2, 8)).toBe(
      ['  1 | {', '> 2 |   "a": 1,', '    |        ^', '  3 |   "b": 2'].join('\n'),
    );
  });

  test('shows more behind a bracket that stands alone', () => {
    expect(frame('[\n  {\n    "name": "id",\n    "type": "text"\n', 2, 3)).toBe(
      ['  1 | [', '> 2 |   {', '    |   ^', '  3 |     "name": "id",', '  4 |     "type": "text"'].join('\n'),
    );
  });

  test.each<[string, string, number, string, string]>([
    ['tabs take two columns', '\t\tx', 3, '    x', '    ^'],
    ['wide characters take two', '"名前": x', 7, '"名前": x', '        ^'],
    ['emoji take two, combining marks none', '"👍e\u0301" x', 8, '"👍e\u0301" x', '      ^'],
    ['the end of a line is a column', 'ab', 3, 'ab', '  ^'],
    ['a column behind the end is the end', 'ab', 9, 'ab', '  ^'],
    ['control characters are shown as signs', 'a\u001b[2Jb', 6, 'a␛[2Jb', '     ^'],
    ['marks of direction are not obeyed', 'a\u202eb', 3, 'a�b', '  ^'],
    ['an empty line', '', 1, '', '^'],
  ])('%s', (_, line, column, shown, caret) => {
    expect(frame(line, 1, column)).toBe(`${`> 1 | ${shown}`.trimEnd()}\n    | ${caret}`);
  });

  test('cuts a long line around the caret', () => {
    const line = `${'a'.repeat(100)}X${'b'.repeat(100)}`;

    const [shown = '', caret = ''] = codeFrame(line, { line: 1, column: 101 }, plain);

    expect(shown).toMatch(/^> 1 \| …a+Xb+…$/);
    expect(shown.length).toBeLessThanOrEqual('> 1 | '.length + plain.width + 1);
    expect(shown.charAt(caret.indexOf('^'))).toBe('X');
  });

  test('keeps the beginning of a long line whose caret is near it', () => {
    expect(frame(`ab${'c'.repeat(100)}`, 1, 2)).toMatch(/^> 1 \| abc+…\n {4}\| {2}\^$/);
  });

  test('does without a caret where only the line is known', () => {
    expect(frame('a\nb', 2)).toBe('  1 | a\n> 2 | b');
  });

  test('is empty where the file has no such line', () => {
    expect(frame('a', 7, 1)).toBe('');
  });

  test.each(['\r\n', '\r', '\n'])('counts lines that end in %j', (eol) => {
    expect(frame(['a', 'b', 'c'].join(eol), 2, 1)).toBe('  1 | a\n> 2 | b\n    | ^\n  3 | c');
  });

  test('moves the caret where a secret before it is hidden', () => {
    const hidden = () => [{ start: 1, end: 15 }];

    expect(frame('"0123456789abcd" x', 1, 18, { hidden })).toBe('> 1 | "***" x\n    |       ^');
  });

  test('paints only where there are colours', () => {
    expect(frame('a', 1, 1, { terminal: { isColored: true } })).toContain('\u001b[');
    expect(frame('a', 1, 1)).not.toContain('\u001b[');
  });
});

test('printable leaves one line that steers no terminal', () => {
  expect(printable('a\n  b\tc\u001b]0;x\u0007\u009b')).toBe('a b c␛]0;x␇�');
});

describe('secrets in frames', () => {
  const shown = (line: string, secrets: readonly string[] = []) =>
    frame(line, 1, undefined, { hidden: (text: string) => hiddenRanges(text, secrets) });

  test.each<[string, string]>([
    ['"clientSecret": "0a1b2c3d"', '"clientSecret": "***"'],
    ["accessToken: 'dev-\\'token'", "accessToken: '***'"],
    ['const API_KEY = `abcdefgh`', 'const API_KEY = `***`'],
    ['"x-api-key": "abcdefgh", "a": 1', '"x-api-key": "***", "a": 1'],
    ['"authorization": "Bearer abcdef123456"', '"authorization": "Bearer ***"'],
    ['"url": "https://me:hunter2@acme.test"', '"url": "https://me:***@acme.test"'],
    ['"token": "{{connection.token}}"', '"token": "{{connection.token}}"'],
    ["label: 'Access Token', type: 'password'", "label: 'Access Token', type: 'password'"],
    ['"tokenType": "bearer-like"', '"tokenType": "bearer-like"'],
  ])('%s is shown as %s', (line, expected) => {
    expect(shown(line)).toBe(`> 1 | ${expected}`);
  });

  test('are what password fields hold and common data, wherever they stand', () => {
    const secrets = secretTexts(
      minimalApp({
        common: { anything: 'c0mm0n-data', site: 'https://acme.test' },
        connections: { key: { params: [{ name: 'pin', type: 'password', default: '4711"4712' }] } },
      }),
    );

    expect(shown('"default": "4711\\"4712", "x": "c0mm0n-data", "y": "https://acme.test"', secrets)).toBe(
      '> 1 | "default": "***", "x": "***", "y": "https://acme.test"',
    );
  });
});
