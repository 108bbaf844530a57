import type { TitledPage } from '../core/code-page.ts';
import { WARNINGS, type WarningKind } from './warnings.ts';

/** What each warning stands for, and what happened; `WARNINGS` says what to do and which notes describe it. */
const ABOUT: Readonly<Record<WarningKind, Pick<TitledPage, 'title' | 'means'> & Partial<TitledPage>>> = {
  lostPage: {
    title: 'The last page may be lost.',
    means: 'pagination.condition was true for the page just read and is false for the number of the next.',
    bad: '{{pagination.page < body.pages}}',
    good: '{{pagination.page <= body.pages}}',
  },
  shrunkArray: {
    title: 'A list in temp got shorter.',
    means: 'A shorter list was written over a longer one, and the tail of the old one is still there.',
  },
  foreignHost: {
    title: 'Credentials go to another host.',
    means: 'A request has an absolute URL on another host than baseUrl and carries the headers of Base.',
  },
  zeroIndex: {
    title: 'Position 0 of a list was read.',
    means: 'A path in the section reads [0], which gave nothing in this run.',
    bad: '{{body.users[0].id}}',
    good: '{{body.users[1].id}}',
  },
  nestedQuery: {
    title: 'A collection in the query string.',
    means: 'A member of qs is a collection, not text, a number or a list.',
    bad: '"qs": { "filter": { "name": "Ada" } }',
    good: '"qs": { "filter[name]": "Ada" }',
  },
  cap: {
    title: 'A cap of the platform ended the run.',
    means: 'Paging or reading stopped because an execution may not make more requests or read more records.',
  },
  emptySegment: {
    title: 'A part of the address is empty.',
    means: 'An expression in the URL gave nothing, so the request went to another address than meant.',
    bad: '/users/{{parameters.id}}/tags, with no id: GET /users/tags',
    good: '/users/7/tags',
  },
  doubleEncoding: {
    title: 'An address that is encoded twice.',
    means: 'A URL uses encodeURL(), and Make encodes it once more.',
    bad: '{ "url": "/users/{{encodeURL(parameters.id)}}" }',
    good: '{ "url": "/users/{{encodeURL(parameters.id)}}", "encodeUrl": false }',
  },
  lastItemOnly: {
    title: 'An action that keeps one of many items.',
    means: 'An action iterated over several items; its one bundle is the last of them.',
  },
  bodyOfGet: {
    title: 'A body on a GET request.',
    means: 'A request has a body and a method that carries none; it was sent without.',
    bad: '{ "url": "/users", "method": "GET", "body": { "limit": 10 } }',
    good: '{ "url": "/users", "method": "GET", "qs": { "limit": 10 } }',
  },
  noConnection: {
    title: 'A run without the values of its connection.',
    means: 'The component has a connection, and the run was given nothing for it, so {{connection.…}} is empty.',
    good: 'makeapp run getUser id=7 --connection \'{"apiKey":"abc"}\'',
  },
  noItems: {
    title: 'A delivery that gave no item.',
    means: 'The webhook answered the incoming request without queueing anything for the trigger.',
  },
  undelivered: {
    title: 'An item nobody gets.',
    means: 'A shared webhook took an item whose uid is that of no connection of the run.',
  },
  firstResultLost: {
    title: 'An earlier result is replaced by nothing.',
    means: 'A later step of the communication gave an empty list, which took the place of what the step before gave.',
  },
  unsupportedGrant: {
    title: 'Scopes that cannot be read.',
    means: 'response.scope of the token step is neither text nor a list of text, so no scope counts as granted.',
  },
  detachFailed: {
    title: 'A registration that was not removed.',
    means: 'The API refused the request of detach; Make deletes the webhook on its side all the same.',
  },
  twiceInQuery: {
    title: 'A query parameter that is sent twice.',
    means: 'pagination.url has a parameter that qs of the request sets too.',
  },
  braceless: {
    title: 'A path without mustaches.',
    means: 'A container such as response.iterate is plain text that reads like a path.',
    bad: '"iterate": "body.users"',
    good: '"iterate": "{{body.users}}"',
  },
  mixedItems: {
    title: 'Old and new items of a list are mixed.',
    means: 'A list of collections was written over another in temp, and members of old elements show in new ones.',
  },
  sameBlock: {
    title: 'A value read in the block that sets it.',
    means: 'A key of a temp block reads another key of the same block and got the value of before.',
    bad: '"temp": { "a": 1, "b": "{{temp.a + 1}}" }',
    good: 'a step with "temp": { "a": 1 }, then one with "temp": { "b": "{{temp.a + 1}}" }',
  },
  textCondition: {
    title: 'A condition that is text.',
    means: 'A condition gave text such as "false", which counts as true.',
    bad: ' {{parameters.isNew}}',
    good: '{{parameters.isNew}}',
  },
  nothingRan: {
    title: 'No request was made.',
    means: 'The condition of every step was false, and no step has a default.',
  },
  brokenPath: {
    title: 'A value that changes the address.',
    means: 'A value put into the path of a URL contains /, ? or #, and the address is now another one.',
  },
  nullStripped: {
    title: 'A null that is not sent.',
    means: 'A form or query had a null among its values, which was left out.',
  },
  timeout: {
    title: 'A timeout that is none.',
    means: 'timeout gave something other than a number of milliseconds within its limits.',
    bad: '"timeout": "40s"',
    good: '"timeout": 40000',
  },
  emptyMessage: {
    title: 'An error without a message.',
    means: 'error.message of the section gave empty text, because the answer does not have what it reads.',
    bad: '"message": "{{body.error}}"',
    good: '"message": "{{ifempty(body.error, \'Acme refused the request.\')}}"',
  },
  errorType: {
    title: 'An error type Make does not have.',
    means: 'error.type is a name of no type of the platform.',
    bad: '"type": "NotFound"',
    good: '"type": "DataError"',
  },
  iteratedObject: {
    title: 'An iteration over a collection.',
    means: 'response.iterate gave a collection where a list is meant, so there was one item.',
  },
  endedPaging: {
    title: 'A page that ended paging.',
    means: 'response.output was null or false on a page, and the pages after it were not read.',
  },
  defaultLimit: {
    title: 'A trigger without a limit.',
    means: 'A polling trigger says nothing about how many bundles it may give, so it gave one.',
    bad: '"response": { "iterate": "{{body.users}}", "trigger": { … } }',
    good: '"response": { "iterate": "{{body.users}}", "limit": "{{parameters.limit}}", "trigger": { … } }',
  },
  wrongOrder: {
    title: 'Items in another order than declared.',
    means: 'The API sorts its items otherwise than response.trigger.order says; new ones may be missed.',
  },
  stateOverwritten: {
    title: 'An OAuth state that is replaced.',
    means: 'authorize.qs has a state of its own, which the user is never sent with.',
  },
  missingScope: {
    title: 'A scope that was not granted.',
    means: 'The module needs scopes the connection did not ask for or did not get.',
  },
  expired: {
    title: 'A connection that has expired.',
    means: 'The moment in response.expires has passed, and the connection has no way to renew itself.',
  },
  wrongShape: {
    title: 'A result of the wrong shape.',
    means: 'The component must give a list or a collection, and its last step gave something else.',
  },
  overriddenHeader: {
    title: 'A header of Base that is replaced.',
    means: 'Headers a user may give were spread into the request, one of them over a header of Base.',
  },
  endpointWarning: {
    title: 'An endpoint that warns.',
    means: 'An endpoint the request calls gave a warning of its own.',
  },
  limitCut: {
    title: 'More was read than is given out.',
    means: 'The API gave more items than response.limit lets through.',
  },
};

/** A page for every warning of a run, by its code. */
export const WARNING_PAGES: Readonly<Record<string, TitledPage>> = Object.fromEntries(
  // Object.entries forgets which keys a record has.
  (Object.keys(WARNINGS) as WarningKind[]).map((kind) => [
    WARNINGS[kind].code,
    { ...ABOUT[kind], fix: sentence(WARNINGS[kind].fix) },
  ]),
);

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
