import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../core/problems.ts';

export interface WatchOptions {
  /** Whether a file or folder, given by its path, is none of the project's sources. */
  readonly isAside: (path: string) => boolean;
  /** Called at once and after changes, never while an earlier call is still at work; it must not fail. */
  readonly onChange: () => Promise<void>;
}

/** An editor saves by several steps, and a checkout changes many files: what comes this close together is one change. */
const SETTLE_MS = 12;
/** But who writes without end shall see results too. */
const LONGEST_MS = 250;
const NEVER = /^(?:node_modules|\.git|\.build|\.DS_Store)$/;

/**
 * Watches the folders of a project one by one. Watching the whole tree in one go would take in `node_modules`, and on
 * Linux loses files that an editor replaces.
 */
export class ProjectWatch {
  readonly #options: WatchOptions;
  readonly #folders = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;
  #since: number | undefined;
  #running: Promise<void>;
  #isWaiting = false;
  #isClosed = false;

  constructor(root: string, options: WatchOptions) {
    this.#options = options;
    // First the watch, then the work: a change in between is not lost.
    this.#follow(root);
    this.#running = options.onChange();
  }

  /** Stops, and waits for what is at work. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const folder of [...this.#folders.keys()]) this.#forget(folder);
    await this.#running;
  }

  #follow(folder: string): void {
    if (this.#isClosed || this.#folders.has(folder)) return;
    try {
      const watcher = watch(folder, (event, name) => this.#see(folder, event, name));
      watcher.on('error', () => this.#forget(folder)); // the folder is gone
      this.#folders.set(folder, watcher);
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !this.#isAside(path, entry.name)) this.#follow(path);
      }
    } catch {
      this.#forget(folder); // gone between being listed and being watched
    }
  }

  #forget(folder: string): void {
    this.#folders.get(folder)?.close();
    this.#folders.delete(folder);
  }

  readonly #isAside = (path: string, name: string): boolean => NEVER.test(name) || this.#options.isAside(path);

  #see(folder: string, event: string, name: string | null): void {
    const path = name === null ? folder : join(folder, name);
    if (this.#isClosed || (name !== null && this.#isAside(path, name))) return;
    if (event === 'rename') this.#refresh(path);
    this.#schedule();
  }

  /** A name that came or went may be a folder: the watch on one of that name may be on the old one. */
  #refresh(path: string): void {
    for (const folder of [...this.#folders.keys()]) {
      if (folder === path || folder.startsWith(join(path, '/'))) this.#forget(folder);
    }
    if (isFolder(path)) this.#follow(path);
  }

  #schedule(): void {
    this.#since ??= Date.now();
    clearTimeout(this.#timer);
    const left = this.#since + LONGEST_MS - Date.now();
    this.#timer = setTimeout(() => this.#start(), Math.max(0, Math.min(SETTLE_MS, left)));
  }

  #start(): void {
    this.#since = undefined;
    if (this.#isWaiting) return; // the call that waits will see this change too
    this.#isWaiting = true;
    this.#running = this.#running.then(() => {
      this.#isWaiting = false;
      return this.#isClosed ? undefined : this.#options.onChange();
    });
  }
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The folder to watch for a project given by its path: an archive, too, is looked after by its folder. */
export function watchedFolder(path: string): string {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) throw new InputError(`There is nothing at ${path}.`, { fix: 'give the folder of an app.' });
  return status.isDirectory() ? path : dirname(path);
}
