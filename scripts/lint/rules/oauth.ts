import type { Json, JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { OAUTH_STEPS, stepResponse, without, withStep } from '../examples.ts';
import { findingAt, findingIn, findingInSection } from '../finding.ts';
import type { AppPatch } from '../minimal-app.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { oauthConnections, requestsOfStep, requestsOfSteps } from '../oauth-steps.ts';
import type { RequestSite } from '../requests.ts';
import { isObject, listOf, objectOf, responseOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';

const GOOD: AppPatch = { connections: { acmeOauth: { communication: OAUTH_STEPS } } };

const stepBody = (step: string): JsonObject => objectOf(objectOf(OAUTH_STEPS[step]).body);

/** Rules about the flow of OAuth connections. */
export const oauthRules: readonly Rule[] = [
  {
    id: 'OAUTH-001',
    family: 'oauth',
    severity: 'error',
    title: 'The redirect address is oauth.localRedirectUri',
    reason: 'oauth.redirectUri is an address of a former host, and oauth.makeRedirectUri exists on one host only.',
    advice: 'write oauth.localRedirectUri.',
    reference: 'make-app-format.md §8.3 MK-CON-10',
    check: ({ texts }) =>
      texts.flatMap((site) =>
        site.references
          .filter(({ root, path }) => root === 'oauth' && (path[0] === 'redirectUri' || path[0] === 'makeRedirectUri'))
          .map(({ path, start }) =>
            findingAt(site, `oauth.${path[0]} is not the address users come back to.`, {
              offset: start,
              ...(path[0] === 'makeRedirectUri' && { severity: 'warning' as const }),
            }),
          ),
      ),
    fix: (finding, { valueAt }) => ({
      set: textOf(valueAt(finding)).replace(/\boauth\.(make)?[rR]edirectUri\b/g, 'oauth.localRedirectUri'),
    }),
    examples: {
      bad: {
        connections: {
          acmeOauth: {
            communication: {
              ...OAUTH_STEPS,
              authorize: {
                ...objectOf(OAUTH_STEPS.authorize),
                qs: { ...objectOf(objectOf(OAUTH_STEPS.authorize).qs), redirect_uri: '{{oauth.redirectUri}}' },
              },
              token: {
                ...objectOf(OAUTH_STEPS.token),
                body: { ...stepBody('token'), redirect_uri: '{{oauth.redirectUri}}' },
              },
            },
          },
        },
      },
      at: 'connections.acmeOauth › communication › authorize.qs.redirect_uri',
      good: GOOD,
    },
  },
  {
    id: 'OAUTH-002',
    family: 'oauth',
    severity: 'error',
    title: 'Both steps name the same redirect address',
    reason: 'The provider compares them and refuses the code when they differ.',
    advice: 'write the same redirect_uri in authorize and token.',
    reference: 'make-app-format.md §1.3.2',
    check: checkRedirects,
    examples: {
      bad: withStep('token', { body: { ...stepBody('token'), redirect_uri: 'https://acme.test/back' } }),
      at: 'connections.acmeOauth › communication › token.body.redirect_uri',
      good: GOOD,
    },
  },
  {
    id: 'OAUTH-003',
    family: 'oauth',
    severity: 'error',
    title: 'A refresh names no redirect address',
    reason: 'Nobody is sent back in that grant; providers that check it refuse the request.',
    advice: 'remove redirect_uri.',
    reference: 'make-app-format.md §1.3.2',
    check: (context) =>
      requestsOfSteps(context, 'refresh').flatMap((request) =>
        ['body', 'qs']
          .filter((part) => objectOf(request.own[part]).redirect_uri !== undefined)
          .map((part) => findingIn(request, [part, 'redirect_uri'], 'The refresh sends a redirect address.')),
      ),
    fix: () => ({ remove: true }),
    examples: {
      bad: withStep('refresh', { body: { ...stepBody('refresh'), redirect_uri: '{{oauth.localRedirectUri}}' } }),
      at: 'connections.acmeOauth › communication › refresh.body.redirect_uri',
      good: GOOD,
    },
  },
  {
    id: 'OAUTH-004',
    family: 'oauth',
    severity: 'warning',
    title: 'The state of the flow is left to Make',
    reason: 'Make writes its own state and checks it; a value given here is overwritten.',
    advice: 'remove state.',
    reference: 'make-app-format.md §8.3 MK-CON-11 (ASM-04)',
    check: (context) =>
      requestsOfSteps(context, 'authorize').flatMap((request) =>
        objectOf(request.own.qs).state === undefined
          ? []
          : [findingIn(request, ['qs', 'state'], 'The state given here is overwritten.')],
      ),
    fix: () => ({ remove: true }),
    examples: {
      bad: withStep('authorize', { qs: { ...objectOf(objectOf(OAUTH_STEPS.authorize).qs), state: 'acme' } }),
      at: 'connections.acmeOauth › communication › authorize.qs.state',
      good: GOOD,
    },
  },
  {
    id: 'OAUTH-010',
    family: 'oauth',
    severity: 'info',
    title: 'The token step records what was granted',
    reason: 'A user may untick scopes; recorded, Make can ask for the missing ones.',
    advice: 'add response.scope, such as "{{body.scope}}".',
    reference: 'make-app-format.md §1.3.2',
    check: (context) =>
      requestsOfSteps(context, 'token').flatMap((request) =>
        request.index === request.count - 1 && responseOf(request.own).scope === undefined
          ? [findingIn(request, [], 'Nothing records the scopes that were granted.')]
          : [],
      ),
    examples: {
      bad: withStep('token', { response: without(stepResponse('token'), 'scope') }),
      at: 'connections.acmeOauth › communication › token',
      good: GOOD,
    },
  },
  {
    id: 'OAUTH-015',
    family: 'oauth',
    severity: 'warning',
    title: 'No more rights than needed are asked for',
    reason: 'Users and reviewers refuse an app that wants everything.',
    advice: 'ask for the scopes the modules need.',
    reference: 'make-app-format.md §8.3',
    check: (context) =>
      oauthConnections(context).flatMap((connection) =>
        listOf(connection.sections.defaultScope).flatMap((scope, index) =>
          typeof scope === 'string' && /^\*$|(^|[.:_/\s-])(admin|full|full_access|all)$/i.test(scope)
            ? [findingInSection(connection, 'defaultScope', [index], `"${scope}" asks for more than any module needs.`)]
            : [],
        ),
      ),
    examples: {
      bad: { connections: { acmeOauth: { defaultScope: ['admin'] } } },
      at: 'connections.acmeOauth › defaultScope › [0]',
      good: { connections: { acmeOauth: { defaultScope: ['items:read'] } } },
    },
  },
  {
    id: 'OAUTH-016',
    family: 'oauth',
    severity: 'warning',
    title: 'Users of the universal module can add scopes',
    reason: 'A call the other modules do not make often needs a scope they do not ask for.',
    advice: 'add an array field "additionalScopes" to the connection and merge it into the scope of authorize.',
    reference: 'make-app-format.md §8.3 MK-CON-17',
    check: checkAdditionalScopes,
    examples: {
      bad: {
        connections: { acme: null },
        webhooks: { events: { connection: 'acmeOauth' } },
        modules: Object.fromEntries(
          ['getItem', 'createItem', 'searchItems', 'watchItems', 'makeApiCall'].map((name) => [
            name,
            { connection: 'acmeOauth' },
          ]),
        ),
        rpcs: { listItems: { connection: 'acmeOauth' } },
        endpoints: { readItem: { attachedAccounts: ['acmeOauth'] } },
        base: {
          ...MINIMAL.sections.base,
          headers: { authorization: 'Bearer {{connection.accessToken}}' },
        },
      },
      at: 'connections.acmeOauth › params',
      good: GOOD,
    },
  },
  {
    id: 'OAUTH-017',
    family: 'oauth',
    severity: 'warning',
    title: 'The token step says how its body is written',
    reason: 'The default is JSON, while the standard asks for urlencoded; most providers refuse JSON.',
    advice: 'add "type": "urlencoded", or "json" where the provider wants it.',
    reference: 'make-app-format.md §3.5.4',
    check: (context) =>
      requestsOfSteps(context, 'token', 'refresh').flatMap((request) =>
        request.own.type === undefined && isObject(request.own.body)
          ? [findingIn(request, [], `The ${request.step} step sends its body as JSON, for want of a type.`)]
          : [],
      ),
    examples: {
      bad: {
        connections: {
          acmeOauth: { communication: { ...OAUTH_STEPS, token: without(objectOf(OAUTH_STEPS.token), 'type') } },
        },
      },
      at: 'connections.acmeOauth › communication › token',
      good: GOOD,
    },
  },
];

function redirectOf(request: RequestSite): { readonly part: string; readonly text: Json } | undefined {
  for (const part of ['body', 'qs']) {
    const text = objectOf(request.own[part]).redirect_uri;
    if (text !== undefined) return { part, text };
  }
  return undefined;
}

function checkRedirects(context: LintContext): Finding[] {
  return oauthConnections(context).flatMap((connection) => {
    const asked = requestsOfStep(context, connection, 'authorize').flatMap(
      (request) => redirectOf(request)?.text ?? [],
    );
    return requestsOfStep(context, connection, 'token').flatMap((request) => {
      const sent = redirectOf(request);
      if (!sent || asked.length === 0 || asked.includes(sent.text)) return [];
      return [findingIn(request, [sent.part, 'redirect_uri'], 'The redirect address differs from that of authorize.')];
    });
  });
}

function checkAdditionalScopes(context: LintContext): Finding[] {
  const used = new Set(
    context.modules
      .filter(({ moduleType }) => moduleType === 'universal')
      .flatMap(({ connection, altConnection }) => [connection, altConnection]),
  );
  return oauthConnections(context)
    .filter(({ name }) => used.has(name))
    .filter((connection) => isObject(connection.sections.communication))
    .filter((connection) => requestsOfStep(context, connection, 'authorize').length > 0)
    .filter((connection) => !context.fieldsOf(connection).some(({ name }) => /scope/i.test(name ?? '')))
    .map((connection) =>
      findingInSection(
        connection,
        'params',
        [],
        'The universal module uses the connection, but users cannot add scopes.',
      ),
    );
}
