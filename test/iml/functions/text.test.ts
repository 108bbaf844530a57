import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stripTags } from '../../../scripts/iml/functions/strip-html.ts';
import { type Case, evaluated } from './support.ts';

const b = Buffer.from('žř');

const cases: readonly Case[] = [
  ["ascii('café 😀!')", 'caf !'],
  ["ascii('café 😀!', true)", 'cafe !'],
  ["capitalize('éa')", 'Éa'],
  ["capitalize('ßa')", 'SSa'],
  ["capitalize('𐐨x')", '𐐀x'],
  ['capitalize(5)', '5'],
  ["startcase('  a  b')", '  A  B'],
  ["length('😀')", 2],
  ['length(b)', 4, { variables: { b } }],
  ['length(12.5)', 4],
  ['length(true)', 4],
  ["length(toBinary('abc'))", 3],
  ["substring('hello', 3, 1)", 'el'],
  ["substring('hello', 2.9)", 'llo'],
  ["substring('hello', '1', '3')", 'el'],
  ['substring(12345, 1, 3)', '23'],
  ["indexOf('abc', '')", 0],
  ["indexOf('abc', 'a', -5)", 0],
  ['indexOf(1201, 0)', 2],
  ["contains('abc', '')", true],
  ['contains(12345, 34)', true],
  ["contains(list, '2')", true, { variables: { list: [1, 2] } }],
  ['contains(list, o)', true, { variables: { list: [{ a: 1 }], o: { a: 1 } } }],
  ["contains('straße', 'STRASSE', true)", false],
  ["contains('a', 'A', 'false')", true],
  ["contains('a', 'A', 0)", false],
  ["replace('a+b+c', '+', ' ')", 'a b c'],
  ["replace('aaa', 'aa', '$&')", '$&a'],
  ["replace('cost: 5', 5, 6)", 'cost: 6'],
  ["replace('http://x', '//', '/')", 'http:/x'],
  ["replace('a/b/c', '/b/', '-')", 'a/-/c'],
  ["replace('', '/^/', 'x')", 'x'],
  ["replaceEmojiCharacters('1️⃣ 🇨🇿 👍🏽 ❤️ ❤ ☺ # 7 ©', 'E')", 'E E E E ❤ ☺ # 7 ©'],
  ["replaceEmojiCharacters('🏴󠁧󠁢󠁥󠁮󠁧󠁿👩🏽‍🚀🧑‍🤝‍🧑', 'E')", 'EEE'],
  ["replaceEmojiCharacters('a😀b', '$&')", 'a$&b'],
  ["split('a|b||c', '|', true)", ['a', 'b', '', 'c']],
  ["split('', ',', true)", ['']],
  ["split('', ',')", []],
  ["split('a😀b', '')", ['a', '😀', 'b']],
  ['split(10203, 0)', ['1', '2', '3']],
  ["split('a.b', '.')", ['a', 'b']],
  ["split(' a , b ', ',', true)", ['a', 'b']],
  ["encodeURL('-_.!~*''()')", "-_.!~*'()"],
  ['encodeURL(half)', '%EF%BF%BD', { variables: { half: '\uD83D' } }],
  ["decodeURL('%F0%9F%98%80')", '😀'],
  ["escapeHTML('&amp;')", '&amp;amp;'],
  [
    "escapeMarkdown('a_b | `c` ~d~ (e) [f](g) 1. !')",
    'a&#95;b &#124; &#96;c&#96; &#126;d&#126; &#40;e&#41; &#91;f&#93;&#40;g&#41; 1&#46; &#33;',
  ],
  ["base64('žř')", 'xb7FmQ=='],
  ['base64(b)', 'xb7FmQ==', { variables: { b } }],
  ["base64('')", ''],
  ["md5(b) = md5('žř')", true, { variables: { b } }],
  ["md5('')", 'd41d8cd98f00b204e9800998ecf8427e'],
  ["sha1('')", 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
  ["sha256('x', 'hex', '')", '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'],
  ["sha256('x', 'hex', k) = sha256('x', 'hex', 'žř')", true, { variables: { k: b } }],
  ["sha256('x', 'hex', k, 'binary') = sha256('x', 'hex', 'xb7FmQ==', 'base64')", true, { variables: { k: b } }],
  ["length(sha256('x', 'latin1'))", 32],
  ["toBinary('4a', 'hex')", Buffer.from('J')],
  ["toBinary('é', 'binary')", Buffer.from([0xe9])],
  ["toBinary('é', 'ascii')", Buffer.from([0xe9])],
  ['toBinary(1.5)', Buffer.from('1.5')],
  ['toBinary(b)', b, { variables: { b } }],
  ['toBinary(d)', Buffer.from('2024-05-06T00:00:00.000Z'), { variables: { d: new Date('2024-05-06') } }],
  ["toString(b, 'base64')", 'xb7FmQ==', { variables: { b } }],
  ["toString(b, 'latin1')", 'Å¾Å\u0099', { variables: { b } }],
  ['toString(b)', 'žř', { variables: { b } }],
  ["toString('AZ', 'hex')", 'AZ'],
  ['toString(o)', '{"a":[1]}', { variables: { o: { a: [1] } } }],
  ['toString(true)', 'true'],
];

describe('text functions', () => {
  test.each(cases.map(([expression, value, situation]) => ({ expression, value, situation })))('$expression', (row) => {
    const { expression, value, situation } = row;

    expect(evaluated(expression, situation)).toEqual(value);
  });

  test('undo each other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const variables = { text };

        expect(evaluated('decodeURL(encodeURL(text))', { variables })).toBe(text);
        expect(evaluated("toString(toBinary(base64(text), 'base64'))", { variables })).toBe(text);
        expect(evaluated("toString(toBinary(toString(toBinary(text), 'hex'), 'hex'))", { variables })).toBe(text);
      }),
    );
  });

  test('join puts together what split kept apart', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'ž') })), (parts) => {
        fc.pre(parts.length > 0);

        expect(evaluated("split(join(parts, '|'), '|', true)", { variables: { parts } })).toEqual(parts);
      }),
    );
  });

  test('stripping escaped text takes nothing away', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = evaluated('escapeHTML(text)', { variables: { text } });

        expect(evaluated('stripHTML(escapeHTML(text))', { variables: { text } })).toBe(escaped);
      }),
    );
  });
});

