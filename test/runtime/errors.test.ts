import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import type { Case, Stub } from './support.ts';
import { answer, BASE, runSteps } from './support.ts';

interface Row {
  readonly rule: string;
  readonly basis: 'documented' | 'assumed';
  readonly title: string;
  readonly response?: Json;
  readonly base?: Json;
  readonly input?: Case['input'];
  readonly answer: Stub;
  readonly error: readonly [type: string, message: string, status?: number];
}

const BARE: Json = { baseUrl: 'https://shop.example/api' };
const byStatus: Json = {
  error: {
    '404': { message: 'no order {{parameters.id}}', type: 'DataError' },
    message: 'failed ({{statusCode}}): {{body.why}}',
  },
};
const generic: Json = {
  error: {
    message: 'Generic',
    type: 'OutOfSpaceError',
    '400': { type: 'DataError', message: 'Bad' },
    '403': { message: 'Forbidden' },
  },
};

const ROWS: readonly Row[] = [
  {
    rule: 'RT-60',
    basis: 'documented',
    title: 'the entry of a status beats the generic one',
    response: byStatus,
    input: { id: 5 },
    answer: answer({}, 404),
    error: ['DataError', 'no order 5', 404],
  },
  {
    rule: 'RT-60',
    basis: 'documented',
    title: 'the generic one serves the rest',
    response: byStatus,
    answer: answer({ why: 'size' }, 400),
    error: ['RuntimeError', 'failed (400): size', 400],
  },
  {
    rule: 'RT-61 B12',
    basis: 'documented',
    title: '429 has its own default',
    base: BARE,
    answer: answer({}, 429),
    error: ['RateLimitError', 'Third party API limit likely exceeded', 429],
  },
  {
    rule: 'RT-61 B13',
    basis: 'documented',
    title: '503 has its own default',
    base: BARE,
    answer: answer({}, 503),
    error: ['ConnectionError', 'Service is temporarily unavailable.', 503],
  },
  {
    rule: 'RT-61 B14',
    basis: 'documented',
    title: 'other statuses are named',
    base: BARE,
    answer: answer({}, 418),
    error: ['RuntimeError', 'Status Code Error: 418', 418],
  },
  {
    rule: 'RT-62',
    basis: 'assumed',
    title: 'a generic message keeps the default type',
    base: BASE,
    answer: answer({ fault: { text: 'wait' } }, 429),
    error: ['RateLimitError', '(429) wait', 429],
  },
  {
    rule: 'RT-63 B16',
    basis: 'documented',
    title: 'valid uses the entry of the status',
    response: { valid: '{{body.ok}}', error: { '200': { message: '{{body.why}}' }, message: 'x' } },
    answer: answer({ ok: false, why: 'closed' }),
    error: ['RuntimeError', 'closed', 200],
  },
  {
    rule: 'RT-64',
    basis: 'documented',
    title: 'valid alone has a text',
    base: BARE,
    response: { valid: '{{body.ok}}' },
    answer: answer({}),
    error: ['RuntimeError', 'Response marked as invalid.', 200],
  },
  {
    rule: 'RT-65',
    basis: 'documented',
    title: 'valid may read what response.temp took from the same answer',
    response: {
      temp: { why: '{{body.why}}' },
      valid: { condition: '{{body.ok}}', message: 'because {{temp.why}}', type: 'DuplicateDataError' },
    },
    answer: answer({ why: 'twice' }),
    error: ['DuplicateDataError', 'because twice', 200],
  },
  {
    rule: 'B15',
    basis: 'documented',
    title: 'valid cannot make a 404 a success',
    response: { valid: true, error: 'gone' },
    answer: answer({}, 404),
    error: ['RuntimeError', 'gone', 404],
  },
  {
    rule: 'B17',
    basis: 'documented',
    title: 'an entry has its own type',
    base: BARE,
    response: generic,
    answer: answer({}, 400),
    error: ['DataError', 'Bad', 400],
  },
  {
    rule: 'A23',
    basis: 'assumed',
    title: 'a generic type counts where there is no entry',
    base: BARE,
    response: generic,
    answer: answer({}, 401),
    error: ['OutOfSpaceError', 'Generic', 401],
  },
  {
    rule: '§4.7',
    basis: 'documented',
    title: 'an entry without a type has the default of its status',
    base: BARE,
    response: generic,
    answer: answer({}, 403),
    error: ['RuntimeError', 'Forbidden', 403],
  },
  {
    rule: 'ASM-41',
    basis: 'assumed',
    title: 'a message that comes out empty falls back',
    base: BARE,
    response: { error: '{{body.text}}' },
    answer: answer({}, 500),
    error: ['ConnectionError', 'Service is temporarily unavailable.', 500],
  },
  {
    rule: 'ASM-64',
    basis: 'assumed',
    title: 'a misspelt type is a RuntimeError',
    base: BARE,
    response: { error: { message: 'm', type: 'DatError' } },
    answer: answer({}, 429),
    error: ['RuntimeError', 'm', 429],
  },
  {
    rule: 'A6',
    basis: 'assumed',
    title: 'JSON that does not parse is a DataError',
    response: { type: 'json' },
    answer: { raw: '{oops' },
    error: ['DataError', 'Failed to parse the response body as JSON.', 200],
  },
  {
    rule: 'A6',
    basis: 'assumed',
    title: 'but an error status comes first',
    base: BARE,
    response: { type: 'json' },
    answer: { raw: '<html>', status: 502 },
    error: ['ConnectionError', 'Service is temporarily unavailable.', 502],
  },
  ...(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND'] as const).map(
    (code): Row => ({
      rule: '§4.7',
      basis: 'documented',
      title: `${code} is a ConnectionError`,
      answer: Object.assign(new Error(code), { code }),
      error: ['ConnectionError', code],
    }),
  ),
  ...(['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT'] as const).map(
    (code): Row => ({
      rule: 'A7',
      basis: 'assumed',
      title: `${code} is a timeout`,
      answer: Object.assign(new Error('late'), { cause: { code } }),
      error: ['ModuleTimeoutError', 'late'],
    }),
  ),
  {
    rule: '§4.7',
    basis: 'documented',
    title: 'an answer cut short is explained',
    answer: Object.assign(new Error('other side closed'), {
      cause: { code: 'UND_ERR_SOCKET' },
    }),
    error: ['ConnectionError', 'The server closed the connection before its answer was complete (other side closed).'],
  },
  {
    rule: '§4.7',
    basis: 'documented',
    title: 'a bad certificate is a RuntimeError',
    answer: Object.assign(new Error('expired'), { code: 'CERT_HAS_EXPIRED' }),
    error: ['RuntimeError', 'expired'],
  },
];

