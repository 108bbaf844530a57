import type { Json, JsonObject } from '../../core/json.ts';
import { analyse } from '../../iml/analyse.ts';
import type { ModuleComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingIn } from '../finding.ts';
import { ITEM_FIELDS, MINIMAL } from '../minimal-parts.ts';
import { isObject, objectOf, type RequestSite, responseOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';

const CREATE = objectOf(MINIMAL.modules.createItem.communication);
const GET = objectOf(MINIMAL.modules.getItem.communication);
const SEARCH = objectOf(MINIMAL.modules.searchItems.communication);
const answer = (response: JsonObject) => ({ modules: { createItem: { communication: { ...CREATE, response } } } });
const get = (response: JsonObject) => ({ modules: { getItem: { communication: { ...GET, response } } } });
const create = (changes: JsonObject) => ({ modules: { createItem: { communication: { ...CREATE, ...changes } } } });
const steps = (...communication: Json[]) => ({ modules: { createItem: { communication } } });
const POST = (url: string): JsonObject => ({ url, method: 'POST', body: { name: '{{slug(parameters.name)}}' } });

const isSingle = ({ moduleType }: ModuleComponent): boolean => moduleType === 'action' || moduleType === 'universal';

const singleRequests = (context: LintContext): RequestSite[] =>
  context.modules.filter(isSingle).flatMap((module) => context.requestsOf(module, 'communication'));

const isLast = ({ index, count }: RequestSite): boolean => index === count - 1;

/** Rules about what a module makes of answers. */
export const moduleRules: readonly Rule[] = [
  {
    id: 'MOD-001',
    family: 'modules',
    severity: 'error',
    title: 'Several results are the business of a search',
    reason: 'An action gives one bundle: of everything it iterates only the last item is left.',
    advice: 'make the module a search, or collect the items with a wrapper.',
    reference: 'make-app-format.md §3.8',
    check: (context) =>
      context.modules.filter(isSingle).flatMap((module) => {
        const requests = context.requestsOf(module, 'communication');
        if (requests.some(({ merged }) => responseOf(merged).wrapper !== undefined)) return [];
        return requests
          .filter(({ own }) => responseOf(own).iterate !== undefined)
          .map((request) =>
            findingIn(request, ['response', 'iterate'], 'An action keeps only the last of the items it iterates.'),
          );
      }),
    examples: {
      bad: answer({ iterate: '{{body.items}}', output: '{{item}}' }),
      at: 'modules.createItem › communication › response.iterate',
      good: answer({ iterate: '{{body.items}}', output: '{{item}}', wrapper: { items: '{{output}}' } }),
    },
  },
  {
    id: 'MOD-002',
    family: 'modules',
    severity: 'error',
    title: 'An action gives a collection',
    reason: 'A bundle has members; an array or a text makes the run fail.',
    advice: 'put it into a collection: { "ids": … }.',
    reference: 'make-app-format.md §3.8',
    check: checkOutputTypes,
    examples: {
      bad: answer({ output: "{{map(body.items, 'id')}}" }),
      at: 'modules.createItem › communication › response.output',
      good: answer({ output: { ids: "{{map(body.items, 'id')}}" } }),
    },
  },
  {
    id: 'MOD-003',
    family: 'modules',
    severity: 'error',
    title: 'An answer that is no collection is mapped',
    reason: 'The text itself would be the bundle, and the run fails.',
    advice: 'give an output: { "text": "{{body}}" }, or null.',
    reference: 'make-app-format.md §3.6.1',
    check: (context) =>
      singleRequests(context).flatMap((request) => {
        const { type, output, wrapper } = responseOf(request.merged);
        const isText = typeof type === 'string' && /^(text|string|raw|binary)$/.test(type);
        if (!isText || output !== undefined || wrapper !== undefined || !isLast(request)) return [];
        return [
          findingIn(request, ['response'], `The answer is read as ${type}, and nothing makes a collection of it.`),
        ];
      }),
    examples: {
      bad: answer({ type: 'text' }),
      at: 'modules.createItem › communication › response',
      good: answer({ type: 'text', output: { text: '{{body}}' } }),
    },
  },
  {
    id: 'MOD-010',
    family: 'modules',
    severity: 'warning',
    title: 'Long chains of writing requests say which failed',
    reason: 'Nothing takes back what the first requests changed, and the user cannot see how far it got.',
    advice: 'give each request a response.error of its own, or split the module.',
    reference: 'make-app-format.md §8.4',
    check: checkChains,
    examples: {
      bad: steps(POST('/items'), POST('/tags'), POST('/shelves'), {
        ...POST('/done'),
        response: { output: '{{body}}' },
      }),
      at: 'modules.createItem › communication › [1]',
      good: steps(
        ...['/items', '/tags', '/shelves', '/done'].map((url) => ({
          ...POST(url),
          response: { output: '{{body}}', error: { message: `[{{statusCode}}] ${url}: {{body.message}}` } },
        })),
      ),
    },
  },
  {
    id: 'MOD-015',
    family: 'modules',
    severity: 'warning',
    title: 'A later list does not wipe out an earlier one',
    reason: 'A request that iterates nothing gives an empty array, which replaces what was there.',
    advice: 'give the later request a condition.',
    reference: 'runtime.md §4.1',
    check: checkLists,
    examples: {
      bad: { modules: { searchItems: { communication: [SEARCH, { ...SEARCH, url: '/archive' }] } } },
      at: 'modules.searchItems › communication › [1].response.iterate',
      good: {
        modules: {
          searchItems: { communication: [SEARCH, { ...SEARCH, url: '/archive', condition: '{{parameters.query}}' }] },
        },
      },
    },
  },
  {
    id: 'MOD-019',
    family: 'modules',
    severity: 'info',
    title: 'Nothing found is an error',
    reason: 'A module that reads the first of a list gives an empty bundle when there is none.',
    advice: 'add response.valid, such as "{{length(body.items) > 0}}", with a message.',
    reference: 'make-app-format.md §8.4 MK-MOD-14',
    check: (context) =>
      singleRequests(context).flatMap((request) => {
        const site = context.textAt(request, 'response', 'output');
        const isFirst = site !== undefined && /^\{\{\s*body(\.\w+)*\[1?\]\s*\}\}$/.test(site.text);
        if (!isFirst || responseOf(request.own).valid !== undefined) return [];
        return [findingIn(request, ['response', 'output'], 'When the list is empty, an empty bundle comes out.')];
      }),
    examples: {
      bad: get({ output: '{{body.items[]}}' }),
      at: 'modules.getItem › communication › response.output',
      good: get({
        output: '{{body.items[]}}',
        valid: { condition: '{{length(body.items) > 0}}', message: 'Not found.' },
      }),
    },
  },
  {
    id: 'MOD-022',
    family: 'modules',
    severity: 'error',
    title: 'A repeated request comes to an end',
    reason: 'Without a limit and a pause it runs a thousand times in a row, and then stops without a word.',
    advice: 'give repeat a condition, a limit and a delay.',
    reference: 'make-app-format.md §3.7.5',
    check: ({ requests }) =>
      requests.flatMap((request) =>
        ['repeat', 'while'].flatMap((key) => {
          const repeat = request.own[key];
          const missing = ['condition', 'limit', 'delay'].filter((part) => objectOf(repeat)[part] === undefined);
          if (!isObject(repeat) || missing.length === 0) return [];
          return [findingIn(request, [key], `The repetition has no ${missing.join(' and no ')}.`)];
        }),
      ),
    examples: {
      bad: create({ repeat: { condition: "{{body.state = 'busy'}}" } }),
      at: 'modules.createItem › communication › repeat',
      good: create({ repeat: { condition: "{{body.state = 'busy'}}", limit: 30, delay: 2000 } }),
    },
  },
  {
    id: 'MOD-023',
    family: 'modules',
    severity: 'error',
    title: 'A condition reports no error',
    reason: 'Its default comes out as a normal bundle, and the scenario goes on.',
    advice: 'check with response.valid in a request without url, or in the form.',
    reference: 'make-app-format.md §3.7.2',
    check: ({ requests }) =>
      requests.flatMap((request) => {
        const keys = Object.keys(objectOf(objectOf(request.own.condition).default));
        if (!keys.some((key) => /^(error|errors|errorMessage|error_message)$/i.test(key))) return [];
        return [findingIn(request, ['condition', 'default'], 'What looks like an error comes out as a normal bundle.')];
      }),
    examples: {
      bad: create({ condition: { condition: '{{parameters.name}}', default: { error: 'There is no name.' } } }),
      at: 'modules.createItem › communication › condition.default',
      good: create({ condition: { condition: '{{parameters.name}}', default: { id: 'none' } } }),
    },
  },
  {
    id: 'MK-MOD-10',
    family: 'modules',
    severity: 'warning',
    title: 'A bundle holds data, not the outcome of the call',
    reason: 'Users get errors as errors; members such as success only repeat that there was none.',
    advice: 'leave it out.',
    reference: 'make-app-format.md §8.4 MK-MOD-10',
    check: (context) =>
      context.modules
        .filter(({ moduleType }) => moduleType !== 'universal')
        .flatMap((module) => context.requestsOf(module, 'communication'))
        .flatMap((request) =>
          Object.keys(objectOf(responseOf(request.own).output))
            .filter((key) => /^(error|errorMessage|httpStatus|statusCode)$/i.test(key))
            .map((key) =>
              findingIn(request, ['response', 'output', key], `"${key}" tells how the call went, not what it gave.`),
            ),
        ),
    examples: {
      bad: {
        modules: {
          createItem: {
            communication: {
              ...CREATE,
              response: { output: { id: '{{body.id}}', name: '{{body.name}}', statusCode: '{{statusCode}}' } },
            },
            interface: [...ITEM_FIELDS, { name: 'statusCode', type: 'number', label: 'Status code' }],
          },
        },
      },
      at: 'modules.createItem › communication › response.output.statusCode',
      good: answer({ output: { id: '{{body.id}}' } }),
    },
  },
];

function checkOutputTypes(context: LintContext): Finding[] {
  const functions = Object.keys(context.manifest.functions);
  return singleRequests(context).flatMap((request) => {
    const { output, wrapper } = responseOf(request.own);
    if (wrapper !== undefined || responseOf(request.own).iterate !== undefined || !isLast(request)) return [];
    if (Array.isArray(output)) return [findingIn(request, ['response', 'output'], 'An array comes out of the action.')];
    const site = context.textAt(request, 'response', 'output');
    if (site?.template?.kind !== 'primitive') return [];
    const { type } = analyse(site.template, { functions, text: false });
    if (type !== 'array' && type !== 'text' && type !== 'number') return [];
    return [findingAt(site, `${type === 'array' ? 'An array' : `A ${type}`} comes out of the action.`)];
  });
}

function checkChains(context: LintContext): Finding[] {
  return singleRequests(context)
    .filter(({ index }) => index === 0)
    .flatMap(({ component }) => {
      const requests = component ? context.requestsOf(component, 'communication') : [];
      const writing = requests.filter(
        ({ own: { method } }) => typeof method === 'string' && !/^(get|head)$/i.test(method),
      );
      if (requests.length <= 3 || writing.length < 2) return [];
      const silent = writing.slice(1).find(({ own }) => responseOf(own).error === undefined && own.error === undefined);
      return silent
        ? [
            findingIn(
              silent,
              [],
              `${requests.length} requests follow one another, and this one does not say when it fails.`,
            ),
          ]
        : [];
    });
}

function checkLists(context: LintContext): Finding[] {
  return context.modules
    .filter(({ moduleType }) => moduleType === 'search')
    .flatMap((module) => {
      const iterating = context
        .requestsOf(module, 'communication')
        .filter(({ own }) => responseOf(own).iterate !== undefined && responseOf(own).output !== null);
      return iterating
        .slice(1)
        .filter(({ own: { condition } }) => condition === undefined || condition === true || condition === '{{true}}')
        .map((request) =>
          findingIn(request, ['response', 'iterate'], 'An empty list here replaces what the request before found.'),
        );
    });
}
