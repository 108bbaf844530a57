import type { TextEncodings } from './sandbox-encodings.ts';

/** The part of `Buffer` that the realm itself needs; functions get all of it. */
export interface BufferClass {
  new (length: number): Uint8Array;
  from(value: unknown, encoding?: unknown, length?: unknown): Uint8Array & { toString(encoding?: string): string };
}

/**
 * Makes `Buffer` for custom functions, on `Uint8Array`: what is documented of Node's for text, numbers and copies.
 *
 * The text of this function runs inside the sandbox: it may use nothing from outside itself.
 */
export function bufferClass({ isKnown, bytesOf, textOf }: TextEncodings): BufferClass {
  const isArrayLike = (value: unknown): value is ArrayLike<number> =>
    typeof value === 'object' && value !== null && 'length' in value && typeof value.length === 'number';

  /** What `JSON.stringify` makes of a Buffer. */
  const isWritten = (value: unknown): value is { readonly data: ArrayLike<number> } =>
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value;

  const sourceOf = (value: unknown, encoding: unknown): ArrayLike<number> => {
    if (typeof value === 'string' || value instanceof String) return bytesOf(String(value), encoding);
    if (isWritten(value)) return value.data;
    if (isArrayLike(value)) return value;
    throw new TypeError(
      'The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object.',
    );
  };

  class Buffer extends Uint8Array {
    static override from(value: unknown, encoding?: unknown, length?: unknown): Buffer {
      if (value instanceof ArrayBuffer) {
        const offset = Number(encoding ?? 0);
        return new Buffer(value, offset, length === undefined ? value.byteLength - offset : Number(length));
      }
      const source = sourceOf(value, encoding);
      const result = new Buffer(source.length);
      for (let at = 0; at < source.length; at++) result[at] = Number(source[at]) & 255;
      return result;
    }

    static override of(...items: number[]): Buffer {
      return Buffer.from(items);
    }

    static alloc(size: number, fill?: unknown, encoding?: unknown): Buffer {
      const result = new Buffer(size);
      return fill === undefined ? result : result.fill(fill as number, 0, size, encoding); // `fill` takes all of them.
    }

    static allocUnsafe(size: number): Buffer {
      return new Buffer(size);
    }

    static isBuffer(value: unknown): boolean {
      return value instanceof Buffer;
    }

    static isEncoding(name: unknown): boolean {
      return isKnown(name);
    }

    static byteLength(value: unknown, encoding?: unknown): number {
      return value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? value.byteLength
        : sourceOf(value, encoding).length;
    }

    static concat(list: readonly Uint8Array[], length?: number): Buffer {
      const total = length ?? list.reduce((sum, part) => sum + part.length, 0);
      const result = new Buffer(total);
      let at = 0;
      for (const part of list) {
        const fitting = part.subarray(0, Math.max(0, total - at));
        result.set(fitting, at);
        at += fitting.length;
      }
      return result;
    }

    static compare(left: Uint8Array, right: Uint8Array): number {
      const shared = Math.min(left.length, right.length);
      for (let at = 0; at < shared; at++) {
        const difference = (left[at] ?? 0) - (right[at] ?? 0);
        if (difference !== 0) return Math.sign(difference);
      }
      return Math.sign(left.length - right.length);
    }

    override toString(encoding?: unknown, start = 0, end = this.length): string {
      const from = Math.min(Math.max(start, 0), this.length);
      return textOf(this.subarray(from, Math.max(from, Math.min(end, this.length))), encoding);
    }

    toJSON(): { type: 'Buffer'; data: number[] } {
      return { type: 'Buffer', data: Array.from(this) };
    }

    /** Shares its bytes with this one, as Node's does. */
    override slice(start?: number, end?: number): Buffer {
      return this.subarray(start ?? 0, end ?? this.length) as Buffer; // A subarray is of the class it was taken from.
    }

    equals(other: Uint8Array): boolean {
      return Buffer.compare(this, other) === 0;
    }

    compare(other: Uint8Array): number {
      return Buffer.compare(this, other);
    }

    copy(target: Uint8Array, at = 0, start = 0, end = this.length): number {
      const part = this.subarray(start, Math.min(end, start + Math.max(0, target.length - at)));
      target.set(part, at);
      return part.length;
    }

    write(text: string, at: unknown = 0, length?: unknown, encoding?: unknown): number {
      if (typeof at === 'string') return this.write(text, 0, this.length, at);
      const offset = Number(at);
      if (typeof length === 'string') return this.write(text, offset, this.length - offset, length);
      const bytes = Buffer.from(text, encoding);
      return bytes.copy(this, offset, 0, Math.min(bytes.length, Number(length ?? this.length - offset)));
    }

    override fill(value: unknown, start?: unknown, end?: unknown, encoding?: unknown): this {
      if (typeof start === 'string') return this.fill(value, 0, this.length, start);
      const [from, to] = [Number(start ?? 0), Number(end ?? this.length)];
      const pattern = typeof value === 'number' ? [value & 255] : sourceOf(value, encoding);
      for (let at = from; at < to; at++)
        this[at] = pattern.length === 0 ? 0 : (pattern[(at - from) % pattern.length] ?? 0);
      return this;
    }

    override indexOf(value: unknown, start = 0, encoding?: unknown): number {
      const wanted = typeof value === 'number' ? [value & 255] : sourceOf(value, encoding);
      const first = start < 0 ? Math.max(0, this.length + start) : start;
      for (let at = first; at + wanted.length <= this.length; at++) {
        let matched = 0;
        while (matched < wanted.length && this[at + matched] === wanted[matched]) matched++;
        if (matched === wanted.length) return at;
      }
      return -1;
    }

    override includes(value: unknown, start?: number, encoding?: unknown): boolean {
      return this.indexOf(value, start, encoding) !== -1;
    }
  }

  /** Adds `readUInt16BE`, `writeInt32LE`, `readDoubleLE` and so on. */
  const addNumbers = (suffix: string, method: string, size: number): void => {
    for (const order of size === 1 ? [''] : ['LE', 'BE']) {
      const viewOf = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const read = function (this: Buffer, at = 0): unknown {
        return Reflect.apply(Reflect.get(DataView.prototype, `get${method}`), viewOf(this), [at, order === 'LE']);
      };
      const write = function (this: Buffer, value: unknown, at = 0): number {
        Reflect.apply(Reflect.get(DataView.prototype, `set${method}`), viewOf(this), [at, value, order === 'LE']);
        return at + size;
      };
      for (const name of new Set([suffix, suffix.replace('UInt', 'Uint')])) {
        Object.defineProperty(Buffer.prototype, `read${name}${order}`, {
          value: read,
          writable: true,
          configurable: true,
        });
        Object.defineProperty(Buffer.prototype, `write${name}${order}`, {
          value: write,
          writable: true,
          configurable: true,
        });
      }
    }
  };
  for (const bits of [8, 16, 32]) {
    addNumbers(`UInt${bits}`, `Uint${bits}`, bits / 8);
    addNumbers(`Int${bits}`, `Int${bits}`, bits / 8);
  }
  addNumbers('BigUInt64', 'BigUint64', 8);
  addNumbers('BigInt64', 'BigInt64', 8);
  addNumbers('Float', 'Float32', 4);
  addNumbers('Double', 'Float64', 8);
  return Buffer;
}
