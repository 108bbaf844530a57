import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Inline, textOf } from '../../scripts/docs/document.ts';
import { escapeText } from '../../scripts/docs/markdown-text.ts';
import { parseInline } from '../../scripts/docs/parse-inline.ts';

/** Short form: text as it is, everything else named. */
const short = (content: readonly Inline[]): string =>
  content
    .map((inline) => {
      if (inline.kind === 'text') return inline.text;
      if (inline.kind === 'code') return `{code ${inline.text}}`;
      if (inline.kind === 'break') return '{break}';
      if (inline.kind === 'link') return `{link ${inline.href} ${short(inline.content)}}`;
      return `{${inline.kind} ${short(inline.content)}}`;
    })
    .join('');

describe('parseInline', () => {
  test.each([
    ['plain words', 'plain words'],
    ['a **bold** word', 'a {strong bold} word'],
    ['an *odd* and _even_ one', 'an {em odd} and {em even} one'],
    ['**both *at* once**', '{strong both {em at} once}'],
    ['snake_case_name stays', 'snake_case_name stays'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['**never closed', '**never closed'],
    ['`a_b` and ``x ` y``', '{code a_b} and {code x ` y}'],
    ['`open', '`open'],
    ['[docs](https://quay.test/a)', '{link https://quay.test/a docs}'],
    ['[mail](mailto:ana@quay.test)', '{link mailto:ana@quay.test mail}'],
    ['[**bold** link](http://quay.test)', '{link http://quay.test/ {strong bold} link}'],
    ['[run](javascript:alert(1))', 'run'],
    ['[data](data:text/html,x)', 'data'],
    ['[here](/relative)', 'here'],
    ['![picture](https://quay.test/p.png)', 'picture'],
    ['<https://quay.test/b>', '{link https://quay.test/b https://quay.test/b}'],
    ['see https://quay.test/c.', 'see {link https://quay.test/c https://quay.test/c}.'],
    ['one  \ntwo', 'one  {break}two'],
    ['one\ntwo', 'one two'],
    ['one<br>two<br/>three', 'one{break}two{break}three'],
    ['\\*not\\* &lt;b&gt; &amp; &#65;', '*not* <b> & A'],
    ['<b>tag</b> <script>x</script>', '<b>tag</b> <script>x</script>'],
  ])('reads %j', (text, expected) => {
    expect(short(parseInline(text))).toBe(expected);
  });

  test('reads escaped text back as the text it was', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab *_`[]()<>&;|~#!-\\.1:/'), maxLength: 40 });

    fc.assert(
      fc.property(text, (plain) => {
        const parsed = parseInline(escapeText(plain));

        expect(parsed.every(({ kind }) => kind === 'text')).toBe(true);
        expect(textOf(parsed)).toBe(plain);
      }),
    );
  });

  test('never fails and never makes a link to anywhere unsafe', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      'javascript:',
      'https://a.test',
      '<',
      '>',
      '*',
      '_',
      '`',
      '\\',
      '\n',
      'x',
      ' ',
    );

    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const links = JSON.stringify(parseInline(pieces.join(''))).match(/"href":"[^"]*"/g) ?? [];

        expect(links.every((link) => link.startsWith('"href":"https://'))).toBe(true);
      }),
    );
  });

  test('takes a long run of marks as text, in time', () => {
    const marks = '*'.repeat(20_001) + '['.repeat(20_000) + '`'.repeat(20_000);

    expect(textOf(parseInline(marks))).toContain('['.repeat(20_000));
  });
});
