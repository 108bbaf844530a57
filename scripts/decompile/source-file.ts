import { compareText } from '../core/compare-text.ts';
import { DSL_NAMES } from './constant-names.ts';
import { type Doc, layOut } from './document.ts';

/** One statement of a file. */
export interface Piece {
  readonly code: Doc;
  /** The constants it reads, where types in it would be taken for some. */
  readonly names?: readonly string[];
}

/** Finds the file that exports a constant. */
export type FindConstant = (name: string) => string | undefined;

/** Joins the pieces and imports what they name. */
export function sourceFile(file: string, pieces: readonly Piece[], find: FindConstant): string {
  const texts = pieces.map(({ code }) => layOut(code));
  const names = new Set(pieces.flatMap((piece, index) => namesOf(piece, texts[index] ?? '')));
  const imports = new Map<string, string[]>();
  for (const name of names) {
    const from = isOfDsl(name) ? '#dsl' : find(name);
    if (from === undefined || from === file) continue;
    const path = from === '#dsl' ? from : relativePath(file, from);
    imports.set(path, [...(imports.get(path) ?? []), name]);
  }
  const lines = [...imports].sort(([a], [b]) => byPath(a, b)).map(([path, all]) => importLine(path, all));
  const body = texts.map((text, index) => (index > 0 && !isHandle(text, texts[index - 1]) ? `\n${text}` : text));
  return `${[...lines, ...(lines.length > 0 ? [''] : []), ...body].join('\n')}\n`;
}

const TYPES: ReadonlySet<string> = new Set(['Values']);

const isOfDsl = (name: string): boolean => TYPES.has(name) || DSL_NAMES.includes(name);

/** Declarations of one line each stand together. */
const isHandle = (...texts: readonly (string | undefined)[]): boolean =>
  texts.every((text) => text?.startsWith('const ') && !text.includes('\n'));

/** What a piece reads: `Values<typeof user>` is a type that reads a constant. */
function namesOf({ names }: Piece, text: string): string[] {
  if (!names) return namesIn(text);
  const constants = [...text.matchAll(/Values<typeof ([\w$]+)>/g)].map(([, name = '']) => name);
  return [...names, ...constants, ...(constants.length > 0 ? ['Values'] : [])];
}

/** Formatters put packages first, then files, the farther before the nearer. */
function byPath(a: string, b: string): number {
  const rank = (path: string): number => (path.startsWith('#') ? 0 : path.startsWith('..') ? 1 : 2);
  return rank(a) - rank(b) || natural(a, b);
}

function importLine(path: string, names: readonly string[]): string {
  const sorted = [...names].sort(natural).map((name) => (TYPES.has(name) ? `type ${name}` : name));
  const flat = `import { ${sorted.join(', ')} } from '${path}';`;
  return flat.length <= 120 ? flat : `import {\n${sorted.map((name) => `  ${name},`).join('\n')}\n} from '${path}';`;
}

/** Compares names as people do: case aside, numbers by size. */
function natural(a: string, b: string): number {
  const left = a.match(/\d+|\D/g) ?? [];
  const right = b.match(/\d+|\D/g) ?? [];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [x = '', y = ''] = [left[index], right[index]];
    const isNumeric = /^\d/.test(x) && /^\d/.test(y);
    const order = isNumeric ? Number(x) - Number(y) : compareText(x.toLowerCase(), y.toLowerCase());
    if (order !== 0) return order;
  }
  return left.length - right.length || -compareText(a, b);
}

function relativePath(from: string, to: string): string {
  const [folder] = from.split('/');
  const [target, ...rest] = to.split('/');
  return folder === target ? `./${rest.join('/')}` : `../${to}`;
}

/** The names a piece of code reads, as often as it does: not keys, not members, not words in texts. */
export function namesIn(code: string): string[] {
  const names: string[] = [];
  scan(code, 0, names);
  return names;
}

const NAME = /[A-Za-z_$][\w$]*/y;
const TEXT = /\/\/[^\n]*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y;

/** Collects names up to the brace that closes an expression of a template, or to the end. */
function scan(code: string, start: number, names: string[]): number {
  let depth = 0;
  let at = start;
  while (at < code.length) {
    const sign = code.charAt(at);
    TEXT.lastIndex = at;
    NAME.lastIndex = at;
    const text = TEXT.exec(code)?.[0];
    const name = NAME.exec(code)?.[0];
    if (text !== undefined) at += text.length;
    else if (name !== undefined) {
      const isMember = code.charAt(at - 1) === '.' && code.slice(at - 3, at) !== '...';
      at += name.length;
      if (!isMember && !/^\s*:/.test(code.slice(at, at + 20))) names.push(name);
    } else if (sign === '`') at = scanTemplate(code, at + 1, names);
    else {
      if (sign === '{') depth += 1;
      if (sign === '}' && --depth < 0) return at;
      at += 1;
    }
  }
  return at;
}

function scanTemplate(code: string, start: number, names: string[]): number {
  let at = start;
  while (at < code.length && code.charAt(at) !== '`') {
    if (code.charAt(at) === '\\') at += 2;
    else if (code.startsWith('${', at)) at = scan(code, at + 2, names) + 1;
    else at += 1;
  }
  return at + 1;
}
