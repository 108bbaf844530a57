import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { HttpHandler, HttpResponse } from '../core/http.ts';
import { InputError } from '../core/problems.ts';

export interface ServeOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Longest body taken, in bytes. */
  readonly maxBody?: number;
  /** Milliseconds a sender may take for a whole request; after that it gets 408. */
  readonly patience?: number;
}

export interface Served {
  readonly url: string;
  /** Stops listening and cuts what is open; resolves when the port is free. */
  readonly close: () => Promise<void>;
}

const HOST = '127.0.0.1';
const MAX_BODY = 5_000_000;
const PATIENCE = 30_000;

/** Puts a handler behind a port of this machine, one connection a request. */
export async function serve(
  handler: HttpHandler,
  { port = 0, maxBody = MAX_BODY, patience = PATIENCE }: ServeOptions = {},
): Promise<Served> {
  let base = '';
  const timing = { headersTimeout: patience, requestTimeout: patience, connectionsCheckingInterval: patience / 4 };
  const server = createServer({ keepAlive: false, ...timing }, (request, response) => {
    void pass(handler, { request, response, base, maxBody });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(notListening(port, cause)));
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  base = `http://${HOST}:${typeof address === 'object' && address ? address.port : port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: base, close };
}

const notListening = (port: number, cause: Error): InputError =>
  new InputError(`Port ${port} cannot be listened on: ${cause.message}.`, { cause, fix: 'choose another port.' });

interface Passage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly base: string;
  readonly maxBody: number;
}

/** A handler that rejects has no answer, so the connection is cut. */
async function pass(handler: HttpHandler, { request, response, base, maxBody }: Passage): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const body = await readAll(request, maxBody);
    if (body === undefined) return send(response, tooLarge(maxBody));
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value ?? '']));
    const { method = 'GET', url = '/' } = request;
    const incoming = { method, url: `${base}${url}`, headers, ...(body.length > 0 ? { body } : {}) };
    send(response, await handler(incoming, { signal: gone.signal }));
  } catch {
    response.destroy();
  }
}

async function readAll(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk); // the rest is read and dropped, so that the sender sees the answer
  }
  return length > limit ? undefined : Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  const list = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? [...value] : String(value),
  ]);
  response.writeHead(status, { ...Object.fromEntries(list), 'content-length': body.length, connection: 'close' });
  response.end(body);
}

const tooLarge = (limit: number): HttpResponse => ({
  status: 413,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode(`The body is longer than ${limit} bytes.`),
});
