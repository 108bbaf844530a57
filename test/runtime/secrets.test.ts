import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HttpResponse } from '../../scripts/core/http.ts';
import type { Json } from '../../scripts/core/json.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import { createRecorder } from '../../scripts/runtime/recording.ts';
import { createSecrets } from '../../scripts/runtime/secrets.ts';
import type { TraceStep } from '../../scripts/runtime/trace.ts';
import type { Transport } from '../../scripts/runtime/transport.ts';
import { manifestOf } from './support.ts';

describe('secrets', () => {
  const masked = (secret: string, text: string): string => {
    const secrets = createSecrets();
    secrets.add(secret);
    return secrets.text(text);
  };

  test.each([
    ['as it is', 'pa/ss w', 'x pa/ss w y', 'x *** y'],
    ['in a query', 'pa/ss w', '?k=pa%2Fss%20w&l=1', '?k=***&l=1'],
    ['in a form', 'pa/ss w', 'k=pa%2Fss+w', 'k=***'],
    ['with small hex digits', 'pa/ss w', 'k=pa%2fss%20w', 'k=***'],
    ['in JSON text', 'quo"te', '{"k":"quo\\"te"}', '{"k":"***"}'],
    ['in XML', 'a<b&c', '<k>a&lt;b&amp;c</k>', '<k>***</k>'],
    ['in Base64', 'opensesame', 'Basic dXNlcjpvcGVuc2VzYW1l', 'Basic ***'],
    ['in Base64 for URLs', 'op?>>~~sesame', `t=${Buffer.from('{"a":"op?>>~~sesame"}').toString('base64url')}`, 't=***'],
    ['as hex', 'opensesame', '6f70656e736573616d65', '***'],
    ['of a header value', 'Bearer tok-4711', 'got tok-4711', 'got ***'],
    ['of a Basic pair', `Basic ${Buffer.from('me:hunter22').toString('base64')}`, 'pass hunter22', 'pass ***'],
    ['twice encoded', 'pa/ss w', 'k=pa%252Fss%2520w&l=1', 'k=***&l=1'],
    ['in encoded JSON', 'quo"te\n', '%7B%22k%22%3A%22quo%5C%22te%5Cn%22%7D', '%7B%22k%22%3A%22***%22%7D'],
    ['in JSON that escapes every letter', 'abcd', '"\\u0061\\u0062\\u0063\\u0064"', '"***"'],
    ['in numeric entities', 'a<b&c', '&#97;&#x3c;b&#38;c!', '***!'],
    ['in encoded Base64', '~~??>>', `t=${encodeURIComponent(Buffer.from('~~??>>').toString('base64'))}&u`, 't=***&u'],
    ['beside broken codes', 'hunter22', '%zz %C3 \\u12 &nope; %E9hunter22', '%zz %C3 \\u12 &nope; %E9***'],
    ['as large hex', 'jkl?', '6A6B6C3F', '***'],
    ['when short, between other characters', 'T', 'Bearer T, Token', 'Bearer ***, Token'],
  ])('are found %s', (_title, secret, text, shown) => {
    expect(masked(secret, text)).toBe(shown);
  });

  test('are hidden in keys and numbers of data', () => {
    const secrets = createSecrets();
    secrets.add('12345');

    expect(secrets.mask({ a: 12345, b: [{ 'k-12345': 1 }], c: 5 })).toEqual({ a: '***', b: [{ 'k-***': 1 }], c: 5 });
  });

  test('leave everything else alone', () => {
    expect(masked('hunter22', 'nothing to see')).toBe('nothing to see');
  });
});

const CONNECTION_PARAMS: Json = [
  { name: 'user', type: 'text' },
  { name: 'pin', type: 'password', label: 'PIN' },
];
const MODULE_PARAMS: Json = [
  { name: 'pass', type: 'password', label: 'Pass' },
  { name: 'list', type: 'array', spec: [{ name: 'inner', type: 'password' }] },
];

