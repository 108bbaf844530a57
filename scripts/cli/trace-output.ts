import { isPlainObject } from '../core/json.ts';
import { printPath } from '../core/paths.ts';
import { counted } from '../core/problems.ts';
import type { TraceSource, TraceStep } from '../runtime/trace.ts';
import { paint, type Style, type Terminal } from './terminal.ts';

/** A line below the head of a step: what it is, and its value. */
type Detail = readonly [name: string, text: string];

/** What is shown of a step: a word in the margin, what happened, the template it came from, and more values. */
interface Shown {
  readonly what: string;
  readonly text: string;
  readonly style?: Style;
  readonly from?: TraceSource;
  readonly details?: readonly Detail[];
}

type Step<Name extends TraceStep['step']> = Extract<TraceStep, { readonly step: Name }>;

const MARGIN = 12;
const NAME = 12;
const LONGEST = 160;

/** Makes the printer of one trace: a line for what happened, and below it what that was evaluated from, and where that is. */
export function createTracePrinter(terminal: Terminal): (step: TraceStep) => string {
  let component = '';
  return (step) => {
    if (step.step === 'component') component = step.component;
    if (step.step === 'component' || step.step === 'step') return printHeading(step, terminal);
    const { what, text, style, from, details = [] } = PRINTERS[step.step](step as never); // The table pairs names and shapes.
    const head = `  ${paint(terminal, 'cyan', what.padEnd(MARGIN))}${style ? paint(terminal, style, text) : text}`;
    const place = from ? `  ${paint(terminal, 'dim', placeOf(from, component))}` : '';
    const lines = [...templateLines(from), ...details].map(
      ([name, value]) => `${' '.repeat(MARGIN + 2)}${paint(terminal, 'dim', name.padEnd(NAME))} ${value}`,
    );
    return [head + place, ...lines].map((line) => `${line.trimEnd()}\n`).join('');
  };
}

function printHeading(step: Step<'component'> | Step<'step'>, terminal: Terminal): string {
  if (step.step === 'component') return `${paint(terminal, 'bold', step.component)}\n`;
  return step.of === 1 ? '' : `${paint(terminal, 'bold', `  step ${step.index + 1} of ${step.of}`)}\n`;
}

/** The component is named only where it is another: in a template of Base, or a refresh of the connection. */
function placeOf({ component, section, path }: TraceSource, current: string): string {
  const isKnown = component === 'app' || component === current || current.startsWith(`${component}.`);
  return `${isKnown ? '' : `${component} › `}${printPath([section, ...path])}`;
}

/** A request has a template for each of its parts, everything else has one. */
function templateLines(from: TraceSource | undefined): Detail[] {
  if (!from || from.template === undefined) return [];
  const { template, path } = from;
  if (typeof path.at(-1) === 'string') return [['from', brief(template)]];
  const parts = isPlainObject(template) ? Object.entries(template) : [];
  return parts.map(([name, part]) => [`from ${name}`, brief(part)]);
}

const OUTCOMES = {
  run: 'the step runs',
  skip: 'the step is skipped',
  default: 'the step is skipped and gives its default',
} as const satisfies Record<Step<'condition'>['outcome'], string>;

type Printers = { readonly [Name in Exclude<TraceStep['step'], 'component' | 'step'>]: (step: Step<Name>) => Shown };

