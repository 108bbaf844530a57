import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERROR_TYPES } from '../../scripts/core/error-types.ts';
import type { Json } from '../../scripts/core/json.ts';
import { InputError } from '../../scripts/core/problems.ts';
import type { ModuleType } from '../../scripts/manifest/manifest.ts';
import { componentPath, componentsOf } from '../../scripts/manifest/manifest.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import type { RunOptions } from '../../scripts/runtime/options.ts';
import type { AppParts } from './support.ts';
import { answer, manifestOf, stubbed } from './support.ts';

/** Words of the engine: who sees them sees a mistake of ours. */
const ENGINE =
  /is not a function|is not iterable|cannot read|cannot set|reading '|of undefined|of null|not defined|circular|call stack|invalid (?:array|string) length|cannot convert|is not an object/i;

const junk = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  fc.constantFrom(
    '{{',
    '}}',
    '{{body',
    '{{body.}}',
    '{{nothing()}}',
    '{{1 / 0}}',
    '{{get()}}',
    '{{{}}}',
    '\u0000',
    '__proto__',
  ),
);
const template = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      ...['{{body}}', '{{body.rows}}', '{{item}}', '{{item.id}}', '{{parameters}}', '{{parameters.a}}', '{{temp}}'],
      ...['{{undefined}}', '{{null}}', '{{true}}', '{{false}}', '{{emptyarray}}', '{{pagination.page < 3}}', '{{now}}'],
      ...['{{body.rows[0]}}', '{{length(body.rows)}}', '{{first(body.rows)}}', '{{output}}', 'a {{body}} b', 'text'],
    ),
  },
  junk,
);
const members = fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), template, { maxKeys: 3 });
const spread = fc.constantFrom('{{parameters}}', '{{temp}}', '{{body.rows}}').map((value) => ({ '{{...}}': value }));
const block = fc.oneof({ weight: 10, arbitrary: members }, { weight: 2, arbitrary: spread }, template);
const path = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('/x', 'https://other.example/x', '/{{parameters.a}}') },
  template,
);

