import { isPlainObject } from '../core/json.ts';
import { isEmptyString } from '../iml/values.ts';
import { MASK } from '../parameters/secrets.ts';
import { setOwn } from './temp.ts';

/** Nesting that is shown; only data that contains itself gets deeper. */
const MAX_DEPTH = 200;

/** Replaces what must not be shown in one text. */
type MaskText = (text: string) => string;

/**
 * Turns a runtime value into what a report holds: dates as ISO text, binary data described, undefined members left out.
 * Given `mask`, every text in it, keys too, passes through that.
 */
export function jsonReady(value: unknown, mask?: MaskText, depth = 0): unknown {
  if (typeof value === 'string') return mask ? mask(value) : value;
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? readyNumber(value, mask) : null;
  if (value === undefined || depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((item) => jsonReady(item, mask, depth + 1) ?? null);
  if (isPlainObject(value)) return readyObject(value, mask, depth);
  return readySpecial(value, mask);
}

const readyNumber = (value: number, mask: MaskText | undefined): unknown =>
  mask && isLongSecret(value, mask) ? MASK : value;

/** Claims a number that is a secret an API echoed; short ones are too common to be told from it. */
export function isLongSecret(value: number, mask: MaskText): boolean {
  const digits = String(value);
  return digits.length >= 4 && mask(digits) !== digits;
}

function readyObject(
  value: Readonly<Record<string, unknown>>,
  mask: MaskText | undefined,
  depth: number,
): Record<string, unknown> {
  const ready: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const inner = jsonReady(value[key], mask, depth + 1);
    if (inner !== undefined) setOwn(ready, mask ? mask(key) : key, inner);
  }
  return ready;
}

function readySpecial(value: unknown, mask: MaskText | undefined): unknown {
  if (isEmptyString(value)) return '';
  if (value instanceof Uint8Array) return jsonReady(describedBytes(value), mask);
  if (!(value instanceof Date)) return jsonReady(String(value), mask);
  return Number.isNaN(value.getTime()) ? null : jsonReady(value.toISOString(), mask);
}

const describedBytes = (bytes: Uint8Array): unknown => ({
  bytes: bytes.length,
  base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
});
