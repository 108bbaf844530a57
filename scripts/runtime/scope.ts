import { evaluateStructure } from '../iml/evaluate.ts';
import { TypedError } from '../iml/functions/typed-error.ts';
import type { Context } from '../iml/host.ts';
import { evaluationError } from './errors.ts';
import type { Run } from './run.ts';

/** The roots one chain of requests sees; members come and go as the chain proceeds (runtime.md §10). */
export interface Scope {
  readonly variables: Record<string, unknown>;
  readonly context: Context;
  /** The live `temp`, shared by all steps, pages and rounds. */
  readonly temp: Record<string, unknown>;
}

/** Builds the roots of a component; what every place has is added. */
export function createScope(run: Run, roots: Readonly<Record<string, unknown>>): Scope {
  const temp: Record<string, unknown> = {};
  const variables: Record<string, unknown> = {
    environment: { timezone: run.host.timezone },
    scenario: run.options.scenario ?? {},
    temp,
  };
  Object.assign(variables, roots);
  return { variables, temp, context: { variables, host: run.host, functions: run.functions } };
}

/** Evaluates a directive; a failure names it. An error as its value, made by errorFactory, is a failure (iml-digest.md §6). */
export function evaluateIn(scope: Scope, value: unknown, directive: string): unknown {
  if (value === undefined) return undefined;
  try {
    const evaluated = evaluateStructure(value, scope.context);
    if (evaluated instanceof TypedError) throw evaluated;
    return evaluated;
  } catch (error) {
    throw evaluationError(directive, error);
  }
}
