import type { Json } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { OAUTH_STEPS, stepResponse, without, withStep } from '../examples.ts';
import { findingAt, findingIn } from '../finding.ts';
import type { AppPatch } from '../minimal-app.ts';
import { oauthConnections, requestsOfStep, requestsOfSteps } from '../oauth-steps.ts';
import type { RequestSite } from '../requests.ts';
import { objectOf, responseOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { isSanitized, maskingList, requestAt, sanitizedIn, sensitiveParts } from '../secrets.ts';
import type { TextSite } from '../texts.ts';
import { walkTexts } from '../texts.ts';

const GOOD: AppPatch = { connections: { acmeOauth: { communication: OAUTH_STEPS } } };

/** Rules about what the steps of a flow keep, and what they show. */
export const oauthTokenRules: readonly Rule[] = [
  {
    id: 'OAUTH-006',
    family: 'oauth',
    severity: 'error',
    title: 'A refresh has a condition',
    reason: 'Without one Make cannot tell a fresh token from one that has ended.',
    advice: 'compare the saved end with the time: "{{data.expires < addMinutes(now, 1)}}".',
    reference: 'make-app-format.md §1.3.2 (ASM-05)',
    check: (context) =>
      requestsOfSteps(context, 'refresh').flatMap((request) =>
        request.own.condition === undefined && request.index === 0
          ? [findingIn(request, [], 'The refresh does not say when it is due.')]
          : [],
      ),
    examples: {
      bad: {
        connections: {
          acmeOauth: {
            communication: { ...OAUTH_STEPS, refresh: without(objectOf(OAUTH_STEPS.refresh), 'condition') },
          },
        },
      },
      at: 'connections.acmeOauth › communication › refresh',
      good: GOOD,
    },
  },
  {
    id: 'OAUTH-008',
    family: 'oauth',
    severity: 'warning',
    title: 'A refresh keeps the new refresh token',
    reason: 'Providers that give a new one with every refresh refuse the old one the next time.',
    advice: 'save it: "{{ifempty(body.refresh_token, data.refreshToken)}}".',
    reference: 'make-app-format.md §8.3 MK-CON-12',
    check: checkRefreshToken,
    examples: {
      bad: withStep('refresh', {
        response: { data: without(objectOf(stepResponse('refresh').data), 'refreshToken') },
      }),
      at: 'connections.acmeOauth › communication › refresh.response',
      good: GOOD,
    },
  },
  {
    id: 'OAUTH-009',
    family: 'oauth',
    severity: 'warning',
    title: 'Only the token step records scopes',
    reason: 'The scope of a refresh is not looked at.',
    advice: 'move it to token.response.scope.',
    reference: 'make-app-format.md §1.3.2',
    check: (context) =>
      requestsOfSteps(context, 'refresh').flatMap((request) =>
        responseOf(request.own).scope === undefined
          ? []
          : [findingIn(request, ['response', 'scope'], 'The scope recorded here has no effect.')],
      ),
    fix: () => ({ remove: true }),
    examples: {
      bad: withStep('refresh', { response: { ...stepResponse('refresh'), scope: '{{body.scope}}' } }),
      at: 'connections.acmeOauth › communication › refresh.response.scope',
      good: GOOD,
    },
  },
  {
    id: 'OAUTH-013',
    family: 'oauth',
    severity: 'error',
    title: 'Steps mask the secrets and tokens they handle',
    reason: 'Codes, client secrets and tokens would stand in the log of the connection.',
    advice: 'add its path to log.sanitize of this step.',
    reference: 'make-app-format.md §8.3 MK-CON-03',
    check: (context) =>
      requestsOfSteps(context, ...LOGGED).flatMap((request) =>
        unmaskedInStep(request, context).map(({ name, path }) =>
          findingAt({ ...request, path }, `"${name}" is a secret and is not masked.`),
        ),
      ),
    fix: (finding, context) => {
      const request = requestAt(finding, context);
      if (!request) return undefined;
      const names = unmaskedInStep(request, context).map(({ name }) => name);
      return { path: [...request.path, 'log', 'sanitize'], set: maskingList(request, names) };
    },
    examples: {
      bad: withStep('token', {
        log: { sanitize: ['request.body.client_secret', 'request.body.code', 'response.body.access_token'] },
      }),
      at: 'connections.acmeOauth › communication › token.response.data.refreshToken',
      good: GOOD,
    },
  },
];

const LOGGED = ['token', 'refresh', 'info', 'invalidate', 'accessToken', 'requestToken'];

const SECRET_BODY: ReadonlySet<string> = new Set([
  'code',
  'client_secret',
  'refresh_token',
  'code_verifier',
  'assertion',
]);

function unmaskedInStep(request: RequestSite, context: LintContext) {
  const sanitized = sanitizedIn(request.own);
  return [...sensitiveParts(request, context), ...formParts(request), ...savedTokens(request, context)]
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
    .filter(({ name }) => !isSanitized(name, sanitized));
}

/** Body members whose names the standard gives. */
function formParts(request: RequestSite) {
  return Object.keys(objectOf(request.own.body))
    .filter((key) => SECRET_BODY.has(key))
    .map((key) => ({ name: `request.body.${key}`, path: [...request.path, 'body', key] }));
}

/** Members of the answer that are saved and look like tokens. */
function savedTokens(request: RequestSite, context: LintContext) {
  return context
    .textsBelow(request, 'response', 'data')
    .flatMap((site: TextSite) =>
      site.references
        .filter(({ root, path }) => root === 'body' && /^(access|refresh|id)?_?token$/i.test(String(path.at(-1) ?? '')))
        .map(({ path }) => ({ name: ['response', 'body', ...path].join('.'), path: site.path })),
    );
}

function checkRefreshToken(context: LintContext): Finding[] {
  return oauthConnections(context).flatMap((connection) => {
    const keys = (step: string): string[] =>
      requestsOfStep(context, connection, step).flatMap(({ own }) => keptRefreshTokens(responseOf(own).data));
    const [refresh] = requestsOfStep(context, connection, 'refresh');
    if (!refresh || keys('token').length === 0 || keys('refresh').length > 0) return [];
    return [findingIn(refresh, ['response'], 'The refresh does not save the refresh token it may get.')];
  });
}

function keptRefreshTokens(data: Json | undefined): string[] {
  const keys: string[] = [];
  walkTexts(data, [], (text, path) => {
    if (/refresh_?token/i.test(text)) keys.push(String(path[0] ?? ''));
  });
  return keys;
}
