/** Makes ids and secrets that are the same on every run with the same seed. */
export interface Identifiers {
  readonly objectId: () => string;
  readonly uuid: () => string;
  /** Twelve letters and digits nobody can guess from outside. */
  readonly nonce: () => string;
}

/** `purpose` keeps generators of one seed apart. */
export function createIdentifiers(seed: number, purpose: string, now: () => Date): Identifiers {
  const next = randomWords([...purpose].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed));
  const hex = (words: number) => Array.from({ length: words }, () => next().toString(16).padStart(8, '0')).join('');
  return {
    objectId: () => (Math.floor(now().getTime() / 1000) >>> 0).toString(16).padStart(8, '0') + hex(2),
    uuid: () => asUuid(hex(4)),
    nonce: () => hex(2).slice(0, 12),
  };
}

/** Sets the version (4) and variant bits of 32 hex digits. */
function asUuid(digits: string): string {
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  const fixed = `${digits.slice(0, 12)}4${digits.slice(13, 16)}${variant}${digits.slice(17)}`;
  return fixed.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Mulberry32: a small generator of 32-bit words, good enough for ids. */
function randomWords(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return (word ^ (word >>> 14)) >>> 0;
  };
}
