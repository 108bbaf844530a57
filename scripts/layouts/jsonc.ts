import type { Node, ParseError } from 'jsonc-parser';
import { createScanner, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Json } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';

/** What is wrong at one offset of a text. */
export interface JsoncFinding {
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
}

/** A key that is in its collection already. */
export interface RepeatedKey {
  readonly path: JsonPath;
  readonly offset: number;
  /** Where the same key stands before. */
  readonly earlier: number;
}

/** A parsed text that still knows where everything in it stands. */
export interface JsoncDocument {
  /** Undefined when the text does not parse. */
  readonly value: Json | undefined;
  /** The first thing that is wrong; later ones are mostly its consequence. */
  readonly failure?: JsoncFinding;
  /** Keys that occur twice in one collection; the last one counts. */
  readonly repeated: readonly RepeatedKey[];
  /** Comments and trailing commas, which plain JSON does not have. */
  readonly extensions: readonly JsoncFinding[];
  /** Offset of the value at a path, of its nearest existing parent otherwise; with `inside`, of that unit of the text there. */
  offsetOf(path: JsonPath, inside?: number): number;
  /** Offset of the key of the value at a path; where it has none, what `offsetOf` gives. */
  keyOffsetOf(path: JsonPath): number;
}

const DEEPEST = 200;

/** Parses JSON with comments and trailing commas. Never throws. */
export function parseJsonc(text: string): JsoncDocument {
  const { tooDeep, tooLarge, extensions } = scan(text);
  if (tooDeep !== undefined) {
    const message = `Collections and arrays are nested more than ${DEEPEST} deep.`;
    return failed({ offset: tooDeep, message, fix: 'flatten the section.' });
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: false });
  const [error] = errors;
  if (error) return failed(findingOf(error, text));
  if (tooLarge !== undefined) {
    return failed({ offset: tooLarge, message: 'The number is too large.', fix: 'write a smaller one, or text.' });
  }
  if (!root) return failed({ offset: 0, message: 'The file is empty.', fix: 'write {} or [].' });
  const repeated: RepeatedKey[] = [];
  const value = readValue(root, [], repeated);
  return {
    value,
    repeated,
    extensions,
    offsetOf: (path, inside) => offsetIn(text, root, path, inside),
    keyOffsetOf: (path) => keyNodeAt(root, path)?.offset ?? offsetIn(text, root, path, undefined),
  };
}

const failed = (failure: JsoncFinding): JsoncDocument => ({
  value: undefined,
  failure,
  repeated: [],
  extensions: [],
  offsetOf: () => failure.offset,
  keyOffsetOf: () => failure.offset,
});

const WORDS: Readonly<Record<string, readonly [message: string, fix: string]>> = {
  InvalidSymbol: ['This is no JSON value.', 'put text into double quotes.'],
  InvalidNumberFormat: ['This is no JSON number.', 'write it as digits, with a point before decimals.'],
  PropertyNameExpected: ['A key in double quotes is expected here.', 'quote the key, or remove what stands here.'],
  ValueExpected: ['A value is expected here.', 'add it, or remove the comma before it.'],
  ColonExpected: ['A colon is expected here.', 'write ":" between key and value.'],
  CommaExpected: ['A comma is expected here.', 'add "," after the value before it.'],
  CloseBraceExpected: ['A closing "}" is expected here.', 'close the collection.'],
  CloseBracketExpected: ['A closing "]" is expected here.', 'close the array.'],
  EndOfFileExpected: ['The file should end here.', 'remove what follows the value.'],
  UnexpectedEndOfComment: ['A comment is not closed.', 'add "*/".'],
  UnexpectedEndOfString: ['A text is not closed.', 'add the closing quote; a line break inside a text is written \\n.'],
  UnexpectedEndOfNumber: ['A number is not complete.', 'add the missing digits.'],
  InvalidUnicode: ['A \\u escape needs four hexadecimal digits.', 'complete it.'],
  InvalidEscapeCharacter: ['A backslash stands before a character that takes none.', 'write \\\\ for a backslash.'],
  InvalidCharacter: ['A control character stands inside a text.', 'write it as an escape such as \\n or \\t.'],
};

function findingOf({ error, offset }: ParseError, text: string): JsoncFinding {
  if (text.trim() === '') return { offset: 0, message: 'The file is empty.', fix: 'write {} or [].' };
  const code = printParseErrorCode(error);
  const isBehind = code === 'InvalidSymbol' && isWhole(text.slice(0, offset));
  const [message, fix] = WORDS[isBehind ? 'EndOfFileExpected' : code] ?? ['This is no JSON.', 'correct it.'];
  return { offset: Math.min(offset, text.length), message, fix };
}

