import type { HttpResponse } from '../core/http.ts';
import type { Account } from './account.ts';
import { PlatformError } from './errors.ts';
import { MAX_REDIRECTS } from './limits.ts';
import { headerText } from './response.ts';
import type { Run } from './run.ts';

/** The `oauth.*` variables. All callback addresses are the same here: one host answers them (runtime.md §5.3). */
export function oauthRoot(
  run: Run,
  { component }: Account,
): {
  readonly scope: readonly string[];
  readonly redirectUri: string;
  readonly makeRedirectUri: string;
  readonly localRedirectUri: string;
} {
  const { defaultScope } = component.sections;
  const declared = Array.isArray(defaultScope) ? defaultScope.filter((scope) => typeof scope === 'string') : [];
  const callback = callbackOf(run, component.name);
  return {
    scope: [...new Set([...declared, ...(run.options.additionalScopes ?? [])])],
    redirectUri: callback,
    makeRedirectUri: callback,
    localRedirectUri: callback,
  };
}

const callbackOf = (run: Run, name: string): string =>
  run.options.redirectUri ?? `https://www.make.local/oauth/cb/${name}`;

/** Opens the provider's page and gives what it sent to the callback. Without a browser the provider is asked directly. */
export async function openBrowser(run: Run, url: string): Promise<Readonly<Record<string, string>>> {
  const { authorizeRedirect } = run.options;
  return authorizeRedirect ? authorizeRedirect(url) : followToCallback(run, url);
}

/** Follows redirects as a browser would, until one leads to an address with the answer in its query. */
async function followToCallback(run: Run, url: string): Promise<Record<string, string>> {
  const callback = callbackPrefix(run);
  let next = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response: HttpResponse = await run.transport(
      { method: 'GET', url: next, headers: { accept: 'text/html' } },
      { mask: run.secrets.mask },
    );
    const location = headerText(response.headers, 'location');
    if (location === '') break;
    const target = new URL(location, next);
    if (isCallback(target, callback)) return Object.fromEntries(target.searchParams);
    next = target.href;
  }
  throw new PlatformError('RuntimeError', `The provider did not send the browser back from ${new URL(url).origin}.`);
}

const callbackPrefix = (run: Run): string | undefined => run.options.redirectUri;

/** The callback itself, or any address that carries what only callbacks carry. */
function isCallback(target: URL, callback: string | undefined): boolean {
  if (callback !== undefined) return target.href.startsWith(callback);
  return (
    target.pathname.startsWith('/oauth/cb/') ||
    ['code', 'error', 'oauth_verifier'].some((key) => target.searchParams.has(key))
  );
}
