import vm from 'node:vm';
import { ImlFunctionError, messageOf } from '../errors.ts';
import { quoted } from './arguments.ts';
import { checkLength } from './limits.ts';

/** A regular expression as `replace` gets it: `/pattern/flags`. */
export interface RegexText {
  readonly pattern: string;
  readonly flags: string;
}

/** Reads `/pattern/flags`; undefined for text that is to be searched for literally, `//` and paths like `/a/b` too (iml.md §9.1). */
export function readRegex(search: string): RegexText | undefined {
  const end = search.lastIndexOf('/');
  if (!search.startsWith('/') || end < 2) return undefined;
  const flags = search.slice(end + 1);
  return /^[gimsuy]*$/.test(flags) ? { pattern: search.slice(1, end), flags } : undefined;
}

/** What to replace by what, and for how many milliseconds at most. */
export interface Replacement extends RegexText {
  readonly replacement: string;
  readonly timeLimit?: number;
}

const TIME_LIMIT = 1000;

/** Characters a pattern may have; reading one can take the square of its length. */
const MAX_PATTERN = 10_000;

/**
 * Replaces what a regular expression from an app matches. A backtracking match can take exponential time and cannot
 * be stopped from within; `node:vm` can interrupt it, so every pattern runs there under a time limit, save the plain
 * ones on short text, whose worst case is known to be small.
 */
export function replaceByRegex(text: string, work: Replacement): string {
  const regex = compile(work);
  try {
    const result = isCheap(work.pattern, text.length)
      ? text.replace(regex, work.replacement)
      : replaceWithLimit(text, work);
    checkLength(result.length);
    return result;
  } catch (cause) {
    throw cause instanceof ImlFunctionError ? cause : failure(cause, work);
  }
}

function compile({ pattern, flags }: RegexText): RegExp {
  if (pattern.length > MAX_PATTERN) {
    throw new ImlFunctionError(
      `A regular expression may have ${MAX_PATTERN} characters; this one has ${pattern.length}.`,
    );
  }
  if (hasNamedGroup(pattern)) {
    throw new ImlFunctionError(`${quoted(pattern)} has a named group; only numbered groups ($1) are supported.`);
  }
  try {
    return new RegExp(pattern, flags);
  } catch (cause) {
    throw new ImlFunctionError(messageOf(cause), { cause });
  }
}

/** Claims a `(?<name>` outside escapes and character classes; `(?<=` and `(?<!` look behind. */
function hasNamedGroup(pattern: string): boolean {
  const plain = pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, ' ');
  return /\(\?<[^=!]/.test(plain);
}

let sandbox: { readonly context: vm.Context; readonly script: vm.Script } | undefined;

function replaceWithLimit(text: string, { pattern, flags, replacement, timeLimit = TIME_LIMIT }: Replacement): string {
  sandbox ??= {
    context: vm.createContext(Object.create(null)),
    script: new vm.Script('text.replace(new RegExp(pattern, flags), replacement)'),
  };
  const { context, script } = sandbox;
  Object.assign(context, { text, pattern, flags, replacement });
  try {
    // The script is ours and gives a string; only strings go in.
    return script.runInContext(context, { timeout: timeLimit }) as string;
  } finally {
    Object.assign(context, { text: '', replacement: '' });
  }
}

/** Says why a replacement failed. What is thrown in the sandbox is no `Error` of this realm. */
function failure(cause: unknown, { pattern, timeLimit = TIME_LIMIT }: Replacement): ImlFunctionError {
  const { code } = Object(cause) as { readonly code?: unknown };
  const regex = `The regular expression ${quoted(pattern)}`;
  const reason =
    code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? `was stopped after ${timeLimit} ms; repeat no group that repeats something itself, as (a+)+ does.`
      : `failed: ${messageOf(cause)}`;
  return new ImlFunctionError(`${regex} ${reason}`, { cause });
}

/** Steps a match may take at worst and still run without a time limit; a fraction of a second. */
const CHEAP_STEPS = 1e8;

/**
 * Claims that a pattern cannot take long: at most one quantifier per top-level alternative, on a single character
 * or class, and no look-around, back reference or choice inside a group. Matching is then quadratic at worst.
 */
function isCheap(pattern: string, length: number): boolean {
  const alternatives = cheapAlternatives(pattern);
  return alternatives !== undefined && alternatives * (length + pattern.length) ** 2 <= CHEAP_STEPS;
}

/** What is read of a pattern: an escape, a class, a group's opening or closing with a quantifier behind, one character. */
const TOKENS = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?|\)[*+?{]|./gs;

/** How many top-level alternatives a plain pattern has; undefined when it is not plain. */
function cheapAlternatives(pattern: string): number | undefined {
  let [alternatives, depth, quantifiers, previous] = [1, 0, 0, ''];
  for (const [token] of pattern.matchAll(TOKENS)) {
    const isQuantifier = token === '*' || token === '+' || token === '?';
    const isLazyMark = token === '?' && (previous === '*' || previous === '+' || previous === '?');
    if (/^(?:\\[1-9pPuxck]|\(\?|\)[*+?{]|\{)/.test(token) || (token === '|' && depth > 0)) return undefined;
    if (isQuantifier && !isLazyMark && ++quantifiers > 1) return undefined;
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|') [alternatives, quantifiers] = [alternatives + 1, 0];
    previous = token;
  }
  return alternatives;
}
