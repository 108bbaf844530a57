import { CODES } from '../compile/codes.ts';
import { ARGUMENT_PAGES, COMPILE_PAGES } from '../compile/pages.ts';
import type { CodePage, TitledPage } from '../core/code-page.ts';
import { DSL_PAGES } from '../dsl/pages.ts';
import { IML_PAGES } from '../iml/pages.ts';
import { FILE_PAGES } from '../layouts/pages.ts';
import { REVIEW_PAGES } from '../lint/pages.ts';
import { MANIFEST_CODES } from '../manifest/codes.ts';
import { MANIFEST_PAGES } from '../manifest/pages.ts';
import { MOCK_PAGES } from '../mock/pages.ts';
import { DEPLOY_CODES } from '../origin/codes.ts';
import { DEPLOY_PAGES } from '../origin/pages.ts';
import { PARAMETER_PAGES } from '../parameters/pages.ts';
import { PARAMETER_PROBLEMS } from '../parameters/problems.ts';
import { WARNING_PAGES } from '../runtime/warning-pages.ts';
import { SCENARIO_CODES } from '../scenario/codes.ts';
import { SCENARIO_PAGES } from '../scenario/pages.ts';

/** What the codes of each family are about. */
export const CODE_FAMILIES: Readonly<Record<string, string>> = {
  MAN: 'the app, its sections and its files',
  REF: 'references that lead nowhere',
  IML: 'expressions',
  RUN: 'runs: values of parameters, surprises of the platform',
  SCN: 'scenarios and blueprints',
  DEP: 'deploying and pulling',
  MCK: 'the mock API',
  CFG: 'makeapp.config.yaml',
  LINT: 'exceptions from rules, files in no component',
};

const CONFIG_PAGES = {
  CFG001: {
    title: 'A configuration that is not formed as its schema says.',
    means: 'makeapp.config.yaml has a key or value its schema does not allow.',
    fix: 'Correct what the message names; makeapp editor sets up an editor that completes the file.',
  },
} as const satisfies Readonly<Record<string, TitledPage>>;

const PARAMETER_TITLES = Object.fromEntries(Object.values(PARAMETER_PROBLEMS).map(({ code, about }) => [code, about]));

/** The page of every code the tool prints, by code, in their order. */
export const CODE_PAGES: Readonly<Record<string, TitledPage>> = sorted({
  ...titled({ ...MANIFEST_PAGES, ...FILE_PAGES }, MANIFEST_CODES),
  ...titled(COMPILE_PAGES, CODES),
  ...titled(PARAMETER_PAGES, PARAMETER_TITLES),
  ...titled(SCENARIO_PAGES, SCENARIO_CODES),
  ...titled(DEPLOY_PAGES, DEPLOY_CODES),
  ...IML_PAGES,
  ...ARGUMENT_PAGES,
  ...DSL_PAGES,
  ...WARNING_PAGES,
  ...MOCK_PAGES,
  ...REVIEW_PAGES,
  ...CONFIG_PAGES,
});

/** The family of a code: MAN of MAN001. */
export function familyOf(code: string): string {
  return code.replace(/-?\d+$/, '');
}

/** A page as plain text with Markdown marks, like those of the review rules. */
export function printCodePage(code: string, page: TitledPage): string {
  const { title, means, why, fix, bad, good, section } = page;
  const parts = [
    `# ${code} ${title}`,
    means,
    ...(why === undefined ? [] : [why]),
    `## What to do\n\n${fix}`,
    ...(bad === undefined ? [] : [`## Flagged${within(section)}\n\n${fenced(bad, section)}`]),
    ...(good === undefined ? [] : [`## Accepted${within(section)}\n\n${fenced(good, section)}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const within = (section: string | undefined): string => (section === undefined ? '' : ` in ${section}`);

const fenced = (example: string, section: string | undefined): string =>
  `\`\`\`${section === undefined ? '' : 'json'}\n${example}\n\`\`\``;

function titled(
  pages: Readonly<Record<string, CodePage>>,
  titles: Readonly<Record<string, string>>,
): Record<string, TitledPage> {
  return Object.fromEntries(
    Object.entries(pages).map(([code, page]) => [code, { title: titles[code] ?? '', ...page }]),
  );
}

function sorted(pages: Readonly<Record<string, TitledPage>>): Record<string, TitledPage> {
  const families = Object.keys(CODE_FAMILIES);
  const rank = (code: string): string => `${families.indexOf(familyOf(code))} ${code}`;
  return Object.fromEntries(Object.entries(pages).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1)));
}
