import { encodeComponent } from './url.ts';

/** The texts by which one secret may be recognised. */
export interface SecretForms {
  /** Replaced wherever they stand. */
  readonly plain: readonly string[];
  /** Too short to be looked for inside words: replaced where no letter or digit touches them. */
  readonly standalone: readonly string[];
  /** Parts of a Base64 text that only this secret makes; the whole run of Base64 around them goes. */
  readonly cores: readonly string[];
}

/** Shorter secrets would also be found inside ordinary words. */
const LONG_ENOUGH = 4;
/** Shorter pieces of Base64 turn up by chance. */
const CORE_LENGTH = 5;

/** A value is secret as a whole; of `Bearer x` and `Basic x` also what follows, decoded where it is a pair. */
export function textsIn(value: string): readonly string[] {
  if (value === '') return [];
  const [, scheme, credentials] = /^([A-Za-z][\w-]*)\s+(\S.*)$/.exec(value) ?? [];
  if (scheme === undefined || credentials === undefined) return [value];
  return [value, credentials, ...(scheme.toLowerCase() === 'basic' ? pairOf(credentials) : [])];
}

function pairOf(credentials: string): string[] {
  const pair = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? [pair] : [pair, pair.slice(colon + 1)].filter((part) => part !== '' && part !== ':');
}

/** Lists how a secret looks as it is, and inside JSON, queries, forms, XML and Base64. */
export function formsOf(secret: string): SecretForms {
  const written = new Set(
    [secret, secret.trim(), secret.replaceAll(' ', '+'), ...writtenForms(secret), ...base64Of(secret)].filter(
      (form) => form !== '',
    ),
  );
  const plain = [...written].filter((form) => form.length >= LONG_ENOUGH);
  const standalone = [...written].filter((form) => form.length < LONG_ENOUGH);
  const coded = new Set([secret, JSON.stringify(secret).slice(1, -1), encodeComponent(secret)]);
  return { plain, standalone, cores: [...coded].flatMap(base64Cores) };
}

function writtenForms(secret: string): string[] {
  const encoded = [encodeComponent(secret), encodeOrKeep(secret, encodeURIComponent), encodeOrKeep(secret, encodeURI)];
  const spaced = encoded.map((form) => form.replaceAll('%20', '+'));
  const lower = [...encoded, ...spaced].map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const quoted = JSON.stringify(secret).slice(1, -1);
  return [
    ...encoded,
    ...spaced,
    ...lower,
    quoted,
    JSON.stringify(quoted).slice(1, -1),
    asciiJson(quoted),
    ...xmlForms(secret),
  ];
}

function encodeOrKeep(text: string, encode: (text: string) => string): string {
  try {
    return encode(text);
  } catch {
    return text; // A lone surrogate has no encoding; encodeComponent covers what is sent instead.
  }
}

/** JSON of servers that escape everything beyond ASCII, and slashes. */
const asciiJson = (quoted: string): string =>
  quoted
    .replace(/[\u0080-\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');

function xmlForms(secret: string): string[] {
  const escaped = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    escaped,
    escaped.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
    escaped.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  ];
}

function base64Of(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const standard = bytes.toString('base64');
  return [standard, standard.replace(/=+$/, ''), bytes.toString('base64url'), ...hexOf(bytes)];
}

const hexOf = (bytes: Buffer): string[] => [bytes.toString('hex'), bytes.toString('hex').toUpperCase()];

/** What a secret contributes to Base64 whatever stands before and after it: one text for each of three alignments. */
function base64Cores(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + bytes.length) * 8) / 6);
    const core = text.slice(first, last);
    return core.length < CORE_LENGTH ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
