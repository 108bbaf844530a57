import { paint, type Terminal } from './terminal.ts';

/** A stretch of a line nobody may see; offsets into the line. */
export interface HiddenRange {
  readonly start: number;
  readonly end: number;
}

export interface FrameOptions {
  /** Columns a line of source may take, the gutter left out. */
  readonly width: number;
  /** Finds the secrets of a line. */
  readonly hidden?: (line: string) => readonly HiddenRange[];
  readonly terminal: Pick<Terminal, 'isColored'>;
}

/** What one piece of source takes on the screen; `at` is where it starts in its line. */
interface Cell {
  readonly at: number;
  readonly text: string;
  readonly width: number;
}

const CONTEXT = 1;
const MASK = '***';
const CUT = '…';

/**
 * Draws a line of a file with its neighbours and a caret under one column. Line and column count from 1, columns in
 * UTF-16 units. Empty when the file has no such line, as happens when it changes meanwhile.
 */
export function codeFrame(
  text: string,
  at: { readonly line: number; readonly column?: number },
  options: FrameOptions,
): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const marked = lines[at.line - 1];
  if (marked === undefined) return [];
  const cells = cellsOf(marked, options.hidden?.(marked) ?? []);
  const caret = at.column === undefined ? undefined : columnOf(cells, at.column - 1);
  const from = windowStart(cells, caret ?? 0, options.width);
  const first = Math.max(1, at.line - CONTEXT);
  // A bracket alone says nothing: what it opens does.
  const after = /^\s*[{[(]\s*$/.test(marked) ? CONTEXT + 1 : CONTEXT;
  const last = Math.min(lines.length, at.line + after);
  const digits = String(last).length;
  const drawn: string[] = [];
  for (let number = first; number <= last; number++) {
    const line = lines[number - 1] ?? '';
    const isMarked = number === at.line;
    if (!isMarked && line.trim() === '') continue;
    const shown = cut(isMarked ? cells : cellsOf(line, options.hidden?.(line) ?? []), from, options.width);
    drawn.push(drawLine(String(number).padStart(digits), shown, isMarked, options));
    if (isMarked && caret !== undefined) drawn.push(drawCaret(digits, caret - from, options));
  }
  return drawn;
}

function drawLine(number: string, shown: string, isMarked: boolean, { terminal }: FrameOptions): string {
  const gutter = `${number} |`;
  return `${isMarked ? paint(terminal, 'red', '>') : ' '} ${paint(terminal, 'dim', gutter)}${shown === '' ? '' : ` ${shown}`}`;
}

function drawCaret(digits: number, column: number, { terminal }: FrameOptions): string {
  return `  ${paint(terminal, 'dim', `${' '.repeat(digits)} |`)} ${' '.repeat(Math.max(0, column))}${paint(terminal, 'red', '^')}`;
}

/** Splits a line into what is drawn for it: characters, tabs as two blanks, masks for secrets, signs for control characters. */
function cellsOf(line: string, hidden: readonly HiddenRange[]): Cell[] {
  const cells: Cell[] = [];
  for (let at = 0; at < line.length; ) {
    const secret = hidden.find(({ start, end }) => start <= at && at < end);
    if (secret) {
      cells.push({ at, text: MASK, width: MASK.length });
      at = secret.end;
      continue;
    }
    const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
    cells.push({ at, ...drawn(character) });
    at += character.length;
  }
  return cells;
}

function drawn(character: string): { readonly text: string; readonly width: number } {
  if (character === '\t') return { text: '  ', width: 2 };
  const visible = visibleCharacter(character);
  return { text: visible, width: widthOf(visible) };
}

/** Control characters and marks of direction would change the screen, or what it seems to say. */
const INVISIBLE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\p{Cs}]/u;

function visibleCharacter(character: string): string {
  if (!INVISIBLE.test(character)) return character;
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '�';
}

/** Makes a text safe to print: one line of it, without anything that steers a terminal. */
export function printable(text: string): string {
  return [...text.replace(/\s*[\r\n]+\s*/g, ' ').replaceAll('\t', ' ')].map(visibleCharacter).join('');
}

const COMBINING = /\p{Mn}|\p{Me}|[\u200B-\u200D]/u;
/** East Asian wide characters and most emoji take two columns. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

const widthOf = (character: string): number => (COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

/** The column of the screen where the cell with an offset starts; behind the last one for the end of the line. */
function columnOf(cells: readonly Cell[], offset: number): number {
  let column = 0;
  for (const [index, cell] of cells.entries()) {
    const next = cells[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const isLast = index === cells.length - 1;
    if (offset < next && !(isLast && offset > cell.at && cell.text !== MASK)) return column;
    column += cell.width;
  }
  return column;
}

const total = (cells: readonly Cell[]): number => cells.reduce((sum, { width }) => sum + width, 0);

/** The first column to show: of a long line, the part around the caret. */
function windowStart(cells: readonly Cell[], caret: number, width: number): number {
  const all = total(cells);
  if (all <= width || caret < width - 10) return 0;
  return Math.max(0, Math.min(caret - Math.floor(width / 2), all - width + 1));
}

function cut(cells: readonly Cell[], from: number, width: number): string {
  let column = 0;
  let text = '';
  for (const cell of cells) {
    const start = column;
    column += cell.width;
    if (start < from) {
      if (column > from) text += ' '.repeat(column - from);
      continue;
    }
    if (column > from + width) return `${withCut(text, from)}${CUT}`.trimEnd();
    text += cell.text;
  }
  return withCut(text, from).trimEnd();
}

/** The sign for what was left out takes the place of the first character, so that columns stay where they are. */
const withCut = (text: string, from: number): string =>
  from === 0 || text === '' ? text : CUT + [...text].slice(1).join('');
