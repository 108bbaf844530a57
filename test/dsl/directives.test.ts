import { describe, expect, test } from 'vitest';
import {
  buffer,
  defineApp,
  defineConnection,
  defineModule,
  defineRpc,
  defineWebhook,
  fn,
  iml,
  incoming,
  itemOf,
  kw,
  oauth,
  oauthStep,
  op,
  parameters,
  password,
  payloadOf,
  raw,
  reply,
  spread,
  tempOf,
  text,
  withQuery,
} from '#dsl';
import { account, connection, listTools, p, page, searchTools, tool } from './rental.ts';

const base = { name: 'sample', label: 'Sample', description: 'Does something.' } as const;

/** The literal of a descriptor, every value rendered. */
/** The number behind a spread key is gone once the compiler has written it. */
const written = ({ spec }: { readonly spec: object }): unknown =>
  JSON.parse(JSON.stringify(spec).replaceAll(/(?<=\{\{\.\.\.\}\})\\u0000\d+/g, ''));

describe('a module renders', () => {
  test('every directive of a request', () => {
    const upload = parameters({ name: text({ required: true }), content: buffer({ required: true }) });

    const module = defineModule({
      ...base,
      type: 'action',
      crud: null,
      altConnection: account,
      scope: ['tools.write'],
      interface: {},
      communication: {
        temp: { size: 50 },
        condition: { condition: op.ne(upload.name, ''), default: {} },
        url: iml`/tools/${upload.name}`,
        method: 'PUT',
        headers: { accept: ['application/json', 'text/plain'], 'x-size': tempOf<{ size: number }>().size },
        qs: { tag: ['a', 'b'], empty: kw.emptystring },
        body: { file: { value: upload.content, options: { filename: upload.name } } },
        type: 'multipart/form-data',
        ca: '{{common.ca}}',
        encodeUrl: false,
        encodeUrlMode: 'uniform',
        gzip: true,
        followRedirects: false,
        followAllRedirects: false,
        timeout: 5000,
        aws: { key: '{{connection.key}}', secret: '{{connection.secret}}', sign_version: '4' },
        oauth: { consumer_key: 'rental', token: connection.apiKey, signature_method: 'PLAINTEXT' },
        log: { sanitize: ['request.headers.authorization', 'response.body.key'] },
        repeat: { condition: op.eq(page.body.next, 'wait'), delay: 100, limit: 5 },
        response: {
          type: { '*': 'automatic', 204: 'text', '400-499': 'json' },
          valid: { condition: page.body.tools, message: 'No tools.', type: 'IncompleteDataError' },
          error: { message: 'Refused.', type: 'RuntimeError', 404: { message: iml`No ${upload.name}.` } },
          temp: { next: page.body.next },
          output: kw.undefined,
        },
      },
    });

    expect(written(module)).toMatchObject({
      communication: {
        condition: { condition: "{{parameters.name != ''}}", default: {} },
        url: '/tools/{{parameters.name}}',
        headers: { accept: ['application/json', 'text/plain'], 'x-size': '{{temp.size}}' },
        qs: { tag: ['a', 'b'], empty: '{{emptystring}}' },
        body: { file: { value: '{{parameters.content}}', options: { filename: '{{parameters.name}}' } } },
        oauth: { token: '{{connection.apiKey}}' },
        repeat: { condition: "{{body.next == 'wait'}}" },
        response: {
          valid: { condition: '{{body.tools}}' },
          error: { 404: { message: 'No {{parameters.name}}.' } },
          temp: { next: '{{body.next}}' },
          output: '{{undefined}}',
        },
      },
    });
  });

  test('a step without a request, and hand-written IML anywhere', () => {
    const module = defineModule({
      ...base,
      type: 'search',
      interface: { id: text() },
      mappableParameters: withQuery(listTools, { form: 1 }),
      staticParameters: 'rpc://fields',
      samples: 'rpc://sample',
      communication: [
        { condition: '{{parameters.all}}', response: { iterate: '{{temp.all}}', output: '{{item}}' } },
        {
          url: '/tools/{{parameters.id}}',
          method: '{{parameters.method}}',
          qs: '{{parameters.query}}',
          headers: '{{parameters.headers}}',
          response: { iterate: '{{body.tools}}', limit: '{{parameters.limit}}', output: { id: '{{item.id}}' } },
          pagination: { mergeWithParent: false, url: '{{body.next}}', condition: '{{body.next}}' },
        },
      ],
    });

    expect(written(module)).toHaveProperty('communication.1.pagination.url', '{{body.next}}');
  });

  test('an answer to the request that started the scenario', () => {
    const module = defineModule({
      ...base,
      type: 'responder',
      mappableParameters: p,
      communication: { response: { type: 'json', status: 201, headers: { 'x-id': p.id }, body: { ...spread(p.who) } } },
    });

    expect(written(module)).toHaveProperty('communication.response.body', { '{{...}}': '{{parameters.who}}' });
  });
});

