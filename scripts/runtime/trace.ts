/** One thing a run did, JSON-ready and without secrets: why something was sent, or was not (runtime.md §19). */
export type TraceStep =
  | { readonly step: 'component'; readonly component: string }
  | { readonly step: 'step'; readonly index: number; readonly of: number }
  | { readonly step: 'temp'; readonly phase: 'request' | 'response'; readonly before: unknown; readonly after: unknown }
  | { readonly step: 'condition'; readonly value: unknown; readonly outcome: 'run' | 'skip' | 'default' }
  | {
      readonly step: 'request';
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
  | { readonly step: 'endpoint'; readonly name: string; readonly input: unknown }
  | { readonly step: 'valid'; readonly value: unknown }
  | { readonly step: 'iterate'; readonly items: number; readonly kept: number }
  | { readonly step: 'output'; readonly value: unknown }
  | {
      readonly step: 'pagination';
      readonly page: number;
      /** What the condition gave right after the page, and again while the next request was prepared. */
      readonly first?: unknown;
      readonly second?: unknown;
      readonly next: boolean;
      /** Why no further page is asked for. */
      readonly stopped?: string;
    }
  | { readonly step: 'repeat'; readonly round: number; readonly value: unknown; readonly again: boolean }
  | { readonly step: 'wrapper'; readonly value: unknown }
  | { readonly step: 'result'; readonly value: unknown }
  | {
      readonly step: 'trigger';
      readonly read: number;
      readonly isNew: number;
      readonly emitted: number;
      readonly state: unknown;
    }
  | { readonly step: 'connection'; readonly flow: string }
  | { readonly step: 'webhook'; readonly outcome: string }
  | { readonly step: 'error'; readonly type: string; readonly message: string };

export type TraceSink = (step: TraceStep) => void;
