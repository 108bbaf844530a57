import { describe, expect, test } from 'vitest';
import type { SchemaName } from '../../scripts/manifest/schema-names.ts';
import { validateSection } from '../../scripts/manifest/validate-section.ts';
import { explain } from './support/explain.ts';

const VALID: readonly (readonly [SchemaName, string, unknown])[] = [
  ['communication', 'nothing', {}],
  [
    'communication',
    'every directive',
    {
      url: '/ships/{{parameters.id}}',
      encodeUrl: false,
      encodeUrlMode: 'uniform',
      method: 'post',
      headers: { 'x-trace': '{{uuid}}', accept: ['a/b', 'c/d'], 'x-none': null, 'x-number': 3, 'x-flag': true },
      qs: { '{{...}}': '{{parameters.filter}}', page: 1 },
      body: [1, 'two', null],
      type: 'multipart/form-data',
      ca: '-----BEGIN CERTIFICATE-----',
      temp: { from: '{{data.lastDate}}' },
      condition: { condition: '{{parameters.go}}', default: [] },
      gzip: true,
      aws: { key: 'k', secret: 's', session: 't', bucket: 'b', sign_version: '4' },
      oauth: { consumer_key: 'k', signature_method: 'RSA-SHA1', transport_method: 'query', body_hash: false },
      followRedirects: false,
      followAllRedirects: false,
      timeout: 300000,
      log: { sanitize: ['request.headers.authorization'] },
      repeat: { condition: '{{body.state = "busy"}}', delay: 500, limit: 1000 },
      pagination: {
        mergeWithParent: false,
        url: '{{body.next}}',
        method: 'GET',
        headers: {},
        qs: { page: '{{pagination.page}}' },
        body: '{{body}}',
        condition: '{{body.next}}',
      },
      response: {
        type: { '*': 'json', '404': 'text', '500-599': 'xml', '400-499': '{{temp.type}}' },
        valid: { condition: '{{body.ok}}', message: 'Not ok', type: 'DataError' },
        limit: '{{parameters.limit}}',
        error: {
          message: '{{body.error}}',
          type: 'RuntimeError',
          '429': { type: 'RateLimitError', message: 'Slow down' },
        },
        iterate: { container: '{{body.ships}}', condition: '{{item.afloat}}' },
        temp: '{{body.meta}}',
        output: { id: '{{item.id}}' },
        trigger: { type: 'date', order: 'desc', id: '{{item.id}}', date: '{{item.created}}' },
        data: { token: '{{body.token}}' },
        metadata: { type: 'email', value: '{{body.email}}' },
        uid: '{{body.id}}',
        wrapper: { ships: '{{output}}' },
        expires: '{{addHours(now, 1)}}',
      },
    },
  ],
  [
    'communication',
    'IML for whole collections',
    { url: '/a', qs: '{{parameters.qs}}', headers: '{{parameters.headers}}' },
  ],
  ['communication', 'several requests', [{ url: '/a' }, { url: '/b', response: { limit: '10', error: 'Went wrong' } }]],
  ['communication', 'a chain without output', [{ response: { output: null } }, { response: { output: false } }]],
  ['communication', 'an endpoint', { endpoint: 'getShip', input: { id: 1 }, response: { output: '{{body}}' } }],
  [
    'communication',
    'an endpoint page by page',
    {
      endpoint: { name: 'getShip', connection: {} },
      pagination: { endpoint: { name: 'more' }, input: '{{body.next}}' },
    },
  ],
  ['instant-trigger', 'one request', { url: '/ships/{{payload.id}}', response: { output: '{{body}}' } }],
  [
    'responder',
    'an answer',
    { response: { type: 'json', status: '{{parameters.status}}', headers: { a: 'b' }, body: {} } },
  ],
  ['epoch', 'nothing', {}],
  [
    'epoch',
    'a list',
    { qs: { sort: 'new' }, response: { limit: 300, output: { label: '{{item.name}}', date: '{{item.at}}' } } },
  ],
  ['epoch', 'IML output', { response: { output: '{{item}}' } }],
  [
    'attach',
    'a registration',
    { url: '/hooks', method: 'POST', body: { url: '{{webhook.url}}' }, response: { data: { id: '{{body.id}}' } } },
  ],
  ['attach', 'two steps', [{ url: '/hooks' }, { url: '/hooks/2', method: 'DELETE' }]],
  ['endpoint', 'one request', { url: '/ships', response: { iterate: '{{body.ships}}', unwrap: false } }],
  [
    'webhook',
    'everything',
    {
      verification: {
        condition: '{{query.challenge}}',
        respond: { type: 'text', status: 200, body: '{{query.challenge}}' },
      },
      condition: '{{body.event = "arrived"}}',
      iterate: '{{body.events}}',
      output: '{{item}}',
      uid: '{{item.account}}',
      respond: { status: 202, headers: { a: 'b' }, body: 'ok' },
    },
  ],
  [
    'connection',
    'a test call',
    { url: 'https://api.harbour.test/me', response: { metadata: { type: 'text', value: '{{body.name}}' } } },
  ],
  [
    'oauth',
    'OAuth 2',
    {
      preauthorize: [{ url: 'https://id.harbour.test/nonce' }],
      authorize: {
        url: 'https://id.harbour.test',
        qs: { scope: "{{join(oauth.scope, ' ')}}" },
        response: { temp: { code: '{{query.code}}' } },
      },
      token: {
        url: 'https://id.harbour.test/token',
        method: 'POST',
        body: {},
        response: { data: {}, scope: ['a'], expires: '{{now}}' },
      },
      info: { url: 'https://api.harbour.test/me', response: { uid: 7 } },
      refresh: { condition: '{{data.expires < now}}', url: 'https://id.harbour.test/token' },
      invalidate: { url: 'https://id.harbour.test/revoke' },
    },
  ],
  [
    'oauth',
    'OAuth 1',
    {
      oauth: { consumer_key: '{{common.key}}' },
      requestToken: { url: 'x' },
      authorize: { url: 'y' },
      accessToken: { url: 'z' },
    },
  ],
  [
    'base',
    'the usual',
    {
      baseUrl: 'https://api.harbour.test',
      headers: {},
      response: { error: 'x' },
      timeout: '{{common.timeout}}',
      log: { sanitize: [] },
    },
  ],
];

