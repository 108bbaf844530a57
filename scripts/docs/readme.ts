import type { Manifest } from '../manifest/manifest.ts';
import { labelOf } from './app-parts.ts';
import { oneLine } from './clean-text.ts';
import { type Block, textOf } from './document.ts';
import { parseInline } from './parse-inline.ts';
import { type MarkdownPart, parseParts } from './parse-markdown.ts';

/** What the app's own readme adds to the article. */
export interface Readme {
  readonly intro: readonly Block[];
  /** How to connect, in the words of the app's author. */
  readonly connecting: readonly Block[];
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}

const ON_CONNECTING =
  /\b(connect|connection|authori[sz]e|authentication|credentials?|api key|access token|sign in|log in)/i;

/** Splits the readme by its second-level headings; a list of all modules is left out, since the article has one. */
export function readReadme(manifest: Manifest): Readme {
  const { readme } = manifest.sections;
  const chapters = chaptersOf(parseParts(typeof readme === 'string' ? readme : ''));
  const labels = Object.values(manifest.modules).map(labelOf);
  const [intro, ...rest] = chapters;
  const told = rest.filter(({ blocks }) => blocks.length > 0 && !listsAll(blocks, labels));
  const connecting = told.filter(({ title }) => ON_CONNECTING.test(title));
  return {
    intro: intro?.blocks ?? [],
    connecting: connecting.flatMap(({ blocks }) => blocks),
    sections: told.filter((chapter) => !connecting.includes(chapter)),
  };
}

interface Chapter {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The first chapter is what comes before the first second-level heading; deeper headings stay inside, in bold. */
function chaptersOf(parts: readonly MarkdownPart[]): Chapter[] {
  const chapters: { title: string; blocks: Block[] }[] = [{ title: '', blocks: [] }];
  for (const { heading, blocks } of parts) {
    if (heading?.level === 2) chapters.push({ title: oneLine(textOf(parseInline(heading.text))), blocks: [] });
    const isDeeper = heading !== undefined && heading.level > 2;
    const bold: Block[] = isDeeper
      ? [{ kind: 'paragraph', content: [{ kind: 'strong', content: parseInline(heading.text) }] }]
      : [];
    chapters.at(-1)?.blocks.push(...bold, ...blocks);
  }
  return chapters;
}

function listsAll(blocks: readonly Block[], labels: readonly string[]): boolean {
  const text = blocks.map(blockText).join('\n');
  return labels.length > 1 && labels.every((label) => text.includes(label));
}

/** The words of a block. */
function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return oneLine(textOf(block.content));
    case 'list':
      return block.items.flatMap((item) => item.map(blockText)).join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(textOf).join('\n')).join('\n');
    case 'code':
      return block.text;
    case 'quote':
    case 'note':
    case 'details':
      return block.blocks.map(blockText).join('\n');
    case 'fields':
      return block.entries.map(({ label }) => label).join('\n');
  }
}
