import { isPlainObject, type Json, type JsonObject } from '../../core/json.ts';
import { type JsonPath, printPath } from '../../core/paths.ts';
import type { Place } from '../../core/problems.ts';
import { type Change, change } from './change.ts';
import { errorChanges } from './errors.ts';
import type { ChangeKind } from './kinds.ts';
import { type Edit, editsBetween, memberOf, sameJson } from './same-json.ts';
import { conceal, sanitizedPaths } from './secrets.ts';

/** How requests of a section are judged. */
export interface RequestContext {
  readonly place: Place;
  /** What a change is when nothing more is known of it. */
  readonly fallback: 'request-changed' | 'registration-changed' | 'epoch-changed';
  /** Whether an interface states what bundles hold, whatever the output is made of. */
  readonly hasInterface: boolean;
  /** Whether the section has named steps, as that of an OAuth connection. */
  readonly hasSteps: boolean;
  /** The later Base of the app, where requests get it merged under them. */
  readonly base: Json | undefined;
}

/** Compares the requests of a section: one, several in a row, or named steps. */
export function diffRequests(before: Json | undefined, after: Json | undefined, context: RequestContext): Change[] {
  if (context.hasSteps) return namedSteps(before, after, context);
  const [earlier, later] = [requestsOf(before), requestsOf(after)];
  const { start, end } = equalEnds(earlier, later);
  const changes: Change[] = [];
  const longest = Math.max(earlier.length, later.length) - end;
  for (let index = start; index < longest; index++) {
    const from = index < earlier.length - end ? earlier[index] : undefined;
    const to = index < later.length - end ? later[index] : undefined;
    const path = Array.isArray(to === undefined ? before : after) ? [index] : [];
    changes.push(
      ...stepChanges(from, to, { ...context, path, title: later.length > 1 ? `Request ${index + 1}: ` : '' }),
    );
  }
  return changes;
}

const requestsOf = (communication: Json | undefined): readonly Json[] =>
  Array.isArray(communication) ? communication : communication === undefined ? [] : [communication];

/** How many requests are the same at both ends, so that one put between them is seen as such. */
function equalEnds(before: readonly Json[], after: readonly Json[]): { readonly start: number; readonly end: number } {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && sameJson(before[start], after[start])) start++;
  let end = 0;
  while (end < shortest - start && sameJson(before.at(-1 - end), after.at(-1 - end))) end++;
  return { start, end };
}

function namedSteps(before: Json | undefined, after: Json | undefined, context: RequestContext): Change[] {
  const [earlier, later] = [collectionOf(before), collectionOf(after)];
  const names = [...new Set([...Object.keys(earlier), ...Object.keys(later)])];
  return names.flatMap((name) =>
    stepChanges(earlier[name], later[name], { ...context, path: [name], title: `Step "${name}": ` }),
  );
}

interface Step extends RequestContext {
  readonly path: JsonPath;
  readonly title: string;
}

function stepChanges(before: Json | undefined, after: Json | undefined, step: Step): Change[] {
  if (sameJson(before, after)) return [];
  const place = { ...step.place, path: step.path };
  const what = step.title === '' ? 'A request' : step.title.replace(/: $/, '');
  if (before === undefined) return [change('step-added', place, `${what} was added.`)];
  if (after === undefined) return [change('step-removed', place, `${what} was removed.`)];
  const sanitized = sanitizedPaths(before, after, step.base);
  const [from, to] = [requestOf(before), requestOf(after)];
  const [response, laterResponse] = [responseOf(from), responseOf(to)];
  return [
    ...withoutCaseChanges(editsBetween(withoutErrors(from), withoutErrors(to))).map((edit) =>
      requestChange(edit, sanitized, step),
    ),
    ...[
      { error: from.error, later: to.error, path: ['error'] },
      { error: response.error, later: laterResponse.error, path: ['response', 'error'] },
    ].flatMap(({ error, later, path }) =>
      errorChanges(error, later, {
        place: step.place,
        path: [...step.path, ...path],
        inherited: memberOf(memberOf(step.base, 'response'), 'error') ?? memberOf(step.base, 'error'),
      }),
    ),
  ];
}

