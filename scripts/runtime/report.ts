import type { Problem } from '../core/problems.ts';

/** One request of a run as its report shows it. */
export interface ReportedRequest {
  readonly method: string;
  /** The address the app asked for, whatever stood in for it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** Absent when no answer came. */
  readonly status?: number;
  readonly responseBody?: unknown;
  readonly ms: number;
}

/** A request as a run notes it: secrets are still in it, and the body of its answer is as expressions see it. */
export interface NotedRequest extends Omit<ReportedRequest, 'status'> {
  readonly status?: number | undefined;
}

/** An answer to the sender of a webhook; `body` is the text on the wire. */
export interface ReportedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ReportedError {
  readonly type: string;
  readonly message: string;
  readonly statusCode?: number;
}

/** What a run did, JSON-ready and without secrets: the document `makeapp run --json` prints. */
export interface RunReport {
  readonly ok: boolean;
  readonly component: string;
  readonly bundles: readonly unknown[];
  readonly requests: readonly ReportedRequest[];
  readonly respond?: ReportedReply;
  readonly state?: unknown;
  readonly warnings: readonly Problem[];
  readonly error?: ReportedError;
}
