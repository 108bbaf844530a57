import type { Doc } from './document.ts';
import { createKeptTexts, type KeptTexts } from './kept-texts.ts';
import type { Reading, RootHandle } from './reading.ts';
import { itemOfShape, newShape, settle } from './shape.ts';
import type { Roots } from './slot.ts';
import { type Accept, ANY, type Kind, OPAQUE, type Shape, type Type } from './type.ts';
import { Untyped } from './untyped.ts';
import { type Referring, writeWithReferences } from './write-text.ts';

/** How much of an app came out typed. */
export interface Counts {
  /** Texts with mustaches written by references. */
  typed: number;
  /** Of these, texts with other blanks or quotes than before. */
  respelt: number;
  /** Texts with mustaches kept as they are. */
  asWritten: number;
  /** Places where the types are set aside. */
  unchecked: number;
  /** Why texts were kept or types set aside, and how often. */
  readonly reasons: Map<string, number>;
}

export const noCounts = (): Counts => ({ typed: 0, respelt: 0, asWritten: 0, unchecked: 0, reasons: new Map() });

export const noteReason = ({ reasons }: Counts, why: string, times = 1): void => {
  reasons.set(why, (reasons.get(why) ?? 0) + times);
};

/** Finds what stands for a root; `path` is what is read from it. */
export type FindRoot = (path: readonly string[]) => RootHandle | undefined;
export type RootTable = Readonly<Record<string, FindRoot>>;

/** A list that is iterated, and the handles of its elements. */
export interface Iterated {
  readonly text: string;
  readonly item: string;
  readonly iterate: string;
  /** Constant for the list where references cannot say it. */
  readonly list: string;
  /** What is known of its elements: a part of an answer, or a type. */
  readonly shape: Shape;
  /** Whether they are elements of an answer. */
  readonly isPart: boolean;
  readonly type: Type | undefined;
  /** The list by references, and what that reads. */
  readonly code: Doc | undefined;
  readonly reading: Reading;
  /** Whether something reads its elements. */
  readonly use: { isRead: boolean };
}

/** What a component's texts may refer to, and what they turned out to need. */
export interface Scope {
  readonly counts: Counts;
  readonly kept: KeptTexts;
  /** Handles the code names, to be declared above. */
  readonly used: ReadonlySet<string>;
  /** Whether uses still say what the parts of answers are. */
  readonly isOpen: boolean;
  /** Writes a text with mustaches; says why when it stays as it is. */
  readonly write: (text: string, accept: Accept, roots: Roots, hint?: Kind) => Referring | { readonly why: string };
  /** The type a text with mustaches would have by references; undefined when it stays as it is. */
  readonly typeOf: (text: string, roots: Roots) => Type | undefined;
  /** Works on what belongs to a list. */
  readonly within: <T>(list: string | undefined, work: () => T) => T;
  /** Works with further roots, such as those of a delivery. */
  readonly withRoots: <T>(name: string, roots: RootTable, work: () => T) => T;
  /** The constant that stands for a list kept as IML, when something reads its elements. */
  readonly listConstant: (text: string) => string | undefined;
  /** The lists whose elements are read; marks what they read themselves as used. */
  readonly settleLists: () => readonly Iterated[];
}

/** Counts a text that stays as it is; gives the comment that says why. */
export function keep(counts: Counts, why: string): string {
  counts.asWritten += 1;
  noteReason(counts, why);
  return `Kept as IML: ${why}.`;
}

/** Lists met in the first pass, for the second to find again. */
export type Lists = Map<string, Iterated>;

/** One way through a component's texts. */
export interface Pass {
  readonly lists: Lists;
  /** The first of two passes: it only finds out what is read from answers. */
  readonly isOpen: boolean;
  readonly isTidy: boolean;
  readonly kept?: KeptTexts;
}

