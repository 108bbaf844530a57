import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import type { RunOptions } from '../../scripts/runtime/options.ts';
import type { AppParts, Stub } from './support.ts';
import { answer, KEY, manifestOf, paths, stubbed } from './support.ts';

async function run(
  parts: AppParts,
  component: string,
  spec: { readonly input?: unknown; readonly answers?: readonly Stub[]; readonly options?: RunOptions } = {},
) {
  const { transport, sent } = stubbed(spec.answers ?? [answer({})]);
  const execution = await loadApp(manifestOf(parts)).execute(component, spec.input ?? {}, {
    transport,
    connection: KEY,
    ...spec.options,
  });
  return { ...execution, sent };
}

const hook = (communication: Json, more: Readonly<Record<string, Json>> = {}): AppParts => ({
  webhooks: { orders: { sections: { communication, ...more } } },
});

describe('an RPC', () => {
  const rpc = (communication: Json): AppParts => ({ rpcs: { colors: communication } });

  test('RT-34 (documented): may be static', async () => {
    const options = [
      { label: 'Red', value: 'r' },
      { label: 'Blue', value: 'b' },
    ];

    const { report, sent } = await run(rpc({ response: { output: options } }), 'rpcs.colors');

    expect([report.bundles, sent]).toEqual([options, []]);
  });

  test.each([
    ["'true'", ['/colors']],
    ['true', []],
  ])('RT-76 (documented): compares values of the reference as text: = %s', async (value, sends) => {
    const { sent } = await run(
      rpc({ url: '/colors', condition: `{{parameters.only = ${value}}}` }),
      'rpc://colors?only=true',
    );

    expect(paths(sent)).toEqual(sends);
  });

  test('§1.6 (documented): values of the reference win over those of the form', async () => {
    const { sent } = await run(rpc({ url: '/{{parameters.a}}/{{parameters.b}}' }), 'rpc://colors?a=ref', {
      input: { a: 'form', b: 'form' },
    });

    expect(paths(sent)).toEqual(['/ref/form']);
  });

  test('RT-77 (documented): gives nothing when no branch matches', async () => {
    const { report } = await run(
      rpc([
        { condition: '{{false}}', url: '/a' },
        { condition: '{{false}}', url: '/b' },
      ]),
      'rpcs.colors',
    );

    expect([report.ok, report.bundles]).toEqual([true, []]);
  });

  test.each([
    ['a list of text', ['a', 'b'], ['a', 'b'], undefined],
    ['one object', { a: 1 }, [{ a: 1 }], undefined],
    ['text', 'x', ['x'], undefined],
    ['a number', 5, [], 'Invalid item in module output. Expected Object, but found Number.'],
  ])('§4.13 (documented): filters %s', async (_title, body, bundles, message) => {
    const { report } = await run(rpc({ url: '/c' }), 'rpcs.colors', { answers: [answer(body)] });

    expect([report.bundles, report.error?.message]).toEqual([bundles, message]);
  });

  test('§3.4 (documented): cuts to its limit after the filter, and sorts by what it captures', async () => {
    const response = {
      iterate: '{{body}}',
      output: '{{item.id}}',
      limit: 2,
      trigger: { type: 'id', id: '{{item.id}}', order: 'asc' },
    };

    const { report } = await run(rpc({ url: '/c', response }), 'rpcs.colors', {
      answers: [answer([{ id: 'a' }, { id: 'b' }, { id: 'c' }])],
    });

    expect(report.bundles).toEqual(['b', 'a']);
  });
});

