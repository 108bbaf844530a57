import type { HttpHandler, HttpRequest } from '../core/http.ts';
import type { Problem } from '../core/problems.ts';
import { complain, refuse } from './answers.ts';
import { refuseReason } from './auth.ts';
import type { MockDefinition, MockSpec } from './definition.ts';
import { readBody } from './incoming.ts';
import type { Route } from './openapi.ts';
import { perform } from './operations.ts';
import { isRefusal, type Outcome, type Refusal, type Reply } from './outcome.ts';
import { type QueryReading, readPlain, readQuery } from './query.ts';
import type { RouteMatch } from './routes.ts';
import type { MockState } from './state.ts';
import type { Scope } from './template.ts';
import type { Validators } from './validators.ts';

export interface Responder {
  readonly definition: MockDefinition;
  readonly state: MockState;
  readonly validators: Validators;
  readonly outgoing: HttpHandler | undefined;
}

/** A request with the route that takes it. */
export interface Routed extends RouteMatch {
  readonly request: HttpRequest;
  readonly url: URL;
}

export interface Answered {
  readonly reply: Reply;
  readonly problem?: Problem;
  /** Query parameters the description does not have. */
  readonly undeclared?: readonly string[];
}

/** Answers as the described API would, and refuses to give an answer the description does not allow. */
export async function respond(routed: Routed, responder: Responder): Promise<Answered> {
  const { definition, state } = responder;
  const { outcome, scope, undeclared } = await decide(routed, responder);
  const reply = isRefusal(outcome) ? refuse(outcome, definition.spec, scope) : withStatus(outcome, routed.route);
  const fault = await checkReply(routed.route, reply, responder);
  state.tick();
  if (fault === undefined) return { reply, undeclared };
  const problem = wrongAnswer(routed.route, fault);
  return { reply: complain(500, problem), problem, undeclared };
}

interface Decision {
  readonly outcome: Outcome;
  readonly scope: Scope;
  readonly undeclared: readonly string[];
}

/** The order of a real API: who are you, can this be read, is it well formed, and only then what does it say. */
async function decide(routed: Routed, responder: Responder): Promise<Decision> {
  const { route, request, url, path } = routed;
  const { definition, state, outgoing } = responder;
  const { spec, description } = definition;
  const query = readQuery(url.searchParams, route.parameters, description.documents);
  const reading = readBody(route, request);
  const body = 'malformed' in reading ? undefined : reading.body;
  const scope = { ...state.scope(), path, query: query.values, headers: request.headers, body };
  const objection =
    stranger(routed, definition) ??
    ('malformed' in reading ? reading.malformed : undefined) ??
    strayParameter(query, spec) ??
    (await misfit(routed, { query: query.values, body }, responder));
  if (objection) return { outcome: objection, scope, undeclared: query.undeclared };
  const operation = spec.operations[route.operationId];
  const work = { spec, store: state.store, scope, outgoing };
  const outcome = operation ? await perform(operation, work) : exampleOf(route);
  return { outcome, scope, undeclared: query.undeclared };
}

function stranger({ route, request, url }: Routed, { spec, description }: MockDefinition): Refusal | undefined {
  const presented = { headers: request.headers, search: url.searchParams };
  const message = refuseReason(route, presented, description, spec.auth ?? {});
  return message === undefined ? undefined : { situation: 'unauthorized', message };
}

/** Only where the declaration says so: most APIs ignore what they do not know. */
function strayParameter({ undeclared }: QueryReading, { undeclaredQuery }: MockSpec): Refusal | undefined {
  const [field] = undeclared;
  if (field === undefined || undeclaredQuery !== 'refuse') return undefined;
  return { situation: 'invalid', field, message: 'is not known' };
}

async function misfit(
  { route, request, path }: Routed,
  { query, body }: { readonly query: QueryReading['values']; readonly body: unknown },
  { definition, validators }: Responder,
): Promise<Refusal | undefined> {
  const { documents } = definition.description;
  const wrong = await validators.request(route, {
    path: readPlain('path', path, route.parameters, documents),
    query,
    header: readPlain('header', request.headers, route.parameters, documents),
    ...(body === undefined ? {} : { body }),
  });
  return wrong && { situation: 'invalid', ...wrong };
}

/** An operation nobody gave a behaviour answers with the example of its description. */
function exampleOf(route: Route): Outcome {
  const [media] = route.responses.get(String(firstSuccess(route)))?.values() ?? [];
  return media?.example === undefined ? {} : { body: media.example };
}

export const hasExample = (route: Route): boolean => {
  const [media] = route.responses.get(String(firstSuccess(route)))?.values() ?? [];
  return media === undefined || media.example !== undefined;
};

const withStatus = (reply: Reply, route: Route): Reply => ({ ...reply, status: reply.status ?? firstSuccess(route) });

function firstSuccess({ responses }: Route): number {
  const found = [...responses.keys()].find((status) => /^2\d\d$/.test(status));
  return found === undefined ? 200 : Number(found);
}

/** What is wrong with an answer by the description, or undefined. */
async function checkReply(
  route: Route,
  { status = 200, body, text }: Reply,
  { validators }: Responder,
): Promise<string | undefined> {
  const code = String(status);
  const content = route.responses.get(code) ?? route.responses.get(`${code[0]}XX`) ?? route.responses.get('DEFAULT');
  if (!content) return `status ${code} is not described`;
  if (content.size === 0) return body === undefined && text === undefined ? undefined : `status ${code} has no body`;
  const media = content.get(text === undefined ? 'application/json' : 'text/plain') ?? content.values().next().value;
  if (!media || text !== undefined) return undefined;
  const wrong = await validators.body(media.schema, body);
  return wrong && `with status ${code}, ${wrong.field === '' ? 'the body' : `"${wrong.field}"`} ${wrong.message}`;
}

const wrongAnswer = ({ method, path }: Route, fault: string): Problem => ({
  code: 'MCK002',
  severity: 'error',
  message: `${method} ${path} was about to answer against its own description: ${fault}.`,
  fix: 'correct the mock declaration or the API description.',
});
