import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFaults } from '../../scripts/mock/load-mock.ts';
import { chatbot, ines } from './chatbot.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function faults(yaml: string) {
  const file = join(folder, 'faults.yaml');
  await writeFile(file, yaml);
  return loadFaults(file);
}

describe('a fault', () => {
  test('gives one call a status and headers, in the envelope of the API', async () => {
    const rules = await faults(`faults: [{ on: GET /users, call: 2, status: 429, headers: { Retry-After: '30' } }]`);
    const { call } = await chatbot({ faults: rules });

    const answers = [await call('GET /users'), await call('GET /users'), await call('GET /users')];

    expect(answers.map((answer) => answer.status)).toEqual([200, 429, 200]);
    expect(answers[1]?.headers).toMatchObject({ 'retry-after': '30' });
    expect(answers[1]?.body.status).toEqual({ code: 429, type: 'error', message: 'A fault was asked for' });
  });

  test.each([500, 502, 503, 504, 403])('can be the status %i', async (status) => {
    const { call } = await chatbot({ faults: [{ on: '*', status }] });

    const answer = await call('GET /stories');

    expect([answer.status, answer.body.status.code]).toEqual([status, status]);
  });

  test('can be one of the errors the API has', async () => {
    const { call } = await chatbot({ faults: [{ on: 'createUser', error: 'conflict' }] });

    const { status, body } = await call('POST /users', { body: { userId: 'new', attributes: { a: 'b' } } });

    expect([status, body.status.type]).toEqual([409, 'conflict']);
  });

  test('can be a page of a proxy, or nothing at all', async () => {
    const rules = await faults(`
faults:
  - { on: GET /stories, call: 1, status: 502, headers: { content-type: text/html }, text: '<h1>Bad gateway</h1>' }
  - { on: GET /stories, call: 2, status: 503, text: '' }
`);
    const { call } = await chatbot({ faults: rules });

    const page = await call('GET /stories');
    const nothing = await call('GET /stories');

    expect([page.status, page.headers['content-type'], page.text]).toEqual([502, 'text/html', '<h1>Bad gateway</h1>']);
    expect([nothing.status, nothing.text, nothing.headers]).toEqual([503, '', {}]);
  });

  test('can break the answer off half-way', async () => {
    const { call } = await chatbot({ faults: [{ on: 'GET /users/{id}', garbage: true }] });

    const answer = await call(`GET /users/${ines}`);

    expect([answer.status, answer.body]).toEqual([200, undefined]);
    expect(answer.text).toMatch(/^\{"id":"6012ab34cd56ef7890120001"/);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  test('can be no answer at all', async () => {
    const { call } = await chatbot({ faults: [{ on: '* /users/*', drop: true }] });

    await expect(call(`GET /users/${ines}`)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('can delay the answer, which is then the usual one', async () => {
    const slept: number[] = [];
    const sleep = async (milliseconds: number) => void slept.push(milliseconds);
    const { call } = await chatbot({ faults: [{ on: 'GET /stories', delay: 15_000 }], sleep });

    const { status } = await call('GET /stories');

    expect([status, slept]).toEqual([200, [15_000]]);
  });

  test('ends its delay when the caller gives up', async () => {
    const { mock } = await chatbot({ faults: [{ on: 'GET /stories', delay: 60_000 }] });
    const caller = new AbortController();

    const pending = mock.handler({ method: 'GET', url: 'https://api.chatbot.com/stories', headers: {} }, caller);
    caller.abort();

    await expect(pending).rejects.toThrow(/abort/i);
  });

  test('goes on from a call when told from', async () => {
    const { call } = await chatbot({ faults: [{ on: 'GET /stories', from: 2, status: 500 }] });

    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await call('GET /stories')).status);

    expect(statuses).toEqual([200, 500, 500, 500]);
  });

  test.each([
    ['faults: [{ status: 500 }]', ':1:10', '"faults[0].on" is required.'],
    ['faults: [{ on: GET /x, statsu: 500 }]', ':1:24', '"statsu" is not known here; did you mean "status"?'],
    ['faults: [{ on: GET /x, status: 99 }]', ':1:24', '"faults[0].status" must be at least 200.'],
    ['faults: 5', ':1:1', '"faults" must be an array.'],
    ['faults: [', ':1:10', 'is not YAML'],
  ])('%s is no rule', async (yaml, place, message) => {
    const failure = await faults(yaml).catch((error) => error);

    expect(failure.message).toContain(`faults.yaml${place}`);
    expect(failure.message).toContain(message);
  });
});

describe('a rule nobody used', () => {
  test('fails the test that wrote it', async () => {
    const { call, mock } = await chatbot();
    mock.expect({ on: 'GET /stories', call: [1, 2], body: [] });
    mock.expect({ on: 'POST /stories', status: 500 });

    await call('GET /stories');

    expect(mock.unused()).toEqual(['GET /stories (call 1, 2; 1 seen)', 'POST /stories (every call; 0 seen)']);
    expect(() => mock.verify()).toThrow('No request used the rule POST /stories (every call; 0 seen).');
  });

  test('is no matter once its calls have come', async () => {
    const { call, mock } = await chatbot({ faults: [{ on: 'GET /stories', call: 1, body: [] }] });

    const { body } = await call('GET /stories');

    expect(body).toEqual([]);
    expect(() => mock.verify()).not.toThrow();
  });
});
