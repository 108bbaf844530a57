/** Text encodings of binary data, as `Buffer` names them. */
export interface TextEncodings {
  readonly isKnown: (name: unknown) => boolean;
  readonly bytesOf: (text: string, encoding: unknown) => ArrayLike<number>;
  readonly textOf: (bytes: Uint8Array, encoding: unknown) => string;
}

/**
 * Makes the encodings that `Buffer` reads and writes; on bad text they do as Node's.
 *
 * The text of this function runs inside the sandbox: it may use nothing from outside itself.
 */
export function textEncodings(): TextEncodings {
  const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const DIGITS = '0123456789abcdef';

  type Encoding = 'utf8' | 'hex' | 'base64' | 'base64url' | 'latin1' | 'ascii' | 'utf16le';

  const ALIASES: Readonly<Record<string, Encoding>> = {
    utf8: 'utf8',
    'utf-8': 'utf8',
    hex: 'hex',
    base64: 'base64',
    base64url: 'base64url',
    latin1: 'latin1',
    binary: 'latin1',
    ascii: 'ascii',
    ucs2: 'utf16le',
    'ucs-2': 'utf16le',
    utf16le: 'utf16le',
    'utf-16le': 'utf16le',
  };

  const encodingOf = (name: unknown): Encoding => {
    if (name === undefined || name === null || name === '') return 'utf8';
    const key = String(name).toLowerCase();
    const encoding = Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined;
    if (encoding === undefined) throw new TypeError(`Unknown encoding: ${String(name)}`);
    return encoding;
  };

  const textOfCodes = (codes: ArrayLike<number>): string => {
    let text = '';
    for (let at = 0; at < codes.length; at += 8192) {
      text += String.fromCharCode.apply(null, Array.prototype.slice.call(codes, at, at + 8192));
    }
    return text;
  };

  const bytesOfUtf8 = (text: string): number[] => {
    const bytes: number[] = [];
    for (let at = 0; at < text.length; at++) {
      let point = text.codePointAt(at) ?? 0;
      if (point > 0xffff) at++;
      else if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
      if (point < 0x80) bytes.push(point);
      else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
      else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
      else
        bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    }
    return bytes;
  };

  /** Decodes as the Encoding Standard says: every maximal part that is not UTF-8 becomes one U+FFFD. */
  const textOfUtf8 = (bytes: Uint8Array): string => {
    const codes: number[] = [];
    let [needed, point, lower, upper] = [0, 0, 0x80, 0xbf];
    const start = (byte: number): void => {
      if (byte < 0x80) codes.push(byte);
      else if (byte < 0xc2 || byte > 0xf4) codes.push(0xfffd);
      else {
        needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        point = byte & (0x3f >> needed);
        lower = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
        upper = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
      }
    };
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (needed === 0) {
        start(byte);
      } else if (byte < lower || byte > upper) {
        needed = 0;
        codes.push(0xfffd);
        start(byte);
      } else {
        [lower, upper] = [0x80, 0xbf];
        point = (point << 6) | (byte & 63);
        if (--needed > 0) continue;
        if (point > 0xffff) codes.push(0xd7c0 + (point >> 10), 0xdc00 | (point & 1023));
        else codes.push(point);
      }
    }
    if (needed > 0) codes.push(0xfffd);
    return textOfCodes(codes);
  };

  const bytesOfHex = (text: string): number[] => {
    const bytes: number[] = [];
    for (let at = 0; at + 1 < text.length; at += 2) {
      const high = DIGITS.indexOf(text.charAt(at).toLowerCase());
      const low = DIGITS.indexOf(text.charAt(at + 1).toLowerCase());
      if (high < 0 || low < 0) break;
      bytes.push(high * 16 + low);
    }
    return bytes;
  };

  /** Takes both alphabets, skips what is in neither, stops at the padding. */
  const bytesOfBase64 = (text: string): number[] => {
    const bytes: number[] = [];
    let [bits, held] = [0, 0];
    for (let at = 0; at < text.length && text[at] !== '='; at++) {
      const character = text.charAt(at);
      const value = BASE64.indexOf(character === '-' ? '+' : character === '_' ? '/' : character);
      if (value < 0) continue;
      bits = ((bits << 6) | value) & 0xffff;
      held += 6;
      if (held < 8) continue;
      held -= 8;
      bytes.push((bits >> held) & 255);
    }
    return bytes;
  };

  const textOfBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 3) {
      const [first = 0, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
      const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
      text += BASE64.charAt(bits >> 18) + BASE64.charAt((bits >> 12) & 63);
      text += second === undefined ? '=' : BASE64.charAt((bits >> 6) & 63);
      text += third === undefined ? '=' : BASE64.charAt(bits & 63);
    }
    return text;
  };

  const bytesOfText = (text: string, encoding: Encoding): ArrayLike<number> => {
    switch (encoding) {
      case 'utf8':
        return bytesOfUtf8(text);
      case 'hex':
        return bytesOfHex(text);
      case 'base64':
      case 'base64url':
        return bytesOfBase64(text);
      case 'latin1':
      case 'ascii':
        return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at) & 255);
      case 'utf16le':
        return Array.from({ length: text.length * 2 }, (_, at) => (text.charCodeAt(at >> 1) >> ((at & 1) * 8)) & 255);
    }
  };

  const textOfBytes = (bytes: Uint8Array, encoding: Encoding): string => {
    switch (encoding) {
      case 'utf8':
        return textOfUtf8(bytes);
      case 'hex': {
        let text = '';
        for (const byte of bytes) text += DIGITS.charAt(byte >> 4) + DIGITS.charAt(byte & 15);
        return text;
      }
      case 'base64':
        return textOfBase64(bytes);
      case 'base64url':
        return textOfBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
      case 'latin1':
        return textOfCodes(bytes);
      case 'ascii':
        return textOfCodes(Array.from(bytes, (byte) => byte & 127));
      case 'utf16le':
        return textOfCodes(
          Array.from({ length: bytes.length >> 1 }, (_, at) => (bytes[at * 2] ?? 0) | ((bytes[at * 2 + 1] ?? 0) << 8)),
        );
    }
  };

  return {
    isKnown: (name) => typeof name === 'string' && Object.hasOwn(ALIASES, name.toLowerCase()),
    bytesOf: (text, encoding) => bytesOfText(text, encodingOf(encoding)),
    textOf: (bytes, encoding) => textOfBytes(bytes, encodingOf(encoding)),
  };
}
