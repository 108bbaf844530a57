import type { ComponentKind } from '../manifest/manifest.ts';
import type { ComponentEntry } from '../manifest/types.generated.ts';
import { ALIGN_ORDER, NOUNS, pathOf } from './addresses.ts';
import { newCodeFiles, newLocalId } from './new-component.ts';
import { counterpartOf, unpairedLocals, unpairedRemotes } from './pairing.ts';
import type { PullSession } from './pull-session.ts';
import { withEntry } from './pull-session.ts';
import { metadataFrom } from './remote-metadata.ts';
import { problemOf } from './session.ts';
import type { RemoteComponent, Snapshot } from './snapshot.ts';
import { fetchDetail, withLabels } from './snapshot.ts';

/** Pairs what Make has with what the project has, and takes the rest as new components (make-app-format.md §2.9 steps 1 and 2). */
export async function alignWithRemote(session: PullSession, snapshot: Snapshot): Promise<void> {
  const { client, app, mapping } = session;
  for (const kind of ALIGN_ORDER) {
    for (const pair of mapping.pairs(kind).filter(({ localDeleted }) => localDeleted)) await mapping.drop(kind, pair);
  }
  reportGone(session, snapshot);
  if (session.options.adoptPairs) await adoptPairs(session, snapshot);
  const isWanted = (kind: ComponentKind, name: string): boolean => !mapping.pairOfRemote(kind, name);
  const components = await withLabels(snapshot, { client, app, isWanted });
  for (const kind of ALIGN_ORDER) {
    for (const remote of unpairedRemotes(kind, { ...snapshot, components }, mapping)) {
      await pairOrAdd(session, kind, remote);
    }
  }
}

/** Adds what a pair names and the project does not have, under the ID of the pair. */
async function adoptPairs(session: PullSession, snapshot: Snapshot): Promise<void> {
  for (const kind of ALIGN_ORDER) {
    for (const { local, remote } of session.mapping.pairs(kind)) {
      if (local === null || remote === null || session.document.components[kind][local]) continue;
      const found = snapshot.components[kind].get(remote);
      if (found) await addComponent(session, kind, found, local);
    }
  }
}

/** A component Make no longer has keeps its files; nothing is pulled for it. */
function reportGone({ mapping, problems }: PullSession, snapshot: Snapshot): void {
  for (const kind of ALIGN_ORDER) {
    for (const { local, remote } of mapping.pairs(kind)) {
      if (local === null || remote === null || snapshot.components[kind].has(remote)) continue;
      const message = `Make no longer has "${remote}", paired with ${pathOf(kind, local)}; its files stay as they are.`;
      const fix = 'delete the component here too, or remove the pair to create it anew with the next deploy.';
      problems.push(problemOf('DEP005', message, { component: pathOf(kind, local), fix }, 'warning'));
    }
  }
}

async function pairOrAdd(session: PullSession, kind: ComponentKind, remote: RemoteComponent): Promise<void> {
  const { mapping, document } = session;
  const locals = unpairedLocals(kind, document, mapping);
  const found = counterpartOf(
    remote,
    locals.map((name) => ({ name, label: document.components[kind][name]?.label })),
  );
  const id = found?.name ?? (await addComponent(session, kind, remote));
  if (id === undefined) return;
  await mapping.add(kind, { local: id, remote: remote.name, ...(remote.isExternal && { nonOwnedByApp: true }) });
}

async function addComponent(
  session: PullSession,
  kind: ComponentKind,
  { name }: RemoteComponent,
  given?: string,
): Promise<string | undefined> {
  const { app, client, mapping, project, options, document } = session;
  const known = document.components[kind];
  const id = given ?? newLocalId(kind, name, { appId: app.appId, isTaken: (taken) => Object.hasOwn(known, taken) });
  if (id === undefined) {
    const message = `The ${NOUNS[kind]} "${name}" of Make cannot be taken over: its name is used here already, or is none that files can have.`;
    const fix = 'pair it by hand in the idMapping of the origin; "local": null ignores it.';
    session.problems.push(problemOf('DEP009', message, { fix }));
    return undefined;
  }
  const entry = metadataFrom(kind, await fetchDetail(client, app, kind, name), mapping);
  const withCommon = document.generalCodeFiles.common !== null;
  const { fileNameOf } = options;
  const isUsed = usedFolders(session);
  const exists = async (path: string): Promise<boolean> => isUsed(path) || project.exists(path);
  const codeFiles = await newCodeFiles(kind, { id, entry }, { fileNameOf, exists, withCommon });
  session.document = withEntry(document, { kind, id }, { ...entry, codeFiles });
  session.added.push(pathOf(kind, id));
  return id;
}

/** Claims a folder some section is in already, be its file written or not. */
function usedFolders({ document }: PullSession): (folder: string) => boolean {
  const entries = Object.values(document.components).flatMap((map) => Object.values<ComponentEntry | null>(map));
  const paths = entries.flatMap((entry) => (entry === null ? [] : Object.values(entry.codeFiles)));
  return (folder) => paths.some((path) => typeof path === 'string' && path.startsWith(`${folder}/`));
}
