import type { Json } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Component, EndpointComponent } from '../manifest/manifest.ts';
import { componentPath } from '../manifest/manifest.ts';
import type { Account } from './account.ts';
import type { Chain, ChainRules, EndpointAnswer } from './chain-types.ts';
import { renewalOf } from './connection.ts';
import { PlatformError } from './errors.ts';
import { RPC_RULES, runEndpoint } from './rpc.ts';
import type { Run } from './run.ts';
import { createScope } from './scope.ts';

export interface ChainSpec {
  readonly component: Component;
  readonly section: string;
  readonly rules: ChainRules;
  readonly parameters: unknown;
  readonly account: Account | undefined;
  /** Further roots: `data`, `webhook`, `payload`. */
  readonly roots?: Readonly<Record<string, unknown>>;
  /** Triggers, webhooks and endpoints may not call endpoints. */
  readonly forbidsEndpoints?: boolean;
}

/** Sets up the execution of a component's requests: roots, rules, connection renewal, inline endpoints. */
export function chainFor(run: Run, spec: ChainSpec): Chain {
  const { component, section, rules, parameters, account, roots } = spec;
  const own: Record<string, unknown> = {
    parameters,
    connection: account?.values ?? run.options.connection ?? {},
    common: run.app.common,
    data: {},
    metadata: metadataOf(component),
  };
  return {
    run,
    rules,
    scope: createScope(run, Object.assign(own, roots)),
    place: { component: componentPath(component), section },
    base: run.app.base,
    renew: renewalOf(run, account),
    callEndpoint: spec.forbidsEndpoints ? undefined : (name, input) => callEndpoint(run, { name, input, account }),
  };
}

function metadataOf({ sections }: Component): { readonly expect: Json; readonly interface: Json } {
  return { expect: sections.mappableParams ?? [], interface: sections.interface ?? [] };
}

/** The endpoint a step names, executed with the caller's connection (runtime.md §8). */
async function callEndpoint(
  run: Run,
  call: {
    readonly name: string;
    readonly input: Readonly<Record<string, unknown>>;
    readonly account: Account | undefined;
  },
): Promise<EndpointAnswer> {
  const { endpoints } = run.app.manifest;
  const endpoint = Object.hasOwn(endpoints, call.name) ? endpoints[call.name] : undefined;
  if (!endpoint) throw new PlatformError('InvalidConfigurationError', `Endpoint '${call.name}' not found.`);
  try {
    return { body: await executeEndpoint(run, endpoint, call) };
  } catch (error) {
    if (!(error instanceof PlatformError) || error.type !== 'Warning') throw error;
    run.warnings.add('endpointWarning', `The endpoint '${call.name}' warns: ${error.message}`, {
      component: componentPath(endpoint),
    });
    return { body: undefined };
  }
}

/** Executes an endpoint on unchecked input: required and default are the form's business. */
export function executeEndpoint(
  run: Run,
  endpoint: EndpointComponent,
  { input, account }: { readonly input: Readonly<Record<string, unknown>>; readonly account: Account | undefined },
): Promise<unknown> {
  run.secrets.addParameters(endpoint.sections.inputParameters, input);
  const steps = run.app.steps(endpoint, 'communication');
  if (steps.length > 1)
    throw new PlatformError(
      'InvalidConfigurationError',
      `The endpoint '${endpoint.name}' must be one request, not ${steps.length}.`,
    );
  const chain = chainFor(run, {
    component: endpoint,
    section: 'communication',
    rules: RPC_RULES,
    parameters: input,
    account,
    forbidsEndpoints: true,
  });
  return runEndpoint(chain, steps);
}

/** The component of a name, or an InputError that suggests one. */
export function mustFind<T>(components: Readonly<Record<string, T>>, name: string, kind: string): T {
  const found = Object.hasOwn(components, name) ? components[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(components);
  throw new InputError(`The app has no ${kind} "${name}".`, {
    fix: didYouMean(name, names, names.length === 0 ? `it has no ${kind} at all.` : `it has: ${names.join(', ')}.`),
  });
}