const PRINTERS: Printers = {
  temp: ({ phase, from, before, after }) => ({
    what: phase === 'request' ? 'temp' : 'answer temp',
    ...changed(before, after),
    from,
  }),
  condition: ({ from, value, outcome }) => ({
    what: 'condition',
    text: `${brief(value)}: ${OUTCOMES[outcome]}`,
    ...(outcome !== 'run' && { style: 'yellow' as const }),
    from,
  }),
  request: ({ method, url, from, headers, body }) => ({
    what: 'request',
    text: `${method} ${url}`,
    style: 'bold',
    from,
    details: payload(headers, body),
  }),
  response: ({ status, headers, body, ms }) => ({
    what: 'answer',
    text: `${status} in ${ms} ms`,
    style: status < 400 ? 'green' : 'red',
    details: payload(headers, body),
  }),
  'no request': ({ why }) => ({ what: 'no request', text: why }),
  redirect: ({ status, to }) => ({ what: 'redirect', text: `${status} to ${to}` }),
  retry: ({ why }) => ({ what: 'again', text: why }),
  endpoint: ({ name, from, input }) => ({ what: 'endpoint', text: `${name} with ${brief(input)}`, from }),
  valid: ({ from, value }) => ({ what: 'valid', text: brief(value), style: value ? 'green' : 'red', from }),
  iterate: ({ from, items, kept }) => ({
    what: 'iterate',
    text: `${counted(items, 'item')}${kept === undefined || kept === items ? '' : `, ${kept} of them pass the condition`}`,
    from,
  }),
  output: ({ from, value, of }) => ({
    what: 'output',
    text: `${of === undefined ? '' : `first of ${of}: `}${brief(value)}`,
    from,
  }),
  wrapper: ({ from, value }) => ({ what: 'wrapper', text: brief(value), from }),
  repeat: ({ from, round, value, again }) => ({
    what: 'repeat',
    text: `after round ${round}: ${brief(value)}, ${again ? 'once more' : 'no more'}`,
    from,
  }),
  pagination: printPaging,
  limit: ({ limit, items, dropped }) => ({
    what: 'limit',
    text: `${limit} of ${counted(items, 'item')}, the other ${dropped} are dropped`,
    style: 'yellow',
  }),
  result: ({ value }) => ({ what: 'result', text: brief(value) }),
  trigger: ({ read, isNew, emitted, before, state }) => ({
    what: 'trigger',
    text: `${counted(read, 'item')} read, ${isNew} new, ${emitted} given out`,
    details: [
      ['before', brief(before)],
      ['after', brief(state)],
    ],
  }),
  connection: ({ flow }) => ({ what: 'connection', text: flow }),
  webhook: ({ outcome, items = [] }) => ({
    what: 'webhook',
    text: outcome,
    details: items.slice(0, 1).map((item): Detail => ['first', brief(item)]),
  }),
  refused: ({ status, from }) => ({
    what: 'refused',
    text: `${status < 400 ? 'not valid' : `status ${status}`}, worded by`,
    style: 'red',
    from,
  }),
  debug: ({ name, value }) => ({ what: 'debug', text: `${name}(): ${brief(value)}` }),
  error: ({ type, message }) => ({ what: 'error', text: `${type} ${message}`, style: 'red' }),
};

function printPaging({ page, from, first, second, next, stopped }: Step<'pagination'>): Shown {
  const values: Detail[] = [];
  if (first !== undefined) values.push([`page ${page}`, `the condition gives ${brief(first)}`]);
  if (second !== undefined) values.push([`page ${page + 1}`, `the condition gives ${brief(second)}`]);
  return {
    what: 'paging',
    text: next ? `on to page ${page + 1}` : `ends after page ${page}: ${stopped ?? 'nothing more'}`,
    from,
    details: values,
  };
}

/** Which members of temp a block changed, and from what. */
function changed(before: unknown, after: unknown): Pick<Shown, 'text' | 'details'> {
  const [old, now] = [isPlainObject(before) ? before : {}, isPlainObject(after) ? after : {}];
  const names = Object.keys(now).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
  if (names.length === 0) return { text: 'nothing changes' };
  const details = names.map(
    (name): Detail => [name, `${Object.hasOwn(old, name) ? `${brief(old[name])} → ` : ''}${brief(now[name])}`],
  );
  return { text: `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} set`, details };
}

const payload = (headers: unknown, body: unknown): Detail[] => [
  ['headers', brief(headers)],
  ...(body === undefined ? [] : [['body', brief(body)] as const]),
];

/** A value as JSON; a long one is cut, and its size told. */
function brief(value: unknown): string {
  const text = typeof value === 'string' && value.includes('{{') ? value : (JSON.stringify(value) ?? 'undefined');
  if (text.length <= LONGEST) return text;
  const items = Array.isArray(value) ? `${counted(value.length, 'item')}, ` : '';
  return `${text.slice(0, LONGEST)}… (${items}${sizeOf(text)})`;
}

function sizeOf(text: string): string {
  const bytes = Buffer.byteLength(text);
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`;
}
