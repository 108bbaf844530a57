import type { Json, JsonObject } from '../../core/json.ts';
import { readAt } from '../../core/paths.ts';
import { referenceOf } from '../../iml/references.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingIn, findingInSection } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { isObject, objectOf, type RequestSite, responseOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { modulesOfType } from '../searches.ts';
import { type TextSite, wholeExpression } from '../texts.ts';

const WATCH = objectOf(MINIMAL.modules.watchItems.communication);
const RESPONSE = responseOf(WATCH);
const EPOCH: JsonObject = objectOf(MINIMAL.modules.watchItems.epoch);
const watch = (changes: JsonObject) => ({ modules: { watchItems: { communication: { ...WATCH, ...changes } } } });
const trigger = (changes: JsonObject) =>
  watch({ response: { ...RESPONSE, trigger: { ...objectOf(RESPONSE.trigger), ...changes } } });
const epoch = (changes: JsonObject) => ({ modules: { watchItems: { epoch: { ...EPOCH, ...changes } } } });
const GOOD = watch({});

const triggerRequests = (context: LintContext): RequestSite[] =>
  modulesOfType(context, 'trigger').flatMap((module) => context.requestsOf(module, 'communication'));

/** Rules about polling triggers. */
export const triggerRules: readonly Rule[] = [
  {
    id: 'TRIG-004',
    family: 'triggers',
    severity: 'warning',
    title: 'The order is that of the request',
    reason: 'Make stops reading where it expects old items, so new ones are missed or repeated.',
    advice: 'ask for the order response.trigger states.',
    reference: 'make-app-format.md §5.2',
    check: (context) =>
      triggerRequests(context).flatMap((request) => {
        const { order } = objectOf(responseOf(request.own).trigger);
        const asked = directionOf(request.merged);
        if (!asked || (order !== 'asc' && order !== 'desc') || asked.direction === order) return [];
        return [
          findingIn(
            request,
            ['response', 'trigger', 'order'],
            `The request asks for ${asked.direction} order, the trigger expects ${order}.`,
          ),
        ];
      }),
    examples: {
      bad: trigger({ order: 'asc' }),
      at: 'modules.watchItems › communication › response.trigger.order',
      good: GOOD,
    },
  },
  {
    id: 'TRIG-006',
    family: 'triggers',
    severity: 'error',
    title: 'The first run sends no empty filter',
    reason: 'There is no last date or ID yet; an empty filter is refused, or finds nothing.',
    advice: 'write {{data.lastDate || undefined}}.',
    reference: 'make-app-format.md §5.2',
    check: (context) =>
      triggerRequests(context)
        .flatMap((request) => ['qs', 'body'].flatMap((part) => context.textsBelow(request, part)))
        .filter(({ text }) => BARE_STATE.test(text))
        .map((site) => findingAt(site, 'In the first run this is empty.')),
    fix: (finding, { valueAt }) => {
      const [, name] = BARE_STATE.exec(textOf(valueAt(finding))) ?? [];
      return name === undefined ? undefined : { set: `{{data.${name} || undefined}}` };
    },
    examples: {
      bad: watch({ qs: { sort: '-created', since: '{{data.lastDate}}', per_page: 100 } }),
      at: 'modules.watchItems › communication › qs.since',
      good: GOOD,
    },
  },
  {
    id: 'TRIG-007',
    family: 'triggers',
    severity: 'warning',
    title: 'The list to start from begins with the newest',
    reason: 'Users choose among the first items; the oldest are of no use to them.',
    advice: 'ask for descending order in the epoch.',
    reference: 'make-app-format.md §5.3',
    check: ({ requests }) =>
      requests
        .filter(({ section, merged }) => section === 'epoch' && directionOf(merged)?.direction === 'asc')
        .map((request) => findingIn(request, [], 'The list begins with the oldest items.')),
    examples: {
      bad: epoch({ qs: { sort: 'created:asc' } }),
      at: 'modules.watchItems › epoch',
      good: epoch({ qs: { sort: 'created:desc' } }),
    },
  },
  {
    id: 'TRIG-009',
    family: 'triggers',
    severity: 'warning',
    title: 'Users can choose where to start',
    reason: 'Without an epoch nobody can go back to an earlier item.',
    advice: 'add the section epoch with response.output.label and .date.',
    reference: 'make-app-format.md §5.3',
    check: (context) =>
      modulesOfType(context, 'trigger')
        .filter((module) => context.requestsOf(module, 'communication').length > 0)
        .filter((module) => context.requestsOf(module, 'epoch').length === 0)
        .map((module) => findingInSection(module, 'epoch', [], 'There is no list to choose a start from.')),
    examples: {
      bad: { modules: { watchItems: { epoch: {} } } },
      at: 'modules.watchItems › epoch',
      good: { modules: { watchItems: { epoch: EPOCH } } },
    },
  },
  {
    id: 'TRIG-010',
    family: 'triggers',
    severity: 'warning',
    title: 'A sorted list is not unordered',
    reason: 'Without an order Make reads the whole list in each run.',
    advice: 'state the order the request asks for.',
    reference: 'make-app-format.md §5.2',
    check: (context) =>
      triggerRequests(context).flatMap((request) => {
        const isUnordered = objectOf(responseOf(request.own).trigger).order === 'unordered';
        const asked = directionOf(request.merged);
        if (!isUnordered || !asked) return [];
        return [findingIn(request, ['response', 'trigger', 'order'], `The request asks for ${asked.direction} order.`)];
      }),
    fix: (finding, context) => {
      const request = triggerRequests(context).find(({ at }) => at === finding.component);
      const asked = request && directionOf(request.merged);
      return asked ? { set: asked.direction } : undefined;
    },
    examples: {
      bad: trigger({ order: 'unordered' }),
      at: 'modules.watchItems › communication › response.trigger.order',
      good: GOOD,
    },
  },
  {
    id: 'TRIG-012',
    family: 'triggers',
    severity: 'warning',
    title: 'The ID tells items apart',
    reason: 'Of several items with the same date all but one are lost.',
    advice: 'give the ID of the item.',
    reference: 'make-app-format.md §5.1',
    check: (context) =>
      triggerRequests(context).flatMap((request) => {
        const { id, date } = objectOf(responseOf(request.own).trigger);
        return typeof id === 'string' && id === date
          ? [findingIn(request, ['response', 'trigger', 'id'], 'The ID is the date of the item.')]
          : [];
      }),
    examples: {
      bad: trigger({ id: '{{item.created}}' }),
      at: 'modules.watchItems › communication › response.trigger.id',
      good: GOOD,
    },
  },
  {
    id: 'TRIG-013',
    family: 'triggers',
    severity: 'warning',
    title: 'The date is one Make can compare',
    reason: 'Texts in another order than year, month, day sort wrongly; numbers are no dates.',
    advice: "parse it: {{parseDate(item.created, 'X')}}.",
    reference: 'make-app-format.md §5.1',
    check: checkDates,
    examples: {
      bad: { modules: { watchItems: { samples: { id: 'it-7', name: 'Red lamp', created: '01/03/2025' } } } },
      at: 'modules.watchItems › communication › response.trigger.date',
      good: { modules: { watchItems: { samples: { id: 'it-7', name: 'Red lamp', created: '2025-03-01T09:00:00Z' } } } },
    },
  },
  {
    id: 'TRIG-014',
    family: 'triggers',
    severity: 'error',
    title: 'Trigger and epoch read the same list',
    reason: 'The list to start from would show items as they were before the last step.',
    advice: 'iterate the temp value the last request of the trigger iterates.',
    reference: 'make-app-format.md §5.3',
    check: checkEpochLists,
    examples: {
      bad: {
        modules: {
          watchItems: {
            communication: {
              ...WATCH,
              temp: { raw: '{{data.lastDate}}', clean: '{{data.lastId}}' },
              response: { ...RESPONSE, iterate: '{{temp.clean}}' },
            },
            epoch: { response: { ...responseOf(EPOCH), iterate: '{{temp.raw}}' } },
          },
        },
      },
      at: 'modules.watchItems › epoch › response.iterate',
      good: GOOD,
    },
  },
  {
    id: 'MK-TRG-04',
    family: 'triggers',
    severity: 'warning',
    title: 'A trigger asks for no period',
    reason: 'Make remembers what it has seen; dates entered by hand make it miss items.',
    advice: 'remove the field, and filter by data.lastDate.',
    reference: 'make-app-format.md §8.6 MK-TRG-04',
    check: (context) =>
      modulesOfType(context, 'trigger').flatMap((module) =>
        context
          .fieldsOf(module)
          .filter(
            ({ section, type, name }) =>
              section === 'staticParams' && type === 'date' && /from|since|after|start|until|to$|end/i.test(name ?? ''),
          )
          .map((site) => findingAt(site, `"${site.name}" asks for what Make remembers itself.`)),
      ),
    examples: {
      bad: {
        modules: {
          watchItems: {
            staticParams: [
              { name: 'since', type: 'date', label: 'Since' },
              {
                name: 'limit',
                type: 'uinteger',
                label: 'Limit',
                default: 10,
                help: 'The maximum number of results to return in one cycle.',
              },
            ],
            communication: { ...WATCH, qs: { sort: '-created', since: '{{parameters.since}}', per_page: 100 } },
          },
        },
      },
      at: 'modules.watchItems › staticParams › [0]',
      good: GOOD,
    },
  },
];

