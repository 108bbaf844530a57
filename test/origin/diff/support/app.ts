import type { Json } from '../../../../scripts/core/json.ts';
import type { Manifest } from '../../../../scripts/manifest/manifest.ts';

/** JSON that a test may edit. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of known shape
export type Draft = any;

const BAKERY = {
  app: {
    name: 'bakery',
    label: 'Bakery',
    description: 'Orders bread.',
    version: 1,
    theme: '#aa5500',
    language: 'en',
    audience: 'global',
    countries: null,
  },
  sections: {
    base: {
      baseUrl: 'https://api.bakery.example/v1',
      headers: { Authorization: 'Bearer {{connection.key}}' },
      response: {
        error: {
          type: 'RuntimeError',
          message: '[{{statusCode}}] {{body.error}}',
          '404': { type: 'DataError', message: 'Gone.' },
        },
      },
      log: { sanitize: ['request.headers.authorization', 'request.qs.pin'] },
    },
    common: { clientId: 'id-of-bakery', clientSecret: 'flour-and-water' },
    readme: '# Bakery\n',
    groups: [{ label: 'Loaves', modules: ['bakeLoaf', 'listLoaves'] }],
  },
  connections: {
    till: {
      kind: 'connection',
      name: 'till',
      label: 'Bakery till',
      connectionType: 'basic',
      sections: {
        communication: {
          url: '/me',
          response: { uid: '{{body.id}}', metadata: { type: 'text', value: '{{body.name}}' } },
        },
        params: [{ name: 'key', type: 'password', label: 'Key', required: true }],
        common: { salt: 'seasoning' },
      },
    },
    web: {
      kind: 'connection',
      name: 'web',
      label: 'Bakery web',
      connectionType: 'oauth',
      sections: {
        communication: {
          authorize: { url: 'https://bakery.example/authorize', qs: { scope: "{{join(oauth.scope, ' ')}}" } },
          token: {
            url: 'https://bakery.example/token',
            method: 'POST',
            response: { data: { accessToken: '{{body.token}}' } },
          },
        },
        scopeList: { 'loaf:read': 'See loaves', 'loaf:write': 'Bake loaves' },
        defaultScope: ['loaf:read'],
      },
    },
  },
  webhooks: {
    sold: {
      kind: 'webhook',
      name: 'sold',
      label: 'Loaf sold',
      webhookType: 'web',
      connection: 'till',
      altConnection: null,
      sections: {
        communication: { output: { id: '{{body.id}}', price: '{{body.price}}' } },
        params: [{ name: 'shop', type: 'text', label: 'Shop' }],
        attach: {
          url: '/hooks',
          method: 'POST',
          body: { url: '{{webhook.url}}' },
          response: { data: { hook: '{{body.id}}' } },
        },
        detach: { url: '/hooks/{{webhook.hook}}', method: 'DELETE' },
        requiredScope: ['loaf:read'],
      },
    },
  },
  modules: {
    bakeLoaf: {
      kind: 'module',
      name: 'bakeLoaf',
      label: 'Bake a Loaf',
      description: 'Bakes one loaf.',
      moduleType: 'action',
      actionCrud: 'create',
      connection: 'till',
      altConnection: null,
      sections: {
        communication: {
          url: '/loaves',
          method: 'POST',
          body: { flour: '{{parameters.flour}}', weight: '{{parameters.weight}}' },
          response: { output: { id: '{{body.id}}', crust: '{{body.crust}}' } },
        },
        mappableParams: [
          {
            name: 'flour',
            type: 'select',
            label: 'Flour',
            required: true,
            options: [
              { label: 'Rye', value: 'rye' },
              { label: 'Wheat', value: 'wheat', nested: [{ name: 'grade', type: 'uinteger', label: 'Grade' }] },
            ],
          },
          {
            name: 'weight',
            type: 'integer',
            label: 'Weight',
            help: 'In grams.',
            default: 500,
            validate: { min: 100, max: 2000 },
          },
          { name: 'note', type: 'text', label: 'Note', validate: { pattern: '^[a-z ]*$', enum: ['thin', 'thick'] } },
          { name: 'customer', type: 'select', label: 'Customer', options: 'rpc://listCustomers' },
          {
            name: 'seeds',
            type: 'array',
            label: 'Seeds',
            spec: [
              { name: 'kind', type: 'text', label: 'Kind' },
              { name: 'grams', type: 'number', label: 'Grams' },
            ],
          },
          {
            name: 'sliced',
            type: 'boolean',
            label: 'Sliced',
            nested: [{ name: 'slices', type: 'uinteger', label: 'Slices' }],
          },
          { name: 'labels', type: 'array', label: 'Labels', spec: { type: 'text' } },
          { name: 'origin', type: 'hidden', default: 'make', mappable: false, editable: true },
          { type: 'banner', title: 'Note', text: 'Bread is fresh.' },
          'rpc://customFields',
        ],
        interface: [
          { name: 'id', type: 'uinteger', label: 'ID' },
          { name: 'crust', type: 'text', label: 'Crust' },
          {
            name: 'baker',
            type: 'collection',
            label: 'Baker',
            spec: [
              { name: 'name', type: 'text', label: 'Name' },
              { name: 'hired', type: 'date', label: 'Hired' },
            ],
          },
          { name: 'tags', type: 'array', label: 'Tags', spec: { type: 'text' } },
          'rpc://customFields',
        ],
        samples: { id: 7, crust: 'dark' },
        scope: ['loaf:write'],
      },
    },
    listLoaves: {
      kind: 'module',
      name: 'listLoaves',
      label: 'List Loaves',
      description: 'Lists loaves.',
      moduleType: 'search',
      connection: null,
      altConnection: null,
      sections: {
        communication: {
          url: '/loaves',
          response: { iterate: '{{body.loaves}}', output: '{{item}}', limit: '{{parameters.limit}}' },
          pagination: { qs: { page: '{{pagination.page}}' } },
        },
        mappableParams: [
          {
            name: 'query',
            type: 'filter',
            label: 'Filter',
            options: {
              store: [{ label: 'Crust', value: 'crust' }],
              logic: 'and',
              operators: [
                {
                  label: 'Text',
                  options: [
                    { label: 'is', value: 'text:equal' },
                    { label: 'has', value: 'text:contain' },
                  ],
                },
              ],
            },
          },
          { name: 'limit', type: 'uinteger', label: 'Limit' },
        ],
      },
    },
    watchLoaves: {
      kind: 'module',
      name: 'watchLoaves',
      label: 'Watch Loaves',
      description: 'Starts with every loaf.',
      moduleType: 'trigger',
      connection: 'till',
      altConnection: 'web',
      sections: {
        communication: {
          url: '/loaves',
          response: {
            iterate: '{{body.loaves}}',
            trigger: { type: 'date', id: '{{item.id}}', date: '{{item.baked}}', order: 'desc' },
            output: { id: '{{item.id}}' },
          },
        },
        epoch: { response: { output: { label: '{{item.name}}', date: '{{item.baked}}' } } },
        staticParams: [{ name: 'shop', type: 'text', label: 'Shop' }],
        interface: [{ name: 'id', type: 'uinteger', label: 'ID' }],
      },
    },
    loafSold: {
      kind: 'module',
      name: 'loafSold',
      label: 'Loaf Sold',
      description: 'Starts when a loaf is sold.',
      moduleType: 'instant_trigger',
      connection: 'till',
      altConnection: null,
      webhook: 'sold',
      sections: { interface: [{ name: 'id', type: 'text', label: 'ID' }] },
    },
    answerTill: {
      kind: 'module',
      name: 'answerTill',
      label: 'Answer the Till',
      description: 'Replies to the till.',
      moduleType: 'responder',
      connection: null,
      altConnection: null,
      sections: { communication: { response: { status: 200, body: { ok: true } } } },
    },
  },
  rpcs: {
    listCustomers: {
      kind: 'rpc',
      name: 'listCustomers',
      label: 'List Customers',
      connection: 'till',
      altConnection: null,
      sections: {
        communication: {
          url: '/customers',
          response: { iterate: '{{body}}', output: { label: '{{item.name}}', value: '{{item.id}}' } },
        },
        params: [{ name: 'term', type: 'text', label: 'Term' }],
      },
    },
    customFields: {
      kind: 'rpc',
      name: 'customFields',
      label: 'Custom Fields',
      connection: 'till',
      altConnection: null,
      sections: { communication: { url: '/fields', response: { output: '{{body}}' } } },
    },
  },
  functions: {
    toGrams: {
      kind: 'function',
      name: 'toGrams',
      sections: {
        code: 'function toGrams(kilos) {\n  return kilos * 1000; // exact\n}\n',
        test: "it('converts', () => {});\n",
      },
    },
  },
  endpoints: {
    getLoaf: {
      kind: 'endpoint',
      name: 'getLoaf',
      label: 'Get a Loaf',
      description: 'Reads one loaf.',
      annotations: { readOnlyHint: true },
      attachedAccounts: ['till'],
      sections: {
        communication: { url: '/loaves/{{parameters.id}}' },
        inputParameters: [{ name: 'id', type: 'text', label: 'ID', help: 'Of the loaf.', required: true }],
        outputParameters: [{ name: 'crust', type: 'text', label: 'Crust', help: 'Its colour.' }],
        context: 'Loaves are bread.',
      },
    },
  },
} as const;

/** A fresh copy of a small app that has everything an app can have. */
export const bakery = (): Manifest => structuredClone(BAKERY) as unknown as Manifest; // literal types are narrower

/** A copy of the app with one edit. */
export function edited(edit: (app: Draft) => void): Manifest {
  const draft: Draft = bakery();
  edit(draft);
  return draft;
}

/** The same JSON with the keys of every collection in another order. */
export function shuffled<T>(value: T, rank: (key: string) => number): T {
  const reorder = (inner: Json): Json => {
    if (Array.isArray(inner)) return inner.map(reorder);
    if (typeof inner !== 'object' || inner === null) return inner;
    const entries = Object.entries(inner as Record<string, Json>).sort(([a], [b]) => rank(a) - rank(b));
    return Object.fromEntries(entries.map(([key, each]) => [key, reorder(each)]));
  };
  return reorder(value as Json) as T;
}
