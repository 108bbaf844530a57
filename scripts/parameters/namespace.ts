import { describeShowing } from './branches.ts';
import type { Element, Field } from './field.ts';
import { isField } from './field.ts';
import type { Finding } from './finding.ts';
import { quotePublic, quoteSecret } from './finding.ts';
import type { Namespace } from './leftovers.ts';
import { takeLeftovers } from './leftovers.ts';
import type { Nested } from './nested.ts';
import { nestedOf } from './nested.ts';
import type { Eventual, Place, PolicedSection, Spot, Values } from './preparation.ts';
import { askRpc, isEmpty, report, watchErrors } from './preparation.ts';
import { applyDefault, prepareValue } from './value.ts';

/** How often an RPC may answer with references to further RPCs before one of them must be calling itself. */
const MAX_REMOTE_DEPTH = 10;

/** Reads the values of one namespace: declared order, nested fields beside the field that shows them. A later section wins. */
export function prepareNamespace(
  sections: readonly PolicedSection[],
  input: Values,
  place: Place,
): Record<string, unknown> | Promise<Record<string, unknown>> {
  const namespace = openNamespace(input, place);
  for (let at = 0; at < sections.length; at++) {
    const pending = takePoliced(sections[at], namespace);
    if (pending) return finishNamespace(pending, sections.slice(at + 1), namespace);
  }
  return closeNamespace(namespace);
}

async function finishNamespace(
  pending: Promise<void>,
  rest: readonly PolicedSection[],
  namespace: Namespace,
): Promise<Record<string, unknown>> {
  await pending;
  for (const policed of rest) {
    const next = takePoliced(policed, namespace);
    if (next) await next;
  }
  return closeNamespace(namespace);
}

function openNamespace(
  input: Values,
  { preparation, path, labels, iml, isRequiredEnforced, around: outer }: Place,
): Namespace {
  const values = new Map<string, unknown>();
  return {
    preparation,
    path,
    labels,
    iml,
    isRequiredEnforced,
    input,
    around: () => ({ ...outer(), ...input, ...Object.fromEntries(values) }),
    values,
    reached: new Set(),
    inactive: new Map(),
    unknowns: [],
    depth: 0,
  };
}

function takePoliced(policed: PolicedSection | undefined, namespace: Namespace): Promise<void> | undefined {
  if (policed === undefined) return undefined;
  const { section, iml } = policed;
  return takeSection(section, iml === namespace.iml ? namespace : { ...namespace, iml });
}

function closeNamespace(namespace: Namespace): Record<string, unknown> {
  takeLeftovers(namespace);
  return Object.fromEntries(namespace.values);
}

/** Takes the fields in order; the promise is for those from the first that may have to wait for an RPC. */
function takeSection(section: unknown, namespace: Namespace): Promise<void> | undefined {
  const elements = namespace.preparation.facts.elements(section);
  for (let at = 0; at < elements.length; at++) {
    const pending = takeElement(elements[at], namespace);
    if (pending) return takeRest(pending, elements.slice(at + 1), namespace);
  }
  return undefined;
}

async function takeRest(pending: Promise<void>, rest: readonly Element[], namespace: Namespace): Promise<void> {
  await pending;
  for (const element of rest) {
    const next = takeElement(element, namespace);
    if (next) await next;
  }
}

function takeElement(element: Element | undefined, namespace: Namespace): Promise<void> | undefined {
  if (element === undefined) return undefined;
  return element.kind === 'field' ? takeField(element.field, namespace) : takeRemoteFields(element, namespace);
}