const manifest = manifestOf({
  base: {
    baseUrl: 'https://shop.example',
    headers: {
      authorization: "Basic {{base64(connection.user + ':' + connection.pin)}}",
      'x-token': 'Bearer {{connection.token}}',
    },
    qs: { key: '{{connection.token}}' },
    response: { error: { message: '{{body.echo}} {{parameters.pass}} {{connection.token}}' } },
    log: {
      sanitize: [
        'request.headers.authorization',
        'request.headers.x-token',
        'request.qs.key',
        'response.body.fresh',
        'response.headers.x-fresh',
      ],
    },
  },
  connections: { shop: { sections: { communication: {}, params: CONNECTION_PARAMS } } },
  modules: {
    probe: {
      connection: 'shop',
      sections: {
        mappableParams: MODULE_PARAMS,
        communication: [
          {
            temp: { t: '{{connection.token}}', p: '{{parameters.pass}}' },
            url: '/{{parameters.pass}}',
            method: 'POST',
            body: { pass: '{{parameters.pass}}', all: '{{parameters.list}}', b64: '{{base64(connection.pin)}}' },
          },
          {
            url: '/next',
            method: 'POST',
            type: 'urlencoded',
            body: { token: '{{body.fresh}}' },
            response: {
              output: { echo: '{{body.echo}}', temp: '{{temp}}', fresh: '{{body.fresh}}', kept: '{{parameters.list}}' },
            },
          },
        ],
      },
    },
  },
});

interface Secrets {
  readonly pin: string;
  readonly token: string;
  readonly pass: string;
  readonly inner: string;
  readonly fresh: string;
}

const CODINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => new URLSearchParams({ '': text }).toString().slice(1),
  (text) => JSON.stringify(JSON.stringify(text)),
  (text) => Buffer.from(text).toString('base64'),
  (text) => Buffer.from(`x${text}`).toString('base64url'),
  (text) => encodeURIComponent(Buffer.from(`xy${text}`).toString('base64')),
  (text) => Buffer.from(encodeURIComponent(text)).toString('base64'),
  (text) => Buffer.from(text).toString('hex'),
  (text) => Buffer.from(text).toString('hex').toUpperCase(),
];

type Answering = (text: string) => HttpResponse | Error;

const typed = (contentType: string, body: string, status = 200): HttpResponse => ({
  status,
  headers: { 'content-type': contentType },
  body: Buffer.from(body),
});
const xmlOf = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[^\x20-\uFFFF]/gu, '?');

/** Ways to give a text back. */
const ANSWERS: readonly (readonly [string, Answering])[] = [
  ['as text', (text) => typed('text/plain', text)],
  ['as bytes', (text) => typed('application/octet-stream', text)],
  ['as a form', (text) => typed('application/x-www-form-urlencoded', `a=${encodeURIComponent(text)}`)],
  ['as XML', (text) => typed('application/xml', `<a b="1">${xmlOf(text)}</a>`)],
  ['as broken XML', (text) => typed('application/xml', `<a>${xmlOf(text)}</b>`)],
  ['as an error', (text) => typed('text/plain', text, 500)],
  ['in a header', (text) => ({ ...typed('text/plain', ''), headers: { 'x-back': encodeURI(text) } })],
  [
    'in a redirect',
    (text) => ({ ...typed('text/plain', '', 302), headers: { location: `nowhere:${encodeURI(text)}` } }),
  ],
  ['in a failure', (text) => new Error(`no way to ${text}`)],
];

/** An API that gives back everything it is sent, in several codings. */
const echoing =
  (fresh: string, status: number): Transport =>
  async ({ url, headers, body }) => {
    const text = Buffer.from(body ?? []).toString('utf8');
    const echo = {
      url,
      headers,
      text,
      again: encodeURIComponent(text),
      coded: Buffer.from(`x${text}`).toString('base64'),
    };
    return {
      status,
      headers: { 'content-type': 'application/json', 'x-fresh': fresh },
      body: Buffer.from(JSON.stringify({ echo, fresh })),
    };
  };

