import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/core/json.ts';
import { openChatbot } from '../support/chatbot.ts';

const answer = (status: number, body: JsonObject) => ({ on: 'GET /stories', status, body });

describe('errors of the API', () => {
  test.each([
    [400, 'DataError'],
    [401, 'InvalidAccessTokenError'],
    [403, 'RuntimeError'],
    [404, 'DataError'],
    [409, 'DuplicateDataError'],
    [429, 'RateLimitError'],
    [500, 'ConnectionError'],
    [502, 'ConnectionError'],
    [503, 'ConnectionError'],
    [504, 'ConnectionError'],
    [418, 'RuntimeError'],
  ])('maps %i to %s and shows the message', async (status, type) => {
    const app = await openChatbot();
    app.mock.expect(answer(status, { status: { code: status, type: 'x', message: 'Told why' } }));

    const { error } = await app.run('listStories', {});

    expect(error).toEqual({ type, message: `[${status}] Told why`, statusCode: status });
  });

  test.each([
    ['status.message', { status: { code: 400, type: 'bad', message: 'm', errorDetails: 'd' } }, 'm'],
    ['status.errorDetails', { status: { code: 400, type: 'bad', errorDetails: 'd', error: 'e' } }, 'd'],
    ['status.error', { status: { code: 400, type: 'bad', error: 'e' } }, 'e'],
    ['message', { message: 'top' }, 'top'],
    ['error.message', { error: { message: 'inner' } }, 'inner'],
    ['error', { error: 'plain' }, 'plain'],
    ['status.type', { status: { code: 400, type: 'bad_request' } }, 'bad_request'],
    ['nothing', {}, 'Bad Request'],
  ])('reads the message from %s', async (_place, body, text) => {
    const app = await openChatbot();
    app.mock.expect(answer(400, body));

    const { error } = await app.run('listStories', {});

    expect(error?.message).toBe(`[400] ${text}`);
  });

  test('keeps the status when a proxy answers with a page', async () => {
    const app = await openChatbot();
    app.mock.expect({
      on: 'GET /stories',
      status: 502,
      headers: { 'content-type': 'text/html' },
      text: '<h1>Bad</h1>',
    });

    const { error } = await app.run('listStories', {});

    expect(error).toEqual({ type: 'ConnectionError', message: '[502] Bad Gateway', statusCode: 502 });
  });

  test('takes a good status with a bad one inside for an error', async () => {
    const app = await openChatbot();
    app.mock.expect({
      on: 'POST /stories',
      status: 200,
      body: { status: { code: 500, type: 'x', message: 'Not saved' } },
    });

    const { ok, error } = await app.run('createStory', { name: 'x' });

    expect(ok).toBe(false);
    expect(error?.message).toBe('[200] Not saved');
  });

  test('maps a connection that breaks', async () => {
    const app = await openChatbot();
    app.mock.expect({ on: 'GET /stories', drop: true });

    const { error } = await app.run('listStories', {});

    expect(error?.type).toBe('ConnectionError');
  });

  test('maps a wrong token', async () => {
    const app = await openChatbot({ connection: { accessToken: 'wrong-token' } });

    const { error } = await app.run('listStories', {});

    expect(error).toMatchObject({ type: 'InvalidAccessTokenError', statusCode: 401 });
    expect(JSON.stringify(error)).not.toContain('wrong-token');
  });
});
