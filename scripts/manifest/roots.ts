/** Every root an IML expression of an app may start from, with what it holds. Names of the language itself (`now`, `null`, ...) are not roots. */
export const ROOTS = {
  parameters:
    'values the user filled in: static and mappable together, or the input of an RPC, endpoint, webhook or connection',
  connection: "the connection's parameters and what its communication saved",
  common: 'common data of the app; inside a connection, that of the connection',
  data: 'what the component keeps between runs: `lastDate` and `lastId` of a trigger, the saved data of a connection or webhook',
  temp: 'values carried from one step of the run to the next',
  environment: 'the scenario: `environment.timezone`',
  scenario: 'the scenario that runs the module',
  metadata: 'the module itself: `metadata.expect`, `metadata.interface`',
  body: 'the parsed answer; in a webhook, the parsed incoming request',
  headers: 'headers of the answer, or of the incoming request; names in lower case',
  statusCode: 'status of the answer',
  item: 'the element `iterate` has arrived at',
  iterate: '`iterate.container.first` and `.last`: ends of the iterated list',
  output: 'everything collected so far',
  pagination: '`pagination.page` (1 for the first request), `.offset`, `.limit`',
  query: 'query of the incoming request, or of the OAuth callback',
  method: 'method of the incoming request',
  payload: 'the queued webhook item an instant trigger works on',
  webhook: 'id, address and saved data of the webhook',
  oauth: 'scopes to ask for and redirect addresses of an OAuth flow; keys and tokens of OAuth 1',
  trigger: '`trigger.matchEqual`: the user picked the first item by hand',
} as const;

export type Root = keyof typeof ROOTS;

const SURROUNDINGS = ['environment', 'scenario'] as const;
const ANSWER = ['body', 'headers', 'statusCode'] as const;
const STORED = ['parameters', 'connection', 'common', 'data', 'temp', ...SURROUNDINGS] as const;

/** The phases of one request, for a component that starts with the roots `own`. */
function phases<const Own extends readonly Root[]>(own: Own) {
  return {
    /** url, method, qs, headers, body, type, temp, condition, and what else shapes the request. */
    request: [...own, 'pagination'],
    /** The same in the second and later requests of an array, which still see the answer before them (ASM-30). */
    laterRequest: [...own, 'pagination', ...ANSWER],
    /** valid, limit, temp, data, uid, metadata, expires, the iterate container, repeat.condition, output without iterate. */
    response: [...own, 'pagination', ...ANSWER],
    /** error: no page is known any more. */
    error: [...own, ...ANSWER],
    /** Beside an `iterate`: output, trigger, iterate.condition. */
    item: [...own, 'pagination', ...ANSWER, 'item', 'iterate'],
    pagination: [...own, 'pagination', ...ANSWER, 'iterate'],
    wrapper: [...own, ...ANSWER, 'iterate', 'output'],
  } as const;
}

/** Phases of a component that neither iterates nor pages. */
function plainPhases<const Own extends readonly Root[]>(own: Own) {
  return {
    request: own,
    laterRequest: [...own, ...ANSWER],
    response: [...own, ...ANSWER],
    error: [...own, ...ANSWER],
  } as const;
}

/**
 * Which roots exist where: context (a kind of component or section) by phase (a part of its communication).
 * runtime.md §10, make-app-format.md §3.12; where both are silent or disagree on a root, the wider reading is kept
 * for stored data, because a missing value is empty text on the platform, not an error.
 */
export const SLOT_ROOTS = {
  /** Actions, searches, universal modules. */
  module: phases([...STORED, 'metadata']),
  trigger: phases([...STORED, 'metadata', 'trigger']),
  /** The list of "choose where to start". */
  epoch: phases([...STORED, 'metadata', 'trigger']),
  /** One request per queued item, without iterate and pagination. */
  instantTrigger: plainPhases([...STORED, 'metadata', 'payload', 'webhook']),
  /** `webhook` is there when an instant trigger asks. */
  rpc: phases([...STORED, 'metadata', 'webhook']),
  endpoint: phases([...STORED, 'metadata']),
  /** Merged under modules, RPCs, endpoints, and a webhook's attach, update and detach. */
  base: phases([...STORED, 'metadata']),
  /** attach, update and detach of a webhook. */
  attach: phases([...STORED, 'webhook']),
  /** A connection with a key or a password. */
  connection: plainPhases(STORED),
  /** Every step of an OAuth connection; `query` is the provider's callback. */
  oauth: plainPhases([...STORED, 'oauth', 'query']),
  /** A webhook's own communication: an incoming request, no outgoing one. */
  webhook: {
    /** condition, verification, respond, the iterate container. */
    request: ['parameters', 'common', 'data', 'temp', ...SURROUNDINGS, 'webhook', 'body', 'headers', 'query', 'method'],
    /** output, uid, iterate.condition; without `iterate`, `item` is empty. */
    item: [
      'parameters',
      'common',
      'data',
      'temp',
      ...SURROUNDINGS,
      'webhook',
      'body',
      'headers',
      'query',
      'method',
      'item',
    ],
  },
  /** A responder answers from its parameters. */
  responder: { response: ['parameters', 'common', ...SURROUNDINGS] },
} as const satisfies Readonly<Record<string, Partial<Readonly<Record<Phase, readonly Root[]>>>>>;

export type Phase = 'request' | 'laterRequest' | 'response' | 'error' | 'item' | 'pagination' | 'wrapper';
export type SlotContext = keyof typeof SLOT_ROOTS;

/** The roots of one slot as a type: `SlotRoot<'module', 'wrapper'>`. */
export type SlotRoot<
  C extends SlotContext,
  P extends keyof (typeof SLOT_ROOTS)[C],
> = (typeof SLOT_ROOTS)[C][P] extends readonly (infer R)[] ? R : never;

/** The roots of a slot, or of the nearest one a component of this context has. */
export function rootsOf(context: SlotContext, phase: Phase): readonly Root[] {
  const slots: Partial<Readonly<Record<Phase, readonly Root[]>>> = SLOT_ROOTS[context];
  return slots[phase] ?? slots.response ?? slots.request ?? [];
}
