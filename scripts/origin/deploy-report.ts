import type { Problem } from '../core/problems.ts';
import { counted, isError } from '../core/problems.ts';
import type { ApiRequest } from './client.ts';

/** One request that changes something at Make. */
export interface Change {
  readonly action: 'create' | 'update' | 'delete';
  /** "modules.getUser"; "app" for the app itself. */
  readonly component: string;
  /** Name of the section in `codeFiles`, or "metadata"; absent when a whole component is created or deleted. */
  readonly section?: string;
  /** File of the section, relative to the project. */
  readonly file?: string;
  readonly method: ApiRequest['method'];
  /** Address behind `/api/v2`. */
  readonly path: string;
  readonly bytes: number;
  readonly why: string;
  readonly outcome: 'planned' | 'done' | 'failed';
}

/** Something that belongs to the app and is not sent. */
export interface Skipped {
  readonly component: string;
  readonly section?: string;
  readonly why: string;
}

export interface DeployCounts {
  /** Components. */
  readonly created: number;
  readonly deleted: number;
  /** Texts and metadata. */
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
}

export interface DeployReport {
  readonly ok: boolean;
  /** With `dryRun`, what would be sent, in order. */
  readonly changes: readonly Change[];
  readonly skipped: readonly Skipped[];
  readonly problems: readonly Problem[];
  readonly counts: DeployCounts;
}

/** Collects what a deploy does, and tells whoever watches. */
export class Recorder {
  readonly #changes: Change[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #problems: Problem[] = [];
  readonly #denied = new Set<string>();
  readonly #onProgress: ((change: Change) => void) | undefined;
  #unchanged = 0;

  constructor(onProgress?: (change: Change) => void) {
    this.#onProgress = onProgress;
  }

  change(change: Change): void {
    this.#changes.push(change);
    this.#onProgress?.(change);
  }

  skip(skipped: Skipped): void {
    this.#skipped.push(skipped);
  }

  unchanged(): void {
    this.#unchanged++;
  }

  problem(problem: Problem): void {
    this.#problems.push(problem);
  }

  /** A custom function the account may not write; such are reported together. */
  denied(component: string): void {
    this.#denied.add(component);
  }

  get hasErrors(): boolean {
    return this.#problems.some(isError) || this.#denied.size > 0;
  }

  report(): DeployReport {
    const problems = [...this.#problems, ...this.#deniedProblem()];
    const count = (isCounted: (change: Change) => boolean): number => this.#changes.filter(isCounted).length;
    const went = ({ outcome }: Change): boolean => outcome !== 'failed';
    return {
      ok: !problems.some(isError),
      changes: this.#changes,
      skipped: this.#skipped,
      problems,
      counts: {
        created: count((change) => change.action === 'create' && went(change)),
        deleted: count((change) => change.action === 'delete' && went(change)),
        updated: count((change) => change.action === 'update' && went(change)),
        unchanged: this.#unchanged,
        skipped: this.#skipped.length,
        failed: count((change) => !went(change)),
      },
    };
  }

  #deniedProblem(): Problem[] {
    if (this.#denied.size === 0) return [];
    const names = [...this.#denied];
    const message = `Make denied access to ${counted(names.length, 'custom function')}: ${names.join(', ')}. Everything else was sent.`;
    const fix = 'custom functions are a feature of the account: ask Make to enable it, or take them out of the app.';
    return [{ code: 'DEP006', severity: 'error', message, fix }];
  }
}
