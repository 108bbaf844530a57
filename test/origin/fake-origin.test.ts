import { describe, expect, test } from 'vitest';
import { createFakeOrigin, type FakeOrigin } from '../../scripts/origin/fake-origin.ts';
import { call, createApp, harbour, KEY, openMake, READ_KEY } from './support/harbour.ts';

const A = '/sdk/apps/harbour/1';
const JSONC = { contentType: 'application/jsonc' };
const GET_SHIP = { name: 'getShip', label: 'Get a Ship', description: '', typeId: 4, moduleInitMode: 'blank' };

const open = async (): Promise<FakeOrigin> => (await openMake()).make;

async function withModule(): Promise<FakeOrigin> {
  const make = await open();
  await call(make, 'POST', '/sdk/apps/harbour/connections', { label: 'Quay', type: 'basic' });
  await call(make, 'POST', `${A}/modules`, { ...GET_SHIP, connection: 'harbour' });
  return make;
}

describe('texts', () => {
  test('come back exactly as they were put', async () => {
    const make = await withModule();
    const text = '{\n  // why\n  "url": "/",\n}\n';

    const put = await call(make, 'PUT', `${A}/modules/getShip/api`, text, JSONC);
    const again = await call(make, 'PUT', `${A}/modules/getShip/api`, text, JSONC);

    expect([put.json, again.json]).toEqual([{ changed: true }, { changed: false }]);
    expect((await call(make, 'GET', `${A}/modules/getShip/api`)).text).toBe(text);
  });

  test('that do not parse are refused, and what was there stays', async () => {
    const make = await withModule();
    await call(make, 'PUT', `${A}/modules/getShip/api`, '{ "url": "/a" }', JSONC);

    const refused = await call(make, 'PUT', `${A}/modules/getShip/api`, '{ "url": }', JSONC);

    expect(refused).toMatchObject({
      status: 400,
      json: { suberrors: [{ message: expect.stringContaining('line 1') }] },
    });
    expect((await call(make, 'GET', `${A}/modules/getShip/api`)).text).toBe('{ "url": "/a" }');
  });

  test('of common data are a collection without comments', async () => {
    const make = await open();

    const comment = await call(make, 'PUT', `${A}/common`, '{ } // no');
    const list = await call(make, 'PUT', `${A}/common`, []);
    const put = await call(make, 'PUT', `${A}/common`, '{ "a":  1 }');

    expect([comment.status, list.status, put.status]).toEqual([400, 400, 200]);
    expect((await call(make, 'GET', `${A}/common`)).json).toEqual({ a: 1 });
  });

  test('need their media type', async () => {
    const make = await withModule();

    const refused = await call(make, 'PUT', `${A}/modules/getShip/api`, '{}', { contentType: 'text/plain' });

    expect(refused.status).toBe(415);
  });

  test('have a checksum of the source and one of the plain JSON', async () => {
    const make = await withModule();
    await call(make, 'PUT', `${A}/modules/getShip/api`, '{ "url": "/a" } // b', JSONC);

    const { json } = await call(make, 'GET', `${A}/checksum`);

    expect(json.modules[0]).toMatchObject({
      name: 'getShip',
      checksum: {
        api: '53b91306ed9b12366b78d620ffcaa865',
        api_jsonc: '9200ca230ef2aede77ece932c82e490a',
        crud: null,
        alt_account_name: null,
      },
    });
  });
});

describe('names', () => {
  test('of connections are given, whatever the body says', async () => {
    const make = await open();
    const body = { name: 'mine', label: 'Quay', type: 'oauth-refresh' };

    const first = await call(make, 'POST', '/sdk/apps/harbour/connections', body);
    const second = await call(make, 'POST', '/sdk/apps/harbour/connections', body);
    const webhook = await call(make, 'POST', '/sdk/apps/harbour/webhooks', { label: 'W', type: 'web' });

    expect(first.json.appConnection).toMatchObject({ name: 'harbour', type: 'oauth' });
    expect(second.json.appConnection.name).toBe('harbour2');
    expect(webhook.json.appWebhook.name).toBe('harbour');
  });

  test('of apps get a suffix, unless switched off', async () => {
    const make = createFakeOrigin({ keys: { [KEY]: ['sdk-apps:read', 'sdk-apps:write'] } });

    const { name } = await createApp(make, 'harbour');

    expect(name).toMatch(/^harbour-[0-9a-f]{6}$/);
    expect((await createApp(await open(), 'other')).name).toBe('other');
  });
});

