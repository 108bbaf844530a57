import type { HttpHandler } from '../core/http.ts';
import type {
  CreateOperation,
  DeleteOperation,
  GetOperation,
  ListOperation,
  MockSpec,
  OperationSpec,
  ReplyOperation,
  UpdateOperation,
} from './definition.ts';
import { checkReferences, checkUnique } from './integrity.ts';
import type { Outcome, Refusal, Reply } from './outcome.ts';
import { exchange } from './outgoing.ts';
import { select } from './selection.ts';
import { type Collection, merge, type Store, type StoredRecord, viewRecord } from './store.ts';
import { render, renderMembers, type Scope } from './template.ts';

/** What an operation works with: the scope holds the request's `path`, `query`, `headers` and `body`. */
export interface Work {
  readonly spec: MockSpec;
  readonly store: Store;
  readonly scope: Scope;
  readonly outgoing: HttpHandler | undefined;
}

/** Does what the declaration says an operation does. */
export async function perform(operation: OperationSpec, work: Work): Promise<Outcome> {
  if ('list' in operation) return list(operation, work);
  if ('get' in operation) return get(operation, work);
  if ('create' in operation) return create(operation, work);
  if ('update' in operation) return update(operation, work);
  if ('delete' in operation) return remove(operation, work);
  return reply(operation, work);
}

function list(operation: ListOperation, work: Work): Outcome {
  const collection = collectionOf(operation.list, work);
  const selected = select(collection.all(), collection.key, operation, work.scope);
  if ('unknownCursor' in selected) {
    return { situation: 'invalid', field: 'after', message: `there is no ${collection.spec.label} to go on after` };
  }
  const items = selected.records.map((record) => viewRecord(record, operation.view, collection, work));
  const page = { size: items.length, total: selected.total };
  return answer(operation.answer ?? '${items}', work, { items, page });
}

function get(operation: GetOperation, work: Work): Outcome {
  const collection = collectionOf(operation.get, work);
  const id = render(operation.id ?? '${path.id}', work.scope);
  const record = collection.find(id);
  if (!record) return unknown(collection, id);
  return answer(operation.answer ?? '${record}', work, {
    record: viewRecord(record, operation.view, collection, work),
  });
}

async function create(operation: CreateOperation, work: Work): Promise<Outcome> {
  const collection = collectionOf(operation.create, work);
  const blank = collection.blank(work.scope);
  const said = { ...taken(work.scope, operation.take), ...renderMembers(operation.set ?? {}, work.scope) };
  const record = merge(blank, said);
  const objection = checkReferences(said, collection, work.store) ?? checkUnique(record, collection);
  if (objection) return objection;
  const scope = { ...work.scope, record };
  if (operation.handshake) {
    const failure = await shakeHands(operation.handshake, scope, work.outgoing);
    if (failure !== undefined) return { situation: 'refused', message: failure };
  }
  collection.put(record);
  const shown = viewRecord(record, operation.view, collection, work);
  return answer(operation.answer ?? 'create', work, { record: shown, id: record[collection.key] });
}

/** A new nonce serves as the challenge; it is the same in the request and in what is expected. */
async function shakeHands(
  spec: NonNullable<CreateOperation['handshake']>,
  scope: Scope,
  outgoing: HttpHandler | undefined,
): Promise<string | undefined> {
  if (!outgoing) return 'The address could not be verified: this mock has no way out';
  const challenge = typeof scope.nonce === 'function' ? scope.nonce() : undefined;
  const { failure } = await exchange(spec, { ...scope, challenge }, outgoing);
  return failure === undefined ? undefined : `The address could not be verified: ${failure}`;
}

