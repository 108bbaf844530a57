import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { EMPTY_STRING } from '../../scripts/iml/values.ts';
import { createLiveTransport } from '../../scripts/runtime/live-transport.ts';
import { ok, type RawServer, rawServer, runOverSocket } from './raw-server.ts';

type Step = Readonly<Record<string, Json>>;

/** The one request a step sends. */
async function sentBy(step: Step, input?: Readonly<Record<string, unknown>>) {
  const server = await rawServer(ok());
  const report = await runOverSocket(server.url, step, {
    ...(input && { input }),
    host: { uuid: () => '00000000-0000-4000-8000-000000000000' },
  });
  expect(report.error).toBeUndefined();
  const [request] = server.received;
  if (!request) throw new Error('nothing was sent');
  return request;
}

const header = (headers: readonly string[], name: string): string[] =>
  headers.filter((line) => line.toLowerCase().startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());

describe('a header on the wire', () => {
  test.each([
    ['tEsT', 'Test'],
    ['tESt-wiTh-dAsh', 'Test-With-Dash'],
    ['x-api-key', 'X-Api-Key'],
    ['X_under-2fa', 'X_under-2fa'],
    ['authorization', 'Authorization'],
  ])('B28 (documented): %s is written %s', async (name, written) => {
    const { headers } = await sentBy({ headers: { [name]: 'v' } });

    expect(headers.filter((line) => line.endsWith(': v'))).toEqual([`${written}: v`]);
  });

  test('§3.5.2 (documented): the platform names itself and the type of the body', async () => {
    const { headers } = await sentBy({ method: 'POST', body: { a: 1 } });

    expect(headers.filter((line) => !/^(?:host|connection|content-length):/i.test(line))).toEqual([
      'User-Agent: Make/local',
      'Content-Type: application/json',
    ]);
  });

  test('ASM-33 (assumed): a list repeats its header', async () => {
    const { headers } = await sentBy({ headers: { 'x-tag': ['a', 'b'] } });

    expect(headers.filter((line) => line.startsWith('X-Tag'))).toEqual(['X-Tag: a', 'X-Tag: b']);
  });

  test('ASM-25 (assumed): null and undefined send none, empty text an empty one', async () => {
    const { headers } = await sentBy(
      { headers: { 'x-null': null, 'x-none': '{{parameters.none}}', 'x-empty': '', 'x-kept': '{{parameters.kept}}' } },
      { kept: EMPTY_STRING },
    );

    expect(headers.filter((line) => line.startsWith('X-'))).toEqual(['X-Empty: ', 'X-Kept: ']);
  });

  test('what belongs to the connection or follows from the body is not the app to say', async () => {
    const { headers, body } = await sentBy({
      method: 'POST',
      body: { a: 1 },
      headers: {
        'content-length': '999',
        'transfer-encoding': 'chunked',
        connection: 'upgrade',
        upgrade: 'h2c',
        expect: '100-continue',
      },
    });

    expect([header(headers, 'content-length'), body.toString()]).toEqual([['7'], '{"a":1}']);
    expect(headers.join('\n')).not.toMatch(/chunked|upgrade|h2c|expect/i);
  });

  test('a name and password in the address become one', async () => {
    const server = await rawServer(ok());
    await runOverSocket(server.url.replace('//', '//me:p%40ss@'), {});

    expect(server.received[0]?.headers).toContain(`Authorization: Basic ${Buffer.from('me:p@ss').toString('base64')}`);
  });

  test.each([
    ['a line break', 'a\r\nx-injected: 1'],
    ['a NUL', 'a\u0000b'],
    ['a character beyond Latin-1', 'snow ☃'],
  ])('(assumed): with %s stops the run before anything is sent', async (_what, value) => {
    const server = await rawServer(ok());

    const { error } = await runOverSocket(
      server.url,
      { headers: { 'x-a': '{{parameters.v}}' } },
      { input: { v: value } },
    );

    expect([error, server.received]).toEqual([
      { type: 'RuntimeError', message: 'The header "x-a" holds a character that no header can carry.' },
      [],
    ]);
  });

  test('Latin-1 goes as one byte', async () => {
    const { headers } = await sentBy({ headers: { 'x-a': 'é' } });

    expect(headers).toContain('X-A: é'); // The server reads Latin-1.
  });
});

