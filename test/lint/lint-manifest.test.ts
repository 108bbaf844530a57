import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { lintManifest } from '../../scripts/lint/lint-manifest.ts';
import type { AppPatch } from '../../scripts/lint/minimal-app.ts';
import { minimalApp } from '../../scripts/lint/minimal-app.ts';
import { MINIMAL } from '../../scripts/lint/minimal-parts.ts';
import type { Manifest, ModuleComponent } from '../../scripts/manifest/manifest.ts';

const codes = (patch: AppPatch, options?: Parameters<typeof lintManifest>[1]): string[] => [
  ...new Set(lintManifest(minimalApp(patch), options).map(({ code }) => code)),
];
const TEXT_KEY: AppPatch = {
  connections: {
    acme: {
      params: [
        {
          name: 'apiKey',
          type: 'text',
          label: 'API key',
          editable: true,
          help: 'See [the page](https://acme.test/k).',
        },
      ],
    },
  },
};

describe('lintManifest', () => {
  test('says what, where and what to do', () => {
    const [problem] = lintManifest(minimalApp(TEXT_KEY));

    expect(problem).toEqual({
      code: 'CONN-005',
      severity: 'error',
      message: '"apiKey" holds a secret, but everyone can read it in the form.',
      fix: 'make its type "password".',
      component: 'connections.acme',
      section: 'params',
      path: [0],
      edit: { component: 'connections.acme', section: 'params', path: [0, 'type'], set: 'password' },
    });
  });

  test('gives another severity to a rule when told so', () => {
    const [problem] = lintManifest(minimalApp(TEXT_KEY), { rules: { 'CONN-005': 'warning' } });

    expect(problem?.severity).toBe('warning');
  });

  test('is silent about a rule that is off', () => {
    expect(codes(TEXT_KEY, { rules: { 'CONN-005': 'off' } })).toEqual([]);
  });

  test('keeps advice to itself unless asked', () => {
    const patch: AppPatch = { app: { theme: '#cccccc' } };

    expect(codes(patch)).toEqual([]);
    expect(codes(patch, { advice: true })).toEqual(['NAME-004']);
    expect(codes(patch, { rules: { 'NAME-004': 'info' } })).toEqual(['NAME-004']);
  });

  test('does not repeat what another check has said of the component', () => {
    const code = `function slug(text) {\n  return require(text);\n}\n`;
    const manifest = minimalApp({ functions: { slug: { ...MINIMAL.functions.slug, code } } });
    const known = [{ code: 'MAN220', severity: 'error', message: '', component: 'functions.slug' }] as const;

    expect(lintManifest(manifest).map((problem) => problem.code)).toEqual(['FUNC-010']);
    expect(lintManifest(manifest, { known })).toEqual([]);
  });

  test('points into a text', () => {
    const patch: AppPatch = {
      modules: {
        searchItems: {
          communication: {
            ...(MINIMAL.modules.searchItems.communication as Record<string, Json>),
            qs: { q: '{{parameters.query}}', x: 'in {{if(parameters.query === 1, 1, 0)}}' },
          },
        },
      },
    };

    expect(lintManifest(minimalApp(patch))).toMatchObject([{ code: 'IML-006', offset: 25 }]);
  });

  test('takes an app of forty modules in well under a second', () => {
    const manifest = bigApp(40);
    lintManifest(minimalApp(), { advice: true });

    const begin = process.cpuUsage();
    lintManifest(manifest, { advice: true });
    const { user } = process.cpuUsage(begin);

    expect(user / 1000).toBeLessThan(900);
  });
});

/** The minimal app with copies of its modules. */
function bigApp(count: number): Manifest {
  const app = minimalApp();
  const models = Object.values(app.modules);
  const modules = Array.from({ length: count }, (_, index): [string, ModuleComponent] => {
    const model = models[index % models.length]!;
    return [`${model.name}${index}`, { ...model, name: `${model.name}${index}` }];
  });
  return { ...app, modules: Object.fromEntries(modules) };
}

const CREATE = MINIMAL.modules.createItem.communication as Record<string, Json>;
const SEARCH_RESPONSE = (MINIMAL.modules.searchItems.communication as Record<string, Json>).response as Record<
  string,
  Json
>;

