import type { Problem } from '../core/problems.ts';
import { counted, isError } from '../core/problems.ts';
import type { AppAddress } from './addresses.ts';
import type { ApiRequest } from './client.ts';
import type { Mapping } from './mapping.ts';

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
  /** In a dry run, what would be sent, when it is text; common data is not shown. */
  readonly body?: string;
  readonly why: string;
  readonly outcome: 'planned' | 'done' | 'failed';
}

/** A text or the metadata of a component. */
export interface Part {
  readonly component: string;
  readonly section: string;
}

/** Something that belongs to the app and is not sent. */
export interface Skipped {
  readonly component: string;
  readonly section?: string;
  readonly why: string;
}

export interface DeployCounts {
  /** Components; the app itself is none. */
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
  /** The app as Make calls it, which may have put a suffix behind its name. */
  readonly app?: AppAddress;
  /** Names at Make, by component path. */
  readonly names: Readonly<Record<string, string>>;
  /** With `dryRun`, what would be sent, in order. */
  readonly changes: readonly Change[];
  readonly skipped: readonly Skipped[];
  /** What Make has already. */
  readonly unchanged: readonly Part[];
  /** Whether the app is public or approved, so that the changes wait for a commit at Make. */
  readonly isPending: boolean;
  readonly problems: readonly Problem[];
  readonly counts: DeployCounts;
}

/** Collects what a deploy does, and tells whoever watches. */
export class Recorder {
  readonly #changes: Change[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #problems: Problem[] = [];
  readonly #denied = new Set<string>();
  readonly #forbidden = new Map<string, readonly Problem[]>();
  readonly #onProgress: ((change: Change) => void) | undefined;
  readonly #unchanged: Part[] = [];
  #isPending = false;

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

  unchanged(part: Part): void {
    this.#unchanged.push(part);
  }

  /** A change users only get when somebody commits it. */
  pending(): void {
    this.#isPending = true;
  }

  problem(problem: Problem): void {
    this.#problems.push(problem);
  }

  /** A refusal for want of a permission; many of one reason are reported together. */
  forbidden(reason: string, problem: Problem): void {
    this.#forbidden.set(reason, [...(this.#forbidden.get(reason) ?? []), problem]);
  }

  /** A custom function the account may not write; such are reported together. */
  denied(component: string): void {
    this.#denied.add(component);
  }

  get hasErrors(): boolean {
    return this.#problems.some(isError) || this.#denied.size > 0 || this.#forbidden.size > 0;
  }

  /** The app as Make calls it, and the names of its components, when they are known. */
  report(app?: AppAddress, mapping?: Mapping): DeployReport {
    const forbidden = [...this.#forbidden].flatMap(([reason, refused]) => together(reason, refused));
    const problems = [...forbidden, ...this.#problems, ...this.#deniedProblem()];
    const count = (isCounted: (change: Change) => boolean): number => this.#changes.filter(isCounted).length;
    const went = ({ outcome }: Change): boolean => outcome !== 'failed';
    return {
      ok: !problems.some(isError),
      ...(app && { app: { appId: app.appId, appVersion: app.appVersion } }),
      names: mapping?.names() ?? {},
      changes: this.#changes,
      skipped: this.#skipped,
      unchanged: this.#unchanged,
      isPending: this.#isPending,
      problems,
      counts: {
        created: count((change) => change.action === 'create' && change.component !== 'app' && went(change)),
        deleted: count((change) => change.action === 'delete' && went(change)),
        updated: count((change) => change.action === 'update' && went(change)),
        unchanged: this.#unchanged.length,
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

/** One problem for all requests refused for one reason. */
function together(reason: string, problems: readonly Problem[]): readonly Problem[] {
  const [first] = problems;
  if (!first || problems.length === 1) return problems;
  const names = new Set(problems.flatMap(({ component }) => component ?? []));
  const message = `Make refused ${counted(problems.length, 'request')}: ${reason}. Nothing of it arrived: ${[...names].join(', ')}.`;
  return [{ code: first.code, severity: first.severity, message, ...(first.fix && { fix: first.fix }) }];
}