describe('an address on the wire', () => {
  test.each<[string, Step, string]>([
    ['lists repeat their key', { qs: { a: ['1', '2'], b: [] } }, 'GET /x?a=1&a=2 HTTP/1.1'],
    [
      'reserved characters of values are encoded',
      { qs: { 'f[a]': 'a b&c=\'+"' } },
      'GET /x?f%5Ba%5D=a%20b%26c%3D%27%2B%22 HTTP/1.1',
    ],
    ['empty text is sent', { qs: { a: '', b: null } }, 'GET /x?a= HTTP/1.1'],
    ['letters beyond ASCII are encoded', { url: '/ž/✓' }, 'GET /%C5%BE/%E2%9C%93 HTTP/1.1'],
    ['a percent sign is encoded', { url: '/50%' }, 'GET /50%25 HTTP/1.1'],
    ['encodeUrl false sends what is written', { url: '/a%2Fb', encodeUrl: false }, 'GET /a%2Fb HTTP/1.1'],
    ['encodeUrl false cannot send a space, which is encoded', { url: '/a b', encodeUrl: false }, 'GET /a%20b HTTP/1.1'],
    ['slashes collapse', { url: '//a//b/' }, 'GET /a/b/ HTTP/1.1'],
    ['dots stay', { url: '/a/../b/.' }, 'GET /a/../b/. HTTP/1.1'],
    ['any method goes', { method: 'report' }, 'REPORT /x HTTP/1.1'],
  ])('%s', async (_rule, step, line) => {
    expect((await sentBy(step)).line).toBe(line);
  });

  test('keys and values of qs arrive as they are, whatever they are', async () => {
    const server = await rawServer(ok('{}'));
    const live = createLiveTransport();
    onTestFinished(() => live.close());
    const text = fc.string({ unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(text, text, { maxKeys: 4 }), async (qs) => {
        server.received.length = 0;

        await runOverSocket(server.url, { qs: '{{parameters.qs}}' }, { input: { qs }, transport: live.transport });

        const query = server.received[0]?.line.split(' ')[1]?.split('?')[1] ?? '';
        const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=').map(decodeURIComponent));
        expect(pairs).toEqual(Object.entries(qs));
      }),
      { numRuns: 60 },
    );
  });

  test('emptystring is sent as empty text', async () => {
    const { line } = await sentBy({ qs: { a: '{{parameters.e}}', l: ['{{parameters.e}}'] } }, { e: EMPTY_STRING });

    expect(line).toBe('GET /x?a=&l= HTTP/1.1');
  });
});

