import { join } from 'node:path';
import type { Json } from '../core/json.ts';
import type { Position, Problem } from '../core/problems.ts';
import type { SectionRow } from '../manifest/sections.ts';
import type { IndexedSection } from './file-index.ts';
import type { ProjectFolder } from './project-folder.ts';
import { readSectionText } from './section-text.ts';
import { decodeText } from './text-encoding.ts';

interface SectionFile {
  readonly folder: ProjectFolder;
  /** Relative to the folder. */
  readonly path: string;
  readonly row: SectionRow;
  readonly component: string;
  /** Where the path is written, for a file that is not there. */
  readonly where: () => Position | undefined;
}

interface SectionRead {
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  /** Missing when there was no text to read. */
  readonly read?: IndexedSection;
}

/** Reads one section of a project on disk. */
export async function readSectionFile({ folder, path, row, component, where }: SectionFile): Promise<SectionRead> {
  const file = join(folder.dir, path);
  const at = { component, section: row.section, path: [] };
  const found = await folder.read(path);
  if ('failure' in found) {
    return {
      value: undefined,
      problems: [{ severity: 'error', ...found.failure, ...at, ...(where() ?? { file }) }],
    };
  }
  const decoded = decodeText(found.bytes);
  if ('fault' in decoded) {
    const message = `"${path}" ${decoded.fault}.`;
    return {
      value: undefined,
      problems: [{ code: 'MAN053', severity: 'error', message, fix: 'save it as UTF-8.', ...at, file }],
    };
  }
  const { value, problems, positionOf } = readSectionText(row, decoded.text, { component, section: row.section, file });
  return { value, problems, read: { file, text: decoded.whole, value, positionOf } };
}
