import { describe, expect, test } from 'vitest';
import { BANNED, INES, openChatbot } from '../support/chatbot.ts';

describe('searchUser', () => {
  test('returns users newest first, with real dates and their custom attributes', async () => {
    const app = await openChatbot();

    const { outcome, report } = await app.execute('searchUser', { limit: 1 });

    expect(outcome?.bundles).toHaveLength(1);
    expect(outcome?.bundles[0]).toMatchObject({
      id: INES,
      userId: 'shop-7731',
      banned: false,
      attributes: { default_name: 'Ines Marlow', tier: 'gold' },
      conversations: 4,
      createdAt: new Date('2021-01-31T20:15:42.118Z'),
      lastSeen: new Date('2021-02-01T08:59:01.500Z'),
    });
    expect(report.requests.map(({ url }) => url)).toEqual(['https://api.chatbot.com/users?limit=40']);
  });

  test('reads all 95 users over three pages, each once', async () => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('searchUser', {});

    const ids = bundles.map((bundle) => (bundle as { id: string }).id);
    expect(new Set(ids).size).toBe(95);
    expect(requests.map(({ url }) => new URL(url).searchParams.get('after'))).toEqual([null, ids[39], ids[79]]);
  });

  test.each([
    [1, 1],
    [40, 1],
    [41, 2],
    [80, 2],
  ])('asks for no more pages than %i users need', async (limit, pages) => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('searchUser', { limit });

    expect(bundles).toHaveLength(limit);
    expect(requests).toHaveLength(pages);
  });

  test('starts behind the user given in After, and only there', async () => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('searchUser', { after: INES, limit: 41 });

    expect(bundles[0]).toMatchObject({ id: BANNED });
    expect(new URL(requests[0]!.url).searchParams.get('after')).toBe(INES);
    expect(new URL(requests[1]!.url).searchParams.get('after')).not.toBe(INES);
  });

  test.each([
    ['segment', { type: 'segment', value: '60057a11c0de000000000005' }, 'filters[0][type]=segment'],
    ['Customer User ID', { type: 'userId', value: 'shop-7731' }, 'filters[0][value]=shop-7731'],
    ['email', { type: 'default_email', value: 'ines.marlow@quayside.example' }, 'filters[0][type]=default_email'],
    ['name', { type: 'default_name', value: 'Ines Marlow' }, 'filters[0][value]=Ines Marlow'],
    ['attribute', { type: 'attribute', name: 'tier', value: 'gold' }, 'filters[0][name]=tier'],
    ['banned', { type: 'banned', value: 'true' }, 'filters[0][value]=true'],
    ['creation date', { type: 'createdAt', from: '2021-01-31T18:30:00Z' }, 'filters[0][from]=2021-01-31T18:30:00.000Z'],
    ['last visit', { type: 'lastSeen', to: '2020-12-31T00:00:00Z' }, 'filters[0][to]=2020-12-31T00:00:00.000Z'],
  ])('filters by %s', async (_name, filter, query) => {
    const app = await openChatbot();

    const { ok, bundles, requests } = await app.run('searchUser', { filters: [filter], limit: 100 });

    expect(ok).toBe(true);
    expect(decodeURIComponent(requests[0]!.url)).toContain(query);
    expect(bundles.length).toBeGreaterThan(0);
    expect(bundles.length).toBeLessThan(95);
  });

  test('combines filters and sort order', async () => {
    const app = await openChatbot();
    const filters = [
      { type: 'banned', value: 'true' },
      { type: 'attribute', name: 'tier', value: 'gold' },
    ];

    const all = await app.run('searchUser', { filters, match: 'all' });
    const any = await app.run('searchUser', { filters, match: 'any', sortField: 'lastSeen', sortOrder: 'asc' });

    expect(any.bundles.length).toBeGreaterThan(all.bundles.length);
    const seen = any.bundles.map((bundle) => (bundle as { lastSeen: string }).lastSeen);
    expect(seen).toEqual([...seen].sort());
  });

  test('takes no more than five filters', async () => {
    const app = await openChatbot();
    const filters = Array.from({ length: 6 }, () => ({ type: 'banned', value: 'true' }));

    const { ok, error, requests } = await app.run('searchUser', { filters });

    expect(ok).toBe(false);
    expect(error?.message).toContain('Array has more than 5 items.');
    expect(requests).toEqual([]);
  });

  test('refuses a limit of 0', async () => {
    const app = await openChatbot();

    const { error } = await app.run('searchUser', { limit: 0 });

    expect(error?.type).toBe('InvalidConfigurationError');
  });

  test('returns no user when nothing matches', async () => {
    const app = await openChatbot();

    const { ok, bundles } = await app.run('searchUser', { filters: [{ type: 'userId', value: 'nobody' }] });

    expect(ok).toBe(true);
    expect(bundles.filter((bundle) => Object.hasOwn(bundle as object, 'id'))).toEqual([]);
  });
});

