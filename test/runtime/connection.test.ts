import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import type { RunOptions } from '../../scripts/runtime/options.ts';
import type { Stub } from './support.ts';
import { answer, BASE, manifestOf, stubbed } from './support.ts';

const sections = (communication: Json, more: Readonly<Record<string, Json>> = {}) => ({
  communication,
  params: [],
  ...more,
});

/** Runs the connection "shop" made of the given communication. */
async function connect(
  communication: Json,
  spec: {
    readonly type?: 'basic' | 'oauth';
    readonly more?: Readonly<Record<string, Json>>;
    readonly input?: unknown;
    readonly answers?: readonly Stub[];
    readonly options?: RunOptions;
  } = {},
) {
  const { transport, sent } = stubbed(spec.answers ?? [answer({})]);
  const manifest = manifestOf({
    connections: { shop: { connectionType: spec.type ?? 'basic', sections: sections(communication, spec.more) } },
  });
  const execution = await loadApp(manifest).execute('connections.shop', spec.input ?? {}, {
    transport,
    skipValidation: true,
    now: '2026-03-01T12:00:00Z',
    ...spec.options,
  });
  return { ...execution, sent };
}

describe('a basic connection', () => {
  test('RT-67 B31 (documented): has no host of Base', async () => {
    const { report } = await connect({ url: '/me' });

    expect(report.error).toEqual({
      type: 'InvalidConfigurationError',
      message: 'The URL "/me" is relative and there is no baseUrl for it.',
    });
  });

  test('RT-67 (documented): sends nothing of Base', async () => {
    const { sent } = await connect({ url: 'https://shop.example/api/me' }, { options: { connection: { key: 'k' } } });

    expect(sent[0]?.headers).toEqual({ 'user-agent': 'Make/local' });
  });

  test('RT-68 (documented): a module sees what the user typed', async () => {
    const { transport, sent } = stubbed([answer({})]);
    const manifest = manifestOf({
      connections: { shop: { sections: sections({}) } },
      modules: { probe: { connection: 'shop', sections: { communication: { url: '/{{connection.area}}' } } } },
    });

    await loadApp(manifest).run('probe', {}, { transport, connection: { area: 'north' } });

    expect(sent[0]?.url).toBe('https://shop.example/api/north');
  });

  test('RT-69 (documented): may normalise an input', async () => {
    const communication = [
      { url: 'https://shop.example/a', response: { data: { area: '{{lower(parameters.area)}}' } } },
      { url: 'https://shop.example/{{connection.area}}/{{parameters.area}}/{{data.area}}' },
    ];
    const { report, outcome, sent } = await connect(communication, { input: { area: 'NORTH', size: 2 } });

    expect(sent[1]?.url).toBe('https://shop.example/north/north/north');
    expect(report.bundles).toEqual([{ data: { area: 'north' } }]);
    expect(outcome?.account?.values).toEqual({ area: 'north', size: 2 });
  });

  test('§5.2 (documented): gives metadata, uid and expiry', async () => {
    const response = {
      metadata: { type: 'email', value: '{{body.mail}}' },
      uid: '{{body.id}}',
      expires: '{{addHours(now, 1)}}',
      data: { team: '{{body.team}}' },
    };
    const { report } = await connect(
      { url: 'https://shop.example/me', response },
      { answers: [answer({ id: 5, mail: 'a@b.example', team: 'x' })] },
    );

    expect(report.bundles).toEqual([
      {
        metadata: { type: 'email', value: 'a@b.example' },
        uid: 5,
        expires: '2026-03-01T13:00:00.000Z',
        data: { team: 'x' },
      },
    ]);
  });

  test('§5.2 (documented): always succeeds when it asks nothing', async () => {
    const { report } = await connect({});

    expect([report.ok, report.bundles]).toEqual([true, [{ data: {} }]]);
  });

  test('§1.3 (documented): reads its own common data', async () => {
    const { sent } = await connect(
      { url: 'https://shop.example/{{common.part}}' },
      { more: { common: { part: 'own' } } },
    );

    expect(sent[0]?.url).toBe('https://shop.example/own');
  });

  test('accepts the result of its own run as stored values', async () => {
    const { transport, sent } = stubbed([answer({})]);
    const manifest = manifestOf({
      connections: { shop: { sections: sections({}) } },
      modules: { probe: { connection: 'shop', sections: { communication: { url: '/{{connection.team}}' } } } },
    });

    await loadApp(manifest).run('probe', {}, { transport, connection: { uid: 5, data: { team: 'blue' } } });

    expect(sent[0]?.url).toBe('https://shop.example/api/blue');
  });

  test('checks its parameters', async () => {
    const params = [{ name: 'pin', type: 'text', label: 'PIN', required: true }];
    const { report, sent } = await connect(
      { url: 'https://shop.example' },
      { more: { params }, options: { skipValidation: false } },
    );

    expect(report.error).toEqual({
      type: 'BundleValidationError',
      message: expect.stringContaining("parameter 'pin' (PIN)"),
    });
    expect(sent).toEqual([]);
  });
});

