import { isPlainObject } from '../core/json.ts';
import type { Problem } from '../core/problems.ts';
import type { Sections } from '../manifest/manifest.ts';
import type { SchemaName } from '../manifest/schema-names.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { validateSection } from '../manifest/validate-section.ts';
import { archivedFileName } from './archive-paths.ts';
import type { Entry } from './component-entry.ts';
import type { FileIndex } from './file-index.ts';
import { parseJsonc } from './jsonc.ts';
import { readSectionText, repeatedKey } from './section-text.ts';
import { decodeText } from './text-encoding.ts';
import { createLineIndex } from './text-position.ts';

/** An archive that is being read. */
export interface ArchiveReading {
  readonly entries: ReadonlyMap<string, Uint8Array>;
  /** What nothing has asked for yet. */
  readonly unread: Set<string>;
  /** Root folder with its slash. */
  readonly root: string;
  /** Format version: 1 has singular folder names and no endpoints. */
  readonly version: 1 | 2;
  /** What positions call the archive. */
  readonly name: string | undefined;
  readonly index: FileIndex;
  readonly problems: Problem[];
}

/** Reads a metadata.json; undefined when there is none, or none that can be read. */
export function readMetadata(
  reading: ArchiveReading,
  path: string,
  schema: SchemaName,
  component: string,
): Entry | undefined {
  const { root, name, index, problems } = reading;
  const bytes = take(reading, root + path);
  if (!bytes) return undefined;
  const file = fileOf(root + path, name);
  const decoded = decodeText(bytes);
  if ('fault' in decoded) {
    problems.push({ ...noText(root + path, decoded.fault), component, path: [], ...file });
    return undefined;
  }
  const document = parseJsonc(decoded.text);
  const lines = createLineIndex(decoded.text);
  const positionOf = (at: Problem['path']) => ({ ...file, ...lines.at(document.offsetOf(at ?? [])) });
  index.addMetadata(component, positionOf);
  if (document.failure) {
    const { message, fix } = document.failure;
    problems.push({ code: 'MAN051', severity: 'error', message, fix, component, path: [], ...positionOf([]) });
    return undefined;
  }
  problems.push(
    ...document.repeated.map((key) => ({ ...repeatedKey(key, lines), component, ...file })),
    ...validateSection(schema, document.value, { component }).map((problem) => ({
      ...problem,
      ...positionOf(problem.path),
    })),
  );
  return isPlainObject(document.value) ? document.value : undefined;
}

/** Reads the sections of the app or of one component. */
export function readSections(
  reading: ArchiveReading,
  dir: string,
  component: string,
  rows: readonly SectionRow[],
): Sections {
  return Object.fromEntries(
    rows.flatMap((row): [string, Sections[string]][] => {
      const value = readSection(reading, `${reading.root}${dir}${archivedFileName(row)}`, component, row);
      return value === undefined ? [] : [[row.section, value]];
    }),
  );
}

function readSection(
  reading: ArchiveReading,
  path: string,
  component: string,
  row: SectionRow,
): Sections[string] | undefined {
  const { name, index, problems } = reading;
  const bytes = take(reading, path);
  if (!bytes) return row.empty;
  const { file } = fileOf(path, name);
  const decoded = decodeText(bytes);
  if ('fault' in decoded) {
    problems.push({ ...noText(path, decoded.fault), component, section: row.section, path: [], file });
    return undefined;
  }
  const section = readSectionText(row, decoded.text, { component, section: row.section, file });
  problems.push(...section.problems);
  index.addSection(component, row.section, { file, text: decoded.whole, ...section });
  return section.value;
}

const noText = (path: string, fault: string) =>
  ({ code: 'MAN053', severity: 'error', message: `"${path}" ${fault}.`, fix: 'export the app again.' }) as const;

/** The bytes of an entry, which counts as read from now on. */
export function take({ entries, unread }: ArchiveReading, path: string): Uint8Array | undefined {
  unread.delete(path);
  return entries.get(path);
}

/** Where an entry is: inside the archive. */
export const fileOf = (path: string, name: string | undefined): { readonly file: string } => ({
  file: name === undefined ? path : `${name}!/${path}`,
});
