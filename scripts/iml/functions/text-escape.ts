import { toText } from '../values.ts';
import { notValid } from './arguments.ts';
import { type EagerFunction, type ImlFunction, required } from './function.ts';
import { stripTags } from './strip-html.ts';

const encodeURL: EagerFunction = {
  name: 'encodeURL',
  family: 'text',
  summary: 'Encodes text for use inside a URL, as one path segment or query value.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["encodeURL('a b/c?d=e&f')", 'a%20b%2Fc%3Fd%3De%26f'],
    ["encodeURL('é')", '%C3%A9'],
  ],
  // Half a surrogate pair has no encoding; it becomes U+FFFD, as in any UTF-8 output.
  run: (_, text) => encodeURIComponent(toText(text).replace(/\p{Surrogate}/gu, '\uFFFD')),
};

const decodeURL: EagerFunction = {
  name: 'decodeURL',
  family: 'text',
  summary: 'Decodes text that was encoded for a URL.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["decodeURL('50%25%20off')", '50% off'],
    ["decodeURL('a+b')", 'a+b'],
  ],
  run: (_, text) => {
    try {
      return decodeURIComponent(toText(text));
    } catch {
      throw notValid(text, 'URL-encoded text');
    }
  },
};

const HTML_REFERENCES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

const escapeHTML: EagerFunction = {
  name: 'escapeHTML',
  family: 'text',
  summary: 'Writes &, < and > as HTML references, so that text shows as it is.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["escapeHTML('1 < 2 & 3')", '1 &lt; 2 &amp; 3'],
    ['escapeHTML(\'"quoted"\')', '"quoted"'],
  ],
  run: (_, text) => toText(text).replace(/[&<>]/g, (character) => HTML_REFERENCES.get(character) ?? character),
};

const escapeMarkdown: EagerFunction = {
  name: 'escapeMarkdown',
  family: 'text',
  summary: 'Writes the characters Markdown gives a meaning as character references, so that text shows as it is.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["escapeMarkdown('# Title')", '&#35; Title'],
    ["escapeMarkdown('2 * 3')", '2 &#42; 3'],
  ],
  // Only `#` is documented; the other characters are a choice (A, iml.md §9).
  run: (_, text) => toText(text).replace(/[\\*_{}[\]()#+\-.!|~>`]/g, (character) => `&#${character.charCodeAt(0)};`),
};

const stripHTML: EagerFunction = {
  name: 'stripHTML',
  family: 'text',
  summary: 'Removes HTML tags, and styles and scripts with their content; a line break becomes a newline.',
  parameters: [required('text', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ['stripHTML(\'<p class="x">Hi <b>you</b></p>\')', 'Hi you'],
    ["stripHTML('one<br/>two')", 'one\ntwo'],
    ["stripHTML('1 < 2 &amp; 3')", '1 < 2 &amp; 3'],
  ],
  run: (_, text) => stripTags(toText(text)),
};

/** Functions that write text for another language, or read it (iml.md §9). */
export const escapeFunctions: readonly ImlFunction[] = [encodeURL, decodeURL, escapeHTML, escapeMarkdown, stripHTML];
