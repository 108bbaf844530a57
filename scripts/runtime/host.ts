import { randomUUID } from 'node:crypto';
import type { Host } from '../iml/host.ts';

/** The host of one run; a class, because a literal with a getter takes longer to make than all the rest of a run's start. */
export class RunHost implements Host {
  readonly now: () => Date;
  readonly timezone: string;
  readonly random: () => number;
  readonly uuid: () => string;
  #executionId: string | undefined;

  constructor(now: () => Date, timezone: string, given: Partial<Pick<Host, 'random' | 'uuid' | 'executionId'>> = {}) {
    this.now = now;
    this.timezone = timezone;
    this.random = given.random ?? Math.random;
    this.uuid = given.uuid ?? randomUUID;
    this.#executionId = given.executionId;
  }

  get executionId(): string {
    this.#executionId ??= randomUUID().replaceAll('-', '');
    return this.#executionId;
  }
}
