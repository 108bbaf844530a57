import type { SectionRow } from '../manifest/sections.ts';

/** The name of a section's file inside its folder: `api.imljson`, `code.js`, `readme.md`. */
export function archivedFileName({ api, format }: SectionRow): string {
  return `${api}.${format === 'jsonc' || format === 'json' ? 'imljson' : format}`;
}
