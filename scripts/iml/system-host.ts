import { randomUUID } from 'node:crypto';
import type { Host } from './host.ts';

/** Parts of the host to fix; the rest comes from the machine. */
export type HostOptions = Partial<Host>;

/** The host of a real run: the machine's clock and randomness, UTC unless told otherwise (iml.md §7, §10). */
export function systemHost(options: HostOptions = {}): Host {
  let executionId = options.executionId;
  return {
    now: options.now ?? (() => new Date()),
    timezone: options.timezone ?? 'UTC',
    random: options.random ?? Math.random,
    uuid: options.uuid ?? randomUUID,
    get executionId() {
      executionId ??= randomUUID().replaceAll('-', '');
      return executionId;
    },
  };
}
