import type { JsonObject } from '../../core/json.ts';
import type { ConnectionComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingIn, findingInSection } from '../finding.ts';
import type { RequestSite } from '../requests.ts';
import { isObject, objectOf, responseOf } from '../requests.ts';
import type { Change, Finding, Rule } from '../rule.ts';
import { maskingList, requestAt, unmaskedParts } from '../secrets.ts';

const HEADERS: JsonObject = { authorization: 'Bearer {{parameters.apiKey}}' };

const METADATA: JsonObject = { type: 'text', value: '{{body.name}}' };

const ERROR: JsonObject = { message: '[{{statusCode}}] {{body.message}}' };

const LOG: JsonObject = { sanitize: ['request.headers.authorization'] };

const TEST: JsonObject = {
  url: 'https://api.acme.test/v1/me',
  headers: HEADERS,
  response: { metadata: METADATA, error: ERROR },
  log: LOG,
};

const connectionsOf = ({ manifest }: LintContext): ConnectionComponent[] => Object.values(manifest.connections);

const basicRequests = (context: LintContext): RequestSite[] =>
  connectionsOf(context)
    .filter(({ connectionType }) => connectionType === 'basic')
    .flatMap((connection) => context.requestsOf(connection));

/** Rules about connections of any type. */
export const connectionRules: readonly Rule[] = [
  {
    id: 'CONN-001',
    family: 'connections',
    severity: 'error',
    title: 'Connections call absolute addresses',
    reason: 'Base is never merged into a connection, so a relative address leads nowhere.',
    advice: 'write the whole address: https://…',
    reference: 'make-app-format.md §1.3',
    check: (context) =>
      context.requests.flatMap((request) => {
        const { url } = request.own;
        if (request.component?.kind !== 'connection' || typeof url !== 'string') return [];
        if (url === '' || /^([a-z][a-z\d+.-]*:\/\/|\{\{)/i.test(url)) return [];
        return [findingIn(request, ['url'], `"${url}" is no absolute address.`)];
      }),
    examples: {
      bad: { connections: { acme: { communication: { ...TEST, url: '/me' } } } },
      at: 'connections.acme › communication › url',
      good: { connections: { acme: { communication: TEST } } },
    },
  },
  {
    id: 'CONN-002',
    family: 'connections',
    severity: 'error',
    title: 'The test of a connection sends its credentials',
    reason: 'The headers of Base are not inherited; an address that needs no key would accept any.',
    advice: 'send the key, as in "authorization": "Bearer {{parameters.apiKey}}".',
    reference: 'make-app-format.md §1.3.1',
    check: checkCredentials,
    examples: {
      bad: {
        connections: {
          acme: { communication: { url: 'https://api.acme.test/v1/status', response: { error: ERROR } } },
        },
      },
      at: 'connections.acme › communication › url',
      good: { connections: { acme: { communication: TEST } } },
    },
  },
  {
    id: 'CONN-003',
    family: 'connections',
    severity: 'error',
    title: 'Connections mask the credentials they send',
    reason: "The list in Base does not apply to connections, so the key would stand in the connection's log.",
    advice: 'add its path to log.sanitize of this request.',
    reference: 'make-app-format.md §3.10',
    check: (context) =>
      basicRequests(context).flatMap((request) =>
        unmaskedParts(request, context).map(({ name, path }) =>
          findingAt({ ...request, path }, `"${name}" carries a credential and is not masked.`),
        ),
      ),
    fix: (finding, context) => {
      const request = requestAt(finding, context);
      if (!request) return undefined;
      const names = unmaskedParts(request, context).map(({ name }) => name);
      return { path: [...request.path, 'log', 'sanitize'], set: maskingList(request, names) };
    },
    examples: {
      bad: { connections: { acme: { communication: { ...TEST, log: { sanitize: [] } } } } },
      at: 'connections.acme › communication › headers.authorization',
      good: { connections: { acme: { communication: TEST } } },
    },
  },
  {
    id: 'CONN-004',
    family: 'connections',
    severity: 'warning',
    title: 'Connections make a message of failed answers',
    reason: 'The messages of Base are not inherited; users would see a status number only.',
    advice: 'add response.error.message.',
    reference: 'make-app-format.md §8.3 MK-CON-04',
    check: checkErrors,
    examples: {
      bad: { connections: { acme: { communication: { ...TEST, response: { metadata: METADATA } } } } },
      at: 'connections.acme › communication',
      good: { connections: { acme: { communication: TEST } } },
    },
  },
  {
    id: 'CONN-008',
    family: 'connections',
    severity: 'warning',
    title: 'Connections show whose they are',
    reason: 'Several connections of one app cannot be told apart in the list.',
    advice: 'add response.metadata with the name or address of the account.',
    reference: 'make-app-format.md §3.6.9',
    check: checkMetadata,
    examples: {
      bad: { connections: { acme: { communication: { ...TEST, response: { error: ERROR } } } } },
      at: 'connections.acme › communication › url',
      good: { connections: { acme: { communication: TEST } } },
    },
  },
  {
    id: 'CONN-010',
    family: 'connections',
    severity: 'error',
    title: 'Connections of shared webhooks have a uid',
    reason: 'Make finds the scenario of an event by comparing the uid of the event with that of the connection.',
    advice: 'add response.uid with the ID of the account.',
    reference: 'make-app-format.md §1.4 Shared',
    check: checkUids,
    examples: {
      bad: {
        webhooks: {
          events: {
            webhookType: 'web-shared',
            communication: { uid: '{{body.account}}', condition: '{{headers.`x-acme-event`}}', output: '{{body}}' },
            attach: {},
            detach: {},
          },
        },
      },
      at: 'connections.acme › communication',
      good: {
        connections: {
          acme: { communication: { ...TEST, response: { metadata: METADATA, error: ERROR, uid: '{{body.id}}' } } },
        },
        webhooks: {
          events: {
            webhookType: 'web-shared',
            communication: { uid: '{{body.account}}', condition: '{{headers.`x-acme-event`}}', output: '{{body}}' },
            attach: {},
            detach: {},
          },
        },
      },
    },
  },
  {
    id: 'CONN-012',
    family: 'connections',
    severity: 'error',
    title: 'A connection tests its credentials',
    reason: 'Without a request any key is accepted, and every scenario fails later.',
    advice: 'call an address that needs the key and changes nothing, such as the own account.',
    reference: 'make-app-format.md §8.3 MK-CON-01',
    check: checkTested,
    examples: {
      bad: { connections: { acme: { communication: {} } } },
      at: 'connections.acme › communication',
      good: { connections: { acme: { communication: TEST } } },
    },
  },
  {
    id: 'CONN-013',
    family: 'connections',
    severity: 'info',
    title: 'Fields are not saved a second time',
    reason: 'What a user filled in can be read as connection.x anyway.',
    advice: 'remove it, or save a changed value.',
    reference: 'runtime.md §5.1',
    check: (context) =>
      context.requests.flatMap((request) => {
        if (request.component?.kind !== 'connection') return [];
        return context.textsBelow(request, 'response', 'data').flatMap((site) => {
          const name = String(site.path.at(-1));
          return isCopied(name, site.text)
            ? [findingAt(site, `"${name}" is saved unchanged; connection.${name} holds it anyway.`)]
            : [];
        });
      }),
    fix: removeCopies,
    examples: {
      bad: {
        connections: {
          acme: {
            communication: {
              ...TEST,
              response: { data: { apiKey: '{{parameters.apiKey}}' }, metadata: METADATA, error: ERROR },
            },
          },
        },
      },
      at: 'connections.acme › communication › response.data.apiKey',
      good: { connections: { acme: { communication: TEST } } },
    },
  },
];

const isCopied = (name: string, value: unknown): boolean =>
  typeof value === 'string' && value.replace(/\s/g, '') === `{{parameters.${name}}}`;

/** Removes a copy, and with it the collections around that would be left empty. */
function removeCopies({ component, section, path }: Finding, { valueAt }: LintContext): Change {
  const at = (length: number) =>
    valueAt({ component, ...(section !== undefined && { section }), path: path.slice(0, length) });
  const start = path.indexOf('response');
  let length = path.length;
  const holdsCopies = (): boolean => Object.entries(objectOf(at(length - 1))).every((entry) => isCopied(...entry));
  if (length - 1 > start && holdsCopies()) length--;
  while (length < path.length && length > start + 1 && Object.keys(objectOf(at(length - 1))).length === 1) length--;
  return { path: path.slice(0, length), remove: true };
}

const CREDENTIALS = new Set(['parameters', 'connection', 'data', 'temp', 'common', 'body', 'query', 'oauth']);

function checkCredentials(context: LintContext): Finding[] {
  return connectionsOf(context).flatMap((connection) => {
    const requests = context
      .requestsOf(connection)
      .filter(({ own, step }) => own.url !== undefined && (connection.connectionType === 'basic' || step === 'info'));
    const [first] = requests;
    if (!first || !context.fieldsOf(connection).some(({ section }) => section === 'params')) return [];
    const sends = (request: RequestSite): boolean =>
      request.own.aws !== undefined ||
      request.own.oauth !== undefined ||
      isObject(objectOf(connection.sections.communication).oauth) ||
      ['url', 'qs', 'headers', 'body'].some((directive) =>
        context
          .textsBelow(request, directive)
          .some(({ references }) => references.some(({ root }) => CREDENTIALS.has(root))),
      );
    return requests.some(sends)
      ? []
      : [findingIn(first, ['url'], 'No request of the connection sends what the user filled in.')];
  });
}

function checkErrors(context: LintContext): Finding[] {
  return connectionsOf(context).flatMap((connection) => {
    const requests = context.requestsOf(connection).filter(({ own }) => own.url !== undefined);
    const [first] = requests;
    const says = ({ own }: RequestSite): boolean =>
      own.error !== undefined || responseOf(own).error !== undefined || isObject(responseOf(own).valid);
    if (!first || requests.some(says)) return [];
    return [findingIn(first, [], 'The connection makes no message of a failed answer.')];
  });
}

const WHO_AM_I = /\/(me|whoami|users?\/(me|current|self)|userinfo|profile|account\/?(me|info)?)(\.json)?\/?(\?|$)/i;

function checkMetadata(context: LintContext): Finding[] {
  return connectionsOf(context).flatMap((connection) => {
    const requests = context.requestsOf(connection);
    const asking = requests.find(({ own }) => typeof own.url === 'string' && WHO_AM_I.test(own.url));
    const isShown = requests.some(({ own }) => responseOf(own).metadata !== undefined);
    if (!asking || isShown) return [];
    return [findingIn(asking, ['url'], 'The connection asks whose account it is, but does not show it.')];
  });
}

function checkUids(context: LintContext): Finding[] {
  const used = Object.values(context.manifest.webhooks)
    .filter(({ webhookType }) => webhookType === 'web-shared')
    .flatMap(({ connection }) => (connection === null ? [] : [connection]));
  return [...new Set(used)].flatMap((name) => {
    const connection = context.manifest.connections[name];
    if (!connection) return [];
    const hasUid = context.requestsOf(connection).some(({ own }) => responseOf(own).uid !== undefined);
    const message = 'A shared webhook uses the connection, but it has no uid to find it by.';
    return hasUid ? [] : [findingInSection(connection, 'communication', [], message)];
  });
}

function checkTested(context: LintContext): Finding[] {
  return connectionsOf(context)
    .filter(({ connectionType }) => connectionType === 'basic')
    .filter((connection) => context.fieldsOf(connection).some(({ section }) => section === 'params'))
    .filter((connection) => !context.requestsOf(connection).some(({ own }) => own.url !== undefined))
    .map((connection) =>
      findingInSection(connection, 'communication', [], 'The connection calls nothing, so any credentials pass.'),
    );
}