const FLOW = {
  preauthorize: { url: 'https://id.example/pre', response: { temp: { pre: '{{body.ticket}}' } } },
  authorize: {
    url: 'https://id.example/authorize',
    qs: {
      client_id: '{{common.id}}',
      scope: "{{join(oauth.scope, ' ')}}",
      redirect_uri: '{{oauth.localRedirectUri}}',
      ticket: '{{temp.pre}}',
      state: 'mine',
    },
    response: { temp: { code: '{{query.code}}' } },
  },
  token: {
    url: 'https://id.example/token',
    method: 'POST',
    type: 'urlencoded',
    body: { code: '{{temp.code}}', redirect_uri: '{{oauth.localRedirectUri}}' },
    response: {
      data: { access: '{{body.access}}', again: '{{body.again}}', until: '{{addSeconds(now, body.ttl)}}' },
      scope: '{{body.scope}}',
    },
    log: { sanitize: ['response.body.access', 'response.body.again'] },
  },
  info: {
    url: 'https://id.example/me',
    headers: { authorization: 'Bearer {{connection.access}}' },
    response: { uid: '{{body.id}}' },
  },
  refresh: {
    condition: '{{data.until < addMinutes(now, 15)}}',
    url: 'https://id.example/token',
    method: 'POST',
    type: 'urlencoded',
    body: { refresh: '{{data.again}}' },
    response: { data: { access: '{{body.access}}', again: '{{body.again}}', until: '{{addSeconds(now, body.ttl)}}' } },
  },
} satisfies Json;

const OAUTH = { type: 'oauth', more: { common: { id: 'client-1' }, defaultScope: ['read', 'write'] } } as const;
const TOKEN = { access: 'acc-111', again: 'ref-222', ttl: 600 };

/** A person who agrees, and how the provider sends them back. */
const browser = (change: (query: Record<string, string>) => Record<string, string> = (query) => query) => {
  const visited: URL[] = [];
  return {
    visited,
    authorizeRedirect: async (text: string) => {
      const url = new URL(text);
      visited.push(url);
      return change({ code: 'c-9', state: url.searchParams.get('state') ?? '' });
    },
  };
};

