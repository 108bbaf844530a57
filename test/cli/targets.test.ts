import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type BuiltApp,
  buildOnce,
  changedApp,
  makeapp,
  makeappJson,
  SETUP_LIMIT,
  serveHere,
  serveMock,
  temporaryFolder,
  USER,
} from './support.ts';

let built: BuiltApp;
beforeAll(async () => {
  built = await buildOnce();
}, SETUP_LIMIT);

const run = (...args: string[]) => makeappJson(['run', ...args, '--project', built.app]);
const TOKEN = ['--connection', 'accessToken=developer-token'];

describe('--api http://127.0.0.1:PORT', () => {
  test('stands in for the host of the app, whose own address is reported', async () => {
    const { url, mock } = await serveMock();

    const { status, json } = await run('getUser', `id=${USER}`, '--api', url, ...TOKEN);

    expect([status, json.requests[0].url]).toEqual([0, `https://api.chatbot.com/users/${USER}`]);
    expect(mock.requests).toMatchObject([{ method: 'GET', path: `/users/${USER}` }]);
  });

  test('sends path, query and body as the app wrote them', async () => {
    const seen: { method: string; url: string; body: string }[] = [];
    const { url } = await serveHere(async ({ method, url: asked, body }) => {
      seen.push({ method, url: asked, body: new TextDecoder().decode(body) });
      return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') };
    });

    await run(
      'makeApiCall',
      '{"url":"/a b/ü","method":"POST","qs":[{"key":"q","value":"x y&z"}],"body":"{}"}',
      '--api',
      url,
      ...TOKEN,
    );

    expect(seen).toEqual([{ method: 'POST', url: `${url}/a%20b/%C3%BC?q=x%20y%26z`, body: '{}' }]);
  });

  test('says that nobody answers there', async () => {
    const { status, err } = await makeapp([
      'run',
      'getUser',
      `id=${USER}`,
      '--api',
      'http://127.0.0.1:1',
      '--project',
      built.app,
      ...TOKEN,
    ]);

    expect(status).toBe(1);
    expect(err).toMatch(/no answer[\s\S]*ConnectionError .*127\.0\.0\.1:1/);
  });

  test('serves the address that attach registers while the API verifies it', async () => {
    const { url, mock } = await serveMock();
    const state = join(await temporaryFolder(), 'state.json');

    const attached = await run('webhooks.newMessages.attach', 'name=Desk', '--api', url, '--state', state, ...TOKEN);
    const again = await run('webhooks.newMessages.attach', 'name=Desk', '--api', url, '--state', state, ...TOKEN);
    const registered = mock.records('webhooks').slice(-2);

    expect([attached.json.error, again.json.error]).toEqual([undefined, undefined]);
    expect(registered).toMatchObject([{ url: attached.json.state.url }, { url: again.json.state.url }]);
    expect(again.json.state.id).toBe(attached.json.state.id);
    await expect(fetch(attached.json.state.url)).rejects.toThrow('fetch failed');
  });

  test('serves the address that is registered while the API verifies an update', async () => {
    const { url, mock } = await serveMock();
    const state = join(await temporaryFolder(), 'state.json');
    const step = (name: string, ...args: string[]) =>
      run(`webhooks.newMessages.${name}`, ...args, '--api', url, '--state', state, ...TOKEN);

    const attached = await step('attach', 'name=Desk');
    const updated = await step('update', 'name=Pier');

    expect(updated.json.error).toBeUndefined();
    expect(mock.records('webhooks').at(-1)).toMatchObject({ name: 'Pier', url: attached.json.state.url });
  });

  test('lets go of the address when the run cannot begin', async () => {
    const { url } = await serveMock();
    const servers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
    const before = servers();

    const { status } = await run('webhooks.newMessages.attach', '[1]', '--api', url, ...TOKEN);

    expect([status, servers()]).toEqual([2, before]);
  });
});

describe('--api replay:FILE and record:FILE', () => {
  const exchange = (url: string) => ({
    request: { method: 'GET', url, headers: {} },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: { json: { id: USER, userId: 'r-1' } },
    },
  });

  async function recording(...urls: string[]): Promise<string> {
    const file = join(await temporaryFolder(), 'recording.json');
    await writeFile(file, JSON.stringify({ version: 1, exchanges: urls.map(exchange) }));
    return `replay:${file}`;
  }

  test('answers from a recording', async () => {
    const api = await recording(`https://api.chatbot.com/users/${USER}`);

    const { status, json } = await run('getUser', `id=${USER}`, '--api', api, ...TOKEN);

    expect([status, json.bundles]).toMatchObject([0, [{ userId: 'r-1' }]]);
  });

  test.each([
    [
      'holds another request',
      ['https://api.chatbot.com/stories'],
      'Request 1 of the recording is GET https://api.chatbot.com/stories',
    ],
    ['ends too early', [], 'The recording ends after 0 requests'],
  ])('fails the run when the recording %s', async (_what, urls, message) => {
    const { status, json } = await run('getUser', `id=${USER}`, '--api', await recording(...urls), ...TOKEN);

    expect([status, json.error.message]).toEqual([1, expect.stringContaining(message)]);
  });

  test('records a run, without its secrets, that can be replayed', async () => {
    const { url } = await serveMock();
    const file = join(await temporaryFolder(), 'recording.json');
    // A recording is made of the addresses an app itself names, so here it names this machine.
    const project = await changedApp(built, 'general/base.iml.json', (text) =>
      text.replace('https://api.chatbot.com', url),
    );
    const listSegments = (api: string) =>
      makeappJson(['run', 'rpcs.listSegments', '--api', api, '--project', project, ...TOKEN]);

    const recorded = await listSegments(`record:${file}`);
    const text = await readFile(file, 'utf8');
    const replayed = await listSegments(`replay:${file}`);

    expect(recorded.json.bundles.length).toBeGreaterThan(0);
    expect(replayed.json.bundles).toEqual(recorded.json.bundles);
    expect(JSON.parse(text)).toMatchObject({ version: 1, exchanges: [{ request: { method: 'GET' } }] });
    expect(text).not.toContain('developer-token');
  });
});
