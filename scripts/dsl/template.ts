import type { Problem } from '../core/problems.ts';
import { type Iml, imlValue, PRIMARY } from './iml-value.ts';
import type { Root } from './roots.ts';
import type { NeedsOf, RawIml } from './slot-values.ts';
import { inherited, mistake, operand, PRECEDENCE, type Source, sourceOf } from './source.ts';

type Part = string | number | boolean | Iml<string | number | boolean>;

/** Writes text with expressions in it; every part must have a value, so give optional ones a fallback first. */
export function iml<const A extends readonly Part[]>(
  texts: TemplateStringsArray,
  ...parts: A
): Iml<string, NeedsOf<A[number]>> {
  const pieces = texts.flatMap((text, index) => [
    ...(text === '' ? [] : [textPiece(text)]),
    ...(index < parts.length ? [partPiece(parts[index])] : []),
  ]);
  return imlValue({
    ...concatenation(pieces),
    lists: inherited(pieces).lists,
    problems: [...problemsOf(texts, parts.length), ...inherited(pieces).problems],
    text: pieces.map(({ text }) => text).join(''),
  });
}

/** States that one hand-written `{{expression}}` yields T; the compiler checks its names and roots. */
export function raw<T, N extends Root = never>(text: RawIml): Iml<T, N> {
  const expression = /^\{\{((?:(?!\{\{|\}\}).)*)\}\}$/s.exec(text)?.[1]?.trim();
  if (expression) return imlValue({ expression, text, precedence: 0, problems: [], lists: [] });
  return imlValue({ expression: 'undefined', text, precedence: PRIMARY, problems: [notSingle(text)], lists: [] });
}

interface Piece extends Source {
  readonly text: string;
  readonly isText: boolean;
}

const textPiece = (text: string): Piece => ({ ...sourceOf(text), problems: [], text, isText: true });
const partPiece = (part: unknown): Piece => ({
  ...sourceOf(part),
  text: String(part),
  isText: typeof part === 'string',
});

/** Joins with `+`, which adds when both sides are numbers (iml.md §6.1): one of the first two must be text. */
function concatenation(pieces: readonly Piece[]): Pick<Source, 'expression' | 'precedence'> {
  const [first, second] = pieces;
  if (!first) return sourceOf('');
  if (!second) return first;
  const isTextual = first.isText || second.isText;
  const [head = '', ...rest] = pieces.map((part, index) =>
    operand(part, PRECEDENCE.add + (index > 0 || !isTextual ? 1 : 0)),
  );
  return { expression: [...(isTextual ? [] : ["''"]), head, ...rest].join(' + '), precedence: PRECEDENCE.add };
}

function problemsOf(texts: readonly string[], parts: number): Problem[] {
  if (parts === 1 && texts.every((text) => text === '')) return [withoutText];
  return texts.flatMap((text, index) => {
    if (text.includes('{{')) return [mustacheInTemplate(text)];
    return index < parts && text.endsWith('{') ? [braceBefore(text)] : [];
  });
}

/** One mustache alone keeps the value's own type (iml.md §1), so the template would not be text. */
const withoutText = mistake(
  'IML310',
  'A template of one expression and no text keeps the type of the expression; it is not text.',
  'write the expression without iml`…`, or fn.toString(expression) for text',
);

const mustacheInTemplate = (text: string) =>
  mistake(
    'IML314',
    `${JSON.stringify(text)} is text of a template, yet opens a mustache.`,
    'write the expression as ${…}',
  );

const braceBefore = (text: string) =>
  mistake(
    'IML315',
    `${JSON.stringify(text)} ends with a brace, and the mustache that follows makes it three.`,
    'write the brace as an expression of its own: ${raw("{{\'{\'}}")}',
  );

const notSingle = (text: string) =>
  mistake(
    'IML316',
    `raw(${JSON.stringify(text)}) is not exactly one {{expression}}.`,
    'use iml`…` for text with expressions in it',
  );
