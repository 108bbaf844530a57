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

/** A pattern, and for how many milliseconds at most it may run. */
export interface LimitedRegex extends RegexText {
  readonly timeLimit?: number;
}

/** What to replace by what. */
export interface Replacement extends LimitedRegex {
  readonly replacement: string;
}

const TIME_LIMIT = 1000;

/** Characters a pattern may have; reading one can take the square of its length. */
const MAX_PATTERN = 10_000;

/** Replaces what a regular expression from an app matches. */
export function replaceByRegex(text: string, work: Replacement): string {
  const { replacement } = work;
  const regex = compile(work);
  // The script is ours; a replacement gives a string.
  const result = limited(text, work, () => text.replace(regex, replacement), { by: 'replace', replacement }) as string;
  checkLength(result.length);
  return result;
}

/** Claims that a regular expression from an app matches somewhere in a text; throws an ImlFunctionError. */
export function matchesRegex(text: string, work: LimitedRegex): boolean {
  const regex = toRegExp(work);
  // The script is ours; a test gives a boolean.
  return limited(text, work, () => regex.test(text), { by: 'test', replacement: '' }) as boolean;
}

interface Use {
  readonly by: 'replace' | 'test';
  readonly replacement: string;
}

/**
 * Runs a regular expression. A backtracking match can take exponential time and cannot be stopped from within;
 * `node:vm` can interrupt it, so every pattern runs there under a time limit, save the plain ones on short text, whose
 * worst case is known to be small: they run directly.
 */
function limited(text: string, work: LimitedRegex, direct: () => unknown, use: Use): unknown {
  try {
    return isCheap(work.pattern, text.length) ? direct() : runWithLimit(text, work, use);
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
  return toRegExp({ pattern, flags });
}

function toRegExp({ pattern, flags }: RegexText): RegExp {
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

let realm: { readonly context: vm.Context; readonly replace: vm.Script; readonly test: vm.Script } | undefined;

/** Only strings go into the realm, and a string or a boolean comes out. */
function runWithLimit(text: string, work: LimitedRegex, { by, replacement }: Use): unknown {
  const { pattern, flags, timeLimit = TIME_LIMIT } = work;
  realm ??= {
    context: vm.createContext(Object.create(null)),
    replace: new vm.Script('text.replace(new RegExp(pattern, flags), replacement)'),
    test: new vm.Script('new RegExp(pattern, flags).test(text)'),
  };
  const { context } = realm;
  Object.assign(context, { text, pattern, flags, replacement });
  try {
    return realm[by].runInContext(context, { timeout: timeLimit });
  } finally {
    Object.assign(context, { text: '', replacement: '' });
  }
}

/** Says why a match failed. What is thrown in the sandbox is no `Error` of this realm. */
function failure(cause: unknown, { pattern, timeLimit = TIME_LIMIT }: LimitedRegex): ImlFunctionError {
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
