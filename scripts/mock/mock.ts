import type { HttpHandler, HttpRequest, HttpResponse } from '../core/http.ts';
import { counted, formatProblem, InputError, type Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { complain, toResponse } from './answers.ts';
import { control, controlPath, type Levers } from './control.ts';
import type { MockDefinition, Rule } from './definition.ts';
import { type Delivered, type DeliverOptions, deliver } from './deliver.ts';
import { applyRule } from './faults.ts';
import { finishEntry, type LoggedRequest, logRequest, readJson } from './log.ts';
import { type Answered, hasExample, type Responder, respond } from './respond.ts';
import { matchRoute } from './routes.ts';
import { RuleBook } from './rules.ts';
import { MockState, type OptionValues } from './state.ts';
import type { StoredRecord } from './store.ts';
import { noBehaviour, noRoute, pathOnServer } from './unrouted.ts';
import { validatorsOf } from './validators.ts';

export interface MockOptions {
  /** Carries the requests the API itself sends: handshakes and deliveries. */
  readonly outgoing?: HttpHandler;
  /** Replaces the declared clock. */
  readonly now?: () => Date;
  /** Settings of the declaration's switches. */
  readonly options?: OptionValues;
  readonly faults?: readonly Rule[];
  /** Waits before a delayed answer; rejects when the signal aborts. */
  readonly sleep?: Sleep;
}
type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** A mock API, the same in process (`handler`) as behind a port (`serve`). */
export interface Mock extends Levers {
  readonly handler: HttpHandler;
  /** Adds a rule: an answer for requests of a kind, or a fault. */
  expect(rule: Rule): void;
  /** Throws when there were problems or rules are unused: what a test ends with. */
  verify(): void;
}

/** Sets up a mock from its declaration; nothing is compiled or seeded before the first request needs it. */
export function createMock(definition: MockDefinition, options: MockOptions = {}): Mock {
  return new RunningMock(definition, options);
}

class RunningMock implements Mock {
  readonly requests: LoggedRequest[] = [];
  readonly problems: Problem[] = [];
  readonly handler: HttpHandler;
  readonly #state: MockState;
  readonly #rules: RuleBook;
  readonly #responder: Responder;
  readonly #sleep: Sleep;

  constructor(definition: MockDefinition, { outgoing, now, options = {}, faults = [], sleep = wait }: MockOptions) {
    this.#state = new MockState(definition.spec, now, options);
    this.#rules = new RuleBook(faults);
    const validators = validatorsOf(definition.description);
    this.#responder = { definition, state: this.#state, validators, outgoing };
    this.#sleep = sleep;
    this.handler = (request, { signal } = {}) => this.#handle(request, signal);
  }

  get options(): OptionValues {
    return this.#state.options;
  }

  expect(rule: Rule): void {
    this.#rules.add(rule);
  }

  unused(): readonly string[] {
    return this.#rules.unused();
  }

  verify(): void {
    const unused = this.unused().map(
      (rule): Problem => ({
        code: 'MCK004',
        severity: 'error',
        message: `No request used the rule ${rule}.`,
        fix: 'remove it, or make the request it waits for.',
      }),
    );
    const found = [...this.problems, ...unused];
    if (found.length === 0) return;
    throw new Error(
      `${counted(found.length, 'problem')} with the mock API\n\n${found.map(formatProblem).join('\n\n')}`,
    );
  }

  deliver(name: string, options: DeliverOptions = {}): Promise<Delivered> {
    return deliver(name, options, this.#responder);
  }

  records(collection: string): readonly StoredRecord[] {
    const { store } = this.#state;
    const found = store.get(collection);
    if (found) return structuredClone(found.all());
    const fix = didYouMean(collection, store.keys(), 'see its declaration.');
    throw new InputError(`The mock has no collection "${collection}".`, { fix });
  }

  reset(options?: OptionValues): void {
    this.#state.reset(options);
    this.#rules.restart();
    this.requests.length = 0;
    this.problems.length = 0;
  }

  async #handle(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpResponse> {
    const url = new URL(request.url);
    const lever = controlPath(url.pathname);
    if (lever !== undefined) return this.#pull(lever, request);
    const entry = logRequest(request, url, this.#responder.definition.description);
    const position = this.requests.push(entry) - 1;
    const { answered, operationId, fault } = await this.#answer(request, url, signal);
    if (answered.problem) this.problems.push(answered.problem);
    const response = toResponse(answered.reply);
    const note = { operationId, fault, undeclared: answered.undeclared };
    this.requests[position] = finishEntry(entry, note, response);
    return response;
  }

  async #answer(request: HttpRequest, url: URL, signal: AbortSignal | undefined) {
    const { definition } = this.#responder;
    const { description, spec } = definition;
    const pathname = pathOnServer(url, description);
    const match = pathname === undefined ? undefined : matchRoute(description.routes, request.method, pathname);
    const rule = this.#rules.take(request.method, pathname ?? url.pathname, match?.route);
    if (!match) return { answered: missing(noRoute(request.method, url, pathname, description)) };
    const { operationId } = match.route;
    const isKnown = Object.hasOwn(spec.operations, operationId) || hasExample(match.route);
    const tools = { definition, state: this.#state, sleep: this.#sleep, signal };
    const answered = await applyRule(rule, tools, async () =>
      isKnown ? respond({ ...match, request, url }, this.#responder) : missing(noBehaviour(match.route)),
    );
    return { answered, operationId, fault: rule?.on };
  }

  /** A wrong lever is told so; it is no problem of the app under test. */
  async #pull(lever: string, { method, body }: HttpRequest): Promise<HttpResponse> {
    try {
      return toResponse(await control(this, method, lever, body?.length ? readJson(body) : undefined));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const fix = error.fix === undefined ? {} : { fix: error.fix };
      return toResponse({ status: 400, body: { mock: { message: error.message, ...fix } } });
    }
  }
}

const missing = (problem: Problem): Answered => ({ reply: complain(501, problem), problem });

const wait: Sleep = async (milliseconds, signal) => {
  const { setTimeout } = await import('node:timers/promises');
  await setTimeout(milliseconds, undefined, signal ? { signal } : {});
};
