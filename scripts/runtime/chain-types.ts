import type { Place } from '../core/problems.ts';
import type { Step } from './base.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

/** How the results of a component come together. */
export interface ChainRules {
  /** Whether `iterate` and `pagination` work here. */
  readonly iterates: boolean;
  readonly paginates: boolean;
  /** Actions keep one item: the last. */
  readonly keeps: 'all' | 'last';
  /** Whether `response.limit` counts here. */
  readonly limits: boolean;
}

/** The answer of an inline endpoint. */
export interface EndpointAnswer {
  readonly body: unknown;
}

/** Gathers what a polling trigger reads, and says when it has read enough. */
export interface Collector {
  /** Hears every item that passed the condition of the iteration, with `item` in scope; `output` makes its bundle. */
  take(item: unknown, output: () => unknown): void;
  /** Why no further page is needed; undefined when one is. Asked after each page, with the module's limit. */
  stops(limit: number | undefined): string | undefined;
}

/** A list of requests being executed. */
export interface Chain {
  readonly run: Run;
  readonly scope: Scope;
  readonly rules: ChainRules;
  readonly place: Place;
  /** Whose headers stay when pagination does not merge with its parent. */
  readonly base?: Step | undefined;
  readonly collector?: Collector;
  /** Hears the response directives of each answer: connections and webhooks save from them. */
  readonly save?: (response: Readonly<Record<string, unknown>>) => void;
  /** Renews the connection after a 401; true when the request is worth another try. */
  readonly renew?: (() => Promise<boolean>) | undefined;
  /** Runs an endpoint of the app for a step that names one; absent where that is forbidden. */
  readonly callEndpoint?:
    | ((name: string, input: Readonly<Record<string, unknown>>) => Promise<EndpointAnswer>)
    | undefined;
  /** Refuses an address a user's input led away from the app's own host (ASM-69). */
  readonly checkOrigin?: (step: Step, url: string) => void;
}

/** A step that its condition kept from running. */
export interface SkippedStep {
  readonly value: unknown;
  readonly hasDefault: boolean;
  /** As written, and what it gave. */
  readonly condition: unknown;
  readonly gave: unknown;
}

/** What a list of requests leaves behind. */
export interface ChainResult {
  readonly value: unknown;
  /** Most bundles wanted, from the step the value came from. */
  readonly limit: number | undefined;
  readonly skipped?: SkippedStep;
}
