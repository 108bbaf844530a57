import type { JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingIn } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import type { RequestSite } from '../requests.ts';
import { objectOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import {
  isSanitized,
  isSensitiveHeader,
  maskingList,
  readsSecret,
  requestAt,
  sanitizedIn,
  unmaskedParts,
} from '../secrets.ts';
import { type TextSite, wholeExpression } from '../texts.ts';
import { authorityOf, mustachesOf, siteOf } from '../urls.ts';

const BASE = MINIMAL.sections.base;
const CALL = objectOf(MINIMAL.modules.makeApiCall.communication);
const GOOD = { modules: { makeApiCall: { communication: CALL } } };
const call = (changes: JsonObject) => ({ modules: { makeApiCall: { communication: { ...CALL, ...changes } } } });
const create = (changes: JsonObject) => ({
  modules: { createItem: { communication: { ...objectOf(MINIMAL.modules.createItem.communication), ...changes } } },
});

/** Rules about where credentials go. */
export const securityRules: readonly Rule[] = [
  {
    id: 'SEC-001',
    family: 'security',
    severity: 'error',
    title: 'Users never choose the host',
    reason: "The request carries the connection's credentials: an address from outside could send them anywhere.",
    advice: adviseHost('<host>'),
    reference: 'make-app-format.md §9.2, runtime.md §12',
    check: checkHosts,
    examples: {
      bad: call({ url: '{{parameters.url}}' }),
      at: 'modules.makeApiCall › communication › url',
      good: GOOD,
    },
  },
  {
    id: 'SEC-002',
    family: 'security',
    severity: 'error',
    title: 'A part of the host the user gives is checked',
    reason:
      'With "evil.test#" for a subdomain the rest of the host becomes a comment, and the credentials go to evil.test.',
    advice: 'add "validate": { "pattern": "^[A-Za-z0-9-]+$" } to the field.',
    reference: 'make-app-format.md §9.2',
    check: checkHostFields,
    examples: {
      bad: {
        base: { ...BASE, baseUrl: 'https://{{connection.apiKey}}.acme.test/v1' },
      },
      at: 'connections.acme › params › [0]',
      good: { base: BASE },
    },
  },
  {
    id: 'SEC-003',
    family: 'security',
    severity: 'error',
    title: 'Requests mask the credentials they send',
    reason: 'What log.sanitize does not list stands in the logs of every scenario.',
    advice: 'add its path to log.sanitize of this request or of Base.',
    reference: 'make-app-format.md §3.10',
    check: (context) =>
      context.requests.flatMap((request) =>
        request.component?.kind === 'connection'
          ? []
          : unmaskedParts(request, context).map(({ name, path }) =>
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
      bad: create({ headers: { 'x-api-key': '{{connection.apiKey}}' } }),
      at: 'modules.createItem › communication › headers.x-api-key',
      good: create({
        headers: { 'x-api-key': '{{connection.apiKey}}' },
        log: { sanitize: ['request.headers.x-api-key'] },
      }),
    },
  },
  {
    id: 'SEC-004',
    family: 'security',
    severity: 'warning',
    title: 'Keys travel in headers',
    reason: 'Addresses are written to the logs of every server on the way.',
    advice: 'send it as a header; where the API takes it in the query only, use qs and mask it there.',
    reference: 'make-app-format.md §3.10',
    check: checkSecretsInUrl,
    examples: {
      bad: create({ url: '/items?key={{connection.apiKey}}' }),
      at: 'modules.createItem › communication › url',
      good: create({ url: '/items' }),
    },
  },
  {
    id: 'SEC-005',
    family: 'security',
    severity: 'error',
    title: 'Credentials do not come out of a module',
    reason: 'What a module gives is shown to everyone who sees the scenario, and kept in its history.',
    advice: 'leave it out of the output.',
    reference: 'make-app-format.md §8.2',
    check: (context) =>
      context.requests.flatMap((request) =>
        request.component?.kind === 'connection'
          ? []
          : ['output', 'wrapper'].flatMap((part) =>
              context
                .textsBelow(request, 'response', part)
                .filter(({ references }) =>
                  references.some(
                    (reference) =>
                      (reference.root === 'connection' || reference.root === 'common') &&
                      readsSecret({ ...NO_SITE, references: [reference] }, context),
                  ),
                )
                .map((site) => findingAt(site, 'A credential of the connection comes out of the module.')),
            ),
      ),
    examples: {
      bad: create({ response: { output: { id: '{{body.id}}', name: '{{connection.apiKey}}' } } }),
      at: 'modules.createItem › communication › response.output.name',
      good: create({ response: { output: { id: '{{body.id}}' } } }),
    },
  },
  {
    id: 'SEC-007',
    family: 'security',
    severity: 'error',
    title: 'Credentials of Base do not go to other hosts',
    reason: 'Base is merged under every request, also under one that calls another service.',
    advice: 'take the header away there: "authorization": "{{undefined}}".',
    reference: 'make-app-format.md §3.3 (ASM-28)',
    check: checkForeignHosts,
    examples: {
      bad: create({ url: 'https://files.elsewhere.test/upload' }),
      at: 'modules.createItem › communication › url',
      good: create({ url: 'https://files.elsewhere.test/upload', headers: { authorization: '{{undefined}}' } }),
    },
  },
  {
    id: 'SEC-008',
    family: 'security',
    severity: 'warning',
    title: 'Redirects of addresses from users are not followed',
    reason: 'A harmless address may lead on to one inside a network.',
    advice: 'add "followRedirects": false and "followAllRedirects": false.',
    reference: 'runtime.md §4.5',
    check: checkRedirects,
    examples: {
      bad: create({
        url: '{{temp.address}}',
        temp: { address: '{{parameters.name}}' },
        headers: { authorization: '{{undefined}}' },
      }),
      at: 'modules.createItem › communication › url',
      good: create({
        url: '{{temp.address}}',
        temp: { address: '{{parameters.name}}' },
        headers: { authorization: '{{undefined}}' },
        followRedirects: false,
        followAllRedirects: false,
      }),
    },
  },
];

const NO_SITE: Omit<TextSite, 'references'> = {
  at: '',
  section: '',
  path: [],
  text: '',
  template: undefined,
  systemVariables: new Set(),
  expressions: [],
};

/** Roots whose values come from whoever runs the scenario. */
const isFromUser = (root: string): boolean => root === 'parameters' || root === 'payload';

function checkHosts(context: LintContext): Finding[] {
  const base = context.requestsAndBase.find(({ component }) => component === undefined);
  const baseUrl = base && context.textAt(base, 'baseUrl');
  const authority = baseUrl && authorityOf(baseUrl);
  const advice = authority && { advice: adviseHost(authority.host) };
  return context.requests.flatMap((request) => {
    if (request.component?.kind === 'connection') return [];
    const site = context.textAt(request, 'url');
    if (!site || !hostReferences(site).some(({ root }) => isFromUser(root))) return [];
    return [findingIn(request, ['url'], 'A value from the user is part of the host.', advice)];
  });
}

function adviseHost(host: string): string {
  const url = `"https://${host}/{{parameters.url}}"`;
  return `write the host out, end it with a slash, and let the user give the path: ${url}.`;
}

/** What an address reads before its path begins; nothing for a relative one. */
function hostReferences(site: TextSite): TextSite['references'] {
  const authority = authorityOf(site);
  const [first] = mustachesOf(site.template);
  const mustaches = authority ? authority.mustaches : first?.start === 0 ? [first] : [];
  return site.references.filter(({ start, end }) => mustaches.some((part) => part.start <= start && end <= part.end));
}

function checkHostFields(context: LintContext): Finding[] {
  const names = new Set<string>();
  for (const request of context.requestsAndBase) {
    for (const key of ['url', 'baseUrl']) {
      const site = context.textAt(request, key);
      const authority = site && authorityOf(site);
      // A host that is an expression alone belongs to an app for servers of the users' own.
      if (!site || !authority || /^\{\{[^{}]*\}\}(:\d+)?$/.test(authority.host)) continue;
      const isConnection = request.component?.kind === 'connection';
      for (const { root, path } of hostReferences(site)) {
        if ((root === 'connection' || (isConnection && root === 'parameters')) && typeof path[0] === 'string')
          names.add(path[0]);
      }
    }
  }
  return context.fields
    .filter(({ component, section }) => component.kind === 'connection' && section === 'params')
    .filter(({ name, type }) => names.has(name ?? '') && (type === 'text' || type === 'password'))
    .filter(({ field }) => {
      const { pattern, enum: allowed } = objectOf(field.validate);
      return pattern === undefined && allowed === undefined;
    })
    .map((site) => findingAt(site, `"${site.name}" becomes part of the host, and may hold anything.`));
}

/** In `qs` only what is not masked is reported, by the rules about masking. */
function checkSecretsInUrl(context: LintContext): Finding[] {
  return context.requestsAndBase.flatMap((request) => {
    const sanitized = sanitizedIn(request.merged);
    if (isSanitized('request.url', sanitized)) return [];
    return context
      .textsBelow(request, 'url')
      .filter((site) => readsSecret(site, context))
      .map((site) => findingAt(site, 'A credential is part of the address.'));
  });
}

function checkForeignHosts(context: LintContext): Finding[] {
  const baseUrl = context.textAt(context.base, 'baseUrl');
  const home = baseUrl && authorityOf(baseUrl);
  if (!home || home.mustaches.length > 0) return [];
  return context.requests.flatMap((request) => {
    const site = request.inherits ? context.textAt(request, 'url') : undefined;
    const authority = site && authorityOf(site);
    if (!authority || authority.mustaches.length > 0 || siteOf(authority.host) === siteOf(home.host)) return [];
    const sent = inheritedCredentials(request, context);
    if (sent.length === 0) return [];
    return [
      findingIn(request, ['url'], `"${authority.host}" gets ${sent.map((name) => `"${name}"`).join(', ')} from Base.`),
    ];
  });
}

/** Headers of Base with a credential that the request does not replace. */
function inheritedCredentials(request: RequestSite, context: LintContext): string[] {
  const own = new Set(Object.keys(objectOf(request.own.headers)).map((name) => name.toLowerCase()));
  return context
    .textsBelow(context.base, 'headers')
    .filter((site) => isSensitiveHeader(String(site.path.at(-1))) || readsSecret(site, context))
    .map(({ path }) => String(path.at(-1)).toLowerCase())
    .filter((name) => !own.has(name));
}

function checkRedirects(context: LintContext): Finding[] {
  return context.requests.flatMap((request) => {
    const site = context.textAt(request, 'url');
    const whole = site && wholeExpression(site);
    const [reference] = site?.references ?? [];
    if (!whole || reference?.root !== 'temp' || request.own.followRedirects === false || !request.component) return [];
    const isFilledByUser = context
      .textsOf(request.component)
      .some(
        ({ path, references }) =>
          path.includes('temp') && path.at(-1) === reference.path[0] && references.some(({ root }) => isFromUser(root)),
      );
    return isFilledByUser ? [findingIn(request, ['url'], 'An address the user gave may redirect anywhere.')] : [];
  });
}
