import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { HttpHandler } from '../../scripts/core/http.ts';
import { type Served, serve } from '../../scripts/mock/serve.ts';
import { bytes, chatbot, ines, receiver, TOKEN, timetable } from './chatbot.ts';

const open: Served[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

async function listen(handler: HttpHandler, maxBody?: number): Promise<string> {
  const served = await serve(handler, maxBody === undefined ? {} : { maxBody });
  open.push(served);
  return served.url;
}

const authorized = { authorization: `Bearer ${TOKEN}` };
const json = { ...authorized, 'content-type': 'application/json' };

describe('serve', () => {
  test('listens on this machine only, and says where', async () => {
    const { mock } = await chatbot();

    expect(await listen(mock.handler)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('closes each connection after its answer', async () => {
    const { mock } = await chatbot();

    const response = await fetch(`${await listen(mock.handler)}/stories`, { headers: authorized });

    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toHaveLength(7);
  });

  test('answers a body that is not JSON like the API', async () => {
    const { mock } = await chatbot();

    const response = await fetch(`${await listen(mock.handler)}/users`, {
      method: 'POST',
      headers: json,
      body: '{"a":',
    });

    expect([response.status, await response.json()]).toMatchObject([
      400,
      { status: { message: 'The body is not JSON' } },
    ]);
  });

  test('turns down a body that is too long', async () => {
    const url = await listen(async () => ({ status: 200, headers: {}, body: bytes('taken') }), 1000);

    const statuses = [];
    for (const length of [1000, 1001]) {
      statuses.push((await fetch(url, { method: 'POST', body: 'x'.repeat(length) })).status);
    }

    expect(statuses).toEqual([200, 413]);
  });

  test('passes repeated headers and bytes through unchanged', async () => {
    const body = Uint8Array.from([0, 255, 128, 10]);
    const url = await listen(async (request) => {
      return { status: 201, headers: { 'set-cookie': ['a=1', 'b=2'] }, body: request.body ?? bytes('') };
    });

    const response = await fetch(url, { method: 'PUT', body });

    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect([response.status, new Uint8Array(await response.arrayBuffer())]).toEqual([201, body]);
  });

  test('cuts the connection when no answer comes', async () => {
    const { mock } = await chatbot({ faults: [{ on: 'GET /stories', drop: true }] });
    const url = await listen(mock.handler);

    await expect(fetch(`${url}/stories`, { headers: authorized })).rejects.toThrow('fetch failed');
    expect((await fetch(`${url}/users/${ines}`, { headers: authorized })).status).toBe(200);
  });

  test('tells the handler when the caller has hung up', async () => {
    let hungUp: (value: unknown) => void = () => {};
    const whenHungUp = new Promise((resolve) => {
      hungUp = resolve;
    });
    const url = new URL(
      await listen((_, { signal } = {}) => {
        socket.destroy();
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            hungUp('hung up');
            reject(signal.reason);
          });
        });
      }),
    );
    const socket = connect(Number(url.port), url.hostname, () => socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'));
    socket.on('error', () => {});

    expect(await whenHungUp).toBe('hung up');
  });

  test('says when its port is taken', async () => {
    const { mock } = await chatbot();
    const port = Number(new URL(await listen(mock.handler)).port);

    await expect(serve(mock.handler, { port })).rejects.toThrow(`Port ${port} cannot be listened on`);
  });

  test('frees its port when closed', async () => {
    const { mock } = await chatbot();
    const served = await serve(mock.handler);

    await served.close();

    await expect(fetch(served.url)).rejects.toThrow('fetch failed');
  });
});

describe('the levers behind /__mock/', () => {
  test('deliver, show and reset over the port', async () => {
    const { mock } = await chatbot({ outgoing: receiver('s3-tide-pool') });
    const url = await listen(mock.handler);
    const post = (path: string, body: unknown) =>
      fetch(`${url}/__mock/${path}`, { method: 'POST', body: JSON.stringify(body) });
    // biome-ignore lint/suspicious/noExplicitAny: the expectations below check what came
    const get = async (path: string): Promise<any> => (await fetch(`${url}/__mock/${path}`)).json();

    await fetch(`${url}/user`, { headers: authorized });
    const delivered: Awaited<ReturnType<typeof get>> = await (
      await post(`deliver/v1/${timetable}`, { body: { sessionId: 'another-one' } })
    ).json();
    const [problem] = await get('problems');
    await post('reset', { count: 'page' });

    expect(delivered).toMatchObject({ ok: true, request: { method: 'POST' }, response: { status: 200 } });
    expect(delivered.request.body).toContain('another-one');
    expect(problem).toMatchObject({ code: 'MCK001' });
    expect([await get('problems'), await get('requests'), await get('unused')]).toEqual([[], [], []]);
    expect([(await get('records/users')).length, (await get('options')).count]).toEqual([95, 'page']);
  });

  test.each([
    'GET nothing',
    'POST deliver/v9',
    'POST deliver/v2?{"body":"text"}',
    'POST deliver/v2?{"bdy":{}}',
    'GET records/boats',
    'GET records/%E0%A4',
    'POST reset?{"colour":"red"}',
    'DELETE reset',
  ])('refuse %s', async (lever) => {
    const { mock } = await chatbot({ outgoing: receiver('x') });
    const [, method = '', path = '', body] = /^(\w+) ([^?]+)\??(.+)?$/.exec(lever) ?? [];

    const response = await fetch(`${await listen(mock.handler)}/__mock/${path}`, { method, ...(body ? { body } : {}) });

    expect([response.status, await response.json()]).toMatchObject([400, { mock: { message: expect.any(String) } }]);
  });
});
