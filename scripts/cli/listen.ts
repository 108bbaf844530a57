import { resolve } from 'node:path';
import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { readInput } from './component-input.ts';
import type { ExitStatus } from './exit-status.ts';
import { readObjectArgument } from './json-argument.ts';
import { Listening } from './listening.ts';
import type { CommonOptions } from './options.ts';
import { readPort } from './port.ts';
import { manifestToRun, openProjectToRun } from './project.ts';
import { openSession } from './run-session.ts';
import { readState } from './state-file.ts';
import type { Terminal } from './terminal.ts';

interface ListenArguments extends CommonOptions {
  readonly connection?: string | readonly string[];
  readonly api: string;
  readonly port: string;
  readonly state?: string;
}

/** `makeapp listen WEBHOOK [params]`: attaches a webhook, prints what arrives there, detaches it when interrupted. */
export async function listen(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const [given, texts, options] = args as [string, string[], ListenArguments]; // As commander declares them.
  const { cwd } = terminal;
  const project = await openProjectToRun(options.project, cwd);
  const manifest = manifestToRun(project);
  const webhook = findWebhook(manifest, given);
  const parameters = await readInput(`webhooks.${webhook}`, texts, { cwd });
  const connection = options.connection && (await readObjectArgument(options.connection, '--connection', cwd));
  const port = readPort(options.port);
  const stateFile = options.state === undefined ? undefined : resolve(cwd, options.state);
  const before = stateFile && (await readState(stateFile));

  const session = await openSession({
    folder: project.folder,
    cwd,
    manifest,
    api: options.api,
    ...(connection && { connection }),
  });
  const listening = new Listening({ terminal, session, webhook, parameters, stateFile, isJson: options.json === true });
  try {
    return await listening.run(port, before);
  } finally {
    await session.close(listening.lastExecution);
  }
}

function findWebhook(manifest: Manifest, given: string): string {
  const name = given.replace(/^webhooks\./, '');
  if (Object.hasOwn(manifest.webhooks, name)) return name;
  const names = Object.keys(manifest.webhooks);
  const known = names.length === 0 ? 'the app has no webhooks.' : `the app has: ${names.join(', ')}.`;
  throw new InputError(`There is no webhook "${given}".`, { fix: didYouMean(name, names, known) });
}
