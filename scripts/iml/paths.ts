import { ImlFunctionError } from './errors.ts';

/** Reads an own data property of a collection; undefined for anything else, and never a prototype member or a getter (iml.md §4.2). */
export function ownValue(collection: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(collection, key)?.value;
}

/** Claims a value whose properties expressions may read: not a date, a buffer, a function or boxed text. */
export function isCollection(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof String)
  );
}

/** Reads `value.name`: a key of a collection, a 1-based position of an array when the name is digits (iml.md §4.2, §4.3). */
export function readMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return isDigits(name) ? readItem(value, Number(name)) : undefined;
  return isCollection(value) ? ownValue(value, name) : undefined;
}

/** Reads `value[index]`; positions are 1-based, negative ones count from the end, a fraction is cut off (iml.md §4.3). */
export function readIndex(value: unknown, index: unknown): unknown {
  if (!Array.isArray(value)) return indexNonArray(value, index);
  if (typeof index === 'number') return readItem(value, index);
  return typeof index === 'string' && isInteger(index) ? readItem(value, Number(index)) : undefined;
}

/** An index on something that is no array: a key when it is text, otherwise nothing (A, iml.md §4.3; ASM-24 differs). */
function indexNonArray(value: unknown, index: unknown): unknown {
  return typeof index === 'string' && isCollection(value) ? ownValue(value, index) : undefined;
}

/** Reads a 1-based position; 0 and everything out of range are undefined. */
export function readItem(array: readonly unknown[], position: number): unknown {
  const whole = Math.trunc(position);
  if (whole > 0) return array[whole - 1];
  return whole < 0 ? array[array.length + whole] : undefined;
}

/** A step of a textual path: a name, or what stood in brackets (`first` for empty brackets). */
type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: string | number };

/** Reads the value at a path given as text or as a 1-based position (iml.md §4.4). */
export function readPath(value: unknown, path: unknown): unknown {
  return pathReader(path)(value);
}

/** Prepares a path for reading from many values, as `map` and `sort` do. */
export function pathReader(path: unknown): (value: unknown) => unknown {
  if (typeof path === 'number') return (value) => readIndex(value, path);
  if (path instanceof String) return pathReader(path.valueOf());
  if (typeof path !== 'string') throw new ImlFunctionError('The path must be text or a number.');
  const known = readers.get(path);
  if (known !== undefined) return known;
  const reader = makeReader(path);
  if (readers.size >= READERS_KEPT) readers.clear();
  readers.set(path, reader);
  return reader;
}

const READERS_KEPT = 500;
const readers = new Map<string, (value: unknown) => unknown>();

/** An own key equal to the complete text wins over splitting it. */
function makeReader(path: string): (value: unknown) => unknown {
  const steps = splitPath(path);
  const [first] = steps;
  if (steps.length === 1 && first?.kind === 'name' && first.name === path) return (value) => readStep(value, first);
  return (value) => {
    const whole = isCollection(value) ? Object.getOwnPropertyDescriptor(value, path) : undefined;
    if (whole !== undefined) return whole.value;
    let found = value;
    for (const step of steps) {
      if (found === null || found === undefined) return undefined;
      found = readStep(found, step);
    }
    return found;
  };
}

/** A name may be a position too, also counted from the end: `get(list, '-1')`. */
function readStep(value: unknown, step: Step): unknown {
  if (step.kind === 'index') return readIndex(value, step.index);
  return Array.isArray(value) ? readIndex(value, step.name) : readMember(value, step.name);
}

/** Splits `a.b[2].`x y`` into steps; text that is no proper path is taken as a plain key, never refused. */
function splitPath(path: string): readonly Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at < path.length) {
    const closing = closingOf(path, at);
    if (closing > at) {
      steps.push(quotedStep(path, at, closing));
      at = closing + 1;
    } else {
      const end = endOfName(path, at);
      steps.push({ kind: 'name', name: path.slice(at, end) });
      at = end;
    }
    if (path[at] === '.') {
      at++;
      if (at === path.length) steps.push({ kind: 'name', name: '' });
    }
  }
  return steps.length === 0 ? [{ kind: 'name', name: '' }] : steps;
}

/** Where the backtick or bracket opened at `at` closes; -1 when none opens there or it never closes. */
function closingOf(path: string, at: number): number {
  if (path[at] === '`') return path.indexOf('`', at + 1);
  return path[at] === '[' ? path.indexOf(']', at + 1) : -1;
}

function quotedStep(path: string, open: number, close: number): Step {
  const inner = path.slice(open + 1, close);
  if (path[open] === '`') return { kind: 'name', name: inner };
  const index = inner.trim();
  if (index === '') return { kind: 'index', index: 1 };
  const isQuoted = index.length > 1 && (index[0] === "'" || index[0] === '"') && index.at(-1) === index[0];
  return { kind: 'index', index: isQuoted ? index.slice(1, -1) : index };
}

function endOfName(path: string, from: number): number {
  let at = from + (path[from] === '[' || path[from] === '`' ? 1 : 0);
  while (at < path.length && path[at] !== '.' && !(path[at] === '[' && closingOf(path, at) > at)) at++;
  return at;
}

function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return text !== '';
}

const isInteger = (text: string): boolean => isDigits(text) || (text.startsWith('-') && isDigits(text.slice(1)));
