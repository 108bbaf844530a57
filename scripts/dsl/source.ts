import type { Problem } from '../core/problems.ts';
import { type Iml, type ImlState, imlValue, isIml, PRIMARY, stateOf } from './iml-value.ts';
import type { Root } from './roots.ts';

/** A value IML can write down. */
export type Literal = string | number | boolean | null | undefined;

/** What functions and operators take: a literal or an expression. */
export type Argument = Literal | Iml<unknown>;

/** Binding strength of the operators (iml.md §3). */
export const PRECEDENCE = { unary: 16, multiply: 14, add: 13, compare: 11, equal: 10, and: 6, or: 5 } as const;

/** A part of an expression under construction. */
export type Source = Omit<ImlState, 'text'>;

export function mistake(code: string, message: string, fix: string): Problem {
  return { code, severity: 'error', message, fix };
}

/** Turns an argument into IML source; what IML cannot write becomes a problem. */
export function sourceOf(value: unknown): Source {
  if (isIml(value)) return stateOf(value);
  if (typeof value === 'string') return textSource(value);
  if (typeof value === 'number') return numberSource(value);
  if (value === undefined || value === null || typeof value === 'boolean') return plain(String(value));
  return { ...plain('undefined'), problems: [unwritable(value)] };
}

function plain(expression: string, precedence = PRIMARY): Source {
  return { expression, precedence, problems: [], lists: [] };
}

function numberSource(value: number): Source {
  if (!Number.isFinite(value)) return { ...plain('undefined'), problems: [unwritable(value)] };
  return plain(String(value), value < 0 || Object.is(value, -0) ? PRECEDENCE.unary : PRIMARY);
}

function textSource(value: string): Source {
  const source = plain(quote(value), value.includes('}}') ? PRECEDENCE.add : PRIMARY);
  return value.includes('{{') ? { ...source, problems: [mustacheInText(value)] } : source;
}

/**
 * Prints text as IML: single quotes, double ones when it contains a single quote, inner double quotes doubled
 * (iml.md §2). The end mark of an expression is split, as not every reader of IML looks into literals (iml.md §1).
 */
export function quote(text: string): string {
  return text
    .split(/(?<=\})(?=\})/)
    .map(quotePiece)
    .join(' + ');
}

function quotePiece(text: string): string {
  return text.includes("'") ? `"${text.replaceAll('"', '""')}"` : `'${text}'`;
}

function mustacheInText(value: string): Problem {
  return mistake(
    'IML311',
    `${JSON.stringify(value)} is an argument, so its mustaches would be text, not IML.`,
    'use a reference such as p.name, or raw(...) for hand-written IML',
  );
}

function unwritable(value: unknown): Problem {
  const shown = typeof value === 'number' ? String(value) : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  return mistake(
    'IML312',
    `IML has no way to write ${shown} as an argument.`,
    'map it where a slot takes JSON, or use text, a number, true, false or null',
  );
}

/** Gives the expression, in parentheses when it binds weaker than its place asks for. */
export function operand({ expression, precedence }: Source, least: number): string {
  return precedence < least ? `(${expression})` : expression;
}

/** Makes the value of an expression that was built of the given parts. */
export function combine<T, N extends Root>(
  expression: string,
  precedence: number,
  parts: readonly Source[],
): Iml<T, N> {
  return imlValue({ expression, precedence, text: `{{${expression}}}`, ...inherited(parts) });
}

/** Gives the problems and lists of the parts, each once. */
export function inherited(parts: readonly Source[]): Pick<Source, 'problems' | 'lists'> {
  return {
    problems: [...new Set(parts.flatMap(({ problems }) => problems))],
    lists: [...new Set(parts.flatMap(({ lists }) => lists))],
  };
}
