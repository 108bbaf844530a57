import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { projectOf } from '../compile/support/project.ts';
import { type BuiltApp, buildOnce, makeapp, makeappJson, SETUP_LIMIT, temporaryFolder, USER } from './support.ts';

let built: BuiltApp;
beforeAll(async () => {
  built = await buildOnce();
}, SETUP_LIMIT);

const run = (...args: string[]) => makeappJson(['run', ...args, '--project', built.app]);
const runPlain = (...args: string[]) => makeapp(['run', ...args, '--project', built.app]);

describe('run', () => {
  test('prints the contract’s document, and nothing else, with --json', async () => {
    const { status, err, json } = await run('getUser', `id=${USER}`);

    expect([status, err]).toEqual([0, '']);
    expect(Object.keys(json)).toEqual(['ok', 'component', 'bundles', 'requests', 'warnings']);
    expect(json).toMatchObject({ ok: true, component: 'modules.getUser', warnings: [] });
    expect(json.bundles).toEqual([expect.objectContaining({ id: USER })]);
    expect(json.requests).toEqual([
      {
        method: 'GET',
        url: `https://api.chatbot.com/users/${USER}`,
        headers: expect.objectContaining({ authorization: '***' }),
        status: 200,
        responseBody: expect.objectContaining({ id: USER }),
        ms: expect.any(Number),
      },
    ]);
  });

  test('prints bundles on stdout and requests on stderr for a person', async () => {
    const { status, out, err } = await runPlain('modules.getUser', `id=${USER}`);

    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ id: USER });
    expect(err).toMatch(
      /^GET +https:\/\/api\.chatbot\.com\/users\/\w+ 200 \d+ ms\ndone modules\.getUser: 1 request, 1 bundle\n$/,
    );
  });

  test('colours only a terminal that shows colours', async () => {
    const args = ['run', 'getUser', `id=${USER}`, '--project', built.app];

    const plain = await makeapp(args);
    const colored = await makeapp(args, { isColored: true });

    expect(plain.err).not.toContain('\u001b[');
    expect(colored.err).toContain('\u001b[32m200\u001b[39m');
    expect(colored.out).toBe(plain.out);
  });

  test('prints the document of a failed run too, with exit status 1', async () => {
    const { status, json } = await run('getUser', 'id=6012ab34cd56ef78901200ff');

    expect([status, json.ok, json.bundles]).toEqual([1, false, []]);
    expect(json.error).toMatchObject({ type: 'DataError', statusCode: 404, message: expect.stringContaining('[404]') });
    expect(json.requests[0].status).toBe(404);
  });

  test('names a missing parameter by its label', async () => {
    const { status, json } = await run('createUser', 'email=a@quayside.example');

    expect([status, json.requests]).toEqual([1, []]);
    expect(json.error).toEqual({
      type: 'BundleValidationError',
      message: expect.stringContaining("Missing value of required parameter 'idMode'"),
    });
  });

  test.each([
    ['JSON', ['{"idMode":"manual","userId":"u-1","email":"a@quayside.example"}']],
    ['assignments', ['idMode=manual', 'userId=u-1', 'email=a@quayside.example']],
    ['a JSON file', ['@user.json']],
    ['a YAML file', ['@user.yaml']],
  ])('takes parameters as %s', async (_form, parameters) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'user.json'), '{"idMode":"manual","userId":"u-1","email":"a@quayside.example"}');
    await writeFile(join(cwd, 'user.yaml'), 'idMode: manual\nuserId: u-1\nemail: a@quayside.example\n');

    const { status, json } = await makeappJson(['run', 'createUser', ...parameters, '--project', built.app], { cwd });

    expect([status, json.requests[0].body]).toMatchObject([
      0,
      { userId: 'u-1', attributes: { default_email: 'a@quayside.example' } },
    ]);
  });

  test('ends at the limit', async () => {
    const unlimited = await run('listStories');
    const { json } = await run('listStories', '--limit', '2');

    expect(unlimited.json.bundles.length).toBeGreaterThan(2);
    expect(json.bundles).toHaveLength(2);
  });

  test('runs an RPC', async () => {
    const { status, json } = await run('rpcs.listSegments');

    expect([status, json.component]).toEqual([0, 'rpcs.listSegments']);
    expect(json.bundles).toContainEqual({ label: expect.any(String), value: expect.any(String) });
  });

  test.each([
    ['one argument', ['--connection', 'accessToken=client-token']],
    ['JSON', ['--connection', '{"accessToken":"client-token"}']],
  ])('takes the connection from %s', async (_form, connection) => {
    const { status, json } = await run('listStories', ...connection);

    expect([status, json.error.statusCode]).toEqual([1, 401]);
    expect(JSON.stringify(json)).not.toContain('client-token');
  });

  test('tests a connection, without its secret', async () => {
    const { status, out, json } = await run('connections.chatbot', 'accessToken=developer-token');

    expect([status, json.component, json.bundles]).toEqual([
      0,
      'connections.chatbot',
      [{ data: { accessToken: '***' } }],
    ]);
    expect(out).not.toContain('developer-token');
  });

  test('says why a connection is refused', async () => {
    const { status, out, err } = await runPlain('connections.chatbot', 'accessToken=another-s3cr3t');

    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('InvalidAccessTokenError [401] The access token was rejected.');
    expect(err).not.toContain('another-s3cr3t');
  });

  test('shows every step on stderr with --trace, without a secret', async () => {
    const { status, err, json } = await run('createUser', 'idMode=auto', 'email=a@quayside.example', '--trace');

    expect([status, json.ok]).toEqual([0, true]);
    expect(err).toMatch(/^modules\.createUser$/m);
    expect(err).toMatch(/^ {2}request {5}POST https:\/\/api\.chatbot\.com\/users {2}communication\[1\]$/m);
    expect(err).not.toContain('developer-token');
  });

  test('keeps the clock it is given', async () => {
    const args = ['--now', '2026-01-31T09:00:00Z', '--timezone', 'Europe/Prague'];

    const { status, json } = await run('listStories', '--limit', '1', ...args);

    expect([status, json.ok]).toEqual([0, true]);
  });

  test('refuses to run an app with errors, and still prints one document', async () => {
    const project = await projectOf({ 'modules/getUser.ts': 'export const getUser = ;' });

    const { status, json } = await makeappJson(['run', 'getUser', '--project', project]);

    expect([status, json]).toMatchObject([
      1,
      { ok: false, component: 'getUser', bundles: [], requests: [], error: { type: 'ManifestError' } },
    ]);
    expect(json.problems.length).toBeGreaterThan(0);
  });
});

