import type { JsonPath } from '../core/paths.ts';

/** What was evaluated: the directive as written, Base under it, and where that is. */
export interface TraceSource {
  readonly component: string;
  readonly section: string;
  readonly path: JsonPath;
  readonly template: unknown;
}

/** One thing a run did, JSON-ready and without secrets: why something was sent, or was not (runtime.md §19). */
export type TraceStep =
  | { readonly step: 'component'; readonly component: string }
  | { readonly step: 'step'; readonly index: number; readonly of: number }
  | {
      readonly step: 'temp';
      readonly phase: 'request' | 'response';
      readonly from: TraceSource;
      readonly before: unknown;
      readonly after: unknown;
    }
  | {
      readonly step: 'condition';
      readonly from: TraceSource;
      readonly value: unknown;
      readonly outcome: 'run' | 'skip' | 'default';
    }
  | {
      readonly step: 'request';
      readonly from: TraceSource;
      readonly method: string;
      readonly url: string;
      readonly headers: unknown;
      readonly body?: unknown;
    }
  | {
      readonly step: 'response';
      readonly status: number;
      readonly headers: unknown;
      readonly body: unknown;
      readonly ms: number;
    }
  | { readonly step: 'no request'; readonly why: string }
  | { readonly step: 'redirect'; readonly status: number; readonly to: string }
  | { readonly step: 'retry'; readonly why: string }
  | { readonly step: 'endpoint'; readonly name: string; readonly from: TraceSource; readonly input: unknown }
  | { readonly step: 'valid'; readonly from: TraceSource; readonly value: unknown }
  | { readonly step: 'iterate'; readonly from: TraceSource; readonly items: number; readonly kept?: number }
  /** Of an iteration, what the first item gave. */
  | { readonly step: 'output'; readonly from: TraceSource; readonly value: unknown; readonly of?: number }
  | {
      readonly step: 'pagination';
      readonly page: number;
      readonly from: TraceSource;
      /** What the condition gave right after the page, and again while the next request was prepared. */
      readonly first?: unknown;
      readonly second?: unknown;
      readonly next: boolean;
      /** Why no further page is asked for. */
      readonly stopped?: string;
    }
  | {
      readonly step: 'repeat';
      readonly from: TraceSource;
      readonly round: number;
      readonly value: unknown;
      readonly again: boolean;
    }
  | { readonly step: 'wrapper'; readonly from: TraceSource; readonly value: unknown }
  | { readonly step: 'limit'; readonly limit: number; readonly items: number; readonly dropped: number }
  | { readonly step: 'result'; readonly value: unknown }
  | {
      readonly step: 'trigger';
      readonly before: unknown;
      readonly read: number;
      readonly isNew: number;
      readonly emitted: number;
      readonly state: unknown;
    }
  | { readonly step: 'connection'; readonly flow: string }
  | { readonly step: 'webhook'; readonly outcome: string; readonly items?: readonly unknown[] }
  /** An answer that is an error, and the directive that words it. */
  | { readonly step: 'refused'; readonly status: number; readonly from: TraceSource }
  /** What a custom function passed to `debug`. */
  | { readonly step: 'debug'; readonly name: string; readonly value: unknown }
  | { readonly step: 'error'; readonly type: string; readonly message: string };

export type TraceSink = (step: TraceStep) => void;
