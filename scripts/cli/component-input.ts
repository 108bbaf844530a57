import { InputError } from '../core/problems.ts';
import { parseAssignments } from '../parameters/assignments.ts';
import { readJsonArgument } from './json-argument.ts';

/** Reads the parameters of a component: one JSON argument, `@file`, or `name=value` repeated; undefined when there are none. */
export async function readInput(component: string, parameters: readonly string[], cwd: string): Promise<unknown> {
  const [first] = parameters;
  if (first === undefined) return undefined;
  if (!/^\s*[@{[]/.test(first)) return parseAssignments(parameters);
  if (parameters.length > 1) {
    throw new InputError('The parameters are given twice: as JSON and as more arguments.', {
      fix: 'give one JSON argument, or name=value for each.',
    });
  }
  return readJsonArgument(first.trim(), `The input of ${component}`, cwd);
}
