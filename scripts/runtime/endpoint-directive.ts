import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import type { Step } from './base.ts';
import type { Chain } from './chain-types.ts';
import { directiveSource } from './directive-place.ts';
import { PlatformError } from './errors.ts';
import { MAX_ENDPOINT_CALLS } from './limits.ts';
import type { Answer } from './response.ts';
import { checkInterrupted, trace } from './run.ts';
import { evaluateIn } from './scope.ts';

/** Runs an endpoint of the app in place of a request; its result becomes the body of a 200 (runtime.md §8). */
export async function callInlineEndpoint(chain: Chain, step: Step): Promise<Answer> {
  const { run, scope, callEndpoint } = chain;
  const name = endpointName(step);
  if (!callEndpoint)
    throw wrong('The endpoint directive cannot be used here: not in an endpoint, a trigger or a webhook.');
  const input = evaluateIn(scope, step.input, 'input') ?? {};
  if (!isPlainObject(input)) throw wrong(`input is "${toText(input)}", which is no collection.`);
  checkInterrupted(run);
  run.counts.endpointCalls += 1;
  if (run.counts.endpointCalls > MAX_ENDPOINT_CALLS)
    throw wrong(`An execution may call endpoints at most ${MAX_ENDPOINT_CALLS} times.`);
  trace(run, () => ({ step: 'endpoint', name, from: directiveSource(chain, step, ['input']), input }));
  const { body } = await callEndpoint(name, input);
  return { status: 200, headers: {}, body };
}

const wrong = (message: string): PlatformError => new PlatformError('InvalidConfigurationError', message);

/** The name is taken literally, mustaches included. */
function endpointName({ endpoint, url, agency }: Step): string {
  if (url !== undefined) throw wrong('A step has either endpoint or url, not both.');
  if (agency !== undefined) throw wrong('A step has either endpoint or agency, not both.');
  if (typeof endpoint === 'string') return endpoint;
  if (!isPlainObject(endpoint) || typeof endpoint.name !== 'string') {
    throw wrong('endpoint must be the name of one endpoint, or { "name": … }.');
  }
  if ('connection' in endpoint && !isPlainObject(endpoint.connection)) {
    throw wrong('endpoint.connection must be an object; text is not accepted.');
  }
  return endpoint.name;
}