/** Whether a text is a value with nothing missing. */
function isWhole(text: string): boolean {
  const errors: ParseError[] = [];
  return parseTree(text, errors, { allowTrailingComma: true }) !== undefined && errors.length === 0;
}

/** Offsets of what no value can carry, and of what plain JSON does not have. */
interface Scanned {
  readonly tooDeep?: number;
  readonly tooLarge?: number | undefined;
  readonly extensions: readonly JsoncFinding[];
}

/** Walks over the tokens: how deep they nest, which number is beyond all numbers, where JSON's extensions are used. */
function scan(text: string): Scanned {
  const scanner = createScanner(text, false);
  const extensions: JsoncFinding[] = [];
  let depth = 0;
  let comma: number | undefined;
  let tooLarge: number | undefined;
  for (let kind = Number(scanner.scan()); kind !== TOKEN.end; kind = Number(scanner.scan())) {
    const offset = scanner.getTokenOffset();
    if (kind === TOKEN.lineComment || kind === TOKEN.blockComment) {
      extensions.push({
        offset,
        message: 'A comment is not possible in this file.',
        fix: 'remove it: Make takes plain JSON here.',
      });
      continue;
    }
    if (kind === TOKEN.blank || kind === TOKEN.lineBreak) continue;
    if (kind === TOKEN.number && !Number.isFinite(Number(scanner.getTokenValue()))) tooLarge ??= offset;
    const closes = kind === TOKEN.closeBrace || kind === TOKEN.closeBracket;
    if (closes && comma !== undefined) {
      extensions.push({
        offset: comma,
        message: 'The last comma is one too many.',
        fix: 'remove it: Make takes plain JSON here.',
      });
    }
    comma = kind === TOKEN.comma ? offset : undefined;
    if (closes) depth--;
    if ((kind === TOKEN.openBrace || kind === TOKEN.openBracket) && ++depth > DEEPEST)
      return { tooDeep: offset, extensions };
  }
  return { tooLarge, extensions };
}

/** Token numbers of jsonc-parser, whose own enum exists only for its compiler. */
const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  blank: 15,
  end: 17,
} as const;

/** The value of a node; keys keep their order, and `__proto__` is a key like any other. */
function readValue(node: Node, path: JsonPath, repeated: RepeatedKey[]): Json {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map((child, index) => readValue(child, [...path, index], repeated));
  if (node.type !== 'object') return node.value as Json; // text, number, boolean or null
  const members = new Map<string, Json>();
  const offsets = new Map<string, number>();
  for (const { children: [key, value] = [] } of children) {
    if (!key || !value) continue;
    const name = String(key.value);
    const inner = [...path, name];
    const earlier = offsets.get(name);
    if (earlier !== undefined) repeated.push({ path: inner, offset: key.offset, earlier });
    offsets.set(name, key.offset);
    members.set(name, readValue(value, inner, repeated));
  }
  return Object.fromEntries(members);
}

function offsetIn(text: string, root: Node, path: JsonPath, inside: number | undefined): number {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (!node) continue;
    const isWhole = length === path.length && inside !== undefined && node.type === 'string';
    return isWhole ? offsetInText(text, node, inside) : node.offset;
  }
  return root.offset;
}

/** The node of the value at a path: of a key that stands twice, the one that counts. */
function nodeAt(root: Node, path: JsonPath): Node | undefined {
  return path.reduce<Node | undefined>((node, key) => {
    if (node?.type === 'array') return typeof key === 'number' ? node.children?.[key] : undefined;
    return memberOf(node, key)?.children?.[1];
  }, root);
}

function keyNodeAt(root: Node, path: JsonPath): Node | undefined {
  const key = path.at(-1);
  return key === undefined ? undefined : memberOf(nodeAt(root, path.slice(0, -1)), key)?.children?.[0];
}

const memberOf = (node: Node | undefined, key: string | number): Node | undefined =>
  node?.type === 'object'
    ? node.children?.findLast(({ children: [name] = [] }) => name?.value === String(key))
    : undefined;

/** Counts units of the decoded text along its escapes in the source. */
function offsetInText(text: string, { offset, length }: Node, inside: number): number {
  let position = offset + 1;
  const end = offset + length - 1;
  for (let count = 0; count < inside && position < end; count++) {
    position += text[position] !== '\\' ? 1 : text[position + 1] === 'u' ? 6 : 2;
  }
  return Math.min(position, end);
}
