import type { CommonData } from './common-data.ts';
import { type Descriptor, describe } from './descriptor.ts';
import type { DirectPagination } from './pagination-directive.ts';
import type { Preparation, Target } from './request-directives.ts';
import type { ErrorRules, Iterate, Judgement, Limit } from './response-directives.ts';
import type { BaseSlots } from './roots.ts';
import type { JsonValue, Present } from './slot-values.ts';

type Request = BaseSlots['request'];

interface BaseResponse extends Judgement<BaseSlots> {
  readonly iterate?: Iterate<BaseSlots>;
  readonly limit?: Limit<BaseSlots['response']>;
  readonly output?: JsonValue<BaseSlots['item']>;
  readonly wrapper?: JsonValue<BaseSlots['wrapper']>;
}

/** What every request of modules, RPCs and webhooks starts from; connections do not (make-app-format.md §3.3). */
interface Base extends Omit<Target<Request>, 'gzip'>, Preparation<Request> {
  /** What URLs from `/` on are put behind. */
  readonly baseUrl?: Present<string, Request>;
  readonly pagination?: DirectPagination<BaseSlots['pagination']>;
  readonly response?: BaseResponse;
  /** Another place of `response.error`. */
  readonly error?: ErrorRules<BaseSlots['error']>;
}

/** Modules under a heading. */
interface Group {
  readonly label: string;
  readonly modules: readonly Descriptor<'module'>[];
}

interface AppSpec<N> {
  readonly name: N;
  readonly label: string;
  readonly description?: string;
  /** Major version; 1 if left out. */
  readonly version?: number;
  readonly theme?: `#${string}`;
  /** ISO code. */
  readonly language?: string;
  readonly audience?: 'global' | 'countries';
  readonly countries?: readonly string[];
  readonly base: Base;
  readonly common?: CommonData | Readonly<Record<string, unknown>>;
  readonly groups: readonly Group[];
  /** Markdown shown on the app's page. */
  readonly readme?: string;
}

/** Describes the app: what all its components share. */
export function defineApp<const N extends string>(spec: AppSpec<N>): Descriptor<'app', N> {
  return describe('app', spec.name, spec);
}
