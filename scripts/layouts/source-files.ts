import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../core/json.ts';
import type { SectionRow } from '../manifest/sections.ts';
import type { Entry } from './component-entry.ts';
import { renderSectionText } from './section-text.ts';

/** What a section read as, with its text: comments, order and layout, and a byte order mark if there is one. */
export interface SourceSection {
  readonly text: string;
  readonly value: Json | undefined;
}

/** `makecomapp.json` as it stands. */
export interface SourceProject {
  readonly text: string;
  /** Brought up to date. */
  readonly project: Entry;
}

/** The files an app was read from. */
export interface SourceFiles {
  /** `component` is "app" or a path such as "modules.getShip". */
  sectionOf(component: string, section: string): SourceSection | undefined;
  /** Only local-development projects have it. */
  readonly project?: SourceProject;
}

/** A section of a component, on its way into a file. */
export interface SectionToWrite {
  readonly component: string;
  readonly row: SectionRow;
  readonly value: Json | undefined;
}

/** The text of a section: as its source has it when it still means the same, else as the editor prints it. */
export function textToWrite({ component, row, value }: SectionToWrite, source: SourceFiles | undefined): string {
  const known = source?.sectionOf(component, row.section);
  return known !== undefined && isDeepStrictEqual(known.value, value ?? row.empty)
    ? known.text
    : renderSectionText(row, value);
}
