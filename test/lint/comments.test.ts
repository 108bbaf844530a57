import { describe, expect, test } from 'vitest';
import { commentsIn } from '../../scripts/lint/comments.ts';

const FILE = 'modules/search.ts';
const read = (text: string) =>
  commentsIn({ file: FILE, text }).map(({ rule, reason, at }) => [rule, reason, at?.line, at?.column, at?.covers]);

describe('commentsIn', () => {
  test.each([
    [
      'a comment above a line',
      'a\n  // lint-disable-next-line PAGE-006 one page only\nb',
      ['PAGE-006', 'one page only', 2, 3, 3],
    ],
    [
      'one with a colon',
      '// lint-disable-next-line MK-MOD-10: kept for users\nb',
      ['MK-MOD-10', 'kept for users', 1, 1, 2],
    ],
    ['a block comment', '/* lint-disable-next-line UX-001 brand name */\nb', ['UX-001', 'brand name', 1, 1, 2]],
    [
      'one behind the line',
      'x: 1, // lint-disable-line SEC-004 forced by the API',
      ['SEC-004', 'forced by the API', 1, 7, 1],
    ],
    ['one for the file', '\n// lint-disable-file MAN232 no groups yet\n', ['MAN232', 'no groups yet', 2, 1, undefined]],
    ['one without a reason', '// lint-disable-next-line PAGE-006\nb', ['PAGE-006', '', 1, 1, 2]],
    ['one without a rule', '// lint-disable-next-line because\nb', ['', 'because', 1, 1, 2]],
    [
      'one in a file with Windows line ends',
      'a\r\n// lint-disable-next-line UX-001 brand\r\nb',
      ['UX-001', 'brand', 2, 1, 3],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  test('reads several rules of one comment', () => {
    expect(read('// lint-disable-next-line UX-001, UX-002 brand name\nb').map(([rule]) => rule)).toEqual([
      'UX-001',
      'UX-002',
    ]);
  });

  test('lets comments above one line stand together', () => {
    const text = '// lint-disable-next-line UX-001 a\n// lint-disable-next-line UX-002 b\nx';

    expect(read(text).map(([, , , , covers]) => covers)).toEqual([3, 3]);
  });

  test.each([
    'const text = "// lint-disable-next-line UX-001 no comment";',
    '// lint-disabled is a word',
    '"help": "write // lint-disable-line UX-001"',
  ])('sees no comment in %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
