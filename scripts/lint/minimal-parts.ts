import type { JsonObject } from '../core/json.ts';
import type { AppMetadata } from '../manifest/manifest.ts';

const AUTHORIZED: JsonObject = { sanitize: ['request.headers.authorization'] };
const ITEM: JsonObject = { id: 'it-7', name: 'Red lamp' };
export const ITEM_FIELDS = [
  { name: 'id', type: 'text', label: 'Item ID' },
  { name: 'name', type: 'text', label: 'Name' },
];
const ITEM_ID: JsonObject = {
  name: 'id',
  type: 'select',
  label: 'Item ID',
  required: true,
  mode: 'edit',
  options: 'rpc://listItems',
  mappable: { help: 'Enter the item ID.' },
};
const LIMIT: JsonObject = {
  name: 'limit',
  type: 'uinteger',
  label: 'Limit',
  default: 10,
  help: 'The maximum number of results to return in one cycle.',
};

const base: JsonObject = {
  baseUrl: 'https://api.acme.test/v1',
  headers: { authorization: 'Bearer {{connection.apiKey}}' },
  response: {
    error: {
      message: '[{{statusCode}}] {{body.message}}',
      '401': { type: 'InvalidAccessTokenError', message: '[{{statusCode}}] {{body.message}}' },
    },
  },
  log: AUTHORIZED,
};

const acme: JsonObject = {
  label: 'Acme (API key)',
  params: [
    {
      name: 'apiKey',
      type: 'password',
      label: 'API key',
      required: true,
      editable: true,
      help: 'You can find it on the [API keys page](https://acme.test/keys) of your account.',
    },
  ],
  communication: {
    url: 'https://api.acme.test/v1/me',
    headers: { authorization: 'Bearer {{parameters.apiKey}}' },
    response: {
      metadata: { type: 'text', value: '{{body.name}}' },
      error: { message: '[{{statusCode}}] {{body.message}}' },
    },
    log: AUTHORIZED,
  },
};

const TOKEN_LOG = (first: string): JsonObject => ({
  sanitize: [first, 'request.body.client_secret', 'response.body.access_token', 'response.body.refresh_token'],
});

/** Nobody uses it; it is there for the rules about OAuth. */
const acmeOauth: JsonObject = {
  label: 'Acme (OAuth)',
  connectionType: 'oauth',
  defaultScope: ['items:read'],
  scopeList: { 'items:read': 'Read items' },
  params: [
    {
      name: 'clientId',
      type: 'text',
      label: 'Client ID',
      required: true,
      editable: true,
      help: 'You can find it on the [apps page](https://acme.test/apps) of your account.',
    },
    {
      name: 'clientSecret',
      type: 'password',
      label: 'Client secret',
      required: true,
      editable: true,
      help: 'You can find it on the [apps page](https://acme.test/apps) of your account.',
    },
  ],
  communication: {
    authorize: {
      url: 'https://acme.test/oauth/authorize',
      qs: {
        client_id: '{{parameters.clientId}}',
        response_type: 'code',
        redirect_uri: '{{oauth.localRedirectUri}}',
        scope: "{{join(oauth.scope, ' ')}}",
      },
      response: { temp: { code: '{{query.code}}' } },
    },
    token: {
      url: 'https://acme.test/oauth/token',
      method: 'POST',
      type: 'urlencoded',
      body: {
        grant_type: 'authorization_code',
        code: '{{temp.code}}',
        client_id: '{{parameters.clientId}}',
        client_secret: '{{parameters.clientSecret}}',
        redirect_uri: '{{oauth.localRedirectUri}}',
      },
      response: {
        data: {
          accessToken: '{{body.access_token}}',
          refreshToken: '{{body.refresh_token}}',
          expires: '{{addSeconds(now, body.expires_in)}}',
        },
        scope: '{{body.scope}}',
        error: { message: '[{{statusCode}}] {{body.error_description}}' },
      },
      log: TOKEN_LOG('request.body.code'),
    },
    refresh: {
      condition: '{{data.expires < addMinutes(now, 5)}}',
      url: 'https://acme.test/oauth/token',
      method: 'POST',
      type: 'urlencoded',
      body: {
        grant_type: 'refresh_token',
        refresh_token: '{{data.refreshToken}}',
        client_id: '{{parameters.clientId}}',
        client_secret: '{{parameters.clientSecret}}',
      },
      response: {
        data: {
          accessToken: '{{body.access_token}}',
          refreshToken: '{{ifempty(body.refresh_token, data.refreshToken)}}',
          expires: '{{addSeconds(now, body.expires_in)}}',
        },
      },
      log: TOKEN_LOG('request.body.refresh_token'),
    },
    info: {
      url: 'https://api.acme.test/v1/me',
      headers: { authorization: 'Bearer {{connection.accessToken}}' },
      response: { metadata: { type: 'email', value: '{{body.email}}' } },
      log: AUTHORIZED,
    },
  },
};