describe('an endpoint', () => {
  const list: Json = { url: '/list/{{parameters.of}}', response: { output: '{{body}}' } };

  test.each([
    ['one object', list, { id: 1 }, [{ id: 1 }]],
    ['a list of one', list, [{ id: 1 }], [{ id: 1 }]],
    ['an empty list as {}', list, [], [{}]],
    ['a longer list as it is', list, [{ id: 1 }, { id: 2 }], [{ id: 1 }, { id: 2 }]],
    ['what it iterates as a list', { url: '/l', response: { iterate: '{{body}}' } }, [], []],
    ['a list when told not to unwrap', { url: '/l', response: { unwrap: false } }, [], []],
  ])('RT-78 A20 (documented): gives %s', async (_title, communication, body, bundles) => {
    const { report } = await run({ endpoints: { list: communication } }, 'endpoints.list', { answers: [answer(body)] });

    expect(report.bundles).toEqual(bundles);
  });

  const caller = (step: Json, type: 'action' | 'trigger' = 'action'): AppParts => ({
    endpoints: { list, nested: { endpoint: 'list', input: {} } },
    modules: { probe: { moduleType: type, sections: { communication: step } } },
  });

  test('§8 (documented): is the body of a step that names it, its input its parameters', async () => {
    const { report, sent } = await run(
      caller({
        endpoint: 'list',
        input: { of: '{{connection.key}}' },
        response: { output: { got: '{{body.id}}', status: '{{statusCode}}' } },
      }),
      'probe',
      { answers: [answer([{ id: 3 }])] },
    );

    expect([report.bundles, paths(sent)]).toEqual([[{ got: 3, status: 200 }], ['/list/k-1']]);
  });

  test('§8 (documented): is paged by its caller', async () => {
    const step = {
      endpoint: 'list',
      input: { of: 'p{{pagination.page}}' },
      response: { iterate: '{{body.rows}}', wrapper: { n: '{{length(output)}}' } },
      pagination: { condition: '{{pagination.page <= 2}}', input: { of: 'q{{pagination.page}}' } },
    };

    const { report, sent } = await run(caller(step), 'probe', { answers: [answer({ rows: [1, 2] })] });

    expect([report.bundles, paths(sent)]).toEqual([[{ n: 4 }], ['/list/p1', '/list/q2']]);
  });

  test.each([
    [
      'RT-79: its name is literal',
      { endpoint: '{{parameters.which}}', input: {} },
      "Endpoint '{{parameters.which}}' not found.",
    ],
    ['it has no url beside it', { endpoint: 'list', url: '/x' }, 'A step has either endpoint or url, not both.'],
    [
      'its connection is an object',
      { endpoint: { name: 'list', connection: 'shop' } },
      'endpoint.connection must be an object; text is not accepted.',
    ],
    [
      'it calls no other endpoint',
      { endpoint: 'nested' },
      'The endpoint directive cannot be used here: not in an endpoint, a trigger or a webhook.',
    ],
    ['its input is a collection', { endpoint: 'list', input: 'x' }, 'input is "x", which is no collection.'],
    ['it is one', { endpoint: ['list'] }, 'endpoint must be the name of one endpoint, or { "name": … }.'],
  ])('§8 (documented): %s', async (_title, step: Json, message) => {
    const { report } = await run(caller(step), 'probe');

    expect(report.error).toEqual({ type: 'InvalidConfigurationError', message });
  });

  test.each<[string, Json, string[]]>([
    ['merges its input', { input: { at: 2 } }, ['/a?of=x&at=1', '/a?of=x&at=2']],
    ['replaces it without merging', { mergeWithParent: false, input: { at: 2 } }, ['/a?of=x&at=1', '/a?at=2']],
    ['may go to another endpoint', { endpoint: 'second' }, ['/a?of=x&at=1', '/b?of=x']],
  ])('§8 (documented): a further page %s', async (_title, paging, sends) => {
    const qs = { of: '{{parameters.of}}', at: '{{parameters.at}}' };
    const parts: AppParts = {
      endpoints: { list: { url: '/a', qs }, second: { url: '/b', qs: { of: '{{parameters.of}}' } } },
      modules: {
        probe: {
          moduleType: 'search',
          sections: {
            communication: {
              endpoint: 'list',
              input: { of: 'x', at: 1 },
              response: { iterate: '{{body.rows}}' },
              pagination: { condition: '{{pagination.page < 3}}', ...(paging as object) },
            },
          },
        },
      },
    };

    const { sent } = await run(parts, 'probe', { answers: [answer({ rows: [{ id: 1 }] })] });

    expect(paths(sent)).toEqual(sends);
  });

  test('§8 (documented): a page goes through no connection of its own', async () => {
    const step: Json = {
      endpoint: 'list',
      input: {},
      response: { iterate: '{{body.rows}}', wrapper: {} },
      pagination: { endpoint: { name: 'list', connection: {} } },
    };

    const { report } = await run(caller(step), 'probe', { answers: [answer({ rows: [{ id: 1 }] })] });

    expect(report.error).toEqual({
      type: 'InvalidConfigurationError',
      message: 'pagination.endpoint cannot name a connection.',
    });
  });

  test('§8 (documented): its Warning is a warning of the caller', async () => {
    const parts: AppParts = {
      endpoints: { list: { response: { output: "{{errorFactory('Warning', 'Half is missing.')}}" } } },
      modules: { probe: { sections: { communication: { endpoint: 'list', response: { output: { a: 1 } } } } } },
    };

    const { report } = await run(parts, 'probe');

    expect([report.bundles, report.warnings]).toMatchObject([
      [{ a: 1 }],
      [{ code: 'RUN237', component: 'endpoints.list', message: "The endpoint 'list' warns: Half is missing." }],
    ]);
  });

  test('§8 (documented): may be called 100 times', async () => {
    const parts: AppParts = {
      endpoints: { fixed: { response: { output: { n: 1 } } } },
      modules: { probe: { sections: { communication: { endpoint: 'fixed', repeat: { condition: '{{true}}' } } } } },
    };

    const { report } = await run(parts, 'probe');

    expect(report.error?.message).toBe('An execution may call endpoints at most 100 times.');
  });
});

