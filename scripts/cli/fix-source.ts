import type { Json } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Position } from '../core/problems.ts';
import { isSameJson } from '../core/same-json.ts';
import { retypedField } from './fix-field-type.ts';
import {
  type Dialect,
  type LiteralStyle,
  printKey,
  printLiteral,
  quoted,
  readLiteral,
  styleOf,
} from './fix-literal.ts';
import type { FixStep } from './fix-steps.ts';
import {
  addMember,
  type Container,
  containerAround,
  hasComments,
  type Layout,
  readContainer,
  removeMember,
  type TextChange,
} from './fix-text.ts';

/** A file that states what is to be changed. */
export interface FixSource {
  readonly file: string;
  readonly text: string;
  readonly dialect: Dialect;
}

export interface FileChange {
  readonly file: string;
  readonly changes: readonly TextChange[];
}

/** Finds where a value of the section being changed is written. */
export type FindValue = (path: JsonPath) => { readonly source: FixSource; readonly offset: number } | undefined;

/** The changes of text that make one step; undefined where the source says it in a way that only a person can change. */
export function writeStep(step: FixStep, find: FindValue): FileChange | undefined {
  const at = find(step.path);
  if (!at) return undefined;
  const { source, offset } = at;
  const style = styleOf(source.text, source.dialect);
  const changes = changesOf(step, source, offset, style);
  return changes && changes.length > 0 ? { file: source.file, changes } : undefined;
}

function changesOf(
  step: FixStep,
  source: FixSource,
  offset: number,
  style: LiteralStyle,
): readonly TextChange[] | undefined {
  switch (step.kind) {
    case 'replace':
      return replaceValue(step, source, offset, style);
    case 'insert':
      return insertMember(source, offset, step.value, style, step.key);
    case 'append':
      return insertMember(source, offset, step.value, style);
    case 'remove':
      return removeValue(source, offset);
    case 'rename':
      return renameKey(source, offset, step, style);
  }
}

type Replace = Extract<FixStep, { readonly kind: 'replace' }>;

function replaceValue({ path, from, to }: Replace, source: FixSource, offset: number, style: LiteralStyle) {
  const { text, dialect } = source;
  const literal = readLiteral(text, offset);
  if (literal && isSameJson(literal.value, from)) {
    const quote = text.charAt(offset);
    const printed = typeof to === 'string' && /['"`]/.test(quote) ? quoted(to, quote) : printLiteral(to, style);
    return [{ start: offset, end: literal.end, text: printed }];
  }
  if (dialect === 'typescript') {
    return path.at(-1) === 'type' && typeof from === 'string' && typeof to === 'string'
      ? retypedField(text, offset, from, to)
      : undefined;
  }
  const whole = containerAt(text, offset);
  if (!whole || hasComments(text.slice(whole.open, whole.close))) return undefined;
  const outer = text.slice(whole.open, whole.close).includes('\n') ? blankBefore(text, offset) : undefined;
  return [{ start: offset, end: whole.close + 1, text: printLiteral(to, style, outer) }];
}

const blankBefore = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';

function insertMember(source: FixSource, offset: number, value: Json, style: LiteralStyle, key?: string) {
  // Descriptors have words for most expressions, and types that may want them.
  if (source.dialect === 'typescript' && JSON.stringify(value).includes('{{')) return undefined;
  const container = containerAt(source.text, offset);
  const isObject = container && source.text.charAt(container.open) === '{';
  if (!container || isObject !== (key !== undefined)) return undefined;
  const name = key === undefined ? '' : `${printKey(key, style)}: `;
  const layout: Layout = { eol: style.eol, indent: style.indent, opensLines: style.dialect === 'json' };
  return addMember(source.text, container, (indent) => name + printLiteral(value, style, indent), layout);
}

/** A collection or list at an offset, or the one that a call there takes: `text({ … })`. */
function containerAt(text: string, offset: number): Container | undefined {
  const [call = ''] = /^[\w$.]+\(\s*(?=\{)/.exec(text.slice(offset, offset + 200)) ?? [];
  const open = offset + call.length;
  return '{['.includes(text.charAt(open) || '-') ? readContainer(text, open) : undefined;
}

/** The member a value belongs to, where its name or place is written right before it. */
function memberAt(text: string, offset: number): { readonly container: Container; readonly index: number } | undefined {
  const container = containerAround(text, offset);
  if (!container) return undefined;
  const index = container.members.findIndex(({ start, end }) => start <= offset && offset < end);
  const member = container.members[index];
  if (!member) return undefined;
  const name = text.slice(member.start, offset);
  const isNamed = text.charAt(container.open) === '{' ? KEY.test(name) : name === '';
  return isNamed ? { container, index } : undefined;
}

const KEY = /^(?:[\w$]+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*:\s*$/;

function removeValue({ text }: FixSource, offset: number): TextChange[] | undefined {
  const found = memberAt(text, offset);
  return found && removeMember(text, found.container, found.index);
}

type Rename = Extract<FixStep, { readonly kind: 'rename' }>;

function renameKey({ text }: FixSource, offset: number, { path, to }: Rename, style: LiteralStyle) {
  const found = memberAt(text, offset);
  const member = found?.container.members[found.index];
  if (!member) return undefined;
  const [name = ''] = /^(?:[\w$]+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/.exec(text.slice(member.start, offset)) ?? [];
  const written = /^['"]/.test(name) ? readLiteral(text, member.start)?.value : name;
  if (written !== path.at(-1)) return undefined;
  const printed = /^['"]/.test(name) ? quoted(to, name.charAt(0)) : printKey(to, style);
  return [{ start: member.start, end: member.start + name.length, text: printed }];
}

/** The offset of a position in a text; a byte order mark is not counted by those who give positions. */
export function offsetOf(text: string, { line = 1, column = 1 }: Position, dialect: Dialect): number {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const breaks = dialect === 'json' ? /\r\n|\n|\r/g : /\n/g;
  const starts = [mark, ...[...text.matchAll(breaks)].map(({ index, 0: found }) => index + found.length)];
  return (starts[line - 1] ?? text.length) + column - 1;
}