const events: JsonObject = {
  label: 'Events',
  connection: 'acme',
  params: [],
  communication: {
    condition: '{{headers.`x-acme-secret` = sha256(webhook.id)}}',
    output: '{{body}}',
  },
  attach: {
    url: '/hooks',
    method: 'POST',
    body: { url: '{{webhook.url}}', secret: '{{sha256(webhook.id)}}' },
    response: { data: { hookId: '{{body.id}}' } },
    log: { sanitize: ['request.body.secret'] },
  },
  detach: {
    url: '/hooks/{{webhook.hookId}}',
    method: 'DELETE',
    response: { error: { '404': { type: 'DataError', message: '[404] Acme no longer knows the webhook.' } } },
  },
};

const getItem: JsonObject = {
  label: 'Get an item',
  description: 'Returns an item specified by ID.',
  actionCrud: 'read',
  connection: 'acme',
  mappableParams: [ITEM_ID],
  communication: { url: '/items/{{encodeURL(parameters.id)}}', encodeUrl: false, response: { output: '{{body}}' } },
  interface: ITEM_FIELDS,
  samples: ITEM,
};

const createItem: JsonObject = {
  label: 'Create an item',
  description: 'Creates a new item.',
  actionCrud: 'create',
  connection: 'acme',
  mappableParams: [{ name: 'name', type: 'text', label: 'Name', required: true }],
  communication: {
    url: '/items',
    method: 'POST',
    body: { name: '{{parameters.name}}', slug: '{{slug(parameters.name)}}' },
    response: { output: '{{body}}' },
  },
  interface: ITEM_FIELDS,
  samples: ITEM,
};

const searchItems: JsonObject = {
  label: 'Search items',
  description: 'Searches for items by text.',
  moduleType: 'search',
  connection: 'acme',
  mappableParams: [{ name: 'query', type: 'text', label: 'Query' }, LIMIT],
  communication: {
    url: '/items',
    qs: { q: '{{parameters.query}}', per_page: 100 },
    response: { iterate: '{{body.items}}', limit: '{{parameters.limit}}', output: '{{item}}' },
    pagination: { qs: { cursor: '{{body.next}}' }, condition: '{{body.next}}' },
  },
  interface: ITEM_FIELDS,
  samples: ITEM,
};

const watchItems: JsonObject = {
  label: 'Watch items',
  description: 'Triggers when an item is created.',
  moduleType: 'trigger',
  connection: 'acme',
  staticParams: [LIMIT],
  communication: {
    url: '/items',
    qs: { sort: '-created', since: '{{data.lastDate || undefined}}', per_page: 100 },
    response: {
      iterate: '{{body.items}}',
      limit: '{{parameters.limit}}',
      output: '{{item}}',
      trigger: { type: 'date', order: 'desc', id: '{{item.id}}', date: '{{item.created}}' },
    },
    pagination: { qs: { cursor: '{{body.next}}' }, condition: '{{body.next}}' },
  },
  epoch: { response: { limit: 100, output: { label: '{{item.name}}', date: '{{item.created}}' } } },
  interface: [...ITEM_FIELDS, { name: 'created', type: 'date', label: 'Created at' }],
  samples: { ...ITEM, created: '2025-03-01T09:00:00.000Z' },
};

const watchEvents: JsonObject = {
  label: 'Watch events',
  description: 'Triggers when something happens to an item.',
  moduleType: 'instant_trigger',
  connection: null,
  webhook: 'events',
  communication: {},
  interface: ITEM_FIELDS,
  samples: ITEM,
};