describe('a webhook', () => {
  const deliver = (communication: Json, request: unknown, options: RunOptions = {}) =>
    run(hook(communication), 'webhooks.orders.receive', { input: request, options });

  test('RT-72 (documented): answers a verification and queues nothing', async () => {
    const { report } = await deliver(
      {
        verification: { condition: '{{body.probe}}', respond: { type: 'text', body: '{{body.probe}}' } },
        output: '{{body}}',
      },
      { body: { probe: 'z' } },
    );

    expect(report.bundles).toEqual([]);
    expect(report.respond).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'z',
    });
  });

  test('RT-73 (documented): takes a batch apart and answers as told', async () => {
    const { report } = await deliver(
      { iterate: '{{body.events}}', output: { k: '{{item.id}}' }, respond: { status: 202, body: { ok: true } } },
      { body: { events: [{ id: 1 }, { id: 2 }] } },
    );

    expect(report.bundles).toEqual([{ k: 1 }, { k: 2 }]);
    expect(report.respond).toEqual({
      status: 202,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"ok":true}',
    });
  });

  test('RT-74 (assumed): hands items to the connection they belong to', async () => {
    const communication = { iterate: '{{body.e}}', uid: '{{item.u}}' };
    const body = {
      e: [
        { u: 'A', n: 1 },
        { u: 'B', n: 2 },
        { u: 'Z', n: 3 },
      ],
    };

    const { report } = await deliver(communication, { body }, { uids: ['A', 'B'] });

    expect(report.bundles).toEqual([
      { u: 'A', n: 1 },
      { u: 'B', n: 2 },
    ]);
    expect(report.warnings.map(({ code }) => code)).toEqual(['RUN213']);
  });

  test.each([
    ['A19: answers Accepted', {}, { body: { id: 1 } }, [{ id: 1 }], { status: 200, body: 'Accepted' }],
    [
      'ASM-08: queues nothing when its condition is false',
      { condition: '{{body.on}}' },
      { body: {} },
      [],
      { status: 200, body: 'Accepted' },
    ],
    [
      'ASM-09: a verification without a condition never matches',
      { verification: { respond: { status: 500 } } },
      { body: { id: 1 } },
      [{ id: 1 }],
      { status: 200 },
    ],
    [
      '§6: reads JSON text',
      { output: '{{body.a}}' },
      { headers: { 'Content-Type': 'application/json' }, body: '{"a":{"b":1}}' },
      [{ b: 1 }],
      {},
    ],
    [
      '§6: reads forms',
      {},
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1&b=x+y&a=2' },
      [{ a: ['1', '2'], b: 'x y' }],
      {},
    ],
    ['§15: reads a raw body', {}, { rawBody: '{"a":1}' }, [{ a: 1 }], {}],
    [
      '§6: sees query, headers and method',
      { output: { q: '{{query.q}}', h: '{{headers.`x-kind`}}', m: '{{method}}' } },
      { method: 'put', query: { q: 7 }, headers: { 'X-Kind': 'k' } },
      [{ q: 7, h: 'k', m: 'PUT' }],
      {},
    ],
    [
      '§3.12: sees what attach saved',
      { output: { id: '{{webhook.remote}}', same: '{{data.remote}}' } },
      { body: 1 },
      [{ id: 'h1', same: 'h1' }],
      {},
    ],
    [
      'ASM-63: sends text as text',
      { respond: { body: 'hello' } },
      {},
      [],
      { body: 'hello', headers: { 'content-type': 'text/plain; charset=utf-8' } },
    ],
    [
      '§6: lets the status and headers be computed',
      { respond: { type: 'urlencoded', status: '{{200 + 1}}', headers: { 'X-A': '{{query.a}}' }, body: { a: 'b c' } } },
      { query: { a: 'q' } },
      [],
      { status: 201, body: 'a=b%20c', headers: { 'x-a': 'q', 'content-type': 'application/x-www-form-urlencoded' } },
    ],
  ])('%s', async (_title, communication: Json, request, bundles, reply) => {
    const { report } = await deliver(communication, request, { state: { id: 1, url: 'u', data: { remote: 'h1' } } });

    expect(report.error).toBeUndefined();
    expect(report.bundles).toEqual(bundles);
    expect(report.respond).toMatchObject(reply);
  });

  const lifecycle = (more: Readonly<Record<string, Json>> = {}): AppParts =>
    hook(
      {},
      {
        attach: {
          url: '/hooks',
          method: 'POST',
          body: { target: '{{webhook.url}}', kind: '{{parameters.kind}}' },
          response: { data: { remote: '{{body.id}}' } },
        },
        detach: { url: '/hooks/{{webhook.remote}}', method: 'DELETE' },
        params: [{ name: 'kind', type: 'text' }],
        ...more,
      },
    );

  test('RT-75 B35 (documented): attach stores, detach reads, and Base applies', async () => {
    const options = { hookUrl: 'https://hook.example/1', host: { uuid: () => 'id-1' } };
    const attached = await run(lifecycle(), 'webhooks.orders.attach', {
      input: { kind: 'new' },
      answers: [answer({ id: 'h7' })],
      options,
    });
    const detached = await run(lifecycle(), 'webhooks.orders.detach', { options: { state: attached.report.state } });

    expect(attached.sent.map(({ url, text, headers }) => [url, text, headers.authorization])).toEqual([
      ['https://shop.example/api/hooks', '{"target":"https://hook.example/1","kind":"new"}', 'Key k-1'],
    ]);
    expect(attached.report.state).toEqual({ id: 'id-1', url: 'https://hook.example/1', data: { remote: 'h7' } });
    expect(paths(detached.sent)).toEqual(['DELETE /hooks/h7']);
    expect(detached.report.state).toEqual({});
  });

  const stored = { id: 'id-1', url: 'https://hook.example/1', data: { remote: 'h7' } };

  test('§1.4 (documented): update changes a registration', async () => {
    const update = {
      url: '/hooks/{{webhook.remote}}',
      method: 'PATCH',
      body: { kind: '{{parameters.kind}}' },
      response: { data: { version: '{{body.v}}' } },
    };

    const { report, sent } = await run(lifecycle({ update }), 'webhooks.orders.update', {
      input: { kind: 'old' },
      answers: [answer({ v: 2 })],
      options: { state: stored },
    });

    expect([paths(sent), report.state]).toEqual([
      ['PATCH /hooks/h7'],
      { ...stored, data: { remote: 'h7', version: 2 } },
    ]);
  });

  test('ASM-06 (assumed): without an update it detaches and attaches, even when the first fails', async () => {
    const { report, sent } = await run(lifecycle(), 'webhooks.orders.update', {
      answers: [answer({}, 404), answer({ id: 'h8' })],
      options: { state: stored },
    });

    expect([paths(sent), report.state]).toEqual([
      ['DELETE /hooks/h7', 'POST /hooks'],
      { ...stored, data: { remote: 'h8' } },
    ]);
    expect(report.warnings.map(({ code }) => code)).toEqual(['RUN216']);
  });
});

