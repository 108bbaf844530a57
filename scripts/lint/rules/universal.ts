import type { JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingIn, findingOn } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { isObject, objectOf, type RequestSite, responseOf, textOf } from '../requests.ts';
import type { Rule } from '../rule.ts';
import { modulesOfType } from '../searches.ts';

const CALL = objectOf(MINIMAL.modules.makeApiCall.communication);
const call = (changes: JsonObject) => ({ modules: { makeApiCall: { communication: { ...CALL, ...changes } } } });
const GOOD = call({});

const universalRequests = (context: LintContext): RequestSite[] =>
  modulesOfType(context, 'universal').flatMap((module) => context.requestsOf(module, 'communication'));

/** Rules about the module that makes any API call. */
export const universalRules: readonly Rule[] = [
  {
    id: 'MK-UNI-02',
    family: 'modules',
    severity: 'info',
    title: 'The universal module is called as in every app',
    reason: 'Users look for it under this name.',
    advice: 'call it "Make an API Call", or "Execute a GraphQL query".',
    reference: 'make-app-format.md §9',
    check: (context) =>
      modulesOfType(context, 'universal')
        .filter(
          ({ label }) =>
            !/^(make an api call|execute a graphql query|execute an api call)( \(.*\))?$/i.test(label.trim()),
        )
        .map((module) =>
          findingOn(module, 'label', `"${module.label}" is not what the module is called in other apps.`),
        ),
    fix: () => ({ set: 'Make an API call' }),
    examples: {
      bad: { modules: { makeApiCall: { label: 'Send a request' } } },
      at: 'modules.makeApiCall › label',
      good: { modules: { makeApiCall: { label: 'Make an API Call' } } },
    },
  },
  {
    id: 'MK-UNI-03',
    family: 'modules',
    severity: 'warning',
    title: 'The universal module gives the whole answer',
    reason: 'Who makes a call of his own needs its status, its headers and its body.',
    advice: 'give body, headers and statusCode.',
    reference: 'make-app-format.md §9.1',
    check: (context) =>
      universalRequests(context).flatMap((request) => {
        const { output } = responseOf(request.merged);
        const missing = ['body', 'headers', 'statusCode'].filter((key) => objectOf(output)[key] === undefined);
        if (request.index < request.count - 1 || (isObject(output) && missing.length === 0)) return [];
        return [
          findingIn(
            request,
            output === undefined ? [] : ['response', 'output'],
            `The output lacks ${missing.join(', ')}.`,
          ),
        ];
      }),
    fix: (finding, context) => {
      const request = universalRequests(context).find(({ at }) => at === finding.component);
      const { output } = responseOf(request?.own ?? {});
      const isReplaceable = output === undefined || output === '{{body}}';
      const whole = { body: '{{body}}', headers: '{{headers}}', statusCode: '{{statusCode}}' };
      return request && isReplaceable ? { path: [...request.path, 'response', 'output'], set: whole } : undefined;
    },
    examples: {
      bad: call({ response: { output: '{{body}}' } }),
      at: 'modules.makeApiCall › communication › response.output',
      good: GOOD,
    },
  },
  {
    id: 'MK-UNI-05',
    family: 'modules',
    severity: 'info',
    title: 'Headers and query of the user are spread',
    reason: 'As one expression they replace what Base adds to them.',
    advice: 'write { "{{...}}": "{{toCollection(parameters.qs, \'key\', \'value\')}}" }.',
    reference: 'make-app-format.md §9.1',
    check: (context) =>
      universalRequests(context).flatMap((request) =>
        ['headers', 'qs'].flatMap((key) => {
          const site = context.textAt(request, key);
          return site ? [findingAt(site, `"${key}" is one expression.`)] : [];
        }),
      ),
    fix: (finding, { valueAt }) => ({ set: { '{{...}}': textOf(valueAt(finding)) } }),
    examples: {
      bad: call({ qs: "{{toCollection(parameters.qs, 'key', 'value')}}" }),
      at: 'modules.makeApiCall › communication › qs',
      good: GOOD,
    },
  },
  {
    id: 'MK-UNI-07',
    family: 'modules',
    severity: 'info',
    title: 'The body of an arbitrary call is sent as it is',
    reason: 'Written as JSON a body that is text already arrives in quotes.',
    advice: 'add "type": "text".',
    reference: 'make-app-format.md §9.1',
    check: (context) =>
      universalRequests(context)
        .filter(({ own, merged }) => typeof own.body === 'string' && merged.type === undefined)
        .map((request) => findingIn(request, ['body'], 'The body is written as JSON, for want of a type.')),
    fix: ({ path }) => ({ path: [...path.slice(0, -1), 'type'], set: 'text' }),
    examples: {
      bad: {
        modules: {
          makeApiCall: { communication: Object.fromEntries(Object.entries(CALL).filter(([key]) => key !== 'type')) },
        },
      },
      at: 'modules.makeApiCall › communication › body',
      good: GOOD,
    },
  },
];