describe('an OAuth 2 connection', () => {
  const answers = [answer({ ticket: 'tic' }), answer({ ...TOKEN, scope: 'write,extra  more' }), answer({ id: 'u1' })];

  test('§5.3 (documented): goes through all steps with one temp', async () => {
    const { visited, authorizeRedirect } = browser();
    const { report, outcome, sent } = await connect(FLOW, {
      ...OAUTH,
      answers,
      options: { authorizeRedirect, additionalScopes: ['read', 'more'], redirectUri: 'http://127.0.0.1/cb' },
    });

    expect(sent.map(({ method, url, text }) => [method, url, text])).toEqual([
      ['GET', 'https://id.example/pre', undefined],
      ['POST', 'https://id.example/token', 'code=c-9&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb'],
      ['GET', 'https://id.example/me', undefined],
    ]);
    expect(sent[2]?.headers.authorization).toBe('Bearer acc-111');
    expect(Object.fromEntries(visited[0]?.searchParams ?? [])).toEqual(
      expect.objectContaining({
        client_id: 'client-1',
        scope: 'read write more',
        redirect_uri: 'http://127.0.0.1/cb',
        ticket: 'tic',
      }),
    );
    expect(report.bundles).toEqual([
      { uid: 'u1', data: { access: '***', again: '***', until: '2026-03-01T12:10:00.000Z' } },
    ]);
    expect(outcome?.account?.values.access).toBe('acc-111');
  });

  test('RT-70 (documented): always makes a state of its own', async () => {
    const { visited, authorizeRedirect } = browser();

    await connect(FLOW, { ...OAUTH, answers, options: { authorizeRedirect } });

    expect(visited[0]?.searchParams.getAll('state')).toEqual([expect.stringMatching(/^[0-9a-f]{24}$/)]);
  });

  test('RT-70 (documented): rejects another state', async () => {
    const { authorizeRedirect } = browser((query) => ({ ...query, state: 'forged' }));

    const { report, sent } = await connect(FLOW, { ...OAUTH, answers, options: { authorizeRedirect } });

    expect(report.error?.message).toBe('The provider sent back a state that is not the one it was given.');
    expect(sent).toHaveLength(1);
  });

  test('tells why a provider refused', async () => {
    const { authorizeRedirect } = browser(({ state = '' }) => ({
      state,
      error: 'access_denied',
      error_description: 'Not today',
    }));

    const { report } = await connect(FLOW, { ...OAUTH, answers, options: { authorizeRedirect } });

    expect(report.error?.message).toBe('The provider refused the authorization: Not today');
  });

  test.each([
    ['replaces the stored scopes', 'b,c  d', ['b', 'c', 'd']],
    ['may come as a list', ['x y', 'z'], ['x', 'y', 'z']],
    ['of nothing joins stored and requested', undefined, ['a', 'b', 'read', 'write']],
    ['of another type is not a report', 7, ['a', 'b', 'read', 'write']],
  ])('RT-71 (documented): a granted scope %s', async (_title, scope, granted) => {
    const { token } = FLOW;
    const { outcome } = await connect(
      { token },
      {
        ...OAUTH,
        answers: [answer({ ...TOKEN, scope })],
        options: { connection: { data: {}, scope: ['a', 'b'] } },
        input: {},
      },
    );

    expect(outcome?.account?.scope).toEqual(granted);
  });

  test.each([
    ['the last report counts', 'a', 'b', ['b']],
    ['an empty one leaves that before', 'a', '', ['a']],
  ])('§5.3 (documented): of several token steps %s', async (_title, one, two, granted) => {
    const step = { url: 'https://id.example/token', response: { scope: '{{body.scope}}' } };

    const { outcome } = await connect(
      { token: [step, step] },
      { ...OAUTH, answers: [answer({ scope: one }), answer({ scope: two })], input: {} },
    );

    expect(outcome?.account?.scope).toEqual(granted);
  });

  test('§5.3 (documented): a refresh reports no scopes', async () => {
    const { transport } = stubbed([answer({ access: 'new', scope: 'all' })]);
    const refresh = { ...FLOW.refresh, response: { ...FLOW.refresh.response, scope: '{{body.scope}}' } };
    const app = loadApp(
      manifestOf({ connections: { shop: { connectionType: 'oauth', sections: sections({ refresh }) } } }),
      { transport, connection: { data: { again: 'r' }, scope: ['read'] } },
    );

    const { outcome } = await app.execute('connections.shop.refresh');

    expect(outcome?.account).toMatchObject({ scope: ['read'], values: { access: 'new', again: 'r' } });
  });

  test('RT-70 (documented): a state of the author is pointed out', async () => {
    const { report } = await connect(FLOW, { ...OAUTH, answers, options: browser() });

    expect(report.warnings).toMatchObject([
      { code: 'RUN232', message: 'authorize.qs.state is replaced.', path: ['authorize', 'qs', 'state'] },
    ]);
  });

  test('asks the provider itself when there is no browser', async () => {
    const { sent, transport } = stubbed([]);
    const answering: typeof transport = async (request, options) => {
      await transport(request, options);
      const url = new URL(request.url);
      if (url.pathname === '/authorize')
        return {
          status: 302,
          headers: {
            location: `${url.searchParams.get('redirect_uri')}?code=c-1&state=${url.searchParams.get('state')}`,
          },
          body: new Uint8Array(),
        };
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify({ ...TOKEN, id: 1 })),
      };
    };
    const { report } = await connect(FLOW, {
      ...OAUTH,
      options: { transport: answering, redirectUri: 'http://127.0.0.1:9/cb' },
    });

    expect([report.error, sent.map(({ url }) => new URL(url).pathname)]).toEqual([
      undefined,
      ['/pre', '/authorize', '/token', '/me'],
    ]);
  });
});

