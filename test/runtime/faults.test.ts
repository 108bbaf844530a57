import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLiveTransport } from '../../scripts/runtime/live-transport.ts';
import { CERTIFICATE, EXPIRED, KEY } from './certificates.ts';
import { listening, ok, type Reaction, rawServer, runOverSocket } from './raw-server.ts';

/** What a report says of a request that got no whole answer. */
async function faultOf(url: string, step = {}, options = {}) {
  const { ok: isOk, error, requests, bundles } = await runOverSocket(url, step, options);
  expect([isOk, bundles]).toEqual([false, []]);
  expect(requests).toEqual([expect.objectContaining({ method: 'GET', ms: expect.any(Number) })]);
  return error;
}

const head = (...headers: readonly string[]) =>
  ['HTTP/1.1 200 OK', 'content-type: application/json', ...headers, '', ''].join('\r\n');

describe('a connection that fails', () => {
  test('§4.7 (documented): refused', async () => {
    const server = createTlsServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as { readonly port: number };
    await new Promise((closed) => server.close(closed));

    expect(await faultOf(`http://127.0.0.1:${port}`)).toEqual({
      type: 'ConnectionError',
      message: `connect ECONNREFUSED 127.0.0.1:${port}`,
    });
  });

  test('§4.7 (documented): a host nobody knows', async () => {
    const error = await faultOf('http://nowhere.invalid');

    expect(error).toEqual({
      type: 'ConnectionError',
      message: expect.stringMatching(/getaddrinfo \w+ nowhere\.invalid/),
    });
  });

  test.each<[string, Reaction]>([
    ['reset before an answer', (socket) => void socket.resetAndDestroy()],
    ['closed before an answer', (socket) => void socket.end()],
    [
      'reset inside an answer',
      (socket) => void socket.write(`${head('content-length: 9')}{"a"`, () => socket.resetAndDestroy()),
    ],
    ['closed inside the headers', (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-t')],
    ['closed inside a body of known length', (socket) => void socket.end(`${head('content-length: 9')}{"a"`)],
    [
      'closed inside a body, as announced',
      (socket) => void socket.end(`${head('content-length: 9', 'connection: close')}{"a"`),
    ],
    ['closed between chunks', (socket) => void socket.end(`${head('transfer-encoding: chunked')}4\r\n{"a"\r\n`)],
    ['no HTTP', (socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
    ['a length that is none', (socket) => void socket.end(`${head('content-length: x')}{}`)],
    ['chunks that are none', (socket) => void socket.end(`${head('transfer-encoding: chunked')}zz\r\n{}\r\n`)],
  ])('§4.7 (documented): %s', async (_what, reaction) => {
    const server = await rawServer(reaction);

    expect(await faultOf(server.url)).toEqual({ type: 'ConnectionError', message: expect.stringMatching(/\w{4}/) });
    expect(server.received).toHaveLength(1);
  });

  test('a body that goes on behind its length is cut there', async () => {
    const server = await rawServer((socket) => void socket.end(`${head('content-length: 2')}{}{"a":1}`));

    expect((await runOverSocket(server.url, {})).bundles).toEqual([{}]);
  });
});

describe('an answer that does not come in time', () => {
  const drip: Reaction = (socket) => {
    socket.write(head('content-length: 1000'));
    const timer = setInterval(() => socket.write(' '), 5);
    socket.on('close', () => clearInterval(timer));
  };

  test.each<[string, Reaction]>([
    ['at all', () => {}],
    ['beyond its headers', (socket) => void socket.write(head('content-length: 9'))],
    ['but drips', drip],
  ])('§4.5 (documented), A7 (assumed): %s', async (_what, reaction) => {
    const server = await rawServer(reaction);

    expect(await faultOf(server.url, { timeout: 40 })).toEqual({
      type: 'ModuleTimeoutError',
      message: 'The request timed out after 40 ms.',
    });
  });

  test('is not waited for once the run is given up, and its connection is cut', async () => {
    const controller = new AbortController();
    let cut: Promise<unknown> | undefined;
    const server = await rawServer((socket) => {
      cut = new Promise((closed) => socket.on('close', closed));
      controller.abort();
    });

    expect(await faultOf(server.url, {}, { signal: controller.signal })).toEqual({
      type: 'ExecutionInterruptedError',
      message: 'The run was interrupted.',
    });
    await cut;
  });

  test('is cut by the signal of a caller of its own', async () => {
    const server = await rawServer(() => {});
    const live = createLiveTransport();
    onTestFinished(() => live.close());
    const controller = new AbortController();
    const ask = (signal: AbortSignal) => live.transport({ method: 'GET', url: server.url, headers: {} }, { signal });
    const asked = ask(controller.signal);

    controller.abort(new Error('enough'));

    await expect(asked).rejects.toThrow('enough');
    await expect(ask(controller.signal)).rejects.toThrow('enough');
    await expect(ask(AbortSignal.abort('text'))).rejects.toThrow('The request was given up.');
  });

  test('leaves the next request alone', async () => {
    const server = await rawServer(() => {}, ok());
    const live = createLiveTransport();
    onTestFinished(() => live.close());
    const ask = (timeout: number) => runOverSocket(server.url, { timeout }, { transport: live.transport });

    expect([(await ask(20)).error?.type, (await ask(5000)).bundles]).toEqual(['ModuleTimeoutError', [{ id: 1 }]]);
  });
});

describe('a live transport', () => {
  test('can be closed at any moment and used again', async () => {
    const server = await rawServer(ok());
    const live = createLiveTransport();
    onTestFinished(() => live.close());
    const ask = () => live.transport({ method: 'GET', url: server.url, headers: {} });

    const first = ask();
    await live.close();
    await first.catch(() => undefined); // Answered or cut, but not left hanging.

    expect((await ask()).status).toBe(200);
    await live.close();
    expect((await ask()).status).toBe(200);
  });
});

describe('an answer that is too large', () => {
  test.each<[string, Reaction]>([
    ['by its length', head('content-length: 101')],
    ['by what comes', (socket) => void socket.end(`${head('connection: close')}${' '.repeat(101)}`)],
    ['in chunks', `${head('transfer-encoding: chunked')}65\r\n${' '.repeat(101)}\r\n`],
  ])('ASM-66 (assumed): %s', async (_what, reaction) => {
    const server = await rawServer(reaction);

    expect(await faultOf(server.url, {}, { live: { maxBytes: 100 } })).toEqual({
      type: 'MaxFileSizeExceededError',
      message: 'The answer is longer than 100 bytes.',
    });
  });

  test('is taken up to the limit', async () => {
    const server = await rawServer(ok(`"${'x'.repeat(98)}"`));

    expect((await runOverSocket(server.url, {}, { live: { maxBytes: 100 } })).requests[0]?.responseBody).toHaveLength(
      98,
    );
  });
});

describe('TLS', () => {
  async function secure(options: Parameters<typeof createTlsServer>[0]) {
    let handshakes = 0;
    const server = createTlsServer({ key: KEY, cert: CERTIFICATE, ...options }, (socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.write(ok()));
    });
    server.on('connection', () => {
      handshakes += 1;
    });
    server.on('tlsClientError', () => {});
    const url = (await listening(server)).replace('http:', 'https:');
    return { url, handshakes: () => handshakes };
  }

  test('§4.7 (documented): a certificate nobody vouches for is a RuntimeError, and is not tried again', async () => {
    const { url, handshakes } = await secure({});

    expect(await faultOf(url)).toEqual({
      type: 'RuntimeError',
      message: expect.stringMatching(/self-signed certificate/),
    });
    expect(handshakes()).toBe(1);
  });

  test('§4.5 (documented): ca vouches for it', async () => {
    const { url } = await secure({});

    expect((await runOverSocket(url, { ca: CERTIFICATE })).bundles).toEqual([{ id: 1 }]);
    expect((await runOverSocket(url, { ca: '{{parameters.pem}}' }, { input: { pem: CERTIFICATE } })).ok).toBe(true);
  });

  test.each([
    ['has expired', { cert: EXPIRED }, EXPIRED, '127.0.0.1', /expired/],
    ['is for another host', {}, CERTIFICATE, 'localhost', /does not match certificate/],
  ])('§4.7 (documented): a certificate that %s is a RuntimeError', async (_what, options, ca, host, message) => {
    const { url } = await secure(options);

    expect(await faultOf(url.replace('127.0.0.1', host), { ca })).toEqual({
      type: 'RuntimeError',
      message: expect.stringMatching(message),
    });
  });

  test('§4.5 (documented): a handshake that fails with alert 40 is tried once more', async () => {
    const { url, handshakes } = await secure({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' });

    expect(await faultOf(url)).toEqual({ type: 'RuntimeError', message: expect.stringMatching(/handshake failure/) });
    expect(handshakes()).toBe(2);
  });

  test('spoken to a server that has none is a RuntimeError', async () => {
    const url = await listening(
      createServer((socket) => void socket.on('error', () => {}).end('HTTP/1.1 400 No\r\n\r\n')),
    );

    const error = await faultOf(url.replace('http:', 'https:'));

    expect(error).toEqual({
      type: 'RuntimeError',
      message: expect.stringMatching(/wrong version number|packet length/),
    });
  });
});
