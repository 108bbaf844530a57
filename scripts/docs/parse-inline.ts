import { cleanText } from './clean-text.ts';
import { code, type Inline, LINE_BREAK, plain } from './document.ts';
import { safeHref } from './safe-href.ts';

/** Emphasis inside emphasis beyond this is text. */
const MAX_DEPTH = 4;

/** Reads a run of Markdown: code, emphasis, links, line breaks. Everything else, HTML included, is text. */
export function parseInline(text: string): Inline[] {
  return merged(parse(cleanText(text), 0));
}

/** What may start at a position; each gives what it found and where it ended. */
const READERS: readonly ((text: string, at: number, depth: number) => Found | undefined)[] = [
  readEscape,
  readEntity,
  readBreak,
  readCode,
  readLink,
  readAddress,
  readEmphasis,
];

interface Found {
  readonly inline: readonly Inline[];
  readonly end: number;
}

const SPECIAL = /[\\`*_![<&\nh]/gi;

function parse(text: string, depth: number): Inline[] {
  const result: Inline[] = [];
  let from = 0;
  let at = nextSpecial(text, 0);
  while (at < text.length) {
    const found = readAt(text, at, depth);
    if (!found) {
      at = nextSpecial(text, at + 1);
      continue;
    }
    if (at > from) result.push(plain(text.slice(from, at)));
    result.push(...found.inline);
    from = found.end;
    at = nextSpecial(text, from);
  }
  if (from < text.length) result.push(plain(text.slice(from)));
  return result;
}

function nextSpecial(text: string, from: number): number {
  SPECIAL.lastIndex = from;
  return SPECIAL.exec(text)?.index ?? text.length;
}

function readAt(text: string, at: number, depth: number): Found | undefined {
  for (const read of READERS) {
    const found = read(text, at, depth);
    if (found) return found;
  }
  return undefined;
}

function readEscape(text: string, at: number): Found | undefined {
  const next = text[at + 1];
  if (text[at] !== '\\' || next === undefined) return undefined;
  if (next === '\n') return { inline: [LINE_BREAK], end: at + 2 };
  return /[!-/:-@[-`{-~]/.test(next) ? { inline: [plain(next)], end: at + 2 } : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** The entities people write by hand; the result is text, whatever it looks like. */
function readEntity(text: string, at: number): Found | undefined {
  const match = text[at] === '&' ? sticky(/&(amp|lt|gt|quot|apos|nbsp|#\d{1,6});/y, text, at) : undefined;
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  const character = name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (ENTITIES[name] ?? '');
  return { inline: [plain(cleanText(character))], end: at + match[0].length };
}

/** Two spaces before a line end, or `<br>` as people write it in help texts; any other line end is a space. */
function readBreak(text: string, at: number): Found | undefined {
  const tag = text[at] === '<' ? sticky(/<br\s*\/?>\n?/iy, text, at) : undefined;
  if (tag) return { inline: [LINE_BREAK], end: at + tag[0].length };
  if (text[at] !== '\n') return undefined;
  return { inline: [text.slice(at - 2, at) === '  ' ? LINE_BREAK : plain(' ')], end: at + 1 };
}

function readCode(text: string, at: number): Found | undefined {
  const fence = sticky(/`+/y, text, at)?.[0];
  if (!fence) return undefined;
  let close = text.indexOf(fence, at + fence.length);
  while (close >= 0 && text[close + fence.length] === '`') {
    close = text.indexOf(fence, close + (sticky(/`+/y, text, close)?.[0].length ?? 1));
  }
  if (close < 0) return { inline: [plain(fence)], end: at + fence.length };
  const inner = text.slice(at + fence.length, close).replaceAll('\n', ' ');
  const trimmed = /^ .*[^ ].* $/.test(inner) ? inner.slice(1, -1) : inner;
  return { inline: [code(trimmed)], end: close + fence.length };
}

/** `[text](address)`; of an image only its text stays, since a page loads nothing from elsewhere. */
function readLink(text: string, at: number, depth: number): Found | undefined {
  const match = sticky(
    /(!?)\[([^[\]\n]{0,500})\]\(\s*([^\s()]{1,2000}(?:\([^\s()]*\)[^\s()]*)?)(?:\s+"[^"\n]*")?\s*\)/y,
    text,
    at,
  );
  if (!match || depth > MAX_DEPTH) return undefined;
  const [whole, bang, label = '', address = ''] = match;
  const end = at + whole.length;
  const content = merged(parse(label, depth + 1));
  const href = bang ? undefined : safeHref(address);
  return { inline: href ? [{ kind: 'link', href, content: withoutLinks(content) }] : content, end };
}

/** `<https://…>` and a bare `https://…` of its own. */
function readAddress(text: string, at: number): Found | undefined {
  const bracketed = sticky(/<((?:https?:|mailto:)[^\s<>]{1,2000})>/iy, text, at);
  const bare = bracketed ? undefined : sticky(/https?:\/\/[^\s<>"'`)\]]{1,2000}/iy, text, at);
  if (bare && /\w/.test(text[at - 1] ?? '')) return undefined;
  const shown = bracketed?.[1] ?? bare?.[0].replace(/[.,;:!?*_]+$/, '');
  const href = shown && safeHref(shown);
  if (!shown || !href) return undefined;
  const end = at + (bracketed ? bracketed[0].length : shown.length);
  return { inline: [{ kind: 'link', href, content: [plain(shown)] }], end };
}

function readEmphasis(text: string, at: number, depth: number): Found | undefined {
  const mark = sticky(/\*{1,2}|_{1,2}/y, text, at)?.[0];
  if (!mark || depth >= MAX_DEPTH || /\s/.test(text[at + mark.length] ?? ' ')) return undefined;
  const isWordy = mark.startsWith('_');
  if (isWordy && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return undefined;
  const close = closing(text, at + mark.length, mark);
  if (close < 0) return { inline: [plain(mark)], end: at + mark.length };
  const content = merged(parse(text.slice(at + mark.length, close), depth + 1));
  return { inline: [{ kind: mark.length === 2 ? 'strong' : 'em', content }], end: close + mark.length };
}

/** Where emphasis ends: the mark, not after a space, and for underscores not inside a word. */
function closing(text: string, from: number, mark: string): number {
  for (let at = text.indexOf(mark, from + 1); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    const after = text[at + mark.length] ?? '';
    const isDouble = mark.length === 1 && (after === mark || text[at - 1] === mark);
    const isInWord = mark.startsWith('_') && /[\p{L}\p{N}]/u.test(after);
    if (!isDouble && !isInWord && !/[\s\\]/.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** A link inside a link is text. */
function withoutLinks(content: readonly Inline[]): Inline[] {
  return content.flatMap((inline) => (inline.kind === 'link' ? inline.content : [inline]));
}

/** Joins neighbouring texts. */
function merged(content: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const inline of content) {
    const last = result.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text') result[result.length - 1] = plain(last.text + inline.text);
    else result.push(inline);
  }
  return result;
}