function update(operation: UpdateOperation, work: Work): Outcome {
  const collection = collectionOf(operation.update, work);
  const wanted = [render(operation.id ?? '${path.id}', work.scope)].flat();
  const missing = wanted.find((id) => !collection.find(id));
  if (missing !== undefined) return unknown(collection, missing);
  const changed = wanted.flatMap((id) => {
    const record = collection.find(id);
    return record ? [change(record, operation, collection, work)] : [];
  });
  for (const { said, record } of changed) {
    const objection = checkReferences(said, collection, work.store) ?? checkUnique(record, collection);
    if (objection) return objection;
  }
  for (const { record } of changed) collection.put(record);
  const [first] = changed;
  const shown = first && viewRecord(first.record, operation.view, collection, work);
  return answer(operation.answer ?? 'update', work, { record: shown, id: wanted[0] });
}

/** In mode "replace" what is sent is laid over a blank member instead of the present one (G5). */
function change(
  record: StoredRecord,
  operation: UpdateOperation,
  collection: Collection,
  { scope }: Work,
): { readonly said: StoredRecord; readonly record: StoredRecord } {
  const inner = { ...scope, record };
  const isPlain = operation.take === undefined && (operation.set ?? operation.append) !== undefined;
  const sent = isPlain ? {} : taken(scope, operation.take);
  const said = { ...sent, ...renderMembers(operation.set ?? {}, inner), [collection.key]: record[collection.key] };
  const appended = Object.entries(renderMembers(operation.append ?? {}, inner)).map(([name, more]) => [
    name,
    [...new Set([...[record[name] ?? []].flat(), ...[more].flat()])],
  ]);
  const base =
    render(operation.mode ?? 'merge', scope) === 'replace' ? withBlanks(record, sent, collection, scope) : record;
  const changes = { ...said, ...Object.fromEntries(appended) };
  return { said: changes, record: merge(base, changes) };
}

function withBlanks(record: StoredRecord, sent: StoredRecord, collection: Collection, scope: Scope): StoredRecord {
  const blank = renderMembers(collection.spec.blank ?? {}, scope);
  return { ...record, ...Object.fromEntries(Object.keys(sent).map((name) => [name, blank[name]])) };
}

function remove(operation: DeleteOperation, work: Work): Outcome {
  const collection = collectionOf(operation.delete, work);
  const id = render(operation.id ?? '${path.id}', work.scope);
  const record = collection.find(id);
  if (!record) return unknown(collection, id);
  collection.delete(id);
  for (const [name, member] of Object.entries(collection.spec.forgottenBy ?? {})) {
    const other = collectionOf(name, work);
    for (const one of other.all()) other.put({ ...one, [member]: [one[member]].flat().filter((item) => item !== id) });
  }
  return answer(operation.answer ?? 'delete', work, { record, id });
}

function reply({ reply: { status, headers, body, text } }: ReplyOperation, { scope }: Work): Reply {
  return {
    ...(status === undefined ? {} : { status }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body: render(body, scope) }),
    ...(text === undefined ? {} : { text: String(render(text, scope)) }),
  };
}

/** A plain word names an entry under `answers`; without any, a write answers with its own entry, or with no body. */
function answer(template: unknown, { spec: { answers = {} }, scope }: Work, found: Scope): Reply {
  const isName = typeof template === 'string' && !template.includes('${');
  const chosen = isName ? (Object.hasOwn(answers, template) ? answers[template] : undefined) : template;
  const body = render(chosen, { ...scope, ...found });
  return body === undefined ? {} : { body };
}

const unknown = ({ spec: { label } }: Collection, id: unknown): Refusal => ({
  situation: 'notFound',
  message: `There is no ${label} with the id "${id}"`,
});

function taken({ body }: Scope, names: readonly string[] | undefined): StoredRecord {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  const members = Object.entries(body);
  return Object.fromEntries(names ? members.filter(([name]) => names.includes(name)) : members);
}

function collectionOf(name: string, { store }: Work): Collection {
  const collection = store.get(name);
  if (!collection) throw new Error(`The mock has no collection "${name}".`); // the declaration was checked on reading
  return collection;
}
