import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import { createLiveTransport, type LiveTransportOptions } from '../../scripts/runtime/live-transport.ts';
import type { RunOptions } from '../../scripts/runtime/options.ts';
import { manifestOf } from './support.ts';

/** One request as its bytes came over the socket. */
export interface RawRequest {
  readonly line: string;
  /** As written, in their order. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export interface RawServer {
  readonly url: string;
  readonly received: RawRequest[];
  connections: number;
}

/** What the server does with a request that came whole: bytes to answer, or its own way with the socket. */
export type Reaction = string | Buffer | ((socket: Socket) => void);

/** A server that speaks no HTTP of its own, so that every byte both ways is the test's. The last reaction repeats. */
export async function rawServer(...reactions: readonly Reaction[]): Promise<RawServer> {
  const received: RawRequest[] = [];
  const server = createServer((socket) => {
    raw.connections += 1;
    socket.on('error', () => {});
    let bytes: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (let request = takeRequest(bytes); request; request = takeRequest(bytes)) {
        bytes = bytes.subarray(request.length);
        received.push(request);
        react(socket, reactions[Math.min(received.length, reactions.length) - 1] ?? '');
      }
    });
  });
  const raw: RawServer = { url: await listening(server), received, connections: 0 };
  return raw;
}

/** Starts a server for the length of a test. */
export async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function react(socket: Socket, reaction: Reaction): void {
  if (typeof reaction === 'function') reaction(socket);
  else socket.write(reaction);
}

function takeRequest(bytes: Buffer): (RawRequest & { readonly length: number }) | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...headers] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const size = Number(headers.find((header) => /^content-length:/i.test(header))?.split(':')[1] ?? 0);
  const length = end + 4 + size;
  if (bytes.length < length) return undefined;
  return { line, headers, body: Buffer.from(bytes.subarray(end + 4, length)), length };
}

export const ok = (
  body: string | Buffer = '{"id":1}',
  headers: readonly string[] = ['content-type: application/json'],
) =>
  Buffer.concat([
    Buffer.from(['HTTP/1.1 200 OK', ...headers, `content-length: ${Buffer.byteLength(body)}`, '', ''].join('\r\n')),
    Buffer.from(body),
  ]);

/** Runs one step against an address by the live transport, as an app does. */
export async function runOverSocket(
  url: string,
  step: Readonly<Record<string, Json>>,
  options: RunOptions & {
    readonly live?: LiveTransportOptions;
    readonly input?: Readonly<Record<string, unknown>>;
  } = {},
) {
  const { live: liveOptions, input = {}, ...rest } = options;
  const live = createLiveTransport(liveOptions);
  onTestFinished(() => live.close());
  const app = loadApp(
    manifestOf({ base: { baseUrl: url }, modules: { probe: { sections: { communication: { url: '/x', ...step } } } } }),
    { skipValidation: true, now: '2026-03-01T12:00:00Z' },
  );
  return app.run('probe', input, { transport: live.transport, ...rest });
}