describe('a connection renders', () => {
  test('the steps of OAuth 1', () => {
    const secrets = reply<{ oauth_token: string; oauth_token_secret: string }>().body;
    const asked = oauthStep.requestToken({
      url: 'https://id.rental.example/request',
      response: { type: 'urlencoded', temp: { token: secrets.oauth_token, secret: secrets.oauth_token_secret } },
    });
    const temp = tempOf(asked);

    const one = defineConnection({
      name: 'one',
      label: 'OAuth 1',
      type: 'oauth',
      communication: {
        oauth: { consumer_key: '{{common.key}}', consumer_secret: '{{common.secret}}' },
        requestToken: asked,
        authorize: { url: 'https://id.rental.example/authorize', qs: { oauth_token: temp.token } },
        accessToken: {
          url: 'https://id.rental.example/access',
          oauth: { token: temp.token, token_secret: temp.secret, verifier: '{{query.oauth_verifier}}' },
          response: { data: { token: secrets.oauth_token } },
        },
        info: [{ url: 'https://api.rental.example/me', response: { uid: tool.id } }],
      },
    });

    expect(written(one)).toHaveProperty('communication.accessToken.oauth.token', '{{temp.token}}');
  });

  test('scopes, what an administrator fills in, and a step that needs no user', () => {
    const granted = reply<{ access: string; scope: string }>().body;

    const machine = defineConnection({
      name: 'machine',
      label: 'Client credentials',
      type: 'oauth',
      parameters: parameters({ secret: password() }),
      scopeList: { 'tools.read': 'See tools' },
      installSpec: parameters({ clientId: text() }),
      installDirectives: { common: { clientId: '{{parameters.clientId}}' } },
      communication: {
        token: {
          condition: op.lt(raw<Date>('{{data.expires}}'), kw.now),
          url: 'https://id.rental.example/token',
          qs: { scope: fn.join(oauth.scope, ' ') },
          response: { data: { accessToken: granted.access }, scope: granted.scope, expires: fn.addDays(kw.now, 30) },
        },
      },
    });

    expect(written(machine)).toHaveProperty('communication.token.response.scope', '{{body.scope}}');
  });

  test('a chain of checks', () => {
    const chain = defineConnection({
      name: 'chain',
      label: 'Chain',
      type: 'basic',
      communication: [
        { url: 'https://api.rental.example/session', response: { temp: { session: tool.id } } },
        {
          url: 'https://api.rental.example/me',
          response: { data: { session: '{{temp.session}}', owner: tool.owner.id } },
        },
      ],
    });

    expect(written(chain)).toHaveProperty('communication.1.response.data.owner', '{{body.owner.id}}');
  });
});

test('a shared webhook renders its list of deliveries, one by one', () => {
  const { body } = incoming<{ events: { rental: string; account: string }[] }>();
  const event = itemOf(body.events);

  const shared = defineWebhook({
    name: 'shared',
    label: 'Shared',
    type: 'web-shared',
    connection: account,
    requiredScope: ['tools.read'],
    communication: {
      iterate: { container: body.events, condition: event.account },
      uid: event.account,
      output: { rentalId: event.rental },
    },
  });

  expect([written(shared), String(payloadOf(shared).rentalId)]).toMatchObject([
    { communication: { uid: '{{item.account}}', output: { rentalId: '{{item.rental}}' } } },
    '{{payload.rentalId}}',
  ]);
});

test('an RPC without a request renders its options', () => {
  const sizes = defineRpc({
    name: 'sizes',
    label: 'Sizes',
    parameters: p,
    communication: {
      response: {
        limit: 500,
        output: [
          { label: 'Small', value: 's', default: true },
          { label: 'Large', value: 'l' },
        ],
      },
    },
  });

  expect(written(sizes)).toHaveProperty('communication.response.output.1.value', 'l');
});

test('an app renders what all requests share', () => {
  const app = defineApp({
    name: 'rental',
    label: 'Tool rental',
    description: 'Rents out tools.',
    version: 2,
    theme: '#2266aa',
    language: 'en',
    audience: 'countries',
    countries: ['cz'],
    common: { timeout: 40000 },
    readme: '# Tool rental',
    base: {
      baseUrl: iml`https://${connection.region}.rental.example`,
      headers: { authorization: iml`Key ${connection.apiKey}` },
      timeout: '{{common.timeout}}',
      response: { error: { message: '[{{statusCode}}] {{body.message}}', 429: { type: 'RateLimitError' } } },
      log: { sanitize: ['request.headers.authorization'] },
    },
    groups: [{ label: 'Tools', modules: [searchTools] }],
  });

  expect(written(app)).toHaveProperty('base.baseUrl', 'https://{{connection.region}}.rental.example');
});
