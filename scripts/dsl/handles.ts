import type { Iml } from './iml-value.ts';
import { pathTo } from './path.ts';
import type { Ref } from './slot-values.ts';

/** Response headers any API may send; name others in the second parameter of `reply`. */
type StandardHeader =
  | 'cache-control'
  | 'content-disposition'
  | 'content-encoding'
  | 'content-language'
  | 'content-length'
  | 'content-range'
  | 'content-type'
  | 'date'
  | 'etag'
  | 'expires'
  | 'last-modified'
  | 'link'
  | 'location'
  | 'retry-after'
  | 'x-request-id';

type Headers<H extends string> = { readonly [K in StandardHeader | H]?: string };

/** The answer to a request: Body is its shape, H the names of headers of this API's own. */
export function reply<Body, H extends Lowercase<string> = never>(): {
  readonly body: Ref<Body, 'body'>;
  readonly headers: Ref<Headers<H>, 'headers'>;
  readonly statusCode: Ref<number, 'statusCode'>;
} {
  return { body: pathTo('body'), headers: pathTo('headers'), statusCode: pathTo('statusCode') };
}

/** Request headers any caller may send; name others in the third parameter of `incoming`. */
type CallerHeader = 'authorization' | 'content-length' | 'content-type' | 'host' | 'user-agent' | 'x-forwarded-for';

type IncomingHeaders<H extends string> = { readonly [K in CallerHeader | H]?: string };

/** A delivery to a webhook: its body, the query of its URL, and the names of headers of this API's own. */
export function incoming<Body, Query = unknown, H extends Lowercase<string> = never>(): {
  readonly body: Ref<Body, 'body'>;
  readonly query: Ref<Query, 'query'>;
  readonly headers: Ref<IncomingHeaders<H>, 'headers'>;
  readonly method: Ref<string, 'method'>;
} {
  return { body: pathTo('body'), query: pathTo('query'), headers: pathTo('headers'), method: pathTo('method') };
}

/** The element that is being worked on while a list is iterated. */
export function itemOf<E>(list: Iml<readonly E[] | null | undefined>): Ref<E, 'item'> {
  return pathTo('item', { list });
}

/** The first and last element of the list the last answer held, before any filter. */
export function iterateOf<E>(
  list: Iml<readonly E[] | null | undefined>,
): Ref<{ readonly container: { readonly first: E; readonly last: E } }, 'iterate'> {
  return pathTo('iterate', { list });
}

/** The whole result, as `response.wrapper` sees it. */
export function outputOf<T>(): Ref<T, 'output'> {
  return pathTo('output');
}

/** The page being asked for; the first is 1. */
export const pagination: Ref<{ readonly page: number; readonly offset: number; readonly limit: number }, 'pagination'> =
  pathTo('pagination');

export const environment: Ref<{ readonly timezone: string }, 'environment'> = pathTo('environment');

export const scenario: Ref<{ readonly id: number }, 'scenario'> = pathTo('scenario');

/** The module's own sections, as data. */
export const metadata: Ref<
  { readonly expect: readonly unknown[]; readonly interface: readonly unknown[] },
  'metadata'
> = pathTo('metadata');

/** What a polling trigger remembers of the last item it has returned. */
export const data: Ref<{ readonly lastDate?: Date; readonly lastId?: string | number }, 'data'> = pathTo('data');

/** Tells a polling trigger whether the user picked the first item by hand, so that it counts too. */
export const trigger: Ref<{ readonly matchEqual: boolean }, 'trigger'> = pathTo('trigger');

/** What the platform supplies while a user authorizes (make-app-format.md §1.3.2). */
export const oauth: Ref<OauthValues, 'oauth'> = pathTo('oauth');

interface OauthValues {
  readonly scope: readonly string[];
  /** The callback on the host the scenario runs on; the one to use. */
  readonly localRedirectUri: string;
  /** The callback on make.com. */
  readonly makeRedirectUri: string;
  /** The callback on integromat.com. */
  readonly redirectUri: string;
}

/** The callback of an authorization: what the service adds to its query. */
export function callback<Query>(): { readonly query: Ref<Query, 'query'> } {
  return { query: pathTo('query') };
}
