import type { HttpRequest, HttpResponse } from '../core/http.ts';

/** What a transport may use beside the request itself. */
export interface TransportOptions {
  /** Made when it is first read; hand the options on as they are, since a copy lacks it. */
  readonly signal?: AbortSignal;
  /** Has the listener told when the request is given up: the same as the signal, at no cost. At most one listens. */
  readonly onAbort?: (listener: (reason: unknown) => void) => void;
  /** PEM text of an extra authority to trust. */
  readonly ca?: string;
  /** Replaces the secrets the run knows so far, for transports that write or compare. */
  readonly mask?: (value: unknown) => unknown;
}

/** Sends a request. Every `HttpHandler` is one; rejects only when no answer came. */
export type Transport = (request: HttpRequest, options?: TransportOptions) => Promise<HttpResponse>;

/** Lets one server stand in for every host: path, query, headers and body stay as they are. */
export function standInTransport(server: string, transport: Transport): Transport {
  const origin = server.replace(/\/+$/, '');
  return (request, options) => transport({ ...request, url: standInUrl(origin, request.url) }, options);
}

function standInUrl(origin: string, url: string): string {
  const rest = url.replace(/^https?:\/\/[^/?#]*/i, '');
  return rest === '' || rest.startsWith('/') ? `${origin}${rest}` : `${origin}/${rest}`;
}
