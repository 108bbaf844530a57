import { type Arg, type Call, callersOf, type GapCall, type Given } from './call.ts';
import type { Iml } from './iml-value.ts';

/** What text functions take: anything IML turns into text by itself. */
type Text = Arg<string | number | boolean>;
type Flag = Arg<boolean>;
type Count = Arg<number>;
type Binary = string | Iml<string | Uint8Array | null | undefined>;

type DigestEncoding = Arg<'hex' | 'base64' | 'latin1'>;
type KeyEncoding = Arg<'text' | 'hex' | 'base64' | 'binary'>;
type Digest = GapCall<
  readonly [value: Binary, encoding?: DigestEncoding, key?: Binary, keyEncoding?: KeyEncoding],
  string
>;

/** Text and binary functions (iml.md §9); without a value they give empty text. */
interface TextFunctions {
  ascii: Call<readonly [text: Text, removeDiacritics?: Flag], string>;
  base64: GapCall<readonly [value: Binary], string>;
  capitalize: Call<readonly [text: Text], string>;
  decodeURL: Call<readonly [text: Text], string>;
  encodeURL: Call<readonly [text: Text], string>;
  escapeHTML: Call<readonly [text: Text], string>;
  escapeMarkdown: Call<readonly [text: Text], string>;
  /** The position of a text in another, from 0; -1 when it is not there. */
  indexOf: Call<readonly [text: Text, search: Given<string>, start?: Count], number>;
  lower: Call<readonly [text: Text], string>;
  upper: Call<readonly [text: Text], string>;
  md5: GapCall<readonly [value: Binary], string>;
  sha1: Digest;
  sha256: Digest;
  sha512: Digest;
  /** All occurrences; `/pattern/flags` searches by regular expression. */
  replace: Call<readonly [text: Text, search: Given<string>, replacement: Text], string>;
  replaceEmojiCharacters: Call<readonly [text: Text, replacement?: Text], string>;
  /** Trimmed pieces, empty ones left out unless asked for. */
  split: Call<readonly [text: Text, separator?: Given<string>, keepEmpty?: Flag], readonly string[]>;
  startcase: Call<readonly [text: Text], string>;
  stripHTML: Call<readonly [text: Text], string>;
  /** From a position, counted from 0, up to another one. */
  substring: Call<readonly [text: Text, start: Count, end?: Count], string>;
  toBinary: Call<readonly [value: Binary, encoding?: Arg<'utf8' | 'ascii' | 'hex' | 'base64' | 'binary'>], Uint8Array>;
  toString: Call<readonly [value: Text | Iml<unknown>, encoding?: Given<string>], string>;
  trim: Call<readonly [text: Text], string>;
}

export const textFunctions = callersOf<TextFunctions>({
  ascii: true,
  base64: true,
  capitalize: true,
  decodeURL: true,
  encodeURL: true,
  escapeHTML: true,
  escapeMarkdown: true,
  indexOf: true,
  lower: true,
  upper: true,
  md5: true,
  sha1: true,
  sha256: true,
  sha512: true,
  replace: true,
  replaceEmojiCharacters: true,
  split: true,
  startcase: true,
  stripHTML: true,
  substring: true,
  toBinary: true,
  toString: true,
  trim: true,
});
