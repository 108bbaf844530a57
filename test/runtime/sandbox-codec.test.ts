import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ValueKinds, valueCodec } from '../../scripts/runtime/sandbox-codec.ts';

const EMPTY = Object('');

const kinds: ValueKinds = {
  emptyString: EMPTY,
  bytesOf: (value) => (Buffer.isBuffer(value) ? value.toString('latin1') : undefined),
  makeBytes: (characters) => Buffer.from(characters, 'latin1'),
  errorType: () => undefined,
  makeTypedError: (type, message) => `${type}: ${message}`,
};

const { encode, decode } = valueCodec(kinds);

/** Any text, lone surrogates included. */
const text = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) });

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, EMPTY),
    fc.date({ noInvalidDate: false }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(text, fc.constantFrom('$', '__proto__', 'toString')), tie('value'), {
      noNullPrototype: true,
    }),
  ),
}));

test('decoding what was encoded gives an equal value', () => {
  fc.assert(
    fc.property(value, (original) => {
      expect(decode(encode(original))).toStrictEqual(original);
    }),
    { numRuns: 300 },
  );
});

test.each(['{"$":["q"]}', '{"$":[]}', '{"$":1}', '[{"$":{}}]', `${'['.repeat(600)}{"$":["u"]}${']'.repeat(600)}`])(
  'text that no codec wrote is refused: %s',
  (forged) => {
    expect(() => decode(forged)).toThrow('The text does not describe a value.');
  },
);
