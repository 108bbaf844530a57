import type { Json, JsonObject } from '../core/json.ts';
import type { AppPatch } from './minimal-app.ts';
import { MINIMAL } from './minimal-parts.ts';
import { objectOf, responseOf } from './requests.ts';

const NAME: JsonObject = { name: 'name', type: 'text', label: 'Name', required: true };
const CREATE = objectOf(MINIMAL.modules.createItem.communication);
const SEARCH = objectOf(MINIMAL.modules.searchItems.communication);

/** The minimal app with further fields in the form of its action, which sends all of them. */
export const withFields = (...fields: Json[]) => ({
  modules: {
    createItem: {
      mappableParams: [NAME, ...fields],
      communication: { url: '/items', method: 'POST', body: '{{parameters}}', response: { output: '{{body}}' } },
    },
  },
  functions: { slug: null },
});

/** The minimal app with directives of its action changed, and fields added. */
export const creating = (changes: JsonObject, fields: readonly JsonObject[] = []) => ({
  modules: { createItem: { mappableParams: [NAME, ...fields], communication: { ...CREATE, ...changes } } },
});

/** The minimal app with directives of its search changed. */
export const searching = (changes: JsonObject) => ({
  modules: { searchItems: { communication: { ...SEARCH, ...changes } } },
});

/** The steps of the minimal app's OAuth connection. */
export const OAUTH_STEPS = objectOf(MINIMAL.connections.acmeOauth.communication);

/** The minimal app with one step of its OAuth connection changed. */
export const withStep = (step: string, changes: JsonObject): AppPatch => ({
  connections: {
    acmeOauth: { communication: { ...OAUTH_STEPS, [step]: { ...objectOf(OAUTH_STEPS[step]), ...changes } } },
  },
});

export const stepResponse = (step: string): JsonObject => responseOf(objectOf(OAUTH_STEPS[step]));

export const without = (value: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
