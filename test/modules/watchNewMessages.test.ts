import { describe, expect, test } from 'vitest';
import { FERRY, INES, openChatbot } from '../support/chatbot.ts';

const CHALLENGE = 'c-7f3e';

describe('newMessages', () => {
  test('registers its address under the name the user chose, and answers the handshake meanwhile', async () => {
    const app = await openChatbot();

    const state = await app.attach('newMessages', { name: 'Ferry desk' });

    const created = app.mock.records('webhooks').find(({ id }) => id === state.data?.externalHookId);
    expect(created).toMatchObject({ name: 'Ferry desk', url: state.url, headers: [], auth: expect.anything() });
    expect(String(created?.token)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('shows the reason when the handshake is refused', async () => {
    const app = await openChatbot();

    // An address that nobody answers at.
    const { ok, error } = await app.run(
      'webhooks.newMessages.attach',
      { name: 'x' },
      { hookUrl: 'http://127.0.0.1/hooks/none' },
    );

    expect(ok).toBe(false);
    expect(error).toMatchObject({ type: 'DataError', statusCode: 400 });
    expect(app.mock.records('webhooks')).toHaveLength(3);
  });

  test('removes the registration', async () => {
    const app = await openChatbot();
    const state = await app.attach('newMessages', { name: 'Ferry desk' });

    const { ok, requests } = await app.run('webhooks.newMessages.detach', {}, { state });

    expect(ok).toBe(true);
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
    expect(app.mock.records('webhooks')).toHaveLength(3);
  });

  test('is content when the registration is gone already', async () => {
    const app = await openChatbot();
    const state = await app.attach('newMessages', { name: 'Ferry desk' });
    await app.run('webhooks.newMessages.detach', {}, { state });

    const { ok, requests } = await app.run('webhooks.newMessages.detach', {}, { state });

    expect(ok).toBe(true);
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('newMessages.receive', () => {
  const state = { id: 'h1', url: 'https://hook.example/h1', data: { externalHookId: '60100c0ffee0000000000009' } };
  const token = 'a7deab9c8e5d3a5eb9f4ca0ba5bd2dc6fb5f3a2bcb5ae0cf7a1e2f2cbc2d2b3e';

  async function receive(request: object) {
    const app = await openChatbot();
    const registered = await app.run('webhooks.newMessages.attach', { name: 'x' }, { state, hookUrl: state.url });
    const sent = registered.requests[0]?.body as { readonly token?: string };
    return { app, sent, ...(await app.run('webhooks.newMessages.receive', request, { state })) };
  }

  test('refuses a handshake with a wrong token', async () => {
    const { bundles, respond } = await receive({ method: 'GET', query: { challenge: CHALLENGE, token } });

    expect(respond).toMatchObject({ status: 401, body: '' });
    expect(bundles).toEqual([]);
  });

  test.each([
    ['a handshake without a token', { method: 'GET', query: { challenge: CHALLENGE } }, 401],
    ['a delivery with a wrong token', { method: 'POST', query: { token }, body: { chatId: 'c', messageId: 'm' } }, 401],
    ['broken JSON', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"chatId":' }, 400],
    ['a list', { method: 'POST', body: [1, 2] }, 400],
    ['nothing', { method: 'GET' }, 400],
  ])('refuses %s', async (_what, request, status) => {
    const { bundles, respond } = await receive(request);

    expect(respond?.status).toBe(status);
    expect(bundles).toEqual([]);
  });

  test('accepts a delivery without a token', async () => {
    const { bundles, respond } = await receive({ method: 'POST', body: { chatId: 'c', messageId: 'm', userId: 'u' } });

    expect(respond).toMatchObject({ status: 200, body: '{"responses":[]}' });
    expect(bundles).toEqual([expect.objectContaining({ apiVersion: 2, chatId: 'c', messageId: 'm' })]);
  });
});

describe('watchNewMessages', () => {
  test('turns a delivery of the new format into a bundle', async () => {
    const app = await openChatbot();
    const state = await app.attach('newMessages', { name: 'Ferry desk' });

    const delivered = await app.mock.deliver('v2', { to: String(state.data?.externalHookId) });
    const { bundles } = await app.run('watchNewMessages', {}, { payload: app.deliveries[0]!.request, state });

    expect(delivered.ok).toBe(true);
    expect(bundles).toEqual([
      expect.objectContaining({
        apiVersion: 2,
        userId: INES,
        node: expect.objectContaining({ type: 'WEBHOOK', webhookName: 'Ferry desk' }),
        userAttributes: expect.objectContaining({ default_name: 'Ines Marlow' }),
        attributes: { pier: 'North', remark: '' },
        raw: expect.objectContaining({ chatId: expect.any(String) }),
      }),
    ]);
    expect(bundles[0]).not.toHaveProperty('query');
  });

  test('turns a delivery of the old format into a bundle', async () => {
    const app = await openChatbot();
    const state = await app.attach('newMessages', { name: 'Ferry desk' });

    await app.mock.deliver('v1', { to: String(state.data?.externalHookId) });
    const { bundles } = await app.run('watchNewMessages', {}, { payload: app.deliveries[0]!.request, state });

    expect(bundles).toEqual([
      expect.objectContaining({
        apiVersion: 1,
        chatId: 'quay-session-01',
        interaction: { id: '600e5a7e5ea50000000000a1', name: 'Next ferry', action: 'next-ferry' },
        attributes: { pier: 'North' },
        query: 'when does the next ferry leave',
        raw: expect.objectContaining({ result: expect.objectContaining({ storyId: FERRY }) }),
      }),
    ]);
  });

  test('takes deliveries that carry no token', async () => {
    const app = await openChatbot({ mock: { options: { deliveryToken: 'no' } } });
    const state = await app.attach('newMessages', { name: 'Ferry desk' });

    const delivered = await app.mock.deliver('v2', { to: String(state.data?.externalHookId) });

    expect(delivered.ok).toBe(true);
    expect(app.deliveries).toHaveLength(1);
  });
});
