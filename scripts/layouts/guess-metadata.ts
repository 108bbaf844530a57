import type { Json } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { ModuleType, Sections } from '../manifest/manifest.ts';

/** Guesses the type of a module whose files do not state it, by what only that type has. */
export function guessModuleType(name: string, { communication, epoch, mappableParams }: Sections): ModuleType {
  const responses = requestsOf(communication).flatMap(({ response }) => (isPlainObject(response) ? [response] : []));
  const has = (...keys: readonly string[]): boolean =>
    responses.some((response) => keys.some((key) => key in response));
  if (has('trigger') || isFilled(epoch)) return 'trigger';
  if (has('status', 'body') && !has('output', 'iterate')) return 'responder';
  if (/^make.*api.*call$|graphql/i.test(name)) return 'universal';
  if (has('iterate', 'limit')) return 'search';
  const isAsked = Array.isArray(mappableParams) ? mappableParams.length > 0 : mappableParams !== undefined;
  const isCalling = requestsOf(communication).some(({ url }) => url !== undefined);
  return !isAsked && (!isCalling || /^(?:watch|new|on)[A-Z]/.test(name)) ? 'instant_trigger' : 'action';
}

/** A communication of named steps belongs to OAuth. */
export function guessConnectionType({ communication }: Sections): 'basic' | 'oauth' {
  const steps = ['authorize', 'token', 'refresh', 'requestToken', 'accessToken'];
  return isPlainObject(communication) && steps.some((step) => isPlainObject(communication[step])) ? 'oauth' : 'basic';
}

/** A readable label of a camelCase or kebab-case name: `listUsers` gives "List Users". */
export function labelOfName(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[\s-]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

const requestsOf = (communication: Json | undefined): readonly Readonly<Record<string, unknown>>[] =>
  (Array.isArray(communication) ? communication : [communication]).filter(isPlainObject);

const isFilled = (value: Json | undefined): boolean => isPlainObject(value) && Object.keys(value).length > 0;
