import { createVerify, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, test } from 'vitest';
import { TypedError } from '../../../scripts/iml/functions/typed-error.ts';
import { type Case, evaluated } from './support.ts';

const cases: readonly Case[] = [
  ['parseJSON(\'"x"\')', 'x'],
  ["parseJSON('null')", null],
  ['parseJSON(5)', 5],
  ['parseJSON(b)', { a: 1 }, { variables: { b: Buffer.from('{"a":1}') } }],
  ['parseJSON(\'{"a":[1]}\').a[1]', 1],
  ['createJSON(d)', '"2024-05-06T00:00:00.000Z"', { variables: { d: new Date('2024-05-06') } }],
  ['createJSON(\'say ""hi""\')', '"say \\"\\"hi\\"\\""'],
  ['createJSON(emptyarray)', '[]'],
  ["parseXML('<a/>')", { a: [''] }],
  ['parseXML(\'<?xml version="1.0"?><a><!-- c --><b n="1"/></a>\')', { a: [{ b: [{ _attributes: { n: '1' } }] }] }],
  ["parseXML('<a><![CDATA[1 < 2]]></a>')", { a: ['1 < 2'] }],
  ["parseXML('<a>007</a>').a[]", '007'],
  ["parseXML('<x:a>é &amp; &#233;</x:a>')", { 'x:a': ['é & é'] }],
  ["parseXML('<r><i>1</i><i>2</i></r>').r[].i[2]", '2'],
  [
    'createXML(o)',
    '<a id="1"><b>x</b><b>y</b></a>',
    { variables: { o: { a: { _attributes: { id: '1' }, b: ['x', 'y'] } } } },
  ],
  ['createXML(o)', '<a>1 &lt; 2 &amp; &quot;3&quot;</a>', { variables: { o: { a: '1 < 2 & "3"' } } }],
  ["mime('a.JPG')", 'image/jpeg'],
  ["mime('dir.d/file')", undefined],
  ["mime('png')", undefined],
  ["mime('.png')", 'image/png'],
  ["mime('archive.tar.gz')", 'application/gzip'],
  ["mime('x.no-such-thing')", undefined],
  ["mime('')", undefined],
  ['isArray(list)', true, { variables: { list: [1] } }],
  ['isArray(o)', false, { variables: { o: { 0: 1, length: 1 } } }],
];

describe('functions of the app runtime', () => {
  test.each(cases.map(([expression, value, situation]) => ({ expression, value, situation })))('$expression', (row) => {
    const { expression, value, situation } = row;

    expect(evaluated(expression, situation)).toEqual(value);
  });

  test('parseJSON undoes createJSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(typeof value !== 'string' && value !== null);

        expect(evaluated('parseJSON(createJSON(value))', { variables: { value } })).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  test('parseXML undoes createXML', () => {
    const name = fc.constantFrom('a', 'b', 'item', 'x-y', 'n:s');
    const text = fc.string({ unit: fc.constantFrom('<', '&', '"', "'", 'x', 'é', '1') });
    const element = fc.letrec((tie) => ({
      element: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.dictionary(name, fc.array(tie('element'), { minLength: 1, maxLength: 2 }), {
          minKeys: 1,
          maxKeys: 2,
          noNullPrototype: true,
        }),
      ),
    })).element;
    fc.assert(
      fc.property(name, element, (root, value) => {
        const o = { [root]: [value] };

        expect(evaluated('parseXML(createXML(o))', { variables: { o } })).toEqual(o);
      }),
    );
  });

  test('errorFactory keeps the types the platform knows', () => {
    const error = evaluated("errorFactory('RateLimitError', 'Slow down.')");

    expect(error).toBeInstanceOf(TypedError);
    expect(error).toMatchObject({ name: 'RateLimitError', type: 'RateLimitError', message: 'Slow down.' });
  });
});

describe('toDataStructure', () => {
  test('describes every kind of value', () => {
    const data = {
      id: 1,
      name: 'x',
      active: true,
      at: '2024-05-06T07:08:09.010Z',
      when: new Date(0),
      file: Buffer.from('x'),
      none: null,
      owner: { email: 'x' },
      tags: ['a'],
      grid: [[1]],
      empty: [],
      lines: [{ sku: 'a' }, { sku: null, count: 2 }],
    };

    expect(evaluated('toDataStructure(data)', { variables: { data } })).toEqual([
      { name: 'id', label: 'id', type: 'number' },
      { name: 'name', label: 'name', type: 'text' },
      { name: 'active', label: 'active', type: 'boolean' },
      { name: 'at', label: 'at', type: 'date' },
      { name: 'when', label: 'when', type: 'date' },
      { name: 'file', label: 'file', type: 'buffer' },
      { name: 'none', label: 'none', type: 'any' },
      { name: 'owner', label: 'owner', type: 'collection', spec: [{ name: 'email', label: 'email', type: 'text' }] },
      { name: 'tags', label: 'tags', type: 'array', spec: { type: 'text' } },
      { name: 'grid', label: 'grid', type: 'array', spec: { type: 'array', spec: { type: 'number' } } },
      { name: 'empty', label: 'empty', type: 'array' },
      {
        name: 'lines',
        label: 'lines',
        type: 'array',
        spec: [
          { name: 'sku', label: 'sku', type: 'text' },
          { name: 'count', label: 'count', type: 'number' },
        ],
      },
    ]);
  });

  test.each([
    ['toDataStructure(\'[{""a"": 1}, {""b"": 2}]\')', ['a', 'b']],
    ['toDataStructure(\'[{"a": 1}, {"b": 2}]\')', ['a', 'b']],
    ["toDataStructure('<r><a>1</a></r>', 'xml')", ['r']],
    ["toDataStructure('5')", []],
  ])('%s names %j', (expression, names) => {
    const [text] = [expression.replaceAll('""', '"')];

    expect(evaluated(`map(${text}, 'name')`)).toEqual(names);
  });
});

