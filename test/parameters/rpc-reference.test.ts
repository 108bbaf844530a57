import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRpcReference, printRpcReference } from '../../scripts/parameters/rpc-reference.ts';

describe('parseRpcReference', () => {
  test.each([
    ['rpc://listRooms', { name: 'listRooms', query: {} }],
    ['rpc://listRooms?', { name: 'listRooms', query: {} }],
    ['rpc://cols?onlyText=true&n=5', { name: 'cols', query: { onlyText: 'true', n: '5' } }],
    ['rpc://cols?q=a%20b+c%26', { name: 'cols', query: { q: 'a b c&' } }],
    ['rpc://cols?x', { name: 'cols', query: { x: '' } }],
    ['rpc://cols?x=1&x=2', { name: 'cols', query: { x: '2' } }],
    ['rpc://chat@2/listRooms?x=1', { name: 'listRooms', query: { x: '1' }, app: 'chat@2' }],
  ])('reads %s', (text, expected) => {
    expect(parseRpcReference(text)).toEqual(expected);
  });

  test.each(['rpc://', 'rpc://?x=1', 'rpc:/x', 'http://x', '', 5, null, undefined])('reads none in %j', (text) => {
    expect(parseRpcReference(text)).toBeUndefined();
  });

  test('reads back what was printed', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !/[?/]/.test(text));
    // A lone half of a surrogate pair has no percent-encoding.
    const query = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), {
      noNullPrototype: true,
    });
    const app = fc.option(fc.constantFrom('chat@1', 'a/b'), { nil: undefined });
    fc.assert(
      fc.property(fc.record({ name, query, app }), ({ app: prefix, ...rest }) => {
        const reference = prefix === undefined ? rest : { ...rest, app: prefix };

        expect(parseRpcReference(printRpcReference(reference))).toEqual(reference);
      }),
    );
  });
});
