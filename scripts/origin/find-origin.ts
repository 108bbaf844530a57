import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { OriginEntry } from '../manifest/types.generated.ts';

const LABEL = 'Origin';
/** Where the editor keeps API keys too (make-app-format.md §2.9). */
const KEY_FILE = '.secrets/apikey';

/**
 * Finds the origin a name means: its label, the ID of its app, or the address of its app in Make's API. An address
 * no origin has gives a new one.
 */
export function findOrigin(origins: readonly OriginEntry[], name: string): OriginEntry {
  refuseRepeats(origins);
  const address = parseAddress(name);
  const found = origins.filter((origin) => (address ? isAt(origin, address) : origin.label === name));
  const matches = found.length > 0 ? found : origins.filter(({ appId }) => appId === name);
  const [match, ...others] = matches;
  if (match && others.length === 0) return withSafeAddress(match);
  if (match) {
    throw new InputError(`"${name}" is the ID of the app of several origins.`, {
      fix: `name one by its label: ${origins.map(nameOf).join(', ')}.`,
    });
  }
  if (address) return withSafeAddress({ label: LABEL, ...address, apikeyFile: KEY_FILE });
  throw new InputError(`There is no origin "${name}".`, { fix: fixFor(name, origins) });
}

/** What an origin is called on the command line. */
export const nameOf = ({ label, appId }: OriginEntry): string => label ?? appId;

/** Claims that two origins are the same one, whatever their pairs (make-app-format.md §2.1). */
export const isSameOrigin = (a: OriginEntry, b: OriginEntry): boolean => a.label === b.label && isAt(a, b);

type Address = Pick<OriginEntry, 'baseUrl' | 'appId' | 'appVersion'>;

const isAt = (a: Address, b: Address): boolean =>
  a.baseUrl === b.baseUrl && a.appId === b.appId && a.appVersion === b.appVersion;

function parseAddress(text: string): Address | undefined {
  const [, baseUrl, appId, appVersion] =
    /^(https?:\/\/.+\/api)\/v2\/sdk\/apps\/([a-z][0-9a-z-]+[0-9a-z])\/(\d+)\/?$/.exec(text) ?? [];
  if (baseUrl === undefined || appId === undefined) return undefined;
  return { baseUrl, appId, appVersion: Number(appVersion) };
}

/** The key goes wherever this address says, so it must be plain, and encrypted unless it stays on this machine. */
function withSafeAddress(origin: OriginEntry): OriginEntry {
  const { baseUrl } = origin;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash && url.pathname.endsWith('/api');
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
  if (isPlain && isSafe) return origin;
  throw new InputError(`The baseUrl of the origin "${nameOf(origin)}" cannot be used.`, {
    fix: 'write it as https://eu1.make.com/api, with the zone of your organisation.',
  });
}

function refuseRepeats(origins: readonly OriginEntry[]): void {
  const twice = origins.find((origin, index) => origins.findIndex((other) => isSameOrigin(origin, other)) !== index);
  if (!twice) return;
  throw new InputError(`The origin "${nameOf(twice)}" is listed twice.`, { fix: 'give them different labels.' });
}

function fixFor(name: string, origins: readonly OriginEntry[]): string {
  const example = 'https://eu1.make.com/api/v2/sdk/apps/APP-ID/1';
  if (origins.length === 0)
    return `the project has no origins yet: give the address of an app to add one, such as ${example}.`;
  const known = origins.map(nameOf);
  return didYouMean(name, known, `the origins are ${known.join(', ')}; the address of an app adds one: ${example}.`);
}
