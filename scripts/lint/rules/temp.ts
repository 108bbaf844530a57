import type { JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { findingAt } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { objectOf, type RequestSite, responseOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { type TextSite, wholeExpression } from '../texts.ts';

const CREATE = objectOf(MINIMAL.modules.createItem.communication);
const SEARCH = objectOf(MINIMAL.modules.searchItems.communication);
const create = (changes: JsonObject) => ({
  modules: { createItem: { communication: { ...CREATE, body: { name: '{{temp.b}}' }, ...changes } } },
  functions: { slug: null },
});
const search = (temp: JsonObject) => ({
  modules: { searchItems: { communication: { ...SEARCH, response: { ...responseOf(SEARCH), temp } } } },
});

/** Rules about values carried from one request to the next, and about expressions that have grown. */
export const tempRules: readonly Rule[] = [
  {
    id: 'MOD-012',
    family: 'modules',
    severity: 'error',
    title: 'A temp value does not read its neighbours',
    reason: 'All values of one block are evaluated before any is stored, so the neighbour is not there yet.',
    advice: 'move the reader to a later block, such as response.temp or the next request.',
    reference: 'make-app-format.md §3.7.1',
    check: checkNeighbours,
    examples: {
      bad: create({ temp: { a: '{{parameters.name}}', b: "{{temp.a + '!'}}" } }),
      at: 'modules.createItem › communication › temp.b',
      good: create({ temp: { b: "{{parameters.name + '!'}}" } }),
    },
  },
  {
    id: 'MOD-013',
    family: 'modules',
    severity: 'error',
    title: 'A temp array is not replaced by a shorter one',
    reason: 'Arrays are merged position by position, so old items stay behind the new ones.',
    advice: 'store the result under another name.',
    reference: 'make-app-format.md §3.7.1',
    check: ({ texts }) =>
      texts.filter(isTemp).flatMap((site) => {
        const call = wholeExpression(site);
        if (call?.type !== 'call' || !SHRINKING.has(call.name)) return [];
        const key = site.path.at(-1);
        const isOwn = site.references.some(({ root, path }) => root === 'temp' && path[0] === key);
        return isOwn ? [findingAt(site, `${call.name}() of "${String(key)}" is merged into what it was made of.`)] : [];
      }),
    examples: {
      bad: search({ names: '{{distinct(temp.names)}}' }),
      at: 'modules.searchItems › communication › response.temp.names',
      good: search({ names: "{{map(body.items, 'name')}}" }),
    },
  },
  {
    id: 'MOD-014',
    family: 'modules',
    severity: 'warning',
    title: 'What one page has found the next keeps',
    reason: 'The value of the last page replaces those before it.',
    advice: 'keep the former value: "{{temp.found || body.count > 0}}".',
    reference: 'make-app-format.md §3.7.1',
    check: (context) =>
      context.requests
        .filter(({ merged }) => merged.pagination !== undefined)
        .flatMap((request) => context.textsBelow(request, 'response', 'temp'))
        .filter(isComparison)
        .filter((site) => !site.references.some(({ root, path }) => root === 'temp' && path[0] === site.path.at(-1)))
        .map((site) => findingAt(site, `The last page decides what "${String(site.path.at(-1))}" is.`)),
    examples: {
      bad: search({ found: '{{body.count > 0}}' }),
      at: 'modules.searchItems › communication › response.temp.found',
      good: search({ found: '{{temp.found || body.count > 0}}' }),
    },
  },
  {
    id: 'MOD-020',
    family: 'modules',
    severity: 'info',
    title: 'A long path is written once',
    reason: 'The same long path in many places is hard to read and to change.',
    advice: 'put it into temp under a short name.',
    reference: 'make-app-format.md §8.4',
    check: checkRepeatedPaths,
    examples: {
      bad: create({
        temp: { b: '{{parameters.name}}' },
        response: {
          output: {
            id: '{{body.item.owner.address.city}}',
            name: '{{upper(body.item.owner.address.city)}} {{lower(body.item.owner.address.city)}}',
          },
        },
      }),
      at: 'modules.createItem › communication › response.output.id',
      good: create({
        temp: { b: '{{parameters.name}}' },
        response: { output: { a: '{{body.item.owner.address.city}}' } },
      }),
    },
  },
  {
    id: 'MOD-021',
    family: 'modules',
    severity: 'info',
    title: 'Long expressions are functions',
    reason: 'Nobody can review a line of nested conditions.',
    advice: 'write a custom function, or use temp for its parts.',
    reference: 'make-app-format.md §8.4',
    check: ({ texts }) => {
      // The same text in several places is one expression to shorten.
      const first = new Map([...texts].reverse().map((site) => [site.text, site]));
      return [...first.values()].reverse().flatMap((site) => {
        const whole = site.template?.parts.find((part) => part.type === 'mustache' && part.end - part.start > LONG);
        if (!whole) return [];
        return [
          findingAt(site, `The expression is ${whole.end - whole.start} characters long.`, { offset: whole.start }),
        ];
      });
    },
    examples: {
      bad: create({
        temp: {
          b: "{{if(parameters.name = 'a', 'the first of them', if(parameters.name = 'b', 'the second of them', if(parameters.name = 'c', 'the third of them', 'none of those there are')))}}",
        },
      }),
      at: 'modules.createItem › communication › temp.b',
      good: create({ temp: { b: '{{parameters.name}}' } }),
    },
  },
];

const LONG = 150;
const SHRINKING: ReadonlySet<string> = new Set([
  'slice',
  'sort',
  'remove',
  'distinct',
  'deduplicate',
  'reverse',
  'shuffle',
]);

/** A direct member of a temp block. */
const isTemp = ({ path }: TextSite): boolean => path.at(-2) === 'temp';

const isComparison = (site: TextSite): boolean => {
  const whole = wholeExpression(site);
  return isTemp(site) && whole?.type === 'binary' && ['=', '!=', '<', '<=', '>', '>='].includes(whole.operator);
};

/** In a request that is sent several times, an earlier turn may have stored the neighbour. */
function checkNeighbours(context: LintContext): Finding[] {
  return context.requests
    .filter(
      ({ merged }) => merged.repeat === undefined && merged.while === undefined && merged.pagination === undefined,
    )
    .flatMap((request) => {
      const earlier = earlierTemps(request, context);
      const before = Object.keys(objectOf(request.own.temp));
      const after = Object.keys(objectOf(responseOf(request.own).temp));
      return [
        ...neighbours(context.textsBelow(request, 'temp'), new Set(before.filter((key) => !earlier.has(key)))),
        ...neighbours(
          context.textsBelow(request, 'response', 'temp'),
          new Set(after.filter((key) => !earlier.has(key) && !before.includes(key))),
        ),
      ];
    });
}

/** Texts of one block that read keys only the block itself stores. */
function neighbours(sites: readonly TextSite[], own: ReadonlySet<string>): Finding[] {
  return sites.flatMap((site) => {
    const key = site.path[site.path.indexOf('temp') + 1];
    return site.references
      .filter(({ root, path: [name] }) => root === 'temp' && name !== key && own.has(String(name)))
      .map(({ path: [name], start }) =>
        findingAt(site, `"${String(name)}" of the same block is not stored yet.`, { offset: start }),
      );
  });
}

/** What Base and earlier requests of the section have stored. */
function earlierTemps(request: RequestSite, { requestsOf, base }: LintContext): ReadonlySet<string> {
  const before = request.component
    ? requestsOf(request.component).filter(
        ({ section, index, step }) => section === request.section && (step !== request.step || index < request.index),
      )
    : [];
  const keys = (own: JsonObject): string[] => [
    ...Object.keys(objectOf(own.temp)),
    ...Object.keys(objectOf(responseOf(own).temp)),
  ];
  return new Set([...(request.inherits ? keys(base.own) : []), ...before.flatMap(({ own }) => keys(own))]);
}

function checkRepeatedPaths(context: LintContext): Finding[] {
  return context.requests.flatMap((request) => {
    const uses = new Map<string, Finding[]>();
    for (const site of context.textsBelow(request)) {
      for (const { root, path, start } of site.references) {
        if (path.length < 4) continue;
        const name = [root, ...path].join('.');
        uses.set(name, [
          ...(uses.get(name) ?? []),
          findingAt(site, `"${name}" is read again and again.`, { offset: start }),
        ]);
      }
    }
    return [...uses.values()].flatMap((found) => (found.length > 2 ? found.slice(0, 1) : []));
  });
}
