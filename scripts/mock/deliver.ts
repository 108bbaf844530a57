import type { HttpHandler } from '../core/http.ts';
import type { JsonObject } from '../core/json.ts';
import { InputError, type Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { DeliverySpec, MockDefinition } from './definition.ts';
import { readJson } from './log.ts';
import { type Exchange, exchange } from './outgoing.ts';
import type { MockState } from './state.ts';
import { merge, type StoredRecord } from './store.ts';
import { renderMembers, type Scope } from './template.ts';
import type { Validators } from './validators.ts';

/** How one delivery differs from the declared one. */
export interface DeliverOptions {
  /** The receiver; the newest when left out. */
  readonly to?: string;
  /** Ids of the records the body is about. */
  readonly using?: Readonly<Record<string, string>>;
  /** Laid over the declared body. */
  readonly body?: JsonObject;
  readonly query?: JsonObject;
}

export interface Delivered extends Exchange {
  readonly ok: boolean;
  /** What does not agree with the description, in what was sent or in what came back. */
  readonly problems: readonly Problem[];
}

interface Sender {
  readonly definition: MockDefinition;
  readonly state: MockState;
  readonly validators: Validators;
  readonly outgoing: HttpHandler | undefined;
}

/** Sends what the API sends when something happened, to an address it knows. */
export async function deliver(name: string, options: DeliverOptions, sender: Sender): Promise<Delivered> {
  const { definition, state, outgoing } = sender;
  const spec = pick('delivery', name, definition.spec.deliveries ?? {});
  if (!outgoing)
    throw new InputError('This mock has no way out, so it cannot deliver.', { fix: 'give it "outgoing".' });
  const receivers = state.store.get(spec.to);
  const receiver = options.to === undefined ? receivers?.all().at(-1) : receivers?.find(options.to);
  if (!receivers || !receiver) {
    const wanted = `${receivers?.spec.label ?? spec.to}${options.to === undefined ? '' : ` "${options.to}"`}`;
    throw new InputError(`There is no ${wanted} to deliver to.`);
  }
  const scope = { ...state.scope(), ...recordsOf(spec, options.using ?? {}, state), record: receiver };
  const sent = await exchange(adapted(spec, options, scope), scope, outgoing);
  state.tick();
  if (sent.failure !== undefined && spec.onFailure) {
    const changes = renderMembers(spec.onFailure, { ...scope, message: sent.failure });
    receivers.put(merge(receiver, changes));
  }
  return { ...sent, ok: sent.failure === undefined, problems: await disagreements(spec, name, sent, sender) };
}

/** The records a body speaks of: those asked for, else the first of each collection. */
function recordsOf(
  { using = {} }: DeliverySpec,
  wanted: Readonly<Record<string, string>>,
  { store }: MockState,
): Scope {
  const found = Object.entries(using).map(([root, collection]): [string, StoredRecord | undefined] => {
    const id = wanted[root];
    const records = store.get(collection);
    const record = id === undefined ? records?.all()[0] : records?.find(id);
    if (!record && id !== undefined) throw new InputError(`There is no ${root} "${id}".`);
    return [root, record];
  });
  return Object.fromEntries(found);
}

function adapted(spec: DeliverySpec, { body, query }: DeliverOptions, scope: Scope): DeliverySpec {
  const members = (template: unknown): StoredRecord =>
    typeof template === 'object' && template !== null ? renderMembers(template as StoredRecord, scope) : {}; // templates of bodies and queries are objects
  const json = merge(members(spec.request.json), body ?? {}) as JsonObject; // rendered JSON is JSON
  const search = merge(members(spec.request.query), query ?? {}) as JsonObject;
  return { ...spec, request: { ...spec.request, json, query: search } };
}

async function disagreements(
  spec: DeliverySpec,
  name: string,
  sent: Exchange,
  { definition, validators }: Sender,
): Promise<Problem[]> {
  const route = spec.webhook === undefined ? undefined : definition.description.webhooks.get(spec.webhook);
  if (!route) return [];
  const [asked] = route.body?.content.values() ?? [];
  const [answered] = route.responses.get(String(sent.response?.status))?.values() ?? [];
  const checks = [
    { what: 'the body', media: asked, bytes: sent.request.body },
    { what: 'the answer', media: answered, bytes: sent.response?.body },
  ];
  const problems = await Promise.all(
    checks.map(async ({ what, media, bytes }) => {
      if (!media || !bytes || bytes.length === 0) return [];
      const wrong = await validators.body(media.schema, readJson(bytes));
      if (!wrong) return [];
      const message = `In delivery ${name}, ${what} is not as described: ${wrong.field || 'it'} ${wrong.message}.`;
      return [{ code: 'MCK002', severity: 'error', message } satisfies Problem];
    }),
  );
  return problems.flat();
}

function pick<T>(noun: string, name: string, entries: Readonly<Record<string, T>>): T {
  const found = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (found) return found;
  throw new InputError(`The mock has no ${noun} "${name}".`, {
    fix: didYouMean(name, Object.keys(entries), 'see its declaration.'),
  });
}
