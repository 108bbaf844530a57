import type { JsonPath } from '../core/paths.ts';
import { printPath } from '../core/paths.ts';
import { InputError } from '../core/problems.ts';

/** A step of an assignment's path; "append" is `[]`. */
type Step = string | number | typeof APPEND;
const APPEND = Symbol('append');

/** How messages name what is being read: "parameters", "--connection". */
interface Options {
  readonly what?: string;
}

/**
 * Reads `name=value` arguments into one object. Dots nest, `[0]` and `[]` make arrays, `["a.b"]` is a name with a dot in it;
 * a value is read as JSON when it parses, else as text. Messages never repeat a value: it may be a secret.
 */
export function parseAssignments(
  assignments: readonly string[],
  { what = 'parameters' }: Options = {},
): Record<string, unknown> {
  const tree = assignments.reduce<Tree>((built, text) => assign(built, parseAssignment(text, what)), EMPTY);
  return builtValue(tree) as Record<string, unknown>; // The first step of every path is a name.
}

function parseAssignment(text: string, what: string): Assignment {
  const { steps, end } = parsePath(text);
  if (text[end] !== '=' || steps.length === 0) throw notAnAssignment(text, what);
  return { steps, value: parseValue(text.slice(end + 1)), path: [] };
}

const PLAIN_WORD = /^[\w.-]{1,40}$/;

function notAnAssignment(text: string, what: string): InputError {
  if (/^\s*[{[]/.test(text)) {
    return new InputError(`One of the ${what} looks like JSON, but does not parse.`, {
      fix: 'write one complete JSON object, or name=value for each.',
    });
  }
  const shown = PLAIN_WORD.test(text) ? `"${text}"` : 'an argument';
  const reason = text.startsWith('=') ? 'has no name before the "="' : 'is not of the form name=value';
  return new InputError(`Among the ${what}, ${shown} ${reason}.`, {
    fix: `write name=value, a JSON object in quotes, or @file.json.`,
  });
}

/** Reads a value as JSON when it parses. A whole number JavaScript would round, such as a long id, stays text. */
export function parseValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const isRounded = typeof value === 'number' && /^-?\d+$/.test(text.trim()) && !Number.isSafeInteger(value);
    return isRounded ? text : value;
  } catch {
    return text;
  }
}

const QUOTED = /\["(?:[^"\\]|\\.)*"\]/y;
const INDEX = /\[(\d*)\]/y;
const NAME = /[^.[=]+/y;

/** Reads a path up to the `=`; `end` is where reading stopped, which is an error unless that is the sign. */
function parsePath(text: string): { readonly steps: readonly Step[]; readonly end: number } {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length && text[at] !== '=') {
    const isNested = steps.length > 0 && text[at] === '.';
    const step = readStep(text, isNested ? at + 1 : at, steps.length === 0 || isNested);
    if (!step) return { steps, end: at };
    steps.push(step.step);
    at = step.end;
  }
  return { steps, end: at };
}

/** A name stands at the start and after a dot, brackets anywhere but after a dot. */
function readStep(
  text: string,
  at: number,
  isName: boolean,
): { readonly step: Step; readonly end: number } | undefined {
  const quoted = matchAt(QUOTED, text, at);
  if (quoted) return { step: nameOf(quoted[0]), end: at + quoted[0].length };
  const index = isName ? undefined : matchAt(INDEX, text, at);
  if (index) return { step: index[1] ? Number(index[1]) : APPEND, end: at + index[0].length };
  const name = isName ? matchAt(NAME, text, at) : undefined;
  return name && { step: name[0], end: at + name[0].length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function nameOf(bracketed: string): string {
  try {
    return String(JSON.parse(bracketed.slice(1, -1)));
  } catch {
    return bracketed.slice(2, -2); // A backslash JSON does not know: take the text as it is.
  }
}

/** What assignments have built so far at one place. */
type Tree =
  | { readonly kind: 'given'; readonly value: unknown }
  | { readonly kind: 'members'; readonly members: ReadonlyMap<string, Tree> }
  | { readonly kind: 'items'; readonly items: readonly Tree[] };

const EMPTY: Tree = { kind: 'members', members: new Map() };

interface Assignment {
  readonly steps: readonly Step[];
  readonly value: unknown;
  /** Where the first of the steps starts. */
  readonly path: JsonPath;
}

function assign(tree: Tree | undefined, { steps, value, path }: Assignment): Tree {
  const [step, ...rest] = steps;
  if (step === undefined) {
    if (tree) throw conflict(path, 'is given twice');
    return { kind: 'given', value };
  }
  if (tree?.kind === 'given') throw conflict(path, 'is given both as a whole and in parts');
  if (typeof step !== 'string') return assignItem(tree, step, { steps: rest, value, path });
  if (tree?.kind === 'items') throw conflict(path, 'is given both as a list and as a collection');
  const inner = assign(tree?.members.get(step), { steps: rest, value, path: [...path, step] });
  return { kind: 'members', members: new Map(tree?.members).set(step, inner) };
}

function assignItem(
  tree: Exclude<Tree, { kind: 'given' }> | undefined,
  step: number | typeof APPEND,
  rest: Assignment,
): Tree {
  if (tree?.kind === 'members') throw conflict(rest.path, 'is given both as a list and as a collection');
  const items = tree?.items ?? [];
  const index = step === APPEND ? items.length : step;
  const path = [...rest.path, index];
  if (index > items.length) throw conflict(path, `leaves a gap, the next item is [${items.length}]`);
  const inner = assign(items[index], { ...rest, path });
  return { kind: 'items', items: items.toSpliced(index, 1, inner) };
}

function builtValue(tree: Tree): unknown {
  switch (tree.kind) {
    case 'given':
      return tree.value;
    case 'members':
      return Object.fromEntries([...tree.members].map(([name, inner]) => [name, builtValue(inner)]));
    case 'items':
      return tree.items.map(builtValue);
  }
}

function conflict(path: JsonPath, reason: string): InputError {
  return new InputError(`"${printPath(path)}" ${reason}.`, { fix: 'give each name once; list items count from [0].' });
}