const PAIR = [
  { name: 'key', type: 'text', label: 'Key' },
  { name: 'value', type: 'text', label: 'Value' },
];

const makeApiCall: JsonObject = {
  label: 'Make an API call',
  description: 'Performs an arbitrary authorized API call.',
  moduleType: 'universal',
  connection: 'acme',
  mappableParams: [
    {
      name: 'url',
      type: 'text',
      label: 'URL',
      required: true,
      help: 'A path relative to `https://api.acme.test/`. For example, `/v1/items`.',
    },
    {
      name: 'method',
      type: 'select',
      label: 'Method',
      required: true,
      default: 'GET',
      options: [
        { label: 'GET', value: 'GET' },
        { label: 'POST', value: 'POST' },
      ],
    },
    { name: 'headers', type: 'array', label: 'Headers', labels: { add: 'Add a header' }, spec: PAIR },
    { name: 'qs', type: 'array', label: 'Query string', labels: { add: 'Add a parameter' }, spec: PAIR },
    { name: 'body', type: 'any', label: 'Body' },
  ],
  communication: {
    url: 'https://api.acme.test/{{parameters.url}}',
    method: '{{parameters.method}}',
    headers: { '{{...}}': "{{toCollection(parameters.headers, 'key', 'value')}}" },
    qs: { '{{...}}': "{{toCollection(parameters.qs, 'key', 'value')}}" },
    body: '{{parameters.body}}',
    type: 'text',
    response: { output: { body: '{{body}}', headers: '{{headers}}', statusCode: '{{statusCode}}' } },
  },
  interface: [
    { name: 'body', type: 'any', label: 'Body' },
    { name: 'headers', type: 'collection', label: 'Headers' },
    { name: 'statusCode', type: 'uinteger', label: 'Status code' },
  ],
  samples: { body: { id: 'it-7' }, headers: { 'content-type': 'application/json' }, statusCode: 200 },
};

const listItems: JsonObject = {
  label: 'List items',
  connection: 'acme',
  params: [],
  communication: {
    url: '/items',
    qs: { per_page: 100 },
    response: { iterate: '{{body.items}}', limit: 300, output: { label: '{{item.name}}', value: '{{item.id}}' } },
    pagination: { qs: { cursor: '{{body.next}}' }, condition: '{{body.next}}' },
  },
};

const slug: JsonObject = {
  code: "function slug(text) {\n  return String(text ?? '').trim().toLowerCase().replace(/ +/g, '-');\n}\n",
  test: "it('joins words', () => {\n  assert.strictEqual(slug('Red Lamp'), 'red-lamp');\n});\n",
};

const readItem: JsonObject = {
  label: 'Read item',
  description: 'Returns an item.',
  annotations: { readOnlyHint: true },
  attachedAccounts: ['acme'],
  communication: { url: '/items/{{encodeURL(parameters.id)}}', encodeUrl: false, response: { output: '{{body}}' } },
  inputParameters: [{ name: 'id', type: 'text', label: 'Item ID', required: true, help: 'ID of the item.' }],
  outputParameters: [
    { name: 'id', type: 'text', label: 'Item ID', help: 'ID of the item.' },
    { name: 'name', type: 'text', label: 'Name', help: 'Name of the item.' },
  ],
  context: '---\nname: Read item\ndescription: Returns an item by its ID.\n---\nUse it when the ID is known.\n',
};

const app: AppMetadata = {
  name: 'acme',
  label: 'Acme',
  description: 'Keeps items.',
  version: 1,
  theme: '#1f6feb',
  language: 'en',
  audience: 'global',
  countries: null,
};

/** The parts of the minimal app, by kind and name. */
export const MINIMAL = {
  app,
  sections: {
    base,
    common: {},
    readme: '# Acme\n\nConnect with an API key.\n',
    groups: [
      { label: 'Triggers', modules: ['watchItems', 'watchEvents'] },
      { label: 'Items', modules: ['createItem', 'getItem', 'searchItems'] },
      { label: 'Other', modules: ['makeApiCall'] },
    ],
  },
  connections: { acme, acmeOauth },
  webhooks: { events },
  modules: { getItem, createItem, searchItems, watchItems, watchEvents, makeApiCall },
  rpcs: { listItems },
  functions: { slug },
  endpoints: { readItem },
} as const;
