import type { Page, Section } from './document.ts';

/** Heading of the list of sections; it takes part in the numbering, as it stands among the headings. */
export const CONTENTS = 'Contents';

/** The anchor of every section by its key: what GitHub and others make of the headings, so that links work there too. */
export function sectionIds(page: Page): ReadonlyMap<string, string> {
  const nextId = slugger();
  const ids = new Map<string, string>();
  nextId(page.title);
  nextId(CONTENTS);
  const visit = (sections: readonly Section[]): void => {
    for (const section of sections) {
      ids.set(section.key, nextId(section.title));
      visit(section.sections);
    }
  };
  visit(page.sections);
  return ids;
}

/** Makes slugs that are unique among those it made: the second "Limit" is "limit-1". */
export function slugger(): (text: string) => string {
  const seen = new Set<string>();
  return (text) => {
    const base = slug(text) || 'section';
    let id = base;
    for (let count = 1; seen.has(id); count++) id = `${base}-${count}`;
    seen.add(id);
    return id;
  };
}

/** Lower case, spaces to dashes, nothing but letters, digits, dashes and underscores. */
function slug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
