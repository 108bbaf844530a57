import type { Locate, Place, Position } from '../core/problems.ts';
import type { SectionText } from './section-text.ts';

/** Remembers which file holds what, to find places again. */
export interface FileIndex {
  addSection(component: string, section: string, file: string, positionOf: SectionText['positionOf']): void;
  /** Where the metadata of a component (or of "app") stands. */
  addMetadata(component: string, find: (path: Place['path']) => Position | undefined): void;
  readonly locate: Locate;
}

export function createFileIndex(): FileIndex {
  const sections = new Map<string, (path: Place['path'], offset: number | undefined) => Position>();
  const metadata = new Map<string, (path: Place['path']) => Position | undefined>();
  return {
    addSection(component, section, file, positionOf) {
      sections.set(`${component} ${section}`, (path, offset) => ({ file, ...positionOf(path, offset) }));
    },
    addMetadata(component, find) {
      metadata.set(component, find);
    },
    locate({ component, section, path, offset }) {
      if (component === undefined) return undefined;
      const found = section === undefined ? undefined : sections.get(`${component} ${section}`)?.(path, offset);
      // A section without a file is best looked for where its component is listed.
      return found ?? metadata.get(component)?.(section === undefined ? path : ['codeFiles', section]);
    },
  };
}
