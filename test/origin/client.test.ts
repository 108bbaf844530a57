import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HttpHandler, HttpResponse } from '../../scripts/core/http.ts';
import { createMask, readApiKey } from '../../scripts/origin/api-key.ts';
import { createClient } from '../../scripts/origin/client.ts';
import { deploy } from '../../scripts/origin/deploy.ts';
import { createFakeOrigin } from '../../scripts/origin/fake-origin.ts';
import { messageOfBody } from '../../scripts/origin/origin-error.ts';
import { harbour, openMake } from './support/harbour.ts';

const KEY = 'f3a1c0de-1111-4222-8333-444455556666';
const encoder = new TextEncoder();
const answer = (status: number, body = '', headers = {}): HttpResponse => ({
  status,
  headers,
  body: encoder.encode(body),
});

/** A client whose answers are given in order, and what it did. */
function scripted(answers: readonly HttpResponse[]) {
  const sent: string[] = [];
  const pauses: number[] = [];
  const left = [...answers];
  const client = createClient({
    transport: async ({ method, url, headers }) => {
      sent.push(`${method} ${url} ${headers.authorization}`);
      return left.shift() ?? answer(200, 'the end');
    },
    baseUrl: 'https://eu1.make.example/api',
    apiKey: KEY,
    sleep: async (ms) => void pauses.push(ms),
  });
  return { client, sent, pauses };
}

const put = { method: 'PUT', path: '/sdk/apps/harbour/1/base' } as const;

