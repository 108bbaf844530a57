import { resolve } from 'node:path';
import { createLiveTransport } from '../runtime/live-transport.ts';
import { readConfig } from './config.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { readPort } from './port.ts';
import { openMock } from './project-mock.ts';
import { paint, type Terminal } from './terminal.ts';

interface MockArguments {
  readonly project: string;
  readonly port: string;
  readonly faults?: string;
  readonly json?: true;
}

/** `makeapp mock`: serves the mock API until interrupted; the first line on stdout is its address, or with --json the document that holds it. */
export async function mock(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const { project, port, faults, json } = args[0] as MockArguments; // commander hands over the options this command declares.
  const folder = resolve(terminal.cwd, project);
  const [{ serve }, { loadFaults }] = await Promise.all([import('../mock/serve.ts'), import('../mock/load-mock.ts')]);
  const network = createLiveTransport();
  const api = await openMock(
    { folder, config: await readConfig(folder) },
    {
      outgoing: network.transport,
      ...(faults !== undefined && { faults: await loadFaults(resolve(terminal.cwd, faults)) }),
    },
  );
  const server = await serve(api.handler, { port: readPort(port) });
  terminal.out(json ? `${JSON.stringify({ ok: true, url: server.url })}\n` : `${server.url}\n`);
  terminal.err(`${paint(terminal, 'dim', 'serving the mock API; Ctrl-C stops')}\n`);
  await terminal.interrupted();
  await server.close();
  await network.close();
  for (const { message } of api.problems) terminal.err(`${paint(terminal, 'yellow', 'mock')} ${message}\n`);
  return EXIT.done;
}
