import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { responseTypeFor } from '../../scripts/runtime/response.ts';
import { parseXml } from '../../scripts/runtime/xml.ts';
import type { Stub } from './support.ts';
import { runSteps } from './support.ts';

const xml = '<?xml version="1.0"?><data><text foo="bar">Hello</text></data>';
const typed = (contentType: string, raw: string | Uint8Array): Stub => ({
  raw,
  headers: { 'content-type': contentType },
});

describe('a response', () => {
  test.each<[rule: string, type: Json | undefined, stub: Stub, body: unknown]>([
    ['§4.6 JSON by content type', undefined, typed('application/json; charset=utf-8', '{"a":1}'), { a: 1 }],
    ['ASM-37 JSON by suffix', undefined, typed('application/problem+json', '[1]'), [1]],
    ['ASM-38 bad JSON stays text', undefined, typed('application/json', '{oops'), '{oops'],
    ['ASM-37 JSON without a content type', undefined, { raw: '{"a":1}' }, { a: 1 }],
    ['ASM-37 text without a content type', undefined, { raw: 'a=1' }, 'a=1'],
    ['§4.6 forms', 'automatic', typed('application/x-www-form-urlencoded', 'a=1&b=x%20y'), { a: '1', b: 'x y' }],
    [
      '§4.6 XML',
      undefined,
      typed('text/xml', xml),
      { data: [{ text: [{ _attributes: { foo: 'bar' }, _value: 'Hello' }] }] },
    ],
    ['ASM-37 other text', undefined, typed('text/csv', 'a,b'), 'a,b'],
    ['ASM-37 anything else is binary', undefined, typed('image/png', 'png'), { bytes: 3, base64: 'cG5n' }],
    ['§4.6 binary', 'binary', typed('application/json', '{}'), { bytes: 2, base64: 'e30=' }],
    ['§4.6 text', 'text', typed('application/json', '{}'), '{}'],
    ['§4.6 raw is text', 'raw', typed('application/json', '{}'), '{}'],
    ['ASM-39 an empty body is nothing', 'json', { status: 204 }, undefined],
    ['ASM-39 an empty text body is empty text', 'text', { status: 204 }, ''],
    ['a charset is respected', 'text', typed('text/plain; charset=iso-8859-1', Uint8Array.of(0xe9)), 'é'],
    ['an unknown charset is read as UTF-8', 'text', typed('text/plain; charset=klingon', 'é'), 'é'],
    ['a byte order mark is no part', undefined, typed('application/json', '\uFEFF{"a":1}'), { a: 1 }],
    ['the type may be IML', "{{if(true,'urlencoded','json')}}", { raw: 'k=v' }, { k: 'v' }],
  ])('%s', async (_rule, type, stub, body) => {
    const { report } = await runSteps({
      steps: { url: '/x', response: { ...(type !== undefined && { type }), output: { body: '{{body}}' } } },
      answers: [stub],
    });

    expect([report.error, report.bundles]).toEqual([undefined, [body === undefined ? {} : { body }]]);
  });

  test('B10 (documented): is parsed by the narrowest entry for its status', () => {
    const directive = { '*': 'json', '400-408': 'text', '406': 'xml' };

    expect([406, 401, 200].map((status) => responseTypeFor(directive, status))).toEqual(['xml', 'text', 'json']);
    expect(responseTypeFor({ '500-599': 'text' }, 200)).toBe('automatic');
  });

  test('ASM-40 (assumed): joins repeated headers but for cookies', async () => {
    const { report } = await runSteps({
      steps: { url: '/x', response: { output: { a: '{{headers.`x-a`}}', c: '{{headers.`set-cookie`}}' } } },
      options: {
        transport: async () => ({
          status: 200,
          headers: { 'X-A': ['1', '2'], 'set-cookie': ['a=1', 'b=2'] },
          body: new Uint8Array(),
        }),
      },
    });

    expect(report.bundles).toEqual([{ a: '1, 2', c: ['a=1', 'b=2'] }]);
  });

  test('§4.5 (documented): is inflated when the app asked for gzip', async () => {
    const { report, sent } = await runSteps({
      steps: { url: '/x', gzip: true },
      answers: [
        { raw: gzipSync('{"a":1}'), headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
      ],
    });

    expect([report.bundles, sent[0]?.headers['accept-encoding']]).toEqual([[{ a: 1 }], 'gzip, deflate']);
  });

  test('of an unknown type is refused', async () => {
    const { report } = await runSteps({ steps: { url: '/x', response: { type: 'yaml' } } });

    expect(report.error).toEqual({
      type: 'InvalidConfigurationError',
      message: 'The response type "yaml" is unknown.',
    });
  });
});

describe('XML', () => {
  test('does not swell by entities of entities', async () => {
    const nine = (name: string) => `&${name};`.repeat(9);
    const entities = [
      '<!ENTITY e0 "grow">',
      ...Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${nine(`e${at}`)}">`),
    ];

    const swollen = parseXml(`<!DOCTYPE a [${entities.join('')}]><a>&e9;</a>`);

    expect(JSON.stringify(await swollen).length).toBeLessThan(10_000);
  });

  test.each([
    ['B11', xml, { data: [{ text: [{ _attributes: { foo: 'bar' }, _value: 'Hello' }] }] }],
    ['repeated elements', '<r><i>1</i><i/><i>a &amp; <![CDATA[<b>]]></i></r>', { r: [{ i: ['1', '', 'a & <b>'] }] }],
    ['attributes alone', '<r><i id="7"/></r>', { r: [{ i: [{ _attributes: { id: '7' } }] }] }],
    ['text beside elements', '<r>\n  note\n  <i>1</i>\n</r>', { r: [{ _value: 'note', i: ['1'] }] }],
    [
      'entities, named and numeric',
      '<n a="&lt;&#10;">&#233;&#x1F600;&apos;&amp;#65;</n>',
      { n: [{ _attributes: { a: '<\n' }, _value: "é😀'&#65;" }] },
    ],
    [
      'names of a namespace as written',
      '<s:a xmlns:s="u"><s:b/></s:a>',
      { 's:a': [{ _attributes: { 'xmlns:s': 'u' }, 's:b': [''] }] },
    ],
    [
      'a byte order mark, comments and a declaration',
      '\uFEFF<?xml version="1.1"?><!-- c --><a>x<!-- d -->y</a>',
      { a: ['xy'] },
    ],
    ['numbers stay text', '<n>007</n>', { n: ['007'] }],
  ])('§3.6.1: %s', async (_title, text, value) => {
    expect(await parseXml(text)).toEqual(value);
  });

  test.each([
    ['is broken', '<a><b></a>'],
    ['is empty', ' '],
    ['reads a file', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['reaches for a prototype', '<a><__proto__>1</__proto__></a>'],
    ['has no bottom', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`],
  ])('that %s is a DataError', async (_what, text) => {
    await expect(parseXml(text)).rejects.toMatchObject({
      type: 'DataError',
      message: expect.stringContaining('not valid XML'),
    });
  });
});
