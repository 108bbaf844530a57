import { paint, type Terminal } from './terminal.ts';

/** No line of prose is longer, however wide the screen. */
export const WIDEST = 100;

/** A page with Markdown marks for a person: paragraphs wrapped, headings bold where the terminal shows it, examples as they are. */
export function printPage(page: string, terminal: Pick<Terminal, 'isColored' | 'columns'>): string {
  const width = Math.max(40, Math.min(terminal.columns ?? WIDEST, WIDEST));
  let isExample = false;
  const lines = page.split('\n').flatMap((line) => {
    const isFence = line.startsWith('```');
    if (isFence) isExample = !isExample;
    if (isFence || isExample) return [line];
    const wrapped = wrap(line, width);
    return line.startsWith('#') ? wrapped.map((part) => paint(terminal, 'bold', part)) : wrapped;
  });
  return lines.join('\n');
}

/** Breaks a paragraph at spaces; a word longer than the line stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