const collectionOf = (value: Json | undefined): JsonObject => (isPlainObject(value) ? (value as JsonObject) : {}); // a collection in JSON
const requestOf = collectionOf;
const responseOf = ({ response }: JsonObject): JsonObject => collectionOf(response);

/** A request without its error texts, which are compared by themselves; a missing response is an empty one. */
function withoutErrors({ error: _error, ...request }: JsonObject): JsonObject {
  if (request.response !== undefined && !isPlainObject(request.response)) return request;
  const { error: _responseError, ...response } = responseOf(request);
  return { ...request, response };
}

/** Names of headers and methods mean the same in any case. */
function withoutCaseChanges(edits: readonly Edit[]): Edit[] {
  return edits.filter(({ path, before, after }) => {
    const [directive, name] = path;
    if (directive === 'method') return String(before).toUpperCase() !== String(after).toUpperCase();
    if (directive !== 'headers' || typeof name !== 'string' || path.length !== 2) return true;
    return !edits.some(
      (other) =>
        other.path[0] === 'headers' &&
        other.path.length === 2 &&
        other.path[1] !== name &&
        String(other.path[1]).toLowerCase() === name.toLowerCase() &&
        sameJson(other.before ?? other.after, before ?? after),
    );
  });
}

function requestChange({ path, before, after }: Edit, sanitized: ReadonlySet<string>, step: Step): Change {
  const verb = before === undefined ? 'was added' : after === undefined ? 'was removed' : 'changed';
  const subject = path.length === 0 ? 'The request' : `"${printPath(path)}"`;
  const values = { before: conceal(before, path, sanitized), after: conceal(after, path, sanitized) };
  const place = { ...step.place, path: [...step.path, ...path] };
  return change(kindOf({ path, before, after }, step), place, `${step.title}${subject} ${verb}.`, values);
}

interface Subject {
  readonly path: JsonPath;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** What directives decide, by their first key; those of the response have a list of their own. */
const REQUEST_KINDS: Readonly<Record<string, ChangeKind>> = {
  pagination: 'paging-changed',
  log: 'logging-changed',
  iterate: 'response-changed',
  respond: 'reply-changed',
  verification: 'reply-changed',
  uid: 'account-id-changed',
};

const RESPONSE_KINDS: Readonly<Record<string, ChangeKind>> = {
  trigger: 'trigger-changed',
  uid: 'account-id-changed',
  metadata: 'account-text-changed',
  data: 'saved-data-changed',
  expires: 'saved-data-changed',
  limit: 'paging-changed',
  status: 'reply-changed',
  body: 'reply-changed',
  headers: 'reply-changed',
};

function kindOf({ path, before, after }: Subject, { fallback, hasInterface }: RequestContext): ChangeKind {
  const [directive, part] = path;
  if (fallback === 'epoch-changed') return fallback;
  const isResponse = directive === 'response';
  const name = String((isResponse ? part : directive) ?? '');
  if (name === 'output' || (isResponse && name === 'wrapper')) {
    const inner = path.length - (isResponse ? 2 : 1);
    return outputKind({ isWhole: inner === 0, before, after, hasInterface });
  }
  const kind = isResponse ? RESPONSE_KINDS[name] : REQUEST_KINDS[name];
  return kind ?? (fallback === 'request-changed' && isResponse ? 'response-changed' : fallback);
}

interface OutputSubject {
  readonly isWhole: boolean;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly hasInterface: boolean;
}

function outputKind({ isWhole, before, after, hasInterface }: OutputSubject): ChangeKind {
  if (isWhole) return hasInterface ? 'output-source-changed' : 'output-replaced';
  if (before === undefined) return 'output-key-added';
  return after === undefined ? 'output-key-removed' : 'output-value-changed';
}
