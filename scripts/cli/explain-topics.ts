import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { COVERED_BY } from '../lint/covered-by.ts';
import { explainRule } from '../lint/explain.ts';
import { rules } from '../lint/rules.ts';
import { UNDECIDABLE } from '../lint/undecidable.ts';
import { CODE_FAMILIES, CODE_PAGES, familyOf, printCodePage } from './code-pages.ts';

/** A rule or code with its title. */
export interface Topic {
  readonly rule: string;
  readonly title: string;
}

export interface TopicFamily {
  readonly family: string;
  readonly about: string;
  readonly count: number;
}

/** Everything there is a page about: codes of checks and runs, then review rules. */
export function allTopics(): Topic[] {
  return [
    ...Object.entries(CODE_PAGES).map(([rule, { title }]) => ({ rule, title })),
    ...rules.map(({ id, title }) => ({ rule: id, title })),
    ...Object.entries(COVERED_BY).map(([rule, code]) => ({ rule, title: `Reported as ${code}.` })),
  ];
}

/** The families, those of codes first; IML has both codes (IML001) and review rules (IML-006). */
export function topicFamilies(): TopicFamily[] {
  const topics = allTopics();
  const names = [...new Set(topics.map(({ rule }) => familyOf(rule)))];
  return names.map((family) => ({
    family,
    about: CODE_FAMILIES[family] ?? aboutRules(family),
    count: topicsOf(family, topics).length,
  }));
}

function aboutRules(family: string): string {
  const subjects = rules.filter(({ id }) => familyOf(id) === family).map((rule) => rule.family);
  return `review: ${[...new Set(subjects)].join(', ')}`;
}

/** What belongs to a family; nothing when there is no such family. */
export function topicsOf(family: string, topics: readonly Topic[] = allTopics()): Topic[] {
  return topics.filter(({ rule }) => familyOf(rule) === family);
}

/** The page about one code or rule. */
export function pageAbout(id: string, given: string): string {
  const page = Object.hasOwn(CODE_PAGES, id) ? CODE_PAGES[id] : undefined;
  if (page !== undefined) return printCodePage(id, page);
  const known = [...allTopics().map(({ rule }) => rule), ...Object.keys(UNDECIDABLE)];
  if (!known.includes(id)) {
    throw new InputError(`There is no rule "${given}".`, { fix: didYouMean(id, known, adviceFor(id)) });
  }
  return explainRule(id);
}

function adviceFor(id: string): string {
  const families = topicFamilies().map(({ family }) => family);
  const family = familyOf(id);
  if (families.includes(family)) return `makeapp explain ${family} lists the rules of its family.`;
  return didYouMean(family, families, 'makeapp explain, without a rule, lists the families.');
}
