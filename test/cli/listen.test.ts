import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../scripts/cli/main.ts';
import {
  type BuiltApp,
  buildOnce,
  changedApp,
  type Document,
  makeapp,
  makeappJson,
  SETUP_LIMIT,
  serveHere,
  serveMock,
  smallApp,
  TestTerminal,
  temporaryFolder,
} from './support.ts';

let built: BuiltApp;
let app: string;
beforeAll(async () => {
  built = await buildOnce();
  app = await smallApp(built, ['watchNewMessages']);
}, SETUP_LIMIT);

interface Listener {
  readonly terminal: TestTerminal;
  /** The first line of stdout. */
  readonly address: string;
  /** Presses Ctrl-C; gives the exit status. */
  stop(): Promise<number>;
}

/** Starts `makeapp listen`, and waits for its address. */
async function listen(...args: string[]): Promise<Listener> {
  const terminal = new TestTerminal();
  const ended = main(['listen', 'newMessages', 'name=Desk', '--project', app, ...args], terminal);
  const stop = () => {
    terminal.interrupt();
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  await Promise.race([terminal.until(({ lines }) => lines.length > 0), ended]);
  return { terminal, address: terminal.lines[0] ?? `not listening: ${terminal.stderr}`, stop };
}

const TOKEN = ['--connection', 'accessToken=developer-token'];
const delivery = (chatId: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ chatId, messageId: 'm', userId: 'u' }),
});
const mockOf = ({ address }: Listener) => `${new URL(address).origin}/__mock`;
const webhooksAt = async (url: string): Promise<Document> => (await fetch(`${url}/records/webhooks`)).json();

describe('listen', () => {
  test('prints its address, then a line of JSON for each bundle', async () => {
    const { terminal, address, stop } = await listen('--json');

    const response = await fetch(address, delivery('c-1'));
    await fetch(address, delivery('c-2'));

    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]+$/);
    expect([response.status, await response.json()]).toEqual([200, { responses: [] }]);
    expect(await stop()).toBe(0);
    expect(terminal.lines.slice(1).map((line) => JSON.parse(line))).toMatchObject([
      { chatId: 'c-1' },
      { chatId: 'c-2' },
    ]);
  });

  test('prints a shortened line for a person', async () => {
    const { terminal, address, stop } = await listen();

    await fetch(address, delivery(`line one\nline two ${'x'.repeat(500)}`));
    await stop();

    expect(terminal.lines).toHaveLength(2);
    expect(terminal.lines[1]).toMatch(
      /^\{ apiVersion: 2, chatId: 'line one\\nline two x+'\.\.\. \d+ more characters, /,
    );
  });

  test('registers with the mock in process, and lets a person make it deliver', async () => {
    const listener = await listen('--json');

    const delivered = await fetch(`${mockOf(listener)}/deliver/v2`, { method: 'POST' });
    const registered = await webhooksAt(mockOf(listener));

    expect(await delivered.json()).toMatchObject({ ok: true });
    expect(registered.at(-1)).toMatchObject({ name: 'Desk', url: listener.address });
    expect(JSON.parse(listener.terminal.lines[1] ?? '')).toMatchObject({ node: { webhookName: 'Desk' } });
  });

  test('registers with an API on this machine, which verifies the address over a socket', async () => {
    const { url, mock } = await serveMock();
    const before = mock.records('webhooks').length;

    const { terminal, address, stop } = await listen('--json', '--api', url, ...TOKEN);
    const { ok } = await mock.deliver('v1');
    const during = mock.records('webhooks');
    const status = await stop();

    expect([ok, status]).toEqual([true, 0]);
    expect(during.at(-1)).toMatchObject({ name: 'Desk', url: address });
    expect(terminal.lines).toHaveLength(2);
    expect(mock.records('webhooks')).toHaveLength(before);
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });

  test('says on stderr what gave no bundle', async () => {
    const { terminal, address, stop } = await listen();

    const forged = await fetch(`${address}?token=none`, delivery('c-1'));
    await stop();

    expect(forged.status).toBe(401);
    expect(terminal.stderr).toContain('POST 401 no bundle');
    expect(terminal.lines).toHaveLength(1);
  });

  test('exits 1 with the reason when the API refuses', async () => {
    const { url } = await serveHere(async () => ({
      status: 403,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"status":{"code":403,"message":"no more webhooks"}}'),
    }));
    const args = ['listen', 'newMessages', 'name=Desk', '--project', app, '--api', url, ...TOKEN];

    const plain = await makeapp(args);
    const { status, json } = await makeappJson(args);

    expect([plain.status, plain.out, status]).toEqual([1, '', 1]);
    expect(plain.err).toContain('no more webhooks');
    expect(json).toMatchObject({ ok: false, component: 'webhooks.newMessages.attach', error: { statusCode: 403 } });
  });

  test('exits 1 when the API is down', async () => {
    const { status, err } = await makeapp([
      'listen',
      'newMessages',
      'name=x',
      '--project',
      built.app,
      '--api',
      'http://127.0.0.1:1',
    ]);

    expect(status).toBe(1);
    expect(err).toContain('ConnectionError');
  });

  test('exits 1 when it cannot detach, and says so', async () => {
    const { url, mock } = await serveMock();
    const { terminal, stop } = await listen('--api', url, ...TOKEN);
    mock.expect({ on: 'GET /webhooks', status: 500 });

    const status = await stop();

    expect(status).toBe(1);
    expect(terminal.stderr).toContain('The webhook may still be registered');
  });

  test('exits 2 when its port is in use', async () => {
    const { address } = await listen();
    const { port } = new URL(address);

    const { status, out, err } = await makeapp([
      'listen',
      'newMessages',
      'name=x',
      '--project',
      built.app,
      '--port',
      port,
    ]);

    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(`Port ${port} cannot be listened on`);
  });

  test('detaches after an interruption that came before the attach was done', async () => {
    const { url, mock } = await serveMock();
    const terminal = new TestTerminal();
    const before = mock.records('webhooks').length;

    const ended = main(['listen', 'newMessages', 'name=x', '--project', app, '--api', url, ...TOKEN], terminal);
    terminal.interrupt();

    expect(await ended).toBe(0);
    expect(mock.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'DELETE']);
    expect(mock.records('webhooks')).toHaveLength(before);
  });
});

