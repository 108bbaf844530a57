import type { JsonPath } from '../../core/paths.ts';
import type { Problem } from '../../core/problems.ts';
import { analyseText, type FunctionUse } from '../../iml/analyse.ts';
import type { Site, SiteText, Use } from './uses.ts';

/** One call of a function in one text. */
export interface CallAt {
  readonly site: Site;
  readonly path: JsonPath;
  readonly call: FunctionUse;
}

export interface ParsedTexts {
  readonly uses: readonly Use[];
  readonly calls: readonly CallAt[];
  readonly problems: readonly Problem[];
}

/** Parses every text and lists what it refers to; reports syntax, unknown functions and wrong numbers of arguments. */
export function parseTexts(texts: readonly SiteText[], customFunctions: Iterable<string>): ParsedTexts {
  const functions = new Set(customFunctions);
  const uses: Use[] = [];
  const calls: CallAt[] = [];
  const problems: Problem[] = [];
  for (const { site, path, text } of texts) {
    const { references, functions: called, problems: found } = analyseText(text, { functions });
    for (const { root, path: keys, start } of references) uses.push({ site, path, root, keys, start, text });
    for (const call of called) calls.push({ site, path, call });
    for (const problem of found) problems.push({ ...problem, component: site.name, section: site.section, path });
  }
  return { uses, calls, problems };
}
