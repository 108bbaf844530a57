import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadApp } from '../../scripts/runtime/app.ts';
import { createSecretMemory } from '../../scripts/runtime/secret-memory.ts';
import { createSecrets } from '../../scripts/runtime/secrets.ts';
import type { Transport } from '../../scripts/runtime/transport.ts';
import { manifestOf } from './support.ts';

const answering =
  (body: unknown): Transport =>
  async () => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  });

const app = loadApp(
  manifestOf({
    base: {
      baseUrl: 'https://shop.example',
      headers: { authorization: 'Bearer {{connection.token}}' },
      log: { sanitize: ['request.headers.authorization'] },
    },
    connections: { shop: { sections: { communication: {}, params: [{ name: 'token', type: 'password' }] } } },
    modules: {
      echo: {
        connection: 'shop',
        sections: { communication: { url: '/echo', response: { output: { all: '{{body}}' } } } },
      },
      list: {
        moduleType: 'search',
        sections: {
          communication: {
            url: '/list',
            qs: { size: 2 },
            response: { iterate: '{{body.items}}', output: { id: '{{item}}' } },
            pagination: { condition: '{{body.next}}', qs: { from: '{{body.next}}' } },
          },
        },
      },
      late: {
        sections: {
          communication: [
            { temp: { list: ['a'] }, url: '/first', method: 'POST', body: { list: '{{temp.list}}' } },
            { temp: { list: ['b'] }, url: '/second', method: 'POST', body: { list: '{{temp.list}}' } },
          ],
        },
      },
      slow: { sections: { communication: { url: '/slow', timeout: 5 } } },
    },
  }),
);

describe('an app that runs again', () => {
  test('knows in each run the secrets of that run alone', async () => {
    const transport = answering({ said: 'first-token second-token' });
    const bundles = async (token: string): Promise<unknown> =>
      (await app.run('echo', {}, { transport, connection: { token } })).bundles;

    expect(await bundles('first-token')).toEqual([{ all: { said: '*** second-token' } }]);
    expect(await bundles('second-token')).toEqual([{ all: { said: 'first-token ***' } }]);
    expect(await bundles('first-token')).toEqual([{ all: { said: '*** second-token' } }]);
  });

  test('asks for its pages anew', async () => {
    const asked: string[] = [];
    const transport: Transport = async ({ url }) => {
      asked.push(url);
      const from = Number(new URL(url).searchParams.get('from') ?? 0);
      return answering({ items: [from, from + 1], next: from < 4 ? from + 2 : null })({
        method: 'GET',
        url,
        headers: {},
      });
    };

    await app.run('list', {}, { transport });
    await app.run('list', {}, { transport });

    const pages = ['?size=2', '?size=2&from=2', '?size=2&from=4'].map((query) => `https://shop.example/list${query}`);
    expect(asked).toEqual([...pages, ...pages]);
  });

  test('reports a body as it was sent, whatever a later step makes of its parts', async () => {
    const { requests } = await app.run('late', {}, { transport: answering({}) });

    expect(requests.map(({ body }) => body)).toEqual([{ list: ['a'] }, { list: ['b'] }]);
  });
});

describe('a transport', () => {
  test('finds the signal aborted even when it first looks after the timeout', async () => {
    let look: (() => AbortSignal | undefined) | undefined;
    const transport: Transport = (_request, options) => {
      look = () => options?.signal;
      return new Promise(() => {});
    };

    const { error } = await app.run('slow', {}, { transport });

    expect(error?.type).toBe('ModuleTimeoutError');
    expect(look?.()?.aborted).toBe(true);
  });

  test('may throw at once', async () => {
    const transport: Transport = () => {
      throw Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' });
    };

    const { error, requests } = await app.run('slow', {}, { transport });

    expect(error).toEqual({ type: 'ConnectionError', message: 'no route' });
    expect(requests).toHaveLength(1);
  });
});

test('what is remembered of secrets changes nothing about what is hidden', () => {
  const memory = createSecretMemory();
  const sources = { memory, secretNames: () => [] };
  const texts = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(texts, fc.string(), (secrets, around) => {
      const [remembering, fresh] = [createSecrets(sources), createSecrets()];
      for (const secret of secrets) for (const known of [remembering, fresh]) known.add(secret);
      const shown = { [around]: [around, ...secrets, `${around}${secrets.join(around)}`] };

      expect(remembering.shown(shown)).toEqual(fresh.mask(shown));
    }),
    { numRuns: 300 },
  );
});
