import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Arrival, HookService } from '../../scripts/cli/hook-service.ts';
import { serveHook } from '../../scripts/cli/listen-server.ts';
import type { Session } from '../../scripts/cli/run-session.ts';
import type { Json } from '../../scripts/core/json.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import { manifestOf } from '../runtime/support.ts';

const ECHO: Json = {
  output: '{{body}}',
  respond: { type: 'json', body: { method: '{{method}}', query: '{{query}}', body: '{{body}}' } },
};

interface Hook {
  readonly address: string;
  readonly arrivals: readonly Arrival[];
  readonly failures: readonly unknown[];
}

/** A webhook with this communication, served as `makeapp listen` serves it. */
async function hookWith(communication: Json = ECHO, timing = {}): Promise<Hook> {
  const hooks = new HookService(loadApp(manifestOf({ webhooks: { orders: { sections: { communication } } } })));
  const arrivals: Arrival[] = [];
  const failures: unknown[] = [];
  hooks.onArrival((arrival) => arrivals.push(arrival));
  const session = { hooks, target: {} } as unknown as Session; // All that the server looks at.
  const server = await serveHook(session, { port: 0, onFailure: (error) => failures.push(error), ...timing });
  onTestFinished(() => server.close());
  return { address: hooks.open('orders', { base: server.url }).url, arrivals, failures };
}

/** Sends bytes as they are, and gives all that comes back until the connection ends. */
function exchange({ address }: Hook, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolved) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => {
      for (const part of parts) socket.write(part);
    });
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolved(answer));
  });
}

const statusOf = (answer: string): number => Number(answer.split(' ')[1]);
const bodyOf = (answer: string): string => answer.split('\r\n\r\n')[1] ?? '';
const pathOf = ({ address }: Hook): string => new URL(address).pathname;
const JSON_TYPE = 'content-type: application/json';

function requestTo(
  hook: Hook,
  { line = `POST ${pathOf(hook)} HTTP/1.1`, headers = [JSON_TYPE], body = '' } = {},
): string {
  return `${[line, 'host: x', ...headers, `content-length: ${Buffer.byteLength(body)}`, '', ''].join('\r\n')}${body}`;
}

/** Claims that the listener still works. */
async function stillAnswers(hook: Hook): Promise<void> {
  expect(statusOf(await exchange(hook, requestTo(hook, { body: '{"id":1}' })))).toBe(200);
  expect(hook.arrivals.at(-1)?.execution.report.bundles).toEqual([{ id: 1 }]);
}

