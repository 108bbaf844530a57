import { group, hardline, indent, line } from './document.ts';
import type { Piece } from './source-file.ts';
import { quoted } from './syntax.ts';

/** A text that stays IML. */
interface Kept {
  readonly why: string;
  times: number;
  /** The key it first stood under. */
  key: string | undefined;
}

/** Texts of a file that stay IML; long ones that come up again get a constant. */
export interface KeptTexts {
  readonly note: (text: string, why: string) => void;
  /** Says what a text stands under, which names its constant. */
  readonly noteKey: (text: string, key: string) => void;
  /** The constant a text has. */
  readonly constantOf: (text: string) => string | undefined;
  /** What to write with next: the same texts, those that come up again as constants. Undefined when none does. */
  readonly lifted: (isFree: (name: string) => boolean) => KeptTexts | undefined;
  readonly pieces: readonly Piece[];
}

/** Shorter ones are read faster where they stand. */
const LONG = 60;

export function createKeptTexts(
  constants: ReadonlyMap<string, string> = new Map(),
  pieces: readonly Piece[] = [],
): KeptTexts {
  const kept = new Map<string, Kept>();
  return {
    note: (text, why) => {
      const known = kept.get(text);
      if (known) known.times += 1;
      else kept.set(text, { why, times: 1, key: undefined });
    },
    noteKey: (text, key) => {
      const known = kept.get(text);
      if (known) known.key ??= key;
    },
    constantOf: (text) => constants.get(text),
    lifted: (isFree) => {
      const repeated = [...kept].filter(([text, { times }]) => times > 1 && text.length >= LONG);
      if (repeated.length === 0) return undefined;
      const names = new Map<string, string>();
      for (const [text, { key }] of repeated)
        names.set(
          text,
          freeName(key, (name) => isFree(name) && ![...names.values()].includes(name)),
        );
      return createKeptTexts(
        names,
        repeated.map(([text, { why }]) => declare(names.get(text) ?? '', text, why)),
      );
    },
    pieces,
  };
}

function freeName(key: string | undefined, isFree: (name: string) => boolean): string {
  const base = key !== undefined && /^[A-Za-z]\w*$/.test(key) ? key : 'keptText';
  for (let copy = 0; ; copy++) {
    const name = copy === 0 ? base : copy === 1 ? `${base}Text` : `${base}Text${copy}`;
    if (isFree(name)) return name;
  }
}

const declare = (name: string, text: string, why: string): Piece => ({
  code: [`// Kept as IML: ${why}.`, hardline, group(`const ${name} =`, indent(line, quoted(text)), ';')],
});
