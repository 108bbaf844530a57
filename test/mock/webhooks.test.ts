import { describe, expect, test } from 'vitest';
import type { HttpHandler, HttpRequest } from '../../scripts/core/http.ts';
import { bytes, chatbot, ines, receiver, timetable, unknownId } from './chatbot.ts';

const registration = { name: 'Desk', url: 'https://make.example/hook?team=4', token: 'tide', headers: [], auth: {} };

describe('registering a webhook', () => {
  test('asks the address first, with its own query kept, and then keeps the webhook', async () => {
    const seen: HttpRequest[] = [];
    const { call, mock } = await chatbot({ outgoing: receiver('tide', seen) });

    const { status, body } = await call('POST /webhooks', { body: registration });

    expect([status, seen[0]?.method]).toEqual([200, 'GET']);
    expect(seen[0]?.url).toMatch(/^https:\/\/make\.example\/hook\?team=4&challenge=[0-9a-f]{12}&token=tide$/);
    expect(mock.records('webhooks').at(-1)).toMatchObject({ id: body.id, name: 'Desk' });
  });

  test.each<[string, HttpHandler | undefined, string]>([
    ['another token', receiver('ebb'), 'answered with status 401'],
    ['another text', async () => ({ status: 200, headers: {}, body: bytes('hello') }), 'answered with another text'],
    ['no answer', async () => Promise.reject(new Error('connect ECONNREFUSED')), 'no answer: connect ECONNREFUSED'],
    ['no way out', undefined, 'this mock has no way out'],
  ])('fails when the address gives %s', async (_, outgoing, reason) => {
    const { call, mock } = await chatbot(outgoing ? { outgoing } : {});

    const { status, body } = await call('POST /webhooks', { body: registration });

    const message = `The address could not be verified: ${reason}`;
    expect([status, body.status]).toEqual([400, { code: 400, type: 'verification_failed', message }]);
    expect(mock.records('webhooks')).toHaveLength(3);
  });

  test('fails at the address of no web server', async () => {
    const { call } = await chatbot({ outgoing: receiver('tide') });

    const { body } = await call('POST /webhooks', { body: { ...registration, url: 'mailto:desk@quay.example' } });

    expect(body.status.message).toBe('The address could not be verified: the url is not an http address');
  });

  test('fails with another status when switched so', async () => {
    const { call } = await chatbot({ outgoing: receiver('ebb'), options: { refusedStatus: 500 } });

    expect((await call('POST /webhooks', { body: registration })).status).toBe(500);
  });
});

describe('a delivery', () => {
  test('carries a user, the token and a body as described', async () => {
    const seen: HttpRequest[] = [];
    const { mock } = await chatbot({ outgoing: receiver('s3-tide-pool', seen) });

    const delivered = await mock.deliver('v2', { to: timetable, body: { attributes: { remark: 'a "b" \n' } } });

    expect(delivered).toMatchObject({ ok: true, problems: [] });
    expect(seen[0]).toMatchObject({ method: 'POST', url: 'https://hooks.quayside.example/in/1?token=s3-tide-pool' });
    expect(JSON.parse(new TextDecoder().decode(seen[0]?.body))).toMatchObject({
      userId: ines,
      node: { type: 'WEBHOOK', webhookId: timetable, webhookName: 'Timetable' },
      userAttributes: { default_name: 'Ines Marlow' },
      attributes: { pier: 'North', remark: 'a "b" \n' },
    });
  });

  test('comes in the old format too, which has a result', async () => {
    const seen: HttpRequest[] = [];
    const { mock } = await chatbot({ outgoing: receiver('s3-tide-pool', seen) });

    const delivered = await mock.deliver('v1', { to: timetable });

    expect(delivered).toMatchObject({ ok: true, problems: [] });
    expect(JSON.parse(new TextDecoder().decode(seen[0]?.body))).toHaveProperty(
      'result.sessionParameters.pier',
      'North',
    );
  });

  test('sends the headers and the basic authentication of the webhook', async () => {
    const seen: HttpRequest[] = [];
    const { mock } = await chatbot({ outgoing: receiver('kelp-forest-9', seen) });

    await mock.deliver('v2', { to: '60100c0ffee0000000000002' });

    expect(seen[0]?.headers).toMatchObject({
      'x-desk': 'north',
      authorization: `Basic ${Buffer.from('quay:side').toString('base64')}`,
    });
    expect(seen[0]?.url).toContain('/in/2?desk=north&token=kelp-forest-9');
  });

  test('leaves the token out when switched so', async () => {
    const seen: HttpRequest[] = [];
    const { mock } = await chatbot({ outgoing: receiver('', seen), options: { deliveryToken: 'no' } });

    await mock.deliver('v2', { to: timetable });

    expect(seen[0]?.url).toBe('https://hooks.quayside.example/in/1');
  });

  test('that fails is written on the webhook: text in the list, an object alone', async () => {
    const { call, mock } = await chatbot({ outgoing: async () => ({ status: 502, headers: {}, body: bytes('') }) });

    const { ok, failure } = await mock.deliver('v2', { to: timetable });
    const list = await call('GET /webhooks');
    const single = await call(`GET /webhooks/${timetable}`);

    expect([ok, failure]).toEqual([false, 'answered with status 502']);
    expect(list.body[0].error).toBe('answered with status 502');
    expect(single.body.error).toEqual({ date: '2021-02-01T09:00:00.000Z', message: 'answered with status 502' });
  });

  test('reports an answer that is not as described', async () => {
    const { mock } = await chatbot({
      outgoing: async () => ({ status: 200, headers: {}, body: bytes('{"responses":"hi"}') }),
    });

    const { problems } = await mock.deliver('v2', { to: timetable });

    expect(problems.map((problem) => problem.message)).toEqual([
      'In delivery v2, the answer is not as described: responses must be an array.',
    ]);
  });

  test.each([
    ['v3', {}, 'The mock has no delivery "v3".'],
    ['v2', { to: unknownId }, `There is no webhook "${unknownId}" to deliver to.`],
    ['v2', { using: { user: unknownId } }, `There is no user "${unknownId}".`],
  ])('%s %j cannot be sent', async (name, options, message) => {
    const { mock } = await chatbot({ outgoing: receiver('s3-tide-pool') });

    await expect(mock.deliver(name, options)).rejects.toThrow(message);
  });
});
