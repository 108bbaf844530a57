import type { JsonObject } from '../../core/json.ts';
import type { EndpointComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingIn, findingInSection, findingOn } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { objectOf, responseOf, textOf } from '../requests.ts';
import type { Rule } from '../rule.ts';

const READ: JsonObject = MINIMAL.endpoints.readItem;
const COMMUNICATION = objectOf(READ.communication);
const read = (changes: JsonObject) => ({ endpoints: { readItem: changes } });
const GOOD = read(READ);

const endpointsOf = ({ manifest }: LintContext): EndpointComponent[] => Object.values(manifest.endpoints);

/** Rules about endpoints, whose callers are programs. */
export const endpointRules: readonly Rule[] = [
  {
    id: 'ENDP-005',
    family: 'endpoints',
    severity: 'info',
    title: 'Endpoints give what the API gives',
    reason: 'Callers know the API, and expect its answer.',
    advice: 'give {{body}} or a part of it.',
    reference: 'make-app-format.md §1.2 Endpoint',
    check: (context) =>
      endpointsOf(context).flatMap((endpoint) =>
        context.requestsOf(endpoint).flatMap((request) => {
          const { output } = responseOf(request.own);
          const isPart =
            output === undefined ||
            output === null ||
            (typeof output === 'string' && /^\{\{\s*(body|item)[\w.[\]]*\s*\}\}$/.test(output));
          return isPart
            ? []
            : [findingIn(request, ['response', 'output'], 'The endpoint gives another form than the API.')];
        }),
      ),
    examples: {
      bad: read({ communication: { ...COMMUNICATION, response: { output: { id: '{{body.id}}' } } } }),
      at: 'endpoints.readItem › communication › response.output',
      good: GOOD,
    },
  },
  {
    id: 'ENDP-006',
    family: 'endpoints',
    severity: 'warning',
    title: 'Endpoints say whether they change anything',
    reason: 'Callers ask before they change something, and need not ask before they read.',
    advice: 'set readOnlyHint, destructiveHint and idempotentHint truthfully.',
    reference: 'make-app-format.md §1.2 Endpoint',
    check: (context) =>
      endpointsOf(context).flatMap((endpoint) => {
        const methods = context.requestsOf(endpoint).map(({ merged }) => textOf(merged.method ?? 'GET').toUpperCase());
        const { readOnlyHint, destructiveHint } = objectOf(endpoint.annotations);
        if (methods.length === 0 || methods.some((method) => method.includes('{{'))) return [];
        const isReading = methods.every((method) => method === 'GET' || method === 'HEAD');
        if (isReading && readOnlyHint !== true)
          return [findingOn(endpoint, 'annotations', 'The endpoint only reads, and does not say so.')];
        if (!isReading && readOnlyHint === true)
          return [findingOn(endpoint, 'annotations', 'The endpoint claims to read only, and does not.')];
        const isDeleting = methods.includes('DELETE') && destructiveHint !== true;
        return isDeleting ? [findingOn(endpoint, 'annotations', 'The endpoint deletes, and does not say so.')] : [];
      }),
    fix: (finding, context) => {
      const endpoint = context.component(finding.component);
      const annotations = endpoint?.kind === 'endpoint' ? objectOf(endpoint.annotations) : {};
      if (finding.message.includes('deletes')) return { set: { ...annotations, destructiveHint: true } };
      return { set: { ...annotations, readOnlyHint: !finding.message.includes('claims') } };
    },
    examples: {
      bad: read({ annotations: {} }),
      at: 'endpoints.readItem › annotations',
      good: GOOD,
    },
  },
  {
    id: 'ENDP-007',
    family: 'endpoints',
    severity: 'warning',
    title: 'Endpoints take no files',
    reason: 'What programs pass is JSON, which holds no bytes.',
    advice: 'take a text in base64, and turn it into bytes with toBinary().',
    reference: 'make-app-format.md §1.2 Endpoint',
    check: ({ fields }) =>
      fields
        .filter(({ section, type }) => section === 'inputParameters' && type === 'buffer')
        .map((site) => findingAt(site, `"${site.name ?? ''}" takes bytes.`)),
    examples: {
      bad: read({
        inputParameters: [
          { name: 'id', type: 'text', label: 'Item ID', required: true, help: 'ID of the item.' },
          { name: 'photo', type: 'buffer', label: 'Photo', help: 'Photo of the item.' },
        ],
      }),
      at: 'endpoints.readItem › inputParameters › [1]',
      good: GOOD,
    },
  },
  {
    id: 'ENDP-009',
    family: 'endpoints',
    severity: 'warning',
    title: 'Endpoints explain themselves',
    reason: 'Programs choose an endpoint by its context.',
    advice: 'write the context: name and description, and when to use the endpoint.',
    reference: 'make-app-format.md §1.2 Endpoint',
    check: (context) =>
      endpointsOf(context)
        .filter(({ sections: { context: text } }) => typeof text !== 'string' || text.trim() === '')
        .map((endpoint) => findingInSection(endpoint, 'context', [], 'Nothing says when to use the endpoint.')),
    examples: { bad: read({ context: '' }), at: 'endpoints.readItem › context', good: GOOD },
  },
];
