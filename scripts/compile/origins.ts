import { type Entry, HOOKS, type Literal } from './instrument.ts';

/** Where a value was written: a property (or element) of one of the author's literals. */
export interface Origin {
  readonly holder: object;
  readonly key: string | number;
}

/** Offsets in the bundle; of the value when it was written, else of what it came with. */
export interface Written {
  readonly keyStart: number;
  readonly valueStart: number;
}

interface Birth {
  readonly literal: Literal;
  /** What was spread into the literal, in order; lists as arrays. */
  readonly spreads: readonly unknown[];
}

/** Remembers, for every object an instrumented bundle makes, the literal it came from. */
export interface Origins {
  readonly hooks: Readonly<Record<string, (...args: never[]) => unknown>>;
  readonly find: (origin: Origin) => Written | undefined;
}

export function createOrigins(literals: readonly Literal[]): Origins {
  const births = new WeakMap<object, Birth>();
  const open: { readonly id: number; readonly spreads: unknown[] }[] = [];
  const hooks = {
    [HOOKS.open]: (id: number) => {
      open.push({ id, spreads: [] });
      return id;
    },
    [HOOKS.spread]: (id: number, value: unknown) => {
      const isIterator = literals[id]?.isArray && !Array.isArray(value);
      const spread = isIterator ? [...(value as Iterable<unknown>)] : value; // an iterator yields only once
      open.findLast((frame) => frame.id === id)?.spreads.push(spread);
      return spread;
    },
    [HOOKS.at]: (id: number, value: object) => {
      const literal = literals[id];
      if (!literal) return value;
      births.set(value, { literal, spreads: hasSpread(literal) ? closeFrame(id) : [] });
      return value;
    },
  };

  /** Frames above the literal's own belong to literals an exception left unfinished. */
  function closeFrame(id: number): readonly unknown[] {
    for (let frame = open.pop(); frame; frame = open.pop()) if (frame.id === id) return frame.spreads;
    return [];
  }

  return { hooks, find: ({ holder, key }) => findWritten(births, holder, key) };
}

const hasSpread = ({ entries }: Literal): boolean => entries.some((entry) => entry?.isSpread);

function findWritten(births: WeakMap<object, Birth>, holder: object, key: string | number): Written | undefined {
  const birth = births.get(holder);
  if (!birth) return undefined;
  const { literal } = birth;
  const found = literal.isArray ? findElement(births, birth, Number(key)) : findProperty(births, birth, String(key));
  return found ?? { keyStart: literal.start, valueStart: literal.start };
}

/** Later properties win, so the search goes backwards; a spread is searched in the literal that was spread. */
function findProperty(births: WeakMap<object, Birth>, { literal, spreads }: Birth, key: string): Written | undefined {
  let spreadIndex = spreads.length;
  let computed: Entry | undefined;
  for (const entry of [...literal.entries].reverse()) {
    if (!entry) continue;
    if (entry.isSpread) {
      spreadIndex--;
      const found = findSpread(births, entry, spreads[spreadIndex], key);
      if (found) return found;
    } else if (entry.key === key) return entry;
    else if (entry.key === undefined) computed ??= entry;
  }
  return computed;
}

function findSpread(births: WeakMap<object, Birth>, entry: Entry, spread: unknown, key: string): Written | undefined {
  if (typeof spread !== 'object' || spread === null || !Object.hasOwn(spread, key)) return undefined;
  return findWritten(births, spread, key) ?? entry;
}

function findElement(births: WeakMap<object, Birth>, { literal, spreads }: Birth, index: number): Written | undefined {
  let position = 0;
  let spreadIndex = 0;
  for (const entry of literal.entries) {
    if (!entry?.isSpread) {
      if (position === index) return entry;
      position++;
      continue;
    }
    const spread = spreads[spreadIndex++];
    const length = Array.isArray(spread) ? spread.length : 0;
    if (index < position + length) return findWritten(births, spread as object, index - position) ?? entry;
    position += length;
  }
  return undefined;
}