describe('a refresh', () => {
  const use = async (
    connection: Readonly<Record<string, unknown>>,
    answers: readonly Stub[],
    communication: Json = FLOW,
  ) => {
    const { transport, sent } = stubbed(answers);
    const manifest = manifestOf({
      base: { ...(BASE as Readonly<Record<string, Json>>), headers: { authorization: 'Bearer {{connection.access}}' } },
      connections: { shop: { connectionType: 'oauth', sections: sections(communication) } },
      modules: { probe: { connection: 'shop', sections: { communication: { url: '/x' } } } },
    });
    const { report, account } = await loadApp(manifest).execute(
      'probe',
      {},
      { transport, connection, now: '2026-03-01T12:00:00Z' },
    );
    return {
      report,
      account,
      asked: sent.map(({ url, text, headers }) => [new URL(url).pathname, text ?? headers.authorization]),
    };
  };
  const renewed = answer({ access: 'new', ttl: 60 });

  test.each([
    [
      'runs when its condition holds',
      { access: 'old', again: 'r', until: '2026-03-01T12:10:00Z' },
      [
        ['/token', 'refresh=r'],
        ['/api/x', 'Bearer new'],
      ],
    ],
    ['does not run before', { access: 'old', again: 'r', until: '2026-03-01T12:30:00Z' }, [['/api/x', 'Bearer old']]],
  ])('ASM-05 (assumed): %s', async (_title, connection, asked) => {
    const found = await use(connection, asked.length === 2 ? [renewed, answer({})] : [answer({})]);

    expect(found.asked).toEqual(asked);
  });

  test.each([
    ['that succeeds', 200],
    ['that fails', 500],
  ])('ASM-05 (assumed): leaves what it saved for the next run, after a run %s', async (_title, status) => {
    const connection = { access: 'old', again: 'r', until: '2026-03-01T12:10:00Z' };

    const { report, account } = await use(connection, [answer({ access: 'new', ttl: 60 }), answer({}, status)]);

    expect([report.ok, account?.values]).toMatchObject([status === 200, { access: 'new', again: 'r' }]);
  });

  test('is not told of when there was none', async () => {
    const { account } = await use({ access: 'old', again: 'r', until: '2030-01-01T00:00:00Z' }, [answer({})]);

    expect(account).toBeUndefined();
  });

  test('ASM-05 (assumed): runs when the connection has expired, without a condition', async () => {
    const { condition: _condition, ...refresh } = FLOW.refresh;

    const { asked } = await use(
      { data: { access: 'old', again: 'r' }, expires: '2026-03-01T11:00:00Z' },
      [renewed, answer({})],
      { refresh },
    );

    expect(asked).toEqual([
      ['/token', 'refresh=r'],
      ['/api/x', 'Bearer new'],
    ]);
  });

  test('runs once after a 401, whatever its condition says', async () => {
    const { asked, report } = await use({ access: 'old', again: 'r', until: '2030-01-01T00:00:00Z' }, [
      answer({}, 401),
      renewed,
      answer({}, 401),
    ]);

    expect(asked).toEqual([
      ['/api/x', 'Bearer old'],
      ['/token', 'refresh=r'],
      ['/api/x', 'Bearer new'],
    ]);
    expect(report.error?.statusCode).toBe(401);
  });

  test('can be run alone, as can the revocation', async () => {
    const { transport, sent } = stubbed([renewed]);
    const communication = {
      ...FLOW,
      invalidate: { url: 'https://id.example/revoke', method: 'POST', type: 'text', body: '{{data.access}}' },
    };
    const app = loadApp(
      manifestOf({ connections: { shop: { connectionType: 'oauth', sections: sections(communication) } } }),
      {
        transport,
        connection: { access: 'old', again: 'r', until: '2030-01-01T00:00:00Z' },
        now: '2026-03-01T12:00:00Z',
      },
    );

    const refreshed = await app.execute('connections.shop.refresh');
    await app.run('connections.shop.invalidate');

    expect(refreshed.outcome?.account?.values).toMatchObject({ access: 'new', again: 'r' });
    expect(sent.map(({ url, text }) => [url, text])).toEqual([
      ['https://id.example/token', 'refresh=r'],
      ['https://id.example/revoke', 'old'],
    ]);
  });

  test('that a connection does not have is refused', async () => {
    await expect(connectStep()).rejects.toMatchObject({
      name: 'InputError',
      message: 'The connection "shop" has no step "refresh".',
    });
  });

  const connectStep = () =>
    loadApp(manifestOf({ connections: { shop: { sections: sections({}) } } })).run('connections.shop.refresh');

  test('ASM-05 (assumed): that fails keeps the module from running', async () => {
    const { report } = await use({ access: 'old', until: '2026-01-01T00:00:00Z' }, [answer({}, 400)]);

    expect(report.error).toEqual({
      type: 'InvalidAccessTokenError',
      message: 'The connection could not be refreshed: Status Code Error: 400',
      statusCode: 400,
    });
    expect(report.requests).toHaveLength(1);
  });

  test('§5.3 (documented): a token step with a condition is run again where no browser is needed', async () => {
    const token = { ...FLOW.token, condition: '{{!data.until || data.until < now}}', body: { grant: 'client' } };

    const { asked } = await use({}, [renewed, answer({})], { token });

    expect(asked).toEqual([
      ['/token', 'grant=client'],
      ['/api/x', 'Bearer new'],
    ]);
  });
});

