/** An app of one action and one search, on a made-up API. */
export const manifest = (baseUrl) => ({
  app: {
    name: 'bench',
    label: 'Bench',
    description: '',
    version: 1,
    theme: '#000000',
    language: 'en',
    audience: 'global',
    countries: null,
  },
  sections: {
    base: {
      baseUrl,
      headers: { authorization: 'Bearer {{connection.token}}' },
      response: { error: { message: '[{{statusCode}}] {{body.message}}' } },
      log: { sanitize: ['request.headers.authorization'] },
    },
    common: { maxRequestCount: 1e6, maxPaginationRequestCount: 1e6 },
    groups: [],
    readme: '',
  },
  connections: {
    key: {
      kind: 'connection',
      name: 'key',
      label: 'Key',
      connectionType: 'basic',
      sections: { communication: {}, params: [{ name: 'token', type: 'password', required: true }], common: {} },
    },
  },
  webhooks: {},
  rpcs: {},
  functions: {},
  endpoints: {},
  modules: {
    create: {
      kind: 'module',
      name: 'create',
      label: 'Create',
      description: 'Creates.',
      moduleType: 'action',
      actionCrud: 'create',
      connection: 'key',
      altConnection: null,
      sections: {
        communication: {
          url: '/records',
          method: 'POST',
          body: { name: '{{parameters.name}}', at: "{{formatDate(now, 'YYYY-MM-DD')}}" },
          response: { output: { id: '{{body.id}}', name: '{{upper(body.name)}}' } },
        },
        staticParams: [],
        mappableParams: [{ name: 'name', type: 'text', required: true }],
        interface: [{ name: 'id', type: 'text' }],
        samples: {},
        scope: [],
      },
    },
    list: {
      kind: 'module',
      name: 'list',
      label: 'List',
      description: 'Lists.',
      moduleType: 'search',
      connection: 'key',
      altConnection: null,
      sections: {
        communication: {
          url: '/records',
          qs: { size: 40 },
          response: { iterate: '{{body.items}}', output: { id: '{{item.id}}', name: '{{item.name}}' } },
          pagination: { condition: '{{body.next}}', qs: { cursor: '{{body.next}}' } },
        },
        staticParams: [],
        mappableParams: [],
        interface: [{ name: 'id', type: 'text' }],
        samples: {},
        scope: [],
      },
    },
  },
});

export const connection = { token: 'bench-token-1234' };