describe('refusals', () => {
  test.each([
    ['no key', 'GET', A, undefined, 401, { key: '' }],
    ['an unknown key', 'GET', A, undefined, 401, { key: 'constructor' }],
    ['a key that may only read', 'POST', `${A}/rpcs`, { name: 'listAll', label: 'L' }, 403, { key: READ_KEY }],
    ['an unknown app', 'GET', '/sdk/apps/nowhere/1', undefined, 404, {}],
    ['an unknown version', 'GET', '/sdk/apps/harbour/7', undefined, 404, {}],
    ['an unknown module', 'PATCH', `${A}/modules/sinkShip`, { label: 'S' }, 404, {}],
    ['an unknown section', 'GET', `${A}/modules/getShip/spec`, undefined, 404, {}],
    ['an unknown address', 'POST', `${A}/checksum`, {}, 404, {}],
    ['a name that is taken', 'POST', `${A}/modules`, GET_SHIP, 400, {}],
    ['a type there is not', 'POST', `${A}/modules`, { ...GET_SHIP, name: 'other', typeId: 7 }, 400, {}],
    ['a name with a dash', 'POST', `${A}/modules`, { ...GET_SHIP, name: 'get-ship' }, 400, {}],
    [
      'a universal module without subtype',
      'POST',
      `${A}/modules`,
      { ...GET_SHIP, name: 'callApi', typeId: 12 },
      400,
      {},
    ],
    ['a connection that does not exist', 'PATCH', `${A}/modules/getShip`, { connection: 'harbour9' }, 400, {}],
    ['a webhook that does not exist', 'PATCH', `${A}/modules/getShip`, { webhook: 'harbour' }, 400, {}],
    ['a key Make does not know', 'PATCH', `${A}/modules/getShip`, { color: 'red' }, 400, {}],
    ['a connection that is used', 'DELETE', '/sdk/apps/connections/harbour', undefined, 400, {}],
    ['no JSON', 'PATCH', `${A}/modules/getShip`, 'label', 400, {}],
  ] as const)('%s: %s %s', async (_, method, path, body, status, options) => {
    const make = await withModule();

    const answer = await call(make, method, path, body, options);

    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ message: expect.any(String), detail: expect.any(String) });
  });

  test('name everything that is wrong with a body', async () => {
    const make = await open();

    const { json } = await call(make, 'POST', `${A}/modules`, { typeId: 99 });

    expect(json.suberrors.map(({ message }: { message: string }) => message)).toEqual([
      '"name" is missing.',
      '"label" is missing.',
      '"typeId" must be one of 1, 4, 9, 10, 11, 12.',
    ]);
  });
});

describe('faults', () => {
  test('come as often as asked, with Retry-After only where given', async () => {
    const make = await open();
    make.fail({ status: 429, times: 2, retryAfter: 3 });
    make.fail({ status: 429, when: ({ path }) => path.endsWith('/base') });

    const statuses = [];
    for (const path of [A, A, A, `${A}/base`]) statuses.push((await call(make, 'GET', path)).status);

    expect(statuses).toEqual([429, 429, 200, 429]);
  });
});

describe('a public app', () => {
  async function published(): Promise<FakeOrigin> {
    const make = await withModule();
    await call(make, 'PUT', `${A}/modules/getShip/api`, '{ "url": "/a" }', JSONC);
    await call(make, 'POST', `${A}/public`, '', { contentType: 'text/plain' });
    await call(make, 'PUT', `${A}/modules/getShip/api`, '{ "url": "/b" }', JSONC);
    return make;
  }

  test('collects changes until they are committed', async () => {
    const make = await published();

    const before = await call(make, 'GET', A);
    const refused = await call(make, 'POST', `${A}/commit`, { message: '', notify: false });
    await call(make, 'POST', `${A}/commit`, { message: 'Berths', notify: false });
    const after = await call(make, 'GET', A);

    expect(before.json.app.changes).toEqual([{ id: 1, group: 'module', item: 'getShip', code: 'api' }]);
    expect(refused.status).toBe(400);
    expect(after.json.app.changes).toEqual([]);
  });

  test('answers a text with the change it made', async () => {
    const make = await published();

    const { json } = await call(make, 'PUT', `${A}/base`, '{ "baseUrl": "x" }', JSONC);

    expect(json).toEqual({ change: { id: 2, group: 'app', item: 'harbour', code: 'base' } });
  });

  test('can go back to what users have', async () => {
    const make = await published();

    await call(make, 'POST', `${A}/rollback`, '');

    expect((await call(make, 'GET', `${A}/modules/getShip/api`)).text).toBe('{ "url": "/a" }');
  });

  test('lets nothing be deleted', async () => {
    const make = await published();

    const statuses = [];
    for (const path of [A, `${A}/modules/getShip`]) statuses.push((await call(make, 'DELETE', path)).status);

    expect(statuses).toEqual([400, 400]);
  });
});

describe('apps', () => {
  test('are listed with the columns asked for', async () => {
    const make = await open();

    const { json } = await call(make, 'GET', '/sdk/apps?cols[]=name&cols[]=theme&all=false');

    expect(json).toEqual({ apps: [{ name: 'harbour', theme: '#004488' }] });
  });

  test('take an icon of the right size only', async () => {
    const make = await open();
    const header = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
    const icon = (side: number) =>
      new Uint8Array([...header, 0, 0, side >> 8, side & 255, 0, 0, side >> 8, side & 255, 8]);
    const put = (body: Uint8Array) =>
      make.handler({
        method: 'PUT',
        url: `https://x.example/api/v2${A}/icon`,
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'image/png' },
        body,
      });

    const statuses = [(await put(icon(256))).status, (await put(icon(512))).status];

    expect(statuses).toEqual([400, 200]);
    expect((await call(make, 'GET', `${A}/icon/512`)).status).toBe(200);
  });

  test('can be copied', async () => {
    const make = await withModule();

    await call(make, 'POST', `${A}/clone`, { newName: 'port', newVersion: 1 });

    expect((await call(make, 'GET', '/sdk/apps/port/1/modules')).json.appModules).toMatchObject([{ name: 'getShip' }]);
  });
});

test('functions tell the arguments their code declares', async () => {
  const make = await open();
  await call(make, 'POST', `${A}/functions`, { name: 'padTonnage' });
  const code = harbour().files.get('functions/pad-tonnage/code.txt');

  await call(make, 'PUT', `${A}/functions/padTonnage/code`, code, { contentType: 'application/javascript' });

  expect((await call(make, 'GET', `${A}/functions`)).json.appFunctions).toEqual([
    { name: 'padTonnage', args: '(tons, width)' },
  ]);
});
