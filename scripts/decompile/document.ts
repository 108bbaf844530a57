/** Text that knows where it may be broken into lines. */
export type Doc = string | readonly Doc[] | Group | Indent | Line | IfBroken;

interface Group {
  readonly type: 'group';
  readonly content: Doc;
  /** An object or a list: brackets of a call may stand right around it. */
  readonly isLiteral: boolean;
}

interface Indent {
  readonly type: 'indent';
  readonly content: Doc;
}

interface Line {
  readonly type: 'line';
  /** What stands there when the line is not broken; undefined for one that always is. */
  readonly flat: string | undefined;
}

interface IfBroken {
  readonly type: 'if-broken';
  readonly text: string;
}

/** A blank when it fits. */
export const line: Doc = { type: 'line', flat: ' ' };
/** Nothing when it fits. */
export const softline: Doc = { type: 'line', flat: '' };
/** Always a new line; breaks every group around it. */
export const hardline: Doc = { type: 'line', flat: undefined };

export const group = (...content: Doc[]): Doc => ({ type: 'group', content, isLiteral: false });
export const literalGroup = (...content: Doc[]): Doc => ({ type: 'group', content, isLiteral: true });
export const indent = (...content: Doc[]): Doc => ({ type: 'indent', content });
export const ifBroken = (text: string): Doc => ({ type: 'if-broken', text });

export function join(separator: Doc, parts: readonly Doc[]): Doc {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

/** Claims an object or a list, around which the brackets of a call close up. */
export const isLiteral = (doc: Doc): boolean =>
  typeof doc === 'object' && 'type' in doc && doc.type === 'group' && doc.isLiteral;

export const WIDTH = 120;
const INDENT = '  ';

interface Todo {
  readonly doc: Doc;
  readonly depth: number;
  readonly isFlat: boolean;
}

/** Lays a document out; each group stays on one line if it fits there. */
export function layOut(doc: Doc, width: number = WIDTH): string {
  const breaks = breakFinder();
  const todos: Todo[] = [{ doc, depth: 0, isFlat: false }];
  let text = '';
  let column = 0;
  for (let todo = todos.pop(); todo; todo = todos.pop()) {
    const { doc: next, depth, isFlat } = todo;
    if (typeof next === 'string') {
      text += next;
      column += next.length;
    } else if (isList(next)) pushAll(next, todo, todos);
    else if (next.type === 'indent') todos.push({ doc: next.content, depth: depth + 1, isFlat });
    else if (next.type === 'if-broken') text += isFlat ? '' : next.text;
    else if (next.type === 'group') {
      const flat: Todo = { doc: next.content, depth, isFlat: true };
      todos.push(
        !breaks(next) && fits(flat, todos, width - column) ? flat : { ...flat, isFlat: isFlat && !breaks(next) },
      );
    } else if (isFlat && next.flat !== undefined) {
      text += next.flat;
      column += next.flat.length;
    } else {
      text = `${text.replace(/ +$/, '')}\n${INDENT.repeat(depth)}`;
      column = INDENT.length * depth;
    }
  }
  return text;
}

const isList = (doc: Doc): doc is readonly Doc[] => Array.isArray(doc);

function pushAll(parts: readonly Doc[], { depth, isFlat }: Todo, todos: Todo[]): void {
  for (let index = parts.length - 1; index >= 0; index--) todos.push({ doc: parts[index] ?? '', depth, isFlat });
}

/** Whether what comes up to the next possible break has room. */
function fits(first: Todo, rest: readonly Todo[], room: number): boolean {
  const todos = [first];
  let left = room;
  let behind = rest.length;
  for (;;) {
    if (left < 0) return false;
    const todo = todos.pop() ?? rest[--behind];
    if (!todo) return true;
    const { doc, depth, isFlat } = todo;
    if (typeof doc === 'string') left -= doc.length;
    else if (isList(doc)) pushAll(doc, todo, todos);
    else if (doc.type === 'group') todos.push({ doc: doc.content, depth, isFlat: isFlat });
    else if (doc.type === 'indent') todos.push({ doc: doc.content, depth, isFlat });
    else if (doc.type === 'if-broken') left -= isFlat ? 0 : doc.text.length;
    else if (!isFlat || doc.flat === undefined) return true;
    else left -= doc.flat.length;
  }
}

/** Finds groups with a line in them that is always broken; remembers what it found. */
function breakFinder(): (doc: Doc) => boolean {
  const known = new Map<object, boolean>();
  const find = (doc: Doc): boolean => {
    if (typeof doc === 'string') return false;
    const found = known.get(doc) ?? search(doc);
    known.set(doc, found);
    return found;
  };
  const search = (doc: Exclude<Doc, string>): boolean => {
    if (isList(doc)) return doc.some(find);
    if (doc.type === 'line') return doc.flat === undefined;
    return doc.type === 'if-broken' ? false : find(doc.content);
  };
  return find;
}
