import { describe, expect, test } from 'vitest';
import { chatbot, ferryTimes, ines, TOKEN, timetable, unknownId } from './chatbot.ts';

const many = (count: number, key = 'k') =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${key}${n}`, 'v']));
const filters = (count: number) =>
  Array.from({ length: count }, (_, n) => `filters[${n}][type]=banned&filters[${n}][value]=true`).join('&');

describe('a request that is not as described', () => {
  test.each<[string, unknown, string]>([
    ['GET /users?limit=0', undefined, 'limit must be at least 1'],
    ['GET /users?limit=41', undefined, 'limit must be at most 40'],
    ['GET /users?limit=ten', undefined, 'limit must be an integer'],
    ['GET /users?limit=1.5', undefined, 'limit must be an integer'],
    ['GET /users?after=short', undefined, 'after must have at least 24 characters'],
    [`GET /users?after=${unknownId}`, undefined, 'after there is no user to go on after'],
    ['GET /users?match=some', undefined, 'match must be one of all, any'],
    ['GET /users?sort[field]=name', undefined, 'sort.field must be one of createdAt, lastSeen'],
    ['GET /users?sort[by]=createdAt', undefined, 'sort.by is not known'],
    ['GET /users?sort=createdAt', undefined, 'sort must be an object'],
    [`GET /users?${filters(6)}`, undefined, 'filters must have at most 5 items'],
    ['GET /users?filters[0][type]=hair', undefined, 'filters[0].type is of no known kind'],
    ['GET /users?filters[0][type]=banned&filters[0][value]=yes', undefined, 'filters[0].value must be a boolean'],
    ['GET /users?filters[0][type]=attribute&filters[0][value]=x', undefined, 'filters[0].name is required'],
    ['GET /users?filters[0][type]=createdAt&filters[0][from]=monday', undefined, 'filters[0].from is not a date-time'],
    ['GET /users?filters[0][type]=lastSeen', undefined, 'filters[0] needs filters[0].from or filters[0].to'],
    ['GET /users/no-such-id', undefined, 'id must match ^[0-9A-Za-z]+$'],
    ['POST /users', undefined, 'body is required'],
    ['POST /users', {}, 'attributes is required'],
    ['POST /users', { userId: 'x', attributes: {} }, 'attributes must not be empty'],
    ['POST /users', { attributes: { plan: 'x' } }, 'body needs userId or attributes.default_email'],
    ['POST /users', { userId: '', attributes: { a: 'b' } }, 'userId must not be empty'],
    ['POST /users', { userId: 'x', attributes: { a: '' } }, 'attributes.a must not be empty'],
    ['POST /users', { userId: 'x', attributes: { a: 1 } }, 'attributes.a must be a string or null'],
    [
      'POST /users',
      { userId: 'x', attributes: { default_name: 'n'.repeat(257) } },
      'attributes.default_name must have at most 256 characters',
    ],
    [
      'POST /users',
      { userId: 'x', attributes: { a: 'n'.repeat(1025) } },
      'attributes.a must have at most 1024 characters',
    ],
    ['POST /users', { userId: 'x', attributes: many(100) }, 'attributes must have at most 99 members'],
    ['POST /users', '{"userId":', 'The body is not JSON'],
    [`PUT /users/${ines}`, { attributes: {} }, 'attributes must not be empty'],
    [`PUT /users/${ines}/ban`, { banned: 'true' }, 'banned must be a boolean'],
    ['POST /stories', { name: '' }, 'name must not be empty'],
    [`PUT /stories/${ferryTimes}`, {}, 'body must not be empty'],
    ['POST /webhooks', { name: 'x', url: 'nowhere' }, 'url is not a uri'],
    ['POST /query', { sessionId: 'short', query: 'hi' }, 'sessionId must have at least 10 characters'],
    [
      'POST /query',
      { sessionId: 'quay-session-01', query: 'hi', trigger: 'welcome' },
      'body fits more than one of the alternatives',
    ],
  ])('%s %j is refused: %s', async (route, body, message) => {
    const { call, mock } = await chatbot();

    const answer = await call(route, { body });

    expect(answer).toMatchObject({ status: 400, body: { status: { code: 400, type: 'bad_request', message } } });
    expect(mock.problems).toEqual([]);
  });

  test('of another content type is refused', async () => {
    const { call } = await chatbot();

    const { status, body } = await call('POST /stories', { body: 'name=x', headers: { 'content-type': 'text/plain' } });

    expect([status, body.status.message]).toEqual([400, 'The body must be application/json, not text/plain']);
  });

  test.each([
    ['errorDetails', { code: 401, type: 'unauthorized', errorDetails: 'Authorization failed' }],
    ['error', { code: 401, type: 'unauthorized', error: 'Authorization failed' }],
    ['none', { code: 401, type: 'unauthorized' }],
  ])('says why in status.%s when switched so', async (errorMessage, status) => {
    const { call } = await chatbot({ options: { errorMessage } });

    const { body } = await call('GET /stories', { token: 'wrong' });

    expect(body).toEqual({ timestamp: '2021-02-01T09:00:00.000Z', status });
  });
});

describe('a request without the right token', () => {
  test.each<[string | null, Record<string, string>, string]>([
    [null, {}, 'The Authorization header is missing'],
    ['wrong', {}, 'Authorization failed'],
    ['client-token', {}, 'Authorization failed'],
    [null, { authorization: `Token ${TOKEN}` }, 'The authorization type must be bearer'],
    [null, { authorization: 'Bearer ' }, 'The token is empty'],
  ])('(%s %j) is refused: %s', async (token, headers, message) => {
    const { call } = await chatbot();

    const answer = await call('GET /stories', { token, headers });

    expect(answer).toMatchObject({ status: 401, body: { status: { code: 401, type: 'unauthorized', message } } });
  });

  test('is refused before its faults are looked at', async () => {
    const { call } = await chatbot();

    expect((await call('POST /users', { token: 'wrong', body: '{' })).status).toBe(401);
  });

  test('may still talk to a bot with the client token', async () => {
    const { call } = await chatbot();

    const { status } = await call('POST /query', {
      token: 'client-token',
      body: { sessionId: 'quay-session-01', query: 'hi' },
    });

    expect(status).toBe(200);
  });
});

describe('a thing that is not there', () => {
  test.each<[string, unknown, string]>([
    [`GET /users/${unknownId}`, undefined, `There is no user with the id "${unknownId}"`],
    [`PUT /users/${unknownId}`, { attributes: { a: 'b' } }, `There is no user with the id "${unknownId}"`],
    [`PUT /users/${unknownId}/ban`, { banned: true }, `There is no user with the id "${unknownId}"`],
    [`GET /stories/${unknownId}`, undefined, `There is no story with the id "${unknownId}"`],
    [`PUT /stories/${unknownId}`, { name: 'x' }, `There is no story with the id "${unknownId}"`],
    [`DELETE /stories/${unknownId}`, undefined, `There is no story with the id "${unknownId}"`],
    [`DELETE /webhooks/${unknownId}`, undefined, `There is no webhook with the id "${unknownId}"`],
    [`POST /users/${ines}/segments`, [unknownId], `segments "${unknownId}" is no segment`],
    [
      'POST /users',
      { userId: 'x', segments: [unknownId], attributes: { a: 'b' } },
      `segments "${unknownId}" is no segment`,
    ],
  ])('%s %j is told so', async (route, body, message) => {
    const { call } = await chatbot();

    const answer = await call(route, { body });

    expect(answer).toMatchObject({ status: 404, body: { status: { code: 404, type: 'not_found', message } } });
  });

  test('is not there any more after it was deleted', async () => {
    const { call } = await chatbot();

    const statuses = [];
    for (const method of ['GET', 'DELETE', 'GET', 'DELETE'])
      statuses.push((await call(`${method} /webhooks/${timetable}`)).status);

    expect(statuses).toEqual([200, 200, 404, 404]);
  });
});

describe('a second of the same', () => {
  test.each<[string, unknown, string]>([
    ['POST /users', { userId: 'shop-7731', attributes: { a: 'b' } }, 'userId another user has this userId'],
    [
      'POST /users',
      { attributes: { default_email: 'ines.marlow@quayside.example' } },
      'attributes.default_email another user has this attributes.default_email',
    ],
    [
      `PUT /users/${ines}`,
      { attributes: { default_email: 'bo.tran@saltmarsh.example' } },
      'attributes.default_email another user has this attributes.default_email',
    ],
    ['POST /users/segments', { name: 'Newsletter' }, 'name another segment has this name'],
  ])('%s %j is refused', async (route, body, message) => {
    const { call } = await chatbot();

    const answer = await call(route, { body });

    expect(answer).toMatchObject({ status: 409, body: { status: { code: 409, type: 'conflict', message } } });
  });

  test('is a bad request when switched so', async () => {
    const { call } = await chatbot({ options: { duplicateStatus: 400 } });

    const { status } = await call('POST /users', { body: { userId: 'shop-7731', attributes: { a: 'b' } } });

    expect(status).toBe(400);
  });

  test('is no conflict with oneself', async () => {
    const { call } = await chatbot();

    const body = { attributes: { default_email: 'ines.marlow@quayside.example' } };

    expect((await call(`PUT /users/${ines}`, { body })).status).toBe(200);
  });
});
