import { describe, expect, test } from 'vitest';
import { parseMarkdown, parseParts } from '../../scripts/docs/parse-markdown.ts';
import { printMarkdownPage } from '../../scripts/docs/print-markdown.ts';

/** Printed again, without the frame of a page. */
const again = (text: string): string =>
  printMarkdownPage({ title: 'T', lead: parseMarkdown(text), sections: [] })
    .split('\n')
    .slice(4)
    .join('\n')
    .trim();

describe('parseMarkdown', () => {
  test.each([
    ['paragraphs', 'one\ntwo\n\nthree', 'one two\n\nthree'],
    ['a list', '- a\n- b\n  goes on\n* c', '- a\n- b goes on\n- c'],
    ['a numbered list', '3. a\n4. b', '1. a\n2. b'],
    ['a list in a list', '- a\n  - b\n  - c\n- d', '- a\n\n  - b\n  - c\n- d'],
    ['a list with gaps', '- a\n\n- b\n\nend', '- a\n- b\n\nend'],
    ['a fence', '```js\nlet a = `*`;\n```', '```js\nlet a = `*`;\n```'],
    ['a fence never closed', '~~~\nx', '```\nx\n```'],
    ['a quote', '> so\n> it is', '> so it is'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\nb'],
    ['a table', '| A | B |\n|---|:-:|\n| `a\\|b` | 2 |\n| 3 |', '| A | B |\n| --- | --- |\n| `a\\|b` | 2 |\n| 3 | |'],
    ['a heading', '### Deep\ntext', '**Deep**\n\ntext'],
    ['a number that starts a paragraph', '1986\\. A year', '1986\\. A year'],
    ['markup in text', '\\# no heading', '\\# no heading'],
  ])('reads %s', (_, text, expected) => {
    expect(again(text)).toBe(expected);
  });

  test('reads its own output as the same', () => {
    const text = '- a **b**\n- c\n\n> q\n\n| A | B |\n| --- | --- |\n| x | `y` |';

    expect(again(again(text))).toBe(again(text));
  });

  test('stops at quotes in quotes in quotes', () => {
    expect(JSON.stringify(parseMarkdown('>'.repeat(200)))).not.toContain('"quote"'.repeat(20));
  });
});

describe('parseParts', () => {
  test('splits at headings of both kinds, but not inside fences', () => {
    const parts = parseParts('Title\n=====\nhello\n\n## Two ##\n```\n# no\n```\nThree\n---\n');

    expect(parts.map(({ heading, blocks }) => [heading?.level, heading?.text, blocks.length])).toEqual([
      [1, 'Title', 1],
      [2, 'Two', 1],
      [2, 'Three', 0],
    ]);
  });
});
