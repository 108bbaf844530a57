import { isError, type Problem } from '../core/problems.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { SECTIONS } from '../manifest/sections.ts';
import type {
  CodeFiles,
  ComponentEntry,
  GeneralCodeFiles,
  IdMapping,
  OriginEntry,
} from '../manifest/types.generated.ts';
import { appPath, CODE_ORDER, componentAddress, pathOf } from './addresses.ts';
import { alignWithRemote } from './align-pull.ts';
import type { ApiClient } from './client.ts';
import { createClient } from './client.ts';
import { failureOf } from './failure.ts';
import { Mapping } from './mapping.ts';
import { isAppMissing, listApps, missingApp } from './missing-app.ts';
import { OriginError } from './origin-error.ts';
import type { PulledFile, PullOptions, PullProject, PullReport, PullSession } from './pull-session.ts';
import { withEntry } from './pull-session.ts';
import { textToWrite } from './pulled-text.ts';
import { metadataFrom } from './remote-metadata.ts';
import { problemOf } from './session.ts';
import type { Snapshot } from './snapshot.ts';
import { fetchDetail, fetchSnapshot } from './snapshot.ts';

/** Brings what Make has into a local-development folder (make-app-format.md §2.9). Files of components Make does not have stay as they are. */
export async function pull(project: PullProject, origin: OriginEntry, options: PullOptions): Promise<PullReport> {
  let idMapping: IdMapping | undefined;
  const mapping = new Mapping(origin, async (changed) => {
    idMapping = changed;
  });
  const client = remembering(createClient({ ...options, baseUrl: origin.baseUrl }));
  const { document } = project;
  const session: PullSession = {
    ...{ project, options, app: origin, client, mapping, document },
    ...{ files: [], added: [], problems: [] },
  };
  let hasAnswered = false;
  try {
    const snapshot = await fetchSnapshot(client, origin);
    hasAnswered = true;
    await alignWithRemote(session, snapshot);
    await pullTexts(session, 'app', { component: 'app', address: appPath(origin), files: document.generalCodeFiles });
    for (const kind of CODE_ORDER) await pullKind(session, kind, snapshot);
  } catch (error) {
    session.problems.push(await problemFor(error, session));
  }
  // Kept even when something failed: what has arrived is listed, and the next pull goes on from there.
  if (hasAnswered && !options.dryRun)
    await project.save(session.document, { ...origin, ...(idMapping && { idMapping }) });
  const { files, added, problems } = session;
  return { ok: !problems.some(isError), names: mapping.names(), files, added, problems };
}

async function problemFor(error: unknown, { client, app, options: { signal } }: PullSession): Promise<Problem> {
  if (!isAppMissing(error, app)) return failureOf(error, { origin: app, signal, command: 'pull' });
  return missingApp(app, { apps: await listApps(client), said: error.message });
}

/** A pull changes nothing at Make, so nothing is asked twice. */
function remembering(client: ApiClient): ApiClient {
  const answers = new Map<string, Promise<string>>();
  return {
    ...client,
    send: (request) => {
      const answer = answers.get(request.path) ?? client.send(request);
      answers.set(request.path, answer);
      return answer;
    },
  };
}

async function pullKind(session: PullSession, kind: ComponentKind, snapshot: Snapshot): Promise<void> {
  for (const [id, entry] of Object.entries(session.document.components[kind])) {
    const remote = session.mapping.remoteOf(kind, id);
    const isThere = typeof remote === 'string' && snapshot.components[kind].has(remote);
    if (entry && isThere) await pullComponent(session, { kind, id, entry, remote });
  }
}

interface PulledComponent {
  readonly kind: ComponentKind;
  readonly id: string;
  readonly entry: ComponentEntry;
  readonly remote: string;
}

async function pullComponent(session: PullSession, { kind, id, entry, remote }: PulledComponent): Promise<void> {
  const { client, app, mapping } = session;
  const component = pathOf(kind, id);
  try {
    const detail = await fetchDetail(client, app, kind, remote);
    const address = componentAddress(app, kind, remote);
    await pullTexts(session, kind, { component, address, files: entry.codeFiles, detail });
    const { codeFiles } = entry;
    session.document = withEntry(session.document, { kind, id }, { ...metadataFrom(kind, detail, mapping), codeFiles });
  } catch (error) {
    reportOrThrow(session, error, { component });
  }
}

interface Texts {
  readonly component: string;
  readonly address: string;
  readonly files: CodeFiles | GeneralCodeFiles;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Fetches the texts of a component, two at once, then writes them in order. */
async function pullTexts(session: PullSession, kind: ComponentKind | 'app', texts: Texts): Promise<void> {
  const filed = (Object.entries(texts.files) as [string, unknown][]).flatMap(([section, path]) => {
    const row = SECTIONS.find((each) => each.kind === kind && each.section === section);
    return row && typeof path === 'string' ? [{ row, path }] : [];
  });
  const answers = await Promise.all(filed.map((file) => fetchText(session, file, texts)));
  for (const [index, file] of filed.entries()) {
    const answer = answers[index];
    if (answer !== undefined) await writeText(session, { ...file, answer }, texts.component);
  }
}

interface FiledSection {
  readonly row: SectionRow;
  readonly path: string;
}

/** The text Make has; undefined when it refused to give it. */
async function fetchText(
  session: PullSession,
  { row, path }: FiledSection,
  { component, address, detail }: Texts,
): Promise<string | undefined> {
  if (row.api === null) return typeof detail?.context === 'string' ? detail.context : '';
  try {
    return await session.client.send({ method: 'GET', path: `${address}/${row.api}` });
  } catch (error) {
    reportOrThrow(session, error, { component, section: row.section, file: path });
    return undefined;
  }
}

async function writeText(
  { project, options, files }: PullSession,
  { row, path, answer }: FiledSection & { readonly answer: string },
  component: string,
): Promise<void> {
  const existing = await project.read(path);
  const bytes = textToWrite(row, answer, existing);
  const outcome = existing === undefined ? 'new' : Buffer.compare(existing, bytes) === 0 ? 'unchanged' : 'changed';
  if (!options.dryRun && outcome !== 'unchanged') await project.write(path, bytes);
  const file: PulledFile = { path, component, section: row.section, bytes: bytes.length, outcome };
  files.push(file);
  options.onProgress?.(file);
}

/** A refusal concerns one text or component; anything else ends the pull. */
function reportOrThrow(
  { problems }: PullSession,
  error: unknown,
  place: { readonly component: string; readonly section?: string; readonly file?: string },
): void {
  if (!(error instanceof OriginError) || error.isFinal) throw error;
  const fix = 'see that the component still exists at Make, then pull again.';
  problems.push(problemOf('DEP001', `Make refused ${error.request}: ${error.message}`, { ...place, fix }));
}