describe('a listener', () => {
  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])(
    'hands %s to the webhook',
    async (method) => {
      const hook = await hookWith();

      const answer = await exchange(hook, requestTo(hook, { line: `${method} ${pathOf(hook)}?a=1&a=2&b= HTTP/1.1` }));

      expect(statusOf(answer)).toBe(200);
      const heard = { method, query: { a: ['1', '2'], b: '' } };
      expect(bodyOf(answer)).toBe(method === 'HEAD' ? '' : JSON.stringify(heard));
      await stillAnswers(hook);
    },
  );

  test.each<[string, (hook: Hook) => string | Buffer, number]>([
    ['no HTTP', () => 'hello\r\n\r\n', 400],
    ['a TLS handshake', () => Buffer.from('160301007a0100', 'hex'), 400],
    ['a broken header', (hook) => `POST ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\nno colon\r\n\r\n`, 400],
    [
      'two lengths',
      (hook) => `POST ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}`,
      400,
    ],
    ['a length that is none', (hook) => `POST ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n`, 400],
    [
      'a length and chunks',
      (hook) =>
        `POST ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    [
      'chunks that are none',
      (hook) => `POST ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
      400,
    ],
    ['headers that are too long', (hook) => requestTo(hook, { headers: [`x: ${'x'.repeat(20_000)}`] }), 431],
    ['a broken percent code in the path', () => 'POST /%zz HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n', 410],
    ['a path that leads up', () => 'POST /../../etc/passwd HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n', 410],
    ['no host', (hook) => `POST ${pathOf(hook)} HTTP/1.1\r\ncontent-length: 0\r\n\r\n`, 400],
    ['a method that is none', (hook) => `FROB ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\n\r\n`, 400],
    ['an upgrade', (hook) => requestTo(hook, { headers: ['connection: upgrade', 'upgrade: websocket'] }), 200],
    ['an old protocol', (hook) => `POST ${pathOf(hook)} HTTP/1.0\r\ncontent-length: 0\r\n\r\n`, 200],
    ['CONNECT', () => 'CONNECT other.example:443 HTTP/1.1\r\nhost: x\r\n\r\n', 0],
  ])('answers %s with its status, and goes on', async (_what, bytes, status) => {
    const hook = await hookWith();

    const answer = await exchange(hook, bytes(hook));

    expect(answer === '' ? 0 : statusOf(answer)).toBe(status);
    expect(hook.failures).toEqual([]);
    await stillAnswers(hook);
  });

  test.each<[string, string, string, unknown]>([
    ['broken percent codes of a query', '', '?a=%zz&%E9=1&c=%41', { a: '%zz', '\uFFFD': '1', c: 'A' }],
    ['a query of odd names', '', '?__proto__=1&constructor=2', { ['__proto__']: '1', constructor: '2' }],
  ])('takes %s', async (_what, body, search, query) => {
    const hook = await hookWith();

    const answer = await exchange(hook, requestTo(hook, { line: `POST ${pathOf(hook)}${search} HTTP/1.1`, body }));

    expect(JSON.parse(bodyOf(answer)).query).toEqual(query);
  });

  test.each<[string, readonly string[], string | Buffer, unknown]>([
    ['broken JSON as text', [JSON_TYPE], '{"a":', '{"a":'],
    ['JSON with a byte order mark', [JSON_TYPE], '\uFEFF{"a":1}', { a: 1 }],
    ['a form', ['content-type: application/x-www-form-urlencoded'], 'a=1&a=%zz+x', { a: ['1', '%zz x'] }],
    ['XML', ['content-type: text/xml'], '<a>1</a>', { a: ['1'] }],
    ['another charset', ['content-type: text/plain; charset=latin1'], Buffer.from([0xe9]), 'é'],
    ['two content types', [JSON_TYPE, 'content-type: text/plain'], '{"a":1}', { a: 1 }],
  ])('reads %s', async (_what, headers, body, heard) => {
    const hook = await hookWith();
    const head = ['POST', pathOf(hook), 'HTTP/1.1\r\nhost:'].join(' ');
    const bytes = Buffer.from(body);

    const answer = await exchange(
      hook,
      [`${head} x`, ...headers, `content-length: ${bytes.length}`, '', ''].join('\r\n'),
      bytes,
    );

    expect(JSON.parse(bodyOf(answer)).body).toEqual(heard);
  });

  test('says when a body cannot be read, and goes on', async () => {
    const hook = await hookWith();

    const answer = await exchange(hook, requestTo(hook, { headers: ['content-type: text/xml'], body: '<a><b></a>' }));

    expect([statusOf(answer), bodyOf(answer)]).toEqual([500, expect.stringMatching(/not valid XML/)]);
    await stillAnswers(hook);
  });

  test('puts chunks together', async () => {
    const hook = await hookWith();
    const head = `POST ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\n${JSON_TYPE}\r\ntransfer-encoding: chunked\r\n\r\n`;

    const answer = await exchange(
      hook,
      head,
      '5\r\n{"a":\r\n',
      '1;x=y\r\n1\r\n',
      '1\r\n}\r\n0\r\nx-trailer: 1\r\n\r\n',
    );

    expect(JSON.parse(bodyOf(answer)).body).toEqual({ a: 1 });
  });

  test('asks for a body that the sender announces', async () => {
    const hook = await hookWith();

    const answer = await exchange(hook, requestTo(hook, { headers: [JSON_TYPE, 'expect: 100-continue'], body: '{}' }));

    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  test.each(['content-length', 'chunks'])('refuses a body that is too large, told by %s', async (how) => {
    const hook = await hookWith();
    const huge = Buffer.alloc(5_000_001, 32);
    const head = `POST ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\n`;
    const whole =
      how === 'chunks'
        ? [`${head}transfer-encoding: chunked\r\n\r\n${huge.length.toString(16)}\r\n`, huge, '\r\n0\r\n\r\n']
        : [`${head}content-length: ${huge.length}\r\n\r\n`, huge];

    expect(statusOf(await exchange(hook, ...whole))).toBe(413);
    expect(hook.arrivals).toEqual([]);
    await stillAnswers(hook);
  });

  test.each<[string, Json, number]>([
    ['a header that cannot be sent', { respond: { headers: { 'x-a': 'a\nb' } } }, 500],
    ['a header whose name is none', { respond: { headers: { 'x a': 'b' } } }, 500],
    ['204 and a body', { respond: { status: 204, body: 'none' } }, 204],
    ['304', { respond: { status: 304 } }, 304],
    ['a status of no meaning', { respond: { status: 799 } }, 799],
    ['a status beyond all', { respond: { status: 1000 } }, 500],
    [
      'a length of its own',
      { respond: { headers: { 'content-length': '999', 'transfer-encoding': 'chunked' }, body: 'x' } },
      200,
    ],
  ])('sends a reply of %s as far as it goes', async (_what, communication, status) => {
    const hook = await hookWith(communication);

    const response = await fetch(hook.address, { method: 'POST' });

    expect(response.status).toBe(status);
    expect((await response.text()).length).toBeLessThan(200);
    expect(hook.arrivals).toHaveLength(1);
  });

  test('cuts a sender that takes too long, and serves the others meanwhile', async () => {
    const hook = await hookWith(ECHO, { patience: 60 });
    const slow = [
      exchange(hook, 'POST / HT'),
      exchange(hook, `POST ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\nx-a: `),
      exchange(hook, `POST ${pathOf(hook)} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{`),
    ];

    await stillAnswers(hook);
    for (const answer of await Promise.all(slow))
      expect(['', 'HTTP/1.1 408 Request Timeout']).toContain(answer.split('\r\n')[0]);
    await stillAnswers(hook);
  });

  test('loses none of many at once, among them broken ones and ones that hang up', async () => {
    const hook = await hookWith();
    const sent = Array.from({ length: 150 }, async (_, id) => {
      if (id % 3 === 1) return exchange(hook, 'nonsense\r\n\r\n');
      if (id % 3 === 2)
        return new Promise((done) =>
          connect(Number(new URL(hook.address).port), '127.0.0.1').once('connect', function (this: Socket) {
            this.destroy();
            done('');
          }),
        );
      return exchange(hook, requestTo(hook, { body: JSON.stringify({ id }) }));
    });

    const statuses = (await Promise.all(sent))
      .filter((_, id) => id % 3 === 0)
      .map((answer) => statusOf(String(answer)));

    expect(statuses).toEqual(Array.from({ length: 50 }, () => 200));
    const ids = hook.arrivals.map(({ execution }) => (execution.report.bundles[0] as { readonly id: number }).id);
    expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at * 3));
  });

  test('is reached from this machine alone', async () => {
    const hook = await hookWith();
    const { port } = new URL(hook.address);
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');

    for (const { address } of outside) {
      const refused = await new Promise((resolved) => {
        const socket = connect({ host: address, port: Number(port), timeout: 500 }, () => resolved('connected'));
        socket.on('error', () => resolved('refused')).on('timeout', () => resolved('no answer'));
      });
      expect(refused).not.toBe('connected');
    }
    expect(new URL(hook.address).hostname).toBe('127.0.0.1');
  });
});