describe('an instant trigger', () => {
  const parts = (communication: Json, api: Json = {}): AppParts => ({
    ...hook({ iterate: '{{body.rows}}', ...(api as Readonly<Record<string, Json>>) }),
    modules: { watch: { moduleType: 'instant_trigger', webhook: 'orders', sections: { communication } } },
  });
  const payload = { body: { rows: [{ id: 1, on: true }, { id: 2 }] } };

  test.each([
    ['hands items on', {}, [{ id: 1, on: true }, { id: 2 }], []],
    ['ASM-62: drops items its condition refuses', { condition: '{{payload.on}}' }, [{ id: 1, on: true }], []],
    ['shapes an item', { response: { output: { n: '{{payload.id}}' } } }, [{ n: 1 }, { n: 2 }], []],
    [
      'makes one request an item',
      { url: '/o/{{payload.id}}', response: { output: { total: '{{body.total}}' } } },
      [{ total: 9 }, { total: 9 }],
      ['/o/1', '/o/2'],
    ],
    ['outputs the body when nothing is said', { url: '/o' }, [{ total: 9 }, { total: 9 }], ['/o', '/o']],
  ])('§3.5 (documented): %s', async (_title, communication: Json, bundles, sends) => {
    const { report, sent } = await run(parts(communication), 'watch', {
      answers: [answer({ total: 9 })],
      options: { payload },
    });

    expect(report.error).toBeUndefined();
    expect([report.bundles, paths(sent)]).toEqual([bundles, sends]);
    expect(report.respond).toBeUndefined();
  });

  test('sees the parameters of its webhook', async () => {
    const webhooks = {
      orders: {
        sections: {
          communication: { output: { kind: '{{parameters.kind}}' } },
          params: [{ name: 'kind', type: 'text' }],
        },
      },
    };
    const { report } = await run({ ...parts({}), webhooks }, 'watch', {
      input: { kind: 'new' },
      options: { payload: {} },
    });

    expect(report.bundles).toEqual([{ kind: 'new' }]);
  });

  test('warns when nothing came through', async () => {
    const { report } = await run(parts({}, { condition: '{{false}}' }), 'watch', { options: { payload } });

    expect(report.warnings.map(({ code, message }) => [code, message])).toEqual([
      ['RUN212', 'The webhook took no item from the incoming request: the condition is false for it.'],
    ]);
  });
});

