import { parseTemplate } from '../iml/parse.ts';
import { printTemplate } from '../iml/print.ts';

/** Whether two texts are the same IML but for blanks, quotes and the like: both parse to the same. */
export function isSpellingOf(a: string, b: string): boolean {
  return a === b || (a.includes('{{') && b.includes('{{') && canonical(a) === canonical(b));
}

/** One spelling for all; what does not parse has only its own. */
function canonical(text: string): string {
  try {
    return printTemplate(parseTemplate(text));
  } catch {
    return text;
  }
}