describe('a request', () => {
  test('carries the key and goes to version 2 of the API', async () => {
    const { client, sent } = scripted([answer(200, '{}')]);

    await client.send(put);

    expect(sent).toEqual([`PUT https://eu1.make.example/api/v2/sdk/apps/harbour/1/base Token ${KEY}`]);
  });

  test.each([
    ['429 without Retry-After, 5 s (B41)', [answer(429)], [5000]],
    ['429 with Retry-After, as asked', [answer(429, '', { 'retry-after': '2' })], [2000]],
    ['429 again and again, each time', [answer(429), answer(429), answer(429)], [5000, 5000, 5000]],
    ['429 with an absurd Retry-After, a minute', [answer(429, '', { 'retry-after': '86400' })], [60_000]],
    [
      '429 with a date for Retry-After, 5 s',
      [answer(429, '', { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' })],
      [5000],
    ],
    ['a server that is down, longer each time', [answer(503), answer(502)], [1000, 2000]],
  ])('is sent again after %s', async (_, answers, pauses) => {
    const attempt = scripted([...answers, answer(200, 'done')]);

    const text = await attempt.client.send(put);

    expect(text).toBe('done');
    expect(attempt.pauses).toEqual(pauses);
    expect(new Set(attempt.sent).size).toBe(1);
  });

  test('gives up on 429 after ten pauses', async () => {
    const attempt = scripted(Array.from({ length: 50 }, () => answer(429, '{"message":"Too many"}')));

    await expect(attempt.client.send(put)).rejects.toThrow('Too many (status 429)');
    expect(attempt.pauses).toHaveLength(10);
  });

  test('that creates is not sent again when nobody knows what became of it', async () => {
    const attempt = scripted([answer(502, 'Bad gateway')]);

    await expect(attempt.client.send({ ...put, method: 'POST' })).rejects.toThrow('Bad gateway (status 502)');
    expect(attempt.pauses).toEqual([]);
  });

  test('is not followed to where a redirect points', async () => {
    const attempt = scripted([answer(302, '', { location: 'https://elsewhere.example/' })]);

    await expect(attempt.client.send(put)).rejects.toThrow('status 302');
    expect(attempt.sent).toHaveLength(1);
  });
});

describe('many requests', () => {
  test('are under way two at a time, and begin in order', async () => {
    let running = 0;
    let most = 0;
    const begun: string[] = [];
    const transport: HttpHandler = async ({ url }) => {
      begun.push(url.slice(-2));
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return answer(200);
    };
    const client = createClient({ transport, baseUrl: 'https://x.example/api', apiKey: KEY, sleep: async () => {} });
    const paths = Array.from({ length: 12 }, (_, index) => `/${String(index).padStart(2, '0')}`);

    await Promise.all(paths.map((path) => client.send({ method: 'GET', path })));

    expect(most).toBe(2);
    expect(begun).toEqual(paths.map((path) => path.slice(-2)));
  });

  test('stop with the signal', async () => {
    const interruption = new AbortController();
    const { client } = scripted([]);
    interruption.abort(new Error('enough'));
    const stopped = createClient({
      transport: async () => answer(200),
      baseUrl: 'https://x.example/api',
      apiKey: KEY,
      sleep: async () => {},
      signal: interruption.signal,
    });

    await expect(stopped.send(put)).rejects.toThrow('enough');
    await expect(client.send(put)).resolves.toBe('the end');
  });
});

describe('messageOfBody', () => {
  const plain = (text: string): string => text;

  test.each([
    ['{"message":"Bad request","detail":"Label is missing."}', 'Label is missing'],
    ['{"message":"Bad request","detail":["One","Two"],"suberrors":[{"message":"Three."}]}', 'One; Two; Three'],
    ['{"message":"Bad request","suberrors":[{"message":"name: too long"}]}', 'name: too long'],
    ['{"message":"Bad request"}', 'Bad request'],
    ['{"code":"IM7"}', '{"code":"IM7"}'],
    ['<html><body>502 <b>Bad</b> Gateway</body></html>', '502 Bad Gateway'],
    ['', ''],
  ])('%s says %s', (body, message) => {
    expect(messageOfBody(body, plain)).toBe(message);
  });
});

describe('an API key', () => {
  test.each(['', '  \n', 'two words', 'short', 'line\nbreak-in-it', 'smörgåsbord-key'])('is not %j', (text) => {
    expect(() => readApiKey(text, '.secrets/apikey')).toThrow(/\.secrets\/apikey/);
  });

  test('is trimmed', () => {
    expect(readApiKey(`${KEY}\r\n`, 'key')).toBe(KEY);
  });

  test('that is none is not quoted', () => {
    const secret = 'my secret phrase';

    expect(() => readApiKey(secret, 'key')).toThrow(expect.not.stringContaining('secret phrase'));
  });

  test('is hidden in all its forms', () => {
    const mask = createMask('a"b+c/d==');

    expect(mask('a"b+c/d== a\\"b+c/d== a%22b%2Bc%2Fd%3D%3D YSJiK2MvZD09')).toBe('*** *** *** ***');
  });

  const keys = fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 8,
    maxLength: 60,
  });
  const echoes = fc.constantFrom<(key: string) => string>(
    (key) => key,
    (key) => `<p>Token ${key} is unknown</p>`,
    (key) => JSON.stringify({ message: `Token ${key}` }),
    (key) => JSON.stringify({ detail: [`${'x'.repeat(590)} ${key}`], suberrors: [{ message: key }] }),
    (key) =>
      JSON.stringify({
        detail: Array.from(key, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
      }).replaceAll('\\\\u', '\\u'),
  );

  test('is never in what a deploy reports, whatever a server says of it', async () => {
    await fc.assert(
      fc.asyncProperty(keys, echoes, fc.constantFrom(200, 400, 401, 404, 429, 500, 0), async (key, echo, status) => {
        const { origin } = await openMake();
        const make = createFakeOrigin({ keys: { [key]: ['sdk-apps:read', 'sdk-apps:write'] }, suffix: false });
        const body = { name: 'harbour', label: 'H', theme: '#000000', language: 'en', audience: 'global' };
        const headers = { authorization: `Token ${key}`, 'content-type': 'application/json' };
        const url = `${origin.baseUrl}/v2/sdk/apps`;
        await make.handler({ method: 'POST', url, headers, body: encoder.encode(JSON.stringify(body)) });
        const isHit = (method: string): boolean => (key.length % 2 === 0 ? method !== 'GET' : method === 'GET');
        const transport: HttpHandler = async (request, given) => {
          if (!isHit(request.method)) return make.handler(request, given);
          if (status === 0) throw new Error(`${JSON.stringify(request.headers)} ${key}`);
          return answer(status, echo(key));
        };
        const seen: unknown[] = [];

        const report = await deploy(harbour(), origin, {
          ...{ transport, apiKey: key, sleep: async () => {} },
          onProgress: (change) => seen.push(change),
        });

        const shown = [JSON.stringify(report), JSON.stringify(seen), ...report.problems.map(({ message }) => message)];
        expect(shown.filter((text) => text.includes(key) || text.includes(JSON.stringify(key).slice(1, -1)))).toEqual(
          [],
        );
        expect(report.ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
