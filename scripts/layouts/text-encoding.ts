const BYTE_ORDER_MARK = '\uFEFF';

/** Text of a file, or what it is instead. */
export type Decoded =
  | { readonly text: string /** The text with its byte order mark, if it has one. */; readonly whole: string }
  | { readonly fault: string };

/** Decodes UTF-8, with or without a byte order mark. */
export function decodeText(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return { fault: 'is UTF-16 text' };
  if (bytes.includes(0)) return { fault: 'is no text, or UTF-16 text' };
  try {
    const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text: whole.startsWith(BYTE_ORDER_MARK) ? whole.slice(1) : whole, whole };
  } catch {
    return { fault: 'is not UTF-8 text' };
  }
}
