import { cleanText } from './clean-text.ts';
import {
  type Block,
  type Choice,
  type FieldEntry,
  type Inline,
  type Members,
  type Section,
  textOf,
} from './document.ts';

export type Ids = ReadonlyMap<string, string>;

/** Prints sections as HTML that is well-formed XML too; `level` is that of the headings. */
export function printSections(sections: readonly Section[], ids: Ids, level = 2): string {
  return sections.map((section) => printSection(section, ids, level)).join('\n');
}

function printSection({ key, title, badge, blocks, sections }: Section, ids: Ids, level: number): string {
  const id = ids.get(key) ?? '';
  const heading = `h${Math.min(level, 6)}`;
  const tag = badge === undefined ? '' : ` <span class="badge">${escapeHtml(badge)}</span>`;
  return [
    `<section id="${escapeHtml(id)}" aria-labelledby="title:${escapeHtml(id)}" data-level="${level}">`,
    `<${heading} id="title:${escapeHtml(id)}">${escapeHtml(title)}${tag} <a class="anchor" href="#${escapeHtml(id)}" aria-label="Link to ${escapeHtml(title)}">#</a></${heading}>`,
    printBlocks(blocks, ids),
    printSections(sections, ids, level + 1),
    '</section>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

export function printBlocks(blocks: readonly Block[], ids: Ids): string {
  return blocks.map((block) => printBlock(block, ids)).join('\n');
}

function printBlock(block: Block, ids: Ids): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${printInlines(block.content, ids)}</p>`;
    case 'list': {
      const tag = block.isOrdered ? 'ol' : 'ul';
      return `<${tag}>\n${block.items.map((item) => `<li>${printTight(item, ids)}</li>`).join('\n')}\n</${tag}>`;
    }
    case 'table':
      return printTable(block, ids);
    case 'code':
      return `<pre tabindex="0"><code>${escapeHtml(block.text)}</code></pre>`;
    case 'quote':
      return `<blockquote>${printBlocks(block.blocks, ids)}</blockquote>`;
    case 'note':
      return `<div class="note" role="note">${printBlocks(block.blocks, ids)}</div>`;
    case 'fields':
      return printFields(block.entries, ids, 'Fields');
    case 'details':
      return `<details>\n<summary>${escapeHtml(block.summary)}</summary>\n${printBlocks(block.blocks, ids)}\n</details>`;
  }
}

/** One paragraph alone needs no element of its own. */
function printTight(blocks: readonly Block[], ids: Ids): string {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return printBlocks(blocks, ids);
  return [printInlines(first.content, ids), ...(rest.length > 0 ? [printBlocks(rest, ids)] : [])].join('\n');
}

function printTable({ head, rows }: Extract<Block, { kind: 'table' }>, ids: Ids): string {
  const cells = head.map((cell) => `<th scope="col">${printInlines(cell, ids)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${printInlines(cell, ids)}</td>`).join('')}</tr>`);
  const filled = body.length > 0 ? `\n<tbody>\n${body.join('\n')}\n</tbody>` : '';
  const label = escapeHtml(head.map(textOf).join(', '));
  return `<div class="scroll" role="group" aria-label="${label}" tabindex="0"><table>\n<thead><tr>${cells}</tr></thead>${filled}\n</table></div>`;
}

function printFields(entries: readonly FieldEntry[], ids: Ids, label: string): string {
  const head = '<thead><tr><th scope="col">Field</th><th scope="col">Description</th></tr></thead>';
  return `<table class="fields" aria-label="${escapeHtml(label)}">\n${head}\n<tbody>\n${fieldRows(entries, ids)}\n</tbody>\n</table>`;
}

/** Fields inside a cell: the same two columns without a head. */
function printInner(entries: readonly FieldEntry[], ids: Ids, label: string): string {
  return `<table class="fields inner" aria-label="${escapeHtml(label)}">\n<tbody>\n${fieldRows(entries, ids)}\n</tbody>\n</table>`;
}

const fieldRows = (entries: readonly FieldEntry[], ids: Ids): string =>
  entries.map((entry) => fieldRow(entry, ids)).join('\n');

function fieldRow({ label, isRequired, about, choices, members }: FieldEntry, ids: Ids): string {
  const name = isRequired
    ? `<strong>${escapeHtml(label)}</strong> <span class="required">required</span>`
    : escapeHtml(label);
  const parts = [printBlocks(about, ids), printChoices(choices, ids), printMembers(members, label, ids)];
  return `<tr><th scope="row">${name}</th><td>${parts.filter((part) => part !== '').join('\n')}</td></tr>`;
}

/** Many short options stand in columns. */
const MANY = 10;

function printChoices(choices: readonly Choice[], ids: Ids): string {
  if (choices.length === 0) return '';
  const isPlain = choices.every(({ entries, about, group }) => entries.length + about.length === 0 && !group);
  const name = isPlain && choices.length > MANY ? 'options many' : 'options';
  const items = choices.map((choice, index) => printChoice(choice, choices[index - 1]?.group, ids));
  return `<ul class="${name}">\n${items.join('\n')}\n</ul>`;
}

function printChoice({ labels, group, about, entries }: Choice, groupAbove: string | undefined, ids: Ids): string {
  const heading =
    group !== undefined && group !== groupAbove ? `<span class="group">${escapeHtml(group)}</span>\n` : '';
  const names = labels.map((label) => `<span class="option">${escapeHtml(label)}</span>`).join(' / ');
  const rest = about.length > 0 ? ` – ${printInlines(about, ids)}` : '';
  const inner = entries.length > 0 ? `\n${printInner(entries, ids, `Fields for ${labels.join(', ')}`)}` : '';
  return `<li>${heading}${names}${rest}${inner}</li>`;
}

function printMembers(members: Members | undefined, label: string, ids: Ids): string {
  if (!members) return '';
  return `<p class="intro">${escapeHtml(members.intro)}</p>\n${printInner(members.entries, ids, `Fields of ${label}`)}`;
}

export function printInlines(content: readonly Inline[], ids: Ids): string {
  return content.map((inline) => printInline(inline, ids)).join('');
}

function printInline(inline: Inline, ids: Ids): string {
  switch (inline.kind) {
    case 'text':
      return escapeHtml(inline.text);
    case 'code':
      return `<code>${escapeHtml(inline.text)}</code>`;
    case 'strong':
      return `<strong>${printInlines(inline.content, ids)}</strong>`;
    case 'em':
      return `<em>${printInlines(inline.content, ids)}</em>`;
    case 'link':
      return `<a href="${escapeHtml(inline.href)}" rel="noopener noreferrer">${printInlines(inline.content, ids)}</a>`;
    case 'jump':
      return `<a href="#${escapeHtml(ids.get(inline.to) ?? '')}">${printInlines(inline.content, ids)}</a>`;
    case 'break':
      return '<br />';
  }
}

/** Makes text safe in an element and in a quoted attribute, and printable at all. */
export function escapeHtml(text: string): string {
  return cleanText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
