import type { Account } from './account.ts';
import type { Run } from './run.ts';

/** Reads what a token step says was granted: a list, or text with spaces or commas between (runtime.md §5.3). */
export function scopesIn(run: Run, { component }: Account, value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  const texts = Array.isArray(value) ? value : [value];
  if (texts.some((text) => typeof text !== 'string')) {
    run.warnings.add('unsupportedGrant', 'response.scope of the token step is neither text nor a list of text.', {
      component: `connections.${component.name}`,
      section: 'communication',
      path: ['token', 'response', 'scope'],
    });
    return [];
  }
  return [...new Set(texts.flatMap((text: string) => text.split(/[\s,]+/)).filter((scope) => scope !== ''))];
}

/** What was granted replaces the stored list; nothing said, the scopes asked for join it. */
export const mergeGranted = (
  stored: readonly string[],
  granted: readonly string[],
  requested: readonly string[],
): string[] => (granted.length > 0 ? [...granted] : [...new Set([...stored, ...requested])]);
