/** A stretch of a format: text to copy, or a token. */
export type FormatPart = { readonly literal: string } | { readonly token: PlainToken };

/** The tokens of the usual formats; they are handled here, all others by moment. */
export type PlainToken = 'YYYY' | 'MM' | 'DD' | 'HH' | 'mm' | 'ss' | 'SSS' | 'Z' | 'ZZ' | 'X' | 'x';

const PLAIN_TOKENS: ReadonlySet<string> = new Set<PlainToken>([
  'YYYY',
  'MM',
  'DD',
  'HH',
  'mm',
  'ss',
  'SSS',
  'Z',
  'ZZ',
  'X',
  'x',
]);

const isPlainToken = (run: string): run is PlainToken => PLAIN_TOKENS.has(run);

/** Bracketed text, a run of one letter, or text that no format gives a meaning. */
const PARTS = /\[([^[\]\\]*)\]|(([A-Za-z])\3*)|([^A-Za-z[\]\\]+)|[\s\S]/g;

const known = new Map<string, readonly FormatPart[] | undefined>();

/** Formats may come from user data: what is remembered about them is bounded. */
const FORMATS_KEPT = 500;

/** The parts of a format made of plain tokens and separators alone; undefined for any other. */
export function plainParts(format: string): readonly FormatPart[] | undefined {
  if (known.has(format)) return known.get(format);
  const parts = readParts(format);
  if (known.size >= FORMATS_KEPT) known.clear();
  known.set(format, parts);
  return parts;
}

function readParts(format: string): readonly FormatPart[] | undefined {
  const parts: FormatPart[] = [];
  for (const [, quoted, run, , separator] of format.matchAll(PARTS)) {
    const literal = quoted ?? separator ?? (run === 'T' ? run : undefined);
    if (literal !== undefined) parts.push({ literal });
    else if (run !== undefined && isPlainToken(run)) parts.push({ token: run });
    else return undefined;
  }
  return parts;
}
