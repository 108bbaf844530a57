/** A text with one layer of coding taken off. */
export interface Layer {
  readonly text: string;
  /** Where a position of the text, or its end, is in the coded text. */
  place(position: number): number;
}

const PERCENT = /((?:%[\da-f]{2})+)/;
const JSON_ESCAPE = /\\(?:u([\da-f]{4})|(["\\/bfnrt]))/;
const ENTITY = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/;
const CODED = new RegExp([PERCENT, JSON_ESCAPE, ENTITY].map(({ source }) => source).join('|'), 'gi');

const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A piece of decoded text, and how many characters of the coded text it stands for. */
type Piece = readonly [text: string, length: number];

/** Takes percent-encoding, JSON escapes and XML entities off, one layer of all three at once; undefined where there is none. */
export function decodeLayer(coded: string): Layer | undefined {
  if (!coded.includes('%') && !coded.includes('\\') && !coded.includes('&')) return undefined;
  const starts: number[] = [];
  const places: number[] = [];
  let text = '';
  let done = 0;
  const add = (piece: string, length: number): void => {
    starts.push(text.length);
    places.push(done);
    text += piece;
    done += length;
  };
  for (const match of coded.matchAll(CODED)) {
    if (match.index > done) add(coded.slice(done, match.index), match.index - done);
    for (const [piece, length] of piecesOf(match)) add(piece, length);
  }
  if (done === 0) return undefined;
  add(coded.slice(done), coded.length - done);
  return { text, place: (position) => placeOf(position, starts, places) };
}

/** Within a piece that was no code, positions go on side by side; inside a code they all stand for its start. */
function placeOf(position: number, starts: readonly number[], places: readonly number[]): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  const [start = 0, next = Number.POSITIVE_INFINITY] = starts.slice(low, low + 2);
  const [place = 0, nextPlace = Number.POSITIVE_INFINITY] = places.slice(low, low + 2);
  return nextPlace - place === next - start || next === Number.POSITIVE_INFINITY ? place + position - start : place;
}

function piecesOf([whole, percent, unicode, letter, hex, decimal, name]: RegExpMatchArray): readonly Piece[] {
  if (percent !== undefined) return percentPieces(percent);
  if (unicode !== undefined) return [[String.fromCharCode(Number.parseInt(unicode, 16)), whole.length]];
  if (letter !== undefined) return [[ESCAPED[letter.toLowerCase()] ?? letter, whole.length]];
  if (name !== undefined) return [[NAMED[name.toLowerCase()] ?? whole, whole.length]];
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return [[point <= 0x10ffff ? String.fromCodePoint(point) : whole, whole.length]];
}

function percentPieces(run: string): readonly Piece[] {
  try {
    return Array.from(decodeURIComponent(run), (character): Piece => [character, 3 * Buffer.byteLength(character)]);
  } catch {
    // Bytes that are no UTF-8 stay coded; those of ASCII among them do not.
    return (run.match(/.{3}/g) ?? []).map((code) => {
      const byte = Number.parseInt(code.slice(1), 16);
      return [byte < 0x80 ? String.fromCharCode(byte) : code, 3];
    });
  }
}