describe('a body on the wire', () => {
  const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const boundary = '----------------00000000000040008000000000000000';

  test.each<[string, Step, Readonly<Record<string, unknown>>, string | Buffer, string | undefined]>([
    [
      'json',
      { body: { a: 'ž"\n', n: [1, null, true], u: '{{parameters.none}}' } },
      {},
      '{"a":"ž\\"\\n","n":[1,null,true]}',
      'application/json',
    ],
    ['json: a list', { body: '{{parameters.l}}' }, { l: [1, undefined, 'x'] }, '[1,null,"x"]', 'application/json'],
    ['json: text as it is', { body: '<a>ž</a>' }, {}, '<a>ž</a>', 'application/json'],
    [
      'json: emptystring inside',
      { body: { a: '{{parameters.e}}', l: ['{{parameters.e}}'] } },
      { e: EMPTY_STRING },
      '{"a":"","l":[""]}',
      'application/json',
    ],
    [
      'urlencoded',
      { type: 'urlencoded', body: { a: 'b c&d', l: ['1', '2'], o: { k: 'v' }, n: null, e: '' } },
      {},
      'a=b%20c%26d&l=1&l=2&o%5Bk%5D=v&e=',
      'application/x-www-form-urlencoded',
    ],
    [
      'urlencoded: emptystring',
      { type: 'urlencoded', body: { a: '{{parameters.e}}' } },
      { e: EMPTY_STRING },
      'a=',
      'application/x-www-form-urlencoded',
    ],
    ['text', { type: 'text', body: 'žluť {{parameters.n}}' }, { n: 1.5 }, 'žluť 1.5', undefined],
    ['raw: a collection', { type: 'raw', body: { a: 1 } }, {}, '{"a":1}', undefined],
    ['text: emptystring', { type: 'text', body: '{{parameters.e}}' }, { e: EMPTY_STRING }, '', undefined],
    ['binary', { type: 'binary', body: '{{parameters.b}}' }, { b: every }, every, undefined],
    ['binary: text', { type: 'binary', body: 'ž' }, {}, 'ž', undefined],
    ['nothing', { body: '{{parameters.none}}' }, {}, '', undefined],
  ])('%s', async (_rule, step, input, bytes, contentType) => {
    const { body, headers } = await sentBy({ method: 'POST', ...step }, input);

    expect(body.equals(Buffer.from(bytes))).toBe(true);
    expect(header(headers, 'content-type')).toEqual(contentType === undefined ? [] : [contentType]);
    expect(header(headers, 'content-length')).toEqual([String(Buffer.from(bytes).length)]);
  });

  test('multipart carries files byte by byte', async () => {
    const { body, headers } = await sentBy(
      {
        method: 'POST',
        type: 'multipart/form-data',
        body: {
          note: 'ž',
          blank: '{{parameters.e}}',
          none: '{{parameters.none}}',
          list: [],
          files: [
            { value: '{{parameters.b}}', options: { filename: 'a.bin' } },
            { value: 'x,y', options: { filename: 'b.txt', contentType: 'text/csv' } },
          ],
        },
      },
      { e: EMPTY_STRING, b: every },
    );

    const part = (head: string, content: string | Buffer) => [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ];
    const expected = Buffer.concat([
      ...part('name="note"', 'ž'),
      ...part('name="blank"', ''),
      ...part('name="files"; filename="a.bin"\r\nContent-Type: application/octet-stream', every),
      ...part('name="files"; filename="b.txt"\r\nContent-Type: text/csv', 'x,y'),
      Buffer.from(`--${boundary}--\r\n`),
    ]);
    expect(body.toString('latin1')).toBe(expected.toString('latin1'));
    expect(header(headers, 'content-type')).toEqual([`multipart/form-data; boundary=${boundary}`]);
  });

  test('B8 (documented): GET sends none, whatever is declared', async () => {
    const { body, headers } = await sentBy({ body: { a: 1 } });

    expect([body.length, header(headers, 'content-type'), header(headers, 'content-length')]).toEqual([0, [], []]);
  });
});

