import { isTruthy, toText } from '../values.ts';
import { isNothing, optionalText } from './arguments.ts';
import { type EagerFunction, type ImlFunction, optional, required } from './function.ts';
import { checkLength } from './limits.ts';
import { readRegex, replaceByRegex } from './regex.ts';

const contains: EagerFunction = {
  name: 'contains',
  family: 'text',
  summary: 'Claims that a text holds another text, or an array an item; a true third argument ignores case.',
  parameters: [required('source', 'any'), required('search', 'any'), optional('ignoreCase', 'boolean')],
  returns: 'boolean',
  basis: 'documented',
  examples: [
    ["contains('Good morning', 'morning')", true],
    ["contains('Good morning', 'MORNING')", false],
    ["contains('Good morning', 'MORNING', true)", true],
    ["contains(split('a,b', ','), 'b')", true],
    ["contains(split('ab,c', ','), 'b')", false],
  ],
  run: (_, source, search, ignoreCase) => {
    if (isNothing(source)) return false;
    const fold = isTruthy(ignoreCase) ? (text: string) => text.toLowerCase() : (text: string) => text;
    const wanted = fold(toText(search));
    // Items are compared by their text (A, iml.md §12).
    if (Array.isArray(source)) return source.some((item) => fold(toText(item)) === wanted);
    return fold(toText(source)).includes(wanted);
  },
};

const replace: EagerFunction = {
  name: 'replace',
  family: 'text',
  summary: 'Replaces every occurrence of a text, or what a regular expression written as /pattern/flags matches.',
  parameters: [required('text', 'text'), required('search', 'text'), required('replacement', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["replace('1-2-3', '-', '/')", '1/2/3'],
    ["replace('1-2-3', '/-/', '/')", '1/2-3'],
    ["replace('Lee, Ann', '/(\\w+), (\\w+)/', '$2 $1')", 'Ann Lee'],
    ["replace('aXbx', '/x/gi', '')", 'ab'],
  ],
  run: (_, text, search, replacement) => {
    const [subject, wanted, put] = [toText(text), toText(search), toText(replacement)];
    const regex = readRegex(wanted);
    return regex === undefined
      ? replaceLiteral(subject, wanted, put)
      : replaceByRegex(subject, { ...regex, replacement: put });
  },
};

/** Replaces all occurrences; searching for nothing finds nothing (A, iml.md §9.1). */
function replaceLiteral(text: string, search: string, replacement: string): string {
  if (search === '') return text;
  const parts = text.split(search);
  checkLength(text.length + (parts.length - 1) * (replacement.length - search.length));
  return parts.join(replacement);
}

/** A keycap, a flag, or an emoji with its modifiers, tags and joined emoji; text-style symbols need U+FE0F (A, iml.md §9). */
const EMOJI = new RegExp(
  [
    '[0-9#*]\\uFE0F?\\u20E3',
    '\\p{Regional_Indicator}{2}',
    '(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic}\\uFE0F|\\p{Emoji_Modifier_Base}(?=\\p{Emoji_Modifier}))' +
      '(?:\\uFE0F|\\p{Emoji_Modifier})?(?:[\\u{E0020}-\\u{E007E}]+\\u{E007F})?' +
      '(?:\\u200D\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?)*',
  ].join('|'),
  'gu',
);

const replaceEmojiCharacters: EagerFunction = {
  name: 'replaceEmojiCharacters',
  family: 'text',
  summary: 'Replaces every emoji, a joined sequence counting as one.',
  parameters: [required('text', 'text'), required('replacement', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["replaceEmojiCharacters('Done 🎉🎉', '!')", 'Done !!'],
    ["replaceEmojiCharacters('👩‍👩‍👧 family, 42', '*')", '* family, 42'],
  ],
  run: (_, value, replacement) => {
    const text = toText(value);
    const parts = text.split(EMOJI);
    const put = toText(replacement);
    checkLength(text.length + (parts.length - 1) * put.length);
    return parts.join(put);
  },
};

const split: EagerFunction = {
  name: 'split',
  family: 'text',
  summary: 'Splits text at a separator, trims the parts and, unless told to keep them, drops empty ones.',
  parameters: [required('text', 'text'), optional('separator', 'text'), optional('keepEmpty', 'boolean')],
  returns: 'array',
  basis: 'documented',
  examples: [
    ["split('red; green ;', ';')", ['red', 'green']],
    ["split('red;;blue', ';', true)", ['red', '', 'blue']],
    ["split('x,y')", ['x', 'y']],
  ],
  run: (_, value, separator, keepEmpty) => {
    if (isNothing(value)) return [];
    const by = optionalText(separator, ',');
    const text = toText(value);
    // An empty separator parts every character (A); whole code points, so that no emoji is torn.
    const parts = by === '' ? Array.from(text) : text.split(by);
    const trimmed = parts.map((part) => part.trim());
    return isTruthy(keepEmpty) ? trimmed : trimmed.filter((part) => part !== '');
  },
};

/** Functions that look for something in text (iml.md §9). */
export const searchFunctions: readonly ImlFunction[] = [contains, replace, replaceEmojiCharacters, split];
