import { APP_ERROR_TYPES } from '../core/error-types.ts';
import { isPlainObject, type Json } from '../core/json.ts';
import { SLOT_ROOTS, type SlotContext } from '../manifest/roots.ts';
import { among, isText } from './attributes.ts';
import {
  condition,
  flat,
  json,
  keyword,
  members,
  type ObjectSlot,
  plain,
  present,
  type Roots,
  type Slot,
  savedMembers,
  shaped,
  value,
} from './slot.ts';
import { isArray } from './syntax.ts';

/** The roots of each phase of a request. */
export type Phases = Readonly<Record<'request' | 'response' | 'error' | 'item' | 'pagination' | 'wrapper', Roots>>;

/** The phases of a context as the types of the DSL have them: none of a phase the context does not have. */
export function phasesOf(context: SlotContext): Phases {
  const slots: Partial<Phases> = SLOT_ROOTS[context];
  const of = (phase: keyof Phases): Roots => slots[phase] ?? [];
  return {
    request: of('request'),
    response: of('response'),
    error: of('error'),
    item: of('item'),
    pagination: of('pagination'),
    wrapper: of('wrapper'),
  };
}

const isFlag = among(true, false);
const isNumber = (value: Json): boolean => typeof value === 'number';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const BODY_TYPES = ['json', 'urlencoded', 'multipart/form-data', 'text', 'string', 'raw', 'binary'];
const RESPONSE_TYPES = ['automatic', 'json', 'urlencoded', 'text', 'string', 'raw', 'binary', 'xml'];

export const log: Slot = shaped(
  {
    sanitize: plain(
      (paths) => isArray(paths) && paths.every((path) => isText(path) && /^(?:request|response)\./.test(String(path))),
    ),
  },
  'sanitize',
);

const signing = (roots: Roots): Slot =>
  shaped({
    consumer_key: value(roots, 'text'),
    consumer_secret: value(roots, 'text'),
    private_key: value(roots, 'text'),
    token: value(roots, 'text'),
    token_secret: value(roots, 'text'),
    verifier: value(roots, 'text'),
    signature_method: keyword(roots, 'HMAC-SHA1', 'RSA-SHA1', 'PLAINTEXT'),
    transport_method: keyword(roots, 'header', 'query', 'body'),
    body_hash: value(roots, 'boolean', 'text'),
  });

export { signing as oauthSigning };

const awsSigning = (roots: Roots): Slot =>
  shaped(
    {
      key: value(roots, 'text'),
      secret: value(roots, 'text'),
      session: value(roots, 'text'),
      bucket: value(roots, 'text'),
      sign_version: keyword(roots, '2', '4'),
    },
    'key',
    'secret',
  );

/** One slot for objects, another for everything else. */
export const byShape = (ofObject: Slot, other: Slot): Slot => ({
  is: 'choice',
  pick: (stated) => (isPlainObject(stated) ? ofObject : other),
});

/** What is settled before a request is sent. */
export const preparation = (roots: Roots): Readonly<Record<string, Slot>> => ({
  temp: members(roots),
  condition: byShape(shaped({ condition: condition(roots), default: json(roots) }), condition(roots)),
  log,
});

/** Where and how a request is sent. */
export const target = (roots: Roots): Readonly<Record<string, Slot>> => ({
  url: present(roots, 'text'),
  method: keyword(roots, ...METHODS),
  headers: flat(roots),
  qs: flat(roots),
  body: json(roots),
  type: keyword(roots, ...BODY_TYPES),
  ca: value(roots, 'text'),
  encodeUrl: plain(isFlag),
  encodeUrlMode: plain(among('legacy', 'uniform')),
  gzip: plain(isFlag),
  aws: awsSigning(roots),
  oauth: signing(roots),
  followRedirects: plain(isFlag),
  followAllRedirects: plain(isFlag),
  timeout: value(roots, 'number'),
});

export const pagination = (roots: Roots): Slot =>
  shaped({
    mergeWithParent: plain(isFlag),
    url: value(roots, 'text'),
    method: keyword(roots, ...METHODS),
    headers: flat(roots),
    qs: flat(roots),
    body: json(roots),
    condition: condition(roots),
  });

const endpointPagination = (roots: Roots): Slot =>
  shaped({ mergeWithParent: plain(isFlag), condition: condition(roots) });

const repeat = (roots: Roots): Slot =>
  shaped({ condition: condition(roots), delay: plain(isNumber), limit: plain(isNumber) }, 'condition');

