import type { Json, JsonObject } from '../core/json.ts';
import type { Description } from './openapi.ts';

/** JSON in which `${path}` stands for a value and `{ $switch: option, … }` for one of several. */
export type Template = Json;

/** The YAML declaration, as `mock.schema.json` describes it member by member. */
export interface MockSpec {
  readonly openapi: string;
  readonly seed?: number;
  readonly clock?: { readonly start: string; readonly step?: number };
  readonly undeclaredQuery?: 'ignore' | 'refuse';
  readonly options?: Readonly<Record<string, OptionSpec>>;
  readonly auth?: Readonly<Record<string, AuthSpec>>;
  readonly errors: ErrorsSpec;
  readonly answers?: Readonly<Record<string, Template>>;
  readonly collections?: Readonly<Record<string, CollectionSpec>>;
  readonly operations: Readonly<Record<string, OperationSpec>>;
  readonly deliveries?: Readonly<Record<string, DeliverySpec>>;
}

/** A switch for what the API's documentation leaves open. */
export interface OptionSpec {
  readonly about: string;
  readonly values: readonly Json[];
  readonly default: Json;
}

export interface AuthSpec {
  readonly accept: 'any' | readonly string[];
}

export type Situation = 'invalid' | 'malformed' | 'unauthorized' | 'notFound' | 'conflict' | 'refused';

export interface ErrorsSpec {
  readonly body: Template;
  readonly situations: Readonly<Record<Situation, SituationSpec>>;
}

/** `status` is a number, or a template of one. */
export interface SituationSpec {
  readonly status: number | string;
  readonly type?: string;
}

export interface CollectionSpec {
  readonly label: string;
  readonly key?: string;
  readonly ids?: 'objectId' | 'uuid' | 'sequence';
  readonly blank?: JsonObject;
  readonly lists?: readonly string[];
  readonly unique?: readonly string[];
  readonly references?: Readonly<Record<string, string>>;
  readonly counts?: Readonly<Record<string, { readonly in: string; readonly holding: string }>>;
  readonly forgottenBy?: Readonly<Record<string, string>>;
  readonly views?: Readonly<Record<string, ViewSpec>>;
  readonly seed?: SeedSpec;
}

export interface ViewSpec {
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  readonly with?: JsonObject;
}

export interface SeedSpec {
  readonly records?: readonly JsonObject[];
  readonly generated?: readonly GeneratedSeed[];
}

/** Records by rule: the n-th takes the n-th of every list (round and round) and of every series. */
export interface GeneratedSeed {
  readonly times: number;
  readonly lists?: Readonly<Record<string, readonly Json[]>>;
  readonly series?: Readonly<Record<string, SeriesSpec>>;
  readonly record: JsonObject;
}

/** Numbers count by `step`, round `modulo`; dates go by `step` milliseconds. */
export interface SeriesSpec {
  readonly from: number | string;
  readonly step: number;
  readonly modulo?: number;
}

export interface Test {
  readonly member: string | readonly string[];
  readonly equals?: Template;
  readonly contains?: Template;
  readonly from?: Template;
  readonly to?: Template;
}

export interface FiltersSpec {
  readonly list: string;
  readonly match?: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<string, Test>>;
}

export interface PageSpec {
  readonly limit: Template;
  readonly after?: string;
  readonly offset?: Template;
  readonly number?: Template;
}

/** The name of an entry under `answers`, or a template. */
export type Answer = Template;

export interface ListOperation {
  readonly list: string;
  readonly view?: string;
  readonly where?: readonly Test[];
  readonly filters?: FiltersSpec;
  readonly sort?: { readonly by: string; readonly order?: string };
  readonly page?: PageSpec;
  readonly answer?: Answer;
}
export interface GetOperation {
  readonly get: string;
  readonly id?: string;
  readonly view?: string;
  readonly answer?: Answer;
}
export interface CreateOperation {
  readonly create: string;
  readonly view?: string;
  readonly take?: readonly string[];
  readonly set?: JsonObject;
  readonly handshake?: ExchangeSpec;
  readonly answer?: Answer;
}
export interface UpdateOperation {
  readonly update: string;
  readonly view?: string;
  readonly id?: Template;
  readonly take?: readonly string[];
  readonly mode?: string;
  readonly set?: JsonObject;
  readonly append?: JsonObject;
  readonly answer?: Answer;
}
export interface DeleteOperation {
  readonly delete: string;
  readonly id?: string;
  readonly answer?: Answer;
}
export interface ReplyOperation {
  readonly reply: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Template;
    readonly text?: string;
  };
}
export type OperationSpec =
  | ListOperation
  | GetOperation
  | CreateOperation
  | UpdateOperation
  | DeleteOperation
  | ReplyOperation;

/** A request the API itself sends, and what must come back. */
export interface ExchangeSpec {
  readonly request: OutgoingSpec;
  readonly expect?: { readonly status?: number; readonly text?: string };
  readonly timeout?: number;
}

export interface OutgoingSpec {
  readonly method: string;
  readonly url: string;
  readonly query?: Template;
  readonly headers?: Template;
  readonly basic?: { readonly username: string; readonly password: string };
  readonly json?: Template;
}

export interface DeliverySpec extends ExchangeSpec {
  readonly to: string;
  readonly using?: Readonly<Record<string, string>>;
  readonly webhook?: string;
  readonly onFailure?: JsonObject;
}

/** One rule of a faults file; a rule without an answer of its own (only a delay) lets the mock answer. */
export interface Rule {
  readonly on: string;
  readonly call?: number | readonly number[];
  readonly from?: number;
  readonly delay?: number;
  readonly drop?: boolean;
  readonly garbage?: boolean;
  readonly error?: Situation;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Template;
  readonly text?: string;
}

/** A declaration read, checked and joined with the API description it builds on. */
export interface MockDefinition {
  readonly file: string;
  readonly spec: MockSpec;
  readonly description: Description;
}