describe('an instant trigger', () => {
  const delivery = { method: 'POST', query: {}, headers: {}, body: { chatId: 'c-1', messageId: 'm-1', userId: 'u-1' } };

  test('runs on its payload', async () => {
    const { status, json } = await run('watchNewMessages', '--payload', JSON.stringify(delivery));

    expect([status, json.component]).toEqual([0, 'modules.watchNewMessages']);
    expect(json.bundles).toEqual([expect.objectContaining({ chatId: 'c-1', messageId: 'm-1' })]);
  });

  test('takes its payload from a file', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'delivery.json'), JSON.stringify(delivery));

    const { json } = await makeappJson(
      ['run', 'watchNewMessages', '--payload', '@delivery.json', '--project', built.app],
      { cwd },
    );

    expect(json.bundles).toHaveLength(1);
  });

  test('gives no bundle for a request its webhook turns down', async () => {
    const { status, json } = await run('watchNewMessages', '--payload', '{"method":"GET"}');

    expect([status, json.bundles]).toEqual([0, []]);
  });
});

describe('a webhook', () => {
  test('attaches, makes its state file, receives, updates it and detaches', async () => {
    const state = join(await temporaryFolder(), 'state.json');
    const step = (name: string, ...args: string[]) => run(`webhooks.newMessages.${name}`, ...args, '--state', state);
    const stored = async () => JSON.parse(await readFile(state, 'utf8'));

    const attached = await step('attach', 'name=Desk');
    const first = await stored();
    const received = await step('receive', '{"method":"POST","body":{"chatId":"c-1"}}');
    const updated = await step('update', 'name=Pier');
    const second = await stored();
    const detached = await step('detach');

    expect([attached, received, updated, detached].map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(first).toEqual({
      id: expect.any(String),
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1/),
      data: { externalHookId: expect.any(String) },
    });
    expect(attached.json.state).toEqual(first);
    expect(received.json).toMatchObject({
      bundles: [expect.objectContaining({ chatId: 'c-1' })],
      respond: { status: 200, headers: expect.any(Object), body: '{"responses":[]}' },
    });
    expect(second).toMatchObject({ id: first.id, url: first.url });
    expect(await stored()).toEqual({});
  });

  test('keeps the address it is given', async () => {
    const { json } = await run('webhooks.newMessages.attach', 'name=Desk', '--hook-url', 'https://desk.example/in');

    expect(json.requests[0].body).toMatchObject({ name: 'Desk', url: 'https://desk.example/in', token: '***' });
  });

  test('leaves the state as it was when the run fails', async () => {
    const state = join(await temporaryFolder(), 'state.json');

    const { status } = await run('webhooks.newMessages.attach', 'name=', '--state', state);

    expect(status).toBe(1);
    await expect(readFile(state)).rejects.toThrow('ENOENT');
  });
});

describe('every kind of project', () => {
  test.each([
    ['descriptors', () => '.'],
    ['a local-development project', () => built.app],
    ['an archive', () => built.zip],
  ])('runs the same from %s', async (_kind, project) => {
    const { status, json } = await makeappJson(['run', 'getUser', `id=${USER}`, '--project', project()]);

    expect([status, json.bundles]).toMatchObject([0, [{ id: USER }]]);
  });

  test.each([
    ['descriptors', () => '.'],
    ['a local-development project', () => built.app],
    ['an archive', () => built.zip],
  ])('is checked: %s', async (_kind, project) => {
    const { status, json } = await makeappJson(['check', '--project', project()]);

    expect(Object.keys(json)).toEqual(['ok', 'problems', 'counts']);
    expect([status, json.ok, json.counts.error]).toEqual([0, true, 0]);
  });
});