export function errorRules(roots: Roots): Slot {
  const rule = { message: value(roots, 'text'), type: keyword(roots, ...APP_ERROR_TYPES) };
  const rules: ObjectSlot = { ...shaped(rule), pattern: { name: /^[1-5]\d+$/, slot: shaped(rule) } };
  return byShape(rules, value(roots, 'text'));
}

const responseTypes = (roots: Roots): Slot =>
  byShape(
    {
      ...shaped({ '*': keyword(roots, ...RESPONSE_TYPES) }),
      pattern: { name: /^(?:[1-5]\d+|\d+-\d+)$/, slot: keyword(roots, ...RESPONSE_TYPES) },
    },
    keyword(roots, ...RESPONSE_TYPES),
  );

const valid = (roots: Roots): Slot =>
  byShape(
    shaped(
      { condition: condition(roots), message: value(roots, 'text'), type: keyword(roots, ...APP_ERROR_TYPES) },
      'condition',
    ),
    condition(roots),
  );

/** What every answer may be judged by. */
export const judgement = ({ response, error }: Phases): Readonly<Record<string, Slot>> => ({
  type: responseTypes(response),
  valid: valid(response),
  error: errorRules(error),
  temp: members(response),
  oauth: signing(response),
});

/** What a request saves about an account. */
export const accountDirectives = (roots: Roots): Readonly<Record<string, Slot>> => ({
  data: savedMembers(roots),
  metadata: shaped({ type: plain(among('text', 'email')), value: value(roots, 'text') }, 'type', 'value'),
  uid: value(roots, 'text', 'number'),
  expires: value(roots, 'text', 'date'),
});

/** A list of an expression, whole or filtered. */
export function iterate({ response, item }: Pick<Phases, 'response' | 'item'>): Slot {
  const whole: Slot = { is: 'value', accept: { kinds: ['list', 'nothing'], constants: [] }, roots: response };
  return byShape(shaped({ container: whole, condition: condition(item) }, 'container'), whole);
}

export const limit = (roots: Roots): Slot => value(roots, 'number');

export const trigger = (roots: Roots): Slot => ({
  is: 'choice',
  pick: (stated) => {
    const order = plain(among('asc', 'desc', 'unordered'));
    const id = present(roots, 'text', 'number');
    const isDated = isPlainObject(stated) && stated.type === 'date';
    return isDated
      ? shaped(
          { type: plain(among('date')), order, id, date: present(roots, 'text', 'number', 'date') },
          'type',
          'order',
          'id',
          'date',
        )
      : shaped({ type: plain(among('id')), order, id }, 'type', 'order', 'id');
  },
});

/** The list an answer is taken apart into, as text. */
export function iteratedList(response: Json | undefined): string | undefined {
  const stated = isPlainObject(response) ? response.iterate : undefined;
  const container = isPlainObject(stated) ? stated.container : stated;
  return typeof container === 'string' ? container : undefined;
}

export interface RequestParts {
  readonly response: Slot;
  readonly hasPagination?: boolean;
  readonly required?: readonly string[];
  /** Writes an endpoint by value. */
  readonly endpoint?: (name: Json) => string | undefined;
}

/** A request the app writes out itself, or one that an endpoint makes. */
export function requestSlot(
  phases: Phases,
  { response, hasPagination = true, required = [], endpoint }: RequestParts,
): Slot {
  const direct: ObjectSlot = {
    is: 'object',
    isOpen: true,
    required,
    iterated: (request) => iteratedList(request.response),
    members: {
      ...preparation(phases.request),
      ...target(phases.request),
      response,
      ...(hasPagination && { pagination: pagination(phases.pagination) }),
      repeat: repeat(phases.response),
      while: repeat(phases.response),
      error: errorRules(phases.error),
    },
  };
  if (!endpoint) return direct;
  const called: ObjectSlot = {
    is: 'object',
    isOpen: true,
    required: ['endpoint', ...required],
    iterated: (request) => iteratedList(request.response),
    members: {
      ...preparation(phases.request),
      endpoint: { is: 'reference', refer: endpoint },
      response,
      pagination: endpointPagination(phases.pagination),
      repeat: repeat(phases.response),
    },
  };
  return {
    is: 'choice',
    pick: (stated) => (isPlainObject(stated) && Object.hasOwn(stated, 'endpoint') ? called : direct),
  };
}

/** One request, or several of which the earlier ones are steps on the way. */
export const chain = (last: Slot, earlier: Slot = last, wrapper?: string): Slot => ({
  is: 'choice',
  pick: (stated) =>
    isArray(stated) ? { is: 'list', item: last, earlier, ...(wrapper !== undefined && { wrapper }) } : last,
});
