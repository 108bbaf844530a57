import type { Json, JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingIn, findingInSection } from '../finding.ts';
import { isForm } from '../forms.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { numberOf, objectOf, responseOf } from '../requests.ts';
import type { Change, Finding, Rule } from '../rule.ts';
import { modulesOfType, searchesOf } from '../searches.ts';
import { reads } from '../texts.ts';

const SEARCH = objectOf(MINIMAL.modules.searchItems.communication);
const RESPONSE = responseOf(SEARCH);
const QUERY: JsonObject = { name: 'query', type: 'text', label: 'Query' };
const HELP = 'The maximum number of results to return in one cycle.';
const LIMIT: JsonObject = { name: 'limit', type: 'uinteger', label: 'Limit', default: 10, help: HELP };
const form = (...mappableParams: Json[]) => ({ modules: { searchItems: { mappableParams } } });
const GOOD = form(QUERY, LIMIT);

/** Rules about how many bundles a module gives, and who decides. */
export const limitRules: readonly Rule[] = [
  {
    id: 'PAGE-002',
    family: 'pagination',
    severity: 'error',
    title: 'A search has a limit',
    reason: 'Without one it reads all there is, page after page, and each bundle costs the user an operation.',
    advice: 'add "limit": "{{parameters.limit}}" to response.',
    reference: 'make-app-format.md §3.6.7',
    check: (context) =>
      searchesOf(context).flatMap(({ requests }) => {
        const iterating = requests.filter(({ merged }) => responseOf(merged).iterate !== undefined);
        const isLimited = requests.some(
          ({ own, merged }) => responseOf(merged).limit !== undefined || own.endpoint !== undefined,
        );
        return isLimited
          ? []
          : iterating
              .slice(0, 1)
              .map((request) => findingIn(request, ['response'], 'Nothing limits what the search reads.'));
      }),
    fix: (finding, context) => limitBy(finding, context),
    examples: {
      bad: {
        modules: {
          searchItems: {
            communication: { ...SEARCH, response: { iterate: '{{body.items}}', output: '{{item}}' } },
            mappableParams: [QUERY, LIMIT],
          },
        },
      },
      at: 'modules.searchItems › communication › response',
      good: GOOD,
    },
  },
  {
    id: 'PAGE-003',
    family: 'pagination',
    severity: 'error',
    title: 'The user sets the limit of a search',
    reason: 'How many results are wanted differs from scenario to scenario.',
    advice: 'add a parameter "limit" of type uinteger with the default 10.',
    reference: 'make-app-format.md §8.5 MK-SRCH-02',
    check: checkLimitFields,
    fix: (finding, { valueAt }) => {
      const section = valueAt(finding);
      return Array.isArray(section) ? { path: [section.length], set: LIMIT } : undefined;
    },
    examples: {
      bad: {
        modules: {
          searchItems: { mappableParams: [QUERY], communication: { ...SEARCH, response: { ...RESPONSE, limit: 100 } } },
        },
      },
      at: 'modules.searchItems › mappableParams',
      good: GOOD,
    },
  },
  {
    id: 'PAGE-011',
    family: 'pagination',
    severity: 'error',
    title: 'A limit is never zero',
    reason: 'Zero is an error at run time, not "no limit".',
    advice: 'give it a default of 1 or more.',
    reference: 'make-app-format.md §3.6.7',
    check: (context) => [
      ...context.fields
        .filter(({ name, field, component }) => name === 'limit' && component.kind === 'module' && field.default === 0)
        .map((site) => findingAt(site, 'The form starts with a limit of 0.')),
      ...context.requestsAndBase
        .filter(({ own }) => numberOf(responseOf(own).limit) === 0)
        .map((request) => findingIn(request, ['response', 'limit'], 'The limit is 0.')),
    ],
    examples: {
      bad: form(QUERY, { ...LIMIT, default: 0 }),
      at: 'modules.searchItems › mappableParams › [1]',
      good: GOOD,
    },
  },
  {
    id: 'PAGE-013',
    family: 'pagination',
    severity: 'warning',
    title: 'Users do not turn pages',
    reason: 'Make turns them itself; a page number in the form gives parts of the result only.',
    advice: 'remove the field, and turn pages with pagination.',
    reference: 'make-app-format.md §8.5 MK-SRCH-06',
    check: (context) =>
      searchesOf(context).flatMap(({ module }) =>
        context
          .fieldsOf(module)
          .filter((site) => isForm(site) && site.via === 'section' && PAGING.test(site.name ?? ''))
          .map((site) => findingAt(site, `"${site.name}" is for Make to count, not for the user.`)),
      ),
    examples: {
      bad: {
        modules: {
          searchItems: {
            mappableParams: [QUERY, { name: 'page', type: 'uinteger', label: 'Page' }, LIMIT],
            communication: { ...SEARCH, qs: { q: '{{parameters.query}}', page: '{{parameters.page}}', per_page: 100 } },
          },
        },
      },
      at: 'modules.searchItems › mappableParams › [1]',
      good: GOOD,
    },
  },
  {
    id: 'PARAM-017',
    family: 'parameters',
    severity: 'info',
    title: 'The limit is the last field',
    reason: 'Users look for it at the end of the form, before the advanced fields.',
    advice: 'move it behind the other fields.',
    reference: 'make-app-format.md §8.5 MK-SRCH-02',
    check: (context) =>
      searchesOf(context).flatMap(({ module }) => {
        const fields = context
          .fieldsOf(module)
          .filter(
            ({ section, via, field }) => section === 'mappableParams' && via === 'section' && field.advanced !== true,
          );
        const index = fields.findIndex(({ name }) => name === 'limit');
        const site = fields[index];
        return site && index < fields.length - 1
          ? [findingAt(site, `The limit stands before "${String(fields[index + 1]?.name)}".`)]
          : [];
      }),
    examples: { bad: form(LIMIT, QUERY), at: 'modules.searchItems › mappableParams › [0]', good: GOOD },
  },
  {
    id: 'TRIG-005',
    family: 'triggers',
    severity: 'error',
    title: 'A trigger asks for full pages',
    reason: "With the user's limit as page size the newest items beyond it are never reached.",
    advice: "use a constant, the API's maximum.",
    reference: 'make-app-format.md §5.2',
    check: (context) =>
      modulesOfType(context, 'trigger').flatMap((module) =>
        context
          .requestsOf(module, 'communication')
          .flatMap((request) => ['qs', 'body', 'url'].flatMap((part) => context.textsBelow(request, part)))
          .filter(
            (site) => reads(site, 'parameters', 'limit') && site.references.some(({ path }) => path[0] === 'limit'),
          )
          .map((site) => findingAt(site, "The user's limit decides how much the trigger looks at.")),
      ),
    examples: {
      bad: {
        modules: {
          watchItems: {
            communication: {
              ...objectOf(MINIMAL.modules.watchItems.communication),
              qs: { sort: '-created', since: '{{data.lastDate || undefined}}', per_page: '{{parameters.limit}}' },
            },
          },
        },
      },
      at: 'modules.watchItems › communication › qs.per_page',
      good: {},
    },
  },
  {
    id: 'TRIG-011',
    family: 'triggers',
    severity: 'error',
    title: 'A trigger has a limit',
    reason: 'Without one it gives a single bundle per run.',
    advice: 'add "limit": "{{parameters.limit}}" to response, and a static parameter "limit".',
    reference: 'make-app-format.md §8.6 MK-TRG-02',
    check: (context) =>
      modulesOfType(context, 'trigger').flatMap((module) => {
        const requests = context.requestsOf(module, 'communication');
        const isLimited = requests.some(({ merged }) => responseOf(merged).limit !== undefined);
        return isLimited
          ? []
          : requests.slice(-1).map((request) => findingIn(request, [], 'The trigger gives one bundle per run.'));
      }),
    fix: (finding, context) => limitBy({ ...finding, path: [...finding.path, 'response'] }, context),
    examples: {
      bad: {
        modules: {
          watchItems: {
            staticParams: [LIMIT],
            communication: {
              ...objectOf(MINIMAL.modules.watchItems.communication),
              response: Object.fromEntries(
                Object.entries(responseOf(objectOf(MINIMAL.modules.watchItems.communication))).filter(
                  ([key]) => key !== 'limit',
                ),
              ),
            },
          },
        },
      },
      at: 'modules.watchItems › communication',
      good: {},
    },
  },
];

const PAGING = /^(page|page_?number|page_?size|per_?page|offset|cursor|skip)$/i;

/** Binds the limit to the user's, where there is one. */
function limitBy(finding: Finding, context: LintContext): Change | undefined {
  const component = context.component(finding.component);
  if (!component || context.inputsOf(component, 'limit').length === 0) return undefined;
  return { path: [...finding.path, 'limit'], set: '{{parameters.limit}}' };
}

function checkLimitFields(context: LintContext): Finding[] {
  return searchesOf(context).flatMap(({ module, requests }) => {
    const isOpen = context.rpcReferences.some(
      ({ component, gives, section }) => component === module && gives === 'fields' && section !== 'interface',
    );
    const isIterating = requests.some(({ merged }) => responseOf(merged).iterate !== undefined);
    const isBound = requests.some((request) =>
      context.textsBelow(request, 'response', 'limit').some((site) => reads(site, 'parameters')),
    );
    if (isOpen || !isIterating || isBound || context.inputsOf(module, 'limit').length > 0) return [];
    return [findingInSection(module, 'mappableParams', [], 'The search has no parameter "limit".')];
  });
}
