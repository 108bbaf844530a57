import type { ComponentKind } from '../manifest/manifest.ts';
import type { ComponentEntry } from '../manifest/types.generated.ts';
import { ALIGN_ORDER, collectionPath, ENVELOPES, isUnversioned, NOUNS, pathOf } from './addresses.ts';
import type { AlignmentPlan, Doomed } from './alignment-plan.ts';
import { memberOf } from './answers.ts';
import { componentCalls } from './library.ts';
import { creationBody, obstacleToCreation } from './metadata.ts';
import { OriginError } from './origin-error.ts';
import { counterpartOf, unpairedLocals, unpairedRemotes } from './pairing.ts';
import { unmetReference } from './references.ts';
import type { DeploySession } from './session.ts';
import { perform, problemOf } from './session.ts';
import type { Snapshot } from './snapshot.ts';
import { withLabels } from './snapshot.ts';

/** Sees to it that every local component has its counterpart: found by its name or label, or created. */
export async function align(session: DeploySession, plan: AlignmentPlan): Promise<void> {
  const { mapping } = session;
  for (const { kind, pair } of [...plan.settled, ...plan.stale]) await mapping.drop(kind, pair);
  // A name that is deleted and created anew must be free by then. What modules use can only go once they do not.
  const doomed = plan.deletions.filter(({ kind }) => !isUnversioned(kind));
  const deleted = await deleteAll(session, doomed);
  const named = await labelled({ ...session, snapshot: without(session.snapshot, deleted) });
  for (const kind of ALIGN_ORDER) {
    for (const id of unpairedLocals(kind, session.document, mapping)) {
      const entry = session.document.components[kind][id];
      if (entry) await pairOrCreate(named, { kind, id, entry });
    }
  }
}

/** Deletes connections and webhooks, when nothing refers to them any more (ASM-16). */
export async function deleteShared(session: DeploySession, { deletions }: AlignmentPlan): Promise<void> {
  const shared = deletions.filter(({ kind }) => isUnversioned(kind));
  await deleteAll(
    session,
    shared.toSorted((a, b) => ALIGN_ORDER.indexOf(b.kind) - ALIGN_ORDER.indexOf(a.kind)),
  );
}

/** What was deleted is no counterpart for what is created. */
function without(snapshot: Snapshot, deleted: readonly Doomed[]): Snapshot {
  const components = Object.fromEntries(
    ALIGN_ORDER.map((kind) => [
      kind,
      new Map([...snapshot.components[kind]].filter(([name]) => !deleted.some((each) => isOf(each, kind, name)))),
    ]),
  );
  return { ...snapshot, components: components as unknown as Snapshot['components'] }; // ALIGN_ORDER names every kind
}

const isOf = (doomed: Doomed, kind: ComponentKind, name: string): boolean =>
  doomed.kind === kind && doomed.remote === name;

/** The session with labels of the components a label may decide about. */
async function labelled(session: DeploySession): Promise<DeploySession> {
  const { client, app, mapping, document, snapshot } = session;
  const open = new Set(ALIGN_ORDER.filter((kind) => unpairedLocals(kind, document, mapping).length > 0));
  const isWanted = (kind: ComponentKind, name: string): boolean => open.has(kind) && !mapping.pairOfRemote(kind, name);
  return { ...session, snapshot: { ...snapshot, components: await withLabels(snapshot, { client, app, isWanted }) } };
}

interface Local {
  readonly kind: ComponentKind;
  readonly id: string;
  readonly entry: ComponentEntry;
}

async function pairOrCreate(session: DeploySession, local: Local): Promise<void> {
  const { kind, id, entry } = local;
  const { mapping, snapshot } = session;
  const remotes = unpairedRemotes(kind, snapshot, mapping);
  const found = counterpartOf({ name: id, label: entry.label }, remotes);
  if (!found) return create(session, local);
  await mapping.add(kind, { local: id, remote: found.name, ...(found.isExternal && { nonOwnedByApp: true }) });
}

async function create(session: DeploySession, { kind, id, entry }: Local): Promise<void> {
  const { mapping, recorder, app } = session;
  const component = pathOf(kind, id);
  const unmet = unmetReference(entry, mapping);
  if (unmet) return recorder.skip({ component, why: `its ${NOUNS[unmet.kind]} "${unmet.id}" could not be created` });
  const obstacle = obstacleToCreation(kind, entry);
  if (obstacle !== undefined) {
    recorder.problem(problemOf('DEP004', obstacle, { component, fix: 'correct the component, then deploy again.' }));
    return;
  }
  const body = creationBody(kind, { id, entry }, mapping);
  const performed = await perform(session, { action: 'create', component, why: 'Make does not have it' }, (library) =>
    componentCalls(library, app, kind).create(body),
  );
  if (!performed.ok) return;
  const { answer } = performed;
  const remote = session.dryRun ? expectedName(session, { kind, id }) : nameIn(answer, kind, collectionPath(app, kind));
  session.created.add(component);
  await mapping.add(kind, { local: id, remote });
}

/** The name Make gave, which is ours only for kinds whose names the client chooses (make-app-format.md §1.8). */
function nameIn(answer: unknown, kind: ComponentKind, path: string): string {
  const request = `POST ${path}`;
  const { name } = memberOf(answer, ENVELOPES[kind], request);
  if (typeof name === 'string' && name !== '') return name;
  throw new OriginError('the answer names no component.', { status: 200, request });
}

/** The name Make is going to give: connections and webhooks are called after the app and counted (make-app-format.md §1.8). */
export function expectedName(
  { app, mapping, snapshot }: Pick<DeploySession, 'app' | 'mapping' | 'snapshot'>,
  { kind, id }: Pick<Local, 'kind' | 'id'>,
): string {
  if (!isUnversioned(kind)) return id;
  const isTaken = (name: string): boolean =>
    snapshot.components[kind].has(name) || mapping.pairOfRemote(kind, name) !== undefined;
  for (let index = 1; ; index++) {
    const name = index === 1 ? app.appId : `${app.appId}${index}`;
    if (!isTaken(name)) return name;
  }
}

/** Deletes components one by one; gives those that are gone. */
async function deleteAll(session: DeploySession, doomed: readonly Doomed[]): Promise<Doomed[]> {
  const deleted: Doomed[] = [];
  for (const each of doomed) {
    const { kind, pair, remote, why } = each;
    const component = pathOf(kind, pair.local ?? remote);
    const { ok } = await perform(session, { action: 'delete', component, why }, (library) =>
      componentCalls(library, session.app, kind).delete(remote),
    );
    if (!ok) continue;
    deleted.push(each);
    await session.mapping.drop(kind, pair);
  }
  return deleted;
}
