import { isPlainObject } from '../core/json.ts';
import type { AppMetadata } from '../manifest/manifest.ts';
import { appPath } from './addresses.ts';
import { METADATA } from './deploy-metadata.ts';
import { openLibrary } from './library.ts';
import type { MetadataBody } from './metadata.ts';
import { OriginError } from './origin-error.ts';
import type { DeploySession } from './session.ts';
import { perform, problemOf } from './session.ts';

/** What a project says of the app itself. */
export interface StatedApp {
  readonly metadata: AppMetadata;
  /** Keys the project says nothing about: a new app begins with their stand-ins, an existing one keeps its own. */
  readonly assumed: readonly (keyof AppMetadata)[];
}

/** The body that creates an app; its version is always Make's to give (make-app-format.md §2.3). */
export function appCreation(name: string, { metadata }: StatedApp) {
  const { label, description, theme, language, audience, countries } = metadata;
  return {
    ...{ name, label, theme, language, audience },
    ...(description !== '' && { description }),
    ...(audience === 'countries' && countries && { countries: [...countries] }),
  };
}

const KEYS = ['label', 'description', 'theme', 'language', 'audience', 'countries'] as const;

/** The stated metadata that Make does not have; an empty description is none. */
export function differingMetadata({ metadata, assumed }: StatedApp, known: MetadataBody): MetadataBody {
  const stated = KEYS.filter((key) => !assumed.includes(key) && metadata[key] !== '');
  const different = stated.filter((key) => normal(key, metadata[key]) !== normal(key, knownValue(key, known)));
  return Object.fromEntries(different.map((key) => [key, metadata[key]]));
}

/** Make does not always tell the audience; a list of countries does (an assumption: nothing public says so). */
function knownValue(key: (typeof KEYS)[number], known: MetadataBody): unknown {
  if (key !== 'audience' || typeof known.audience === 'string') return known[key];
  return Array.isArray(known.countries) && known.countries.length > 0 ? 'countries' : 'global';
}

/** One text for values that mean the same: colours in either case, countries in any order, no countries as null. */
function normal(key: (typeof KEYS)[number], value: unknown): string {
  if (key === 'theme') return String(value).toLowerCase();
  if (key !== 'countries') return String(value ?? '');
  return Array.isArray(value) ? [...value].map(String).sort().join() : '';
}

/** Sends what the project says of the app itself and Make does not have. */
export async function deployAppMetadata(session: DeploySession, stated: StatedApp): Promise<void> {
  const { app, client, created, recorder } = session;
  const { appId, appVersion } = app;
  const sayNothing = KEYS.every((key) => stated.assumed.includes(key));
  if (sayNothing || created.has('app')) return;
  const known: unknown = await orReport(session, METADATA, () =>
    openLibrary(client.send).apps.get(appId, appVersion, { cols: ['*'] }),
  );
  if (!isPlainObject(known)) return;
  const body = differingMetadata(stated, known);
  const keys = Object.keys(body);
  if (keys.length === 0) return recorder.unchanged({ component: 'app', section: METADATA });
  const why = `${keys.join(', ')}: not what Make has`;
  await perform(session, { action: 'update', component: 'app', section: METADATA, why }, ({ apps }) =>
    apps.update(appId, appVersion, body),
  );
}

/** Sends the icon unless Make has this very picture (an assumption: Make gives it back as it came). */
export async function deployIcon(session: DeploySession, icon: Uint8Array): Promise<void> {
  const { app, client, created, recorder } = session;
  const { appId, appVersion } = app;
  const path = `${appPath(app)}/icon/512`;
  // Not by Make's library: what `send` gives it is text.
  const fetchIcon = () => client.fetchBytes({ method: 'GET', path });
  const known = created.has('app') ? undefined : await orReport(session, 'icon', () => orNothing(fetchIcon));
  if (known && Buffer.compare(known, icon) === 0) return recorder.unchanged({ component: 'app', section: 'icon' });
  const why = known ? 'the picture differs' : 'Make has none';
  try {
    await perform(session, { action: 'update', component: 'app', section: 'icon', why }, ({ apps }) =>
      apps.setIcon(appId, appVersion, icon),
    );
  } catch (error) {
    // The library looks at the picture before it sends it.
    if (error instanceof OriginError || !(error instanceof Error) || !error.message.startsWith('App icon')) throw error;
    const fix = 'give a PNG of 512 × 512 pixels.';
    recorder.problem(problemOf('DEP016', error.message, { component: 'app', section: 'icon', fix }));
  }
}

async function orNothing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OriginError && error.status === 404) return undefined;
    throw error;
  }
}

/** What a reading gives; a refusal becomes a warning, and what was to be compared is sent. */
async function orReport<T>(
  { recorder }: DeploySession,
  section: string,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof OriginError) || error.isFinal) throw error;
    const message = `Make refused ${error.request}: ${error.message}`;
    const fix = 'nothing was lost: deploy again later.';
    recorder.problem(problemOf('DEP001', message, { component: 'app', section, fix }, 'warning'));
    return undefined;
  }
}
