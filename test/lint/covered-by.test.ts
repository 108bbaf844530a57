import { describe, expect, test } from 'vitest';
import { checkManifest } from '../../scripts/compile/check-manifest.ts';
import type { Json, JsonObject } from '../../scripts/core/json.ts';
import { COVERED_BY } from '../../scripts/lint/covered-by.ts';
import { type AppPatch, minimalApp } from '../../scripts/lint/minimal-app.ts';
import { MINIMAL } from '../../scripts/lint/minimal-parts.ts';
import { objectOf, responseOf } from '../../scripts/lint/requests.ts';

const CREATE = objectOf(MINIMAL.modules.createItem.communication);
const WATCH = objectOf(MINIMAL.modules.watchItems.communication);
const ACME = objectOf(MINIMAL.connections.acme.communication);
const STEPS = objectOf(MINIMAL.connections.acmeOauth.communication);
const READ = objectOf(MINIMAL.endpoints.readItem.communication);

const create = (changes: JsonObject): AppPatch => ({
  modules: { createItem: { communication: { ...CREATE, ...changes } } },
});
const form = (...fields: Json[]): AppPatch => ({ modules: { createItem: { mappableParams: fields } } });
const watch = (changes: JsonObject, response: JsonObject = {}): AppPatch => ({
  modules: { watchItems: { communication: { ...WATCH, ...changes, response: { ...responseOf(WATCH), ...response } } } },
});
const module = (name: string, parts: JsonObject): AppPatch => ({ modules: { [name]: parts } });
const connect = (response: JsonObject): AppPatch => ({
  connections: { acme: { communication: { ...ACME, response: { ...responseOf(ACME), ...response } } } },
});
const expression = (text: string): AppPatch => create({ qs: { x: text } });
const endpoint = (changes: JsonObject): AppPatch => ({ endpoints: { readItem: changes } });

/** What breaks a rule of the catalogue that other checks are to report. */
const BROKEN: Readonly<Record<string, AppPatch>> = {
  'BASE-008': { base: { ...MINIMAL.sections.base, timeout: 600_000 } },
  'BASE-010': { common: { clientId: 'x' }, base: { ...MINIMAL.sections.base, qs: { id: '{{common.appId}}' } } },
  'CONN-009': connect({ metadata: { type: 'string', value: '{{body.name}}' } }),
  'CONN-011': { connections: { acme: { communication: { ...ACME, pagination: { condition: '{{body.next}}' } } } } },
  'OAUTH-005': { base: { ...MINIMAL.sections.base, headers: { authorization: 'Bearer {{connection.token}}' } } },
  'OAUTH-007': {
    connections: {
      acmeOauth: {
        communication: { ...STEPS, refresh: { ...objectOf(STEPS.refresh), condition: '{{data.until < now}}' } },
      },
    },
  },
  'OAUTH-011': { connections: { acmeOauth: { defaultScope: {} } } },
  'OAUTH-012': { connections: { acmeOauth: { scopeList: [] } } },
  'HOOK-003': { webhooks: { events: { detach: { url: '/hooks/{{webhook.remoteId}}', method: 'DELETE' } } } },
  'HOOK-005': { webhooks: { events: { webhookType: 'web-shared', communication: { output: '{{body}}' } } } },
  'HOOK-008': { webhooks: { events: { communication: { output: '{{body}}', respond: { type: 'html', body: 'x' } } } } },
  'MOD-005': create({ response: { output: '{{body}}', limit: 10 } }),
  'MOD-011': expression('{{temp.token}}'),
  'MOD-024': module('watchEvents', { communication: { url: '/x', pagination: { condition: '{{body.next}}' } } }),
  'MOD-025': module('watchEvents', { webhook: null }),
  'MOD-026': module('answer', {
    label: 'Answer',
    description: 'Answers.',
    moduleType: 'responder',
    communication: { url: '/x', response: { status: 200 } },
  }),
  'MOD-027': create({ isc: { service: 's' } }),
  'MOD-029': expression('{{parameters.nmae}}'),
  'TRIG-001': watch({}, { trigger: { type: 'date', id: '{{item.id}}', date: '{{item.created}}' } }),
  'TRIG-002': module('watchItems', { communication: { response: responseOf(WATCH) } }),
  'TRIG-003': module('watchItems', { mappableParams: [{ name: 'a', type: 'text', label: 'A' }] }),
  'TRIG-008': module('watchItems', { epoch: { response: { output: { name: '{{item.name}}' } } } }),
  'PARAM-001': form({ name: 'name', type: 'string', label: 'Name' }),
  'PARAM-004': form({ name: 'name', type: 'text', label: 'Name', condition: '{{true}}' }),
  'PARAM-007': form({ name: 'name', type: 'select', label: 'Name', options: [{ name: 'A' }] }),
  'UX-018': { groups: [{ label: 'Items', modules: ['createItem'] }] },
  'RPC-001': form({ name: 'name', type: 'select', label: 'Name', options: 'rpc://lsit' }),
  'FUNC-002': {
    functions: { slug: { ...MINIMAL.functions.slug, code: 'function slugs(text) {\n  return text;\n}\n' } },
  },
  'IML-001': expression('{{parameters.list[0].id}}'),
  'IML-002': expression('{{parameters.name}'),
  'IML-003': expression("{{startsWith(parameters.name, 'a')}}"),
  'IML-004': expression("{{join(['a'], ',')}}"),
  'IML-005': create({ response: { output: { id: '{{headers.x-id}}' } } }),
  'IML-007': expression('{{ifempty(parameters.name, 1, 2)}}'),
  'IML-011': create({ response: { output: { id: '{{item.id}}' } } }),
  'ERR-001': create({ response: { output: '{{body}}', error: { type: 'AuthError', message: '{{body.message}}' } } }),
  'NAME-001': module('get-item', { ...MINIMAL.modules.getItem }),
  'NAME-005': module('createItem', { description: '' }),
  'ENDP-001': endpoint({ communication: [READ, READ] }),
  'ENDP-002': create({ url: undefined as never, endpoint: '{{parameters.name}}' }),
  'ENDP-003': create({ endpoint: 'readItem', url: '/x' }),
  'ENDP-004': endpoint({ outputParameters: [{ name: 'id', type: 'text', label: 'Item ID' }] }),
  'ENDP-008': create({ url: undefined as never, endpoint: 'raedItem' }),
  'ENDP-010': create({ url: undefined as never, endpoint: { name: 'readItem', connection: '{{connection}}' } }),
};

describe('a rule of the catalogue that no review rule checks', () => {
  test.each(Object.entries(COVERED_BY))('%s is reported as %s', (id, code) => {
    const problems = checkManifest(minimalApp(JSON.parse(JSON.stringify(BROKEN[id] ?? {})) as AppPatch));

    expect(problems.map((problem) => problem.code)).toContain(code);
  });
});