describe('an answer on the wire', () => {
  const json = ['content-type: application/json'];
  const shown = { response: { output: { body: '{{body}}', status: '{{statusCode}}' } } };
  const head = (status: string, ...headers: readonly string[]) =>
    `HTTP/1.1 ${[status, ...headers, '', ''].join('\r\n')}`;

  test.each<[string, string | Buffer, unknown]>([
    ['chunked', `${head('200 OK', ...json, 'transfer-encoding: chunked')}4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n`, { a: 1 }],
    ['after 103', `${head('103 Early Hints', 'link: </a>')}${head('200 OK', ...json, 'content-length: 2')}[]`, []],
    ['204 with a body that does not count', head('204 No Content', ...json), undefined],
    ['304 with a length that does not count', head('304 Not Modified', 'content-length: 5'), undefined],
    ['until the connection ends', `${head('200 OK', ...json, 'connection: close')}{"a":1}`, { a: 1 }],
    ['with a byte order mark', ok('\uFEFF{"a":1}'), { a: 1 }],
    [
      'in another charset',
      ok(Buffer.from('a\xE9', 'latin1'), ['content-type: text/plain; charset="ISO-8859-1"']),
      'aé',
    ],
    [
      'in UTF-16',
      ok(Buffer.from('{"a":"é"}', 'utf16le'), ['content-type: application/json; charset=utf-16le']),
      { a: 'é' },
    ],
    ['in windows-1250', ok(Buffer.from([0x9e]), ['content-type: text/plain;charset=windows-1250']), 'ž'],
    [
      'with two content types, of which the first counts',
      ok('{"a":1}', [...json, 'content-type: text/plain']),
      { a: 1 },
    ],
    [
      'compressed though nobody asked, as it is',
      ok(gzipSync('x'), ['content-type: text/css', 'content-encoding: gzip']),
      expect.any(String),
    ],
  ])('%s', async (_what, bytes, body) => {
    const server = await rawServer(
      (socket) => void (/close/.test(bytes.toString()) ? socket.end(bytes) : socket.write(bytes)),
    );

    const { bundles, error } = await runOverSocket(server.url, shown);

    expect([error, bundles[0]]).toEqual([
      undefined,
      { status: expect.any(Number), ...(body !== undefined && { body }) },
    ]);
  });

  test('ASM-40 (assumed): repeated headers are joined, but cookies are a list, even of one', async () => {
    const bytes = ok('{}', [...json, 'X-A: 1', 'x-a: 2', 'Set-Cookie: a=1; Path=/', 'set-cookie: b=2']);
    const server = await rawServer(bytes, ok('{}', [...json, 'set-cookie: c=3']));
    const step = { response: { output: { a: '{{headers.`x-a`}}', c: '{{headers.`set-cookie`}}' } } };

    const both = [await runOverSocket(server.url, step), await runOverSocket(server.url, step)];

    expect(both.map(({ bundles }) => bundles)).toEqual([[{ a: '1, 2', c: ['a=1; Path=/', 'b=2'] }], [{ c: ['c=3'] }]]);
  });

  test.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['identity', (bytes: string) => Buffer.from(bytes)],
    ['deflate, gzip', (bytes: string) => gzipSync(deflateSync(bytes))],
  ])('§4.5 (documented): %s is decoded with gzip', async (coding, compress) => {
    const server = await rawServer(ok(compress('{"a":1}'), [...json, `content-encoding: ${coding}`]));

    const { bundles } = await runOverSocket(server.url, { gzip: true });

    expect(bundles).toEqual([{ a: 1 }]);
    expect(header(server.received[0]?.headers ?? [], 'accept-encoding')).toEqual(['gzip, deflate']);
  });

  test.each([
    ['cut short', gzipSync('{"a":1}').subarray(0, 12), 'unexpected end of file'],
    ['no gzip at all', Buffer.from('{"a":1}'), 'incorrect header check'],
  ])('A6 (assumed): gzip that is %s is a DataError', async (_what, bytes, why) => {
    const server = await rawServer(ok(bytes, [...json, 'content-encoding: gzip']));

    const { error, requests } = await runOverSocket(server.url, { gzip: true });

    expect(error).toEqual({
      type: 'DataError',
      message: `The response body cannot be decompressed: ${why}.`,
      statusCode: 200,
    });
    expect(requests[0]?.status).toBe(200);
  });
});

describe('a redirect on the wire', () => {
  const to = (location: string, status = 302) =>
    `HTTP/1.1 ${status} Moved\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;
  const post = { method: 'POST', body: { a: 1 }, headers: { authorization: 'Key k', cookie: 'c=1', 'x-kept': 'y' } };
  const seen = ({ received }: RawServer) =>
    received.map(({ line, body }) => `${line.split(' HTTP')[0]} ${body}`.trim());

  test.each([
    [301, 'GET /y'],
    [302, 'GET /y'],
    [303, 'GET /y'],
    [307, 'POST /y {"a":1}'],
    [308, 'POST /y {"a":1}'],
  ])('%i makes a POST %s', async (status, second) => {
    const server = await rawServer(to('/y', status), ok());

    const { bundles } = await runOverSocket(server.url, post);

    expect([bundles, seen(server)]).toEqual([[{ id: 1 }], ['POST /x {"a":1}', second]]);
    if (second.startsWith('GET')) expect(server.received[1]?.headers.join()).not.toMatch(/content-type/i);
  });

  test('to the same host keeps the credentials, to another drops them', async () => {
    const other = await rawServer(ok());
    const server = await rawServer(to('/y'), to(`${other.url}/z`));

    await runOverSocket(server.url, post);

    const credentials = [...server.received, ...other.received].map(({ headers }) =>
      headers.filter((line) => /^(authorization|cookie|x-kept)/i.test(line)),
    );
    const all = ['Authorization: Key k', 'Cookie: c=1', 'X-Kept: y'];
    expect(credentials).toEqual([all, all, ['X-Kept: y']]);
  });

  test('takes no host header to another host', async () => {
    const other = await rawServer(ok());
    const server = await rawServer(to(`${other.url}/z`));

    await runOverSocket(server.url, { headers: { host: 'shop.example' } });

    expect(header(server.received[0]?.headers ?? [], 'host')).toEqual(['shop.example']);
    expect(header(other.received[0]?.headers ?? [], 'host')).toEqual([new URL(other.url).host]);
  });
});
