import { MASK } from '../parameters/secrets.ts';
import type { SecretForms } from './secret-forms.ts';
import { decodeLayer } from './secret-layers.ts';

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

type Span = readonly [start: number, end: number];

/** Codings that are looked through: a percent-encoded JSON text in a JSON text has three. */
const MAX_LAYERS = 4;

/** Replaces every secret, as it is and beneath layers of percent-encoding, JSON escapes and XML entities. */
export function maskText(text: string, search: SecretSearch): string {
  if (text.length < search.shortest && !search.standalone) return text;
  const spans = spansIn(text, search, MAX_LAYERS);
  return spans.length === 0 ? text : cutOut(text, spans);
}

function spansIn(text: string, search: SecretSearch, layers: number): readonly Span[] {
  const spans = ownSpans(text, search);
  const layer = layers > 0 ? decodeLayer(text) : undefined;
  if (layer) {
    for (const [start, end] of spansIn(layer.text, search, layers - 1))
      spans.push([layer.place(start), layer.place(end)]);
  }
  return spans;
}

function ownSpans(text: string, { plain, standalone, cores, shortest }: SecretSearch): Span[] {
  const spans: Span[] = [];
  if (text.length >= shortest) {
    for (const core of cores) addSpans(spans, text, core, runAround);
    for (const form of plain) addSpans(spans, text, form, (_text, at) => [at, at + form.length]);
  }
  if (standalone)
    for (const { index, 0: found } of text.matchAll(standalone)) spans.push([index, index + found.length]);
  return spans;
}

/** Adds what surrounds each occurrence of a part; the search goes on behind it. */
function addSpans(spans: Span[], text: string, part: string, around: (text: string, at: number, part: string) => Span) {
  for (let at = text.indexOf(part); at >= 0; ) {
    const span = around(text, at, part);
    spans.push(span);
    at = text.indexOf(part, span[1]);
  }
}

/** The whole run of Base64 that holds a core. */
function runAround(text: string, at: number, core: string): Span {
  let start = at;
  let end = at + core.length;
  while (start > 0 && text.charAt(start - 1) !== '=' && BASE64_RUN.test(text.charAt(start - 1))) start--;
  while (end < text.length && BASE64_RUN.test(text.charAt(end))) end++;
  return [start, end];
}

/** One mask for spans that overlap. */
function cutOut(text: string, spans: readonly Span[]): string {
  let shown = '';
  let done = 0;
  for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
    if (end <= done) continue;
    if (start >= done) shown += text.slice(done, start) + MASK;
    done = end;
  }
  return shown + text.slice(done);
}
