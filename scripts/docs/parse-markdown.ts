import { cleanText } from './clean-text.ts';
import type { Block, Cell } from './document.ts';
import { parseInline } from './parse-inline.ts';

/** A heading of the text, kept apart from its blocks so that a caller can make sections of them. */
export interface MarkdownPart {
  /** Undefined before the first heading. */
  readonly heading?: { readonly level: number; readonly text: string };
  readonly blocks: readonly Block[];
}

/** Lists and quotes inside each other beyond this are text. */
const MAX_DEPTH = 6;

/** Reads the safe part of Markdown; headings become paragraphs in bold. */
export function parseMarkdown(text: string): Block[] {
  return parseParts(text).flatMap(({ heading, blocks }): Block[] =>
    heading ? [subheading(heading.text), ...blocks] : [...blocks],
  );
}

/** Reads a text with headings, such as a readme. */
export function parseParts(text: string): MarkdownPart[] {
  const parts: { heading?: { level: number; text: string }; lines: string[] }[] = [{ lines: [] }];
  let fence: string | undefined;
  for (const line of cleanText(text).split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
      fence = fence === undefined ? mark : undefined;
    const heading = fence === undefined ? /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line) : null;
    const underline = fence === undefined ? /^ {0,3}(=+|-{2,})\s*$/.exec(line) : null;
    const above = parts.at(-1)?.lines;
    if (heading) parts.push({ heading: { level: heading[1]?.length ?? 1, text: heading[2] ?? '' }, lines: [] });
    else if (underline && isTitle(above)) {
      const title = above?.pop() ?? '';
      parts.push({ heading: { level: underline[1]?.startsWith('=') ? 1 : 2, text: title.trim() }, lines: [] });
    } else above?.push(line);
  }
  return parts
    .map(({ heading, lines }) => ({ ...(heading && { heading }), blocks: parseBlocks(lines, 0) }))
    .filter(({ heading, blocks }) => heading !== undefined || blocks.length > 0);
}

/** One line of text with nothing before it, under which a rule makes a heading. */
function isTitle(above: readonly string[] | undefined): boolean {
  const last = above?.at(-1) ?? '';
  const before = above?.at(-2) ?? '';
  return last.trim() !== '' && (before.trim() === '' || FENCE.test(before)) && !/^\s*([-*+>|]|\d+[.)])/.test(last);
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const BULLET = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)(.*)$/;
const RULE = /^ {0,3}([-*_])( *\1){2,} *$/;
const QUOTE = /^ {0,3}> ?/;

function subheading(text: string): Block {
  return { kind: 'paragraph', content: [{ kind: 'strong', content: parseInline(text) }] };
}

type Reader = (
  lines: readonly string[],
  at: number,
  depth: number,
) => { readonly block?: Block; readonly end: number } | undefined;

const READERS: readonly Reader[] = [readRule, readFence, readQuote, readList, readTable];

function parseBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let pending: string[] = [];
  const flush = () => {
    const text = pending.join('\n').trim();
    if (text !== '') blocks.push({ kind: 'paragraph', content: parseInline(text) });
    pending = [];
  };
  for (let at = 0; at < lines.length; ) {
    const found = depth > MAX_DEPTH ? undefined : readBlock(lines, at, depth);
    const line = lines[at] ?? '';
    at = found?.end ?? at + 1;
    if (!found && line.trim() !== '') pending.push(line.replace(/^\s+/, ''));
    else flush();
    if (found?.block) blocks.push(found.block);
  }
  flush();
  return blocks;
}

function readBlock(lines: readonly string[], at: number, depth: number): ReturnType<Reader> {
  for (const read of READERS) {
    const found = read(lines, at, depth);
    if (found) return found;
  }
  return undefined;
}

/** A rule across the page says nothing here. */
function readRule(lines: readonly string[], at: number): ReturnType<Reader> {
  return RULE.test(lines[at] ?? '') ? { end: at + 1 } : undefined;
}

function readFence(lines: readonly string[], at: number): ReturnType<Reader> {
  const mark = FENCE.exec(lines[at] ?? '')?.[1];
  if (mark === undefined) return undefined;
  const closes = (line: string) => line.trim().startsWith(mark) && /^(`+|~+)$/.test(line.trim());
  const found = lines.findIndex((line, index) => index > at && closes(line));
  const end = found < 0 ? lines.length : found;
  const language = /^[\w+-]*/.exec((lines[at] ?? '').trim().slice(mark.length).trim())?.[0] ?? '';
  return { block: { kind: 'code', language, text: lines.slice(at + 1, end).join('\n') }, end: end + 1 };
}

function readQuote(lines: readonly string[], at: number, depth: number): ReturnType<Reader> {
  const end = endOf(lines, at, (line) => QUOTE.test(line));
  if (end === at) return undefined;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''));
  return { block: { kind: 'quote', blocks: parseBlocks(inner, depth + 1) }, end };
}

/** An item goes on as long as lines are indented, or follow without a gap and start nothing else. */
function readList(lines: readonly string[], at: number, depth: number): ReturnType<Reader> {
  const first = BULLET.exec(lines[at] ?? '');
  if (!first) return undefined;
  const isOrdered = /\d/.test(first[2] ?? '');
  const items: string[][] = [];
  let end = at;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    const bullet = RULE.test(line) ? null : BULLET.exec(line);
    const isBlank = line.trim() === '';
    const isIndented = /^( {2,}|\t)/.test(line);
    if (bullet && !(isIndented && items.length > 0)) {
      if (/\d/.test(bullet[2] ?? '') !== isOrdered) break;
      items.push([bullet[4] ?? '']);
    } else if (isBlank || isIndented || (lines[end - 1] ?? '').trim() !== '') {
      if (isBlank && !goesOn(lines, end, isOrdered)) break;
      items.at(-1)?.push(line.replace(/^( {1,4}|\t)/, ''));
    } else break;
  }
  return { block: { kind: 'list', isOrdered, items: items.map((item) => parseBlocks(item, depth + 1)) }, end };
}

/** After blank lines a list goes on with an item or an indented line. */
function goesOn(lines: readonly string[], at: number, isOrdered: boolean): boolean {
  const next = lines.slice(at).find((line) => line.trim() !== '') ?? '';
  const bullet = BULLET.exec(next);
  return /^( {2,}|\t)/.test(next) || (bullet !== null && /\d/.test(bullet[2] ?? '') === isOrdered);
}

function readTable(lines: readonly string[], at: number): ReturnType<Reader> {
  const rule = (lines[at + 1] ?? '').trim();
  if (!(lines[at] ?? '').includes('|') || !rule.includes('-') || !/^\|?[\s:|-]+$/.test(rule) || !rule.includes('|')) {
    return undefined;
  }
  const head = cellsOf(lines[at] ?? '');
  const end = endOf(lines, at + 2, (line) => line.includes('|'));
  const rows = lines.slice(at + 2, end).map((line) => {
    const cells = cellsOf(line);
    return head.map((_, index) => cells[index] ?? []);
  });
  return { block: { kind: 'table', head, rows }, end };
}

function cellsOf(line: string): Cell[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => parseInline(cell.replaceAll('\\|', '|').trim()));
}

/** The end of the run of lines from `at` on that fit. */
function endOf(lines: readonly string[], at: number, fits: (line: string) => boolean): number {
  const found = lines.findIndex((line, index) => index >= at && !fits(line));
  return found < 0 ? lines.length : found;
}
