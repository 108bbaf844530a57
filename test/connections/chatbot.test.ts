import { describe, expect, test } from 'vitest';
import { openChatbot } from '../support/chatbot.ts';

describe('chatbot connection', () => {
  test('checks the token by reading the stories', async () => {
    const app = await openChatbot();

    const { ok, requests } = await app.run('connections.chatbot', { accessToken: 'developer-token' });

    expect(ok).toBe(true);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET https://api.chatbot.com/stories']);
  });

  test('takes a token with blanks around it', async () => {
    const app = await openChatbot();

    const { outcome } = await app.execute('connections.chatbot', { accessToken: '  developer-token\n' });

    expect(outcome?.bundles).toEqual([{ data: { accessToken: 'developer-token' } }]);
  });

  test('asks for the developer token when another is refused', async () => {
    const app = await openChatbot();

    const { ok, error } = await app.run('connections.chatbot', { accessToken: 'client-token' });

    expect(ok).toBe(false);
    expect(error?.message).toContain('Developer Access Token');
  });

  test('never shows the token', async () => {
    const app = await openChatbot();

    const report = await app.run('connections.chatbot', { accessToken: 'developer-token' });

    expect(JSON.stringify(report)).not.toContain('developer-token');
    expect(report.requests[0]?.headers).toMatchObject({ authorization: expect.stringContaining('***') });
  });

  test('needs a token', async () => {
    const app = await openChatbot();

    const { error, requests } = await app.run('connections.chatbot', {});

    expect(error?.message).toContain('Access Token');
    expect(requests).toEqual([]);
  });
});