describe('getUser', () => {
  test('returns the user', async () => {
    const app = await openChatbot();

    const { bundles } = await app.run('getUser', { id: INES });

    expect(bundles).toEqual([
      expect.objectContaining({ id: INES, createdAt: '2021-01-31T20:15:42.118Z', sessionAttributes: {} }),
    ]);
  });

  test('keeps attributes that are null', async () => {
    const app = await openChatbot();

    const { bundles } = await app.run('getUser', { id: BANNED });

    expect(bundles[0]).toMatchObject({ banned: true, attributes: { default_name: null, default_city: null } });
  });

  test('takes conversations as a number and as a list', async () => {
    const app = await openChatbot({ mock: { options: { conversations: 'array' } } });

    const { bundles } = await app.run('getUser', { id: INES });

    expect(bundles[0]).toMatchObject({ conversations: [] });
  });

  test('names an ID nobody has', async () => {
    const app = await openChatbot();

    const { error } = await app.run('getUser', { id: '6012ab34cd56ef7890129999' });

    expect(error).toEqual({
      type: 'DataError',
      message: '[404] There is no user with the ID 6012ab34cd56ef7890129999.',
      statusCode: 404,
    });
  });

  test('keeps an ID with a slash in one part of the path', async () => {
    const app = await openChatbot();

    const { requests } = await app.run('getUser', { id: 'a/../b c' });

    expect(requests[0]?.url).toBe('https://api.chatbot.com/users/a%2F..%2Fb%20c');
  });

  test('needs an ID', async () => {
    const app = await openChatbot();

    const { error, requests } = await app.run('getUser', {});

    expect(error?.type).toBe('BundleValidationError');
    expect(error?.message).toContain('User ID');
    expect(requests).toEqual([]);
  });
});

