import { isPlainObject } from '../../core/json.ts';
import { Refusal } from './answer.ts';
import type { ComponentKind, Metadata, Store } from './store.ts';

/** Checks one member of a body; gives a complaint, or nothing. */
type Check = (value: unknown, store: Store) => string | undefined;

const text: Check = (value) => (typeof value === 'string' && value.trim() !== '' ? undefined : 'must be a text');
const anyText: Check = (value) => (typeof value === 'string' ? undefined : 'must be a text');
const oneOf =
  (...known: readonly unknown[]): Check =>
  (value) =>
    known.includes(value) ? undefined : `must be one of ${known.map((each) => JSON.stringify(each)).join(', ')}`;

/** What is referred to must exist (make-app-format.md §2.8). */
const existing =
  (kind: 'connection' | 'webhook'): Check =>
  (value, { shared }) => {
    if (value === null) return undefined;
    if (typeof value !== 'string') return `must be the name of a ${kind} or null`;
    return shared[kind].has(value) ? undefined : `names the ${kind} "${value}", which does not exist`;
  };

const connections: Check = (value, store) => {
  if (!Array.isArray(value)) return 'must be an array of connections';
  return value.map((name) => (name === null ? 'holds null' : existing('connection')(name, store))).find(Boolean);
};

const hints: Check = (value) => {
  const known = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];
  const isValid =
    isPlainObject(value) &&
    Object.entries(value).every(([key, hint]) => known.includes(key) && typeof hint === 'boolean');
  return isValid ? undefined : 'must hold hints, each true or false';
};

const name =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `must match ${pattern.source}`;

interface Body {
  readonly required: Readonly<Record<string, Check>>;
  readonly optional: Readonly<Record<string, Check>>;
}

const accounts = { connection: existing('connection'), altConnection: existing('connection') };
const typeId = oneOf(1, 4, 9, 10, 11, 12);
const crud = oneOf('create', 'read', 'update', 'delete', null);
const moduleMembers = { description: anyText, ...accounts, webhook: existing('webhook'), crud };
const CONNECTION_TYPES = [
  ...['oauth', 'oauth2', 'oauth-refresh', 'oauth-resowncre', 'oauth-clicre', 'oauth-1'],
  ...['apikey', 'basic', 'other'],
];

/** Bodies of POST (make-app-format.md §2.3, names §1.8). */
export const CREATION: Readonly<Record<ComponentKind, Body>> = {
  connection: { required: { label: text, type: oneOf(...CONNECTION_TYPES) }, optional: {} },
  webhook: { required: { label: text, type: oneOf('web', 'web-shared') }, optional: accounts },
  module: {
    required: { name: name(/^[a-zA-Z][0-9a-zA-Z]{1,46}[0-9a-zA-Z]$/), typeId, label: text },
    optional: {
      ...moduleMembers,
      subtype: oneOf('Universal', 'UniversalGraphQL'),
      moduleInitMode: oneOf('blank', 'example'),
    },
  },
  rpc: { required: { name: name(/^[a-zA-Z][0-9a-zA-Z]{1,46}[0-9a-zA-Z]$/), label: text }, optional: accounts },
  function: { required: { name: name(/^[a-zA-Z][0-9a-zA-Z]+[0-9a-zA-Z]$/) }, optional: {} },
  endpoint: {
    required: { name: name(/^[a-zA-Z][0-9a-zA-Z]{1,126}[0-9a-zA-Z]$/), label: text },
    optional: { description: anyText, attachedAccounts: connections },
  },
};

/** Bodies of PATCH; a custom function has nothing to patch. */
export const PATCHES: Readonly<Record<Exclude<ComponentKind, 'function'>, Body['optional']>> = {
  connection: { label: text },
  webhook: { label: text, ...accounts },
  module: { label: text, typeId, ...moduleMembers },
  rpc: { label: text, ...accounts },
  endpoint: { label: text, description: anyText, context: anyText, annotations: hints, attachedAccounts: connections },
};

const theme = name(/^#[0-9A-Fa-f]{6}$/);
const countries: Check = (value) => (value === null || Array.isArray(value) ? undefined : 'must be an array or null');
const integer: Check = (value) => (Number.isInteger(value) ? undefined : 'must be a whole number');
const audience = oneOf('global', 'countries');

export const APP_CREATION: Body = {
  required: { name: name(/^[a-z][0-9a-z-]+[0-9a-z]$/), label: text, theme, language: text, audience },
  optional: { description: anyText, countries, private: oneOf(true, false), version: integer },
};
export const APP_PATCH: Body['optional'] = {
  ...{ label: text, description: anyText, theme, language: text, countries, audience },
};

/** Reads a body and refuses it with everything that is wrong in it. */
export function readBody(given: unknown, { required, optional }: Body, store: Store): Metadata {
  if (!isPlainObject(given)) throw new Refusal(400, 'The body must be a JSON collection.');
  const known: Readonly<Record<string, Check>> = { ...required, ...optional };
  const missing = Object.keys(required).filter((key) => given[key] === undefined);
  const complaints = Object.entries(given).flatMap(([key, value]) => {
    const check = known[key];
    const complaint = check ? check(value, store) : 'is not known';
    return complaint === undefined ? [] : [`"${key}" ${complaint}.`];
  });
  const all = [...missing.map((key) => `"${key}" is missing.`), ...complaints];
  if (all.length > 0) throw new Refusal(400, 'The body is not valid.', all);
  return given;
}