describe('an OAuth 1 connection', () => {
  test('§5.4 (documented): signs every step with the helper of the root', async () => {
    const communication = {
      oauth: { consumer_key: 'ck', consumer_secret: 'cs' },
      requestToken: {
        url: 'https://id.example/request',
        method: 'POST',
        response: {
          type: 'urlencoded',
          temp: { token: '{{body.oauth_token}}', secret: '{{body.oauth_token_secret}}' },
        },
      },
      authorize: {
        url: 'https://id.example/authorize',
        oauth: { token: '{{temp.token}}' },
        response: { temp: { token: '{{query.oauth_token}}', verifier: '{{query.oauth_verifier}}' } },
      },
      accessToken: {
        url: 'https://id.example/access',
        method: 'POST',
        oauth: { token: '{{temp.token}}', token_secret: '{{temp.secret}}', verifier: '{{temp.verifier}}' },
        response: { type: 'urlencoded', data: { token: '{{body.oauth_token}}' } },
      },
      info: {
        url: 'https://id.example/me',
        oauth: { token: '{{connection.token}}' },
        response: { uid: '{{body.id}}' },
      },
    };
    let opened = '';
    const { report, sent } = await connect(communication, {
      type: 'oauth',
      answers: [{ raw: 'oauth_token=rt&oauth_token_secret=rs' }, { raw: 'oauth_token=at' }, answer({ id: 4 })],
      options: {
        authorizeRedirect: async (url) => {
          opened = url;
          return { oauth_token: 'rt', oauth_verifier: 'v' };
        },
      },
    });

    expect(report.error).toBeUndefined();
    expect(opened).toBe('https://id.example/authorize?oauth_token=rt');
    expect(report.bundles).toEqual([{ uid: 4, data: { token: '***' } }]);
    const signed = sent.map(({ headers }) =>
      [...String(headers.authorization).matchAll(/oauth_(consumer_key|token|verifier)="([^"]*)"/g)].map(
        ([, name, value]) => `${name}=${value}`,
      ),
    );
    expect(signed).toEqual([
      ['consumer_key=ck'],
      ['consumer_key=ck', 'token=rt', 'verifier=v'],
      ['consumer_key=ck', 'token=at'],
    ]);
  });
});
