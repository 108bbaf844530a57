import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadMock } from '../../scripts/mock/load-mock.ts';
import { createMock } from '../../scripts/mock/mock.ts';
import { caller } from './chatbot.ts';

const ORIGIN = 'https://harbour.example/api/v3';

async function harbour() {
  const mock = createMock(await loadMock(fileURLToPath(new URL('./harbour/harbour.yaml', import.meta.url))));
  const send = caller(mock.handler, ORIGIN);
  const call: typeof send = (route, options) =>
    send(route, { token: null, ...options, headers: { 'x-api-key': 'k', ...options?.headers } });
  return { mock, call, send };
}

describe('another API from the same engine', () => {
  test('pages by number, sorts numbers as numbers, and filters by plain parameters', async () => {
    const { call } = await harbour();

    const second = await call('GET /boats?page=2');
    const long = await call('GET /boats?flag=NO&longer=12');

    expect(second.body.map((boat: { length: number }) => boat.length)).toEqual([10.5, 11.5, 13, 14.5, 16]);
    expect(long.body.map((boat: { call: string }) => boat.call)).toEqual(['skiff 8-15', 'skiff 11-18']);
  });

  test('pages by offset', async () => {
    const { call } = await harbour();

    const { body } = await call('GET /crews?offset=3&first=9');

    expect([body.found, body.ranks.map((crew: { rank: number }) => crew.rank)]).toEqual([5, [4, 5]]);
  });

  test('counts ids on from the highest, and shows records through their view', async () => {
    const { call } = await harbour();

    const { status, body } = await call('POST /boats', { body: { name: 'Gull' } });
    const changed = await call('PATCH /boats/20', { body: { flag: 'PL', number: 99 } });

    expect([status, body]).toEqual([201, { number: 20, name: 'Gull', flag: null, length: 10.5, call: 'gull-20' }]);
    expect(changed.body).toMatchObject({ number: 20, flag: 'PL' });
  });

  test('takes a form for a body', async () => {
    const { call } = await harbour();

    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const { body } = await call('POST /boats', { body: 'name=Big+Auk&flag=IS', headers });

    expect(body).toMatchObject({ name: 'Big Auk', flag: 'IS' });
  });

  test('answers a deletion with nothing', async () => {
    const { call, mock } = await harbour();

    const { status, text, headers } = await call('DELETE /boats/7');

    expect([status, text, headers]).toEqual([204, '', {}]);
    expect(mock.problems).toEqual([]);
  });

  test.each<[Record<string, string>, number]>([
    [{}, 403],
    [{ 'x-api-key': 'anything' }, 200],
    [{ authorization: `Basic ${btoa('anna:secret')}` }, 200],
    [{ authorization: `Basic ${btoa('anna:guess')}` }, 403],
  ])('lets in by key or by password: %j %i', async (headers, status) => {
    const { send } = await harbour();

    expect((await send('GET /boats', { token: null, headers })).status).toBe(status);
  });

  test('blots out its key in the log', async () => {
    const { call, mock } = await harbour();

    await call('GET /boats');

    expect(mock.requests[0]?.headers).toEqual({ 'x-api-key': '***' });
  });

  test('refuses parameters it does not know, and headers against their description', async () => {
    const { call } = await harbour();

    const unknown = await call('GET /boats?sort=name');
    const header = await call('GET /boats', { headers: { 'x-tenant': 'a' } });

    expect([unknown.status, unknown.body]).toEqual([
      422,
      { title: 'sort is not known', where: 'sort', kind: 'invalid' },
    ]);
    expect([header.status, header.body.where]).toEqual([422, 'X-Tenant']);
  });

  test('answers with the example of the description where nothing else is declared', async () => {
    const { send, mock } = await harbour();

    const { body } = await send('GET /tides', { token: null });

    expect(body).toEqual([{ high: '04:10' }]);
    expect(mock.problems).toEqual([]);
  });

  test('says that a route is only described', async () => {
    const { call, mock } = await harbour();

    const { status } = await call('GET /weather');

    expect(status).toBe(501);
    expect(mock.problems).toMatchObject([
      {
        message: 'GET /weather is described, but nothing says what it answers.',
        fix: 'declare "readWeather" under "operations", or give its answer an example.',
      },
    ]);
  });

  test.each([
    [
      'GET /broken',
      'GET /broken was about to answer against its own description: with status 200, "depth" is required.',
    ],
    ['POST /broken', 'POST /broken was about to answer against its own description: status 202 is not described.'],
  ])('never answers against its own description: %s', async (route, message) => {
    const { call, mock } = await harbour();

    const { status, headers, body } = await call(route);

    expect([status, headers['x-mock-problem'], body.mock.message]).toEqual([500, 'MCK002', message]);
    expect(() => mock.verify()).toThrow(message);
  });

  test.each([
    ['https://harbour.example/api/v3', 200],
    ['http://127.0.0.1:4000/api/v3', 200],
    ['http://127.0.0.1:4000', 501],
    ['https://harbour.example/api/v4', 501],
    ['https://other.example/api/v3', 501],
  ])('answers at %s with %i', async (origin, status) => {
    const { mock } = await harbour();

    expect(
      (await caller(mock.handler, origin)('GET /boats', { token: null, headers: { 'x-api-key': 'k' } })).status,
    ).toBe(status);
  });
});
