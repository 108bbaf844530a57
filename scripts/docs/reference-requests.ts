import type { Json, JsonObject } from '../core/json.ts';
import { oneLine, shownValue } from './clean-text.ts';
import { type Block, bullets, code, codeBlock, type Inline, inlines, paragraph, strong, table } from './document.ts';
import { type Check, checkOf, errorCases, isOther } from './error-cases.ts';
import { messageText } from './message-text.ts';
import { type EffectiveRequest, effectiveRequest, isObject, requestsOf } from './requests.ts';

/** Describes the requests of a communication, Base filled in: what is sent, how it is paged, what is made of the answer. */
export function requestBlocks(section: unknown, base: unknown): Block[] {
  const requests = requestsOf(section).map((request) => effectiveRequest(request, base));
  return requests.flatMap((request, index) => [
    ...(requests.length > 1 ? [paragraph(strong(`Step ${index + 1}`))] : []),
    ...oneRequest(request),
  ]);
}

function oneRequest(request: EffectiveRequest): Block[] {
  const { own } = request;
  return [
    ...(own.condition === undefined ? [] : [paragraph('Runs only if ', jsonCode(conditionOf(own.condition)), '.')]),
    ...(own.temp === undefined ? [] : [paragraph('Prepares ', code('temp'), ':'), json(own.temp)]),
    ...sent(request),
    ...repeated(own),
    ...paged(own),
    ...answered(request.response),
  ];
}

const conditionOf = (condition: Json): Json => (isObject(condition) ? (condition.condition ?? null) : condition);

function sent({ url, method, headers, qs, body, own }: EffectiveRequest): Block[] {
  if (url === undefined) return [paragraph('Sends no request.')];
  const lines = [
    `${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${shownValue(value)}`),
  ];
  const kind = typeof own.type === 'string' ? own.type : 'json';
  return [
    codeBlock('http', lines.map(oneLine).join('\n')),
    ...(Object.keys(qs).length > 0 ? [paragraph('Query string:'), json(qs)] : []),
    ...(body === undefined ? [] : [paragraph('Body, as ', code(kind), ':'), json(body)]),
    ...(own.encodeUrl === false ? [paragraph('The address is sent as it is written, without encoding.')] : []),
  ];
}

function repeated({ repeat }: JsonObject): Block[] {
  if (!isObject(repeat)) return [];
  const { condition, delay, limit } = repeat;
  const pause = delay === undefined ? '' : `, ${shownValue(delay)} ms apart`;
  const most = limit === undefined ? '' : `, at most ${shownValue(limit)} times`;
  return [paragraph('Is sent again while ', jsonCode(condition ?? true), `${pause}${most}.`)];
}

/** The next page is asked for with these parts changed (make-app-format.md §3.7.4). */
function paged({ pagination }: JsonObject): Block[] {
  if (!isObject(pagination)) return [];
  const { condition, mergeWithParent, ...changes } = pagination;
  const until = condition === undefined ? ['as long as a page has items'] : ['while ', jsonCode(condition)];
  const how = mergeWithParent === false ? 'with these parts alone:' : 'with these parts changed:';
  return [paragraph('Asks for the next page ', ...until, ', ', how), json(changes)];
}

function answered(response: JsonObject): Block[] {
  const { iterate, limit, output, trigger, wrapper, data, metadata, uid, expires } = response;
  const container = isObject(iterate) ? iterate.container : iterate;
  const filter = isObject(iterate) ? iterate.condition : undefined;
  const facts: Inline[][] = [
    ...(container === undefined
      ? []
      : [
          inlines(
            'A bundle for each item of ',
            jsonCode(container),
            ...(filter === undefined ? [] : [' where ', jsonCode(filter)]),
          ),
        ]),
    ...(limit === undefined ? [] : [inlines('At most ', jsonCode(limit), ' bundles')]),
    ...(trigger === undefined ? [] : [inlines('Tells new items by ', jsonCode(trigger))]),
    ...(response.temp === undefined ? [] : [inlines('Keeps in ', code('temp'), ': ', jsonCode(response.temp))]),
  ];
  const parts = { output, wrapper, data, metadata, uid, expires };
  const saved = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  return [
    ...(facts.length > 0 ? [bullets(facts)] : []),
    ...saved.flatMap(({ name, value }) => [paragraph('From the answer, ', code(name), ':'), json(value)]),
  ];
}

/** The errors of a communication: by status, then what its checks say. Long messages are shown once, as IML. */
export function errorTable(section: unknown, base: unknown, labels: ReadonlyMap<string, string>): Block[] {
  const requests = requestsOf(section).map((request) => effectiveRequest(request, base));
  const sending = requests.filter(({ url }) => url !== undefined);
  const cases = distinct(sending.flatMap(({ response }) => errorCases(response.error)));
  const checks = requests.flatMap(({ response }) => checkOf(response.valid, response.error) ?? []);
  const rows = [
    ...cases.map((found) => [
      inlines(isOther(found) ? 'any other' : found.status),
      [code(found.type)],
      inlines(
        found.message === undefined
          ? 'the platform’s own'
          : messageText(found.message, { status: found.status, labels }),
      ),
    ]),
    ...distinct(checks).map((check) => checkRow(check, labels)),
  ];
  if (rows.length === 0) return [];
  const templates = new Set([...cases, ...checks].flatMap(({ message }) => (message?.includes('{{') ? [message] : [])));
  return [
    table(['Status', 'Type', 'Message'], rows),
    ...(templates.size > 0 ? [paragraph('The messages as IML:'), codeBlock('', [...templates].join('\n\n'))] : []),
  ];
}

function checkRow({ condition, type, message }: Check, labels: ReadonlyMap<string, string>): Inline[][] {
  const text = message === undefined ? 'Response marked as invalid.' : messageText(message, { labels });
  return [inlines('unless ', code(condition)), [code(type)], inlines(text)];
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

const json = (value: Json): Block => codeBlock('json', JSON.stringify(value, null, 2));
const jsonCode = (value: Json): Inline => code(shownValue(value));
