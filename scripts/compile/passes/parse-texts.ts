import type { Problem } from '../../core/problems.ts';
import { analyseText } from '../../iml/analyse.ts';
import type { SiteText, Use } from './uses.ts';

export interface ParsedTexts {
  readonly uses: readonly Use[];
  readonly problems: readonly Problem[];
}

/** Parses every text and lists what it refers to; reports syntax, unknown functions and wrong numbers of arguments. */
export function parseTexts(texts: readonly SiteText[], customFunctions: Iterable<string>): ParsedTexts {
  const functions = new Set(customFunctions);
  const uses: Use[] = [];
  const problems: Problem[] = [];
  for (const { site, path, text } of texts) {
    const { references, problems: found } = analyseText(text, { functions });
    for (const { root, path: keys, start } of references) uses.push({ site, path, root, keys, start });
    for (const problem of found) problems.push({ ...problem, component: site.name, section: site.section, path });
  }
  return { uses, problems };
}
