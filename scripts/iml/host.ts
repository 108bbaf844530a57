/** What evaluation takes from outside, so that a run can be repeated exactly (iml.md §7). */
export interface Host {
  /** Current instant; asked anew at each evaluation of `now` and `timestamp`. */
  now(): Date;
  /** IANA zone of the scenario; dates are formatted and shifted in it. */
  readonly timezone: string;
  /** 0 <= x < 1. */
  random(): number;
  /** RFC 4122 version 4 text. */
  uuid(): string;
  readonly executionId: string;
}

/** Root variables of an expression: `parameters`, `body`, `item`, numbered modules ("1"), ... */
export type Variables = Readonly<Record<string, unknown>>;

/** An app's custom function as expressions call it; arguments and result are IML values. */
export type CustomFunction = (...args: readonly unknown[]) => unknown;

/** Everything one evaluation sees. */
export interface Context {
  readonly variables: Variables;
  readonly host: Host;
  /** Custom functions by name; they hide built-ins of the same name (A, iml.md §14.1). */
  readonly functions?: ReadonlyMap<string, CustomFunction> | undefined;
  /** Scenario fields lack the functions of the app runtime (iml.md §13); the default is `app`. */
  readonly dialect?: Dialect | undefined;
  /** Makes `=` and `!=` compare without conversion (iml.md §6.2); the platform's observed behaviour is loose. */
  readonly strictEquality?: boolean | undefined;
}

export type Dialect = 'app' | 'scenario';
