import { isPlainObject } from '../core/json.ts';

/** Reads binary data: bytes, or one of the forms JSON documents give it; undefined for anything else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (!isPlainObject(value)) return undefined;
  if (typeof value.base64 === 'string') return Buffer.from(value.base64, 'base64');
  if (typeof value.$buffer === 'string') return Buffer.from(value.$buffer, 'hex');
  // What JSON.stringify makes of a Buffer.
  if (value.type === 'Buffer' && isByteList(value.data)) return Buffer.from(value.data);
  return undefined;
}

function isByteList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);
}

/** Turns text into bytes by a buffer's `codepage` where Node knows it, else as UTF-8. */
export function textBytes(text: string, codepage: unknown): Uint8Array {
  const name = typeof codepage === 'string' ? (ALIASES[codepage.toLowerCase()] ?? codepage) : 'utf8';
  return Buffer.from(text, Buffer.isEncoding(name) ? name : 'utf8');
}

const ALIASES: Readonly<Record<string, BufferEncoding>> = {
  binary: 'latin1',
  'iso-8859-1': 'latin1',
  'us-ascii': 'ascii',
  'utf-16': 'utf16le',
};
