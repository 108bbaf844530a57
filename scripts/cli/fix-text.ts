interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a text and what takes its place. */
export interface TextChange extends TextRange {
  readonly text: string;
}

/** One member of a collection or list, its key included, without the comma. */
export interface Member {
  readonly start: number;
  readonly end: number;
  /** Offset of the comma behind it. */
  readonly comma?: number;
}

/** A collection or list literal of JSON, with comments or not, or of TypeScript: the two look the same from here. */
export interface Container {
  readonly open: number;
  readonly close: number;
  readonly members: readonly Member[];
}

/** Reads the literal whose bracket is at `open`; undefined when it does not close. */
export function readContainer(source: string, open: number): Container | undefined {
  const members: Member[] = [];
  let depth = 0;
  let start: number | undefined;
  let end = open;
  for (let at = open; at < source.length; ) {
    const next = endOfToken(source, at);
    const sign = source.charAt(at);
    const isMark = next === at + 1;
    if (isBlank(source, at)) {
      at = next;
      continue;
    }
    if (isMark && '{[('.includes(sign)) depth++;
    if (isMark && '}])'.includes(sign) && --depth === 0) {
      if (start !== undefined) members.push({ start, end });
      return { open, close: at, members };
    }
    if (isMark && sign === ',' && depth === 1) {
      if (start !== undefined) members.push({ start, end, comma: at });
      start = undefined;
    } else if (at > open) {
      start ??= at;
      end = next;
    }
    at = next;
  }
  return undefined;
}

/** The innermost collection or list around an offset. */
export function containerAround(source: string, offset: number): Container | undefined {
  const open: number[] = [];
  for (let at = 0; at < offset; ) {
    const next = endOfToken(source, at);
    if (next > offset) return undefined; // inside a text or a comment
    const sign = source.charAt(at);
    if (next === at + 1 && '{[('.includes(sign)) open.push(at);
    if (next === at + 1 && '}])'.includes(sign)) open.pop();
    at = next;
  }
  const innermost = open.at(-1);
  return innermost === undefined || source.charAt(innermost) === '(' ? undefined : readContainer(source, innermost);
}

/** Claims that a stretch of whole tokens holds a comment. */
export function hasComments(text: string): boolean {
  for (let at = 0; at < text.length; at = endOfToken(text, at)) {
    if (text.startsWith('//', at) || text.startsWith('/*', at)) return true;
  }
  return false;
}

/** Claims that a stretch holds nothing but space. */
const isSpace = (text: string): boolean => text.trim() === '';

/**
 * Takes a member out, with its comma and with its lines where it has lines of its own, and the comments that are about
 * it. Other comments stay; with comments inside it is left alone.
 */
export function removeMember(
  source: string,
  { open, close, members }: Container,
  index: number,
): TextChange[] | undefined {
  const member = members[index];
  if (!member) return undefined;
  const { start, comma } = member;
  if (comma !== undefined && !isSpace(source.slice(member.end, comma))) return undefined;
  const end = comma === undefined ? member.end : comma + 1;
  if (hasComments(source.slice(start, member.end))) return undefined;
  if (members.length === 1 && isSpace(source.slice(open + 1, start)) && isSpace(source.slice(end, close))) {
    return [{ start: open + 1, end: close, text: '' }];
  }
  const before = comma === undefined ? members[index - 1]?.comma : undefined;
  const line = lineAround(source, start, end);
  const isAlone = isSpace(source.slice(line.start, start));
  if (isAlone && isRemark(source.slice(end, line.end))) {
    const from = startOfRemarks(source, (members[index - 1]?.comma ?? open) + 1, line);
    if (members.length === 1 && isSpace(source.slice(open + 1, from)) && isSpace(source.slice(line.next, close))) {
      return [{ start: open + 1, end: close, text: '' }];
    }
    return [...commaAt(before), { start: from, end: line.next, text: '' }];
  }
  if (before !== undefined && isSpace(source.slice(before + 1, start))) return [{ start: before, end, text: '' }];
  return [...commaAt(before), { start, end: afterSpaces(source, end), text: '' }];
}

/** Claims the rest of a line that goes with what stands before it: blanks, or comments that end there. */
function isRemark(text: string): boolean {
  if (isForFile(text)) return false;
  let at = 0;
  while (at < text.length && isBlank(text, at)) {
    if (text.startsWith('/*', at) && !text.includes('*/', at + 2)) return false;
    at = endOfToken(text, at);
  }
  return at === text.length;
}

const isForFile = (comment: string): boolean => comment.includes('lint-disable-file');

/**
 * Where the comments begin that are about a member alone: on lines of their own right above it, with none of its
 * neighbours right below, which they could be about too.
 */
function startOfRemarks(source: string, from: number, line: Line): number {
  const comments: TextRange[] = [];
  for (let at = from; at < line.start; at = endOfToken(source, at)) {
    if (source.charAt(at) === '/') comments.push({ start: at, end: endOfToken(source, at) });
  }
  const below = source.slice(line.next).split('\n', 1).join('').trim();
  const isLast = below === '' || /^[}\])/]/.test(below);
  let top = line.start;
  for (const { start, end } of comments.reverse()) {
    const own = lineAround(source, start, end);
    const text = source.slice(start, end);
    const isAbove = own.next === top && own.start >= from && isSpace(source.slice(own.start, start));
    if (!isAbove || !isSpace(source.slice(end, own.end)) || isForFile(text)) break;
    if (!isLast && !text.includes('lint-disable-next-line')) break;
    top = own.start;
  }
  return top;
}

