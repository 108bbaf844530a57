/** One entry as the directory at the end of an archive lists it. */
export interface ZipEntry {
  readonly path: string;
  readonly isEncrypted: boolean;
  readonly isLink: boolean;
  /** 0 is stored, 8 is deflated; there are others nobody uses for apps. */
  readonly method: number;
  readonly crc: number;
  /** Bytes it takes in the archive, and unpacked, as stated. */
  readonly packed: number;
  readonly size: number;
  /** Where its own header starts. */
  readonly start: number;
}

/** Why a directory cannot be read. */
export type DirectoryFault = 'damaged' | 'zip64' | 'crowded';

const SIGNATURES = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 } as const;
const SIZES = { end: 22, entry: 46, local: 30, comment: 0xffff } as const;
const UTF8_NAMES = 0x800;
const ENCRYPTED = 0x1;
/** As Unix writes them into the upper half of the external attributes. */
const FILE_TYPE = 0o170000;
const LINK = 0o120000;

/** Reads the directory of a zip archive, at most so many entries of it. Never throws. */
export function readZipDirectory(bytes: Uint8Array, most: number): readonly ZipEntry[] | DirectoryFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return 'damaged';
  const [count, size, first] = [
    view.getUint16(end + 10, true),
    view.getUint32(end + 12, true),
    view.getUint32(end + 16, true),
  ];
  if (count === 0xffff || size === 0xffffffff || first === 0xffffffff) return 'zip64';
  if (count > most) return 'crowded';
  if (first + size > end) return 'damaged';
  const entries: ZipEntry[] = [];
  let offset = first;
  for (let index = 0; index < count; index++) {
    const entry = readEntry(view, offset, end);
    if (typeof entry === 'string') return entry;
    entries.push(entry.entry);
    offset = entry.next;
  }
  return offset === first + size ? entries : 'damaged';
}

/** The end record stands last, before a comment of its stated length. */
function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - SIZES.end - SIZES.comment);
  for (let offset = view.byteLength - SIZES.end; offset >= lowest; offset--) {
    const isEnd = view.getUint32(offset, true) === SIGNATURES.end;
    if (isEnd && offset + SIZES.end + view.getUint16(offset + 20, true) === view.byteLength) return offset;
  }
  return undefined;
}

function readEntry(
  view: DataView,
  offset: number,
  end: number,
): { readonly entry: ZipEntry; readonly next: number } | DirectoryFault {
  if (offset + SIZES.entry > end || view.getUint32(offset, true) !== SIGNATURES.entry) return 'damaged';
  const [flags, method] = [view.getUint16(offset + 8, true), view.getUint16(offset + 10, true)];
  const [crc, packed, size] = [16, 20, 24].map((at) => view.getUint32(offset + at, true)) as [number, number, number]; // three of three
  const lengths = [28, 30, 32].map((at) => view.getUint16(offset + at, true)) as [number, number, number]; // as above
  const start = view.getUint32(offset + 42, true);
  const next = offset + SIZES.entry + lengths[0] + lengths[1] + lengths[2];
  if (next > end) return 'damaged';
  if ([packed, size, start].includes(0xffffffff)) return 'zip64';
  const name = new Uint8Array(view.buffer, view.byteOffset + offset + SIZES.entry, lengths[0]);
  const path = nameOf(name, (flags & UTF8_NAMES) !== 0);
  const isLink = (view.getUint16(offset + 40, true) & FILE_TYPE) === LINK;
  return { entry: { path, isEncrypted: (flags & ENCRYPTED) !== 0, isLink, method, crc, packed, size, start }, next };
}

/** Old packers write names byte by byte; component IDs are ASCII, in which there is no difference. */
const nameOf = (name: Uint8Array, isUtf8: boolean): string => new TextDecoder(isUtf8 ? 'utf-8' : 'latin1').decode(name);

/** The packed bytes of an entry; undefined where its own header is not where the directory says. */
export function packedBytes(bytes: Uint8Array, { start, packed }: ZipEntry): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (start + SIZES.local > bytes.length || view.getUint32(start, true) !== SIGNATURES.local) return undefined;
  const content = start + SIZES.local + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  return content + packed <= bytes.length ? bytes.subarray(content, content + packed) : undefined;
}
