import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BufferClass, bufferClass } from '../../scripts/runtime/sandbox-buffer.ts';
import { textEncodings } from '../../scripts/runtime/sandbox-encodings.ts';
import { bodyRunner } from './sandbox-support.ts';

/** As it is inside the sandbox, but made here, where Node's can be asked too. */
const Made: BufferClass = bufferClass(textEncodings());

const ENCODINGS = ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le'] as const;
const text = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) });

describe.each(ENCODINGS)('%s', (encoding) => {
  test('bytes become the text Node makes of them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(Made.from(bytes).toString(encoding)).toBe(Buffer.from(bytes).toString(encoding));
      }),
    );
  });

  test('text becomes the bytes Node makes of it', () => {
    const given =
      encoding.startsWith('base64') || encoding === 'hex'
        ? fc.uint8Array().map((bytes) => Buffer.from(bytes).toString(encoding))
        : text;

    fc.assert(
      fc.property(given, (written) => {
        expect([...Made.from(written, encoding)]).toEqual([...Buffer.from(written, encoding)]);
      }),
    );
  });
});

test('text that is almost UTF-8 becomes what Node makes of it', () => {
  const byte = fc.constantFrom(
    0x41,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc1,
    0xc2,
    0xe0,
    0xe1,
    0xed,
    0xef,
    0xf0,
    0xf3,
    0xf4,
    0xf5,
  );

  fc.assert(
    fc.property(fc.array(byte), (bytes) => {
      expect(Made.from(bytes).toString()).toBe(Buffer.from(bytes).toString());
    }),
    { numRuns: 500 },
  );
});

/** What a function might do with `Buffer`; Node is asked for the value. */
const EXPRESSIONS = [
  `Buffer.from('čaj').length`,
  `Buffer.from([1, 256, -1, '7', 2.9])`,
  `Buffer.from(Buffer.from('ab')).equals(Buffer.from('ab'))`,
  `Buffer.from({ type: 'Buffer', data: [1, 2] })`,
  `Buffer.from(new Uint8Array([1, 2, 3]).buffer, 1, 1)`,
  `JSON.stringify({ a: Buffer.from('hi') })`,
  `Buffer.concat([Buffer.from('a'), Buffer.from('bc')]).toString()`,
  `Buffer.concat([Buffer.from('abc'), Buffer.from('d')], 2).toString()`,
  `Buffer.concat([Buffer.from('a')], 3)`,
  `Buffer.isBuffer(Buffer.from('')) && !Buffer.isBuffer(new Uint8Array(1)) && !Buffer.isBuffer('a')`,
  `Buffer.isEncoding('UTF-8') && !Buffer.isEncoding('utf-7')`,
  `[Buffer.byteLength('čaj'), Buffer.byteLength('6162', 'hex'), Buffer.byteLength(Buffer.from('ab'))]`,
  `Buffer.alloc(5, 'ab').toString()`,
  `Buffer.alloc(3, 7)`,
  `Buffer.from('hello').slice(1, -1).toString()`,
  `(() => { const whole = Buffer.from('abc'); whole.slice(1)[0] = 120; return whole.toString() })()`,
  `Buffer.from('hello').subarray(1, 3).toString('hex')`,
  `Buffer.from('hello').toString('utf8', 1, 3)`,
  `Buffer.from('hello').toString('utf8', -3, 99)`,
  `Buffer.from('hello')[0]`,
  `[...Buffer.from('hi')]`,
  `Buffer.from('zzff', 'hex').length`,
  `Buffer.from('YWI=YWI=', 'base64').length`,
  `Buffer.from(' YW I ', 'base64').toString()`,
  `Buffer.from('hello').indexOf('lo') + Buffer.from('hello').indexOf(108) + Buffer.from('hello').indexOf('x')`,
  `Buffer.from('hello').includes(Buffer.from('ell'))`,
  `Buffer.compare(Buffer.from('a'), Buffer.from('b')) + Buffer.from('b').compare(Buffer.from('a'))`,
  `(() => { const b = Buffer.alloc(4); b.writeUInt16BE(258, 1); return b })()`,
  `(() => { const b = Buffer.alloc(8); return [b.writeDoubleLE(1.5), b.readDoubleLE(0), b.readInt32BE(4)] })()`,
  `Buffer.from([255, 254]).readInt16LE() + Buffer.from([255]).readUint8() + Buffer.from([255]).readInt8()`,
  `(() => { const b = Buffer.alloc(4); return [b.write('abcdef', 2), b.toString('latin1')] })()`,
  `(() => { const b = Buffer.alloc(4); return [Buffer.from('xyz').copy(b, 2), b] })()`,
  `Buffer.from('abc').map((byte) => byte + 1).toString()`,
  `String(Buffer.from('abc')) + \`\${Buffer.from('d')}\``,
] as const;

describe('in the sandbox', () => {
  let runBody: (body: string, ...args: unknown[]) => unknown;
  beforeAll(async () => {
    runBody = await bodyRunner();
  });

  test.each(EXPRESSIONS)('%s', (expression) => {
    const value = runBody(`return ${expression}`);

    expect(value).toEqual(new Function('Buffer', `return ${expression}`)(Buffer));
  });

  test.each([
    [`Buffer.from('a', 'utf-7')`, 'Unknown encoding: utf-7'],
    ['Buffer.from(5)', /must be of type string or an instance of Buffer/],
    ['Buffer.from(null)', /must be of type string or an instance of Buffer/],
    ['Buffer.alloc(2).readUInt32LE()', /bound|range/],
  ])('%s is refused', (expression, message) => {
    expect(() => runBody(`return ${expression}`)).toThrow(message);
  });
});