const commaAt = (at: number | undefined): TextChange[] =>
  at === undefined ? [] : [{ start: at, end: at + 1, text: '' }];

/** How what is added to a text is written. */
export interface Layout {
  readonly eol: string;
  /** One step of indentation. */
  readonly indent: string;
  /** Whether the first member of an empty literal gets a line of its own. */
  readonly opensLines: boolean;
}

/** Adds a member behind the others; `print` gives its text for a line that is indented so far, or for one line among others. */
export function addMember(
  source: string,
  container: Container,
  print: (indent: string | undefined) => string,
  layout: Layout,
): TextChange[] | undefined {
  const { open, close, members } = container;
  const last = members.at(-1);
  if (!last) return isSpace(source.slice(open + 1, close)) ? [fillEmpty(source, container, print, layout)] : undefined;
  const behind = last.comma ?? last.end - 1;
  if (!source.slice(last.end, close).includes('\n')) {
    const text = print(undefined);
    return [{ start: behind + 1, end: behind + 1, text: last.comma === undefined ? `, ${text}` : ` ${text},` }];
  }
  const lineEnd = lineAround(source, behind, behind + 1).end;
  if (lineEnd > close) return undefined;
  const indent = indentAt(source, last.start);
  const line = `${layout.eol}${indent}${print(indent)}${last.comma === undefined ? '' : ','}`;
  if (last.comma !== undefined) return [{ start: lineEnd, end: lineEnd, text: line }];
  if (lineEnd === last.end) return [{ start: lineEnd, end: lineEnd, text: `,${line}` }];
  return [
    { start: last.end, end: last.end, text: ',' },
    { start: lineEnd, end: lineEnd, text: line },
  ];
}

function fillEmpty(
  source: string,
  { open, close }: Container,
  print: (indent: string | undefined) => string,
  { eol, indent, opensLines }: Layout,
): TextChange {
  if (!opensLines) {
    const blank = source.charAt(open) === '{' ? ' ' : '';
    return { start: open + 1, end: close, text: `${blank}${print(undefined)}${blank}` };
  }
  const outer = indentAt(source, open);
  return { start: open + 1, end: close, text: `${eol}${outer}${indent}${print(outer + indent)}${eol}${outer}` };
}

/** The blanks a line starts with. */
export function indentAt(source: string, offset: number): string {
  const { start } = lineAround(source, offset, offset);
  return /^[ \t]*/.exec(source.slice(start, offset))?.[0] ?? '';
}

interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Behind the line break. */
  readonly next: number;
}

/** The lines a stretch is on, as one. */
function lineAround(source: string, from: number, to: number): Line {
  const start = source.lastIndexOf('\n', from - 1) + 1;
  const found = source.indexOf('\n', to);
  if (found < 0) return { start, end: source.length, next: source.length };
  return { start, end: source.charAt(found - 1) === '\r' && found > to ? found - 1 : found, next: found + 1 };
}

function afterSpaces(source: string, at: number): number {
  let next = at;
  while (source.charAt(next) === ' ' || source.charAt(next) === '\t') next++;
  return next;
}

/** Applies changes that do not overlap. */
export function applyChanges(source: string, changes: readonly TextChange[]): string {
  const ordered = changes.map((change, index) => ({ ...change, index }));
  ordered.sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  let text = '';
  let from = 0;
  for (const { start, end, text: inserted } of ordered) {
    text += source.slice(from, start) + inserted;
    from = end;
  }
  return text + source.slice(from);
}

/** Claims two changes that cannot be made in one go; two additions at one place are such, their order being open. */
export const overlap = (a: TextChange, b: TextChange): boolean =>
  (a.start < b.end && b.start < a.end) || a.start === b.start || a.end === b.end;

const isBlank = (source: string, at: number): boolean =>
  /\s|\uFEFF/.test(source.charAt(at)) || source.startsWith('//', at) || source.startsWith('/*', at);

/** The end of the token at an offset: of a text, a comment, a word, a space, or of a single sign. */
export function endOfToken(source: string, at: number): number {
  const sign = source.charAt(at);
  if (sign === '"' || sign === "'") return endOfText(source, at);
  if (sign === '`') return endOfTemplate(source, at);
  if (sign === '/') return endOfSlash(source, at);
  WORD.lastIndex = at;
  return at + (WORD.exec(source)?.[0].length ?? 1);
}

const WORD = /[\w$]+|\s+/y;

function endOfText(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    const sign = source.charAt(at);
    if (sign === '\\') at++;
    else if (sign === source.charAt(start)) return at + 1;
    else if (sign === '\n') return at;
  }
  return source.length;
}

function endOfTemplate(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    const sign = source.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '`') return at + 1;
    else if (sign === '$' && source.charAt(at + 1) === '{') at = readContainer(source, at + 1)?.close ?? source.length;
  }
  return source.length;
}

/** A comment, a regular expression where a value may start, or a sign of division. */
function endOfSlash(source: string, at: number): number {
  if (source.startsWith('//', at)) return lineAround(source, at, at).end;
  if (source.startsWith('/*', at)) {
    const end = source.indexOf('*/', at + 2);
    return end < 0 ? source.length : end + 2;
  }
  const before = source.slice(0, at).trimEnd().at(-1) ?? '(';
  if (!'(,=:[!&|?{};>'.includes(before)) return at + 1;
  REGULAR_EXPRESSION.lastIndex = at;
  return at + (REGULAR_EXPRESSION.exec(source)?.[0].length ?? 1);
}

const REGULAR_EXPRESSION = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
