import type { Json } from '../core/json.ts';
import type { Part, Problem } from '../core/problems.ts';
import type { ManifestCode } from '../manifest/codes.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { emptyText } from '../manifest/sections.ts';
import type { JsoncFinding, RepeatedKey } from './jsonc.ts';
import { parseJsonc } from './jsonc.ts';
import type { LineIndex } from './text-position.ts';
import { createLineIndex } from './text-position.ts';

/** Prints a section as the editor does: JSON with four spaces, an empty section as the template it starts from. */
export function renderSectionText(row: SectionRow, value: Json | undefined): string {
  if (value === undefined || JSON.stringify(value) === JSON.stringify(row.empty)) return emptyText(row);
  if (row.format === 'js' || row.format === 'md') return String(value);
  return `${JSON.stringify(value, null, 4)}\n`;
}

/** A section as read, with the way back into its file. */
export interface SectionText {
  /** Undefined when the text does not parse. */
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  readonly positionOf: (
    path: Problem['path'],
    offset?: number,
    part?: Part,
  ) => { readonly line: number; readonly column: number };
}

/** Reads the text of a section; findings are placed in `file`. */
export function readSectionText(
  row: SectionRow,
  text: string,
  at: Pick<Problem, 'component' | 'section' | 'file'>,
): SectionText {
  const lines = createLineIndex(text);
  if (row.format === 'js' || row.format === 'md') {
    return { value: text, problems: [], positionOf: (_, offset = 0) => lines.at(offset) };
  }
  const bare = text.trim();
  if (bare.startsWith('rpc://')) {
    // The importer puts the quotes around a bare address (make-app-format.md §1.6).
    return { value: bare, problems: [], positionOf: () => lines.at(text.indexOf(bare)) };
  }
  const document = parseJsonc(text);
  const problems: Problem[] = document.repeated.map((key) => ({ ...repeatedKey(key, lines), ...at }));
  if (document.failure) problems.push({ ...problemOf('MAN051', 'error', document.failure, lines), ...at, path: [] });
  if (row.format === 'json') {
    problems.push(
      ...document.extensions.map((finding) => ({ ...problemOf('MAN055', 'error', finding, lines), ...at, path: [] })),
    );
  }
  return {
    value: document.value === null ? row.empty : document.value,
    problems,
    positionOf: (path = [], offset, part = 'value') =>
      lines.at(part === 'key' ? document.keyOffsetOf(path) : document.offsetOf(path, offset)),
  };
}

/** Reports a key that is written twice, at the place that counts, with the other place in words. */
export function repeatedKey({ path, offset, earlier }: RepeatedKey, lines: LineIndex): Problem {
  const first = lines.at(earlier);
  const message = `${JSON.stringify(path.at(-1))} is written twice, here and at ${first.line}:${first.column}; only this one counts.`;
  return { ...problemOf('MAN054', 'warning', { offset, message, fix: 'remove one of them.' }, lines), path };
}

function problemOf(
  code: ManifestCode,
  severity: Problem['severity'],
  { offset, message, fix }: JsoncFinding,
  lines: LineIndex,
): Problem {
  return { code, severity, message, fix, ...lines.at(offset) };
}
