import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { HttpHandler } from '../../../scripts/core/http.ts';
import type { Certificate } from './certificate.ts';

/** Answers on a free port of this machine over TLS; gives "127.0.0.1:PORT". */
export async function serveTls(
  handler: HttpHandler,
  certificate: Certificate,
): Promise<{ readonly host: string; close(): Promise<void> }> {
  const server = createServer(certificate, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await handler({
      method: request.method ?? 'GET',
      url: `https://${request.headers.host}${request.url}`,
      headers: request.headers as Record<string, string>, // no client here repeats a header
      body: new Uint8Array(Buffer.concat(chunks)),
    });
    response.writeHead(answer.status, answer.headers as Record<string, string>).end(answer.body); // nor does the stand-in
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`, // a server on a port has one
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