/** A collection with a few of these members; too many and one of them always ends the run at once. */
function optional(all: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Record<string, unknown>> {
  const pairs = Object.entries(all).map(([name, value]) => value.map((drawn) => [name, drawn] as const));
  return fc.array(fc.oneof(...pairs), { maxLength: 5 }).map((drawn) => Object.fromEntries(drawn));
}

const response = optional({
  type: fc.oneof(fc.constantFrom('json', 'text', 'xml', 'urlencoded', 'binary', 'automatic'), block),
  valid: fc.oneof(template, optional({ condition: template, message: template, type: template })),
  error: fc.oneof(template, optional({ message: template, type: template, '404': block })),
  temp: block,
  iterate: fc.oneof(template, optional({ container: template, condition: template })),
  output: block,
  wrapper: block,
  limit: fc.oneof(fc.integer({ min: -1, max: 3 }), template),
  trigger: fc.oneof(
    fc.constant({ type: 'id', order: 'desc', id: '{{item.id}}' }),
    optional({ type: fc.constantFrom('id', 'date'), order: template, id: template, date: template }),
    junk,
  ),
  data: block,
  metadata: block,
  uid: template,
  expires: template,
  scope: template,
  unwrap: template,
});
const directives = optional({
  method: fc.oneof(fc.constantFrom('GET', 'POST', 'put'), template),
  qs: block,
  headers: block,
  body: block,
  type: fc.oneof(fc.constantFrom('json', 'urlencoded', 'multipart/form-data', 'text', 'binary'), template),
  temp: block,
  condition: fc.oneof(template, optional({ condition: template, default: block })),
  response: fc.oneof({ weight: 5, arbitrary: response }, junk),
  pagination: fc.oneof(
    optional({
      url: path,
      qs: block,
      headers: block,
      body: block,
      condition: template,
      mergeWithParent: fc.boolean(),
    }),
    junk,
  ),
  repeat: fc.oneof(optional({ condition: template, limit: fc.integer({ min: -1, max: 3 }), delay: template }), junk),
  timeout: template,
  encodeUrl: template,
  gzip: template,
  oauth: block,
  aws: block,
  log: fc.oneof(fc.constant({ sanitize: ['request.headers.authorization', 'response.body.rows'] }), junk),
  input: block,
  // Of webhooks and responders.
  verification: fc.oneof(optional({ condition: template, respond: block }), junk),
  iterate: template,
  output: block,
  uid: template,
  respond: fc.oneof(optional({ status: template, headers: block, body: block, type: template }), junk),
});
const called = fc.oneof(
  { weight: 8, arbitrary: path.map((url) => ({ url })) },
  fc.constant({}),
  fc.oneof(fc.constant('find'), junk).map((endpoint) => ({ endpoint })),
);
const step = fc.tuple(called, directives).map(([call, others]) => ({ ...others, ...call }));
const section = fc.oneof(
  { weight: 8, arbitrary: step },
  { weight: 3, arbitrary: fc.array(step, { maxLength: 3 }) },
  junk,
);
const fields = fc.oneof(
  fc.array(
    optional({
      name: fc.constantFrom('a', 'b'),
      type: fc.constantFrom(
        'text',
        'select',
        'array',
        'collection',
        'date',
        'uinteger',
        'filter',
        'rpc',
        'nothing',
        'buffer',
      ),
      spec: junk,
      options: junk,
      nested: junk,
      validate: junk,
      required: template,
      default: junk,
    }),
    { maxLength: 3 },
  ),
  junk,
);

const TYPES: readonly ModuleType[] = ['action', 'search', 'trigger', 'instant_trigger', 'responder', 'universal'];
const none = { connection: 'account', altConnection: null };

interface Draws {
  readonly base: unknown;
  readonly section: unknown;
  readonly other: unknown;
  readonly fields: unknown;
  readonly isOAuth: boolean;
}

/** An app with a component of every kind, made of the same drawn sections. */
function appOf({ base, section: communication, other, fields: params, isOAuth }: Draws): ReturnType<typeof manifestOf> {
  const [main, second, form] = [communication, other, params] as Json[];
  const sections = {
    communication: main ?? null,
    mappableParams: form ?? null,
    staticParams: [],
    epoch: second ?? null,
  };
  const flow = { authorize: second, token: main, info: second, refresh: main, requestToken: main, invalidate: second };
  const account = isOAuth ? (flow as Json) : main;
  const parts: AppParts = {
    base: base as Json,
    modules: Object.fromEntries(
      TYPES.map((moduleType) => [
        moduleType,
        { moduleType, connection: 'account', sections, ...(moduleType === 'instant_trigger' && { webhook: 'hook' }) },
      ]),
    ),
    rpcs: { list: main ?? null },
    endpoints: { find: second ?? null },
    connections: {
      account: {
        connectionType: isOAuth ? 'oauth' : 'basic',
        sections: { communication: account ?? null, params: form ?? null },
      },
    },
    webhooks: {
      hook: {
        ...none,
        sections: { communication: main ?? null, attach: second ?? null, update: main ?? null, detach: second ?? null },
      },
    },
  };
  return manifestOf(parts);
}

const draws = fc.record({
  base: fc.oneof(
    { weight: 8, arbitrary: fc.constant({ baseUrl: 'https://shop.example', headers: { key: '{{connection.key}}' } }) },
    directives,
    junk,
  ),
  section,
  other: section,
  fields,
  isOAuth: fc.boolean(),
});

const ANSWERS = [
  answer({ rows: [{ id: 2 }, { id: 1 }] }),
  answer([1]),
  answer({}, 404),
  { raw: '<a' },
  new Error('gone'),
];

/** What else can be run of a component than the component itself. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  webhook: ['.attach', '.update', '.detach', '.receive'],
  connection: ['', '.refresh', '.invalidate'],
};

function targetsOf(manifest: ReturnType<typeof manifestOf>): string[] {
  const paths = componentsOf(manifest).flatMap((component) =>
    (STEPS[component.kind] ?? ['']).map((name) => componentPath(component) + name),
  );
  return [...paths, 'modules.trigger.epoch'];
}

const OPTIONS: RunOptions = {
  now: '2026-03-01T12:00:00Z',
  connection: { key: 'k' },
  hookUrl: 'https://hooks.example/1',
  state: { id: 'h', url: 'https://hooks.example/1', data: {} },
  payload: { body: { rows: [{ id: 1 }] } },
  authorizeRedirect: async (address) => ({ code: 'c', state: new URL(address).searchParams.get('state') ?? '' }),
};

/** Runs every component; gives what a person would take for a fault of this tool. */
async function faultsOf(drawn: Draws, input: unknown, skipValidation: boolean): Promise<string[]> {
  const manifest = appOf(drawn);
  const app = loadApp(manifest, OPTIONS);
  const faults: string[] = [];
  for (const target of targetsOf(manifest)) {
    const { transport } = stubbed(ANSWERS);
    try {
      const given = target.endsWith('.receive') ? { body: input } : input;
      const report = await app.run(target, given, { transport, skipValidation });
      JSON.stringify(report);
      const { error } = report;
      if (error && (!ERROR_TYPES.some((type) => type === error.type) || ENGINE.test(error.message)))
        faults.push(`${target}: ${error.type} ${error.message}`);
    } catch (error) {
      if (!(error instanceof InputError))
        faults.push(`${target}: thrown ${String(error instanceof Error ? error.stack : error)}`);
    }
  }
  return faults;
}

describe('whatever the manifest', () => {
  test('a run ends in a report with an error of the platform, and never in words of the engine', async () => {
    await fc.assert(
      fc.asyncProperty(
        draws,
        fc.oneof(fc.dictionary(fc.constantFrom('a', 'b'), junk), fc.constant({ a: 'x' })),
        fc.boolean(),
        async (drawn, input, skipValidation) => {
          expect(await faultsOf(drawn, input, skipValidation)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  }, 30_000);
});
