/** Characters that no text has a use for and that XML forbids: control characters, halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Marks that turn the direction of text around: a label could show as something it is not. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

/** Takes out what cannot be printed; line ends become line feeds. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '').replace(TURNING, '');
}

/** As one line, without space at its ends. */
export const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

/** "a, b and c". */
export function listed(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** With a capital at the start. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "an account", "a user": by the letter, which is right often enough for labels. */
export const withArticle = (noun: string): string => `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** A value of a section on one line: text as it is, everything else as JSON. */
export const shownValue = (value: unknown): string =>
  oneLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