describe('listen --state', () => {
  test('keeps the webhook while it is attached', async () => {
    const file = join(await temporaryFolder(), 'state.json');
    const stored = async () => JSON.parse(await readFile(file, 'utf8'));

    const { address, stop } = await listen('--state', file);
    const during = await stored();
    await stop();

    expect(during).toEqual({ id: expect.any(String), url: address, data: { externalHookId: expect.any(String) } });
    expect(await stored()).toEqual({});
  });

  test('removes the registration that an earlier command left, and keeps its id', async () => {
    const { url, mock } = await serveMock();
    const file = join(await temporaryFolder(), 'state.json');
    const before = mock.records('webhooks').length;
    const attach = [
      'run',
      'webhooks.newMessages.attach',
      'name=x',
      '--project',
      built.app,
      '--api',
      url,
      '--state',
      file,
    ];
    const { json } = await makeappJson([...attach, ...TOKEN]);

    const { address, stop } = await listen('--state', file, '--api', url, ...TOKEN);
    const during = mock.records('webhooks');
    await stop();

    expect(address).toContain(json.state.id);
    expect(during).toHaveLength(before + 1);
    expect(mock.records('webhooks')).toHaveLength(before);
  });

  test('refuses a state file that cannot be read, before anything is registered', async () => {
    const file = join(await temporaryFolder(), 'state.json');
    await writeFile(file, '{"id":');

    const { status, err } = await makeapp(['listen', 'newMessages', 'name=x', '--project', app, '--state', file]);

    expect(status).toBe(2);
    expect(err).toContain('is not valid JSON');
  });
});

describe('what arrives while listening', () => {
  /** Sends bytes as they are; resolves with the start of the answer, or with nothing when the connection is cut. */
  function send(address: string, bytes: string): Promise<string> {
    const { hostname, port } = new URL(address);
    return new Promise((resolved) => {
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('error', () => {});
      socket.on('close', () => resolved(answer.split('\r\n')[0] ?? ''));
    });
  }

  const path = (address: string) => new URL(address).pathname;

  test.each<[string, (address: string) => string, string]>([
    ['no HTTP', () => 'hello\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['an address that cannot be read', () => 'GET // HTTP/1.1\r\nhost: x\r\n\r\n', 'HTTP/1.1 410 Gone'],
    [
      'an address of somebody else',
      () => 'GET http://other.example/ HTTP/1.1\r\nhost: x\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
    ],
    ['another path', () => 'POST /none HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n', 'HTTP/1.1 410 Gone'],
    [
      'broken JSON',
      (address) =>
        `POST ${path(address)} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{"`,
      'HTTP/1.1 400 Bad Request',
    ],
    [
      'bytes that are no text',
      (address) => `POST ${path(address)} HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\n\u0000\u0001\u0002`,
      'HTTP/1.1 400 Bad Request',
    ],
  ])('may be %s', async (_what, bytes, answer) => {
    const { address, terminal, stop } = await listen('--json');

    expect(await send(address, bytes(address))).toBe(answer);
    expect((await fetch(address, delivery('c-1'))).status).toBe(200);
    expect(await stop()).toBe(0);
    expect(terminal.lines).toHaveLength(2);
  });

  test('may be too large, which is said', async () => {
    const { address, terminal, stop } = await listen('--json');

    const tooLarge = await fetch(address, { method: 'POST', body: Buffer.alloc(5_000_001, 32) });

    expect([tooLarge.status, (await fetch(address, delivery('c-1'))).status]).toEqual([413, 200]);
    expect(await stop()).toBe(0);
    expect(terminal.lines).toHaveLength(2);
  });

  test('may be slow without holding up others or the end', async () => {
    const { address, stop } = await listen();
    const slow = send(address, `POST ${path(address)} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{`);

    const { status } = await fetch(address, delivery('c-1'));

    expect([status, await stop(), await slow]).toEqual([200, 0, '']);
  });

  test('may come all at once, and none is lost', async () => {
    const { address, terminal, stop } = await listen('--json');
    const ids = Array.from({ length: 300 }, (_, index) => `c-${index}`);

    const statuses = await Promise.all(ids.map(async (id) => (await fetch(address, delivery(id))).status));
    await stop();

    expect(new Set(statuses)).toEqual(new Set([200]));
    const printed = terminal.lines.slice(1).map((line) => JSON.parse(line).chatId);
    expect(printed.sort()).toEqual(ids.sort());
  });

  test('gets 500, and a word on stderr, when the app fails on it', async () => {
    const project = await changedApp(built, 'webhooks/new-messages/new-messages.communication.iml.json', (text) =>
      text.replace(
        '"output": {',
        '"output": { "broken": "{{parseDate(body.chatId; 5; 6; 7).x.y}}{{get(1; 2; 3; 4; 5)}}{{nothing()}}",',
      ),
    );

    const { address, terminal, stop } = await listen('--project', project);
    const { status } = await fetch(address, delivery('c-1'));

    expect([status, await stop()]).toEqual([500, 0]);
    expect(terminal.stderr).toMatch(/POST 500 \w+Error /);
  });
});
