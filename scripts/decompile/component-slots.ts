import type { Json } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { ModuleType } from '../manifest/manifest.ts';
import type { FieldValue } from './field-values.ts';
import {
  byShape,
  chain,
  errorRules,
  iterate,
  iteratedList,
  judgement,
  limit,
  log,
  type Phases,
  pagination,
  phasesOf,
  preparation,
  requestSlot,
  target,
  trigger,
} from './request-slots.ts';
import {
  condition,
  flat,
  json,
  keyword,
  members,
  type ObjectSlot,
  type OutputSlot,
  present,
  type Roots,
  type Slot,
  shaped,
  value,
} from './slot.ts';

type Endpoint = (name: Json) => string | undefined;

/** What the output of a module is held to. */
export interface Bundle {
  readonly fields: readonly FieldValue[] | undefined;
  readonly fieldsOf?: string | undefined;
}

const output = (bundle: Bundle, roots: Roots, mayBeNothing: boolean): OutputSlot => ({
  is: 'output',
  ...bundle,
  roots,
  mayBeNothing,
});

/** One slot for an answer with `iterate`, one for an answer without; `null` when the types do not allow it. */
function answer(single: Slot | null, iterated: Slot | null): Slot {
  const refused = (isIterated: boolean): Slot => ({
    is: 'nothing',
    why: isIterated ? 'The DSL takes no "iterate" here.' : 'The DSL asks for "iterate" here.',
  });
  return {
    is: 'choice',
    pick: (stated) => {
      const isIterated = isPlainObject(stated) && Object.hasOwn(stated, 'iterate');
      return (isIterated ? iterated : single) ?? refused(isIterated);
    },
  };
}

const singleResponse = (phases: Phases, bundle: Bundle, more: Readonly<Record<string, Slot>> = {}): ObjectSlot =>
  shaped({
    ...judgement(phases),
    output: output(bundle, phases.response, true),
    wrapper: json(phases.wrapper),
    ...more,
  });

const iteratedResponse = (
  phases: Phases,
  bundle: Bundle,
  more: Readonly<Record<string, Slot>> = {},
  ...required: string[]
): ObjectSlot =>
  shaped(
    {
      ...judgement(phases),
      iterate: iterate(phases),
      output: output(bundle, phases.item, false),
      wrapper: json(phases.wrapper),
      ...more,
    },
    'iterate',
    ...required,
  );

/** A request on the way to the last one. */
function stepSlot(endpoint: Endpoint): Slot {
  const phases = phasesOf('module');
  const response = shaped({
    ...judgement(phases),
    iterate: iterate(phases),
    limit: limit(phases.response),
    output: json(phases.item),
    wrapper: json(phases.wrapper),
  });
  return requestSlot(phases, { response, endpoint });
}

/** The communication of a module. */
export function moduleSlot(type: ModuleType, bundle: Bundle, endpoint: Endpoint): Slot {
  const step = stepSlot(endpoint);
  switch (type) {
    case 'action':
    case 'universal': {
      const phases = phasesOf('module');
      const response = answer(singleResponse(phases, bundle), iteratedResponse(phases, bundle));
      return chain(requestSlot(phases, { response, endpoint }), step, 'request');
    }
    case 'search': {
      const phases = phasesOf('module');
      const response = answer(null, iteratedResponse(phases, bundle, { limit: limit(phases.response) }));
      return chain(requestSlot(phases, { response, endpoint, required: ['response'] }), step, 'request');
    }
    case 'trigger': {
      const phases = phasesOf('trigger');
      const more = { limit: limit(phases.response), trigger: trigger(phases.item) };
      const response = answer(null, iteratedResponse(phases, bundle, more, 'trigger'));
      return chain(requestSlot(phases, { response, required: ['url', 'response'] }), step, 'request');
    }
    case 'instant_trigger': {
      const phases = phasesOf('instantTrigger');
      const response = answer(singleResponse(phases, bundle), null);
      const one = requestSlot(phases, { response, hasPagination: false });
      return { is: 'choice', pick: (stated) => (isPlainObject(stated) ? one : { is: 'nothing' }) };
    }
    case 'responder': {
      const roots = phasesOf('responder').response;
      return { ...shaped({ response: respond(roots) }, 'response'), isOpen: true };
    }
  }
}

