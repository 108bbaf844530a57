import type { Host } from '../iml/host.ts';
import type { ResolveRpc } from '../parameters/preparation.ts';
import type { Clock } from './clock.ts';
import type { TraceSink } from './trace.ts';
import type { Transport } from './transport.ts';
import type { StartChoice } from './trigger-state.ts';

/** An incoming request as a webhook's sender makes it. `body` is parsed data, or text or bytes to be parsed by content type. */
export interface IncomingRequest {
  readonly method?: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** The text of the body, for a sender that gives no parsed one. */
  readonly rawBody?: string;
}

/** Runs a custom function of the app; supplied by who owns a sandbox. It leaves its arguments as they are: the report shows them later. */
export type FunctionRunner = (name: string, args: readonly unknown[], context: FunctionContext) => unknown;

/** What a custom function is called with besides its arguments: the zone of the run, its clock and randomness. */
export interface FunctionContext {
  readonly timezone: string;
  readonly host: Host;
  /** Hears what the function passes to `debug`; absent when nobody listens. */
  readonly debug?: ((value: unknown) => void) | undefined;
}

/** What one run is given. Nothing is shared between runs but the loaded app. */
export interface RunOptions {
  /** Answers the app's requests. Without one, a run that makes a request fails. */
  readonly transport?: Transport;
  /** The connection's parameters and what it saved, in one collection; or the result of running the connection. */
  readonly connection?: Readonly<Record<string, unknown>>;
  /** Which connection `connection` is for, where the component can use either of two. */
  readonly connectionName?: string;
  /** What the last run of the trigger or webhook left. */
  readonly state?: unknown;
  /** Where a trigger without state begins. */
  readonly start?: StartChoice;
  /** Most bundles, whatever the app's own limit says. */
  readonly limit?: number;
  readonly now?: Date | string;
  /** IANA zone of the scenario; UTC by default. */
  readonly timezone?: string;
  readonly host?: Partial<Pick<Host, 'random' | 'uuid' | 'executionId'>>;
  /** Overrides the clock that `now` would give. */
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** One incoming request for an instant trigger; it goes through the webhook first. */
  readonly payload?: IncomingRequest;
  /** The address `attach` registers. */
  readonly hookUrl?: string;
  /** The parameters of the webhook, for `receive` and `detach`, which get none as input. */
  readonly hookParameters?: Readonly<Record<string, unknown>>;
  /** Uids of the connections that share a webhook; items for others are dropped. Without it nothing is. */
  readonly uids?: readonly string[];
  /** Gives the fields or options of an `rpc://` reference when parameters are checked; without it those stay unchecked. */
  readonly resolveRpc?: ResolveRpc;
  readonly customFunctions?: FunctionRunner;
  /** Plays the browser: opens the address, and gives the query parameters the provider sent back. */
  readonly authorizeRedirect?: (url: string) => Promise<Readonly<Record<string, string>>>;
  /** The callback address of OAuth flows. */
  readonly redirectUri?: string;
  /** Scopes the user asked for beyond those the app needs. */
  readonly additionalScopes?: readonly string[];
  /** `scenario.*` in expressions. */
  readonly scenario?: Readonly<Record<string, unknown>>;
  /** Refuses addresses of this machine and of private networks, as the platform does. */
  readonly refuseLocalAddresses?: boolean;
  /** Skips the check of parameters. */
  readonly skipValidation?: boolean;
  readonly trace?: TraceSink;
}
