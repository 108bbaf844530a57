import type { JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingIn, findingInApp, findingInSection } from '../finding.ts';
import { listOf, objectOf, responseOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { isSanitized, isSensitiveHeader, sanitizedIn, sensitiveParts } from '../secrets.ts';
import { authorityOf, isLocalHost, isRelative } from '../urls.ts';

const AUTHORIZED: JsonObject = { authorization: 'Bearer {{connection.apiKey}}' };
const LOG: JsonObject = { sanitize: ['request.headers.authorization'] };
const ERROR: JsonObject = {
  message: '[{{statusCode}}] {{body.message}}',
  '401': { type: 'InvalidAccessTokenError', message: '[{{statusCode}}] {{body.message}}' },
};
const BASE: JsonObject = {
  baseUrl: 'https://api.acme.test/v1',
  headers: AUTHORIZED,
  response: { error: ERROR },
  log: LOG,
};

/** Rules about Base, which every module inherits. */
export const baseRules: readonly Rule[] = [
  {
    id: 'BASE-001',
    family: 'base',
    severity: 'error',
    title: 'Relative addresses have a base address',
    reason: 'An address such as /items has no host unless Base has an absolute baseUrl.',
    advice: 'give Base an absolute "baseUrl" with https.',
    reference: 'make-app-format.md §3.5.1',
    check: checkBaseUrl,
    examples: {
      bad: { base: { headers: AUTHORIZED, response: { error: ERROR }, log: LOG } },
      at: 'app › base',
      good: { base: BASE },
    },
  },
  {
    id: 'BASE-002',
    family: 'base',
    severity: 'error',
    title: 'Every address uses https',
    reason: 'Over plain http anyone on the way can read the credentials and the data.',
    advice: 'write https://.',
    reference: 'make-app-format.md §8.2 MK-BASE-01',
    check: ({ requestsAndBase, textAt }) =>
      requestsAndBase.flatMap((request) =>
        ['url', 'baseUrl'].flatMap((key) => {
          const site = textAt(request, key);
          const authority = site && authorityOf(site);
          if (authority?.scheme !== 'http' || isLocalHost(authority.host)) return [];
          return [findingIn(request, [key], `The address of "${authority.host}" is not encrypted.`)];
        }),
      ),
    examples: {
      bad: { base: { ...BASE, baseUrl: 'http://api.acme.test/v1' } },
      at: 'app › base › baseUrl',
      good: { base: BASE },
    },
  },
  {
    id: 'BASE-003',
    family: 'base',
    severity: 'warning',
    title: 'Base makes a message of failed answers',
    reason: 'Without one, users see a status number only.',
    advice: 'add response.error.message with what the API says, such as "[{{statusCode}}] {{body.message}}".',
    reference: 'make-app-format.md §3.6.4',
    check: checkErrorDirective,
    examples: {
      bad: { base: { baseUrl: 'https://api.acme.test/v1', headers: AUTHORIZED, log: LOG } },
      at: 'app › base',
      good: { base: BASE },
    },
  },
  {
    id: 'BASE-004',
    family: 'base',
    severity: 'error',
    title: 'Base masks the credentials it sends',
    reason: 'What log.sanitize does not list stands in the logs of every scenario, readable by everyone on the team.',
    advice: 'add its path to log.sanitize.',
    reference: 'make-app-format.md §3.10',
    check: (context) => {
      const { base } = context;
      const sanitized = sanitizedIn(base.own);
      return sensitiveParts(base, context)
        .filter(({ name }) => !isSanitized(name, sanitized))
        .map(({ name, path }) => findingInApp('base', path, `"${name}" carries a credential and is not masked.`));
    },
    fix: (_, context) => {
      const { base } = context;
      const listed = listOf(objectOf(base.own.log).sanitize);
      const sanitized = sanitizedIn(base.own);
      const missing = sensitiveParts(base, context).filter(({ name }) => !isSanitized(name, sanitized));
      return { path: ['log', 'sanitize'], set: [...listed, ...missing.map(({ name }) => name)] };
    },
    examples: {
      bad: { base: { ...BASE, headers: { ...AUTHORIZED, 'x-api-key': '{{connection.apiKey}}' } } },
      at: 'app › base › headers.x-api-key',
      good: {
        base: {
          ...BASE,
          headers: { ...AUTHORIZED, 'x-api-key': '{{connection.apiKey}}' },
          log: { sanitize: ['request.headers.authorization', 'request.headers.x-api-key'] },
        },
      },
    },
  },
  {
    id: 'BASE-005',
    family: 'base',
    severity: 'warning',
    title: 'Authorization stands in Base',
    reason: 'A header repeated in every module drifts, and one day a module lacks it.',
    advice: 'move the header to Base.',
    reference: 'make-app-format.md §8.2 MK-BASE-03',
    check: checkRepeatedHeaders,
    examples: {
      bad: {
        base: { baseUrl: 'https://api.acme.test/v1', response: { error: ERROR } },
        modules: Object.fromEntries(
          ['getItem', 'createItem', 'watchEvents'].map((name) => [
            name,
            {
              connection: 'acme',
              mappableParams: [],
              communication: { url: '/items/1', headers: AUTHORIZED, response: { output: '{{body}}' }, log: LOG },
            },
          ]),
        ),
        functions: { slug: null },
        rpcs: { listItems: null },
      },
      at: 'modules.getItem › communication › headers.authorization',
      good: { base: BASE },
    },
  },
  {
    id: 'BASE-006',
    family: 'base',
    severity: 'warning',
    title: "The API's version stands in one place",
    reason: 'When the version changes, some copy of it is forgotten.',
    advice: 'put the version into baseUrl and leave it out of the addresses.',
    reference: 'make-app-format.md §8.2',
    check: checkVersions,
    examples: {
      bad: {
        base: { ...BASE, baseUrl: 'https://api.acme.test' },
        modules: {
          getItem: { mappableParams: [], communication: { url: '/v1/items/latest', response: { output: '{{body}}' } } },
          createItem: {
            mappableParams: [],
            communication: { url: '/v1/items/newest', response: { output: '{{body}}' } },
          },
        },
        functions: { slug: null },
        rpcs: { listItems: null },
      },
      at: 'modules.getItem › communication › url',
      good: { base: BASE },
    },
  },
  {
    id: 'BASE-007',
    family: 'base',
    severity: 'info',
    title: 'baseUrl ends without a slash',
    reason: 'Make collapses the two slashes; people and tools that compare addresses do not.',
    advice: 'remove the slash.',
    reference: 'make-app-format.md §3.5.1',
    check: ({ base }) =>
      typeof base.own.baseUrl === 'string' && /[^/]\/$/.test(base.own.baseUrl)
        ? [findingIn(base, ['baseUrl'], 'The base address ends with a slash, and the addresses begin with one.')]
        : [],
    fix: (finding, { valueAt, requests }) => {
      const isSafe = requests.every(
        ({ inherits, own: { url } }) => !inherits || typeof url !== 'string' || /^\/|:\/\//.test(url),
      );
      return isSafe ? { set: textOf(valueAt(finding)).replace(/\/$/, '') } : undefined;
    },
    examples: {
      bad: { base: { ...BASE, baseUrl: 'https://api.acme.test/v1/' } },
      at: 'app › base › baseUrl',
      good: { base: BASE },
    },
  },
  {
    id: 'BASE-009',
    family: 'base',
    severity: 'info',
    title: 'A long timeout can be set without a release',
    reason: 'Read from common data, it can be changed while the API is slow.',
    advice: 'write "{{common.timeout || 120000}}".',
    reference: 'make-app-format.md §8.2 MK-BASE-12',
    check: ({ base }) =>
      typeof base.own.timeout === 'number' && base.own.timeout > 40_000
        ? [findingIn(base, ['timeout'], `The timeout of ${base.own.timeout} ms is fixed.`)]
        : [],
    examples: {
      bad: { base: { ...BASE, timeout: 120_000 } },
      at: 'app › base › timeout',
      good: { base: { ...BASE, timeout: '{{common.timeout || 120000}}' } },
    },
  },
  {
    id: 'BASE-011',
    family: 'base',
    severity: 'error',
    title: 'What is asked at installation is used',
    reason: 'A value nobody maps is lost.',
    advice: 'map it in the install directives, or do not ask for it.',
    reference: 'make-app-format.md §1.2 Connection',
    check: checkInstallSpec,
    examples: {
      bad: {
        connections: {
          acmeOauth: {
            installSpec: [{ name: 'region', type: 'text', label: 'Region' }],
            installDirectives: { common: { zone: 'eu' } },
          },
        },
      },
      at: 'connections.acmeOauth › installSpec › [0]',
      good: {
        connections: {
          acmeOauth: {
            installSpec: [{ name: 'region', type: 'text', label: 'Region' }],
            installDirectives: { common: { region: '{{parameters.region}}' } },
          },
        },
      },
    },
  },
];

function checkBaseUrl({ base, requests }: LintContext): Finding[] {
  const { baseUrl } = base.own;
  const needing = requests.find(({ inherits, merged }) => inherits && isRelative(merged.url));
  if (!needing) return [];
  if (baseUrl === undefined)
    return [findingIn(base, [], `${needing.at} calls a relative address, but Base has no baseUrl.`)];
  if (typeof baseUrl !== 'string' || /^([a-z][a-z\d+.-]*:\/\/|\{\{)/i.test(baseUrl)) return [];
  return [findingIn(base, ['baseUrl'], `"${baseUrl}" is no absolute address.`)];
}

function checkErrorDirective({ base, requests }: LintContext): Finding[] {
  if (!requests.some(({ inherits, merged }) => inherits && merged.url !== undefined)) return [];
  const { error = base.own.error } = responseOf(base.own);
  const hasMessage = typeof error === 'string' || Object.values(objectOf(error)).some(says);
  return hasMessage ? [] : [findingIn(base, [], 'Base makes no message of a failed answer.')];
}

const says = (value: unknown): boolean => typeof value === 'string' || objectOf(value).message !== undefined;

function checkRepeatedHeaders({ modules, requestsOf, textsBelow, base }: LintContext): Finding[] {
  const uses = new Map<string, Finding[]>();
  const inherited = new Set(Object.keys(objectOf(base.own.headers)).map((name) => name.toLowerCase()));
  for (const request of modules.flatMap((module) => requestsOf(module, 'communication'))) {
    for (const site of textsBelow(request, 'headers')) {
      const name = String(site.path.at(-1)).toLowerCase();
      if (!isSensitiveHeader(name) || inherited.has(name)) continue;
      const key = `${name}: ${site.text}`;
      const finding = findingAt(site, `Several modules send the same "${name}".`);
      uses.set(key, [...(uses.get(key) ?? []), finding]);
    }
  }
  return [...uses.values()].flatMap((found) => (found.length > 2 ? found.slice(0, 1) : []));
}

function checkVersions({ requests, base }: LintContext): Finding[] {
  if (/\/v\d+(\/|$)/.test(textOf(base.own.baseUrl))) return [];
  const versioned = requests.flatMap((request) => {
    const version = isRelative(request.own.url) ? /\/(v\d+)\//.exec(textOf(request.own.url))?.[1] : undefined;
    return version === undefined ? [] : [{ request, version }];
  });
  const isOne = new Set(versioned.map(({ version }) => version)).size === 1;
  const modules = new Set(versioned.map(({ request }) => request.at));
  const [first] = versioned;
  if (!isOne || modules.size < 2 || !first) return [];
  return [
    findingIn(first.request, ['url'], `${modules.size} components repeat "/${first.version}/" in their addresses.`),
  ];
}

function checkInstallSpec({ manifest, textsOf, fieldsOf }: LintContext): Finding[] {
  return Object.values(manifest.connections).flatMap((connection) => {
    const used = textsOf(connection).filter(({ section }) => section === 'installDirectives');
    const names = used.flatMap(({ references }) => references.filter(({ root }) => root === 'parameters'));
    if (names.some(({ path }) => path.length === 0)) return [];
    return fieldsOf(connection)
      .filter(({ section, via, name }) => section === 'installSpec' && via === 'section' && name !== undefined)
      .filter(({ name }) => !names.some(({ path }) => path[0] === name))
      .map(({ name, path }) =>
        findingInSection(connection, 'installSpec', path, `Nothing keeps "${name}", which is asked at installation.`),
      );
  });
}
