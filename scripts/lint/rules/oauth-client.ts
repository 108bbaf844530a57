import type { JsonObject } from '../../core/json.ts';
import { findingAt } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** Rules about the client an OAuth connection uses. */
export const oauthClientRules: readonly Rule[] = [
  {
    id: 'MK-CON-14',
    family: 'oauth',
    severity: 'info',
    title: "The user's own client is an advanced matter",
    reason: 'Where common data has a client, most users need none of their own.',
    advice: 'add "advanced": true to client ID and secret.',
    reference: 'make-app-format.md §8.3 MK-CON-14',
    check: (context) =>
      context.fields
        .filter(
          ({ component, section, name, field }) =>
            component.kind === 'connection' &&
            section === 'params' &&
            /^client_?(id|secret)$/i.test(name ?? '') &&
            field.advanced !== true,
        )
        .filter(({ component, name }) =>
          context
            .textsOf(component)
            .some(({ text }) => new RegExp(`ifempty\\(\\s*parameters\\.${name}\\s*,\\s*common\\.`).test(text)),
        )
        .map((site) => findingAt(site, `"${site.name}" is asked of everyone, though common data has one.`)),
    fix: ({ path }) => ({ path: [...path, 'advanced'], set: true }),
    examples: {
      bad: clientOf({}),
      at: 'connections.acme › params › [0]',
      good: clientOf({ advanced: true }),
    },
  },
];

function clientOf(changes: JsonObject) {
  const field = { name: 'clientId', type: 'text', label: 'Client ID', editable: true, ...changes };
  return {
    base: {
      baseUrl: 'https://api.acme.test/v1',
      headers: { 'x-client': '{{connection.clientId}}' },
      response: {
        error: {
          message: '[{{statusCode}}] {{body.message}}',
          '401': { type: 'InvalidAccessTokenError', message: '[{{statusCode}}] {{body.message}}' },
        },
      },
    },
    connections: {
      acme: {
        params: [field],
        communication: {
          url: 'https://api.acme.test/v1/me',
          headers: { 'x-client': '{{ifempty(parameters.clientId, common.clientId)}}' },
          response: {
            metadata: { type: 'text', value: '{{body.name}}' },
            error: { message: '[{{statusCode}}] {{body.message}}' },
          },
        },
      },
    },
  };
}