describe('a responder', () => {
  test('§3.7 (documented): makes the reply and no bundle', async () => {
    const communication = {
      response: { status: '{{parameters.status}}', headers: { 'x-a': 'b' }, body: { got: '{{parameters.status}}' } },
    };
    const { report } = await run(
      {
        modules: {
          reply: {
            moduleType: 'responder',
            sections: { communication, mappableParams: [{ name: 'status', type: 'uinteger' }] },
          },
        },
      },
      'reply',
      { input: { status: 201 } },
    );

    expect(report).toMatchObject({
      bundles: [],
      respond: {
        status: 201,
        headers: { 'x-a': 'b', 'content-type': 'application/json; charset=utf-8' },
        body: '{"got":201}',
      },
    });
  });
});

describe('a universal module', () => {
  const call = (url: string, input: Readonly<Record<string, unknown>>, params: Json = []) =>
    run(
      {
        modules: {
          call: {
            moduleType: 'universal',
            sections: {
              communication: {
                url,
                type: 'text',
                method: '{{parameters.method}}',
                body: '{{parameters.body}}',
                response: { output: { body: '{{body}}', headers: '{{headers}}', statusCode: '{{statusCode}}' } },
              },
              mappableParams: params,
            },
          },
        },
      },
      'call',
      { input, answers: [answer({ ok: 1 })], options: { skipValidation: true } },
    );

  test('§9.1 (documented): gives body, headers and status', async () => {
    const { report, sent } = await call('https://shop.example/{{parameters.url}}', {
      url: '/v1/x',
      method: 'POST',
      body: '{"a":1}',
    });

    expect(report.bundles).toEqual([
      { body: { ok: 1 }, headers: { 'content-type': 'application/json' }, statusCode: 200 },
    ]);
    expect(sent.map(({ url, text }) => [url, text])).toEqual([['https://shop.example/v1/x', '{"a":1}']]);
    expect(report.warnings).toEqual([]);
  });

  test.each([
    ['an absolute address', '{{parameters.url}}', 'https://evil.example/x'],
    ['more of the host', 'https://shop.example{{parameters.url}}', '.evil.example/x'],
    ['a user before the host', 'https://shop.example{{parameters.url}}', '@evil.example/x'],
    ['another port', 'https://shop.example{{parameters.url}}', ':444/x'],
    ['a backslash', 'https://shop.example{{parameters.url}}', '.evil.example\\x'],
    ['a host of the choice of the user', 'https://{{parameters.url}}/x', 'evil.example'],
  ])('ASM-69 (assumed): does not let a user lead elsewhere by %s', async (_title, template, url) => {
    const { report, sent } = await call(template, { url });

    expect([report.error?.type, sent]).toEqual(['InvalidConfigurationError', []]);
  });

  test.each([
    ['a path through baseUrl', '/{{parameters.url}}', '/v1', 'https://shop.example/api/v1'],
    ['two slashes', 'https://shop.example/{{parameters.url}}', '//evil.example', 'https://shop.example/evil.example'],
    [
      'a host of the connection',
      'https://{{connection.key}}.example/{{parameters.url}}',
      'v1',
      'https://k-1.example/v1',
    ],
  ])('ASM-69 (assumed): accepts %s', async (_title, template, url, asked) => {
    const { report, sent } = await call(template, { url });

    expect([report.error, sent[0]?.url]).toEqual([undefined, asked]);
  });

  test('ASM-69 (assumed): accepts a host picked from a list', async () => {
    const params = [{ name: 'area', type: 'select', options: [{ label: 'EU', value: 'eu' }] }];
    const { sent } = await call(
      'https://{{parameters.area}}.example/{{parameters.url}}',
      { area: 'eu', url: 'v1' },
      params,
    );

    expect(sent[0]?.url).toBe('https://eu.example/v1');
  });
});

