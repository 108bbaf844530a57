import type { JsonObject } from '../../core/json.ts';
import { referenceOf } from '../../iml/references.ts';
import { creating } from '../examples.ts';
import { findingAt, findingIn } from '../finding.ts';
import type { RequestSite } from '../requests.ts';
import { isBlank, objectOf, textOf } from '../requests.ts';
import type { Rule } from '../rule.ts';
import { callsIn } from '../texts.ts';

const BODY: JsonObject = { slug: '{{slug(parameters.name)}}' };

/** Rules about what a request carries. */
export const bodyRules: readonly Rule[] = [
  {
    id: 'MOD-016',
    family: 'modules',
    severity: 'error',
    title: 'A GET has no body',
    reason: 'It is never sent, so what the user filled in is ignored.',
    advice: 'put the values into qs, or use another method.',
    reference: 'make-app-format.md §3.5',
    check: ({ requests }) =>
      requests.flatMap((request) => {
        const { url, body } = request.own;
        const { method } = request.merged;
        const isGet = method === undefined || (typeof method === 'string' && /^get$/i.test(method));
        if (!isGet || url === undefined || body === undefined || isBlank(body)) return [];
        return [findingIn(request, ['body'], 'The body of a GET is never sent.')];
      }),
    examples: {
      bad: {
        modules: {
          createItem: { communication: { url: '/items', body: BODY, response: { output: '{{body}}' } } },
        },
      },
      at: 'modules.createItem › communication › body',
      good: creating({ body: BODY }),
    },
  },
  {
    id: 'MOD-018',
    family: 'modules',
    severity: 'warning',
    title: 'An update sends what was filled in, and no more',
    reason: 'Empty text for a field left alone deletes what was there.',
    advice: 'send the parameter as it is: what is empty is left out.',
    reference: 'make-app-format.md §8.4 MK-MOD-05',
    check: (context) =>
      context.requests.filter(isUpdate).flatMap((request) =>
        context.textsBelow(request, 'body').flatMap((site) =>
          callsIn(site, 'ifempty')
            .filter(({ args: [first] }) => first !== undefined && referenceOf(first)?.root === 'parameters')
            .filter(
              ({ args: [, second] }) =>
                (second?.type === 'literal' && second.value === '') ||
                (second?.type === 'keyword' && second.name === 'emptystring'),
            )
            .map(({ start }) => findingAt(site, 'A field left empty is sent as empty text.', { offset: start })),
        ),
      ),
    examples: {
      bad: {
        modules: {
          createItem: {
            actionCrud: 'update',
            ...creating({ method: 'PATCH', body: { ...BODY, name: "{{ifempty(parameters.name, '')}}" } }).modules
              .createItem,
          },
        },
      },
      at: 'modules.createItem › communication › body.name',
      good: {
        modules: {
          createItem: {
            actionCrud: 'update',
            ...creating({ method: 'PATCH', body: { ...BODY, name: '{{parameters.name}}' } }).modules.createItem,
          },
        },
      },
    },
  },
  {
    id: 'MOD-028',
    family: 'modules',
    severity: 'warning',
    title: 'Text of several lines is no header',
    reason: 'A line break in a value begins another header.',
    advice: 'refuse line breaks: "validate": { "pattern": "^[^\\\\r\\\\n]*$" }.',
    reference: 'make-app-format.md §3.5.2',
    check: (context) =>
      context.requests.flatMap((request) =>
        context.textsBelow(request, 'headers').flatMap((site) =>
          site.references.flatMap(({ root, path: [name], start }) => {
            if (root !== 'parameters' || typeof name !== 'string' || !site.component) return [];
            const isLong = context
              .inputsOf(site.component, name)
              .some(({ field }) => field.multiline === true && objectOf(field.validate).pattern === undefined);
            return isLong ? [findingAt(site, `"${name}" may hold line breaks.`, { offset: start })] : [];
          }),
        ),
      ),
    examples: {
      bad: creating({ headers: { 'x-note': '{{parameters.note}}' } }, [
        { name: 'note', type: 'text', label: 'Note', multiline: true },
      ]),
      at: 'modules.createItem › communication › headers.x-note',
      good: creating({ headers: { 'x-note': '{{parameters.note}}' } }, [{ name: 'note', type: 'text', label: 'Note' }]),
    },
  },
];

function isUpdate({ component, own }: RequestSite): boolean {
  if (component?.kind !== 'module' || component.moduleType !== 'action') return false;
  return (
    component.actionCrud === 'update' ||
    (component.actionCrud !== 'create' && /^(put|patch)$/i.test(textOf(own.method)))
  );
}