const header = (token: unknown): unknown =>
  JSON.parse(Buffer.from(String(token).split('.')[0]!, 'base64url').toString());
const claims = (token: unknown): unknown =>
  JSON.parse(Buffer.from(String(token).split('.')[1]!, 'base64url').toString());
const NOW = Date.parse('2024-05-06T07:08:09.010Z') / 1000 - 0.01;

describe('jwt', () => {
  const signed = (payload: unknown, options?: unknown): unknown =>
    evaluated("jwt(payload, 'secret', 'HS256', options)", { variables: { payload, options } });

  test.each([
    ['no time of issue by itself', { a: 1 }, undefined, { a: 1 }],
    ['the payload’s own time of issue', { iat: 5 }, undefined, { iat: 5 }],
    ['the payload’s own, asked twice', { iat: 5 }, { noTimestamp: true }, { iat: 5 }],
    ['the host’s time when asked for', {}, { noTimestamp: false }, { iat: NOW }],
    ['expiry counted from the host’s clock', { a: 1 }, { expiresIn: 60 }, { a: 1, exp: NOW + 60 }],
    ['expiry counted from the payload’s time', { iat: 5 }, { expiresIn: '1h' }, { iat: 5, exp: 3605 }],
    [
      'the registered claims',
      {},
      { issuer: 'i', subject: 's', audience: 'a', jwtid: 'j', notBefore: 0 },
      { iss: 'i', sub: 's', aud: 'a', jti: 'j', nbf: NOW },
    ],
    ['nothing for options that are null', { a: 1 }, { expiresIn: null, mutatePayload: true }, { a: 1 }],
  ])('carries %s', (_, payload, options, expected) => {
    expect(claims(signed(payload, options))).toEqual(expected);
  });

  test('puts header and key id into the header', () => {
    expect(header(signed({}, { header: { x: 1 }, keyid: 'k1' }))).toEqual({
      alg: 'HS256',
      typ: 'JWT',
      x: 1,
      kid: 'k1',
    });
  });

  test('leaves the payload as it is', () => {
    const payload = Object.freeze({ a: 1 });

    signed(payload, { expiresIn: 60, noTimestamp: false });

    expect(payload).toEqual({ a: 1 });
  });

  test('is verified with the public key', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const token = evaluated("jwt(payload, key, 'RS256')", { variables: { payload: { a: 1 }, key } });

    expect(jsonwebtoken.verify(String(token), publicKey)).toEqual({ a: 1 });
  });
});

describe('generateJwtWithKeyId', () => {
  test('names the key by its thumbprint', () => {
    const token = evaluated("generateJwtWithKeyId(payload, 'secret')", { variables: { payload: { a: 1 } } });

    // The SHA-256 of {"k":"c2VjcmV0","kty":"oct"}, in base64url.
    expect(header(token)).toEqual({ alg: 'HS512', typ: 'JWT', kid: evaluated(THUMBPRINT) });
    expect(jsonwebtoken.verify(String(token), 'secret')).toEqual({ a: 1 });
  });

  test('takes both algorithms and options', () => {
    const token = evaluated("generateJwtWithKeyId(o, 'secret', 'HS256', 'HS512', options)", {
      variables: { o: {}, options: { issuer: 'me', keyid: 'mine' } },
    });

    expect(header(token)).toMatchObject({ alg: 'HS256', kid: expect.stringMatching(/^[\w-]{86}$/) });
    expect(claims(token)).toEqual({ iss: 'me' });
  });
});

const THUMBPRINT =
  "replace(replace(replace(sha256('{\"k\":\"c2VjcmV0\",\"kty\":\"oct\"}', 'base64'), '+', '-'), '/', '_'), '=', '')";

describe('cryptoSign', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const key = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));

  test.each([
    ['text, in hexadecimal', "cryptoSign('RSA-SHA256', 'data', key)", 'hex'],
    ['text, in base64', "cryptoSign('RSA-SHA256', 'data', key, 'base64')", 'base64'],
    ['a buffer', "cryptoSign('sha256', toBinary('data'), toBinary(key))", 'hex'],
  ] as const)('signs %s', (_, expression, encoding) => {
    const signature = String(evaluated(expression, { variables: { key } }));

    expect(createVerify('RSA-SHA256').update('data').verify(publicKey, signature, encoding)).toBe(true);
  });

  test('lets a key choose its own algorithm', () => {
    const pair = generateKeyPairSync('ed25519');
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
    const signature = String(evaluated("cryptoSign('', 'data', pem)", { variables: { pem } }));

    expect(verify(null, Buffer.from('data'), pair.publicKey, Buffer.from(signature, 'hex'))).toBe(true);
  });

  test('refuses an algorithm nobody knows', () => {
    expect(() => evaluated("cryptoSign('RSA-MD0', 'data', key)", { variables: { key } })).toThrow(
      "Signing with 'RSA-MD0' failed",
    );
  });
});
