import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadMock } from '../../scripts/mock/load-mock.ts';
import { createMock, type Mock } from '../../scripts/mock/mock.ts';
import { type Served, serve } from '../../scripts/mock/serve.ts';
import {
  type Answer,
  caller,
  declaration,
  ferryTimes,
  ines,
  newsletter,
  ORIGIN,
  receiver,
  timetable,
  unknownId,
} from './chatbot.ts';

const definition = await loadMock(declaration);
const { routes } = definition.description;

/** A record for each kind of path, so that every route finds something. */
const ids: readonly [RegExp, string][] = [
  [/^\/(users\/)?segments/, newsletter],
  [/^\/users/, ines],
  [/stories/, ferryTimes],
  [/^\/webhooks/, timetable],
  [/^\/entities/, '6033e27171e5000000000001'],
  [/chats/, '6044c4a75000000000000001'],
];
const idFor = (path: string) => ids.find(([pattern]) => pattern.test(path))?.[1] ?? unknownId;

const cases = routes.map((route) => {
  const [media] = route.body?.content.values() ?? [];
  const path = route.path.replace('{id}', idFor(route.path));
  return { name: `${route.method} ${route.path}`, call: `${route.method} ${path}`, body: media?.example };
});

let inProcess: Mock;
let behindPort: Mock;
let served: Served;
const overNetwork = (): ReturnType<typeof caller> => caller(throughFetch, served.url);

beforeAll(async () => {
  const outgoing = receiver('s3-tide-pool');
  inProcess = createMock(definition, { outgoing });
  behindPort = createMock(definition, { outgoing });
  served = await serve(behindPort.handler);
});
afterAll(() => served.close());

const throughFetch: Mock['handler'] = async ({ method, url, headers, body }) => {
  const sent = { method, headers: headers as Record<string, string>, ...(body ? { body: Buffer.from(body) } : {}) };
  const response = await fetch(url, sent);
  const names = ['content-type', 'retry-after', 'x-mock-problem'];
  const found = names.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name) ?? '']] : []));
  return {
    status: response.status,
    headers: Object.fromEntries(found),
    body: new Uint8Array(await response.arrayBuffer()),
  };
};

const seen = ({ status, headers, body }: Answer) => ({ status, headers, body });

