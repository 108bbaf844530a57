import type { JsonObject } from '../../core/json.ts';
import { analyse } from '../../iml/analyse.ts';
import type { Expression } from '../../iml/ast.ts';
import { referenceOf } from '../../iml/references.ts';
import type { LintContext } from '../context.ts';
import { searching } from '../examples.ts';
import { findingAt, findingIn } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import type { RequestSite } from '../requests.ts';
import { isObject, numberOf, objectOf, responseOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import type { SearchModule } from '../searches.ts';
import { searchesOf } from '../searches.ts';
import type { TextSite } from '../texts.ts';
import { callsIn, reads } from '../texts.ts';

const SEARCH = objectOf(MINIMAL.modules.searchItems.communication);

const RESPONSE = responseOf(SEARCH);

const answer = (response: JsonObject) => searching({ response });

const paging = (pagination: JsonObject) => searching({ pagination });

const GOOD = searching({});

/** Rules about what a search reads of an answer, and how it turns pages. */
export const paginationRules: readonly Rule[] = [
  {
    id: 'PAGE-001',
    family: 'pagination',
    severity: 'error',
    title: 'A search iterates',
    reason: 'Without iterate all results come out as one bundle.',
    advice: 'add response.iterate with the list, and output {{item}}.',
    reference: 'make-app-format.md §8.5 MK-SRCH-01',
    check: (context) => searchesOf(context).flatMap((module) => checkIterates(module, context)),
    examples: {
      bad: answer({ limit: '{{parameters.limit}}', output: { id: '{{body.id}}', name: '{{body.name}}' } }),
      at: 'modules.searchItems › communication › response',
      good: GOOD,
    },
  },
  {
    id: 'PAGE-006',
    family: 'pagination',
    severity: 'info',
    title: 'Lists are read to the end',
    reason: 'Without pagination only the first page of the list comes out, if the API gives pages.',
    advice: 'add pagination, unless the API gives everything at once.',
    reference: 'make-app-format.md §8.5 MK-SRCH-03',
    check: (context) =>
      context.requests
        .filter(({ component }) => component?.kind === 'module' && component.moduleType === 'search')
        .filter(
          ({ own, merged }) =>
            responseOf(own).iterate !== undefined && own.url !== undefined && merged.pagination === undefined,
        )
        .map((request) => findingIn(request, [], 'Only the first page of the list is read.')),
    examples: {
      bad: {
        modules: {
          searchItems: { communication: { url: '/items', qs: { q: '{{parameters.query}}' }, response: RESPONSE } },
        },
      },
      at: 'modules.searchItems › communication',
      good: GOOD,
    },
  },
  {
    id: 'PAGE-007',
    family: 'pagination',
    severity: 'error',
    title: 'The address of the next page stands alone',
    reason: 'It holds its query already; merged with that of the first request, parameters are sent twice.',
    advice: 'add "mergeWithParent": false.',
    reference: 'make-app-format.md §3.7.4',
    check: (context) =>
      context.requestsAndBase.flatMap((request) => {
        const site = context.textAt(request, 'pagination', 'url');
        const isNext = site && /^\{\{\s*body\./.test(site.text);
        const { mergeWithParent } = objectOf(request.own.pagination);
        const parent = Object.keys(objectOf(request.merged.qs));
        if (!isNext || mergeWithParent === false || parent.length === 0) return [];
        return [
          findingIn(
            request,
            ['pagination', 'url'],
            `"${parent.join('", "')}" of the first request is added to the address of the next page.`,
          ),
        ];
      }),
    fix: ({ path }) => ({ path: [...path.slice(0, -1), 'mergeWithParent'], set: false }),
    examples: {
      bad: paging({ url: '{{body.next}}', condition: '{{body.next}}' }),
      at: 'modules.searchItems › communication › pagination.url',
      good: paging({ mergeWithParent: false, url: '{{body.next}}', condition: '{{body.next}}' }),
    },
  },
  {
    id: 'PAGE-008',
    family: 'pagination',
    severity: 'info',
    title: 'Pages are as large as the API allows',
    reason: 'Small pages mean many requests, and Make turns fifty pages at most.',
    advice: "use the API's maximum.",
    reference: 'make-app-format.md §8.5 MK-SRCH-05',
    check: ({ requests }) =>
      requests.flatMap((request) =>
        Object.entries(objectOf(request.own.qs)).flatMap(([key, value]) => {
          const isSmall = numberOf(value) > 0 && numberOf(value) < 50;
          if (!isSmall || !PAGE_SIZE.test(key) || responseOf(request.own).iterate === undefined) return [];
          return [findingIn(request, ['qs', key], `A page holds ${textOf(value)} items only.`)];
        }),
      ),
    examples: {
      bad: searching({ qs: { q: '{{parameters.query}}', per_page: 10 } }),
      at: 'modules.searchItems › communication › qs.per_page',
      good: GOOD,
    },
  },
  {
    id: 'PAGE-009',
    family: 'pagination',
    severity: 'error',
    title: 'Numbers are added with +',
    reason: 'add() appends to an array: of two numbers it makes an array.',
    advice: 'write a + b.',
    reference: 'iml.md §6.4',
    check: ({ texts }) =>
      texts.flatMap((site) =>
        callsIn(site, 'add')
          .filter(
            ({ args }) =>
              args.length === 2 && isCount(args[0]) && args[1]?.type === 'literal' && typeof args[1].value === 'number',
          )
          .map(({ start }) => findingAt(site, 'add() makes an array of these numbers.', { offset: start })),
      ),
    fix: (finding, { valueAt }) => {
      const whole = /^\{\{\s*add\(\s*([\w.]+)\s*[,;]\s*(\d+)\s*\)\s*\}\}$/.exec(textOf(valueAt(finding)));
      return whole ? { set: `{{${whole[1]} + ${whole[2]}}}` } : undefined;
    },
    examples: {
      bad: paging({ qs: { page: '{{add(body.page, 1)}}' }, condition: '{{body.more}}' }),
      at: 'modules.searchItems › communication › pagination.qs.page',
      good: paging({ qs: { page: '{{body.page + 1}}' }, condition: '{{body.more}}' }),
    },
  },
  {
    id: 'PAGE-010',
    family: 'pagination',
    severity: 'error',
    title: 'The output is made of the item',
    reason: 'Every bundle repeats the whole answer.',
    advice: 'write "output": "{{item}}".',
    reference: 'make-app-format.md §3.6.6',
    check: checkItems,
    fix: (finding, { valueAt }) =>
      /^\{\{\s*body\s*\}\}$/.test(textOf(valueAt(finding))) ? { set: '{{item}}' } : undefined,
    examples: {
      bad: answer({ ...RESPONSE, output: '{{body}}' }),
      at: 'modules.searchItems › communication › response.output',
      good: GOOD,
    },
  },
];

const PAGE_SIZE = /^(per_?page|page_?size|limit|max_?results)$/i;

function checkIterates({ module, requests }: SearchModule, context: LintContext): Finding[] {
  const last = requests.at(-1);
  const isFilled = requests.some(
    ({ own, merged }) =>
      own.endpoint !== undefined ||
      responseOf(merged).iterate !== undefined ||
      responseOf(merged).wrapper !== undefined,
  );
  if (!last || isFilled) return [];
  const { output } = responseOf(last.merged);
  const site = context.textAt(last, 'response', 'output');
  if (Array.isArray(output) || (site && mayBeList(site, context))) return [];
  const path = last.own.response === undefined ? [] : ['response'];
  const name = module.label || module.name;
  // Some APIs answer with a bare list, which comes out as several bundles.
  return isObject(output)
    ? [findingIn(last, path, `${name} gives one bundle, whatever is found.`)]
    : [findingIn(last, path, `${name} gives one bundle, unless the answer is a bare list.`, { severity: 'warning' })];
}

/** A member of the answer, or what a function gives, may be a list; the answer itself hardly ever is. */
function mayBeList({ template, references }: TextSite, { manifest }: LintContext): boolean {
  if (template?.kind !== 'primitive') return false;
  const { type } = analyse(template, { functions: Object.keys(manifest.functions), text: false });
  const isWholeBody = references.length === 1 && references[0]?.root === 'body' && references[0].path.length === 0;
  return (type === 'array' || type === 'any') && !isWholeBody;
}

/** A number by its name, or a number. */
function isCount(expression: Expression | undefined): boolean {
  if (expression?.type === 'literal') return typeof expression.value === 'number';
  const reference = expression && referenceOf(expression);
  return /^(page|offset|skip|start|index|count|total|number)$/i.test(String(reference?.path.at(-1) ?? ''));
}

function checkItems(context: LintContext): Finding[] {
  return context.requests.flatMap((request: RequestSite) => {
    if (responseOf(request.merged).iterate === undefined) return [];
    const texts = context.textsBelow(request, 'response', 'output');
    const isRepeating = texts.some((site) => reads(site, 'body')) && !texts.some((site) => reads(site, 'item'));
    return isRepeating
      ? [findingIn(request, ['response', 'output'], 'Each bundle is made of the whole answer, not of its item.')]
      : [];
  });
}
