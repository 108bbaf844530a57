import { MASK } from '../parameters/secrets.ts';
import type { SecretForms } from './secret-forms.ts';

/** Everything that is looked for in a shown text, longest first, as one form may contain another. */
export interface SecretSearch {
  readonly plain: readonly string[];
  readonly standalone: RegExp | undefined;
  readonly cores: readonly string[];
  /** No shorter text can hold a plain form or a core; most texts of a report are shorter. */
  readonly shortest: number;
}

const BASE64_RUN = /[A-Za-z0-9+/_=-]/;

export function searchFor(forms: readonly SecretForms[]): SecretSearch {
  const short = byLength(forms.flatMap(({ standalone }) => standalone)).map((form) =>
    form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  );
  const plain = byLength(forms.flatMap((form) => form.plain));
  const cores = byLength(forms.flatMap((form) => form.cores));
  return {
    plain,
    standalone:
      short.length === 0 ? undefined : new RegExp(`(?<![A-Za-z0-9])(?:${short.join('|')})(?![A-Za-z0-9])`, 'g'),
    cores,
    shortest: Math.min(...[plain, cores].map((texts) => texts.at(-1)?.length ?? Number.POSITIVE_INFINITY)),
  };
}

const byLength = (texts: readonly string[]): string[] => [...new Set(texts)].sort((a, b) => b.length - a.length);

export function maskText(text: string, search: SecretSearch): string {
  const shown = text.length < search.shortest ? text : maskForms(text, search);
  return search.standalone ? shown.replace(search.standalone, MASK) : shown;
}

function maskForms(text: string, { plain, cores }: SecretSearch): string {
  let shown = text;
  for (const core of cores) if (shown.includes(core)) shown = maskRuns(shown, core);
  for (const form of plain) if (shown.includes(form)) shown = shown.replaceAll(form, MASK);
  return shown;
}

/** Replaces every run of Base64 that holds the core. */
function maskRuns(text: string, core: string): string {
  let shown = '';
  let done = 0;
  for (let at = text.indexOf(core); at >= 0; at = text.indexOf(core, done)) {
    let start = at;
    let end = at + core.length;
    while (start > done && text.charAt(start - 1) !== '=' && BASE64_RUN.test(text.charAt(start - 1))) start--;
    while (end < text.length && BASE64_RUN.test(text.charAt(end))) end++;
    shown += text.slice(done, start) + MASK;
    done = end;
  }
  return shown + text.slice(done);
}
