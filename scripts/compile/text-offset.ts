/**
 * Where a character of a text value stands in the source that states it: `start` is where the value's expression
 * starts. Undefined when the value is no plain text literal, as only those can be followed character by character.
 */
export function offsetInLiteral(source: string, start: number, offset: number): number | undefined {
  if (!/['"`]/.test(source.charAt(start))) return undefined;
  const end = endOfLiteral(source, start);
  if (end === undefined) return undefined;
  let position = start + 1;
  let seen = 0;
  while (seen < offset && position < end - 1) {
    seen += lengthAt(source, position);
    position += writtenLengthAt(source, position);
  }
  return Math.min(position, end - 1);
}

const PLAIN_LITERAL = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*`/y;
/** What may follow a value that is nothing but the literal, comments between them left out. */
const AFTER = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*(?:[,;:)\]}]|as\b|satisfies\b|$)/y;

/** The end of the text literal that is the whole expression at `start`. */
function endOfLiteral(source: string, start: number): number | undefined {
  PLAIN_LITERAL.lastIndex = start;
  const literal = PLAIN_LITERAL.exec(source)?.[0];
  if (literal === undefined) return undefined;
  AFTER.lastIndex = start + literal.length;
  return AFTER.test(source) ? start + literal.length : undefined;
}

const ESCAPE = /\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|\r\n|[\s\S])/y;

/** How many characters of source one character of the value takes; a line break may be two. */
function writtenLengthAt(source: string, position: number): number {
  if (source.startsWith('\r\n', position)) return 2;
  ESCAPE.lastIndex = position;
  return ESCAPE.exec(source)?.[0].length ?? 1;
}

/** How many UTF-16 units the value gains there: none for a continued line, two for a large code point. */
function lengthAt(source: string, position: number): number {
  if (source.charAt(position) !== '\\') return 1;
  const next = source.charAt(position + 1);
  if (next === '\n' || next === '\r') return 0;
  const large = /^\\u\{([0-9A-Fa-f]+)\}/.exec(source.slice(position, position + 12));
  return large && Number.parseInt(large[1] ?? '', 16) > 0xffff ? 2 : 1;
}
