import { InputError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { parseAssignments } from '../parameters/assignments.ts';
import { readFileParameters } from './file-parameters.ts';
import { readJsonArgument } from './json-argument.ts';

const NO_ARGUMENTS = 'A custom function takes its arguments as one JSON array.';
const ARGUMENTS_FIX = `write '[1, "two"]', quoted for your shell.`;

/**
 * Reads the parameters of a component: one JSON argument, `@file`, or `name=value` repeated; undefined when there are
 * none. With the app, `name=@path` gives a parameter for binary data the bytes of a file.
 */
export async function readInput(
  component: string,
  parameters: readonly string[],
  { cwd, manifest }: { readonly cwd: string; readonly manifest?: Manifest },
): Promise<unknown> {
  const [first] = parameters;
  if (first === undefined) return undefined;
  if (!/^\s*[@{[]/.test(first)) {
    if (component.startsWith('functions.')) throw new InputError(NO_ARGUMENTS, { fix: ARGUMENTS_FIX });
    const input = parseAssignments(parameters);
    return manifest ? readFileParameters(input, { manifest, component, cwd }) : input;
  }
  if (parameters.length > 1) {
    throw new InputError('The parameters are given twice: as JSON and as more arguments.', {
      fix: 'give one JSON argument, or name=value for each.',
    });
  }
  return readJsonArgument(first.trim(), `The input of ${component}`, cwd);
}