describe('every route of the description', () => {
  test('is one of these', () => {
    expect(cases.map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "GET /users",
        "POST /users",
        "GET /users/{id}",
        "PUT /users/{id}",
        "PUT /users/{id}/ban",
        "PUT /users/{id}/segments",
        "POST /users/{id}/segments",
        "POST /users/export",
        "GET /users/segments",
        "POST /users/segments",
        "POST /users/segments/members",
        "PUT /users/segments/{id}",
        "DELETE /users/segments/{id}",
        "GET /segments",
        "POST /segments",
        "PUT /segments/{id}",
        "DELETE /segments/{id}",
        "GET /stories",
        "POST /stories",
        "GET /stories/{id}",
        "PUT /stories/{id}",
        "DELETE /stories/{id}",
        "GET /v2/stories",
        "POST /v2/stories",
        "GET /v2/stories/{id}",
        "PUT /v2/stories/{id}",
        "DELETE /v2/stories/{id}",
        "GET /webhooks",
        "POST /webhooks",
        "GET /webhooks/{id}",
        "PUT /webhooks/{id}",
        "DELETE /webhooks/{id}",
        "POST /query",
        "GET /entities",
        "POST /entities",
        "GET /entities/{id}",
        "PUT /entities/{id}",
        "DELETE /entities/{id}",
        "GET /v2/chats",
        "GET /v2/chats/{id}",
        "GET /training",
        "PUT /training/train",
        "PUT /training/train/text",
        "GET /reports/conversations",
      ]
    `);
  });

  test.each(cases)('$name answers as described, in process and over the port alike', async ({ call, body }) => {
    for (const mock of [inProcess, behindPort]) mock.reset();

    const local = await caller(inProcess.handler)(call, { body });
    const remote = await overNetwork()(call, { body });

    expect(local.status).toBe(200);
    expect(seen(remote)).toEqual(seen(local));
    expect([...inProcess.problems, ...behindPort.problems]).toEqual([]);
  });

  test.each(cases)('$name wants a token', async ({ call, body }) => {
    const { status } = await caller(inProcess.handler)(call, { body, token: 'wrong' });

    expect(status).toBe(401);
  });
});

describe('a request without a route', () => {
  test.each([
    'GET /user',
    'GET /usres',
    'PATCH /users/6012ab34cd56ef7890120001',
    'PUT /users/6012ab34cd56ef7890120001/bann',
    'GET /v2/storys/600e5a7e5ea5000000000001',
    'POST /webhook',
  ])('%s is told the nearest one, in an envelope no API has', async (route) => {
    inProcess.reset();

    const { status, headers, body } = await caller(inProcess.handler)(route);

    expect([status, headers['x-mock-problem']]).toEqual([501, 'MCK001']);
    expect(`${body.mock.message} ${body.mock.fix}`).toMatchSnapshot();
    expect(inProcess.problems).toMatchObject([{ code: 'MCK001', message: body.mock.message }]);
    expect(() => inProcess.verify()).toThrow(body.mock.message);
  });

  test('to a far-off path is shown what there is', async () => {
    const { body } = await caller(inProcess.handler)('GET /totally/unlike/anything');

    expect(body.mock.fix).toContain('/users/{id}/ban');
  });

  test('to another host is refused in process', async () => {
    const { status, body } = await caller(inProcess.handler, 'https://api.chatbot.example')('GET /users');

    expect([status, body.mock.message]).toEqual([
      501,
      'GET https://api.chatbot.example/users does not go to a server of ChatBot developer API.',
    ]);
  });
});

describe('the log', () => {
  test('holds every request, without its credentials', async () => {
    inProcess.reset();

    await caller(inProcess.handler)(`PUT /users/${ines}?trace=1`, { body: { attributes: { tier: 'x' } } });

    expect(inProcess.requests).toEqual([
      {
        method: 'PUT',
        path: `/users/${ines}`,
        query: { trace: '1' },
        headers: { authorization: '***', 'content-type': 'application/json' },
        body: { attributes: { tier: 'x' } },
        operationId: 'updateUser',
        undeclared: ['trace'],
        status: 200,
      },
    ]);
  });
});

describe('a reset', () => {
  test('brings back seeds, ids, clock and options to the byte', async () => {
    const mock = createMock(definition);
    const call = caller(mock.handler);
    const story = async () => {
      const created = await call('POST /users', { body: { userId: 'again', attributes: { a: 'b' } } });
      const users = await call('GET /users?limit=3');
      return [created.text, users.text];
    };

    const first = await story();
    await call(`DELETE /users/segments/${newsletter}`);
    mock.reset({ createAnswer: 'array' });
    const [wrapped] = await story();
    mock.reset();
    const second = await story();

    expect(second).toEqual(first);
    expect(wrapped).toBe(`[${first[0]}]`);
    expect(mock.requests).toHaveLength(2);
  });

  test('does not depend on the order in which collections are used', async () => {
    const [one, other] = [createMock(definition), createMock(definition)];

    await caller(other.handler)('GET /stories');
    const users = (mock: Mock) => mock.records('users').map((user) => [user.id, user.userId]);

    expect(users(other)).toEqual(users(one));
  });

  test('refuses an option or a value the mock does not have', () => {
    expect(() => createMock(definition, { options: { createAnswr: 'array' } })).toThrow('no option "createAnswr"');
    expect(() => createMock(definition, { options: { createAnswer: 'list' } })).toThrow('"list" is no value of');
  });
});

describe('the origin', () => {
  test('is that of the description', () => {
    expect(definition.description.servers).toEqual([ORIGIN]);
  });
});
