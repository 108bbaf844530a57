import type { Problem } from '../core/problems.ts';
import type { ReportedError, ReportedReply } from '../runtime/report.ts';

/** What one module did in a run of a scenario; for a step, the same of that step. */
export interface ModuleReport {
  readonly id: number;
  /** "app:name", the component of a step, or its request. */
  readonly module: string;
  readonly title?: string;
  /** How often it ran; routers and directives cost nothing. */
  readonly operations: number;
  /** All bundles it gave, in order. */
  readonly bundles: readonly unknown[];
  /** Bundles its filter stopped. */
  readonly filteredOut: number;
  readonly requests: number;
  /** Whole milliseconds. */
  readonly ms: number;
  readonly errors: readonly ModuleError[];
}

/** A failure and what became of the run. */
export interface ModuleError extends ReportedError {
  readonly consequence: string;
}

/** `warning`: it went on, or will be tried again; `error`: it stopped and counts as failed. */
export type ScenarioStatus = 'success' | 'warning' | 'error';

/** What a run of a scenario did: the document `makeapp scenario --json` prints. */
export interface ScenarioReport {
  readonly ok: boolean;
  readonly name: string;
  readonly status: ScenarioStatus;
  readonly cycles: number;
  readonly operations: number;
  readonly modules: readonly ModuleReport[];
  /** The answer of a responder to whoever called the webhook. */
  readonly respond?: ReportedReply;
  readonly error?: ModuleError & { readonly module: number };
  readonly warnings: readonly Problem[];
}
