import { createHash, createHmac } from 'node:crypto';
import { ImlFunctionError } from '../errors.ts';
import { toText } from '../values.ts';
import { bytesOf, isNothing, notValid, optionalText } from './arguments.ts';
import { type EagerFunction, type ImlFunction, optional, required } from './function.ts';

const base64: EagerFunction = {
  name: 'base64',
  family: 'text',
  summary: 'Encodes text, as UTF-8, or binary data in base64.',
  parameters: [required('value', 'buffer')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["base64('user:pass')", 'dXNlcjpwYXNz'],
    ["base64(toBinary('ff00', 'hex'))", '/wA='],
  ],
  run: (_, value) => (isNothing(value) ? null : bytesOf(value).toString('base64')),
};

const md5: EagerFunction = {
  name: 'md5',
  family: 'text',
  summary: 'Computes the MD5 digest of text or binary data, in hexadecimal.',
  parameters: [required('value', 'buffer')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ["md5('abc')", '900150983cd24fb0d6963f7d28e17f72'],
    ['md5(missing)', null],
  ],
  run: (_, value) => (isNothing(value) ? null : createHash('md5').update(bytesOf(value)).digest('hex')),
};

type Sha = 'sha1' | 'sha256' | 'sha512';

/** The three SHA functions differ in nothing but the algorithm. */
function shaFunction(name: Sha, examples: EagerFunction['examples']): EagerFunction {
  return {
    name,
    family: 'text',
    summary: `Computes the SHA-${name.slice(3)} digest of a value or, with a key, its HMAC.`,
    parameters: [
      required('value', 'buffer'),
      optional('encoding', 'text'),
      optional('key', 'any'),
      optional('keyEncoding', 'text'),
    ],
    returns: 'text',
    basis: 'documented',
    examples,
    run: (_, value, encoding, key, keyEncoding) => {
      if (isNothing(value)) return null;
      const secret = keyBytes(key, optionalText(keyEncoding, 'text'));
      const hash = secret.byteLength === 0 ? createHash(name) : createHmac(name, secret);
      return hash.update(bytesOf(value)).digest().toString(digestEncoding(encoding));
    },
  };
}

const sha1 = shaFunction('sha1', [
  ["sha1('abc')", 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ["sha1('abc', 'base64')", 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0='],
]);

const sha256 = shaFunction('sha256', [
  ["sha256('abc')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ["sha256('abc', 'hex', 'key')", '9c196e32dc0175f86f4b1cb89289d6619de6bee699e4c378e68309ed97a1a6ab'],
  ["sha256('abc', 'base64', '6b6579', 'hex')", 'nBluMtwBdfhvSxy4konWYZ3mvuaZ5MN45oMJ7Zehpqs='],
]);

const sha512 = shaFunction('sha512', [
  [
    "sha512('abc')",
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  ],
  ["length(sha512('abc', 'base64'))", 88],
]);

function digestEncoding(value: unknown): 'hex' | 'base64' | 'latin1' {
  const encoding = optionalText(value, 'hex');
  if (encoding === 'hex' || encoding === 'base64' || encoding === 'latin1') return encoding;
  throw notValid(value, 'encoding (hex, base64 or latin1)');
}

/** The bytes of an HMAC key; no bytes mean no key. A buffer is used as it is. The key is never quoted in a message. */
function keyBytes(key: unknown, encoding: string): Buffer {
  if (isNothing(key)) return Buffer.alloc(0);
  const isBuffer = key instanceof Uint8Array;
  switch (encoding) {
    case 'text':
      return bytesOf(key);
    case 'hex':
    case 'base64':
      return isBuffer ? bytesOf(key) : decodedKey(toText(key), encoding);
    case 'binary':
      if (isBuffer) return bytesOf(key);
      throw new ImlFunctionError("With key encoding 'binary' the key must be a buffer.");
  }
  throw notValid(encoding, 'key encoding (text, hex, base64 or binary)');
}

/** Decodes a key; one that is cut short would sign with the wrong key, or none. */
function decodedKey(text: string, encoding: 'hex' | 'base64'): Buffer {
  const key = Buffer.from(text, encoding);
  const isWhole = encoding === 'hex' ? key.byteLength * 2 === text.length : key.byteLength > 0 || text === '';
  if (!isWhole) throw new ImlFunctionError(`The key is not valid ${encoding}.`);
  return key;
}

const toBinary: EagerFunction = {
  name: 'toBinary',
  family: 'text',
  summary: 'Turns a value into binary data; text is read in the given encoding, UTF-8 by default.',
  parameters: [required('value', 'any'), optional('encoding', 'text')],
  returns: 'buffer',
  basis: 'documented',
  examples: [
    ["toBinary('AZ')", Buffer.from('AZ')],
    ["toBinary('QVo=', 'base64')", Buffer.from('AZ')],
  ],
  run: (_, value, encoding) =>
    value instanceof Uint8Array ? bytesOf(value) : Buffer.from(toText(value), bufferEncoding(encoding)),
};

const textOfValue: EagerFunction = {
  name: 'toString',
  family: 'text',
  summary: 'Turns a value into text; binary data is written in the given encoding, UTF-8 by default.',
  parameters: [required('value', 'any'), optional('encoding', 'text')],
  returns: 'text',
  basis: 'documented',
  examples: [
    ['toString(12.5)', '12.5'],
    ["toString(split('a,b', ','))", 'a,b'],
    ["toString(toBinary('AZ'), 'hex')", '415a'],
  ],
  run: (_, value, encoding) =>
    value instanceof Uint8Array ? bytesOf(value).toString(bufferEncoding(encoding)) : toText(value),
};

/** An encoding Node knows; an empty one is the default. */
function bufferEncoding(value: unknown): BufferEncoding {
  const encoding = optionalText(value, '') || 'utf8';
  if (Buffer.isEncoding(encoding)) return encoding;
  throw notValid(value, 'encoding (utf8, ascii, hex, base64, latin1 or binary)');
}

/** Digests, and functions between text and binary data (iml.md §9). */
export const hashFunctions: readonly ImlFunction[] = [base64, md5, sha1, sha256, sha512, toBinary, textOfValue];
