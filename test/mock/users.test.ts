import { describe, expect, test } from 'vitest';
import { bo, chatbot, guests, ines, newsletter, unknownId } from './chatbot.ts';

describe('GET /users', () => {
  test('gives the newest forty, dates with a space, empty built-in attributes as null', async () => {
    const { call } = await chatbot();

    const { status, body } = await call('GET /users');

    expect(status).toBe(200);
    expect(body.count).toBe(95);
    expect(body.data).toHaveLength(40);
    expect(body.data[0]).toMatchObject({ id: ines, createdAt: '2021-01-31 20:15:42.118Z', conversations: 4 });
    expect(body.data[1].attributes).toMatchObject({ default_name: null, default_email: 'bo.tran@saltmarsh.example' });
    expect(body.data[0]).not.toHaveProperty('segments');
  });

  test.each([7, 10, 39, 40])('can be walked to the end in pages of %i, no user twice', async (limit) => {
    const { call } = await chatbot();
    const ids: string[] = [];

    for (let after = ''; ; ) {
      const { body } = await call(`GET /users?limit=${limit}${after && `&after=${after}`}`);
      ids.push(...body.data.map((user: { id: string }) => user.id));
      if (body.data.length < limit) break;
      after = ids.at(-1) ?? '';
    }

    expect(ids).toHaveLength(95);
    expect(new Set(ids)).toHaveLength(95);
  });

  test.each([
    ['createdAt', 'desc'],
    ['createdAt', 'asc'],
    ['lastSeen', 'desc'],
    ['lastSeen', 'asc'],
  ])('sorts by %s %s', async (field, order) => {
    const { call } = await chatbot();

    const { body } = await call(`GET /users?sort[field]=${field}&sort[order]=${order}`);

    const dates = body.data.map((user: Record<string, string>) => user[field]);
    const ascending = [...dates].sort();
    expect(dates).toEqual(order === 'asc' ? ascending : ascending.reverse());
  });

  test('goes on after the cursor in the order asked for, whatever the filter makes of the cursor itself', async () => {
    const { call } = await chatbot();
    const banned = 'filters[0][type]=banned&filters[0][value]=true';

    const all = await call(`GET /users?${banned}`);
    const rest = await call(`GET /users?${banned}&after=${ines}`);

    expect(rest.body.data).toEqual(all.body.data);
  });

  test.each<[string, (user: Record<string, unknown>) => boolean, number]>([
    ['filters[0][type]=banned&filters[0][value]=true', (user) => user.banned === true, 14],
    ['filters.0.type=banned&filters.0.value=true', (user) => user.banned === true, 14],
    ['filters=[{"type":"banned","value":true}]', (user) => user.banned === true, 14],
    ['filters[0][type]=userId&filters[0][value]=shop-7731', (user) => user.id === ines, 1],
    ['filters[0][type]=default_email&filters[0][value]=bo.tran@saltmarsh.example', (user) => user.id === bo, 1],
    [
      'filters[0][type]=attribute&filters[0][name]=note&filters[0][value]=a%3Db%26c%20%7B%7Bd%7D%7D%2050%25',
      () => true,
      1,
    ],
    [`filters[0][type]=segment&filters[0][value]=${guests}`, () => true, 17],
    [
      'filters[0][type]=createdAt&filters[0][from]=2021-01-31T18:00:00.000Z',
      (user) => String(user.createdAt) >= '2021-01-31 18:00:00.000Z',
      2,
    ],
    [
      'filters[0][type]=lastSeen&filters[0][from]=2021-01-31T00:00:00Z&filters[0][to]=2021-01-31T12:00:00Z',
      (user) => String(user.lastSeen).startsWith('2021-01-31'),
      4,
    ],
    [
      'match=any&filters[0][type]=userId&filters[0][value]=shop-7731&filters[1][type]=userId&filters[1][value]=shop-8000',
      (user) => ['shop-7731', 'shop-8000'].includes(String(user.userId)),
      2,
    ],
    [
      'match=all&filters[0][type]=userId&filters[0][value]=shop-7731&filters[1][type]=banned&filters[1][value]=true',
      () => true,
      0,
    ],
  ])('filters by %s', async (query, isWanted, count) => {
    const { call } = await chatbot();

    const { status, body } = await call(`GET /users?${query}`);

    expect([status, body.count]).toEqual([200, count]);
    expect(body.data.filter((user: Record<string, unknown>) => !isWanted(user))).toEqual([]);
  });

  test('counts the page instead of everything when switched so', async () => {
    const { call } = await chatbot({ options: { count: 'page' } });

    const { body } = await call('GET /users?limit=7');

    expect(body.count).toBe(7);
  });
});

