import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../scripts/core/http.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import { createLiveTransport } from '../../scripts/runtime/live-transport.ts';
import { isLocalHost } from '../../scripts/runtime/local-address.ts';
import { createRecorder, readRecording, replayTransport } from '../../scripts/runtime/recording.ts';
import { standInTransport } from '../../scripts/runtime/transport.ts';
import { answer, manifestOf, stubbed } from './support.ts';

describe('a stand-in server', () => {
  test.each([
    ['https://shop.example/a//b/../c?x=%2F&y=1', 'http://127.0.0.1:9/a//b/../c?x=%2F&y=1'],
    ['https://other.example', 'http://127.0.0.1:9'],
    ['https://other.example?x=1', 'http://127.0.0.1:9/?x=1'],
  ])('takes %s', async (url, asked) => {
    const { transport, sent } = stubbed([answer({})]);

    await standInTransport('http://127.0.0.1:9/', transport)({ method: 'GET', url, headers: { a: 'b' } });

    expect(sent).toEqual([{ method: 'GET', url: asked, headers: { a: 'b' }, text: undefined }]);
  });
});

describe('a recording', () => {
  const app = loadApp(
    manifestOf({
      base: {
        baseUrl: 'https://shop.example',
        qs: { key: '{{connection.token}}' },
        log: { sanitize: ['request.qs.key', 'response.body.pass'] },
      },
      modules: {
        probe: {
          sections: {
            communication: [
              { url: '/a', response: { temp: { pass: '{{body.pass}}' } } },
              {
                url: '/b',
                qs: { p: '{{temp.pass}}' },
                method: 'POST',
                type: 'binary',
                body: '{{toBinary("ff00", "hex")}}',
              },
            ],
          },
        },
      },
    }),
  );

  const recorded = async () => {
    const recorder = createRecorder(
      stubbed([answer({ pass: 'sesame/1' }), { raw: 'done', headers: { 'content-type': 'text/plain' } }]).transport,
    );
    const { report, mask } = await app.execute(
      'probe',
      {},
      { transport: recorder.transport, connection: { token: 'tok/en' } },
    );
    return { report, file: JSON.stringify(recorder.recording(mask)) };
  };

  test('holds no secrets', async () => {
    const { file } = await recorded();

    expect(file).not.toMatch(/sesame|tok\/en|tok%2Fen/);
    expect(JSON.parse(file)).toMatchObject({
      version: 1,
      exchanges: [
        {
          request: { method: 'GET', url: 'https://shop.example/a?key=***' },
          response: { status: 200, body: { json: { pass: '***' } } },
        },
        { request: { method: 'POST', body: { base64: '/wA=' } }, response: { body: { text: 'done' } } },
      ],
    });
  });

  test('is replayed to the same end', async () => {
    const { file } = await recorded();

    const report = await app.run(
      'probe',
      {},
      { transport: replayTransport(readRecording(JSON.parse(file), 'r.json')), connection: { token: 'tok/en' } },
    );

    expect(report.error).toEqual({
      type: 'DataError',
      message: 'Invalid item in module output. Expected Object, but found String.',
    });
    expect(report.requests.map(({ responseBody }) => responseBody)).toEqual([{ pass: '***' }, 'done']);
  });

  test.each([
    [
      'another address',
      'other',
      'Request 1 of the recording is GET https://shop.example/a?key=***; the app asks for GET https://shop.example/a?key=other.',
    ],
  ])('refuses %s', async (_title, token, message) => {
    const { file } = await recorded();
    const bare = loadApp(
      manifestOf({
        base: { baseUrl: 'https://shop.example', qs: { key: token } },
        modules: { probe: { sections: { communication: { url: '/a' } } } },
      }),
    );

    const { error } = await bare.run(
      'probe',
      {},
      { transport: replayTransport(readRecording(JSON.parse(file), 'r.json')) },
    );

    expect(error).toEqual({ type: 'ConnectionError', message });
  });

  test('says when it is over', async () => {
    const { error } = await app.run('probe', {}, { transport: replayTransport({ version: 1, exchanges: [] }) });

    expect(error?.message).toBe('The recording ends after 0 requests; the app asks for GET https://shop.example/a.');
  });

  test.each([[{}], [{ version: 2, exchanges: [] }], [{ version: 1, exchanges: [{ request: {} }] }], ['text']])(
    '%j is none',
    (value) => {
      expect(() => readRecording(value, 'r.json')).toThrow('"r.json" is no recording.');
    },
  );
});

describe('the network', () => {
  let server: Server;
  let address = '';
  const seen: (Pick<HttpRequest, 'method' | 'url'> & {
    readonly body: string;
    readonly rawHeaders: readonly string[];
  })[] = [];
  const live = createLiveTransport();

  beforeEach(async () => {
    seen.length = 0;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({
          method: request.method ?? '',
          url: request.url ?? '',
          body: Buffer.concat(chunks).toString('utf8'),
          rawHeaders: request.rawHeaders,
        });
        if (request.url === '/drop') request.socket.destroy();
        else
          response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] }).end('{"id":1}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await live.close();
    await new Promise((resolve) => server.close(resolve));
  });

  test('gets path, headers and body as they are', async () => {
    const response = await live.transport({
      method: 'PUT',
      url: `${address}/a//b%2F?x=1&y=%20`,
      headers: { 'x-a': ['1', '2'] },
      body: Buffer.from('{"é":1}'),
    });

    expect([response.status, Buffer.from(response.body).toString(), response.headers['set-cookie']]).toEqual([
      201,
      '{"id":1}',
      ['a=1', 'b=2'],
    ]);
    expect(seen).toEqual([expect.objectContaining({ method: 'PUT', url: '/a//b%2F?x=1&y=%20', body: '{"é":1}' })]);
  });

  test('is reached by a run', async () => {
    const app = loadApp(
      manifestOf({ modules: { probe: { sections: { communication: { url: '/x y', encodeUrl: false } } } } }),
    );

    const report = await app.run('probe', {}, { transport: standInTransport(address, live.transport) });

    expect([report.bundles, report.requests[0]?.url, seen[0]?.url]).toEqual([
      [{ id: 1 }],
      'https://shop.example/api/x y',
      '/api/x%20y',
    ]);
  });

  test('names a broken connection', async () => {
    const app = loadApp(
      manifestOf({ base: { baseUrl: address }, modules: { probe: { sections: { communication: { url: '/drop' } } } } }),
    );

    const { error } = await app.run('probe', {}, { transport: live.transport });

    expect(error?.type).toBe('ConnectionError');
  });

  test('refuses names of this machine when told to', async () => {
    const guarded = createLiveTransport({ refuseLocalAddresses: true });

    await expect(
      guarded.transport({ method: 'GET', url: address.replace('127.0.0.1', 'localhost'), headers: {} }),
    ).rejects.toThrow(/resolves to the local address/);

    await guarded.close();
  });
});

test.each([
  ['localhost', true],
  ['127.8.0.1', true],
  ['10.0.0.1', true],
  ['172.16.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['[::1]', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['::ffff:10.0.0.1', true],
  ['2001:db8::1', false],
  ['8.8.8.8', false],
  ['shop.example', false],
  ['db.internal', true],
])('%s is local: %s', (host, expected) => {
  expect(isLocalHost(host)).toBe(expected);
});