describe('a custom function', () => {
  test('runs by the given runner, in expressions and alone', async () => {
    const parts: AppParts = {
      functions: ['shout'],
      modules: { probe: { sections: { communication: { response: { output: { t: "{{shout('hi')}}" } } } } } },
    };
    const options: RunOptions = {
      timezone: 'Europe/Prague',
      customFunctions: (name, [text], { timezone }) => `${name} ${String(text)} ${timezone}`,
    };

    const inside = await run(parts, 'probe', { options });
    const alone = await run(parts, 'functions.shout', { input: ['you'], options });

    expect([inside.report.bundles, alone.report.bundles]).toEqual([
      [{ t: 'shout hi Europe/Prague' }],
      ['shout you Europe/Prague'],
    ]);
  });

  test('without a runner says so', async () => {
    const { report } = await run({ functions: ['shout'] }, 'functions.shout', { input: [] });

    expect(report.error?.message).toBe("Function 'shout' is the app's own, and the run has nothing to execute it.");
  });
});

describe('a component name', () => {
  const parts: AppParts = {
    ...hook({}),
    modules: { getOrder: { sections: {} }, watch: { moduleType: 'instant_trigger', webhook: 'orders', sections: {} } },
    functions: ['f'],
  };

  test.each([
    ['getOrdr', 'There is no component "getOrdr".', 'did you mean "getOrder"?'],
    ['modules.getOrdr', 'The app has no module "getOrdr".', 'did you mean "getOrder"?'],
    ['module.getOrder', 'There is no component "module.getOrder".', 'did you mean "modules.getOrder"?'],
    ['rpcs.x', 'The app has no RPC "x".', 'it has no RPC at all.'],
    [
      'webhooks.orders',
      '"webhooks.orders" does not say which step to run.',
      'use one of: webhooks.orders.attach, webhooks.orders.update, webhooks.orders.detach, webhooks.orders.receive.',
    ],
    ['webhooks.orders.recieve', 'A webhook has no step "recieve".', 'did you mean "receive"?'],
    ['modules.getOrder.epoch', '"modules.getOrder" is no polling trigger and has no epoch.', 'run "modules.getOrder".'],
    [
      'watch',
      '"modules.watch" is an instant trigger: it needs one incoming request.',
      'pass it as the payload: { method, query, headers, body }.',
    ],
    [
      'webhooks.orders.detach',
      '"webhooks.orders.detach" needs the state that attach left.',
      'run attach first, with the same state file.',
    ],
    [
      'webhooks.orders.attach',
      '"webhooks.orders.attach" needs the address to register.',
      'pass the address of the hook.',
    ],
    ['functions.f', 'The arguments of "functions.f" must be a list.', 'pass a JSON array, such as ["a", 1].'],
  ])('%s is refused with a way out', async (component, message, fix) => {
    await expect(run(parts, component)).rejects.toMatchObject({ name: 'InputError', message, fix });
  });

  test.each([
    [{ now: 'soon' }, '"soon" is no date for "now".'],
    [{ timezone: 'Mars/Base' }, '"Mars/Base" is no time zone.'],
    [{ limit: 0 }, 'The limit is 0.'],
  ])('options %j are refused', async (options, message) => {
    await expect(run(parts, 'getOrder', { options })).rejects.toMatchObject({ name: 'InputError', message });
  });

  test('parameters are checked before anything is sent', async () => {
    const sections = {
      communication: { url: '/x' },
      mappableParams: [{ name: 'email', type: 'email', label: 'E-mail', required: true }],
    };
    const { report, sent } = await run({ modules: { probe: { sections } } }, 'probe', { input: {} });

    expect([report.error?.type, report.error?.message, sent]).toEqual([
      'BundleValidationError',
      expect.stringContaining("Missing value of required parameter 'email' (E-mail)."),
      [],
    ]);
  });
});
