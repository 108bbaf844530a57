import type { ErrorObject } from 'ajv';
import { formatProblem, InputError, type Position, type Problem, sortProblems } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { explain, keysOf } from './messages.ts';
import type { Source } from './source.ts';

export type KeyPath = readonly (string | number)[];

/** Checks a file against its JSON Schema; throws one error that lists every mistake with its place. */
export async function checkAgainstSchema(source: Source, schema: Readonly<Record<string, unknown>>): Promise<void> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ strict: false, allErrors: true, discriminator: true, verbose: true });
  const isValid = ajv.compile(schema);
  if (isValid(source.value)) return;
  await refuse(source, mistakesOf(isValid.errors ?? []));
}

interface Mistake {
  readonly path: KeyPath;
  readonly message: string;
  readonly fix?: string;
}

/** One mistake for each thing that is wrong: what failed inside an alternative speaks through the alternative. */
function mistakesOf(errors: readonly ErrorObject[]): Mistake[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const isInside = (error: ErrorObject, choice: ErrorObject) =>
    error !== choice &&
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    error.instancePath.startsWith(choice.instancePath);
  return errors
    .filter((error) => error.keyword !== 'if' && !choices.some((choice) => isInside(error, choice)))
    .map((error) => {
      const inside = errors.filter((other) => choices.includes(error) && isInside(other, error));
      return { path: whereOf(error), message: sayMistake(error, inside) };
    });
}

/** Throws an input error that lists mistakes by file, line and column. */
export async function refuse(source: Source, mistakes: readonly Mistake[]): Promise<never> {
  const locate = await locator(source);
  const problems: Problem[] = mistakes.map(({ path, message, fix }) => ({
    code: 'MCK003',
    severity: 'error',
    message,
    ...(fix === undefined ? {} : { fix }),
    path,
    ...locate(path),
  }));
  throw new InputError(`the mock is not well declared\n\n${sortProblems(problems).map(formatProblem).join('\n\n')}`, {
    fix: 'correct the places named above.',
  });
}

/** A missing member has no place: its parent has. */
const whereOf = (error: ErrorObject): KeyPath =>
  error.keyword === 'required' ? keysOf(error).slice(0, -1) : keysOf(error);

function sayMistake(error: ErrorObject, inside: readonly ErrorObject[]): string {
  if (error.keyword === 'additionalProperties') {
    const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
    return `"${error.params.additionalProperty}" is not known here; ${didYouMean(error.params.additionalProperty, known, `known are ${known.join(', ')}.`)}`;
  }
  const { field, message } = explain([...inside, error]);
  return field === '' ? `the file ${message}.` : `"${field}" ${message}.`;
}

/** Finds where a path is written; the nearest parent that is written when the path itself is not. */
async function locator({ file, text }: Source): Promise<(path: KeyPath) => Position> {
  const { LineCounter, parseDocument, isNode, isMap, isScalar } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const keyNode = (path: KeyPath): unknown => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const key = path.at(-1);
    return isMap(parent) ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key : undefined;
  };
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const part = path.slice(0, length);
      const node = keyNode(part) ?? document.getIn(part, true);
      const start = isNode(node) ? node.range?.[0] : undefined;
      if (start === undefined) continue;
      const { line, col } = lines.linePos(start);
      return { file, line, column: col };
    }
    return { file, line: 1, column: 1 };
  };
}
