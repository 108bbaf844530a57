/** Runs of text. Texts are plain: printers escape them, so nothing an app says can become markup. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly content: readonly Inline[] }
  /** `href` is safe: made by `safeHref`, or the path of a page of ours. */
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly Inline[] }
  /** Leads to the section with this key, on the same page. */
  | { readonly kind: 'jump'; readonly to: string; readonly content: readonly Inline[] }
  | { readonly kind: 'break' };

export type Cell = readonly Inline[];

export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote' | 'note'; readonly blocks: readonly Block[] }
  /** The two-column table of what a person fills in. */
  | { readonly kind: 'fields'; readonly entries: readonly FieldEntry[] }
  /** Less often wanted: folded where the medium can fold. */
  | { readonly kind: 'details'; readonly summary: string; readonly blocks: readonly Block[] };

/** One row of a table of fields. */
export interface FieldEntry {
  readonly label: string;
  readonly isRequired: boolean;
  /** What it is for, what it takes, what it starts with. */
  readonly about: readonly Block[];
  /** What can be chosen, with the fields that each choice shows. */
  readonly choices: readonly Choice[];
  /** Fields of a collection, or of each item of an array. */
  readonly members?: Members;
}

/** One option; several when they show the same fields, one below the other. */
export interface Choice {
  readonly labels: readonly string[];
  /** The heading the options stand under in a grouped list. */
  readonly group?: string;
  readonly about: readonly Inline[];
  readonly entries: readonly FieldEntry[];
  /** No option of a list, but a state of the field: filled in, Yes. */
  readonly isState?: true;
}

export interface Members {
  readonly intro: string;
  readonly entries: readonly FieldEntry[];
}

export interface Section {
  /** What jumps name; unique in a page. */
  readonly key: string;
  readonly title: string;
  /** A word or two beside the title: "Search". */
  readonly badge?: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

export interface Page {
  readonly title: string;
  readonly lead: readonly Block[];
  readonly sections: readonly Section[];
}

/** A generated file; `path` is relative, with forward slashes. */
export interface OutputDocument {
  readonly path: string;
  readonly text: string;
}

export const plain = (text: string): Inline => ({ kind: 'text', text });
export const code = (text: string): Inline => ({ kind: 'code', text });
export const strong = (text: string): Inline => ({ kind: 'strong', content: [plain(text)] });
export const link = (href: string, text: string): Inline => ({ kind: 'link', href, content: [plain(text)] });
export const jump = (to: string, text: string): Inline => ({ kind: 'jump', to, content: [plain(text)] });
export const LINE_BREAK: Inline = { kind: 'break' };

/** Inline pieces written as text, texts standing for themselves. */
export type Piece = string | Inline | readonly Inline[];

export const inlines = (...pieces: readonly Piece[]): Inline[] =>
  pieces.flatMap((piece): readonly Inline[] =>
    typeof piece === 'string' ? (piece === '' ? [] : [plain(piece)]) : 'kind' in piece ? [piece] : piece,
  );

export const paragraph = (...pieces: readonly Piece[]): Block => ({ kind: 'paragraph', content: inlines(...pieces) });
export const bullets = (items: readonly (readonly Inline[])[]): Block => listOf(items, false);
export const steps = (items: readonly (readonly Inline[])[]): Block => listOf(items, true);
export const note = (...pieces: readonly Piece[]): Block => ({ kind: 'note', blocks: [paragraph(...pieces)] });
export const codeBlock = (language: string, text: string): Block => ({ kind: 'code', language, text });

/** A table whose head is plain text. */
export const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): Block => ({
  kind: 'table',
  head: head.map((text) => inlines(text)),
  rows,
});

function listOf(items: readonly (readonly Inline[])[], isOrdered: boolean): Block {
  return { kind: 'list', isOrdered, items: items.map((content) => [{ kind: 'paragraph', content }]) };
}

/** Joins runs with something between them: `joined([a, b], ', ')`. */
export function joined(parts: readonly (readonly Inline[])[], between: Piece): Inline[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [...inlines(between), ...part]));
}

/** The words of a run, without its looks. */
export function textOf(content: readonly Inline[]): string {
  return content
    .map((inline) => ('content' in inline ? textOf(inline.content) : inline.kind === 'break' ? ' ' : inline.text))
    .join('');
}