describe('communication schemas', () => {
  test.each(VALID)('take %s with %s', (schema, _, value) => {
    const problems = validateSection(schema, value, {});

    expect(problems).toEqual([]);
  });

  test('say what is wrong with a request', () => {
    const values = [
      'https://api.harbour.test',
      { url: 3, respone: {} },
      { url: '', encodeUrl: '{{true}}' },
      { url: 'x'.repeat(513) },
      { headers: { nested: { deep: 1 } } },
      { qs: 'page=1' },
      { url: '/a', type: 'josn', body: 1 },
      { url: '/a', method: 'GET POST' },
      { url: '/a', method: 'POST' },
      { url: '/a', timeout: 300001 },
      { condition: { condiion: true } },
      { repeat: { limit: 5000 } },
      { repeat: { delay: -1, limit: 0 } },
      { aws: { sign_version: 4 } },
      { log: { sanitize: 'request.headers.authorization' } },
      { isc: { service: 'x' }, agency: {} },
      { output: '{{body}}', baseUrl: '/x' },
      { temp: [] },
      [{ url: '/a' }, 'b'],
    ];

    const text = explain('communication', values);

    expect(text).toMatchInlineSnapshot(`
      "(whole): error MAN001 The section is text, but must be a request or an array of requests.
      respone: warning MAN002 "respone" is not known here; Make ignores it. → did you mean "response"?
      url: error MAN001 "url" is 3, but must be text.
      url: error MAN005 "url" is empty. → fill it in, or remove the key.
      encodeUrl: error MAN001 "encodeUrl" is text, but must be true or false.
      url: error MAN005 "url" has 513 characters, but at most 512 are allowed. → shorten it.
      headers.nested: error MAN001 "nested" is a collection, but must be a text, a number, a boolean, null or an array: this collection is one level deep.
      qs: error MAN007 "qs" is not a collection or an IML expression that yields one.
      type: error MAN004 "josn" is not an allowed value. → did you mean "json"?
      method: error MAN007 "GET POST" is not GET, POST, PUT, PATCH, DELETE, another HTTP method, or an IML expression.
      (whole): warning MAN003 "body" is missing: a POST, PUT or PATCH sends something somewhere. → add "body".
      timeout: error MAN006 "timeout" is 300001, but may be at most 300000.
      condition.condiion: warning MAN002 "condiion" is not known here; Make ignores it. → did you mean "condition"?
      repeat.limit: warning MAN006 "limit" is 5000, but may be at most 1000.
      repeat.delay: error MAN006 "delay" is -1, but must be at least 0.
      repeat.limit: error MAN006 "limit" is 0, but must be at least 1.
      aws.sign_version: error MAN001 "sign_version" is 4, but must be text.
      log.sanitize: error MAN001 "sanitize" is text, but must be an array.
      isc: error MAN008 "isc" is reserved for Make's own apps. → remove it.
      agency: error MAN008 "agency" is reserved for Make's own apps. → remove it.
      output: warning MAN002 "output" is not known here; Make ignores it. → move it into "response".
      baseUrl: warning MAN002 "baseUrl" is not known here; Make ignores it. → move it into Base.
      temp: error MAN001 "temp" is an array, but must be a collection or an IML expression that yields one.
      [1]: error MAN001 Element 2 is text, but must be a collection."
    `);
  });

  test('say what is wrong with a response', () => {
    const values = [
      { type: 'jsn' },
      { type: { '4xx': 'json', '404': 'txt' } },
      { valid: { conditon: true } },
      { limit: 'ten' },
      { limit: true },
      { error: { message: 'm'.repeat(1025), typ: 'DataError' } },
      { error: { '4000': { message: 'x' } } },
      { error: { type: 'DataEror', '404': 'gone' } },
      { iterate: { condition: true } },
      { iterate: ['{{body}}'] },
      { trigger: { type: 'date', order: 'descending', id: '{{item.id}}' } },
      { trigger: {} },
      { metadata: { type: 'mail', value: 'v'.repeat(513) } },
      { uid: {} },
      { qs: {}, pagination: {} },
      { unknown: 1 },
    ].map((response) => ({ response }));

    const text = explain('communication', values);

    expect(text).toMatchInlineSnapshot(`
      "response.type: error MAN004 "jsn" is not an allowed value. → did you mean "json"?
      response.type["4xx"]: warning MAN002 "4xx" is not known here; Make ignores it. → remove it; allowed: a status (404), a range (400-499) or *.
      response.type["404"]: error MAN004 "txt" is not an allowed value. → did you mean "text"?
      response.valid.conditon: warning MAN002 "conditon" is not known here; Make ignores it. → did you mean "condition"?
      response.limit: error MAN007 "ten" is not a number or an IML expression.
      response.limit: error MAN001 "limit" is true, but must be a number or an IML expression.
      response.error.typ: warning MAN002 "typ" is not known here; Make ignores it. → did you mean "type"?
      response.error.message: error MAN005 "message" has 1025 characters, but at most 1024 are allowed. → shorten it.
      response.error["4000"]: warning MAN002 "4000" is not known here; Make ignores it. → remove it; allowed: message, type or one status such as 404.
      response.error.type: error MAN004 "DataEror" is not an allowed value. → did you mean "DataError"?
      response.error["404"]: error MAN001 "404" is text, but must be a collection.
      response.iterate: error MAN003 "container" is missing. → add "container": the array.
      response.iterate: error MAN001 "iterate" is an array, but must be an IML expression, or a collection with container and condition.
      response.trigger: error MAN003 "date" is missing. → add "date".
      response.trigger.order: error MAN004 "descending" is not an allowed value. → use one of: asc, desc, unordered.
      response.trigger: error MAN003 "type" is missing. → add "type": what is remembered between runs.
      response.trigger: error MAN003 "order" is missing. → add "order": order in which the API lists its items.
      response.trigger: error MAN003 "id" is missing. → add "id": ID of the item.
      response.metadata.type: error MAN004 "mail" is not an allowed value. → did you mean "email"?
      response.metadata.value: error MAN005 "value" has 513 characters, but at most 512 are allowed. → shorten it.
      response.uid: error MAN001 "uid" is a collection, but must be text, a number or an IML expression.
      response.qs: warning MAN002 "qs" is not known here; Make ignores it. → move it one level up, beside "response".
      response.pagination: warning MAN002 "pagination" is not known here; Make ignores it. → move it one level up, beside "response".
      response.unknown: warning MAN002 "unknown" is not known here; Make ignores it. → remove it; allowed: type, valid, limit, error, iterate, temp, output, trigger, data, metadata, uid, oauth, wrapper, expires, unwrap."
    `);
  });

  test('keep an endpoint call apart from a request', () => {
    const values = [
      { endpoint: 'a', url: '/b', qs: {} },
      { endpoint: { connection: 'mine' } },
      { input: {} },
      { url: '/a', pagination: { endpoint: 'more', input: {} } },
      { endpoint: 'a', pagination: { qs: {} } },
    ];

    const text = explain('communication', values);

    expect(text).toMatchInlineSnapshot(`
      "url: error MAN008 "url" cannot stand beside "endpoint": the endpoint makes the request. → remove it.
      qs: error MAN008 "qs" cannot stand beside "endpoint": the endpoint makes the request. → remove it.
      endpoint: error MAN003 "name" is missing. → add "name".
      endpoint.connection: error MAN001 "connection" is text, but must be a collection.
      (whole): error MAN003 "input" means something only beside "endpoint". → add "endpoint", or remove "input".
      pagination.endpoint: error MAN008 "endpoint" needs "endpoint" in the request itself. → remove it.
      pagination.input: error MAN008 "input" needs "endpoint" in the request itself. → remove it.
      pagination.qs: error MAN008 "qs" cannot stand beside "endpoint": the endpoint makes the request. → remove it."
    `);
  });

  test('know what each kind of communication leaves out', () => {
    const text = [
      explain('instant-trigger', [[], { pagination: {}, response: { iterate: '{{payload}}' } }]),
      explain('responder', [{ url: '/a', response: { status: 99, output: 1 } }]),
      explain('epoch', [
        { url: '/a' },
        { response: {} },
        { response: { output: { label: 'x' } } },
        { method: 'DELETE', response: { output: '{{item}}' } },
      ]),
      explain('attach', [{ response: { trigger: {} } }]),
      explain('endpoint', [[{}], { endpoint: 'other', input: {} }]),
      explain('webhook', [{ url: '/a', respond: { type: 'xml', status: '{{1}}' }, verification: true }]),
      explain('connection', [{ output: 1, pagination: {}, response: { iterate: '{{body}}' } }]),
      explain('oauth', [[{}], { tokn: {}, info: 'x' }]),
      explain('base', [[], { gzip: true, limit: 1, method: 'DELETE', response: { trigger: {} } }]),
    ].join('\n');

    expect(text).toMatchInlineSnapshot(`
      "(whole): error MAN001 The section is an array, but must be one request: an instant trigger makes a single one per item.
      pagination: warning MAN002 "pagination" is not known here; Make ignores it. → remove it: an instant trigger works on one item at a time.
      response.iterate: warning MAN002 "iterate" is not known here; Make ignores it. → remove it: an instant trigger works on one item at a time.
      url: warning MAN002 "url" is not known here; Make ignores it. → remove it; allowed: response.
      response.output: warning MAN002 "output" is not known here; Make ignores it. → remove it; allowed: type, status, headers, body.
      response.status: error MAN006 "status" is 99, but must be at least 100.
      (whole): error MAN003 "response" is missing. → add "response".
      response: error MAN003 "output" is missing. → add "output".
      response.output: error MAN003 "date" is missing. → add "date": date of the item.
      (whole): warning MAN003 "body" is missing: a POST, PUT, PATCH or DELETE here is expected to send something. → add "body".
      response.trigger: warning MAN002 "trigger" is not known here; Make ignores it. → remove it; allowed: type, valid, limit, error, iterate, temp, output, data, metadata, uid, oauth, wrapper, expires.
      (whole): error MAN001 The section is an array, but must be one request: an endpoint makes a single one.
      endpoint: error MAN008 "endpoint" is not possible here: an endpoint cannot call another endpoint. → remove it.
      input: error MAN008 "input" is not possible here: an endpoint cannot call another endpoint. → remove it.
      url: warning MAN002 "url" is not known here; Make ignores it. → remove it; allowed: verification, condition, iterate, output, uid, respond, temp, log.
      verification: error MAN001 "verification" is true, but must be a collection.
      respond.type: error MAN004 "xml" is not an allowed value. → use one of: json, urlencoded, text.
      output: warning MAN002 "output" is not known here; Make ignores it. → remove it: a connection gives no output.
      pagination: warning MAN002 "pagination" is not known here; Make ignores it. → remove it: a connection gives no output.
      response.iterate: warning MAN002 "iterate" is not known here; Make ignores it. → remove it: a connection gives no output.
      (whole): error MAN001 The section is an array, but must be a collection.
      tokn: warning MAN002 "tokn" is not known here; Make ignores it. → did you mean "token"?
      info: error MAN001 "info" is text, but must be a request or an array of requests.
      (whole): error MAN001 The section is an array, but must be one request: Base cannot be an array.
      (whole): warning MAN003 "url" is missing: a POST, PUT, PATCH or DELETE here is expected to send something. → add "url".
      (whole): warning MAN003 "body" is missing: a POST, PUT, PATCH or DELETE here is expected to send something. → add "body".
      gzip: warning MAN002 "gzip" is not known here; Make ignores it. → remove it; allowed: baseUrl, url, encodeUrl, encodeUrlMode, method, headers, qs, body, type, ca, temp, condition, aws, oauth, followRedirects, followAllRedirects, timeout, log, pagination, error, response.
      limit: warning MAN002 "limit" is not known here; Make ignores it. → move it into "response".
      response.trigger: warning MAN002 "trigger" is not known here; Make ignores it. → remove it; allowed: type, valid, limit, error, iterate, temp, output, data, metadata, uid, oauth, wrapper."
    `);
  });
});