describe('an error', () => {
  test.each(ROWS)(
    '$rule ($basis): $title',
    async ({ response, base, input, answer: stub, error: [type, message, statusCode] }) => {
      const { report } = await runSteps({
        steps: { url: '/x', ...(response !== undefined && { response }) },
        answers: [stub],
        ...(base !== undefined && { base }),
        ...(input && { input }),
      });

      expect(report.ok).toBe(false);
      expect(report.error).toEqual({ type, message, ...(statusCode !== undefined && { statusCode }) });
      expect(report.requests).toHaveLength(1);
    },
  );

  test('§4.8 (documented): valid runs without a request too', async () => {
    const { report } = await runSteps({
      steps: { response: { valid: { condition: '{{parameters.a}}', message: 'a is needed' } } },
    });

    expect(report.error).toEqual({ type: 'RuntimeError', message: 'a is needed', statusCode: 200 });
  });

  test('§4.5 (documented): a failed TLS handshake is tried once more', async () => {
    const failed = Object.assign(new Error('alert'), { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' });

    const { report, sent } = await runSteps({ steps: { url: '/x' }, answers: [failed, answer({ id: 1 })] });

    expect([sent.length, report.bundles]).toEqual([2, [{ id: 1 }]]);
  });

  test('a transport that never answers is given up after the timeout', async () => {
    const { report } = await runSteps({
      steps: { url: '/x', timeout: 5 },
      options: { transport: () => new Promise(() => {}) },
    });

    expect(report.error).toEqual({ type: 'ModuleTimeoutError', message: 'The request timed out after 5 ms.' });
  });

  test('a body that cannot be read is reported with its status', async () => {
    const { report } = await runSteps({
      steps: { url: '/x', response: { type: 'json' } },
      answers: [{ raw: '{oops' }],
    });

    expect(report.requests).toEqual([expect.objectContaining({ url: 'https://shop.example/api/x', status: 200 })]);
  });

  test('an abandoned run is interrupted', async () => {
    const controller = new AbortController();
    const running = runSteps({
      steps: { url: '/x' },
      options: { signal: controller.signal, transport: () => new Promise(() => controller.abort()) },
    });

    expect((await running).report.error).toEqual({
      type: 'ExecutionInterruptedError',
      message: 'The run was interrupted.',
    });
  });

  test('a run without a transport says so', async () => {
    const { report } = await runSteps({ steps: { url: '/x' }, options: { transport: undefined as never } });

    expect(report.error?.message).toBe('Nothing answers GET https://shop.example/api/x: the run has no transport.');
  });
});

describe('a redirect', () => {
  const to = (location: string, status = 302): Stub => ({ status, headers: { location } });

  test.each([
    [
      'GET follows',
      { url: '/x' },
      [to('/y'), answer({ id: 1 })],
      ['GET https://shop.example/x', 'GET https://shop.example/y'],
    ],
    [
      'POST becomes GET',
      { url: '/x', method: 'POST', body: { a: 1 } },
      [to('y', 303), answer({ id: 1 })],
      ['POST https://shop.example/x {"a":1}', 'GET https://shop.example/y'],
    ],
    [
      '307 keeps the method',
      { url: '/x', method: 'POST', body: { a: 1 } },
      [to('y', 307), answer({ id: 1 })],
      ['POST https://shop.example/x {"a":1}', 'POST https://shop.example/y {"a":1}'],
    ],
    ['followRedirects false stays', { url: '/x', followRedirects: false }, [to('/y')], ['GET https://shop.example/x']],
    [
      'followAllRedirects false stays',
      { url: '/x', method: 'PUT', body: '', followAllRedirects: false },
      [to('/y')],
      ['PUT https://shop.example/x '],
    ],
  ] as const)('%s', async (_title, steps, answers, sends) => {
    const { sent } = await runSteps({ base: { baseUrl: 'https://shop.example' }, steps, answers });

    expect(sent.map(({ method, url, text }) => [method, url, ...(text === undefined ? [] : [text])].join(' '))).toEqual(
      sends,
    );
  });

  test('takes no credentials to another host', async () => {
    const { sent } = await runSteps({
      steps: { url: '/x' },
      answers: [to('https://cdn.example/y'), answer({ id: 1 })],
    });

    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Key k-1', undefined]);
  });

  test('ends after 21', async () => {
    const { report, sent } = await runSteps({ steps: { url: '/x' }, answers: [to('/x')] });

    expect(sent).toHaveLength(22);
    expect(report.error).toEqual({ type: 'RuntimeError', message: 'Exceeded 21 redirects, the last to /x.' });
  });

  test('may not lead to a local address where those are refused', async () => {
    const { report } = await runSteps({
      steps: { url: '/x' },
      answers: [to('http://127.0.0.1/secret')],
      options: { refuseLocalAddresses: true },
    });

    expect(report.error?.message).toBe(
      'The platform does not send requests to local addresses such as http://127.0.0.1/secret.',
    );
  });
});