describe('createUser', () => {
  test('sends only what was filled in', async () => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('createUser', {
      idMode: 'manual',
      userId: 'shop-9001',
      email: 'nora.quist@quayside.example',
      gender: 'female',
      segments: ['60057a11c0de000000000001'],
      customFields: [{ key: 'tier', value: 'silver' }],
    });

    expect(requests[0]?.body).toEqual({
      userId: 'shop-9001',
      segments: ['60057a11c0de000000000001'],
      attributes: { tier: 'silver', default_email: 'nora.quist@quayside.example', default_gender: 'female' },
    });
    expect(bundles[0]).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      status: { code: 200, type: 'success' },
    });
    expect(app.mock.records('users')).toHaveLength(96);
  });

  test.each(['object', 'array'])('reads an answer that is an %s', async (createAnswer) => {
    const app = await openChatbot({ mock: { options: { createAnswer } } });

    const { outcome } = await app.execute('createUser', { idMode: 'auto', email: 'a@b.example' });

    expect(outcome?.bundles[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      timestamp: expect.any(Date),
      status: { code: 200, type: 'success' },
    });
  });

  test('leaves the ID to the API when there is an email', async () => {
    const app = await openChatbot();

    const { requests } = await app.run('createUser', { idMode: 'auto', email: 'a@b.example' });

    expect(requests[0]?.body).toEqual({ attributes: { default_email: 'a@b.example' } });
  });

  test('generates the ID when there is no email', async () => {
    const app = await openChatbot();

    const { requests } = await app.run('createUser', { idMode: 'auto', name: 'Ada' });

    expect(requests[0]?.body).toEqual({
      userId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/),
      attributes: { default_name: 'Ada' },
    });
  });

  test('lets a field win over a custom field of the same key', async () => {
    const app = await openChatbot();
    const customFields = [{ key: 'default_name', value: 'custom' }];

    const { requests } = await app.run('createUser', { idMode: 'auto', name: 'field', customFields });

    expect(requests[0]?.body).toMatchObject({ attributes: { default_name: 'field' } });
  });

  test('stops without a request when there is no attribute', async () => {
    const app = await openChatbot();

    const { error, requests } = await app.run('createUser', { idMode: 'auto' });

    expect(error).toMatchObject({ type: 'DataError', message: expect.stringContaining('at least one user attribute') });
    expect(requests).toEqual([]);
  });

  test('needs the custom ID in manual mode', async () => {
    const app = await openChatbot();

    const { error, requests } = await app.run('createUser', { idMode: 'manual', email: 'a@b.example' });

    expect(error?.type).toBe('BundleValidationError');
    expect(error?.message).toContain('Custom User ID');
    expect(requests).toEqual([]);
  });

  test('tells of a user who is there already', async () => {
    const app = await openChatbot();

    const { error } = await app.run('createUser', { idMode: 'manual', userId: 'shop-7731', name: 'Twin' });

    expect(error).toMatchObject({ type: 'DuplicateDataError', statusCode: 409 });
  });

  test.each([
    ['a name over 256 characters', { name: 'x'.repeat(257) }],
    ['a value over 1024 characters', { city: 'x'.repeat(1025) }],
    [
      'more than 99 custom fields',
      { customFields: Array.from({ length: 100 }, (_, n) => ({ key: `k${n}`, value: 'v' })) },
    ],
  ])('refuses %s before a request', async (_what, input) => {
    const app = await openChatbot();

    const { ok, requests } = await app.run('createUser', { idMode: 'auto', email: 'a@b.example', ...input });

    expect(ok).toBe(false);
    expect(requests).toEqual([]);
  });

  test('shows why the API refuses an unknown segment', async () => {
    const app = await openChatbot();

    const { error } = await app.run('createUser', {
      idMode: 'auto',
      name: 'x',
      segments: ['60057a11c0de0000000000ff'],
    });

    expect(error).toMatchObject({ type: 'DataError', message: expect.stringContaining('segment') });
  });
});

describe('updateUser', () => {
  test('changes what was filled in and keeps the rest', async () => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('updateUser', { id: INES, city: 'Faro' });

    expect(requests.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
      { method: 'PUT', url: `https://api.chatbot.com/users/${INES}`, body: { attributes: { default_city: 'Faro' } } },
    ]);
    expect(bundles[0]).toMatchObject({ id: INES, status: { code: 200 } });
    const [ines] = (await app.run('getUser', { id: INES })).bundles;
    expect(ines).toMatchObject({ attributes: { default_city: 'Faro', default_name: 'Ines Marlow' } });
  });

  test('empties an attribute that is erased', async () => {
    const app = await openChatbot();

    const { requests } = await app.run('updateUser', { id: INES, city: null, name: 'Ines' });

    expect(requests[0]?.body).toEqual({ attributes: expect.objectContaining({ default_name: 'Ines' }) });
  });

  test('stops without a request when nothing is filled in', async () => {
    const app = await openChatbot();

    const { error, requests } = await app.run('updateUser', { id: INES });

    expect(error).toMatchObject({ type: 'DataError', message: expect.stringContaining('nothing to change') });
    expect(requests).toEqual([]);
  });

  test('names an ID nobody has', async () => {
    const app = await openChatbot();

    const { error } = await app.run('updateUser', { id: '6012ab34cd56ef7890129999', city: 'Faro' });

    expect(error?.message).toBe('[404] There is no user with the ID 6012ab34cd56ef7890129999.');
  });
});

describe('banUser', () => {
  test.each([
    ['ban', true],
    ['unban', false],
  ])('%ss the user', async (operationType, banned) => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('banUser', { id: INES, operationType });

    expect(requests[0]).toMatchObject({
      method: 'PUT',
      url: `https://api.chatbot.com/users/${INES}/ban`,
      body: { banned },
    });
    expect(bundles[0]).toMatchObject({ id: INES, banned, status: { code: 200 } });
    expect(app.mock.records('users').find(({ id }) => id === INES)).toMatchObject({ banned });
  });

  test('refuses another operation', async () => {
    const app = await openChatbot();

    const { ok, requests } = await app.run('banUser', { id: INES, operationType: 'mute' });

    expect(ok).toBe(false);
    expect(requests).toEqual([]);
  });
});
