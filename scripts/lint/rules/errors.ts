import type { Json, JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { findingIn } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { isObject, objectOf, type RequestSite, responseOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';

const BASE = MINIMAL.sections.base;
const ERROR = objectOf(responseOf(BASE).error);
/** The minimal Base with members of response.error changed. */
const withError = (changes: JsonObject): JsonObject => ({ ...BASE, response: { error: { ...ERROR, ...changes } } });

/** The error directive of a request as written, with its place. */
function errorOf({ own }: RequestSite): { readonly error: Json; readonly path: readonly string[] } | undefined {
  const inner = responseOf(own).error;
  if (inner !== undefined) return { error: inner, path: ['response', 'error'] };
  return own.error === undefined ? undefined : { error: own.error, path: ['error'] };
}

const mergedError = ({ merged }: RequestSite): Json | undefined => responseOf(merged).error ?? merged.error;

/** The entries by status, with the status as a number. */
const statusesOf = (
  error: Json | undefined,
): { readonly key: string; readonly status: number; readonly entry: JsonObject }[] =>
  Object.entries(objectOf(error)).flatMap(([key, entry]) =>
    /^\d{3}$/.test(key) && isObject(entry) ? [{ key, status: Number(key), entry }] : [],
  );

/** Rules about what users see when a request fails. */
export const errorRules: readonly Rule[] = [
  {
    id: 'ERR-002',
    family: 'errors',
    severity: 'error',
    title: 'An entry below 400 needs valid',
    reason: 'An answer below 400 fails only when valid says so, so the entry is never used.',
    advice: 'add response.valid, or remove the entry.',
    reference: 'runtime.md §4.7',
    check: ({ requestsAndBase }) =>
      requestsAndBase.flatMap((request) => {
        const found = errorOf(request);
        if (!found || responseOf(request.merged).valid !== undefined || isBase(request)) return [];
        return statusesOf(found.error)
          .filter(({ status }) => status < 400)
          .map(({ key }) =>
            findingIn(request, [...found.path, key], `Nothing makes an answer of status ${key} an error.`),
          );
      }),
    examples: {
      bad: {
        modules: {
          createItem: {
            communication: {
              url: '/items',
              method: 'POST',
              body: { name: '{{slug(parameters.name)}}' },
              response: { output: '{{body}}', error: { '200': { message: '[{{statusCode}}] {{body.reason}}' } } },
            },
          },
        },
      },
      at: 'modules.createItem › communication › response.error["200"]',
      good: {
        modules: {
          createItem: {
            communication: {
              url: '/items',
              method: 'POST',
              body: { name: '{{slug(parameters.name)}}' },
              response: {
                valid: '{{body.ok}}',
                output: '{{body}}',
                error: { '200': { message: '[{{statusCode}}] {{body.reason}}' } },
              },
            },
          },
        },
      },
    },
  },
  {
    id: 'ERR-003',
    family: 'errors',
    severity: 'warning',
    title: 'Every status has a message',
    reason: 'An entry without one falls back to the general message, or to a bare status number.',
    advice: 'add a message.',
    reference: 'make-app-format.md §8.2 MK-BASE-13',
    check: ({ requestsAndBase }) =>
      requestsAndBase.flatMap((request) => {
        const found = errorOf(request);
        if (!found || objectOf(mergedError(request)).message !== undefined) return [];
        return statusesOf(found.error)
          .filter(({ entry }) => entry.message === undefined)
          .map(({ key }) =>
            findingIn(request, [...found.path, key], `Status ${key} has no message, nor is there a general one.`),
          );
      }),
    examples: {
      bad: {
        base: {
          ...BASE,
          response: { error: { '401': ERROR['401'] ?? null, '404': { type: 'DataError' } } },
        },
      },
      at: 'app › base › response.error["404"]',
      good: { base: withError({ '404': { type: 'DataError' } }) },
    },
  },
  {
    id: 'ERR-004',
    family: 'errors',
    severity: 'warning',
    title: 'An invalid answer is explained',
    reason: 'Without a text users read that the answer was marked invalid, and nothing else.',
    advice: 'write "valid": { "condition": …, "message": … }.',
    reference: 'runtime.md §4.8',
    check: ({ requestsAndBase }) =>
      requestsAndBase.flatMap((request) => {
        const { valid } = responseOf(request.own);
        if (valid === undefined || valid === true || objectOf(valid).message !== undefined) return [];
        const error = mergedError(request);
        const isExplained =
          typeof error === 'string' ||
          objectOf(error).message !== undefined ||
          statusesOf(error).some(({ status }) => status < 400);
        return isExplained
          ? []
          : [findingIn(request, ['response', 'valid'], 'Nothing says why the answer is invalid.')];
      }),
    examples: {
      bad: {
        connections: {
          acme: {
            communication: {
              ...objectOf(MINIMAL.connections.acme.communication),
              response: {
                valid: '{{body.ok}}',
                metadata: { type: 'text', value: '{{body.name}}' },
                error: { '401': { type: 'InvalidAccessTokenError', message: '[{{statusCode}}] {{body.message}}' } },
              },
            },
          },
        },
      },
      at: 'connections.acme › communication › response.valid',
      good: {
        connections: {
          acme: {
            communication: {
              ...objectOf(MINIMAL.connections.acme.communication),
              response: {
                valid: { condition: '{{body.ok}}', message: 'Acme does not know the key.' },
                metadata: { type: 'text', value: '{{body.name}}' },
                error: { '401': { type: 'InvalidAccessTokenError', message: '[{{statusCode}}] {{body.message}}' } },
              },
            },
          },
        },
      },
    },
  },
  {
    id: 'ERR-005',
    family: 'errors',
    severity: 'warning',
    title: 'A general error type leaves retries alone',
    reason: 'A type for all statuses also covers 429 and 5xx, which Make then no longer tries again.',
    advice: 'remove the type, or add 429 with RateLimitError and 500, 502, 503, 504 with ConnectionError.',
    reference: 'runtime.md §4.7',
    check: ({ requestsAndBase }) =>
      requestsAndBase.flatMap((request) => {
        const found = errorOf(request);
        const type = objectOf(found?.error).type;
        if (!found || type === undefined || type === 'RateLimitError' || type === 'ConnectionError') return [];
        const statuses = statusesOf(mergedError(request)).map(({ status }) => status);
        const missing = [
          ...(statuses.includes(429) ? [] : ['429']),
          ...(statuses.some((status) => status >= 500) ? [] : ['5xx']),
        ];
        const message = `The type for all statuses also covers ${missing.join(' and ')}, which Make would try again.`;
        return missing.length === 0 ? [] : [findingIn(request, [...found.path, 'type'], message)];
      }),
    examples: {
      bad: { base: withError({ type: 'DataError' }) },
      at: 'app › base › response.error.type',
      good: {
        base: withError({
          type: 'DataError',
          '429': { type: 'RateLimitError', message: '[{{statusCode}}] {{body.message}}' },
          '500': { type: 'ConnectionError', message: '[{{statusCode}}] {{body.message}}' },
        }),
      },
    },
  },
  {
    id: 'ERR-006',
    family: 'errors',
    severity: 'info',
    title: 'Bad credentials have a type of their own',
    reason: 'InvalidAccessTokenError asks the user to connect again instead of failing each run.',
    advice: 'add 401 with InvalidAccessTokenError, if the API answers so to bad credentials.',
    reference: 'make-app-format.md §8.8 MK-ERR-04',
    check: ({ base }) => {
      const found = errorOf(base);
      if (!found || !isObject(found.error) || statusesOf(found.error).some(({ status }) => status === 401)) return [];
      return [findingIn(base, found.path, 'Status 401 is an error like any other.')];
    },
    examples: {
      bad: { base: { ...BASE, response: { error: { message: '[{{statusCode}}] {{body.message}}' } } } },
      at: 'app › base › response.error',
      good: { base: BASE },
    },
  },
  {
    id: 'ERR-007',
    family: 'errors',
    severity: 'info',
    title: 'Messages show the status',
    reason: 'Support can tell a refused request from one that was not found.',
    advice: 'begin it with "[{{statusCode}}]".',
    reference: 'make-app-format.md §8.2 MK-BASE-05',
    check: ({ base }) => {
      const found = errorOf(base);
      const message = typeof found?.error === 'string' ? found.error : objectOf(found?.error).message;
      if (!found || typeof message !== 'string' || !message.includes('{{') || message.includes('statusCode')) return [];
      const path = typeof found.error === 'string' ? found.path : [...found.path, 'message'];
      return [findingIn(base, path, 'The message does not show the status.')];
    },
    fix: (finding, { valueAt }) => ({ set: `[{{statusCode}}] ${textOf(valueAt(finding))}` }),
    examples: {
      bad: { base: withError({ message: '{{body.message}}' }) },
      at: 'app › base › response.error.message',
      good: { base: BASE },
    },
  },
  {
    id: 'ERR-009',
    family: 'errors',
    severity: 'warning',
    title: 'A message says more than that something failed',
    reason: 'The same text for every failure hides the cause.',
    advice: 'use what the API answers, such as "[{{statusCode}}] {{body.message}}".',
    reference: 'make-app-format.md §8.8 MK-ERR-05',
    check: checkConstantMessages,
    examples: {
      bad: {
        base: { ...BASE, response: { error: { message: 'Something went wrong.', '401': ERROR['401'] ?? null } } },
      },
      at: 'app › base › response.error.message',
      good: { base: BASE },
    },
  },
  {
    id: 'ERR-010',
    family: 'errors',
    severity: 'info',
    title: 'Defaults are not repeated',
    reason: 'Make gives 429 its type and this text anyway.',
    advice: 'remove the entry.',
    reference: 'runtime.md §4.7',
    check: ({ requestsAndBase }) =>
      requestsAndBase.flatMap((request) => {
        const found = errorOf(request);
        return statusesOf(found?.error)
          .filter(({ status, entry }) => status === 429 && isDefault(entry))
          .map(({ key }) =>
            findingIn(request, [...(found?.path ?? []), key], 'The entry repeats what Make does anyway.'),
          );
      }),
    fix: () => ({ remove: true }),
    examples: {
      bad: {
        base: withError({ '429': { type: 'RateLimitError', message: 'Third party API limit likely exceeded' } }),
      },
      at: 'app › base › response.error["429"]',
      good: { base: BASE },
    },
  },
];

const isBase = ({ at }: RequestSite): boolean => at === 'app';

/** The text Make shows for 429 without an entry (runtime.md §4.7). */
const isDefault = ({ type, message }: JsonObject): boolean =>
  type === 'RateLimitError' && (message === undefined || message === 'Third party API limit likely exceeded');

function checkConstantMessages({ requestsAndBase }: LintContext): Finding[] {
  return requestsAndBase.flatMap((request) => {
    const found = errorOf(request);
    if (!found || (!isBase(request) && request.component?.kind !== 'connection')) return [];
    const message = typeof found.error === 'string' ? found.error : objectOf(found.error).message;
    if (typeof message !== 'string' || message.includes('{{')) return [];
    const path = typeof found.error === 'string' ? found.path : [...found.path, 'message'];
    const severity = request.component ? ('info' as const) : undefined;
    return [findingIn(request, path, 'The message is the same for every failure.', severity ? { severity } : {})];
  });
}
