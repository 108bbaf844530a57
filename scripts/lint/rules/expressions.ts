import type { Json } from '../../core/json.ts';
import type { Call, Expression } from '../../iml/ast.ts';
import { library } from '../../iml/functions/library.ts';
import { referenceOf } from '../../iml/references.ts';
import type { LintContext } from '../context.ts';
import { searching } from '../examples.ts';
import { findingAt } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { isObject, objectOf, responseOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import type { TextSite } from '../texts.ts';
import { callsIn, parse } from '../texts.ts';

const SEARCH = objectOf(MINIMAL.modules.searchItems.communication);

const GOOD = { modules: { searchItems: { communication: SEARCH } } };

const query = (text: string) => searching({ qs: { q: '{{parameters.query}}', per_page: 100, x: text } });

const output = (text: string) =>
  searching({ response: { ...responseOf(SEARCH), output: { id: '{{item.id}}', name: text } } });

/** What the request sends: there a number or a date is read by a program. */
const isSent = ({ path }: TextSite): boolean => path.some((key) => key === 'qs' || key === 'body' || key === 'url');

/** Rules about expressions that are legal and do not do what they seem to. */
export const expressionRules: readonly Rule[] = [
  {
    id: 'IML-006',
    family: 'expressions',
    severity: 'warning',
    title: 'There is one kind of equality',
    reason: '=== and !== compare as loosely as = and !=, whatever they suggest.',
    advice: 'write = or !=.',
    reference: 'iml.md §5',
    check: ({ texts }) =>
      texts.flatMap((site) =>
        site.expressions.flatMap((expression) =>
          expression.type === 'binary' && /^[!=]==$/.test(expression.spelling)
            ? [
                findingAt(site, `${expression.spelling} is no stricter than any other comparison.`, {
                  offset: expression.at,
                }),
              ]
            : [],
        ),
      ),
    fix: (finding, { valueAt }) => {
      const text = textOf(valueAt(finding));
      const strict = strictOperators(text);
      return {
        set: strict.reduceRight((rest, at) => `${rest.slice(0, at)}${shorter(rest, at)}${rest.slice(at + 3)}`, text),
      };
    },
    examples: {
      bad: query("{{if(parameters.query === 'all', 1, 0)}}"),
      at: 'modules.searchItems › communication › qs.x',
      good: query("{{if(parameters.query = 'all', 1, 0)}}"),
    },
  },
  {
    id: 'IML-008',
    family: 'expressions',
    severity: 'warning',
    title: 'An empty array is not empty to ifempty',
    reason: 'ifempty looks for null, undefined and empty text; [] passes as a value.',
    advice: 'ask for its length: if(length(x) > 0, x, …).',
    reference: 'iml.md §6.1',
    check: ({ texts }) =>
      texts.flatMap((site) =>
        callsIn(site, 'ifempty')
          .filter(({ args: [first] }) => first?.type === 'call' && library.get(first.name)?.returns === 'array')
          .map(({ start }) =>
            findingAt(site, 'The first argument is an array, which is never empty here.', { offset: start }),
          ),
      ),
    examples: {
      bad: output("{{ifempty(map(item.tags, 'name'), 'none')}}"),
      at: 'modules.searchItems › communication › response.output.name',
      good: output("{{if(length(item.tags) > 0, map(item.tags, 'name'), 'none')}}"),
    },
  },
  {
    id: 'IML-009',
    family: 'expressions',
    severity: 'warning',
    title: 'Arguments are separated by commas',
    reason: 'The semicolon is how scenarios write it; in apps it makes expressions hard to compare.',
    advice: 'write commas.',
    reference: 'iml.md §3',
    check: ({ texts }) =>
      texts.flatMap((site) =>
        callsIn(site)
          .filter(({ separators }) => separators.includes(';'))
          .map(({ name, start }) =>
            findingAt(site, `The arguments of ${name}() are separated by semicolons.`, { offset: start }),
          ),
      ),
    fix: (finding, { valueAt }) => ({ set: withCommas(textOf(valueAt(finding))) }),
    examples: {
      bad: query("{{if(parameters.query; 'some'; 'all')}}"),
      at: 'modules.searchItems › communication › qs.x',
      good: query("{{if(parameters.query, 'some', 'all')}}"),
    },
  },
  {
    id: 'IML-010',
    family: 'expressions',
    severity: 'error',
    title: 'An array has no members by name',
    reason: 'The expression gives nothing: only an item of the array has the member.',
    advice: "take one item, list[].name, or the members of all, map(list, 'name').",
    reference: 'iml.md §4.2',
    check: checkMembersOfArrays,
    examples: {
      bad: searching({ pagination: { qs: { after: '{{body.items.id}}' }, condition: '{{body.next}}' } }),
      at: 'modules.searchItems › communication › pagination.qs.after',
      good: searching({ pagination: { qs: { after: "{{get(last(body.items), 'id')}}" }, condition: '{{body.next}}' } }),
    },
  },
  {
    id: 'IML-013',
    family: 'expressions',
    severity: 'warning',
    title: 'Numbers for an API name their separators',
    reason: 'Without them a comma stands before the decimals, which few APIs read.',
    advice: "write formatNumber(x, 2, '.', '').",
    reference: 'iml.md §6.3',
    check: ({ texts }) =>
      texts.filter(isSent).flatMap((site) =>
        callsIn(site, 'formatNumber')
          .filter(({ args }) => args.length < 4)
          .map(({ start }) => findingAt(site, 'The number is sent with the separators of a form.', { offset: start })),
      ),
    examples: {
      bad: query('{{formatNumber(parameters.limit, 2)}}'),
      at: 'modules.searchItems › communication › qs.x',
      good: query("{{formatNumber(parameters.limit, 2, '.', '')}}"),
    },
  },
  {
    id: 'IML-014',
    family: 'expressions',
    severity: 'info',
    title: 'Dates for an API name their zone',
    reason: "Without one the zone of the user's organization decides, and a day may be another one.",
    advice: "write formatDate(x, 'YYYY-MM-DD', 'UTC').",
    reference: 'iml.md §6.5',
    check: ({ texts }) =>
      texts.filter(isSent).flatMap((site) =>
        callsIn(site, 'formatDate')
          .filter(({ args }) => args.length === 2)
          .map(({ start }) =>
            findingAt(site, 'The date is sent in the zone of whoever runs the scenario.', { offset: start }),
          ),
      ),
    examples: {
      bad: query("{{formatDate(now, 'YYYY-MM-DD')}}"),
      at: 'modules.searchItems › communication › qs.x',
      good: query("{{formatDate(now, 'YYYY-MM-DD', 'UTC')}}"),
    },
  },
  {
    id: 'IML-015',
    family: 'expressions',
    severity: 'warning',
    title: 'A difference of dates begins with the later one',
    reason: 'The other way round the result is negative, and the function may fail.',
    advice:
      'put the end first, and ask beforehand whether it lies ahead: if(end > now, dateDifference(end, now, …), 0).',
    reference: 'iml.md §6.5',
    check: ({ texts }) =>
      texts.flatMap((site) =>
        callsIn(site, 'dateDiff', 'dateDifference')
          .filter(({ args: [first, second] }) => isNow(first) && isEnd(second))
          .map(({ start }) =>
            findingAt(site, 'The end lies ahead of now, so the difference is negative.', { offset: start }),
          ),
      ),
    examples: {
      bad: output("{{dateDifference(now, item.expires, 'seconds')}}"),
      at: 'modules.searchItems › communication › response.output.name',
      good: output("{{if(item.expires > now, dateDifference(item.expires, now, 'seconds'), 0)}}"),
    },
  },
  {
    id: 'IML-016',
    family: 'expressions',
    severity: 'warning',
    title: 'Pages do not depend on chance or the clock',
    reason: 'The condition is evaluated twice for each page, and the two results may differ.',
    advice: 'ask the answer: {{body.next}}.',
    reference: 'make-app-format.md §3.7.4',
    check: (context) =>
      context.requestsAndBase.flatMap((request) =>
        context
          .textsBelow(request, 'pagination', 'condition')
          .filter(({ systemVariables }) =>
            ['now', 'random', 'uuid', 'timestamp'].some((name) => systemVariables.has(name)),
          )
          .map((site) => findingAt(site, 'The condition gives another result each time it is asked.')),
      ),
    examples: {
      bad: searching({ pagination: { qs: { cursor: '{{body.next}}' }, condition: '{{body.next & random < 0.5}}' } }),
      at: 'modules.searchItems › communication › pagination.condition',
      good: GOOD,
    },
  },
];

const strictOperators = (text: string): number[] =>
  parse(text)
    .expressions.flatMap((expression) =>
      expression.type === 'binary' && /^[!=]==$/.test(expression.spelling) ? [expression.at] : [],
    )
    .sort((a, b) => a - b);

const shorter = (text: string, at: number): string => (text[at] === '!' ? '!=' : '=');

/** Replaces the semicolons between arguments; those in quotes stay. */
function withCommas(text: string): string {
  const calls = parse(text).expressions.filter((expression): expression is Call => expression.type === 'call');
  const places = calls.flatMap(({ args, end }) =>
    args.flatMap((arg, index) => {
      const next = args[index + 1];
      if (index === args.length - 1) return [];
      const from = arg?.end ?? -1;
      const at = from < 0 ? -1 : text.indexOf(';', from);
      return at >= 0 && at < (next?.start ?? end) ? [at] : [];
    }),
  );
  return places.reduce((rest, at) => `${rest.slice(0, at)},${rest.slice(at + 1)}`, text);
}

/** What is iterated is an array, and so is a parameter of that type. */
function checkMembersOfArrays(context: LintContext): Finding[] {
  const iterated = context.requests.flatMap((request) => {
    const paths = [responseOf(request.own).iterate].flatMap(pathOfContainer);
    return paths.flatMap((path) =>
      context
        .textsBelow(request)
        .flatMap((site) => membersBelow(site, path).map((start) => unreadable(site, path, start))),
    );
  });
  const parameters = context.texts.flatMap((site) =>
    site.references.flatMap(({ root, path: [name, second], start }) => {
      if (root !== 'parameters' || typeof name !== 'string' || typeof second !== 'string' || !site.component) return [];
      const inputs = context.inputsOf(site.component, name);
      const isArray = inputs.length > 0 && inputs.every(({ type }) => type === 'array');
      return isArray ? [unreadable(site, ['parameters', name], start)] : [];
    }),
  );
  return [...iterated, ...parameters];
}

const unreadable = (site: TextSite, path: readonly (string | number | null)[], offset: number): Finding =>
  findingAt(site, `"${path.join('.')}" is an array; it has no members by name.`, { offset });

/** The path from `body` an iterate names, when it is written out and has at least one step. */
function pathOfContainer(iterate: Json | undefined): (readonly (string | number | null)[])[] {
  const text = isObject(iterate) ? iterate.container : iterate;
  if (typeof text !== 'string') return [];
  const { template, references } = parse(text);
  const [part] = template?.parts ?? [];
  if (template?.kind !== 'primitive' || part?.type !== 'mustache') return [];
  const whole = referenceOf(part.expression);
  return whole && whole.root === 'body' && whole.path.length > 0 && references.length === 1
    ? [['body', ...whole.path]]
    : [];
}

function membersBelow(site: TextSite, path: readonly (string | number | null)[]): number[] {
  return site.references.flatMap((reference) => {
    const full = [reference.root, ...reference.path];
    const isBelow = path.every((key, index) => full[index] === key) && typeof full[path.length] === 'string';
    return isBelow ? [reference.start] : [];
  });
}

const isNow = (expression: Expression | undefined): boolean => expression?.type === 'name' && expression.name === 'now';

const isEnd = (expression: Expression | undefined): boolean => {
  const reference = expression && referenceOf(expression);
  return /expir|ends?(_?at)?$|due|until|deadline/i.test(String(reference?.path.at(-1) ?? ''));
};
