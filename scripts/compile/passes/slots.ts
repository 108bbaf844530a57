import type { Json } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';
import type { Phase, SlotContext } from '../../manifest/roots.ts';
import { isObject } from './names.ts';
import type { Site } from './uses.ts';

/** The kind of component or section a text stands in, as the table of roots names it. */
export function contextOf({ component, section }: Site): SlotContext {
  if (!component) return 'base';
  switch (component.kind) {
    case 'connection':
      return component.connectionType === 'oauth' ? 'oauth' : 'connection';
    case 'webhook':
      return section === 'communication' ? 'webhook' : 'attach';
    case 'rpc':
      return 'rpc';
    case 'endpoint':
      return 'endpoint';
    case 'function':
      return 'module';
    case 'module':
      if (section === 'epoch') return 'epoch';
      return MODULE_CONTEXTS[component.moduleType];
  }
}

const MODULE_CONTEXTS = {
  action: 'module',
  search: 'module',
  universal: 'module',
  trigger: 'trigger',
  instant_trigger: 'instantTrigger',
  responder: 'responder',
} as const satisfies Record<string, SlotContext>;

/** A place in a section: its request, the path inside that, and whether other requests ran before it. */
export interface RequestPlace {
  readonly request: Json | undefined;
  readonly inner: JsonPath;
  readonly isLater: boolean;
}

/** Steps into the request that holds a path: an element of a list, a step of OAuth, or the section itself. */
export function requestPlace(section: Json | undefined, path: JsonPath, context: SlotContext): RequestPlace {
  const [first] = path;
  if (context === 'oauth' && typeof first === 'string' && isObject(section) && first !== 'oauth') {
    // every step of a flow but the first sees the answers before it
    return { ...requestPlace(section[first], path.slice(1), 'connection'), isLater: true };
  }
  if (typeof first !== 'number' || !Array.isArray(section)) return { request: section, inner: path, isLater: false };
  return { request: section[first], inner: path.slice(1), isLater: first > 0 };
}

/** The part of a request a path stands in; `hasIterate` tells whether items are told apart there. */
export function phaseOf({ request, inner, isLater }: RequestPlace, context: SlotContext, hasIterate: boolean): Phase {
  const [first, second, third] = inner;
  if (context === 'webhook') return isPerDelivery(inner) ? 'item' : 'request';
  if (first === 'pagination') return 'pagination';
  if (first === 'repeat') return 'response';
  if (first !== 'response') return isLater || isRepeated(request) ? 'laterRequest' : 'request';
  if (second === 'error') return 'error';
  if (second === 'wrapper') return 'wrapper';
  if (second === 'trigger' || (second === 'iterate' && third === 'condition')) return 'item';
  return second === 'output' && hasIterate ? 'item' : 'response';
}

/** Everything a webhook does for each delivery of a list. */
const isPerDelivery = ([first, second]: JsonPath): boolean =>
  first === 'output' || first === 'uid' || (first === 'iterate' && second === 'condition');

/** A repeated request is evaluated anew when the answer before it is there. */
const isRepeated = (request: Json | undefined): boolean => isObject(request) && request.repeat !== undefined;
