import type { Suppression } from './suppress.ts';

/** A file the app is written in: a descriptor, or a section with comments. */
export interface SourceText {
  /** As positions of problems name it. */
  readonly file: string;
  readonly text: string;
}

/** `// lint-disable-next-line RULE why`, alone on its line; block comments may say it too. `-file` stands for the whole file. */
const COMMENT =
  /^([ \t]*)(?:\/\/|\/\*+)[ \t]*lint-disable(-next-line|-file)?(?![\w-])[ \t]*(.*?)[ \t]*(?:\*\/[ \t]*)?$/gm;
/** The same behind what it excuses. */
const TRAILING = /^(.*\S[ \t]+)\/\/[ \t]*lint-disable-line(?![\w-])[ \t]*(.*?)[ \t]*$/gm;
const RULES = /^[A-Z][A-Z0-9]*(?:-[A-Z]+)*-?\d+(?:[ \t]*,[ \t]*[A-Z][A-Z0-9]*(?:-[A-Z]+)*-?\d+)*/;

/** Reads the exceptions that comments of a file declare. */
export function commentsIn({ file, text }: SourceText): Suppression[] {
  if (!text.includes('lint-disable')) return [];
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const above = [...text.matchAll(COMMENT)].flatMap(({ index, 1: indent = '', 2: scope, 3: rest = '' }) => {
    const line = lineAt(index);
    const covers = scope === '-file' ? undefined : nextLine(text, line);
    return suppressionsOf(rest, { file, line, column: indent.length + 1, ...(covers !== undefined && { covers }) });
  });
  const behind = [...text.matchAll(TRAILING)].flatMap(({ index, 1: before = '', 2: rest = '' }) => {
    if (isInText(before)) return [];
    const line = lineAt(index);
    return suppressionsOf(rest, { file, line, column: before.length + 1, covers: line });
  });
  return [...above, ...behind];
}

/** A quote that is still open makes what follows a text. */
const isInText = (before: string): boolean =>
  /["'`]/.test(before.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/g, ''));

/** Several comments may stand above one line. */
function nextLine(text: string, line: number): number {
  const lines = text.split('\n');
  let next = line + 1;
  while (/^\s*(?:\/\/|\/\*+)\s*lint-disable/.test(lines[next - 1] ?? '')) next++;
  return next;
}

function suppressionsOf(rest: string, at: NonNullable<Suppression['at']>): Suppression[] {
  const [names = ''] = RULES.exec(rest) ?? [];
  const reason = rest.slice(names.length).replace(/^[\s:–—-]+/, '');
  if (names === '') return [{ rule: '', reason: rest, at }];
  return names.split(',').map((name) => ({ rule: name.trim(), reason, at }));
}
