import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { runSteps } from './support.ts';

interface Row {
  readonly rule: string;
  readonly basis: 'documented' | 'assumed';
  readonly title: string;
  readonly step: Json;
  readonly base?: Json;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly url?: string;
  /** The body on the wire; null means none. */
  readonly text?: string | null;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

const twoFields = {
  url: '/guests',
  method: 'POST',
  body: { title: '{{parameters.title}}', pet: '{{parameters.pet}}' },
};
const form = { ...twoFields, type: 'urlencoded' };
const path = (url: string, more: Readonly<Record<string, Json>> = {}): Json => ({ url, ...more });

const ROWS: readonly Row[] = [
  {
    rule: 'RT-01 B3',
    basis: 'documented',
    title: 'leaves an unfilled parameter out of a JSON body',
    step: twoFields,
    input: { title: 'Dr' },
    text: '{"title":"Dr"}',
  },
  {
    rule: 'RT-02',
    basis: 'documented',
    title: 'keeps null in a JSON body',
    step: twoFields,
    input: { title: 'Dr', pet: null },
    text: '{"title":"Dr","pet":null}',
  },
  {
    rule: 'RT-03',
    basis: 'documented',
    title: 'strips null from a form',
    step: form,
    input: { title: 'Dr', pet: null },
    text: 'title=Dr',
  },
  {
    rule: 'RT-04',
    basis: 'documented',
    title: 'keeps empty text in a JSON body',
    step: twoFields,
    input: { title: 'Dr', pet: '' },
    text: '{"title":"Dr","pet":""}',
  },
  {
    rule: 'RT-04',
    basis: 'documented',
    title: 'keeps empty text in a form',
    step: form,
    input: { title: 'Dr', pet: '' },
    text: 'title=Dr&pet=',
  },
  {
    rule: 'RT-05',
    basis: 'documented',
    title: 'turns undefined in an array into null',
    step: { url: '/x', method: 'PUT', body: { list: ['{{parameters.one}}', '{{parameters.two}}'] } },
    input: { one: 8 },
    text: '{"list":[8,null]}',
  },
  {
    rule: 'RT-06',
    basis: 'documented',
    title: 'keeps the type of a lone expression only',
    step: { url: '/x', method: 'POST', body: { pure: '{{parameters.age}}', mixed: 'age {{parameters.age}}' } },
    input: { age: 41 },
    text: '{"pure":41,"mixed":"age 41"}',
  },
  {
    rule: 'RT-07 B4',
    basis: 'documented',
    title: 'spreads a collection and lets later keys win',
    step: {
      url: '/x',
      method: 'POST',
      body: { '{{...}}': "{{omit(parameters,'key')}}", due: "{{formatDate(parameters.due,'YYYY-MM-DD')}}" },
    },
    input: { key: 1, size: 'L', due: '2025-11-30T23:30:00Z' },
    text: '{"size":"L","due":"2025-11-30"}',
  },
  {
    rule: 'RT-08',
    basis: 'documented',
    title: 'sends a body of one expression with its type',
    step: { url: '/x', method: 'POST', body: '{{parameters.lines}}' },
    input: { lines: [{ n: 2 }] },
    text: '[{"n":2}]',
  },
  {
    rule: 'RT-09 B8',
    basis: 'documented',
    title: 'drops the body of GET and its content type',
    step: { url: '/x', body: { n: 1 } },
    text: null,
    headers: { 'content-type': undefined },
  },
  {
    rule: 'RT-10 B7',
    basis: 'documented',
    title: 'repeats arrays in the query and drops what is nothing',
    step: path('/x', { qs: { color: ['red', 'blue'], since: '{{parameters.since}}', gone: null, blank: '' } }),
    url: '/x?color=red&color=blue&blank=',
  },
  {
    rule: 'RT-11',
    basis: 'documented',
    title: 'appends qs to the query of the url',
    step: path('/find?mode=fast', { qs: { page: 4 } }),
    url: '/find?mode=fast&page=4',
  },
  {
    rule: 'RT-12 A3',
    basis: 'assumed',
    title: 'makes a second question mark an ampersand',
    step: path('/find?mode=fast?page=4'),
    url: '/find?mode=fast&page=4',
  },
  {
    rule: 'RT-13 B29',
    basis: 'documented',
    title: 'collapses slashes in the path',
    base: { baseUrl: 'https://shop.example/api/' },
    step: path('//orders///{{parameters.part}}'),
    input: { part: '/77' },
    url: '/orders/77',
  },
  {
    rule: 'RT-14',
    basis: 'documented',
    title: 'keeps a slash at the end',
    step: path('/orders/{{parameters.id}}/'),
    input: { id: 6 },
    url: '/orders/6/',
  },
  {
    rule: 'RT-15',
    basis: 'documented',
    title: 'loses an empty segment',
    step: path('/orders/{{parameters.id}}/lines'),
    url: '/orders/lines',
  },
  {
    rule: 'RT-15',
    basis: 'documented',
    title: 'keeps the slash before a missing last segment',
    step: path('/orders/{{parameters.id}}'),
    url: '/orders/',
  },
  {
    rule: 'RT-16',
    basis: 'documented',
    title: 'encodes the path',
    step: path('/files/{{parameters.name}}'),
    input: { name: 'tea für 2' },
    url: '/files/tea%20f%C3%BCr%202',
  },
  {
    rule: 'RT-16',
    basis: 'documented',
    title: 'leaves slashes of a value alone',
    step: path('/files/{{parameters.name}}'),
    input: { name: 'x/y' },
    url: '/files/x/y',
  },
  {
    rule: 'RT-17',
    basis: 'documented',
    title: 'encodes what encodeURL made once more',
    step: path('/files/{{encodeURL(parameters.name)}}'),
    input: { name: 'x/y' },
    url: '/files/x%252Fy',
  },
  {
    rule: 'RT-17',
    basis: 'documented',
    title: 'sends the path as it is without encodeUrl',
    step: path('/files/{{encodeURL(parameters.name)}}', { encodeUrl: false }),
    input: { name: 'x/y' },
    url: '/files/x%2Fy',
  },
  {
    rule: 'RT-18',
    basis: 'documented',
    title: 'sends headers of Base to an absolute address too',
    step: path('https://images.example/p'),
    url: 'https://images.example/p',
    headers: { authorization: 'Key k-1' },
  },
  {
    rule: 'RT-19',
    basis: 'documented',
    title: 'drops the default port and the slash of the root',
    step: path('https://shop.example:443/'),
    url: 'https://shop.example',
  },
  {
    rule: 'RT-20 B30',
    basis: 'documented',
    title: 'merges header names whatever their case',
    step: path('/x', { headers: { AUTHORIZATION: 'Own {{parameters.own}}' } }),
    input: { own: 'o' },
    headers: { authorization: 'Own o', AUTHORIZATION: undefined },
  },
  {
    rule: 'RT-21',
    basis: 'documented',
    title: 'turns a text body into text',
    step: { url: '/x', method: 'POST', type: 'text', body: '{{parameters.count}}' },
    input: { count: 12 },
    text: '12',
    headers: { 'content-type': undefined },
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'adds the content type of JSON',
    step: twoFields,
    input: {},
    headers: { 'content-type': 'application/json' },
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: "leaves the app's content type",
    step: { ...twoFields, headers: { 'Content-Type': 'application/vnd.shop+json' } },
    headers: { 'content-type': 'application/vnd.shop+json' },
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'adds the content type of a form',
    step: form,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
  {
    rule: '§3.5.4',
    basis: 'documented',
    title: 'sends text under json as it is',
    step: { url: '/x', method: 'POST', body: '<order/>' },
    text: '<order/>',
    headers: { 'content-type': 'application/json' },
  },
  {
    rule: '§3.5.4',
    basis: 'documented',
    title: 'sends no body for {{null}}',
    step: { url: '/x', method: 'POST', body: '{{null}}' },
    text: null,
  },
  {
    rule: 'ASM-36',
    basis: 'assumed',
    title: 'sends neither body nor content type without a body',
    step: { url: '/x', method: 'DELETE' },
    text: null,
    headers: { 'content-type': undefined },
  },
  {
    rule: 'ASM-35',
    basis: 'assumed',
    title: 'writes nested form values with brackets',
    step: { ...form, body: { a: { b: [1, 2] }, c: ['x', null] } },
    text: 'a%5Bb%5D=1&a%5Bb%5D=2&c=x',
  },
  {
    rule: 'A4',
    basis: 'assumed',
    title: 'sends a collection in qs as JSON text',
    step: path('/x', { qs: { f: { a: 1 } } }),
    url: '/x?f=%7B%22a%22%3A1%7D',
  },
  {
    rule: 'ASM-25',
    basis: 'assumed',
    title: 'drops a header that is null',
    step: path('/x', { headers: { authorization: null, accept: '{{undefined}}' } }),
    headers: { authorization: undefined, accept: undefined },
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'upper-cases the method',
    step: { url: '/x', method: 'patch', body: {} },
    url: 'PATCH /x',
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'drops a question mark with nothing behind it',
    step: path('/x?'),
    url: '/x',
  },
  { rule: '§4.5', basis: 'documented', title: 'does not send a fragment', step: path('/x#part'), url: '/x' },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'decodes a written query without encodeUrl, but for five codes',
    step: path('/x?a=%2Fb%26%C3%A9%20', { encodeUrl: false }),
    url: '/x?a=/b%26é%20',
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'keeps the second question mark in uniform mode',
    step: path('/x?a=1?b=%2F', { encodeUrlMode: 'uniform', encodeUrl: false }),
    url: '/x?a=1?b=%2F',
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'drops the dot at the end of a host',
    step: path('https://shop.example./v'),
    url: 'https://shop.example/v',
  },
  {
    rule: '§4.5',
    basis: 'documented',
    title: 'keeps other ports',
    step: path('https://shop.example:8443/v'),
    url: 'https://shop.example:8443/v',
  },
  {
    rule: '§3.5.3',
    basis: 'documented',
    title: 'encodes keys and values of qs',
    step: path('/x', { qs: { 'filter[from]': "a b&c'" } }),
    url: '/x?filter%5Bfrom%5D=a%20b%26c%27',
  },
];

describe('a request', () => {
  test.each(ROWS)('$rule ($basis): $title', async ({ step, base, input, url, text, headers }) => {
    const { report, sent } = await runSteps({
      steps: step,
      ...(base !== undefined && { base }),
      ...(input && { input }),
    });

    const [request] = sent;
    expect(report.error).toBeUndefined();
    const shown = `${request?.method === 'GET' ? '' : `${request?.method} `}${request?.url.replace('https://shop.example/api', '')}`;
    if (url !== undefined) expect(shown.replace(/^POST /, '')).toBe(url);
    if (text !== undefined) expect(request?.text ?? null).toBe(text);
    for (const [name, value] of Object.entries(headers ?? {})) expect(request?.headers[name]).toBe(value);
  });

  test('is multipart with files and repeated fields', async () => {
    const { sent } = await runSteps({
      steps: {
        url: '/x',
        method: 'POST',
        type: 'multipart/form-data',
        body: {
          note: 'hi "you"',
          gone: null,
          file: { value: '{{parameters.file}}', options: { filename: 'a"b.png' } },
          tags: ['x', 'y'],
        },
      },
      input: { file: Buffer.from('png') },
      options: { host: { uuid: () => '00000000-0000-4000-8000-000000000000' } },
    });

    const boundary = '----------------00000000000040008000000000000000';
    expect(sent[0]?.headers['content-type']).toBe(`multipart/form-data; boundary=${boundary}`);
    expect(sent[0]?.text?.split('\r\n')).toEqual([
      `--${boundary}`,
      'Content-Disposition: form-data; name="note"',
      '',
      'hi "you"',
      `--${boundary}`,
      'Content-Disposition: form-data; name="file"; filename="a%22b.png"',
      'Content-Type: image/png',
      '',
      'png',
      `--${boundary}`,
      'Content-Disposition: form-data; name="tags"',
      '',
      'x',
      `--${boundary}`,
      'Content-Disposition: form-data; name="tags"',
      '',
      'y',
      `--${boundary}--`,
      '',
    ]);
  });

  test.each([
    [
      'a relative address without a baseUrl',
      { url: '/x' },
      {},
      'The URL "/x" is relative and there is no baseUrl for it.',
    ],
    ['an empty url', { url: '{{parameters.none}}' }, { baseUrl: 'https://shop.example' }, 'URL is empty.'],
    [
      'an unknown body type',
      { url: '/x', method: 'POST', type: 'yaml', body: 1 },
      { baseUrl: 'https://shop.example' },
      'The request type "yaml" is unknown; use one of json, urlencoded, multipart/form-data, text, string, raw, binary.',
    ],
    [
      'headers that are text',
      { url: '/x', headers: 'x' },
      { baseUrl: 'https://shop.example' },
      'headers is "x", which is no collection.',
    ],
    ['isc', { isc: { service: 's' } }, {}, 'The isc directive is reserved for the apps of the vendor.'],
    ['agency', { agency: { action: 'execute' } }, {}, 'Invalid agency configuration. No connected system defined.'],
  ])('is refused with %s', async (_title, steps, base, message) => {
    const { report } = await runSteps({ steps, base });

    expect(report.error).toEqual({ type: 'InvalidConfigurationError', message });
  });

  test('names the directive whose expression fails', async () => {
    const { report } = await runSteps({ steps: { url: '/x', qs: { a: '{{nope(1)}}' } } });

    expect(report.error).toEqual({ type: 'RuntimeError', message: "Failed to map 'qs': Function 'nope' not found!" });
  });
});
