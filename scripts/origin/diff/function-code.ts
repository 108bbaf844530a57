import { tokenizer } from 'acorn';
import type { Json } from '../../core/json.ts';
import type { Place } from '../../core/problems.ts';
import { type Change, change } from './change.ts';

/** Compares the code of a custom function; comments and layout do nothing. */
export function diffCode(before: Json | undefined, after: Json | undefined, place: Place): Change[] {
  const [earlier, later] = [textOf(before), textOf(after)];
  if (earlier === later) return [];
  const [tokens, laterTokens] = [tokensOf(earlier), tokensOf(later)];
  return tokens !== undefined && tokens === laterTokens
    ? [change('comments-changed', place, 'Comments or layout of the code changed.')]
    : [change('code-changed', place, 'The code changed.')];
}

/** Ends of lines and blank ends of the text are the editor's business. */
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';

/** The tokens of JavaScript as comparable text; undefined when it does not parse. */
function tokensOf(code: string): string | undefined {
  try {
    const tokens = [...tokenizer(code, { ecmaVersion: 'latest', sourceType: 'script' })];
    // a line break may end a statement, so each token says whether it begins a line
    return JSON.stringify(
      tokens.map(({ start, end }, index) => [
        code.slice(start, end),
        index > 0 && code.slice(tokens[index - 1]?.end ?? 0, start).includes('\n'),
      ]),
    );
  } catch {
    return undefined;
  }
}
