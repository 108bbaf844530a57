import { refuse } from './answers.ts';
import type { MockDefinition, Rule } from './definition.ts';
import type { Reply } from './outcome.ts';
import type { Answered } from './respond.ts';
import type { MockState } from './state.ts';
import { render } from './template.ts';

/** No answer came: the connection broke. */
export class DroppedConnection extends Error {
  override readonly name = 'DroppedConnection';
  readonly code = 'ECONNRESET';

  constructor() {
    super('socket hang up');
  }
}

export interface FaultTools {
  readonly definition: MockDefinition;
  readonly state: MockState;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** Does to one request what a rule says; what the rule leaves open, the mock answers as usual. */
export async function applyRule(
  rule: Rule | undefined,
  tools: FaultTools,
  proceed: () => Promise<Answered>,
): Promise<Answered> {
  if (!rule) return proceed();
  if (rule.delay !== undefined) await tools.sleep(rule.delay, tools.signal);
  if (rule.drop) throw new DroppedConnection();
  const ruled = rule.error === undefined ? ownReply(rule, tools) : refusal(rule.error, tools);
  const answered = ruled ? { reply: ruled } : await proceed();
  const reply = { ...answered.reply, headers: { ...answered.reply.headers, ...rule.headers } };
  return { ...answered, reply: rule.garbage ? cutShort(reply) : reply };
}

const refusal = (situation: NonNullable<Rule['error']>, { definition, state }: FaultTools): Reply =>
  refuse({ situation, message: 'A fault was asked for' }, definition.spec, state.scope());

/** A bare error status comes in the API's own envelope; for an empty body say `text: ''`. */
function ownReply({ status, body, text }: Rule, { definition, state }: FaultTools): Reply | undefined {
  if (text !== undefined) return { status: status ?? 200, text };
  if (body !== undefined) return { status: status ?? 200, body: render(body, state.scope()) };
  if (status === undefined) return undefined;
  if (status < 400) return { status };
  const facts = { status, type: 'error', message: 'A fault was asked for' };
  return { status, body: render(definition.spec.errors.body, { ...state.scope(), ...facts }) };
}

/** JSON that breaks off half-way, under the content type of JSON. */
function cutShort({ body, text, ...rest }: Reply): Reply {
  const whole = text ?? JSON.stringify(body ?? { broken: 'off' });
  const headers = { 'content-type': 'application/json; charset=utf-8', ...rest.headers };
  return { ...rest, headers, text: whole.slice(0, Math.ceil(whole.length / 2)) };
}
