import { describe, expect, test } from 'vitest';
import { cleanText, listed, oneLine, withArticle } from '../../scripts/docs/clean-text.ts';
import { escapeText } from '../../scripts/docs/markdown-text.ts';
import { escapeHtml } from '../../scripts/docs/print-html.ts';
import { safeHref } from '../../scripts/docs/safe-href.ts';
import { slugger } from '../../scripts/docs/section-ids.ts';

describe('safeHref', () => {
  test.each([
    ['https://quay.test/a?b=c#d', 'https://quay.test/a?b=c#d'],
    ['HTTP://Quay.test', 'http://quay.test/'],
    ['mailto:ana@quay.test', 'mailto:ana@quay.test'],
    [' https://quay.test/snake_case ', 'https://quay.test/snake_case'],
    ['https://quay.test/(a)|b"c\'d', 'https://quay.test/%28a%29%7Cb%22c%27d'],
    ['javascript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['JaVaScRiPt:alert(1)', undefined],
    ['data:text/html,hi', undefined],
    ['vbscript:x', undefined],
    ['file:///etc/passwd', undefined],
    ['//quay.test', undefined],
    ['/local', undefined],
    ['#here', undefined],
    ['https://', undefined],
  ])('makes of %j %j', (text, expected) => {
    expect(safeHref(text)).toBe(expected);
  });
});

describe('escapeHtml', () => {
  test('leaves nothing that could end an attribute or start a tag', () => {
    expect(escapeHtml(`<a href="x" id='y'>&amp;`)).toBe('&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;');
  });

  test('drops what cannot be printed', () => {
    expect(escapeHtml('a\u0000b\uD800c\u202Ed\u001F')).toBe('abcd');
  });
});

describe('escapeText', () => {
  test.each([
    ['a | b', 'a \\| b'],
    ['*x* _y_ `z`', '\\*x\\* \\_y\\_ \\`z\\`'],
    ['default_name', 'default_name'],
    ['[a](javascript:b)', '\\[a\\](javascript:b)'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['A & B &lt;', 'A & B &amp;lt;'],
    ['two\nlines', 'two lines'],
  ])('makes of %j %j', (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });
});

describe('slugger', () => {
  test('makes anchors as GitHub does, each once', () => {
    const slug = slugger();

    const slugs = ['Ban/Unban a User', 'Limit', 'Limit', 'Limit 1', 'limit-1', 'Größe & Farbe', '***', '日本'].map(
      slug,
    );

    expect(slugs).toEqual([
      'banunban-a-user',
      'limit',
      'limit-1',
      'limit-1-1',
      'limit-1-2',
      'größe--farbe',
      'section',
      '日本',
    ]);
  });
});

describe('words', () => {
  test('are joined, cleaned and given articles', () => {
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listed(['a'], 'or')).toBe('a');
    expect(oneLine('  a\r\n b\t')).toBe('a b');
    expect(cleanText('a\r\nb\rc')).toBe('a\nb\nc');
    expect(withArticle('Airmail')).toBe('an Airmail');
  });
});
