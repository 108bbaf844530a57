import type { Json } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { ManifestCode } from './codes.ts';
import type { Component, ModuleComponent, RpcComponent, WebhookComponent } from './manifest.ts';
import { componentPath, MODULE_TYPES } from './manifest.ts';

/** Checks what the type of a component demands beyond its schemas (make-app-format.md §1.4, §1.5, §3.11). */
export function checkType(component: Component): Problem[] {
  switch (component.kind) {
    case 'module':
      return [...checkModule(component), ...checkCalls(component)];
    case 'webhook':
      return checkWebhook(component);
    case 'rpc':
      return checkCalls(component);
    case 'function':
      return checkFunction(component);
    case 'endpoint':
      return checkEndpoint(component);
    case 'connection':
      return [];
  }
}

/** A type the platform does not have can come from a descriptor that was not type-checked. */
function unknownType(component: ModuleComponent): Problem {
  const type = String(component.moduleType);
  return problem(component, 'MAN004', {
    path: ['type'],
    message: `"${type}" is no type of module.`,
    fix: didYouMean(type, MODULE_TYPES, `use one of: ${MODULE_TYPES.join(', ')}.`),
  });
}

function checkModule(component: ModuleComponent): Problem[] {
  if (!MODULE_TYPES.some((type) => type === component.moduleType)) return [unknownType(component)];
  switch (component.moduleType) {
    case 'trigger':
      return checkTrigger(component);
    case 'instant_trigger':
      if (typeof component.webhook === 'string') return [];
      return [
        problem(component, 'MAN032', {
          path: ['webhook'],
          message: 'The instant trigger has no webhook.',
          fix: 'name the webhook that feeds it.',
        }),
      ];
    case 'action':
    case 'universal':
      return requestsOf(component.sections.communication).flatMap(({ request, path }) =>
        isPlainObject(request.response) && request.response.limit !== undefined
          ? [
              problem(component, 'MAN034', {
                severity: 'warning',
                section: 'communication',
                path: [...path, 'response', 'limit'],
                message: '"limit" has no effect: an action gives one bundle.',
                fix: 'remove it, or make the module a search.',
              }),
            ]
          : [],
      );
    case 'search':
    case 'responder':
      return [];
  }
}

function checkTrigger(component: ModuleComponent): Problem[] {
  const requests = requestsOf(component.sections.communication);
  const at = { section: 'communication', path: requests.at(-1)?.path ?? [] };
  const problems: Problem[] = [];
  if (!requests.some(({ request }) => request.url !== undefined)) {
    problems.push(
      problem(component, 'MAN031', {
        ...at,
        message: 'The trigger calls no address.',
        fix: 'add "url": a trigger cannot do without a request.',
      }),
    );
  }
  if (!requests.some(({ request }) => isPlainObject(request.response) && request.response.trigger !== undefined)) {
    problems.push(
      problem(component, 'MAN031', {
        ...at,
        message: 'The trigger does not say how to tell new items from old ones.',
        fix: 'add "response.trigger" with type, order, id and, for type date, date.',
      }),
    );
  }
  return problems;
}

function checkWebhook(component: WebhookComponent): Problem[] {
  if (component.webhookType !== 'web-shared') return [];
  const problems: Problem[] = [];
  if (component.connection === null) {
    const message = 'The shared webhook has no connection, so nobody can be told apart.';
    problems.push(
      problem(component, 'MAN033', {
        path: ['connection'],
        message,
        fix: 'name the connection whose uid decides who gets an item.',
      }),
    );
  }
  const { communication } = component.sections;
  if (!isPlainObject(communication) || communication.uid === undefined) {
    const message = 'The shared webhook does not say whose each item is.';
    problems.push(
      problem(component, 'MAN033', {
        section: 'communication',
        path: [],
        message,
        fix: 'add "uid", the account ID inside the item.',
      }),
    );
  }
  return problems;
}

function checkFunction(component: Component): Problem[] {
  const { code } = component.sections;
  if (typeof code === 'string' && new RegExp(`\\bfunction\\s+${component.name}\\s*\\(`).test(code)) return [];
  const isEmpty = typeof code !== 'string' || code.trim() === '';
  return [
    problem(component, 'MAN036', {
      section: 'code',
      path: [],
      message: isEmpty ? 'The function has no code.' : `The code declares no function called "${component.name}".`,
      fix: `declare it: function ${component.name}(…) { … }.`,
    }),
  ];
}

/** An endpoint is called from a single request, and not by a polling trigger; other places refuse the key by their schemas. */
function checkCalls(component: ModuleComponent | RpcComponent): Problem[] {
  const isTrigger = component.kind === 'module' && component.moduleType === 'trigger';
  return requestsOf(component.sections.communication).flatMap(({ request, path }): Problem[] => {
    if (request.endpoint === undefined || !(isTrigger || path.length > 0)) return [];
    const reason = isTrigger
      ? 'A trigger cannot call an endpoint.'
      : 'An endpoint cannot be called from an array of requests.';
    const fix = isTrigger ? 'make the request itself: give url and method.' : 'make it the only request.';
    return [
      problem(component, 'MAN035', { section: 'communication', path: [...path, 'endpoint'], message: reason, fix }),
    ];
  });
}

const SCHEMA_NAMES = { inputParameters: 'inputSchema', outputParameters: 'outputSchema' } as const;

/** A JSON parameter at the top stands for the whole input or output and bears a fixed name (make-app-format.md §1.2). */
function checkEndpoint(component: Component): Problem[] {
  return Object.entries(SCHEMA_NAMES).flatMap(([section, wanted]) => {
    const parameters = component.sections[section];
    if (!Array.isArray(parameters)) return [];
    return parameters.flatMap((parameter: Json, index): Problem[] => {
      if (!isPlainObject(parameter) || parameter.type !== 'json' || parameter.name === wanted) return [];
      const message = `A parameter of type json at the top must be called "${wanted}".`;
      return [
        problem(component, 'MAN037', {
          section,
          path: [index, 'name'],
          message,
          fix: 'rename it, or put it into a collection.',
        }),
      ];
    });
  });
}

interface FoundRequest {
  readonly request: Readonly<Record<string, unknown>>;
  readonly path: JsonPath;
}

/** The requests of a communication, one or many, with their places. */
function requestsOf(communication: Json | undefined): FoundRequest[] {
  if (isPlainObject(communication)) return [{ request: communication, path: [] }];
  if (!Array.isArray(communication)) return [];
  return communication.flatMap((request: Json, index) => (isPlainObject(request) ? [{ request, path: [index] }] : []));
}

type Rest = Pick<Problem, 'message' | 'fix' | 'section' | 'path'> & Partial<Pick<Problem, 'severity'>>;

function problem(component: Component, code: ManifestCode, rest: Rest): Problem {
  return { code, severity: 'error', component: componentPath(component), ...rest };
}
