import type { JsonObject } from '../../core/json.ts';
import type { Binary, Expression } from '../../iml/ast.ts';
import { referenceOf } from '../../iml/references.ts';
import type { LintContext } from '../context.ts';
import { searching } from '../examples.ts';
import { findingAt, findingIn } from '../finding.ts';
import { isObject, responseOf, textOf } from '../requests.ts';
import type { Rule } from '../rule.ts';
import type { TextSite } from '../texts.ts';
import { parse } from '../texts.ts';

const answer = (response: JsonObject) => searching({ response });

const paging = (pagination: JsonObject) => searching({ pagination });

const GOOD = searching({});

/** Rules about when the last page is reached. */
export const pageConditionRules: readonly Rule[] = [
  {
    id: 'PAGE-004',
    family: 'pagination',
    severity: 'error',
    title: 'The last page is asked for',
    reason:
      'The condition is evaluated a second time with the number of the next page, so a strict comparison ends one page early.',
    advice: 'compare with >= or <=.',
    reference: 'make-app-format.md §3.7.4',
    check: (context) =>
      conditions(context).flatMap((site) =>
        site.expressions
          .filter(isStrictPage)
          .map((expression) =>
            findingAt(site, `"${expression.spelling}" leaves out the last page.`, { offset: expression.at }),
          ),
      ),
    fix: (finding, { valueAt }) => {
      const text = textOf(valueAt(finding));
      const places = parse(text)
        .expressions.filter(isStrictPage)
        .map(({ at }) => at);
      return {
        set: places.sort((a, b) => b - a).reduce((rest, at) => `${rest.slice(0, at + 1)}=${rest.slice(at + 1)}`, text),
      };
    },
    examples: {
      bad: paging({ qs: { page: '{{pagination.page}}' }, condition: '{{body.pages > pagination.page}}' }),
      at: 'modules.searchItems › communication › pagination.condition',
      good: paging({ qs: { page: '{{pagination.page}}' }, condition: '{{body.pages >= pagination.page}}' }),
    },
  },
  {
    id: 'PAGE-005',
    family: 'pagination',
    severity: 'error',
    title: 'Turning pages comes to an end',
    reason: 'A condition that always holds asks for pages until Make stops it.',
    advice: 'ask the answer whether there is more: "{{body.next}}".',
    reference: 'make-app-format.md §3.7.4',
    check: ({ requestsAndBase, textAt }) =>
      requestsAndBase.flatMap((request) => {
        const { pagination } = request.own;
        if (!isObject(pagination) || pagination.endpoint !== undefined) return [];
        const { condition } = pagination;
        if (condition === undefined)
          return [
            findingIn(request, ['pagination'], 'Only an empty page says that there are no more.', {
              severity: 'warning',
            }),
          ];
        const site = textAt(request, 'pagination', 'condition');
        const isConstant = condition === true || (site?.template !== undefined && !asksAnything(site));
        return isConstant ? [findingIn(request, ['pagination', 'condition'], 'The condition always holds.')] : [];
      }),
    examples: {
      bad: paging({ qs: { cursor: '{{body.next}}' }, condition: true }),
      at: 'modules.searchItems › communication › pagination.condition',
      good: GOOD,
    },
  },
  {
    id: 'PAGE-012',
    family: 'pagination',
    severity: 'error',
    title: 'A request without output turns no pages',
    reason: 'output null ends the request after the first page.',
    advice: 'collect in response.temp, and give the output in a request without url behind it.',
    reference: 'runtime.md §4.11',
    check: ({ requests }) =>
      requests.flatMap((request) => {
        const { output } = responseOf(request.own);
        if ((output !== null && output !== false) || request.own.pagination === undefined) return [];
        return [findingIn(request, ['response', 'output'], 'The pagination beside it has no effect.')];
      }),
    examples: {
      bad: answer({ limit: '{{parameters.limit}}', iterate: '{{body.items}}', output: null }),
      at: 'modules.searchItems › communication › response.output',
      good: GOOD,
    },
  },
];

const conditions = (context: LintContext): TextSite[] =>
  context.requestsAndBase.flatMap((request) => context.textAt(request, 'pagination', 'condition') ?? []);

/** A strict comparison of the page number with something the answer says. */
function isStrictPage(expression: Expression): expression is Binary {
  if (expression.type !== 'binary' || (expression.operator !== '<' && expression.operator !== '>')) return false;
  const [low, high] =
    expression.operator === '<' ? [expression.left, expression.right] : [expression.right, expression.left];
  return isPage(low) && (high.type === 'member' || high.type === 'name');
}

function isPage(expression: Expression): boolean {
  const reference = referenceOf(expression);
  return reference?.root === 'pagination' && reference.path[0] === 'page';
}

const asksAnything = ({ references, expressions, systemVariables }: TextSite): boolean =>
  references.length > 0 || systemVariables.size > 0 || expressions.some(({ type }) => type === 'call');