describe('one user', () => {
  test('is read by internal id, with session attributes', async () => {
    const { call } = await chatbot();

    const { body } = await call(`GET /users/${ines}`);

    expect(body).toMatchObject({ id: ines, userId: 'shop-7731', sessionAttributes: {}, conversations: 4 });
    expect(body).not.toHaveProperty('segments');
  });

  test('has a list of conversations when switched so', async () => {
    const { call } = await chatbot({ options: { conversations: 'array' } });

    const { body } = await call(`GET /users/${ines}`);

    expect(body.conversations).toEqual([]);
  });

  test('is created with the attributes given, the others null', async () => {
    const { call } = await chatbot();

    const { status, body } = await call('POST /users', {
      body: { userId: 'crew-1', segments: newsletter, attributes: { default_name: 'Ada Quist', deck: 'upper' } },
    });
    const { body: user } = await call(`GET /users/${body.id}`);

    expect([status, body.status]).toEqual([200, { code: 200, type: 'success' }]);
    expect(body.timestamp).toBe('2021-02-01T09:00:00.000Z');
    expect(user).toMatchObject({ userId: 'crew-1', banned: false, createdAt: '2021-02-01 09:00:00.000Z' });
    expect(user.attributes).toMatchObject({ default_name: 'Ada Quist', deck: 'upper', default_email: null });
  });

  test('gets a UUID when only an e-mail is given', async () => {
    const { call } = await chatbot();

    const { body } = await call('POST /users', { body: { attributes: { default_email: 'q@quay.example' } } });
    const { body: user } = await call(`GET /users/${body.id}`);

    expect(user.userId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('comes in a list when switched so', async () => {
    const { call } = await chatbot({ options: { createAnswer: 'array' } });

    const { body } = await call('POST /users', { body: { userId: 'crew-2', attributes: { a: 'b' } } });

    expect(body).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{24}$/), timestamp: expect.any(String), status: expect.anything() },
    ]);
  });

  test('keeps what an update leaves out, and empties what it sets to null', async () => {
    const { call } = await chatbot();

    const { body } = await call(`PUT /users/${ines}`, { body: { attributes: { default_city: null, tier: 'silver' } } });
    const { body: user } = await call(`GET /users/${ines}`);

    expect(Object.keys(body)).toEqual(['timestamp', 'status']);
    expect(user.attributes).toMatchObject({ default_city: null, tier: 'silver', default_name: 'Ines Marlow' });
  });

  test('loses what an update leaves out when switched so', async () => {
    const { call } = await chatbot({ options: { update: 'replace' } });

    await call(`PUT /users/${ines}`, { body: { attributes: { tier: 'silver' } } });
    const { body: user } = await call(`GET /users/${ines}`);

    expect(user.attributes).toMatchObject({ tier: 'silver', default_name: null });
  });

  test('can be banned twice and let in again', async () => {
    const { call, mock } = await chatbot();
    const isBanned = () => mock.records('users').find((user) => user.id === ines)?.banned;

    const statuses = [];
    for (const banned of [true, true])
      statuses.push((await call(`PUT /users/${ines}/ban`, { body: { banned } })).status);
    const during = isBanned();
    await call(`PUT /users/${ines}/ban`, { body: { banned: false } });

    expect([statuses, during, isBanned()]).toEqual([[200, 200], true, false]);
  });
});

describe('segments', () => {
  test('count their users, and follow what happens to them', async () => {
    const { call } = await chatbot();
    const usersOf = async (id: string) =>
      (await call('GET /users/segments')).body.find((one: { id: string }) => one.id === id).users;
    const before = await usersOf(newsletter);

    await call(`POST /users/${bo}/segments`, { body: [newsletter, newsletter] });
    await call(`POST /users/${ines}/segments`, { body: [newsletter] });
    const added = await usersOf(newsletter);
    await call(`PUT /users/${bo}/segments`, { body: [guests] });

    expect([added - before, (await usersOf(newsletter)) - before]).toEqual([1, 0]);
  });

  test('take several users at once, or none when one of them is unknown', async () => {
    const { call, mock } = await chatbot();
    const before = mock.records('users');
    const segments = [newsletter];

    const refused = await call('POST /users/segments/members', { body: { segments, users: [bo, unknownId] } });
    const isUnchanged = JSON.stringify(mock.records('users')) === JSON.stringify(before);
    const done = await call('POST /users/segments/members', { body: { segments, users: [bo, ines] } });

    expect([refused.status, isUnchanged, done.status]).toEqual([404, true, 200]);
  });

  test('are forgotten by their users when deleted', async () => {
    const { call, mock } = await chatbot();

    await call(`DELETE /users/segments/${newsletter}`);

    const holders = mock.records('users').filter((user) => (user.segments as string[]).includes(newsletter));
    expect(holders).toEqual([]);
    expect((await call('GET /segments')).body).toHaveLength(5);
  });
});
