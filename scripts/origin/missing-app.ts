import { isPlainObject } from '../core/json.ts';
import type { Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { AppAddress } from './addresses.ts';
import { appPath, collectionPath } from './addresses.ts';
import type { ApiClient } from './client.ts';
import { openLibrary } from './library.ts';
import { OriginError } from './origin-error.ts';
import { problemOf } from './session.ts';

/** An app the account sees. */
export interface ListedApp {
  readonly name: string;
  readonly version: number;
  readonly label: string;
}

/** Claims that a request of the snapshot failed because there is no such app. */
export function isAppMissing(error: unknown, app: AppAddress): error is OriginError {
  if (!(error instanceof OriginError) || error.status !== 404) return false;
  const paths = [`${appPath(app)}/checksum`, collectionPath(app, 'connection'), collectionPath(app, 'webhook')];
  return paths.some((path) => error.request === `GET ${path}`);
}

/** The apps of the account; none when Make does not tell. */
export async function listApps(client: ApiClient): Promise<readonly ListedApp[]> {
  try {
    const apps: unknown = await openLibrary(client.send).apps.list({ cols: ['name', 'version', 'label'] });
    return Array.isArray(apps) ? apps.filter(isListed) : [];
  } catch (error) {
    if (error instanceof OriginError) return [];
    throw error;
  }
}

const isListed = (value: unknown): value is ListedApp =>
  isPlainObject(value) &&
  typeof value.name === 'string' &&
  typeof value.version === 'number' &&
  typeof value.label === 'string';

/** What to do about an app Make does not have: correct its version or its ID, or create it. */
export function missingApp(
  { baseUrl, ...app }: AppAddress & { readonly baseUrl: string },
  { apps, said }: { readonly apps: readonly ListedApp[]; readonly said: string },
): Problem {
  const versions = apps.flatMap(({ name, version }) => (name === app.appId ? [version] : []));
  if (versions.length > 0) {
    const message = `The app "${app.appId}" has no version ${app.appVersion}: Make has ${versions.join(', ')}.`;
    return problemOf('DEP012', message, { fix: 'correct appVersion of the origin.' });
  }
  const names = [...new Set(apps.map(({ name }) => name))];
  // Make puts a suffix behind the name of a new app (make-app-format.md §1.1).
  const suffixed = names.find((name) => name.startsWith(`${app.appId}-`));
  const correction = 'correct appId or baseUrl of the origin, or let "makeapp deploy --create" make the app.';
  const fix = suffixed ? `did you mean "${suffixed}"?` : didYouMean(app.appId, names, correction);
  return problemOf('DEP012', `There is no app at ${baseUrl}/v2${appPath(app)}: ${said}`, { fix });
}
