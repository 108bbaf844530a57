import type { Manifest } from '../manifest/manifest.ts';
import { groupsOf, labelOf, referencePaths, TYPE_NAMES } from './app-parts.ts';
import { renderArticle } from './article.ts';
import { oneLine } from './clean-text.ts';
import { bullets, inlines, link, type OutputDocument, type Page } from './document.ts';
import { printHtmlPage } from './html-page.ts';
import { renderFunctions } from './iml-reference.ts';
import { renderLlms } from './llms.ts';
import { printMarkdownPage } from './print-markdown.ts';
import { renderModuleReference } from './reference.ts';

export interface DocsOptions {
  /** PNG of the app, embedded in the HTML page. */
  readonly icon?: Uint8Array | undefined;
}

/** Renders all documentation of an app; the same manifest always gives the same bytes. */
export function renderDocs(manifest: Manifest, options: DocsOptions = {}): OutputDocument[] {
  const article = renderArticle(manifest);
  const paths = referencePaths(manifest);
  const { description, theme } = manifest.app;
  return [
    { path: 'index.md', text: printMarkdownPage(withReferences(article, manifest, paths), { contents: 3 }) },
    { path: 'index.html', text: printHtmlPage(article, { description, theme, icon: options.icon }) },
    ...Object.values(manifest.modules).map((module) => ({
      path: paths.get(module.name) ?? '',
      text: printMarkdownPage(renderModuleReference(module, manifest)),
    })),
    { path: 'iml-functions.md', text: printMarkdownPage(renderFunctions(manifest), { contents: 1 }) },
    { path: 'llms.txt', text: renderLlms(manifest, paths) },
  ];
}

/** The HTML page stands alone; the Markdown article leads on to the pages beside it. */
function withReferences(article: Page, manifest: Manifest, paths: ReadonlyMap<string, string>): Page {
  const modules = groupsOf(manifest).flatMap((group) => group.modules);
  const items = modules.map((module) =>
    inlines(link(paths.get(module.name) ?? '', labelOf(module)), ` – ${oneLine(TYPE_NAMES[module.moduleType])}`),
  );
  const functions = inlines(link('iml-functions.md', 'IML functions'), ' – what expressions can call');
  const section = {
    key: 'developers',
    title: 'For developers',
    blocks: [bullets([...items, functions])],
    sections: [],
  };
  return { ...article, sections: [...article.sections, section] };
}
