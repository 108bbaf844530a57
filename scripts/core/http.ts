/** Header names are lower-case; a repeated header is an array. */
export type HttpHeaders = Readonly<Record<string, string | readonly string[]>>;

/** One HTTP request as bytes, whoever sends it. `url` is absolute. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HttpHeaders;
  readonly body?: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body: Uint8Array;
}

/** Answers a request: a mock API in process, a webhook receiver, or the network. Rejects only when no answer came. */
export type HttpHandler = (request: HttpRequest, options?: { readonly signal?: AbortSignal }) => Promise<HttpResponse>;