/** An answer to whoever called. */
const respond = (roots: Roots): Slot =>
  shaped({
    type: keyword(roots, 'json', 'urlencoded', 'text'),
    status: value(roots, 'number', 'text'),
    headers: flat(roots, false),
    body: json(roots),
  });

/** The list "choose where to start"; `item` without an iterate of its own is the trigger's. */
export function epochSlot(triggersList: string | undefined): Slot {
  const phases = phasesOf('epoch');
  const date = shaped(
    {
      label: value(phases.item, 'text'),
      date: value(phases.item, 'text', 'number', 'date'),
      id: value(phases.item, 'text', 'number'),
    },
    'label',
    'date',
  );
  const response = shaped(
    { ...judgement(phases), iterate: iterate(phases), limit: limit(phases.response), output: date },
    'output',
  );
  const request = requestSlot(phases, { response, required: ['response'] });
  if (request.is !== 'object') return request;
  return { ...request, iterated: (stated) => iteratedList(stated.response) ?? triggersList };
}

const OPTION_KEYS = ['value', 'label', 'short', 'description', 'default', 'nested', 'file'];

/** What an RPC gives: an option when it has a value, else anything. */
function rpcOutput(roots: Roots): Slot {
  const text: Slot = { is: 'json', roots, hint: 'text' };
  const option = shaped(
    { ...Object.fromEntries(OPTION_KEYS.map((key) => [key, json(roots)])), label: text, value: text },
    'label',
  );
  return {
    is: 'choice',
    pick: (stated) => (isPlainObject(stated) && Object.hasOwn(stated, 'value') ? option : json(roots)),
  };
}

export function rpcSlot(endpoint: Endpoint): Slot {
  const phases = phasesOf('rpc');
  const common = { ...judgement(phases), limit: limit(phases.response), wrapper: json(phases.wrapper) };
  const single = shaped({ ...common, output: rpcOutput(phases.response) });
  const iterated = shaped({ ...common, iterate: iterate(phases), output: rpcOutput(phases.item) }, 'iterate');
  return chain(requestSlot(phases, { response: answer(single, iterated), endpoint }), stepSlot(endpoint), 'request');
}

export function endpointSlot(bundle: Bundle): Slot {
  const phases = phasesOf('endpoint');
  const single = singleResponse(phases, bundle, {
    unwrap: { is: 'plain', check: (stated) => typeof stated === 'boolean' },
  });
  const iterated = iteratedResponse(phases, bundle, { limit: limit(phases.response) });
  const one = requestSlot(phases, { response: answer(single, iterated) });
  return { is: 'choice', pick: (stated) => (isPlainObject(stated) ? one : { is: 'nothing' }) };
}

/** What a webhook does with a delivery. */
export function deliverySlot(isShared: boolean): Slot {
  const { request, item } = phasesOf('webhook');
  const receiving = {
    verification: shaped({ condition: condition(request), respond: respond(request) }, 'condition'),
    condition: condition(request),
    respond: respond(request),
    temp: members(request),
    log,
  };
  const required = isShared ? ['uid'] : [];
  const of = (roots: Roots): Readonly<Record<string, Slot>> => ({
    ...receiving,
    output: json(roots),
    uid: value(roots, 'text', 'number'),
  });
  const whole: ObjectSlot = { ...shaped(of(request), ...required), isOpen: true };
  const listed: ObjectSlot = {
    ...shaped({ ...of(item), iterate: iterate({ response: request, item }) }, 'iterate', ...required),
    isOpen: true,
    iterated: (stated) => iteratedList(stated),
  };
  return answer(whole, listed);
}

/** What every request starts from. */
export function baseSlot(): Slot {
  const phases = phasesOf('base');
  const { gzip: _gzip, ...direct } = target(phases.request);
  const { item } = phases;
  const response = shaped({
    ...judgement(phases),
    iterate: iterate(phases),
    limit: limit(phases.response),
    output: json(item),
    wrapper: json(phases.wrapper),
  });
  const base: ObjectSlot = {
    is: 'object',
    isOpen: true,
    iterated: (stated) => iteratedList(stated.response),
    members: {
      ...direct,
      ...preparation(phases.request),
      baseUrl: present(phases.request, 'text'),
      pagination: pagination(phases.pagination),
      response,
      error: errorRules(phases.error),
    },
  };
  return byShape(base, { is: 'nothing' });
}