export function createScope(base: RootTable, { lists, isOpen, isTidy, kept = createKeptTexts() }: Pass): Scope {
  const counts = noCounts();
  const used = new Set<string>();
  let roots = base;
  /** The same text names another list where other roots are. */
  let zone = '';
  let current: Iterated | undefined;

  const newReading = (): Reading => ({
    isOpen,
    isTidy,
    rootOf: (root, path) =>
      elementRoot(root, path, current, isOpen) ?? (Object.hasOwn(roots, root) ? roots[root]?.(path) : undefined),
    shapes: new Set(),
    demands: [],
    handles: new Set(),
  });
  const commit = (reading: Reading): void => {
    for (const [shape, demand] of reading.demands) shape.demands.push(demand);
    if (!isOpen) for (const shape of reading.shapes) shape.isUsed = true;
    for (const handle of reading.handles) used.add(handle);
    if (current && isNamed(current, reading.handles)) current.use.isRead = true;
  };
  const enter = (text: string): Iterated => {
    current = undefined;
    const reading = newReading();
    const known = lists.get(zone + text);
    const found = attempt(() => writeWithReferences(text, LIST, undefined, reading));
    const list = 'code' in found && (found.type.open || found.type.kinds.includes('list')) ? found : undefined;
    if (isOpen && list) commit({ ...reading, handles: new Set() });
    const base = known ?? newIterated(text, list, lists);
    // a list that only now turns out to be a part of an answer has elements nobody has described
    const isKnown = list !== undefined && (base.isPart || !list.type.shape);
    const type = isKnown && !base.isPart ? (list.type.item ?? OPAQUE) : undefined;
    const entered = { ...base, type, code: isKnown ? list.code : undefined, reading };
    lists.set(zone + text, entered);
    return entered;
  };

  return {
    counts,
    kept,
    used,
    isOpen,
    write: (text, accept, slotRoots, hint) => {
      const reading = newReading();
      const written = attempt(() => writeWithReferences(text, accept, slotRoots, reading));
      if ('code' in written) {
        commit(reading);
        for (const shape of (isOpen && hint ? written.type.open : undefined) ?? []) shape.hint ??= hint;
        counts.typed += 1;
        if (written.isRespelt) counts.respelt += 1;
      } else keep(counts, written.why);
      return written;
    },
    typeOf: (text, slotRoots) => {
      const found = attempt(() => writeWithReferences(text, ANY, slotRoots, newReading()));
      return 'code' in found ? found.type : undefined;
    },
    within: (text, work) => {
      const outer = current;
      current = text !== undefined && /\{\{.*\}\}/s.test(text) ? enter(text) : undefined;
      const result = work();
      current = outer;
      return result;
    },
    withRoots: (name, further, work) => {
      const outer = { roots, zone };
      roots = { ...roots, ...further };
      zone = name;
      const result = work();
      ({ roots, zone } = outer);
      return result;
    },
    listConstant: (text) => {
      const known = lists.get(zone + text);
      if (!known || known.code || !known.use.isRead) return undefined;
      used.add(known.list);
      return known.list;
    },
    settleLists: () => {
      const named = [...lists.values()].filter((list) => isNamed(list, used));
      for (const { code, reading, shape } of named) {
        shape.isUsed = true;
        if (code) commit(reading);
      }
      return named;
    },
  };
}

const LIST: Accept = { kinds: ['list', 'nothing'] };

/** Attempts end with Untyped where the DSL has no words. */
function attempt(write: () => Referring): Referring | { readonly why: string } {
  try {
    return write();
  } catch (error) {
    if (error instanceof Untyped) return { why: error.message };
    throw error;
  }
}

const isNamed = ({ item, iterate, list }: Iterated, used: ReadonlySet<string>): boolean =>
  used.has(item) || used.has(iterate) || used.has(list);

/** Several lists in one file have numbered handles. */
function newIterated(
  text: string,
  list: Referring | undefined,
  lists: Lists,
): Omit<Iterated, 'code' | 'reading' | 'type'> {
  const number = lists.size === 0 ? '' : String(lists.size + 1);
  const shape = list?.type.shape;
  return {
    text,
    item: `item${number}`,
    iterate: `iterate${number}`,
    list: `list${number}`,
    shape: shape ? itemOfShape(shape) : newShape(),
    isPart: shape !== undefined,
    use: { isRead: false },
  };
}

/** `item`, and the ends of the list. */
function elementRoot(
  root: string,
  path: readonly string[],
  list: Iterated | undefined,
  isOpen: boolean,
): RootHandle | undefined {
  if (!list || (root !== 'item' && root !== 'iterate')) return undefined;
  const { shape } = list;
  const element: Type = list.type ?? (isOpen ? { kinds: [], shape, open: [shape] } : settle(shape));
  if (root === 'item') return { code: list.item, type: element };
  if (path[0] !== 'container') return undefined;
  const ends: Type = {
    kinds: ['collection'],
    members: new Map([
      ['first', element],
      ['last', element],
    ]),
  };
  return { code: list.iterate, type: { kinds: ['collection'], members: new Map([['container', ends]]) } };
}
