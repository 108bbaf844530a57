import { isPlainObject } from '../core/json.ts';
import type { OriginEntry } from '../manifest/types.generated.ts';
import { ALIGN_ORDER } from './addresses.ts';
import type { StatedApp } from './app-metadata.ts';
import { appCreation } from './app-metadata.ts';
import type { DeployOptions, DeployProject } from './deploy-options.ts';
import type { ListedApp } from './missing-app.ts';
import { isAppMissing, listApps, missingApp } from './missing-app.ts';
import { OriginError } from './origin-error.ts';
import type { DeploySession } from './session.ts';
import { perform, problemOf } from './session.ts';
import { fetchSnapshot, type Snapshot } from './snapshot.ts';

interface Search extends Omit<DeploySession, 'app' | 'snapshot'> {
  readonly project: DeployProject;
  readonly origin: OriginEntry;
}

interface FoundApp {
  /** The origin, with the name Make gave the app. */
  readonly app: OriginEntry;
  readonly snapshot: Snapshot;
}

/** What Make has of the app; creates it when it has none and that is wanted. Undefined when there is none to go on with. */
export async function findOrCreateApp(search: Search, options: DeployOptions): Promise<FoundApp | undefined> {
  const { client, origin, project, recorder } = search;
  try {
    return { app: origin, snapshot: await fetchSnapshot(client, origin) };
  } catch (error) {
    if (!isAppMissing(error, origin)) throw error;
    const apps = await listApps(client);
    const obstacle = missingApp(origin, { apps, said: error.message });
    const isNew = !apps.some(({ name }) => name === origin.appId);
    const isWanted = isNew && project.app && (await isCreationWanted(origin, options));
    if (!project.app || !isWanted) recorder.problem(obstacle);
    else if (isFree(search, project.app, apps)) return createApp(search, project.app);
    return undefined;
  }
}

/** Asked only when the command line does not say it. */
async function isCreationWanted({ appId }: OriginEntry, { create, confirm, dryRun }: DeployOptions): Promise<boolean> {
  if (create) return true;
  if (dryRun) return false;
  return (await confirm?.({ creation: appId, deletions: [], recreations: [] })) ?? false;
}

/** A deploy that broke off may have created the app under a name with a suffix, without having learnt it. */
function isFree({ origin, recorder }: Search, { metadata }: StatedApp, apps: readonly ListedApp[]): boolean {
  const { appId, baseUrl } = origin;
  const twin = apps.find(({ name, label }) => name.startsWith(`${appId}-`) && label === metadata.label);
  if (!twin) return true;
  const message = `Make has an app "${twin.name}" of the label "${twin.label}" already; no other was created.`;
  const fix = `deploy to it (--origin ${baseUrl}/v2/sdk/apps/${twin.name}/${twin.version}), or choose another app ID.`;
  recorder.problem(problemOf('DEP017', message, { fix }));
  return false;
}

async function createApp(search: Search, stated: StatedApp): Promise<FoundApp | undefined> {
  const { project, origin, client, dryRun, created } = search;
  const body = appCreation(origin.appId, stated);
  const why = `Make has no app "${origin.appId}"${assumptionsIn(stated)}`;
  const performed = await perform(search, { action: 'create', component: 'app', why }, ({ apps }) => apps.create(body));
  if (!performed.ok) return undefined;
  created.add('app');
  if (dryRun) return { app: origin, snapshot: EMPTY };
  const app = { ...origin, ...addressIn(performed.answer) };
  await project.saveOrigin(app, origin);
  return { app, snapshot: await fetchSnapshot(client, app) };
}

/** What the project does not say of the app, and what a new one gets for it. */
function assumptionsIn({ metadata, assumed }: StatedApp): string {
  const told = (['label', 'theme', 'language'] as const).filter((key) => assumed.includes(key));
  return told.length === 0 ? '' : `; assumed: ${told.map((key) => `${key} "${metadata[key]}"`).join(', ')}`;
}

/** Make puts a suffix behind the name that was asked for (make-app-format.md §1.1). */
function addressIn(answer: unknown): Pick<OriginEntry, 'appId' | 'appVersion'> {
  const { name, version } = isPlainObject(answer) ? answer : {};
  if (typeof name === 'string' && name !== '')
    return { appId: name, appVersion: typeof version === 'number' ? version : 1 };
  throw new OriginError('the answer names no app.', { status: 200, request: 'POST /sdk/apps' });
}

const EMPTY: Snapshot = {
  app: {},
  // ALIGN_ORDER names every kind.
  components: Object.fromEntries(ALIGN_ORDER.map((kind) => [kind, new Map()])) as unknown as Snapshot['components'],
};