const BARE_STATE = /^\{\{\s*data\.(lastDate|lastId)\s*\}\}$/;

/** The order a request asks for, when its query says so in so many words. */
function directionOf({ qs }: JsonObject): { readonly direction: 'asc' | 'desc' } | undefined {
  for (const [key, value] of Object.entries(objectOf(qs))) {
    if (!/sort|order|direction/i.test(key) || typeof value !== 'string' || value.includes('{{')) continue;
    if (/^-|\bdesc|_desc/i.test(value)) return { direction: 'desc' };
    if (/^\+|\basc|_asc/i.test(value)) return { direction: 'asc' };
  }
  return undefined;
}

function checkDates(context: LintContext): Finding[] {
  return triggerRequests(context).flatMap((request) => {
    const site = context.textAt(request, 'response', 'trigger', 'date');
    const path = site && itemPath(site);
    const sample = path && readAt(request.component?.sections.samples, path);
    if (!site || !path || !isUnsortable(sample, context, request)) return [];
    return [findingAt(site, `The sample has ${JSON.stringify(sample)} there, which does not sort like a date.`)];
  });
}

/** The sample shows the output, which may differ from the item. */
function isUnsortable(sample: unknown, context: LintContext, request: RequestSite): boolean {
  const output = context.textAt(request, 'response', 'output');
  if (!output || !/^\{\{\s*item\s*\}\}$/.test(output.text)) return false;
  if (typeof sample === 'number') return true;
  return typeof sample === 'string' && sample !== '' && !/^\d{4}-\d{2}-\d{2}([T ]|$)/.test(sample);
}

function itemPath(site: TextSite): (string | number)[] | undefined {
  const whole = wholeExpression(site);
  const reference = whole && referenceOf(whole);
  if (reference?.root !== 'item' || reference.path.some((key) => typeof key !== 'string')) return undefined;
  return reference.path.filter((key): key is string => typeof key === 'string');
}

function checkEpochLists(context: LintContext): Finding[] {
  return context.requests.flatMap((request) => {
    if (request.section !== 'epoch' || !request.component) return [];
    const last = context.requestsOf(request.component, 'communication').at(-1);
    const own = tempOf(responseOf(request.own).iterate);
    const theirs = last && tempOf(responseOf(last.own).iterate);
    if (own === undefined || theirs === undefined || own === theirs) return [];
    return [findingIn(request, ['response', 'iterate'], `The epoch lists temp.${own}, the trigger temp.${theirs}.`)];
  });
}

function tempOf(iterate: Json | undefined): string | undefined {
  const text = isObject(iterate) ? iterate.container : iterate;
  return typeof text === 'string' ? /^\{\{\s*temp\.(\w+)/.exec(text)?.[1] : undefined;
}
