import type { Json } from '../core/json.ts';
import type { Locate, Place, Position } from '../core/problems.ts';
import type { SectionText } from './section-text.ts';
import type { SourceFiles, SourceSection } from './source-files.ts';

/** A section that was read. */
export interface IndexedSection {
  readonly file: string;
  readonly text: string;
  readonly value: Json | undefined;
  readonly positionOf: SectionText['positionOf'];
}

/** Remembers which file holds what, to find places again, and texts. */
export interface FileIndex extends Pick<SourceFiles, 'sectionOf'> {
  addSection(component: string, section: string, read: IndexedSection): void;
  /** Where the metadata of a component (or of "app") stands. */
  addMetadata(component: string, find: (path: Place['path']) => Position | undefined): void;
  readonly locate: Locate;
}

export function createFileIndex(): FileIndex {
  const sections = new Map<string, IndexedSection>();
  const metadata = new Map<string, (path: Place['path']) => Position | undefined>();
  return {
    addSection(component, section, read) {
      sections.set(`${component} ${section}`, read);
    },
    addMetadata(component, find) {
      metadata.set(component, find);
    },
    sectionOf(component, section): SourceSection | undefined {
      return sections.get(`${component} ${section}`);
    },
    locate({ component, section, path, offset }, part) {
      if (component === undefined) return undefined;
      const found = section === undefined ? undefined : sections.get(`${component} ${section}`);
      if (found) return { file: found.file, ...found.positionOf(path, offset, part) };
      // A section without a file is best looked for where its component is listed.
      return metadata.get(component)?.(section === undefined ? path : ['codeFiles', section]);
    },
  };
}