const formsOf = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
  encodeURIComponent(Buffer.from(secret).toString('base64')),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('hex').toUpperCase(),
];

const withoutPercents = (text: string): string =>
  text.replace(/(?:%[0-9A-F]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });

/** Everything that a run of Base64 in a text might decode to. */
const decoded = (shown: string): string =>
  (shown.match(/[A-Za-z0-9+/_-]{8,}/g) ?? [])
    .flatMap((run) => [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1')))
    .join('\n');

async function everythingShown(
  { pin, token, pass, inner, fresh }: Secrets,
  status: number,
  answering: Transport = echoing(fresh, status),
): Promise<string> {
  const trace: TraceStep[] = [];
  const recorder = createRecorder(answering);
  const { report, mask } = await loadApp(manifest).execute(
    'probe',
    { pass, list: [{ inner }] },
    {
      connection: { user: 'someone', pin, token },
      transport: recorder.transport,
      trace: (step) => trace.push(step),
      now: '2026-03-01T12:00:00Z',
      host: { executionId: 'e', uuid: () => 'u', random: () => 0 },
    },
  );
  return JSON.stringify([
    report.bundles,
    report.requests.map(({ ms: _ms, ...request }) => request),
    report.error,
    report.warnings,
    trace.map((step) => ({ ...step, ms: 0 })),
    recorder.recording(mask),
  ]);
}

/** Text nothing else in a report looks like. */
const secret = fc
  .string({ unit: 'binary', minLength: 6, maxLength: 24 })
  .map((text) => `Q${text.replace(/[\uD800-\uDFFF\s*]/gu, '~')}Z9`);

describe('a report, a trace, an error and a recording', () => {
  test.each([200, 400])('never show a secret, whatever the API gives back with %i', async (status) => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ pin: secret, token: secret, pass: secret, inner: secret, fresh: secret }),
        async (secrets) => {
          const shown = await everythingShown(secrets, status);
          for (const text of Object.values(secrets).flatMap(formsOf)) {
            expect(shown).not.toContain(text);
            expect(shown).not.toContain(JSON.stringify(text).slice(1, -1));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each(ANSWERS)('never show a secret that comes back %s, in whatever coding', async (_how, answering) => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ pin: secret, token: secret, pass: secret, inner: secret, fresh: fc.constant('fresh-1234') }),
        fc.constantFrom(...CODINGS),
        async (secrets, coding) => {
          const { pin, token, pass, inner } = secrets;
          const transport: Transport = async () => {
            const back = answering(`<${coding(pin)}> ${coding(`${token}|${pass}`)} ${coding(inner)}`);
            if (back instanceof Error) throw back;
            return back;
          };
          const shown = await everythingShown(secrets, 200, transport);
          const inside = decoded(shown);
          const peeled = withoutPercents(withoutPercents(shown));
          for (const own of [pin, token, pass, inner]) {
            for (const text of formsOf(own)) expect(shown).not.toContain(JSON.stringify(text).slice(1, -1));
            for (const text of [own, JSON.stringify(own).slice(1, -1)]) expect(peeled).not.toContain(text);
            expect(inside).not.toContain(Buffer.from(own).toString('latin1'));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('still show the rest', async () => {
    const shown = await everythingShown(
      { pin: 'pin-1234', token: 'tok-1234', pass: 'pass-1234', inner: 'inner-1234', fresh: 'fresh-1234' },
      200,
    );

    expect(shown).toContain('https://shop.example/***?key=***');
    expect(shown).toContain('"x-token":"***"');
    expect(shown).toContain('"fresh":"***"');
  });

  test('show a sanitized collection as one mask', async () => {
    const app = loadApp(
      manifestOf({
        base: { baseUrl: 'https://shop.example', log: { sanitize: ['request.body.card', 'response.body.rows[].no'] } },
        modules: {
          probe: { sections: { communication: { url: '/x', method: 'POST', body: { card: { no: 4 }, n: 1 } } } },
        },
      }),
    );

    const { requests } = await app.run(
      'probe',
      {},
      {
        transport: async () => ({
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: Buffer.from('{"rows":[{"no":"aaaa","x":1},{"no":"bbbb"}]}'),
        }),
      },
    );

    expect(requests[0]).toMatchObject({
      body: { card: '***', n: 1 },
      responseBody: { rows: [{ no: '***', x: 1 }, { no: '***' }] },
    });
  });

  test('§3.10: look for the value of a variable the list names', async () => {
    const app = loadApp(
      manifestOf({
        base: { baseUrl: 'https://shop.example', log: { sanitize: ['request.body<parameters.code>'] } },
        modules: {
          probe: {
            sections: {
              communication: { url: '/x', method: 'POST', type: 'text', body: 'say {{parameters.code}}!' },
              mappableParams: [{ name: 'code', type: 'text' }],
            },
          },
        },
      }),
    );

    const { requests } = await app.run(
      'probe',
      { code: 'swordfish' },
      { transport: async () => ({ status: 204, headers: {}, body: new Uint8Array() }) },
    );

    expect(requests[0]?.body).toBe('say ***!');
  });

  test('a sanitized form stays a form when nothing in it is secret', async () => {
    const app = loadApp(
      manifestOf({
        base: { baseUrl: 'https://shop.example', log: { sanitize: ['request.body.code'] } },
        modules: {
          probe: { sections: { communication: { url: '/x', method: 'POST', type: 'urlencoded', body: { a: 1 } } } },
        },
      }),
    );

    const { requests } = await app.run(
      'probe',
      {},
      { transport: async () => ({ status: 204, headers: {}, body: new Uint8Array() }) },
    );

    expect(requests[0]?.body).toBe('a=1');
  });
});

describe('an OAuth 2 connection', () => {
  test('shows no token and no client secret, though the app sanitizes nothing', async () => {
    const flow = {
      refresh: {
        condition: true,
        url: 'https://id.example/token',
        method: 'POST',
        type: 'urlencoded',
        body: { refresh_token: '{{data.again}}', client_secret: '{{common.word}}' },
        response: { data: { access: '{{body.access_token}}' } },
      },
    };
    const manifest = manifestOf({
      connections: {
        shop: { connectionType: 'oauth', sections: { communication: flow, params: [], common: { word: 'quay-word' } } },
      },
      modules: {
        probe: {
          connection: 'shop',
          sections: { communication: { url: '/x/{{connection.access}}', response: { output: '{{body}}' } } },
        },
      },
    });
    const body = JSON.stringify({ access_token: 'tok-access', refresh_token: 'tok-again-2', seen: 'tok-again-1' });
    const steps: TraceStep[] = [];

    const report = await loadApp(manifest).run('probe', undefined, {
      connection: { again: 'tok-again-1' },
      trace: (step) => steps.push(step),
      transport: async () => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(body),
      }),
    });

    expect(report.requests).toHaveLength(2);
    expect(JSON.stringify([report, steps])).not.toMatch(/tok-|quay-word/);
  });

  test('shows no saved token in the requests of a module', async () => {
    const manifest = manifestOf({
      base: { baseUrl: 'https://shop.example', headers: { authorization: 'Bearer {{connection.accessToken}}' } },
      connections: { shop: { connectionType: 'oauth', sections: { communication: {}, params: [] } } },
      modules: { probe: { connection: 'shop', sections: { communication: { url: '/x' } } } },
    });

    const report = await loadApp(manifest).run('probe', undefined, {
      connection: { accessToken: 'tok-saved', area: 'north' },
      transport: async () => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from('{"you":"tok-saved of north"}'),
      }),
    });

    expect(report.requests[0]?.headers.authorization).toBe('Bearer ***');
    expect(report.bundles).toEqual([{ you: '*** of north' }]);
  });
});