/** Puts the fields an RPC gives in the place of its reference; without an answer any name may be one of them. */
async function takeRemoteFields(element: Extract<Element, { kind: 'reference' }>, namespace: Namespace): Promise<void> {
  const { preparation, unknowns, depth } = namespace;
  const answer = await askRpc(element, namespace);
  if (answer.kind !== 'data' || depth >= MAX_REMOTE_DEPTH) {
    unknowns.push({ text: element.text, gives: 'fields' });
    if (answer.kind === 'failed') reportHere(namespace, answer.finding);
    if (answer.kind === 'data') reportHere(namespace, endless(element.text));
    return;
  }
  const fields = isField(answer.data) ? [answer.data] : answer.data;
  for (const name of preparation.facts.secretFieldNames(fields)) preparation.secretFields.add(name);
  await takeSection(fields, { ...namespace, depth: depth + 1 });
}

const endless = (text: string): Finding => ({
  kind: 'definition',
  message: `${text} answers with references to RPCs without end.`,
  fix: 'let it return fields.',
});

/** Reports something that belongs to no single field. */
function reportHere(namespace: Namespace, finding: Finding): void {
  report({ ...namespace, name: '' }, finding);
}

/** Takes a field; the promise is for what is left to do when that may take an RPC or nested fields. */
function takeField(field: Field, namespace: Namespace): Promise<void> | undefined {
  const { input, preparation, reached, values } = namespace;
  const { name, label, family, isSecret, branches } = preparation.facts.field(field);
  if (family === 'visual') return undefined;
  if (name === undefined) {
    reportHere(namespace, { kind: 'definition', message: 'Object contains field with unknown name.', fix: 'name it.' });
    return undefined;
  }
  reached.add(name);
  const raw = Object.hasOwn(input, name) ? input[name] : undefined;
  const spot = spotOf({ name, label, isSecret }, namespace);
  if (field.disabled === true || field.omit === true) {
    if (!isEmpty(raw)) report(spot, WITHHELD);
    return undefined;
  }
  const given = raw === undefined || raw === '' ? (applyDefault(field) ?? raw) : raw;
  const hasFailed = watchErrors(preparation);
  const value = prepareValue(field, given, spot);
  if (value instanceof Promise || branches.length > 0 || family === 'select')
    return settleField(field, { given, value, hasFailed, spot }, namespace);
  if (value !== undefined) values.set(name, value);
  return undefined;
}

interface Taken {
  readonly given: unknown;
  readonly value: Eventual;
  readonly hasFailed: () => boolean;
  readonly spot: Spot;
}

async function settleField(field: Field, taken: Taken, namespace: Namespace): Promise<void> {
  const { given, hasFailed, spot } = taken;
  const value = await taken.value;
  if (value !== undefined) namespace.values.set(spot.name, value);
  // A refused value still shows its fields, lest one mistake be reported as many.
  const nested = await nestedOf(field, hasFailed() ? given : value, spot);
  await takeNested(field, nested, namespace);
}

const WITHHELD: Finding = {
  kind: 'withheld',
  message: 'The value is ignored: the platform does not submit this parameter.',
  fix: 'leave it out.',
};

function spotOf(
  { name, label, isSecret }: { readonly name: string; readonly label: string; readonly isSecret: boolean },
  namespace: Namespace,
): Spot {
  const { preparation, iml, isRequiredEnforced, around } = namespace;
  return {
    preparation,
    name,
    path: [...namespace.path, name],
    labels: [...namespace.labels, label],
    iml,
    isRequiredEnforced,
    around,
    quote: isSecret || preparation.secretFields.has(name) ? quoteSecret : quotePublic,
  };
}

/** Takes the nested fields that show and notes the names of those that do not. */
async function takeNested(field: Field, { branches, shown, unasked }: Nested, namespace: Namespace): Promise<void> {
  if (unasked !== undefined) namespace.unknowns.push({ text: unasked, gives: 'options' });
  for (const { section, showing } of branches) {
    if (shown.includes(section)) continue;
    const when = describeShowing(field, showing);
    for (const name of namespace.preparation.facts.declaredNames(section)) namespace.inactive.set(name, when);
  }
  for (const section of shown) await takeSection(section, namespace);
}
