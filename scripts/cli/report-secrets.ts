import { isPlainObject } from '../core/json.ts';
import { isSecretName } from '../lint/secrets.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, PLURALS } from '../manifest/manifest.ts';
import type { HiddenRange } from './code-frame.ts';

/** Shorter texts stand in too many places to be taken for a secret. */
const SHORTEST = 6;

/** Values of an app that no report may show: what its secret fields hold, and its common data, which Make encrypts. */
export function secretTexts(manifest: Manifest | undefined): readonly string[] {
  if (!manifest) return [];
  const found = new Set<string>();
  const parts = COMPONENT_KINDS.flatMap((kind) =>
    Object.values<{ sections: Manifest['sections'] }>(manifest[PLURALS[kind]]),
  );
  for (const { sections } of [manifest, ...parts]) {
    for (const [name, section] of Object.entries(sections)) {
      if (name === 'common') addTexts(section, found);
      else addFieldValues(section, found);
    }
  }
  return [...found].sort((a, b) => b.length - a.length);
}

const isSecretText = (text: string): boolean =>
  text.length >= SHORTEST && !text.includes('{{') && !/^https?:\/\/[^@]*$/.test(text) && !/^rpc:\/\//.test(text);

function addTexts(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    if (isSecretText(value)) found.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) addTexts(inner, found);
  }
}

function addFieldValues(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const inner of value) addFieldValues(inner, found);
  if (!isPlainObject(value)) return;
  const isSecret =
    value.type === 'password' || value.type === 'pkey' || (typeof value.name === 'string' && isSecretName(value.name));
  if (isSecret) addTexts([value.default, value.value], found);
  for (const inner of Object.values(value)) if (typeof inner === 'object') addFieldValues(inner, found);
}

/** `clientSecret: 'abc…'` in JSON or TypeScript: the name may tell that the value is a secret, whatever the manifest says. */
const NAMED = /([\w$-]+)["']?\s*[:=]\s*(["'`])/g;
const CREDENTIALS = /\b(?:Bearer|Basic|Token)\s+([A-Za-z0-9._~+/=-]{8,})|:\/\/[^/\s:@"'`]+:([^/\s@"'`{]+)@/g;

/** Finds what must be hidden of one line of a source. */
export function hiddenRanges(line: string, secrets: readonly string[]): HiddenRange[] {
  const known = secrets.flatMap((secret) => occurrencesOf(JSON.stringify(secret).slice(1, -1), line));
  return [...known, ...namedValues(line), ...credentials(line)].sort((a, b) => a.start - b.start);
}

function occurrencesOf(text: string, line: string): HiddenRange[] {
  const ranges: HiddenRange[] = [];
  for (let start = line.indexOf(text); start >= 0; start = line.indexOf(text, start + text.length)) {
    ranges.push({ start, end: start + text.length });
  }
  return ranges;
}

function namedValues(line: string): HiddenRange[] {
  return [...line.matchAll(NAMED)].flatMap((match) => {
    const [written, name = '', quote = '"'] = match;
    if (!isSecretName(name)) return [];
    const start = match.index + written.length;
    const close = closingQuote(line, start, quote);
    const value = line.slice(start, close);
    // An expression is no value.
    return value.length >= SHORTEST && !value.includes('{{') ? [{ start, end: close }] : [];
  });
}

function closingQuote(line: string, start: number, quote: string): number {
  for (let at = start; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === quote) return at;
  }
  return line.length;
}

const credentials = (line: string): HiddenRange[] =>
  [...line.matchAll(CREDENTIALS)].map((match) => {
    const secret = match[1] ?? match[2] ?? '';
    const start = match.index + match[0].lastIndexOf(secret);
    return { start, end: start + secret.length };
  });