/** What looks like a fault and is none, case by case. */
const ACCEPTED: readonly (readonly [string, AppPatch])[] = [
  ['an empty list of scopes', { connections: { acmeOauth: { defaultScope: [], scopeList: {} } } }],
  [
    'an error directive without 429 and 5xx',
    { base: { ...MINIMAL.sections.base, response: { error: { message: '[{{statusCode}}] {{body.message}}' } } } },
  ],
  [
    'a page condition with >=',
    search({ pagination: { qs: { p: '{{pagination.page}}' }, condition: '{{body.total >= pagination.page}}' } }),
  ],
  [
    'optional parameters in a body',
    {
      modules: {
        createItem: {
          mappableParams: [
            { name: 'name', type: 'text', label: 'Name', required: true },
            { name: 'note', type: 'text', label: 'Note' },
          ],
          communication: {
            url: '/items',
            method: 'POST',
            body: { name: '{{slug(parameters.name)}}', note: '{{parameters.note}}' },
            response: { output: '{{body}}' },
          },
        },
      },
    },
  ],
  ['two slashes in a path', { modules: { makeApiCall: call('https://api.acme.test//{{parameters.url}}') } }],
  ['a long timeout in a module', search({ timeout: 300_000 })],
  [
    'a request without an address',
    { rpcs: { listItems: { communication: { response: { iterate: '{{split("a,b", ",")}}', output: option() } } } } },
  ],
  ['names that count tokens', withSample({ max_tokens: 5, next_page_token: 'abc' })],
  [
    'a host of the user alone',
    { base: { ...MINIMAL.sections.base, baseUrl: 'https://{{connection.host}}' }, ...host() },
  ],
  ['options of which some are known at run time only', withOptions({ options: 'rpc://listItems', default: 'x' })],
  ['a sample that leaves members out', { modules: { createItem: { samples: { id: 'it-7' } } } }],
  ['a sample with a day', withSample({ due: '2025-03-01' }, 'date')],
  ['a sample with a day in words', withSample({ due: '1 Mar 2025' }, 'date')],
  ['a sample with seconds', withSample({ due: 1_740_787_200 }, 'date')],
  [
    'an output that is what the API answers',
    { modules: { createItem: { communication: { ...CREATE, response: { output: '{{body}}' } } } } },
  ],
  [
    'a member of an item that nobody described',
    search({ response: { ...SEARCH_RESPONSE, output: { '{{...}}': '{{item}}', name: '{{item.fullTitle}}' } } }),
  ],
  ['an unusual method', search({ method: 'report' })],
  ['another host of the same service', search({ url: 'https://files.acme.test/items' })],
];

function search(changes: Record<string, Json>): AppPatch {
  const communication = MINIMAL.modules.searchItems.communication as Record<string, Json>;
  return { modules: { searchItems: { communication: { ...communication, ...changes } } } };
}

function call(url: string): Record<string, Json> {
  return { communication: { ...(MINIMAL.modules.makeApiCall.communication as Record<string, Json>), url } };
}

function option(): Json {
  return { label: '{{item}}', value: '{{item}}' };
}

function withOptions(attributes: Record<string, Json>): AppPatch {
  const options = [{ label: 'Red', value: 'red' }];
  const color = { name: 'color', type: 'select', label: 'Color', options, ...attributes };
  const name = { name: 'name', type: 'text', label: 'Name', required: true };
  const communication = { ...CREATE, body: { name: '{{slug(parameters.name)}}', color: '{{parameters.color}}' } };
  return { modules: { createItem: { mappableParams: [name, color], communication } } };
}

function withSample(values: Record<string, Json>, type = 'any'): AppPatch {
  const fields = Object.keys(values).map((name) => ({ name, type, label: 'Part' }));
  return {
    modules: {
      createItem: {
        communication: {
          url: '/items',
          method: 'POST',
          body: '{{parameters}}',
          response: { output: Object.fromEntries(Object.keys(values).map((name) => [name, `{{body.${name}}}`])) },
        },
        interface: fields,
        samples: values,
      },
    },
  };
}

function host(): AppPatch {
  const params = [
    ...(MINIMAL.connections.acme.params as Json[]),
    { name: 'host', type: 'text', label: 'Host', editable: true },
  ];
  return { connections: { acme: { params } }, modules: { makeApiCall: call('/{{parameters.url}}') } };
}

describe('no rule flags', () => {
  test.each(ACCEPTED)('%s', (_, patch) => {
    expect(lintManifest(minimalApp(patch))).toEqual([]);
  });
});
