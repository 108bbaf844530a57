import { describe, expect, test } from 'vitest';
import { openChatbot } from '../support/chatbot.ts';

describe('makeApiCall', () => {
  test.each(['/stories', 'stories', '//stories'.slice(1)])('calls %s and passes everything on', async (url) => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('makeApiCall', { url, method: 'GET' });

    expect(requests[0]?.url).toBe('https://api.chatbot.com/stories');
    expect(bundles[0]).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': expect.stringContaining('application/json') },
      body: expect.arrayContaining([expect.objectContaining({ name: 'Ferry times' })]),
    });
  });

  test('sends the body as it is, with the headers and query given', async () => {
    const app = await openChatbot();

    const { ok, requests } = await app.run('makeApiCall', {
      url: '/users/segments',
      method: 'POST',
      headers: [
        { key: 'Content-Type', value: 'application/json' },
        { key: 'X-Trace', value: 'on' },
      ],
      qs: [{ key: 'dry', value: 'no' }],
      body: '{"name":"Night owls"}',
    });

    expect(ok).toBe(true);
    expect(requests[0]).toMatchObject({ method: 'POST', url: 'https://api.chatbot.com/users/segments?dry=no' });
    expect(requests[0]?.headers).toMatchObject({ 'x-trace': 'on', 'content-type': 'application/json' });
    expect(app.mock.records('segments').map(({ name }) => name)).toContain('Night owls');
  });

  test('keeps a query that is part of the path', async () => {
    const app = await openChatbot();

    const { requests } = await app.run('makeApiCall', { url: '/users?limit=2', method: 'GET' });

    expect(requests[0]?.url).toBe('https://api.chatbot.com/users?limit=2');
  });

  test.each([
    'https://evil.example/x',
    '//evil.example/x',
    ' HTTPS://evil.example',
    'javascript:alert(1)',
    '\\\\evil.example',
  ])('refuses %j, which names a host of its own', async (url) => {
    const app = await openChatbot();

    const { ok, error, requests } = await app.run('makeApiCall', { url, method: 'GET' });

    expect(ok).toBe(false);
    expect(error?.message).toContain('URL');
    expect(requests).toEqual([]);
  });

  test.each(['@evil.example/x', '.evil.example', '%2F%2Fevil.example', 'x/../../y'])(
    'sends %j to the API and nowhere else',
    async (url) => {
      const app = await openChatbot();

      const { requests } = await app.run('makeApiCall', { url, method: 'GET' });

      expect(requests.map((request) => new URL(request.url).origin)).toEqual(['https://api.chatbot.com']);
    },
  );

  test.each(['Authorization', 'authorization', 'AUTHORIZATION'])(
    'uses the connection whatever %s says',
    async (key) => {
      const app = await openChatbot();

      const { ok } = await app.run('makeApiCall', {
        url: '/stories',
        method: 'GET',
        headers: [{ key, value: 'Bearer other' }],
      });

      expect(ok).toBe(true);
    },
  );

  test('reports an error of the API', async () => {
    const app = await openChatbot();

    const { error } = await app.run('makeApiCall', { url: '/stories/600e5a7e5ea5000000009999', method: 'GET' });

    expect(error).toMatchObject({ type: 'DataError', statusCode: 404 });
  });
});
