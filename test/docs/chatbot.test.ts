import { posix } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OutputDocument } from '../../scripts/docs/document.ts';
import { renderDocs } from '../../scripts/docs/render-docs.ts';
import type { Manifest } from '../../scripts/manifest/manifest.ts';
import { fieldLabel } from '../../scripts/parameters/field.ts';
import { listOptions, optionRulesOf } from '../../scripts/parameters/options.ts';
import { walkFields } from '../../scripts/parameters/walk.ts';
import { chatbotManifest } from '../support/chatbot.ts';
import { idsIn, jumpsIn, malformed, shownText } from './support/html.ts';

let manifest: Manifest;
let documents: OutputDocument[];
beforeAll(async () => {
  manifest = await chatbotManifest();
  documents = renderDocs(manifest);
});

const textOf = (path: string): string => documents.find((document) => document.path === path)!.text;

/** Labels of fields and options of a section. */
function labelsIn(section: unknown): string[] {
  const labels: string[] = [];
  walkFields(section, ({ field }) => {
    labels.push(fieldLabel(field), ...listOptions(optionRulesOf(field)).options.map(({ label }) => label));
  });
  return labels;
}

/** Everything the app calls by a name: what a reader looks for. */
function everyLabel(): string[] {
  const { modules, webhooks, connections, sections } = manifest;
  const components = [...Object.values(modules), ...Object.values(webhooks), ...Object.values(connections)];
  const fields = components.flatMap((component) => {
    const { staticParams, mappableParams, params, interface: output } = component.sections;
    return [staticParams, mappableParams, params, output].flatMap(labelsIn);
  });
  const groups = (sections.groups as { label: string }[]).map(({ label }) => label); // compiled, so it has this shape
  const modulesTexts = Object.values(modules).flatMap(({ label, description }) => [label, description]);
  return [...new Set([...modulesTexts, ...groups, ...fields])];
}

describe('the documentation of the app', () => {
  test.each(['index.md', 'index.html'])('names every group, module, field and option in %s', (path) => {
    const shown = path.endsWith('.html') ? shownText(textOf(path)) : textOf(path);

    const missing = everyLabel().filter((label) => !shown.includes(label));

    expect(everyLabel().length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  test('covers what the help article of an app covers', () => {
    const shown = textOf('index.md');
    const topics = [
      '### Prerequisites',
      '- A ChatBot account and its Access Token',
      'Fields with a label in **bold** are required',
      '### Connecting ChatBot to Make',
      '**Settings**, then **API Keys**',
      '| Connection name |',
      '↳ Manually: **Custom User ID**',
      'You need not create the webhook in ChatBot yourself.',
      '| Webhook name (in Make) |',
      '| **Webhook Name** |',
      '`https://api.chatbot.com/`',
      '[API documentation](https://www.chatbot.com/docs/)',
      'Authorization is added for you',
      '#### Example: List Stories',
      '| **URL** | `/stories` |',
      '**Bundle** › **Body**',
    ];

    expect(topics.filter((topic) => !shown.includes(topic))).toEqual([]);
  });

  test('has a Connection row in every module that uses one', () => {
    const html = textOf('index.html');
    const sections = html
      .split('<section ')
      .filter((part) => part.includes('data-level="3"') && part.includes('class="badge"'));

    expect(sections).toHaveLength(Object.keys(manifest.modules).length);
    expect(sections.filter((part) => !part.includes('<strong>Connection</strong>'))).toEqual([]);
  });

  test('is one well-formed page whose links lead somewhere', () => {
    const html = textOf('index.html');

    expect(malformed(html)).toBeUndefined();
    expect(idsIn(html).length).toBe(new Set(idsIn(html)).size);
    expect(jumpsIn(html).filter((id) => !idsIn(html).includes(id))).toEqual([]);
  });

  test('links only to pages it has, and to headings those pages have', () => {
    const paths = new Set(documents.map(({ path }) => path));
    const broken = documents
      .filter(({ path }) => path !== 'index.html')
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\]\(([^)\s]+)\)/g)]
          .map(([, target = '']) => target)
          .filter((target) => !/^(https?|mailto):/.test(target))
          .filter(
            (target) =>
              !(target.startsWith('#')
                ? anchorsOf(text).has(target.slice(1))
                : paths.has(posix.join(posix.dirname(path), target))),
          )
          .map((target) => `${path}: ${target}`),
      );

    expect(broken).toEqual([]);
  });

  test('is the same to the byte each time', () => {
    const copy = JSON.parse(JSON.stringify(manifest)) as Manifest; // a manifest is JSON

    expect(renderDocs(copy)).toEqual(documents);
  });

  test('has nothing in it that slipped through', () => {
    const spoiled = documents
      .filter(({ path }) => path !== 'iml-functions.md') // whose examples show "undefined" and the like
      .filter(({ text }) => !text.endsWith('\n') || /\r|undefined|\[object|\bNaN\b/.test(shownText(text)))
      .map(({ path }) => path);

    expect(spoiled).toEqual([]);
  });

  test('has a page for each module and the pages for all', () => {
    expect(documents.map(({ path }) => path)).toEqual([
      'index.md',
      'index.html',
      ...Object.keys(manifest.modules).map((name) => `reference/${name}.md`),
      'iml-functions.md',
      'llms.txt',
    ]);
  });

  test('lists every page of a module in llms.txt', () => {
    expect(textOf('llms.txt').match(/^- \[.*\]\(reference\/\w+\.md\): ./gm)).toHaveLength(
      Object.keys(manifest.modules).length,
    );
  });
});

/** Anchors as GitHub makes them of the headings. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const titles = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title.replaceAll('\\', '').toLowerCase(),
  );
  const seen = new Map<string, number>();
  return new Set(
    titles.map((title) => {
      const base = title.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/ /g, '-');
      const count = seen.get(base) ?? 0;
      seen.set(base, count + 1);
      return count === 0 ? base : `${base}-${count}`;
    }),
  );
}