describe('stripTags', () => {
  test.each([
    ['plain', 'plain'],
    ['a<br>b<BR />c<br/>d', 'a\nb\nc\nd'],
    ['<p>one</p><p>two</p>', 'onetwo'],
    ['<a title="x > y">link</a>', 'link'],
    ['<a title=\'x > y\' href="z">link</a>', 'link'],
    ["<p class=it's>fine</p>", 'fine'],
    ['<a title="never closed>text</a>', 'text'],
    ['a < b > c', 'a < b > c'],
    ['a <3 b', 'a <3 b'],
    ['a <b', 'a <b'],
    ['<', '<'],
    ['<!-- hidden > still --->shown', 'shown'],
    ['<!DOCTYPE html><?xml version="1.0"?>x', 'x'],
    ['<!-- open', '<!-- open'],
    ['<script type="x">if (a < b) { alert("</p>") }</script>y', 'y'],
    ['<STYLE>p > a {}</Style >y', 'y'],
    ['<script src="x"/>y', 'y'],
    ['<script>never closed', ''],
    ['<scripted>y</scripted>', 'y'],
    ['&lt;b&gt; &amp;', '&lt;b&gt; &amp;'],
    ['İ<script>x</script>y', 'İy'],
  ])('%s becomes %j', (html, text) => {
    expect(stripTags(html)).toBe(text);
  });

  test('leaves no tag behind', () => {
    const piece = fc.constantFrom('<b>', '</b>', '<br>', 'x', ' ', '<a href="y>z">', '<!-- c -->', '>');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(stripTags(pieces.join(''))).not.toMatch(/<[a-z/!]/i);
      }),
    );
  });
});
